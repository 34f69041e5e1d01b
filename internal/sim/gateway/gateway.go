// Package gateway simulates the API gateway in front of the APIs that the
// simulated API Manager knows: it routes, enforces policies and forwards.
//
// Enforced: OpenID Connect access token enforcement, OAuth 2.0 token
// introspection, OAuth 2.0 with an external provider, JWT validation, client ID
// enforcement, HTTP basic authentication, rate limiting (by count and by tier),
// spike control, JSON threat protection, CORS, IP allowlist and blocklist,
// header injection and removal. Every other policy passes.
package gateway

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
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
	// get before it is fetched again, in real time. 0: fetched for every
	// request. Set it before requests arrive.
	Poll time.Duration

	world *kernel.World
	api   *anypoint.Platform

	mu      sync.Mutex
	apis    []anypoint.DeployedAPI
	fetched time.Time
	tokens  map[tokenKey]introspection
	windows map[string]*window
	keys    map[string]keySet      // by their address
	passed  map[string][]time.Time // under spike control: when each request passed
	queued  map[string]int64       // under spike control: how many wait
}

// New builds a gateway for the APIs of a platform.
func New(w *kernel.World, api *anypoint.Platform) *Gateway {
	g := &Gateway{world: w, api: api, Poll: 200 * time.Millisecond}
	g.Router = &kernel.Router{Platform: "gateway", World: w, NotFound: g.serve}
	g.Router.Handle("/_sim/echo", echo)
	g.Router.Handle("/_sim/echo/", echo)
	g.Reset()
	return g
}

// SetInternal tells the token by which the simulator's own calls are known.
func (g *Gateway) SetInternal(token string) { g.Router.Internal = token }

// Handler serves the gateway's HTTP port.
func (g *Gateway) Handler() http.Handler { return g.Router }

// Reset forgets what was fetched, cached and counted.
func (g *Gateway) Reset() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.apis, g.fetched = nil, time.Time{}
	g.tokens, g.windows = map[tokenKey]introspection{}, map[string]*window{}
	g.keys = map[string]keySet{}
	g.passed, g.queued = map[string][]time.Time{}, map[string]int64{}
}

// local is the gateway's copy of the APIs, fetched again when it is too old.
// So a new contract counts a moment later, as with a real gateway.
func (g *Gateway) local() []anypoint.DeployedAPI {
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Since(g.fetched) >= g.Poll {
		g.apis, g.fetched = g.api.Deployed(), time.Now()
		for _, a := range g.apis {
			corsFirst(a.Policies)
		}
	}
	return g.apis
}

// find picks the API whose path is the longest that the request's path starts
// with, and tells what follows that path. Hosts and ports do not count: all
// APIs share this gateway's address.
func (g *Gateway) find(path string) (best anypoint.DeployedAPI, rest string, found bool) {
	longest := -1
	for _, a := range g.local() {
		base := strings.TrimSuffix(strings.TrimSuffix(a.Path, "*"), "/")
		after, starts := strings.CutPrefix(path, base)
		if starts && (after == "" || after[0] == '/') && len(base) > longest {
			best, rest, found, longest = a, after, true, len(base)
		}
	}
	return best, rest, found
}

// exchange is a request on its way through the policies of an API.
type exchange struct {
	*http.Request
	api    anypoint.DeployedAPI
	rest   string      // the path below the API's
	header http.Header // for the backend
	// respond changes the answer's headers on the way back.
	respond []func(http.Header)
	explain *Explanation // nil: nobody asked
}

// serve takes a request through the API's policies to its backend.
func (g *Gateway) serve(r *http.Request) kernel.Answer {
	e := explanationOf(r)
	api, rest, found := g.find(r.URL.Path)
	if !found {
		// Not known: what a gateway says where no API listens.
		a := failure(http.StatusNotFound, "No listener for endpoint: "+r.URL.Path)
		e.begin(Step{Kind: "route", Title: "No API"})
		e.refused(a)
		return a
	}
	x := &exchange{Request: r, api: api, rest: rest, header: forwardable(r.Header), explain: e}
	e.begin(x.heading())
	e.note(true, "%s %s belongs to the API at %s", r.Method, r.URL.Path, api.Path)
	for _, policy := range api.Policies {
		e.begin(Step{Kind: "policy", Title: policy.AssetID, PolicyID: policy.ID})
		if why := skips(policy, r.Method, rest); why != "" {
			e.note(true, "%s", why)
			e.end(Skipped, 0)
			continue
		}
		if refusal := enforcers[policy.AssetID](g, x, policy); refusal != nil {
			e.refused(*refusal)
			// Pages of allowed origins read refusals too.
			return x.back(*refusal)
		}
	}
	return x.back(g.forward(x))
}

// back takes an answer through the policies that change it.
func (x *exchange) back(answer kernel.Answer) kernel.Answer {
	for _, change := range x.respond {
		change(answer.Header)
	}
	return answer
}

// corsFirst puts policies into the order in which they apply: cross-origin
// resource sharing before all others, wherever it stands.
func corsFirst(policies []anypoint.DeployedPolicy) {
	slices.SortStableFunc(policies, func(a, b anypoint.DeployedPolicy) int {
		switch isCORS := a.AssetID == corsAsset; {
		case isCORS == (b.AssetID == corsAsset):
			return 0
		case isCORS:
			return -1
		}
		return 1
	})
}

// enforcer applies a policy: nil lets the request pass.
type enforcer func(*Gateway, *exchange, anypoint.DeployedPolicy) *kernel.Answer

var enforcers = map[string]enforcer{
	"openidconnect-access-token-enforcement":   (*Gateway).openIDConnect,
	"oauth2-token-introspection":               (*Gateway).tokenIntrospection,
	"external-oauth2-access-token-enforcement": (*Gateway).externalOAuth,
	corsAsset:                   (*Gateway).cors,
	"client-id-enforcement":     (*Gateway).clientID,
	"jwt-validation":            (*Gateway).jwtValidation,
	"http-basic-authentication": (*Gateway).basicAuth,
	"spike-control":             (*Gateway).spikeControl,
	"json-threat-protection":    (*Gateway).jsonThreat,
	"rate-limiting":             (*Gateway).rateLimit,
	"rate-limiting-sla-based":   (*Gateway).tierLimit,
	"ip-allowlist":              (*Gateway).allowlist,
	"ip-blocklist":              (*Gateway).blocklist,
	"header-injection":          (*Gateway).injectHeaders,
	"header-removal":            (*Gateway).removeHeaders,
}

func failure(status int, message string) kernel.Answer {
	return kernel.Answer{Status: status, Header: http.Header{}, Body: map[string]string{"error": message}}
}

func refuse(status int, message string) *kernel.Answer {
	a := failure(status, message)
	return &a
}

// backend is the address that a request goes to.
func (x *exchange) backend() (*url.URL, error) {
	target, err := url.Parse(x.api.Backend)
	if err != nil {
		return nil, err
	}
	target = target.JoinPath(x.rest)
	if x.rest == "" {
		target.Path = strings.TrimSuffix(target.Path, "/")
	}
	target.RawQuery = x.URL.RawQuery
	return target, nil
}
