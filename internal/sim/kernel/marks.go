package kernel

import (
	"context"
	"net/http"
)

// mark is what a request of the simulator's own is known by. A mark is in its
// context, which goes over no network: no client can set one.
type mark int

const (
	own mark = iota
	byHand
	mirrored
)

func marked(ctx context.Context, m mark) context.Context { return context.WithValue(ctx, m, true) }

func has(r *http.Request, m mark) bool { return r.Context().Value(m) != nil }

// Own marks a request that the simulator sends to itself, to read a tenant out
// or to fill it: it is not logged, not delayed, hit by no fault and counted by
// no limit.
func Own(r *http.Request) *http.Request { return r.WithContext(marked(r.Context(), own)) }

// IsOwn tells whether Own or ByHand marked a request.
func IsOwn(r *http.Request) bool { return has(r, own) }

// ByHand marks the requests of a person at the console: they are the simulator's
// own (see Own), but for the changes, which the log tells.
func ByHand(ctx context.Context) context.Context { return marked(marked(ctx, own), byHand) }

// IsByHand tells whether a request is one of a person at the console.
func IsByHand(r *http.Request) bool { return has(r, byHand) }

// Mirrored marks a request that somebody was let in with already, so that a copy
// that does not know of the sign-in yet answers it.
func Mirrored(ctx context.Context) context.Context { return marked(ctx, mirrored) }

// IsMirrored tells whether Mirrored marked a request.
func IsMirrored(r *http.Request) bool { return has(r, mirrored) }
