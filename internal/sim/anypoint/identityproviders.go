package anypoint

import (
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// identityProvider lets people sign in to Anypoint: a matter apart from client
// providers, with snake_case ids.
type identityProvider struct {
	id, org string
	config  obj
}

func (ip identityProvider) json() obj {
	out := clone(ip.config)
	out["provider_id"], out["org_id"] = ip.id, ip.org
	// Its secrets are left out, like those of client providers. Not known: whether they are masked.
	drop(out, []string{"oidc_provider", "client", "credentials", "secret"})
	return out
}

func (p *Platform) registerIdentityProviders() {
	const all = "/accounts/api/organizations/{organizationId}/identityProviders"
	const one = all + "/{identityProviderId}"
	p.route("GET "+all, viewIdentity, p.listIdentityProviders)
	p.route("POST "+all, manageIdentity, p.rootOnly(p.createIdentityProvider))
	p.route("GET "+one, viewIdentity, p.withIdentityProvider(p.getIdentityProvider))
	p.route("PATCH "+one, manageIdentity, p.rootOnly(p.withIdentityProvider(p.patchIdentityProvider)))
	p.route("DELETE "+one, manageIdentity, p.rootOnly(p.withIdentityProvider(p.deleteIdentityProvider)))
}

func (p *Platform) withIdentityProvider(h func(*call, identityProvider) kernel.Answer) handler {
	return func(c *call) kernel.Answer {
		ip, found := p.identityProviders.Get(c.PathValue("identityProviderId"))
		if !found {
			return notFound(c.Request, "Identity provider")
		}
		return h(c, ip)
	}
}

func (p *Platform) listIdentityProviders(c *call) kernel.Answer {
	ids, kinds := c.many("provider_id"), c.many("idp_type")
	list := p.identityProviders.List(func(ip identityProvider) bool {
		return (len(ids) == 0 || slices.Contains(ids, ip.id)) &&
			(len(kinds) == 0 || slices.Contains(kinds, text(object(ip.config, "type"), "name"))) &&
			contains(text(ip.config, "name"), c.query("search"))
	})
	sorted(c, list, func(ip identityProvider) string {
		if c.query("sort") == "name" {
			return text(ip.config, "name")
		}
		return ip.id
	})
	part, bad := page(c, list, 25, 500)
	if bad != nil {
		return *bad
	}
	data := []any{}
	for _, ip := range part {
		if c.yes("include_full_details", false) {
			data = append(data, ip.json())
			continue
		}
		data = append(data, obj{"provider_id": ip.id, "org_id": ip.org, "name": text(ip.config, "name"), "type": clone(object(ip.config, "type"))})
	}
	return ok(obj{"data": data, "total": len(list)})
}

// createIdentityProvider checks the name and the type; the rest of its three
// closed schemas is not modelled.
func (p *Platform) createIdentityProvider(c *call) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Required: []string{"name", "type"}, Properties: map[string]*schema{
		"name": {Type: "string"},
		"type": {Type: "object", Required: []string{"name"}, Properties: map[string]*schema{"name": {Type: "string", Enum: []any{"saml", "openid", "ldap"}}, "description": {Type: "string"}}},
	}})
	if bad != nil {
		return *bad
	}
	p.world.Secrets.Add(text(object(object(object(body, "oidc_provider"), "client"), "credentials"), "secret"))
	ip := identityProvider{id: p.world.IDs.UUID(), org: c.PathValue("organizationId"), config: body}
	p.identityProviders.Put(ip.id, ip)
	return created(ip.json())
}

func (p *Platform) getIdentityProvider(_ *call, ip identityProvider) kernel.Answer {
	return ok(ip.json())
}

func (p *Platform) patchIdentityProvider(c *call, ip identityProvider) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	p.world.Secrets.Add(text(object(object(object(body, "oidc_provider"), "client"), "credentials"), "secret"))
	ip.config = merge(ip.config, body)
	p.identityProviders.Put(ip.id, ip)
	return ok(ip.json())
}

func (p *Platform) deleteIdentityProvider(_ *call, ip identityProvider) kernel.Answer {
	p.identityProviders.Delete(ip.id)
	return noContent()
}
