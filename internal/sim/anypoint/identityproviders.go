package anypoint

import (
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// identityProvider lets people sign in to Anypoint: a matter apart from client
// providers, with snake_case ids. Its configuration is kept as it was sent.
type identityProvider struct {
	id, org string
	config  obj
}

func (ip identityProvider) kind() string { return text(object(ip.config, "type"), "name") }

// identitySecrets are the secrets in the configurations of all types.
var identitySecrets = [][]string{
	{"oidc_provider", "client", "credentials", "secret"},
	{"oidc_provider", "client", "registration", "authorization"},
	{"connection", "password"},
}

// made is the answer to a creation: by its schemas, the id beside what was
// sent, the secrets among it.
func (ip identityProvider) made() obj {
	out := clone(ip.config)
	out["provider_id"] = ip.id
	return out
}

// json is the answer to a get. Without secrets, they are left out; not known:
// whether the platform masks them instead.
func (ip identityProvider) json(secrets bool) obj {
	out := clone(ip.config)
	out["provider_id"], out["org_id"] = ip.id, ip.org
	if ip.kind() == "openid" {
		ip.complete(out)
	}
	if !secrets {
		for _, path := range identitySecrets {
			drop(out, path)
		}
	}
	return out
}

// complete adds what the schema of the answer has beyond that of the request.
// Not known: the form of the two addresses, and of the client's id that the
// platform has of a dynamic registration, which is not carried out here. The
// namespace is not in the schema.
func (ip identityProvider) complete(out obj) {
	delete(out, "arc_namespace")
	out["service_provider"] = obj{"urls": obj{"sign_on": "https://anypoint.example.com/accounts/login/" + ip.id}}
	if _, said := out["allow_untrusted_certificates"]; !said {
		out["allow_untrusted_certificates"] = false
	}
	oidc := object(out, "oidc_provider")
	object(oidc, "urls")["redirect"] = "https://anypoint.example.com/accounts/login/" + ip.id + "/redirect"
	if client := object(oidc, "client"); len(object(client, "credentials")) == 0 {
		client["credentials"] = obj{"id": "registered-" + ip.id[:8]}
	}
}

func (p *Platform) registerIdentityProviders() {
	const all = "/accounts/api/organizations/{organizationId}/identityProviders"
	const one = all + "/{identityProviderId}"
	p.route("GET "+all, viewIdentity, p.rootOnly(p.listIdentityProviders))
	p.route("POST "+all, manageIdentity, p.rootOnly(p.createIdentityProvider))
	p.route("GET "+one, viewIdentity, p.rootOnly(p.withIdentityProvider(p.getIdentityProvider)))
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
			(len(kinds) == 0 || slices.Contains(kinds, ip.kind())) &&
			contains(text(ip.config, "name"), c.query("search"))
	})
	sortBy(c, list, func(ip identityProvider) string {
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
			data = append(data, ip.json(false)) // not known: whether secrets are among the full details
			continue
		}
		data = append(data, obj{"provider_id": ip.id, "org_id": ip.org, "name": text(ip.config, "name"), "type": clone(object(ip.config, "type"))})
	}
	return ok(obj{"data": data, "total": len(list)})
}

func (p *Platform) createIdentityProvider(c *call) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	s := identitySchema(body)
	if s == nil {
		return invalid(c.Request, []violation{{Path: "/type/name", Keyword: "enum", Message: "must be equal to one of the allowed values: saml, ldap, openid"}})
	}
	if violations := s.check("", body); len(violations) > 0 {
		return invalid(c.Request, violations)
	}
	if register, given := object(object(object(body, "oidc_provider"), "client"), "urls")["register"]; given && register == "" {
		// The words are those of the platform, quoted by a user of another client.
		// Not known: whether it also asks the address.
		return badRequest(c.Request, "Invalid OIDC provider client registration URL provided")
	}
	p.rememberSecrets(body, identitySecrets)
	ip := identityProvider{id: p.world.IDs.UUID(), org: c.PathValue("organizationId"), config: body}
	p.identityProviders.Put(ip.id, ip)
	return created(ip.made())
}

// identitySchema is the closed schema of a creation: there are two for OpenID
// Connect, one for a client that was made by hand and one for registration.
func identitySchema(body obj) *schema {
	switch text(object(body, "type"), "name") {
	case "saml":
		return schemas["SAMLProvider"]
	case "ldap":
		return schemas["LDAPProvider"]
	case "openid":
		if _, byHand := object(object(body, "oidc_provider"), "client")["credentials"]; byHand {
			return schemas["OpenIDProviderManual"]
		}
		return schemas["OpenIDProviderDynamic"]
	}
	return nil
}

func (p *Platform) getIdentityProvider(c *call, ip identityProvider) kernel.Answer {
	return ok(ip.json(c.yes("include_secrets", false)))
}

// patchIdentityProvider lays the body over what is stored, as the schemas
// suggest, which demand nothing at any depth. The document declares no body of
// the answer; that it is the object without its secrets is inferred.
func (p *Platform) patchIdentityProvider(c *call, ip identityProvider) kernel.Answer {
	s := map[string]*schema{"saml": schemas["SAMLProviderPatch"], "openid": schemas["OpenIDProviderPatch"], "ldap": schemas["LDAPProviderPatch"]}[ip.kind()]
	body, bad := c.body(s)
	if bad != nil {
		return *bad
	}
	p.rememberSecrets(body, identitySecrets)
	ip.config = merge(ip.config, body)
	p.identityProviders.Put(ip.id, ip)
	return ok(ip.json(false))
}

func (p *Platform) deleteIdentityProvider(_ *call, ip identityProvider) kernel.Answer {
	p.identityProviders.Delete(ip.id)
	return noContent()
}
