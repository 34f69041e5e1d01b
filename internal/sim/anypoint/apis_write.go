package anypoint

import (
	"net/http"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// settable are the top-level keys of an API that PATCH changes. Unknown keys
// are ignored: a live client sends them in another case, to no known effect.
var settable = []string{"instanceLabel", "endpointUri", "approvalMethod", "description", "tags", "deprecated", "isPublic", "stage"}

// xapiAPI is what the sole known check of the undocumented path says:
// "request/body/deployment must be object".
var xapiAPI = &schema{Type: "object", Properties: map[string]*schema{
	"deployment": {Type: "object"},
	"spec": {Type: "object", Required: []string{"groupId", "assetId", "version"}, Properties: map[string]*schema{
		"groupId": {Type: "string"}, "assetId": {Type: "string"}, "version": {Type: "string"},
	}},
	"endpoint": {Type: "object"}, "routing": {Type: "array"},
	"technology": {Type: "string", Enum: []any{"mule3", "mule4", "flexGateway", "serviceMesh"}},
	"providerId": {Type: "string", Nullable: true}, "instanceLabel": {Type: "string", Nullable: true},
}}

// apiSchema is what an API's body must fit, by the path that it is sent to.
func apiSchema(r *http.Request, documented *schema) *schema {
	if strings.HasPrefix(r.URL.Path, "/apimanager/xapi/") {
		return xapiAPI
	}
	return documented
}

func (p *Platform) createAPI(c *call) kernel.Answer {
	body, bad := c.body(apiSchema(c.Request, schemas["ApiCreate"]))
	if bad != nil {
		return *bad
	}
	if promote, given := body["promote"].(obj); given {
		return p.promote(c, promote, body)
	}
	spec, given := body["spec"].(obj)
	if !given {
		return invalid(c.Request, []violation{{Path: "/spec", Keyword: "required", Message: "must have required property 'spec'"}})
	}
	p.settle()
	published, found := p.assets.Get(gav(text(spec, "groupId"), text(spec, "assetId"), text(spec, "version")))
	if !found {
		// Not known: the answer to coordinates that Exchange does not have.
		return badRequest(c.Request, "The asset "+gav(text(spec, "groupId"), text(spec, "assetId"), text(spec, "version"))+" does not exist in Exchange")
	}
	now := p.world.Clock.Now()
	a := apiInstance{
		id: p.world.IDs.Number(), endpointID: p.world.IDs.Number(), org: c.PathValue("organizationId"), env: c.PathValue("environmentId"),
		group: published.group, asset: published.id, version: published.version, productVersion: published.apiVersion,
		technology: "mule4", settings: obj{}, endpoint: obj{}, audit: audit{created: now}, policiesChanged: now,
	}
	a.order = 1 + len(p.apis.List(func(o apiInstance) bool { return o.env == a.env && o.group == a.group && o.asset == a.asset }))
	a, bad = p.applySettings(c, a, body)
	if bad != nil {
		return *bad
	}
	a.endpoint = withType(a.endpoint, published)
	p.apis.Put(key(a.id), a)
	p.routeUpstreams(a)
	return created(p.apiJSON(a, a.audit.json()))
}

// withType gives the endpoint the type that the platform would show: a
// "rest-api" was recorded to come back as "raml". Not known: what the other
// types become; they stay.
func withType(endpoint obj, published asset) obj {
	switch {
	case text(endpoint, "type") == "rest-api":
		return merge(endpoint, obj{"type": "raml"})
	case text(endpoint, "type") != "":
		return endpoint
	}
	kinds := map[string]string{"http-api": "http", "soap-api": "wsdl", "rest-api": "raml"}
	return merge(endpoint, obj{"type": nilIfEmpty(kinds[published.kind])})
}

// applySettings lays what a body says over an API.
func (p *Platform) applySettings(c *call, a apiInstance, body obj) (apiInstance, *kernel.Answer) {
	changes := obj{}
	for _, k := range settable {
		if v, given := body[k]; given {
			changes[k] = v
		}
	}
	a.settings = merge(a.settings, changes)
	if v, given := body["technology"].(string); given {
		a.technology = v
	}
	if v, given := body["endpoint"].(obj); given {
		a.endpoint = merge(a.endpoint, v)
	}
	if v, given := body["deployment"].(obj); given {
		a.deployment = merge(a.deployment, v)
	}
	if v, given := body["routing"].([]any); given {
		a.routing = clone(v)
	}
	if v, given := body["providerId"]; given {
		// Null, or nothing at all, means Anypoint's own client identity
		// ("When empty, defaults to CS"), whatever the environment suggests.
		provider, _ := v.(string)
		if bad := p.mayUseProvider(c, a, provider); bad != nil {
			return a, bad
		}
		a.provider = provider
	}
	if label := text(a.settings, "instanceLabel"); label != "" {
		// "Should be unique in the environment"; that it is refused is inferred.
		if _, taken := p.apis.Find(func(o apiInstance) bool {
			return o.id != a.id && o.env == a.env && o.group == a.group && o.asset == a.asset && text(o.settings, "instanceLabel") == label
		}); taken {
			return a, new(conflict(c.Request, "An API instance with the label "+label+" exists"))
		}
	}
	return a, nil
}

// mayUseProvider holds the rules for an API's client provider: it must exist,
// and it can not change while the API has contracts, nor to another type while
// it has policies of a client provider. Not known: the status of the refusals.
func (p *Platform) mayUseProvider(c *call, a apiInstance, provider string) *kernel.Answer {
	next, found := p.providers.Get(provider)
	if provider != "" && !found {
		return new(badRequest(c.Request, "The client provider "+provider+" does not exist"))
	}
	if _, exists := p.apis.Get(key(a.id)); !exists || provider == a.provider {
		return nil
	}
	if _, has := p.contracts.Find(func(k contract) bool { return k.api == a.id }); has {
		return new(badRequest(c.Request, "The client provider can not be changed: the API has contracts"))
	}
	now, _ := p.providers.Get(a.provider)
	_, has := p.policies.Find(func(pol policy) bool { return pol.api == a.id && pol.template.identity() != "" })
	if has && now.kind() != next.kind() {
		return new(badRequest(c.Request, "The client provider can not be changed: the API has policies of its type"))
	}
	return nil
}

func (p *Platform) patchAPI(c *call, a apiInstance) kernel.Answer {
	body, bad := c.body(apiSchema(c.Request, nil))
	if bad != nil {
		return *bad
	}
	version := text(body, "assetVersion")
	if v := text(object(body, "spec"), "version"); v != "" {
		version = v
	}
	if version != "" && version != a.version {
		published, found := p.assets.Get(gav(a.group, a.asset, version))
		if !found {
			return badRequest(c.Request, "The asset "+gav(a.group, a.asset, version)+" does not exist in Exchange")
		}
		a.version, a.productVersion = published.version, published.apiVersion
	}
	if a, bad = p.applySettings(c, a, body); bad != nil {
		return *bad
	}
	a.audit.updated = p.world.Clock.Now()
	p.apis.Put(key(a.id), a)
	if _, given := body["routing"]; given {
		p.routeUpstreams(a)
	}
	return ok(p.apiJSON(a, a.audit.patched()))
}

// promote copies an API, as it is in another environment, with its policies and tiers.
func (p *Platform) promote(c *call, how, body obj) kernel.Answer {
	origin, isNumber := integer(how["originApiId"])
	from, found := p.apis.Get(key(origin))
	if !isNumber || !found {
		return notFound(c.Request, "API")
	}
	now := p.world.Clock.Now()
	a := from
	a.id, a.endpointID, a.env, a.org, a.audit, a.deployment = p.world.IDs.Number(), p.world.IDs.Number(), c.PathValue("environmentId"), c.PathValue("organizationId"), audit{created: now}, nil
	a.settings, a.endpoint = clone(from.settings), clone(from.endpoint)
	a, bad := p.applySettings(c, a, body)
	if bad != nil {
		return *bad
	}
	p.apis.Put(key(a.id), a)
	if flag(object(how, "policies"), "allEntities") {
		for _, pol := range p.policiesOf(from.id) {
			pol.id, pol.api, pol.audit = p.world.IDs.Number(), a.id, audit{created: now}
			p.policies.Put(key(pol.id), pol)
		}
	}
	if flag(object(how, "tiers"), "allEntities") {
		for _, t := range p.tiers.List(func(t tier) bool { return t.api == from.id }) {
			t.id, t.api, t.audit = p.world.IDs.Number(), a.id, audit{created: now}
			p.tiers.Put(key(t.id), t)
		}
	}
	return created(p.apiJSON(a, a.audit.json()))
}
