package anypoint

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// application is a client of APIs. It belongs to the root organization.
type application struct {
	id                       int64
	name                     string
	description, url         *string
	redirectURIs, grantTypes []string
	clientID, clientSecret   string
	provider                 string // client provider; empty: the native one
	apiEndpoints             any
	owners                   []string // ids of users or connected apps
	audit                    audit
}

func (p *Platform) registerApplications() {
	for _, base := range []string{
		"/exchange/api/v1/organizations/{masterOrganizationId}/applications",
		"/exchange/api/v2/organizations/{masterOrganizationId}/applications",
		"/apiplatform/repository/v2/organizations/{organizationId}/applications",
	} {
		one := base + "/{applicationId}"
		p.route("GET "+base, viewApps, p.listApplications)
		p.route("POST "+base, createApps, p.createApplication)
		p.route("GET "+one, viewApps, p.withApp(p.getApplication))
		p.route("PATCH "+one, manageApps, p.withOwnApp(p.patchApplication))
		p.route("DELETE "+one, manageApps, p.withOwnApp(p.deleteApplication))
		p.route("POST "+one+"/secret/reset", manageApps, p.withOwnApp(p.resetSecret))
		p.route("POST "+one+"/owners", manageApps, p.withOwnApp(p.addOwner))
		p.route("DELETE "+one+"/owners/{userId}", manageApps, p.withOwnApp(p.removeOwner))
	}
	p.route("PUT /apiplatform/repository/v2/organizations/{organizationId}/applications/{applicationId}", manageApps, p.withOwnApp(p.patchApplication))
	p.route("GET /exchange/api/v2/organizations/{masterOrganizationId}/applications/{applicationId}/instances", viewApps, p.withApp(p.applicationInstances))
	p.route("POST /apimanager/api/v1/organizations/{organizationId}/applications", importApps, p.importApplication)
}

func (p *Platform) withApp(h func(*call, application) kernel.Answer) handler {
	return func(c *call) kernel.Answer {
		a, found := p.apps.Get(c.PathValue("applicationId"))
		if !found {
			return notFound(c.Request, "Application")
		}
		return h(c, a)
	}
}

// withOwnApp lets through who may change an application: "a connected app
// manages only client applications that it created", unless it has Manage
// Client Applications. Not known: the status of the refusal.
func (p *Platform) withOwnApp(h func(*call, application) kernel.Answer) handler {
	return p.withApp(func(c *call, a application) kernel.Answer {
		if !c.manages(a) {
			return forbidden(c.Request)
		}
		return h(c, a)
	})
}

func (c *call) manages(a application) bool {
	return slices.Contains(a.owners, c.who.id()) || c.who.may(importApps, organizationOf(c.Request), "")
}

// exchangeJSON is an application as Exchange shows it alone. Its secret is for
// owners and administrators (inferred).
func (p *Platform) exchangeJSON(a application, secret bool) obj {
	out := p.listedJSON(a)
	out["clientId"] = a.clientID
	if secret {
		out["clientSecret"] = a.clientSecret
	}
	return out
}

// listedJSON is an application in Exchange's list.
func (p *Platform) listedJSON(a application) obj {
	return obj{
		"id": a.id, "name": a.name, "description": a.description, "url": a.url, "redirectUri": a.redirectURIs, "grantTypes": a.grantTypes,
		"masterOrganizationId": p.root().id, "clientProvider": obj{"providerId": nilIfEmpty(a.provider)},
	}
}

// platformJSON is an application as the API platform and API Manager show it (recorded exchange 68).
func (p *Platform) platformJSON(a application, secret, owners bool) obj {
	out := p.exchangeJSON(a, secret)
	out["audit"], out["coreServicesId"] = a.audit.json(), a.clientID
	if !owners {
		return out
	}
	out["owner"], out["email"] = "N/A", "N/A" // as the vendor's example shows an application without owners
	list := []any{}
	for _, id := range a.owners {
		if u, found := p.users.Get(id); found {
			list = append(list, u.json())
			out["owner"], out["email"] = u.firstName+" "+u.lastName, u.email
		}
	}
	out["owners"] = list
	return out
}

func onAPIPlatform(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/apiplatform/") }

// listApplications: a plain array in Exchange, {applications, total} in the
// API platform. targetAdminSite=true shows all with their secrets to those who
// may manage them; else one sees one's own, and an administrator all.
func (p *Platform) listApplications(c *call) kernel.Answer {
	admin := c.yes("targetAdminSite", false)
	instance := c.query("apiInstanceId")
	list := p.apps.List(func(a application) bool {
		if !contains(a.name, c.query("query")) || c.yes("literalMatch", false) && a.name != c.query("query") {
			return false
		}
		if api, found := p.apis.Get(instance); found && api.provider != a.provider {
			return false // an application and an instance share one client provider
		}
		return admin || c.manages(a)
	})
	if s := c.query("sort"); s == "name" {
		sorted(c, list, func(a application) string { return a.name })
	}
	part, bad := page(c, list, 100, 250)
	if bad != nil {
		return *bad
	}
	out := []any{}
	for _, a := range part {
		secret := admin && c.manages(a)
		var item obj
		switch {
		case onAPIPlatform(c.Request):
			item = p.platformJSON(a, secret, admin)
		case admin:
			item = p.exchangeJSON(a, secret)
		default:
			item = p.listedJSON(a)
		}
		if k, found := p.contracts.Find(func(k contract) bool {
			return k.app == a.id && key(k.api) == c.query("includeContractsForApiVersion")
		}); found {
			item["contract"] = p.shortContract(k)
		}
		out = append(out, item)
	}
	if onAPIPlatform(c.Request) {
		return ok(obj{"applications": out, "total": len(list)})
	}
	return ok(out)
}

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
	for field, into := range map[string]**string{"description": &a.description, "url": &a.url} {
		if _, given := body[field]; given {
			*into = optional(body, field)
		}
	}
	for field, into := range map[string]*[]string{"redirectUri": &a.redirectURIs, "grantTypes": &a.grantTypes} {
		if v, given := body[field]; given {
			*into = texts(v)
		}
	}
	if v, given := body["apiEndpoints"]; given {
		a.apiEndpoints = v
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
		bad := notFound(c.Request, "API instance")
		return clientProvider{}, &bad
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
		bad := badRequest(c.Request, message)
		return &bad
	}
	if strings.TrimSpace(a.name) == "" {
		return refuse("name is required")
	}
	if _, taken := p.apps.Find(func(o application) bool { return o.id != a.id && o.name == a.name }); taken {
		bad := conflict(c.Request, "An application with the name "+a.name+" exists")
		return &bad
	}
	offered := cp.offers()
	if cp.id == "" {
		offered = nil
		for _, g := range grantTypes {
			offered = append(offered, g.name)
		}
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

func (p *Platform) getApplication(c *call, a application) kernel.Answer {
	if onAPIPlatform(c.Request) {
		return ok(p.platformJSON(a, c.manages(a), !c.yes("ignoreOwners", false)))
	}
	return ok(p.exchangeJSON(a, c.manages(a)))
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

// resetSecret gives a native application another secret. For clients of
// OpenID Connect providers the documentation says it is not supported; not
// known: whether newer versions do it, and the status of the refusal.
func (p *Platform) resetSecret(c *call, a application) kernel.Answer {
	if a.provider != "" {
		return badRequest(c.Request, "Client secret reset is not supported by the client provider")
	}
	a.clientSecret, a.audit.updated = p.newSecret(), p.world.Clock.Now()
	p.apps.Put(key(a.id), a)
	return created(obj{"clientSecret": a.clientSecret})
}

// newSecret has the form of the secrets in the vendor's examples: 32
// hexadecimal digits, some of them capitals.
func (p *Platform) newSecret() string {
	b := []byte(p.world.IDs.Hex(16))
	mixed := p.world.IDs.Hex(16)
	for i := range b {
		if mixed[i] < '8' {
			b[i] = strings.ToUpper(string(b[i]))[0]
		}
	}
	return p.world.Secrets.Add(string(b))
}

func (p *Platform) addOwner(c *call, a application) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Required: []string{"id"}, Properties: map[string]*schema{"id": {Type: "string"}}})
	if bad != nil {
		return *bad
	}
	if _, found := p.users.Get(text(body, "id")); !found {
		return notFound(c.Request, "User")
	}
	if !slices.Contains(a.owners, text(body, "id")) {
		a.owners = append(slices.Clone(a.owners), text(body, "id"))
	}
	p.apps.Put(key(a.id), a)
	return created(p.platformJSON(a, false, true))
}

func (p *Platform) removeOwner(c *call, a application) kernel.Answer {
	id := c.PathValue("userId")
	if !slices.Contains(a.owners, id) {
		return notFound(c.Request, "Owner")
	}
	a.owners = slices.DeleteFunc(slices.Clone(a.owners), func(o string) bool { return o == id })
	p.apps.Put(key(a.id), a)
	return noContent()
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

// applicationInstances are the API instances that an application has contracts with.
func (p *Platform) applicationInstances(_ *call, a application) kernel.Answer {
	out := []any{}
	for _, k := range p.contracts.List(func(k contract) bool { return k.app == a.id }) {
		api, found := p.apis.Get(key(k.api))
		if !found {
			continue
		}
		e, _ := p.envs.Get(api.env)
		item := p.apiJSON(api, api.audit.json())
		for _, left := range []string{"endpoint", "deployment", "routing"} {
			delete(item, left)
		}
		item["version"], item["name"] = api.version, api.autodiscoveryName()
		item["assetName"], item["environmentName"] = p.assetName(api), e.name
		item["fullname"] = p.assetName(api) + " - " + e.name + " - " + api.autodiscoveryName()
		out = append(out, item)
	}
	return ok(out)
}
