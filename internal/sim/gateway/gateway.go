// Package gateway simulates the API gateway in front of the APIs that the
// simulated API Manager knows: it routes, enforces policies and forwards.
package gateway

import (
	"net/http"
	"sync"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Gateway is one simulated gateway.
type Gateway struct {
	// Router serves the gateway. Its Internal token is set by who starts the
	// simulator.
	Router *kernel.Router
	// Poll is how old the gateway's copy of APIs, policies and contracts may
	// get before it is fetched again, in real time. 0: fetched for every request.
	Poll time.Duration

	world *kernel.World
	api   *anypoint.Platform
	mu    sync.Mutex
}

// New builds a gateway for the APIs of a platform.
func New(w *kernel.World, api *anypoint.Platform) *Gateway {
	g := &Gateway{world: w, api: api, Poll: 200 * time.Millisecond}
	g.Router = &kernel.Router{Platform: "gateway", World: w, NotFound: func(*http.Request) kernel.Answer {
		return kernel.Answer{Status: http.StatusNotFound, Body: map[string]string{"error": "no listener for this path"}}
	}}
	g.Reset()
	return g
}

// Handler serves the gateway's HTTP port.
func (g *Gateway) Handler() http.Handler { return g.Router }

// Reset forgets what was cached.
func (g *Gateway) Reset() {
	g.mu.Lock()
	defer g.mu.Unlock()
}
