package anypoint

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// applicationSchema is from the vendor's examples, which have no schema.
var applicationSchema = &schema{Type: "object", Properties: map[string]*schema{
	"name": {Type: "string"}, "description": {Type: "string", Nullable: true}, "url": {Type: "string", Nullable: true},
	"redirectUri": {Type: "array", Nullable: true, Items: &schema{Type: "string"}}, "grantTypes": {Type: "array", Nullable: true, Items: &schema{Type: "string"}},
	"clientId": {Type: "string"}, "clientSecret": {Type: "string"},
}}

func (a application) with(body obj) application {
	if s, isText := body["name"].(string); isText {
		a.name = s
	}
	for field, into := range kernel.InOrder(map[string]**string{"description": &a.description, "url": &a.url}) {
		if _, given := body[field]; given {
			*into = optional(body, field)
		}
	}
	for field, into := range kernel.InOrder(map[string]*[]string{"redirectUri": &a.redirectURIs, "grantTypes": &a.grantTypes}) {
		if v, given := body[field]; given {
			*into = texts(v)
		}
	}
	return a
}

// providerFor is the client provider that the query's API instance decides.
func (p *Platform) providerFor(c *call) (clientProvider, *kernel.Answer) {
	instance := c.query("apiInstanceId")
	if onAPIPlatform(c.Request) {
		instance = c.query("apiVersionId")
	}
	if instance == "" {
		return clientProvider{}, nil
	}
	api, found := p.apis.Get(instance)
	if !found {
		return clientProvider{}, new(notFound(c.Request, "API instance"))
	}
	cp, _ := p.providers.Get(api.provider)
	return cp, nil
}

func (p *Platform) createApplication(c *call) kernel.Answer {
	body, bad := c.body(applicationSchema)
	if bad != nil {
		return *bad
	}
	cp, bad := p.providerFor(c)
	if bad != nil {
		return *bad
	}
	a := application{
		id: p.world.IDs.Number(), provider: cp.id, redirectURIs: []string{}, grantTypes: []string{},
		owners: []string{c.who.id()}, audit: audit{created: p.world.Clock.Now()},
	}.with(body)
	if bad := p.acceptable(c, a, cp); bad != nil {
		return *bad
	}
	if cp.kind() == oidcDynamic {
		if text(body, "clientId") != "" || text(body, "clientSecret") != "" {
			// "You cannot define client ID and secret". Not known: the status.
			return badRequest(c.Request, "The client ID and secret can not be defined: the client provider assigns them")
		}
		got, failed := p.registerClient(c.Context(), cp, a)
		if failed != nil {
			return failed.answer()
		}
		a.clientID, a.clientSecret = text(got, "client_id"), p.world.Secrets.Add(text(got, "client_secret"))
		if bad := p.acceptable(c, a, cp); bad != nil { // another may have taken the name meanwhile
			_ = p.deleteClient(c.Context(), cp, a)
			return *bad
		}
	} else {
		a.clientID, a.clientSecret = p.world.IDs.Hex(16), p.newSecret()
		if id := text(body, "clientId"); id != "" {
			a.clientID = id
		}
		if secret := text(body, "clientSecret"); secret != "" {
			a.clientSecret = p.world.Secrets.Add(secret)
		}
		if _, taken := p.apps.Find(func(o application) bool { return o.clientID == a.clientID }); taken {
			return conflict(c.Request, "The client ID is taken")
		}
	}
	p.apps.Put(key(a.id), a)
	return created(p.createdJSON(c, a, body))
}

// createdJSON is the answer to a creation. The API platform echoes what was
// sent (recorded exchange 39), Exchange shows the whole.
func (p *Platform) createdJSON(c *call, a application, body obj) obj {
	if !onAPIPlatform(c.Request) {
		return p.exchangeJSON(a, true)
	}
	out := p.platformJSON(a, true, false)
	delete(out, "clientProvider")
	for _, k := range []string{"redirectUri", "description", "url", "grantTypes"} {
		if _, given := body[k]; !given {
			delete(out, k)
		}
	}
	if v, given := body["apiEndpoints"]; given {
		out["apiEndpoints"] = v
	}
	return out
}

// acceptable holds the rules for an application's name and grant types.
func (p *Platform) acceptable(c *call, a application, cp clientProvider) *kernel.Answer {
	refuse := func(message string) *kernel.Answer {
		return new(badRequest(c.Request, message))
	}
	if strings.TrimSpace(a.name) == "" {
		return refuse("name is required")
	}
	if _, taken := p.apps.Find(func(o application) bool { return o.id != a.id && o.name == a.name }); taken {
		return new(conflict(c.Request, "An application with the name "+a.name+" exists"))
	}
	offered := allGrants()
	if cp.id != "" {
		offered = cp.offers()
	}
	for _, g := range a.grantTypes {
		if !slices.Contains(offered, g) {
			return refuse("The client provider does not support the grant type " + g)
		}
	}
	for _, g := range grantTypes {
		if slices.Contains(a.grantTypes, g.name) && len(g.depends) > 0 && !slices.ContainsFunc(g.depends, func(d string) bool { return slices.Contains(a.grantTypes, d) }) {
			return refuse("The grant type " + g.name + " requires one of " + strings.Join(g.depends, ", "))
		}
	}
	return nil
}

// patchApplication changes an application, and its client at the identity
// provider when the client provider allows that. Not known: what happens when
// it does not; the change stays in Anypoint.
func (p *Platform) patchApplication(c *call, a application) kernel.Answer {
	body, bad := c.body(applicationSchema)
	if bad != nil {
		return *bad
	}
	cp, _ := p.providers.Get(a.provider)
	a = a.with(body)
	if bad := p.acceptable(c, a, cp); bad != nil {
		return *bad
	}
	if cp.kind() == oidcDynamic && flag(cp.oidc(), "allow_external_client_modification") {
		got, failed := p.updateClient(c.Context(), cp, a)
		if failed != nil {
			return failed.answer()
		}
		if secret := text(got, "client_secret"); secret != "" {
			a.clientSecret = p.world.Secrets.Add(secret)
		}
	}
	a.audit.updated = p.world.Clock.Now()
	p.apps.Put(key(a.id), a)
	if onAPIPlatform(c.Request) {
		return ok(p.platformJSON(a, true, false))
	}
	return ok(p.exchangeJSON(a, true))
}

// deleteApplication removes an application with its contracts. For a client of
// dynamic registration the provider must allow it. Not known: the status when
// it does not, and whether contracts stand in the way.
func (p *Platform) deleteApplication(c *call, a application) kernel.Answer {
	cp, _ := p.providers.Get(a.provider)
	if cp.kind() == oidcDynamic {
		if !flag(cp.oidc(), "allow_local_client_deletion") {
			return badRequest(c.Request, "The client provider does not allow the deletion of clients")
		}
		if flag(cp.oidc(), "allow_external_client_modification") {
			if failed := p.deleteClient(c.Context(), cp, a); failed != nil {
				return failed.answer()
			}
		}
	}
	p.removeApp(a)
	return noContent()
}

func (p *Platform) removeApp(a application) {
	for _, k := range p.contracts.List(func(k contract) bool { return k.app == a.id }) {
		p.contracts.Delete(key(k.id))
	}
	p.apps.Delete(key(a.id))
}

// importApplication makes an application of a client that the identity
// provider has. How the platform learns of the client is inferred: it is read
// from the registration endpoint. Not known: the answer's body.
func (p *Platform) importApplication(c *call) kernel.Answer {
	body, bad := c.body(schemas["ApplicationImport"])
	if bad != nil {
		return *bad
	}
	cp, found := p.providers.Get(text(body, "providerId"))
	if !found {
		return notFound(c.Request, "Client provider")
	}
	if !flag(cp.oidc(), "allow_client_import") {
		return badRequest(c.Request, "The client provider does not have the import feature enabled")
	}
	id := text(body, "clientId")
	got, failed := p.readClient(c.Context(), cp, id)
	switch {
	case failed != nil && failed.status == http.StatusNotFound:
		return notFound(c.Request, "Client")
	case failed != nil:
		return failed.answer()
	}
	if _, taken := p.apps.Find(func(o application) bool { return o.clientID == id }); taken {
		return badRequest(c.Request, "An application has the client ID "+id)
	}
	a := application{
		id: p.world.IDs.Number(), name: text(got, "client_name"), provider: cp.id, clientID: id, clientSecret: p.world.Secrets.Add(text(got, "client_secret")),
		redirectURIs: texts(got["redirect_uris"]), grantTypes: texts(got["grant_types"]), description: optional(body, "description"), url: optional(body, "url"),
		owners: []string{c.who.id()}, audit: audit{created: p.world.Clock.Now()},
	}
	if a.name == "" {
		a.name = id
	}
	if _, taken := p.apps.Find(func(o application) bool { return o.name == a.name }); taken {
		return badRequest(c.Request, "An application has the name "+a.name)
	}
	p.apps.Put(key(a.id), a)
	return created(p.platformJSON(a, true, false))
}
