// Package okta simulates an Okta org: the part of the management API around
// OAuth 2.0, and authorization servers that really issue and check tokens.
//
// Behaviour follows the recorded exchanges ("recorded:" in comments), the
// vendor's OpenAPI documents ("contract:") and notes on both. Where nothing is
// known it takes what it is given, and the comment says so.
package okta

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Platform is one Okta org.
type Platform struct {
	world  *kernel.World
	router *kernel.Router
	scopes map[string]string // "METHOD route" → the OAuth scope that it needs
	// requestIDs names requests and errors. It is a generator of its own, so
	// that the identifiers of objects do not depend on how often was asked.
	requestIDs *kernel.IDs

	// mu is held while a handler works, so that every request is atomic, as
	// priorities and unique names need it.
	mu sync.Mutex
	st *state

	keysUsed           int           // of the key pool
	noAccessManagement bool          // see SetAccessManagement
	slowDeletion       time.Duration // see SetSlowAppDeletion
	reconciling        int           // see SetReconciling
	activation         time.Duration // see SetRuleActivation
	hookPatience       time.Duration // see SetHookTimeout

	limits limiter
}

// New makes an org that holds what a new one has.
func New(w *kernel.World) *Platform {
	p := &Platform{world: w, scopes: map[string]string{}, requestIDs: kernel.NewIDs(0)}
	p.router = &kernel.Router{Platform: "okta", World: w, Before: p.before, NotFound: p.unknownPath}
	p.routes()
	p.Reset()
	return p
}

// Handler serves the org.
func (p *Platform) Handler() http.Handler { return p.router }

// SetInternal sets the token by which the simulator's own calls are known in
// the request log. It must be called before the first request.
func (p *Platform) SetInternal(token string) { p.router.Internal = token }

// SetRateLimits says how many requests per minute every bucket takes: "none"
// or "", "okta-default", or a number.
func (p *Platform) SetRateLimits(setting string) error { return p.limits.configure(setting) }

// Reset returns the org to what a new one has, and to usual behaviour. Tokens
// and secrets that were issued before are worth nothing any more.
func (p *Platform) Reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.st, p.keysUsed = &state{}, 0
	p.noAccessManagement, p.slowDeletion, p.reconciling, p.activation, p.hookPatience = false, 0, 0, ruleActivation, 0
	p.seed()
	p.limits.reset()
}

// manage serves a route of the management API, to a signed-in administrator or
// to an access token with the OAuth scope. The handler runs alone.
func (p *Platform) manage(pattern, scope string, h kernel.Handler) {
	p.scopes[pattern] = scope
	p.public(pattern, func(r *http.Request) kernel.Answer {
		c, refusal := p.authorize(r, scope)
		if refusal != nil {
			return *refusal
		}
		if p.noAccessManagement && strings.HasPrefix(r.URL.Path, "/api/v1/authorizationServers") {
			// Recorded: authserver_create_401_feature_missing,
			// authserver_get_default_alias_401.
			return p.problem(http.StatusUnauthorized, "E0000015", "You do not have permission to access the feature you are requesting")
		}
		return h(withCaller(r, c))
	})
}

// public serves a route that needs no sign-in. The handler runs alone.
func (p *Platform) public(pattern string, h kernel.Handler) {
	p.router.Handle(pattern, func(r *http.Request) kernel.Answer {
		p.mu.Lock()
		defer p.mu.Unlock()
		return h(r)
	})
}

// before adds the headers of every answer and enforces rate limits.
func (p *Platform) before(r *http.Request) kernel.Answer {
	h := http.Header{}
	h.Set("X-Okta-Request-Id", p.requestIDs.Text(22))
	now := p.world.Clock.Now()
	h.Set("Date", now.Format(http.TimeFormat))
	if kernel.IsOwn(r) {
		return kernel.Answer{Header: h}
	}
	if strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/oauth2/") {
		if !p.limits.take(bucketOf(r), now, h) {
			a := p.problem(http.StatusTooManyRequests, "E0000047", "API call exceeded rate limit due to too many requests.")
			a.Header = h
			return a
		}
	}
	return kernel.Answer{Header: h}
}

// knowsPath tells whether a path exists for another method.
func (p *Platform) knowsPath(r *http.Request) bool {
	for _, m := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		if p.router.Known(m, r.URL) {
			return true
		}
	}
	return false
}
