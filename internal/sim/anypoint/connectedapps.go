package anypoint

import (
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// connectedApp is a client of the platform itself.
type connectedApp struct {
	clientID, secret, name, org string
	enabled                     bool
	audience                    string
	grantTypes, redirectURIs    []string
	publicKeys, scopes          []string
	uris                        obj // client_uri, policy_uri, tos_uri
	issClaim                    bool
	given                       []grant
	created                     time.Time
}

func (a connectedApp) grants(kind string) bool { return slices.Contains(a.grantTypes, kind) }

// principal is the app on its own behalf. Plain scopes hold everywhere,
// assigned ones where their context says.
func (a connectedApp) principal() *principal {
	all := slices.Clone(a.given)
	for _, s := range a.scopes {
		all = append(all, grant{scope: s})
	}
	return &principal{app: &a, grants: all}
}

func (a connectedApp) json(list bool) obj {
	out := obj{
		"client_id": a.clientID, "owner_org_id": a.org, "client_name": a.name, "client_secret": a.secret,
		"public_keys": a.publicKeys, "redirect_uris": a.redirectURIs, "grant_types": a.grantTypes, "scopes": a.scopes,
		"enabled": a.enabled, "audience": a.audience, "generate_iss_claim_without_token": a.issClaim,
	}
	for _, k := range []string{"client_uri", "policy_uri", "tos_uri"} {
		if v, given := a.uris[k]; given || list {
			out[k] = v
		}
	}
	return out
}

func (p *Platform) registerConnectedApps() {
	// Not known: which scopes these need; the vendor's catalogue has one for
	// reading only.
	for _, base := range []string{"/accounts/api/connectedApplications", "/accounts/api/organizations/{organizationId}/connectedApplications"} {
		one := base + "/{clientId}"
		p.route("GET "+base, anybody, p.listConnectedApps)
		p.route("POST "+base, anybody, p.createConnectedApp)
		p.route("GET "+one, anybody, p.withConnectedApp(p.getConnectedApp))
		p.route("PATCH "+one, anybody, p.withConnectedApp(p.patchConnectedApp))
		p.route("DELETE "+one, anybody, p.withConnectedApp(p.deleteConnectedApp))
		p.route("GET "+one+"/scopes", anybody, p.withConnectedApp(p.getScopes))
		p.route("PUT "+one+"/scopes", anybody, p.withConnectedApp(p.putScopes))
		p.route("PATCH "+one+"/scopes", anybody, p.withConnectedApp(p.patchScopes))
		p.route("DELETE "+one+"/scopes", anybody, p.withConnectedApp(p.deleteScopes))
		p.route("DELETE "+one+"/revoke", anybody, p.withConnectedApp(p.revokeTokens))
	}
}

func (p *Platform) withConnectedApp(h func(*call, connectedApp) kernel.Answer) handler {
	return func(c *call) kernel.Answer {
		a, found := p.connectedApps.Get(c.PathValue("clientId"))
		if org := c.PathValue("organizationId"); !found || org != "" && a.org != org {
			return notFound(c.Request, "Connected application")
		}
		return h(c, a)
	}
}

func (p *Platform) listConnectedApps(c *call) kernel.Answer {
	org := c.PathValue("organizationId")
	if q := c.query("organizationId"); q != "" {
		org = q
	}
	list := p.connectedApps.List(func(a connectedApp) bool {
		return (org == "" || a.org == org) && (contains(a.name, c.query("search")) || contains(a.clientID, c.query("search")))
	})
	sortBy(c, list, func(a connectedApp) string {
		if c.query("sort") == "client_id" {
			return a.clientID
		}
		return a.name
	})
	part, bad := page(c, list, 20, 20)
	if bad != nil {
		return *bad
	}
	data := []any{}
	for _, a := range part {
		data = append(data, a.json(true))
	}
	return ok(obj{"data": data, "total": len(list)})
}

func (p *Platform) getConnectedApp(_ *call, a connectedApp) kernel.Answer { return ok(a.json(false)) }

func (p *Platform) createConnectedApp(c *call) kernel.Answer {
	body, bad := c.body(schemas["ConnectedApplicationCreate"])
	if bad != nil {
		return *bad
	}
	org := c.PathValue("organizationId")
	if org == "" {
		org = p.root().id
	}
	if owner := text(body, "owner_org_id"); owner != "" {
		if _, found := p.orgs.Get(owner); !found {
			return badRequest(c.Request, "owner_org_id is not an organization")
		}
		org = owner
	}
	a := connectedApp{
		clientID: p.world.IDs.Hex(16), org: org, enabled: true, audience: "internal",
		grantTypes: []string{}, redirectURIs: []string{}, publicKeys: []string{}, scopes: []string{}, uris: obj{},
		given: []grant{profileScope}, created: p.world.Clock.Now(),
	}
	if id := text(body, "client_id"); id != "" {
		if _, taken := p.connectedApps.Get(id); taken {
			return conflict(c.Request, "client_id is taken")
		}
		a.clientID = id
	}
	a = a.with(body)
	if a.secret == "" {
		a.secret = p.newSecret()
	}
	p.world.Secrets.Add(a.secret)
	p.connectedApps.Put(a.clientID, a)
	return ok(a.json(false)) // 200, as documented
}

func (a connectedApp) with(body obj) connectedApp {
	for field, into := range kernel.InOrder(map[string]*string{"client_name": &a.name, "client_secret": &a.secret, "audience": &a.audience}) {
		if s, isText := body[field].(string); isText {
			*into = s
		}
	}
	for field, into := range kernel.InOrder(map[string]*[]string{"grant_types": &a.grantTypes, "redirect_uris": &a.redirectURIs, "public_keys": &a.publicKeys, "scopes": &a.scopes}) {
		if v, given := body[field]; given {
			*into = texts(v)
		}
	}
	for field, into := range kernel.InOrder(map[string]*bool{"enabled": &a.enabled, "generate_iss_claim_without_token": &a.issClaim}) {
		if b, isBool := body[field].(bool); isBool {
			*into = b
		}
	}
	uris := obj{}
	for _, k := range []string{"client_uri", "policy_uri", "tos_uri"} {
		if v, given := body[k]; given {
			uris[k] = v
		}
	}
	a.uris = merge(a.uris, uris)
	return a
}

func (p *Platform) patchConnectedApp(c *call, a connectedApp) kernel.Answer {
	body, bad := c.body(schemas["ConnectedApplicationUpdate"])
	if bad != nil {
		return *bad
	}
	a = a.with(body)
	if c.yes("resetSecret", false) {
		a.secret = p.newSecret()
	}
	p.world.Secrets.Add(a.secret)
	p.connectedApps.Put(a.clientID, a)
	return ok(a.json(false))
}

func (p *Platform) deleteConnectedApp(_ *call, a connectedApp) kernel.Answer {
	p.connectedApps.Delete(a.clientID)
	return noContent()
}

func (p *Platform) getScopes(c *call, a connectedApp) kernel.Answer {
	part, bad := page(c, a.given, 25, 500)
	if bad != nil {
		return *bad
	}
	data := []any{}
	for _, g := range part {
		data = append(data, g.json())
	}
	return ok(obj{"data": data, "total": len(a.given)})
}

// profileScope is one that the platform gives to every connected app; requests
// neither need nor remove it. Seen by MuleSoft's own provider, whose code says
// so. The seeded apps do without.
var profileScope = grant{scope: "profile"}

// keepingProfile is a list that came from outside, with that scope in it.
func (a connectedApp) keepingProfile(list []grant) []grant {
	if slices.Contains(a.given, profileScope) && !slices.Contains(list, profileScope) {
		return append(slices.Clip(list), profileScope)
	}
	return list
}

// grantsIn reads {scopes: [{scope, context_params: {org, envId}}]}.
func (p *Platform) grantsIn(c *call, fields ...string) (map[string][]grant, *kernel.Answer) {
	body, bad := c.body(nil)
	if bad != nil {
		return nil, bad
	}
	out := map[string][]grant{}
	for i, field := range fields {
		list, _ := body[field].([]any)
		if _, given := body[field]; len(list) == 0 && (i == 0 || given) {
			return nil, new(badRequest(c.Request, field+" must have at least one item"))
		}
		for _, e := range list {
			o, _ := e.(obj)
			g := grant{scope: text(o, "scope"), org: text(object(o, "context_params"), "org"), env: text(object(o, "context_params"), "envId")}
			if strings.TrimSpace(g.scope) == "" {
				return nil, new(badRequest(c.Request, "scope is missing"))
			}
			out[field] = append(out[field], g)
		}
	}
	return out, nil
}

func (p *Platform) putScopes(c *call, a connectedApp) kernel.Answer {
	lists, bad := p.grantsIn(c, "scopes")
	if bad != nil {
		return *bad
	}
	a.given = a.keepingProfile(lists["scopes"])
	p.connectedApps.Put(a.clientID, a)
	return noContent()
}

func (p *Platform) patchScopes(c *call, a connectedApp) kernel.Answer {
	lists, bad := p.grantsIn(c, "scopes", "scopesToDelete")
	if bad != nil {
		return *bad
	}
	kept := without(without(a.given, lists["scopesToDelete"]), append(lists["scopes"], profileScope))
	a.given = a.keepingProfile(append(kept, lists["scopes"]...))
	p.connectedApps.Put(a.clientID, a)
	return noContent()
}

func (p *Platform) deleteScopes(c *call, a connectedApp) kernel.Answer {
	lists, bad := p.grantsIn(c, "scopes")
	if bad != nil {
		return *bad
	}
	a.given = a.keepingProfile(without(a.given, lists["scopes"]))
	p.connectedApps.Put(a.clientID, a)
	return noContent()
}

func without(list, drop []grant) []grant {
	return slices.DeleteFunc(slices.Clone(list), func(g grant) bool { return slices.Contains(drop, g) })
}

func (p *Platform) revokeTokens(_ *call, a connectedApp) kernel.Answer {
	for _, s := range p.sessions.List(func(s session) bool { return s.appID == a.clientID }) {
		p.sessions.Delete(s.token)
	}
	return noContent()
}
