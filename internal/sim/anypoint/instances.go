package anypoint

import (
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// externalInstance is an API instance that Exchange knows and API Manager does not manage.
type externalInstance struct {
	id, group, asset, versionGroup string
	name, endpoint                 string
	public                         bool
	createdBy, created             string
}

func (p *Platform) registerInstances() {
	const group = "/exchange/api/v2/assets/{groupId}/{assetId}/versionGroups/{versionGroup}"
	p.route("GET /exchange/api/v2/assets/{groupId}/{assetId}/versionGroups", viewExchange, p.listVersionGroups)
	p.route("GET "+group+"/instances", viewExchange, p.listExchangeInstances)
	p.route("GET "+group+"/instances/{apiId}/tiers", viewExchange, p.listExchangeTiers)
	p.route("POST "+group+"/instances/external", createExchange, p.createExternalInstance)
	p.route("PATCH "+group+"/instances/external/{id}", createExchange, p.patchExternalInstance)
	p.route("DELETE "+group+"/instances/external/{id}", createExchange, p.deleteExternalInstance)
	p.route("PATCH "+group+"/instances/managed/{id}", createExchange, p.patchManagedInstance)
}

func (p *Platform) listVersionGroups(c *call) kernel.Answer {
	out := []any{}
	var seen []string
	for _, a := range p.versionsOf(c.PathValue("groupId"), c.PathValue("assetId")) {
		if slices.Contains(seen, a.apiVersion) {
			continue
		}
		seen = append(seen, a.apiVersion)
		versions := []any{}
		for _, o := range p.versionsOf(a.group, a.id) {
			if o.apiVersion == a.apiVersion {
				versions = append(versions, obj{"version": o.version, "minorVersion": o.minor(), "status": o.status})
			}
		}
		out = append(out, obj{"versionGroup": a.apiVersion, "versions": versions})
	}
	return ok(out)
}

// instancesOf are the instances of an asset's version group as Exchange shows
// them: ids are strings here.
func (p *Platform) instancesOf(group, id, versionGroup string) []obj {
	out := []obj{}
	for _, a := range p.apis.List(func(a apiInstance) bool {
		return a.group == group && a.asset == id && a.productVersion == versionGroup
	}) {
		e, _ := p.envs.Get(a.env)
		name := text(a.settings, "instanceLabel")
		if name == "" {
			name = a.autodiscoveryName()
		}
		published, _ := p.assets.Get(gav(a.group, a.asset, a.version))
		out = append(out, obj{
			"id": key(a.id), "versionGroup": a.productVersion, "organizationId": a.org, "groupId": a.group, "assetId": a.asset,
			"version": a.version, "minorVersion": published.minor(), "productAPIVersion": a.productVersion,
			"environmentId": a.env, "environmentName": e.name, "providerId": nilIfEmpty(a.provider), "endpointUri": a.settings["endpointUri"],
			"name": name, "isPublic": flag(a.settings, "isPublic"), "type": "managed", "fullname": e.name + " - " + name,
			"deprecated": flag(a.settings, "deprecated"), "createdDate": stamp(a.audit.created),
		})
	}
	for _, x := range p.externals.List(func(x externalInstance) bool {
		return x.group == group && x.asset == id && x.versionGroup == versionGroup
	}) {
		out = append(out, x.json())
	}
	return out
}

func (x externalInstance) json() obj {
	return obj{
		"id": x.id, "groupId": x.group, "assetId": x.asset, "productApiVersion": x.versionGroup, "environmentId": nil, "providerId": nil,
		"name": x.name, "endpointUri": x.endpoint, "isPublic": x.public, "type": "external", "deprecated": false,
		"createdBy": x.createdBy, "createdDate": x.created, "updatedDate": x.created,
	}
}

func (p *Platform) listExchangeInstances(c *call) kernel.Answer {
	out := []any{}
	for _, i := range p.instancesOf(c.PathValue("groupId"), c.PathValue("assetId"), c.PathValue("versionGroup")) {
		out = append(out, i)
	}
	return ok(out)
}

// listExchangeTiers are the tiers that a consumer may ask for.
func (p *Platform) listExchangeTiers(c *call) kernel.Answer {
	out := []any{}
	for _, t := range p.tiers.List(func(t tier) bool { return key(t.api) == c.PathValue("apiId") }) {
		out = append(out, obj{"id": t.id, "name": t.name, "description": t.description, "limits": t.shortLimits(), "status": t.status})
	}
	return ok(out)
}

func (p *Platform) createExternalInstance(c *call) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Required: []string{"endpointUri", "name"}, Properties: map[string]*schema{
		"endpointUri": {Type: "string"}, "name": {Type: "string"}, "isPublic": {Type: "boolean"},
	}})
	if bad != nil {
		return *bad
	}
	x := externalInstance{
		id: p.world.IDs.UUID(), group: c.PathValue("groupId"), asset: c.PathValue("assetId"), versionGroup: c.PathValue("versionGroup"),
		name: text(body, "name"), endpoint: text(body, "endpointUri"), public: flag(body, "isPublic"),
		createdBy: c.who.id(), created: stamp(p.world.Clock.Now()),
	}
	p.externals.Put(x.id, x)
	return created(x.json())
}

func (p *Platform) patchExternalInstance(c *call) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	x, found := p.externals.Get(c.PathValue("id"))
	if !found {
		return notFound(c.Request, "External instance")
	}
	if s, isText := body["name"].(string); isText {
		x.name = s
	}
	if s, isText := body["endpointUri"].(string); isText {
		x.endpoint = s
	}
	if b, isBool := body["isPublic"].(bool); isBool {
		x.public = b
	}
	p.externals.Put(x.id, x)
	return noContent()
}

func (p *Platform) deleteExternalInstance(c *call) kernel.Answer {
	if !p.externals.Delete(c.PathValue("id")) {
		return notFound(c.Request, "External instance")
	}
	return noContent()
}

// patchManagedInstance changes what Exchange shows of an API instance: whether
// it is public and its consumer endpoint. Not known: whether its name becomes
// the instance's label; it is ignored.
func (p *Platform) patchManagedInstance(c *call) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	a, found := p.apis.Get(c.PathValue("id"))
	if !found {
		return notFound(c.Request, "Managed instance")
	}
	changes := obj{}
	for _, k := range []string{"isPublic", "endpointUri"} {
		if v, given := body[k]; given {
			changes[k] = v
		}
	}
	a.settings = merge(a.settings, changes)
	p.apis.Put(key(a.id), a)
	return noContent()
}
