package kernel

import (
	"context"
	"net/http"
)

type byHand struct{}

// ByHand marks the requests of a person at the console: they are the simulator's
// own (see Own), but for the changes, which the log tells.
func ByHand(ctx context.Context) context.Context {
	return context.WithValue(context.WithValue(ctx, ownKey{}, true), byHand{}, true)
}

// IsByHand tells whether a request is one of a person at the console.
func IsByHand(r *http.Request) bool {
	marked, _ := r.Context().Value(byHand{}).(bool)
	return marked
}

// looks tells whether a request changes nothing by its method.
func looks(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }
