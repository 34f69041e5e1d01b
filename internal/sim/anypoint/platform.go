// Package anypoint simulates the parts of MuleSoft Anypoint Platform that
// stand between an API and its identity provider: Access Management, Exchange
// and API Manager. Behaviour follows evidence: the vendor's OpenAPI documents,
// recorded exchanges, public client code. Where nothing is known the simulator
// is tolerant in what it takes, and the code says "not known".
package anypoint

import (
	"net/http"
	"strings"
	"sync"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// Platform is one simulated Anypoint Platform.
type Platform struct {
	// Router serves the platform. Its Internal token is set by who starts the
	// simulator.
	Router *kernel.Router

	world *kernel.World
	// requestIDs are apart from the other identifiers, which a seed repeats.
	requestIDs *kernel.IDs

	// mu is held while a request is answered: the rules of the platform span
	// several tables.
	mu sync.Mutex
	*state
	// later are members that client providers have beyond the document.
	later []string
	seed  seeded
}

// state is everything that a reset replaces.
type state struct {
	users             store.Table[user]
	sessions          store.Table[session]
	connectedApps     store.Table[connectedApp]
	orgs              store.Table[organization]
	envs              store.Table[environment]
	providers         store.Table[clientProvider]
	providerClients   store.Table[providerClient]
	identityProviders store.Table[identityProvider]
	assets            store.Table[asset]
	softDeleted       store.Table[asset]
	publications      store.Table[publication]
	externals         store.Table[externalInstance]
	apis              store.Table[apiInstance]
	upstreams         store.Table[upstream]
	policies          store.Table[policy]
	automated         store.Table[automatedPolicy]
	tiers             store.Table[tier]
	apps              store.Table[application]
	contracts         store.Table[contract]
	alerts            store.Table[alert]
	deployments       store.Table[deployment]

	hardDeletion bool // Exchange's setting
}

// seeded is what a reset puts in for clients to begin with. It is drawn anew
// at every reset; from a generator that was restarted it comes out the same.
type seeded struct {
	user user
	orgs []organization // the root first
	envs []environment
	app  connectedApp
}

// New builds a platform and seeds it.
func New(w *kernel.World) *Platform {
	p := &Platform{world: w, requestIDs: kernel.NewIDs(0)}
	p.Router = &kernel.Router{Platform: "anypoint", World: w, NotFound: notFoundRoute, Before: p.before}
	p.registerAuth()
	p.registerOrgs()
	p.registerEnvironments()
	p.registerClientProviders()
	p.registerIdentityProviders()
	p.registerConnectedApps()
	p.registerAssets()
	p.registerAPIs()
	p.registerUpstreams()
	p.registerPolicies()
	p.registerTemplates()
	p.registerGraphQL()
	p.registerAutomated()
	p.registerTiers()
	p.registerApplications()
	p.registerContracts()
	p.registerAlerts()
	p.registerProxies()
	p.Reset()
	return p
}

// before gives every answer a request id. Not known: the name of the header.
func (p *Platform) before(*http.Request) kernel.Answer {
	return kernel.Answer{Header: http.Header{"X-Request-Id": {p.requestIDs.UUID()}}}
}

// SetInternal tells the token by which the simulator's own calls are known.
func (p *Platform) SetInternal(token string) { p.Router.Internal = token }

// Handler serves the platform's HTTP API.
func (p *Platform) Handler() http.Handler { return p.Router }

// Reset returns to the seed: a root organization with a business group,
// environments in both, a connected app and a user that may do everything.
func (p *Platform) Reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state = &state{hardDeletion: true}
	p.seed = p.makeSeed()
}

func (p *Platform) makeSeed() seeded {
	u := user{
		id: p.world.IDs.UUID(), username: "gatehouse-admin", password: p.newSecret(),
		firstName: "Ada", lastName: "Admin", email: "ada.admin@example.com", created: p.world.Clock.Now(),
	}
	p.users.Put(u.id, u)
	root := p.newOrg("Gatehouse", "", u.id)
	s := seeded{user: u, orgs: []organization{root, p.newOrg("Business Group", root.id, u.id)}}
	for _, o := range s.orgs {
		for _, name := range []string{"Design", "Sandbox", "Production"} {
			s.envs = append(s.envs, p.newEnvironment(o.id, name, strings.ToLower(name)))
		}
	}
	s.app = p.addConnectedApp("gatehouse", sortedKeys(scopeNames))
	return s
}

func (p *Platform) addConnectedApp(name string, scopes []string) connectedApp {
	a := connectedApp{
		clientID: p.world.IDs.Hex(16), secret: p.newSecret(), name: name, org: p.root().id, enabled: true, audience: "internal",
		grantTypes: []string{"client_credentials"}, redirectURIs: []string{}, publicKeys: []string{}, scopes: append([]string{}, scopes...),
		created: p.world.Clock.Now(),
	}
	p.connectedApps.Put(a.clientID, a)
	return a
}

// Objects counts what exists, by kind, such as "anypoint.clientProviders".
// Sessions, the seeded user and soft-deleted assets are not counted.
func (p *Platform) Objects() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return map[string]int{
		"anypoint.connectedApplications": p.connectedApps.Len(),
		"anypoint.organizations":         len(p.orgs.List(organization.alive)),
		"anypoint.environments":          p.envs.Len(),
		"anypoint.environmentProviders":  len(p.envs.List(func(e environment) bool { return len(e.providers) > 0 })),
		"anypoint.clientProviders":       p.providers.Len(),
		"anypoint.clientProviderClients": p.providerClients.Len(),
		"anypoint.identityProviders":     p.identityProviders.Len(),
		"anypoint.assets":                p.assets.Len() + p.publications.Len(),
		"anypoint.externalInstances":     p.externals.Len(),
		"anypoint.apiInstances":          p.apis.Len(),
		"anypoint.upstreams":             p.upstreams.Len(),
		"anypoint.policies":              p.policies.Len(),
		"anypoint.automatedPolicies":     p.automated.Len(),
		"anypoint.tiers":                 p.tiers.Len(),
		"anypoint.applications":          p.apps.Len(),
		"anypoint.contracts":             p.contracts.Len(),
		"anypoint.alerts":                p.alerts.Len(),
		"anypoint.deployments":           p.deployments.Len(),
	}
}

// Credentials are those of a seeded connected app that may do everything, with
// the root organization and its environment Sandbox.
func (p *Platform) Credentials() (clientID, clientSecret, organizationID, environmentID string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seed.app.clientID, p.seed.app.secret, p.seed.orgs[0].id, p.seed.envs[1].id
}

// BusinessGroup is the seeded organization below the root.
func (p *Platform) BusinessGroup() (organizationID string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seed.orgs[1].id
}

// User is a seeded user with a password, who may do everything.
func (p *Platform) User() (username, password string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seed.user.username, p.seed.user.password
}

// NewConnectedApp adds a connected app that acts on its own behalf and has
// just the scopes given, in every organization and environment.
func (p *Platform) NewConnectedApp(scopes ...string) (id, secret string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	a := p.addConnectedApp("test", scopes)
	return a.clientID, a.secret
}
