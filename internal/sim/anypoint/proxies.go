package anypoint

import "github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"

// deployment is the order to run a proxy for an API. The simulated gateway
// serves every API that has a proxyUri, deployed or not.
type deployment struct {
	id, api int64
	body    obj
}

func (d deployment) json() obj { return merge(d.body, obj{"id": d.id, "apiId": d.api}) }

func (p *Platform) registerProxies() {
	const all = "/proxies/xapi/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/deployments"
	const one = all + "/{proxyDeploymentId}"
	p.route("GET "+all, viewAPIs, p.withAPI(p.listDeployments))
	p.route("POST "+all, deployProxies, p.withAPI(p.createDeployment))
	p.route("GET "+one, viewAPIs, p.withDeployment(func(_ *call, d deployment) kernel.Answer { return ok(d.json()) }))
	p.route("PATCH "+one, deployProxies, p.withDeployment(p.patchDeployment))
	p.route("PUT "+one, deployProxies, p.withDeployment(func(c *call, d deployment) kernel.Answer {
		return asCreated(p.patchDeployment(c, d))
	}))
	// Not in the vendor's document; the command line client has undeployment.
	p.route("DELETE "+one, deployProxies, p.withDeployment(func(_ *call, d deployment) kernel.Answer {
		p.deployments.Delete(key(d.id))
		return noContent()
	}))

	// There is no gateway to find: the official provider looks targets up here.
	gateway := func(c *call) kernel.Answer { return notFound(c.Request, "Gateway") }
	p.route("GET /gatewaymanager/xapi/v1/organizations/{organizationId}/environments/{environmentId}/gateways/{gatewayId}", anybody, gateway)
	p.route("GET /gatewaymanager/api/v1/organizations/{organizationId}/environments/{environmentId}/gateways/{gatewayId}", anybody, gateway)
	p.route("GET /apimanager/xapi/v1/organizations/{organizationId}/environments/{environmentId}/gateway-targets", viewAPIs, func(*call) kernel.Answer {
		return ok(obj{"total": 0, "data": []any{}})
	})
}

func (p *Platform) withDeployment(h func(*call, deployment) kernel.Answer) handler {
	return p.withAPI(func(c *call, a apiInstance) kernel.Answer {
		d, found := p.deployments.Get(c.PathValue("proxyDeploymentId"))
		if !found || d.api != a.id {
			return notFound(c.Request, "Deployment")
		}
		return h(c, d)
	})
}

func (p *Platform) listDeployments(_ *call, a apiInstance) kernel.Answer {
	out := []any{}
	for _, d := range p.deployments.List(func(d deployment) bool { return d.api == a.id }) {
		out = append(out, d.json())
	}
	return ok(out)
}

func (p *Platform) createDeployment(c *call, a apiInstance) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Required: []string{"type"}, Properties: map[string]*schema{"type": {Type: "string", Enum: []any{"HY", "CH", "RF", "CH2"}}}})
	if bad != nil {
		return *bad
	}
	d := deployment{id: p.world.IDs.Number(), api: a.id, body: body}
	p.deployments.Put(key(d.id), d)
	return created(d.json())
}

func (p *Platform) patchDeployment(c *call, d deployment) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	d.body = merge(d.body, body)
	p.deployments.Put(key(d.id), d)
	return ok(d.json())
}
