package anypoint

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// maxProviders is how many external client providers a root organization can have.
const maxProviders = 25

// clientProvider is an identity provider that keeps the clients of applications.
// Its configuration is kept as it was sent.
type clientProvider struct {
	id, org string
	config  obj
	// grants are the grant types that it offers, as learnt from its metadata.
	grants  []string
	created time.Time
}

const oidcDynamic = "openid-dynamic-client"

func (cp clientProvider) name() string { return text(cp.config, "name") }
func (cp clientProvider) kind() string { return text(object(cp.config, "type"), "name") }
func (cp clientProvider) oidc() obj    { return object(cp.config, "oidc_dynamic_client_provider") }

func (p *Platform) registerClientProviders() {
	const all = "/accounts/api/organizations/{organizationId}/clientProviders"
	const one = all + "/{clientProviderId}"
	p.route("GET "+all, readProviders, p.listProviders)
	p.route("POST "+all, adminProviders, p.rootOnly(p.createProvider))
	p.route("GET "+one, readProviders, p.withProvider(p.getProvider))
	p.route("PUT "+one, adminProviders, p.rootOnly(p.withProvider(p.replaceProvider)))
	p.route("PATCH "+one, adminProviders, p.rootOnly(p.withProvider(p.patchProvider)))
	p.route("DELETE "+one, adminProviders, p.rootOnly(p.withProvider(p.deleteProvider)))
	p.route("GET "+one+"/grantTypes", readProviders, p.withProvider(p.getGrantTypes))
	p.route("GET /exchange/api/v2/organizations/{masterOrganizationId}/clientProviders/{clientProviderId}/grantTypes", anybody, p.withProvider(p.getGrantTypes))
	p.registerProviderClients(one + "/clients")
}

// rootOnly refuses business groups: 405, "The organization is not a root organization".
func (p *Platform) rootOnly(h handler) handler {
	return func(c *call) kernel.Answer {
		if o, _ := p.orgs.Get(organizationOf(c.Request)); !o.isRoot() {
			return fail(c.Request, http.StatusMethodNotAllowed, "MethodNotAllowedError", "The organization is not a root organization")
		}
		return h(c)
	}
}

func (p *Platform) withProvider(h func(*call, clientProvider) kernel.Answer) handler {
	return func(c *call) kernel.Answer {
		cp, found := p.providers.Get(c.PathValue("clientProviderId"))
		if !found {
			return notFound(c.Request, "Client provider")
		}
		return h(c, cp)
	}
}

// summary is what lists and business groups see.
func (cp clientProvider) summary() obj {
	return obj{"providerId": cp.id, "organizationId": cp.org, "name": cp.name(), "type": clone(object(cp.config, "type"))}
}

// json is the whole configuration. Without secrets, those of OpenID Connect are
// left out, and the others masked. The document has one example, of
// PingFederate, which shows asterisks. Not known: what it does for the rest.
func (cp clientProvider) json(secrets bool) obj {
	out := clone(cp.config)
	out["providerId"], out["organizationId"] = cp.id, cp.org
	if secrets {
		return out
	}
	for _, path := range secretPaths {
		if cp.kind() == oidcDynamic {
			drop(out, path)
		} else {
			mask(out, path)
		}
	}
	// A registration holds nothing but its secret, which its schema requires.
	drop(out, []string{"oidc_dynamic_client_provider", "client", "registration"})
	return out
}

// secretPaths are the secrets in the configurations of all types of providers.
var secretPaths = [][]string{
	{"oidc_dynamic_client_provider", "client", "registration", "authorization"},
	{"oidc_dynamic_client_provider", "primary_client", "secret"},
	{"oauth2_token_validation_provider", "client_secret"},
	{"oauth2_client_provider", "password"},
	{"admin_token", "password"},
}

// drop takes a member away.
func drop(m obj, path []string) {
	m, last := below(m, path)
	delete(m, last)
}

// mask puts asterisks in the place of a secret.
func mask(m obj, path []string) {
	m, last := below(m, path)
	if _, there := m[last]; there {
		m[last] = "********"
	}
}

// below is the object with the last member of a path; an empty one where there
// is none.
func below(m obj, path []string) (obj, string) {
	for _, key := range path[:len(path)-1] {
		m = object(m, key)
	}
	return m, path[len(path)-1]
}

func (p *Platform) listProviders(c *call) kernel.Answer {
	ids, kinds := c.many("provider_id"), c.many("cp_type")
	list := p.providers.List(func(cp clientProvider) bool {
		return (len(ids) == 0 || slices.Contains(ids, cp.id)) &&
			(len(kinds) == 0 || slices.Contains(kinds, cp.kind())) &&
			contains(cp.name(), c.query("search"))
	})
	sortBy(c, list, func(cp clientProvider) string {
		if c.query("sort") == "name" {
			return cp.name()
		}
		return cp.id
	})
	part, bad := page(c, list, 25, 500)
	if bad != nil {
		return *bad
	}
	data := []any{}
	for _, cp := range part {
		data = append(data, cp.summary())
	}
	return ok(obj{"data": data, "total": len(list)})
}

func (p *Platform) getProvider(c *call, cp clientProvider) kernel.Answer {
	if o, _ := p.orgs.Get(c.PathValue("organizationId")); !o.isRoot() {
		return ok(cp.summary())
	}
	return ok(cp.json(c.yes("includeSecrets", false)))
}

func (p *Platform) createProvider(c *call) kernel.Answer {
	config, bad := p.providerBody(c)
	if bad != nil {
		return *bad
	}
	if p.providers.Len() >= maxProviders {
		// The limit is documented; not known: its status.
		return badRequest(c.Request, "The organization has reached the maximum number of client providers")
	}
	cp := clientProvider{id: p.world.IDs.UUID(), org: c.PathValue("organizationId"), config: config, created: p.world.Clock.Now()}
	cp = p.learnGrants(c.Context(), cp)
	p.providers.Put(cp.id, cp)
	return created(cp.json(false))
}

// replaceProvider serves PUT: what the body leaves out is gone.
func (p *Platform) replaceProvider(c *call, cp clientProvider) kernel.Answer {
	config, bad := p.providerBody(c)
	if bad != nil {
		return *bad
	}
	cp.config = config
	cp = p.learnGrants(c.Context(), cp)
	p.providers.Put(cp.id, cp)
	return ok(cp.json(false))
}

// patchProvider lays the body over what is stored, so that a secret which is
// not sent stays (a live client relies on it). type takes only a description.
func (p *Platform) patchProvider(c *call, cp clientProvider) kernel.Answer {
	var s *schema
	switch cp.kind() {
	case "ping":
		s = schemas["PingFederateProviderOptional"]
	case "openam":
		s = schemas["OpenAMProviderOptional"]
	default:
		s = schemas["OIDCDynamicClientProviderOptional"]
	}
	body, bad := c.body(nil)
	if bad == nil {
		bad = p.fits(c, s, body)
	}
	if bad != nil {
		return *bad
	}
	p.rememberSecrets(body, secretPaths)
	cp.config = merge(cp.config, body)
	cp = p.learnGrants(c.Context(), cp)
	p.providers.Put(cp.id, cp)
	return ok(cp.json(false))
}

// providerBody reads a whole configuration against the closed schema of its type.
func (p *Platform) providerBody(c *call) (obj, *kernel.Answer) {
	body, bad := c.body(nil)
	if bad != nil {
		return nil, bad
	}
	byType := map[string]string{oidcDynamic: "OIDCDynamicClientProvider", "ping": "PingFederateProvider", "openam": "OpenAMProvider"}
	name, known := byType[text(object(body, "type"), "name")]
	if !known {
		return nil, new(invalid(c.Request, []violation{{Path: "/type/name", Keyword: "enum", Message: "must be equal to one of the allowed values: ping, openam, " + oidcDynamic}}))
	}
	if bad := p.fits(c, schemas[name], body); bad != nil {
		return nil, bad
	}
	p.rememberSecrets(body, secretPaths)
	return body, nil
}

// fits holds a body against a schema, but for the members of later versions.
func (p *Platform) fits(c *call, s *schema, body obj) *kernel.Answer {
	violations := slices.DeleteFunc(s.check("", body), func(v violation) bool {
		return v.Keyword == "additionalProperties" && slices.Contains(p.later, v.Path)
	})
	if len(violations) == 0 {
		return nil
	}
	return new(invalid(c.Request, violations))
}

// Later makes the platform one of a later version, whose client providers have
// one more member than the document knows, at a path such as "/a/b".
func (p *Platform) Later(member string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.later = append(p.later, member)
}

// rememberSecrets notes the secrets at these paths of a configuration.
func (p *Platform) rememberSecrets(config obj, paths [][]string) {
	for _, path := range paths {
		p.world.Secrets.Add(text(below(config, path)))
	}
}

// deleteProvider lets APIs and applications fall back to the native provider;
// their contracts stay. That environments forget it is inferred.
func (p *Platform) deleteProvider(_ *call, cp clientProvider) kernel.Answer {
	for _, a := range p.apis.List(func(a apiInstance) bool { return a.provider == cp.id }) {
		a.provider = ""
		p.apis.Put(key(a.id), a)
	}
	for _, a := range p.apps.List(func(a application) bool { return a.provider == cp.id }) {
		a.provider = ""
		p.apps.Put(key(a.id), a)
	}
	for _, e := range p.envs.List(func(e environment) bool { return slices.Contains(e.providers, cp.id) }) {
		e.providers = slices.DeleteFunc(slices.Clone(e.providers), func(id string) bool { return id == cp.id })
		p.envs.Put(e.id, e)
	}
	for _, client := range p.providerClients.List(func(pc providerClient) bool { return pc.provider == cp.id }) {
		p.providerClients.Delete(client.key())
	}
	p.providers.Delete(cp.id)
	return noContent()
}

// requestTimeout is how long Anypoint waits for the identity provider. The
// console speaks of 5 to 20 seconds and a live client sends 5000, hence
// milliseconds (inferred); 5 seconds unless configured.
func (cp clientProvider) requestTimeout() time.Duration {
	if n, isNumber := cp.oidc()["client_request_timeout"].(json.Number); isNumber {
		if f, err := n.Float64(); err == nil && f > 0 {
			return time.Duration(f * float64(time.Millisecond))
		}
	}
	return 5 * time.Second
}
