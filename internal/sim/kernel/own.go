package kernel

import (
	"context"
	"net/http"
)

type ownKey struct{}

// Own marks a request that the simulator sends to itself, to read a tenant out
// or to fill it: it is not logged, not delayed, hit by no fault and counted by
// no limit. It never comes over a network, where a context does not go.
func Own(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), ownKey{}, true))
}

// IsOwn tells whether Own marked a request.
func IsOwn(r *http.Request) bool { return r.Context().Value(ownKey{}) != nil }
