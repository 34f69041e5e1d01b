// Package anypoint simulates the parts of MuleSoft Anypoint Platform that
// stand between an API and its identity provider: Access Management, Exchange
// and API Manager. Behaviour follows evidence: the vendor's OpenAPI documents,
// recorded exchanges, public client code. Where nothing is known the simulator
// is tolerant in what it takes, and the code says "not known".
package anypoint

import (
	"net/http"
	"sync"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Platform is one simulated Anypoint Platform.
type Platform struct {
	// Router serves the platform. Its Internal token is set by who starts the
	// simulator.
	Router *kernel.Router

	world *kernel.World

	// mu is held while a request is answered: the rules of the platform span
	// several tables.
	mu sync.Mutex
	*state
}

// state is everything that a reset replaces.
type state struct {
	credentials credentials
}

type credentials struct {
	clientID, clientSecret, organizationID, environmentID string
}

// New builds a platform and seeds it.
func New(w *kernel.World) *Platform {
	p := &Platform{world: w}
	p.Router = &kernel.Router{Platform: "anypoint", World: w, NotFound: notFoundRoute}
	p.Reset()
	return p
}

// Handler serves the platform's HTTP API.
func (p *Platform) Handler() http.Handler { return p.Router }

// Reset returns to the seed.
func (p *Platform) Reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state = &state{}
}

// Objects counts what exists, by kind, such as "anypoint.clientProviders".
func (p *Platform) Objects() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return map[string]int{}
}

// Credentials are those of a seeded connected app that may do everything, with
// the root organization and its environment Sandbox.
func (p *Platform) Credentials() (clientID, clientSecret, organizationID, environmentID string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.credentials
	return c.clientID, c.clientSecret, c.organizationID, c.environmentID
}

// NewConnectedApp adds a connected app that acts on its own behalf and has
// just the scopes given, in every organization and environment.
func (p *Platform) NewConnectedApp(scopes ...string) (id, secret string) {
	return "", ""
}

// User is a seeded user with a password, who may do everything.
func (p *Platform) User() (username, password string) {
	return "", ""
}

func notFoundRoute(*http.Request) kernel.Answer {
	return kernel.Answer{Status: http.StatusNotFound, Body: map[string]string{"name": "NotFoundError", "message": "Not Found"}}
}
