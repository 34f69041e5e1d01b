package anypoint

import (
	"net/http"
	"net/url"
	"slices"
	"time"
)

// DeployedAPI is what a gateway learns of an API when it polls.
type DeployedAPI struct {
	ID int64
	// Path is the path of the endpoint's proxyUri: where consumers call.
	Path string
	// Backend is where requests go: the endpoint's uri, or the first upstream.
	Backend string
	// Provider is what the platform injects into policies of OpenID Connect;
	// nil without such a client provider.
	Provider *DeployedProvider
	Policies []DeployedPolicy // the active ones, in their order
	Clients  []DeployedClient // those with an approved contract
}

// DeployedProvider is an identity provider that validates tokens.
type DeployedProvider struct {
	IntrospectURL, ClientID, ClientSecret string

	platform *Platform
	provider clientProvider
}

// Send makes a call to the identity provider under its configuration.
func (d *DeployedProvider) Send(r *http.Request) (*http.Response, error) {
	return d.platform.send(d.provider, r)
}

// DeployedPolicy is a policy as a gateway applies it.
type DeployedPolicy struct {
	ID            int64
	AssetID       string
	Outbound      bool
	Configuration map[string]any
	Pointcuts     []Pointcut // none: every request
}

// Pointcut limits a policy to some requests.
type Pointcut struct{ Method, URI string } // regular expressions

// DeployedClient is an application with an approved contract.
type DeployedClient struct {
	Name, ClientID, ClientSecret string
	Limits                       []DeployedLimit // of its tier
}

// DeployedLimit is how many requests are allowed in a time.
type DeployedLimit struct {
	Requests int64
	Period   time.Duration
}

// Deployed tells a gateway all APIs that have an address for consumers. Each is
// taken to be deployed, whether or not a deployment was made for it.
func (p *Platform) Deployed() []DeployedAPI {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := []DeployedAPI{}
	for _, a := range p.apis.List(nil) {
		address, err := url.Parse(text(a.endpoint, "proxyUri"))
		if err != nil || text(a.endpoint, "proxyUri") == "" {
			continue
		}
		out = append(out, DeployedAPI{
			ID: a.id, Path: address.Path, Backend: p.backend(a), Provider: p.deployedProvider(a),
			Policies: p.deployedPolicies(a), Clients: p.deployedClients(a),
		})
	}
	return out
}

func (p *Platform) backend(a apiInstance) string {
	if uri := text(a.endpoint, "uri"); uri != "" {
		return uri
	}
	u, _ := p.upstreams.Find(func(u upstream) bool { return u.api == a.id && u.uri != nil })
	uri, _ := u.uri.(string)
	return uri
}

func (p *Platform) deployedProvider(a apiInstance) *DeployedProvider {
	cp, found := p.providers.Get(a.provider)
	if !found || cp.kind() != oidcDynamic {
		return nil
	}
	client := object(cp.oidc(), "primary_client")
	return &DeployedProvider{
		IntrospectURL: text(object(cp.oidc(), "urls"), "introspect"), ClientID: text(client, "id"), ClientSecret: text(client, "secret"),
		platform: p, provider: cp,
	}
}

// deployedPolicies puts automated policies ahead of those of the API, and
// leaves out an API's own where an automated one of the same kind covers it,
// both as the documentation of automated policies says. Ranges of versions are
// not looked at: the simulated runtime has no version.
func (p *Platform) deployedPolicies(a apiInstance) []DeployedPolicy {
	var all []policy
	for _, ap := range p.automated.List(func(ap automatedPolicy) bool { return ap.org == a.org && ap.env() == a.env && !ap.policy.disabled }) {
		if list := texts(ap.rule["technologies"]); len(list) == 0 || slices.Contains(list, a.technology) {
			all = append(all, ap.policy)
		}
	}
	for _, pol := range p.policiesOf(a.id) {
		covered := slices.ContainsFunc(all, func(o policy) bool { return o.api == 0 && o.template.asset == pol.template.asset })
		if !pol.disabled && !covered {
			all = append(all, pol)
		}
	}
	out := []DeployedPolicy{}
	for _, pol := range all {
		d := DeployedPolicy{ID: pol.id, AssetID: pol.template.asset, Outbound: pol.outbound, Configuration: clone(pol.configuration)}
		list, _ := pol.pointcut.([]any)
		for _, e := range list {
			o, _ := e.(obj)
			d.Pointcuts = append(d.Pointcuts, Pointcut{Method: text(o, "methodRegex"), URI: text(o, "uriTemplateRegex")})
		}
		out = append(out, d)
	}
	return out
}

func (p *Platform) deployedClients(a apiInstance) []DeployedClient {
	out := []DeployedClient{}
	for _, k := range p.contracts.List(func(k contract) bool { return k.api == a.id && k.status == approved }) {
		app, _ := p.apps.Get(key(k.app))
		client := DeployedClient{Name: app.name, ClientID: app.clientID, ClientSecret: app.clientSecret}
		t, _ := p.tiers.Get(key(k.tier))
		for _, l := range t.limits {
			client.Limits = append(client.Limits, DeployedLimit{Requests: l.requests, Period: time.Duration(l.time) * time.Millisecond})
		}
		out = append(out, client)
	}
	return out
}
