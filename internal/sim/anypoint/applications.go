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
	provider                 string   // client provider; empty: the native one
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
	if c.query("sort") == "name" {
		sortBy(c, list, func(a application) string { return a.name })
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

func (p *Platform) getApplication(c *call, a application) kernel.Answer {
	if onAPIPlatform(c.Request) {
		return ok(p.platformJSON(a, c.manages(a), !c.yes("ignoreOwners", false)))
	}
	return ok(p.exchangeJSON(a, c.manages(a)))
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
		item := p.briefJSON(api)
		item["version"], item["name"] = api.version, api.autodiscoveryName()
		item["assetName"], item["environmentName"] = p.assetName(api), e.name
		item["fullname"] = p.assetName(api) + " - " + e.name + " - " + api.autodiscoveryName()
		out = append(out, item)
	}
	return ok(out)
}
