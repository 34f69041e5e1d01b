// Package kernel holds what the simulated platforms share: time, identifiers,
// the request log, faults and the router.
package kernel

import (
	"net/http"
	"sync/atomic"
	"time"
)

// World is what one simulator's platforms have in common.
type World struct {
	Clock   Clock
	IDs     *IDs
	Log     Log
	Faults  Faults
	Secrets Secrets
	// Behind makes lists lag behind writes. nil: they do not.
	Behind Behind

	// The addresses under which clients reach the platforms, without a
	// trailing slash. Known once the simulator listens.
	OktaURL, AnypointURL, GatewayURL string

	// Client makes the calls that the platforms make to each other. Its
	// requests are marked as internal in the log.
	Client *http.Client

	// Settle is called when a request was carried out, before its answer goes
	// out: what it changed is on the disk when it returns. nil: nothing is kept.
	Settle func(platform, method string) error

	latency atomic.Int64
}

// SetLatency makes every request that a client sends take at least d.
func (w *World) SetLatency(d time.Duration) { w.latency.Store(int64(d)) }

// InternalHeader marks a request that a simulated platform sends to another.
// Its value is a secret of the process, so that clients cannot set it.
const InternalHeader = "X-Sim-Internal"

// MarkInternal makes a client whose requests the routers recognise as the
// simulator's own.
func MarkInternal(base http.RoundTripper, token string) *http.Client {
	return &http.Client{Transport: marker{base, token}}
}

type marker struct {
	base  http.RoundTripper
	token string
}

func (m marker) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set(InternalHeader, m.token)
	return m.base.RoundTrip(r)
}
