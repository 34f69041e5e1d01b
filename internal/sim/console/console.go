// Package console is the page at /_sim/: it shows the tenant as a picture that
// follows what happens to it, and lets a person look, change, delete, and try
// out what was made. It reads and changes through the platforms' own APIs.
package console

import (
	"net/http"
	"sync"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/gateway"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Console serves the page and what it asks for.
type Console struct {
	world     *kernel.World
	platforms map[string]http.Handler
	gateway   *gateway.Gateway
	root      func() string

	end     sync.Once
	stopped chan struct{}
}

// Parts are what a console shows.
type Parts struct {
	World          *kernel.World
	Okta, Anypoint http.Handler
	Gateway        *gateway.Gateway
	// Root tells the identifier of the root organization of Anypoint.
	Root func() string
}

// New makes a console.
func New(p Parts) *Console {
	return &Console{
		world: p.World, gateway: p.Gateway, root: p.Root, stopped: make(chan struct{}),
		platforms: map[string]http.Handler{"okta": p.Okta, "anypoint": p.Anypoint},
	}
}

// Close ends the streams of events, which go on for as long as their pages.
func (c *Console) Close() { c.end.Do(func() { close(c.stopped) }) }

// Routes hands out the paths that the console serves.
func (c *Console) Routes(handle func(pattern string, h http.HandlerFunc)) {
	handle("GET /_sim/{$}", c.page)
	handle("GET /_sim/console/{file...}", c.file)
	handle("GET /_sim/events", c.events)
	handle("GET /_sim/objects/{platform}/{collection}/{id...}", c.show)
	handle("PUT /_sim/objects/{platform}/{collection}/{id...}", c.change)
	handle("DELETE /_sim/objects/{platform}/{collection}/{id...}", c.remove)
	handle("POST /_sim/token", c.token)
	handle("POST /_sim/call", c.call)
}
