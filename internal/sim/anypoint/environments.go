package anypoint

import (
	"regexp"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// environment is a place for APIs within an organization.
type environment struct {
	id, org, name, kind, clientID string
	providers                     []string // suggested client providers, the default first
	created                       time.Time
}

func (e environment) json() obj {
	return obj{
		"id": e.id, "organizationId": e.org, "name": e.name,
		"isProduction": e.kind == "production", "type": e.kind, "clientId": e.clientID,
	}
}

func (p *Platform) registerEnvironments() {
	const all = "/accounts/api/organizations/{organizationId}/environments"
	const one = all + "/{environmentId}"
	p.route("GET "+all, viewEnvironments, p.listEnvironments)
	p.route("POST "+all, createEnvironment, p.createEnvironment)
	p.route("GET "+one, viewEnvironments, p.getEnvironment)
	p.route("PUT "+one, editEnvironment, p.updateEnvironment)
	p.route("DELETE "+one, editEnvironment, p.deleteEnvironment)
	p.route("DELETE /accounts/api/v2/organizations/{organizationId}/environments/{environmentId}", editEnvironment, p.deleteEnvironment)
	p.route("GET "+one+"/clientManagementProviders", viewEnvProviders, p.getEnvironmentProviders)
	p.route("PUT "+one+"/clientManagementProviders", manageEnvProviders, p.putEnvironmentProviders)
}

func (p *Platform) listEnvironments(c *call) kernel.Answer {
	org := c.PathValue("organizationId")
	list := p.envs.List(func(e environment) bool {
		return (e.org == org || c.query("expandAll") == "true") &&
			(c.query("name") == "" || e.name == c.query("name")) &&
			(c.query("type") == "" || e.kind == c.query("type")) &&
			(c.query("isProduction") == "" || c.yes("isProduction", false) == (e.kind == "production")) &&
			contains(e.name, c.query("search"))
	})
	part, bad := page(c, list, 25, 500)
	if bad != nil {
		return *bad
	}
	data := []any{}
	for _, e := range part {
		data = append(data, e.json())
	}
	return ok(obj{"data": data, "total": len(list)})
}

// environmentName is the rule of the documentation: alpha-numeric, 2 to 65
// characters. Not known: whether spaces, hyphens and underscores count as
// invalid; they are in use, so they pass.
var environmentName = regexp.MustCompile(`^[A-Za-z0-9 _-]{2,65}$`)

func (p *Platform) createEnvironment(c *call) kernel.Answer {
	// The schema requires isProduction too; the command line client and the
	// official provider leave it out.
	body, bad := c.body(&schema{Type: "object", Required: []string{"name", "type"}, Properties: map[string]*schema{
		"name": {Type: "string"}, "type": {Type: "string", Enum: []any{"design", "sandbox", "production"}}, "isProduction": {Type: "boolean"},
	}})
	if bad != nil {
		return *bad
	}
	if !environmentName.MatchString(text(body, "name")) {
		return badRequest(c.Request, "Environment names must be alpha-numeric and between 2 & 65 characters long")
	}
	// Not known: what a second environment of the same name gets; it passes.
	return created(p.newEnvironment(c.PathValue("organizationId"), text(body, "name"), text(body, "type")).json())
}

func (p *Platform) newEnvironment(org, name, kind string) environment {
	e := environment{id: p.world.IDs.UUID(), org: org, name: name, kind: kind, clientID: p.world.IDs.Hex(16), created: p.world.Clock.Now()}
	p.envs.Put(e.id, e)
	return e
}

func (p *Platform) getEnvironment(c *call) kernel.Answer {
	e, _ := p.envs.Get(c.PathValue("environmentId"))
	return ok(e.json())
}

// updateEnvironment changes the name alone: "isProduction and type can not" be
// updated. Not known: whether they are refused or ignored; they are ignored.
func (p *Platform) updateEnvironment(c *call) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	e, _ := p.envs.Get(c.PathValue("environmentId"))
	if name, given := body["name"]; given {
		s, isText := name.(string)
		if !isText || !environmentName.MatchString(s) {
			return badRequest(c.Request, "Environment names must be alpha-numeric and between 2 & 65 characters long")
		}
		e.name = s
	}
	p.envs.Put(e.id, e)
	return ok(e.json())
}

// deleteEnvironment also removes what is in it. Not known: whether an
// environment with APIs can be deleted.
func (p *Platform) deleteEnvironment(c *call) kernel.Answer {
	e, _ := p.envs.Get(c.PathValue("environmentId"))
	p.removeEnvironment(e)
	return noContent()
}

func (p *Platform) removeEnvironment(e environment) {
	for _, a := range p.apis.List(func(a apiInstance) bool { return a.env == e.id }) {
		p.removeAPI(a)
	}
	for _, ap := range p.automated.List(func(ap automatedPolicy) bool { return ap.env() == e.id }) {
		p.automated.Delete(key(ap.id))
	}
	p.envs.Delete(e.id)
}

func (e environment) providersJSON() obj {
	ids := []any{}
	for _, id := range e.providers {
		ids = append(ids, id)
	}
	return obj{"suggestedClientManagementProviderIds": ids}
}

func (p *Platform) getEnvironmentProviders(c *call) kernel.Answer {
	e, _ := p.envs.Get(c.PathValue("environmentId"))
	return ok(e.providersJSON())
}

// putEnvironmentProviders replaces the list. The first is the environment's
// default (inferred); it does not touch APIs that exist.
func (p *Platform) putEnvironmentProviders(c *call) kernel.Answer {
	body, bad := c.body(schemas["EnvironmentClientProviders"])
	if bad != nil {
		return *bad
	}
	ids := texts(body["suggestedClientManagementProviderIds"])
	for _, id := range ids {
		if _, found := p.providers.Get(id); !found {
			// Not known: the status for a provider that does not exist.
			return notFound(c.Request, "Client provider "+strings.TrimSpace(id))
		}
	}
	e, _ := p.envs.Get(c.PathValue("environmentId"))
	e.providers = ids
	p.envs.Put(e.id, e)
	return ok(e.providersJSON())
}
