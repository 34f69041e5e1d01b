package anypoint

import (
	"strconv"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// apiInstance is an API in an environment.
type apiInstance struct {
	id, endpointID        int64
	org, env              string
	group, asset, version string
	productVersion        string
	provider              string // client provider; empty: the native one
	technology            string
	order                 int
	// settings are the top-level keys that a client may set, as it set them.
	settings   obj
	endpoint   obj
	deployment obj
	routing    []any
	audit      audit
	// policiesChanged is when its policies last changed, for if-modified-since.
	policiesChanged time.Time
}

func key(id int64) string { return strconv.FormatInt(id, 10) }

// endpointKeys are those of an endpoint in recorded and documented answers.
var endpointKeys = []string{"type", "uri", "proxyUri", "proxyRegistrationUri", "isCloudHub", "deploymentType", "policiesVersion", "referencesUserDomain", "responseTimeout", "muleVersion4OrAbove", "lastActiveDate"}

func (p *Platform) registerAPIs() {
	const apis = "/organizations/{organizationId}/environments/{environmentId}/apis"
	const one = apis + "/{environmentApiId}"
	for _, base := range []string{"/apimanager/api/v1", "/apimanager/xapi/v1"} {
		p.route("POST "+base+apis, createAPIs, p.createAPI)
		p.route("GET "+base+one, viewAPIs, p.withAPI(p.getAPI))
		p.route("PATCH "+base+one, manageAPIs, p.withAPI(p.patchAPI))
		p.route("DELETE "+base+one, manageAPIs, p.withAPI(p.deleteAPI))
	}
	// That PUT changes what it is given, like PATCH, is inferred.
	p.route("PUT /apimanager/api/v1"+one, manageAPIs, p.withAPI(func(c *call, a apiInstance) kernel.Answer {
		return asCreated(p.patchAPI(c, a))
	}))
	p.route("GET /apimanager/api/v1"+apis, viewAPIs, p.listAPIs)
	p.route("GET /apimanager/xapi/v1"+apis, viewAPIs, p.listInstances)
	p.route("GET /apimanager/api/v1"+one+"/bundle", viewAPIs, p.withAPI(p.getBundle))
	p.route("GET /apimanager/api/v1"+one+"/autodiscoveryProperties", viewAPIs, p.withAPI(p.getAutodiscovery))
	p.route("GET /apimanager/xapi/v1/organizations/{organizationId}/apiSpecs", viewAPIs, p.searchSpecs)
}

// withAPI finds the API of the path in its environment.
func (p *Platform) withAPI(h func(*call, apiInstance) kernel.Answer) handler {
	return func(c *call) kernel.Answer {
		a, found := p.apis.Get(c.PathValue("environmentApiId"))
		if !found || a.org != c.PathValue("organizationId") || a.env != c.PathValue("environmentId") {
			return notFound(c.Request, "API")
		}
		return h(c, a)
	}
}

func (a apiInstance) autodiscoveryName() string { return a.productVersion + ":" + key(a.id) }

// apiJSON is an API instance. Keys of 2018 (recorded) and those added since
// (documented); an object is left out where it was never given. Not known:
// the values of status and stage; none is evident for an API that no gateway
// has reported.
func (p *Platform) apiJSON(a apiInstance, hist obj) obj {
	out := obj{
		"audit": hist, "masterOrganizationId": p.root().id, "organizationId": a.org, "id": a.id,
		"groupId": a.group, "assetId": a.asset, "assetVersion": a.version, "productVersion": a.productVersion,
		"environmentId": a.env, "order": a.order, "providerId": nilIfEmpty(a.provider), "technology": a.technology,
		"instanceLabel": nil, "endpointUri": nil, "approvalMethod": nil, "description": nil, "tags": []any{},
		"deprecated": false, "isPublic": false, "stage": "release", "status": "unregistered", "lastActiveDate": nil,
		"autodiscoveryInstanceName": a.autodiscoveryName(),
	}
	for k, v := range a.settings {
		out[k] = cloneValue(v)
	}
	endpoint := obj{
		"audit": a.audit.json(), "masterOrganizationId": p.root().id, "organizationId": a.org,
		"id": a.endpointID, "apiId": a.id,
	}
	for _, k := range endpointKeys {
		endpoint[k] = cloneValue(a.endpoint[k])
	}
	if endpoint["policiesVersion"] == nil {
		endpoint["policiesVersion"] = "" // as in the vendor's examples
	}
	out["endpoint"] = endpoint
	if a.deployment != nil {
		out["deployment"] = merge(obj{"audit": obj{"created": obj{}, "updated": obj{}}, "apiId": a.id}, a.deployment)
	}
	if a.routing != nil {
		out["routing"] = clone(a.routing)
	}
	return out
}

// briefJSON is an API instance in a list: without what only a get of it shows.
func (p *Platform) briefJSON(a apiInstance) obj {
	out := p.apiJSON(a, a.audit.json())
	for _, left := range []string{"endpoint", "deployment", "routing"} {
		delete(out, left)
	}
	return out
}

func (p *Platform) getAPI(c *call, a apiInstance) kernel.Answer {
	out := p.apiJSON(a, a.audit.json())
	endpoint := object(out, "endpoint")
	if c.yes("includeValidation", false) {
		endpoint["validation"] = "NOT_APPLICABLE"
		if v := a.endpoint["validation"]; v != nil {
			endpoint["validation"] = v
		}
	}
	if c.yes("includeTlsContexts", false) {
		endpoint["tlsContexts"] = cloneValue(a.endpoint["tlsContexts"])
	}
	if c.yes("includeProxyTemplate", false) {
		endpoint["proxyTemplate"] = cloneValue(a.endpoint["proxyTemplate"])
	}
	return ok(out)
}

func (p *Platform) deleteAPI(_ *call, a apiInstance) kernel.Answer {
	p.removeAPI(a)
	return noContent()
}

// removeAPI also removes what hangs on it. Not known: whether contracts stand in the way.
func (p *Platform) removeAPI(a apiInstance) {
	for _, pol := range p.policies.List(func(pol policy) bool { return pol.api == a.id }) {
		p.policies.Delete(key(pol.id))
	}
	for _, t := range p.tiers.List(func(t tier) bool { return t.api == a.id }) {
		p.tiers.Delete(key(t.id))
	}
	for _, k := range p.contracts.List(func(k contract) bool { return k.api == a.id }) {
		p.contracts.Delete(key(k.id))
	}
	for _, u := range p.upstreams.List(func(u upstream) bool { return u.api == a.id }) {
		p.upstreams.Delete(u.id)
	}
	for _, al := range p.alerts.List(func(al alert) bool { return al.api == a.id }) {
		p.alerts.Delete(al.id)
	}
	for _, d := range p.deployments.List(func(d deployment) bool { return d.api == a.id }) {
		p.deployments.Delete(key(d.id))
	}
	p.apis.Delete(key(a.id))
}
