package anypoint

import (
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// upstream is a place where an API's requests may go.
type upstream struct {
	id         string
	api        int64
	label, uri any // a text or null
}

func (u upstream) json() obj { return obj{"id": u.id, "label": u.label, "uri": u.uri} }

func (p *Platform) registerUpstreams() {
	const path = "/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/upstreams"
	for _, all := range []string{"/apimanager/api/v1" + path, "/apimanager/xapi/v1" + path} {
		one := all + "/{upstreamId}"
		p.route("GET "+all, viewAPIs, p.withAPI(p.listUpstreams))
		p.route("POST "+all, manageAPIs, p.withAPI(p.createUpstream))
		p.route("GET "+one, viewAPIs, p.withUpstream(p.getUpstream))
		p.route("PATCH "+one, manageAPIs, p.withUpstream(p.patchUpstream))
		p.route("DELETE "+one, manageAPIs, p.withUpstream(p.deleteUpstream))
	}
}

func (p *Platform) withUpstream(h func(*call, upstream) kernel.Answer) handler {
	return p.withAPI(func(c *call, a apiInstance) kernel.Answer {
		u, found := p.upstreams.Get(c.PathValue("upstreamId"))
		if !found || u.api != a.id {
			return notFound(c.Request, "Upstream")
		}
		return h(c, u)
	})
}

// routeUpstreams makes the upstreams that the routing of an API names by
// address. That the platform does so is inferred: its answers have their ids.
func (p *Platform) routeUpstreams(a apiInstance) {
	for _, rule := range a.routing {
		r, _ := rule.(obj)
		list, _ := r["upstreams"].([]any)
		for _, e := range list {
			entry, _ := e.(obj)
			uri := text(entry, "uri")
			if uri == "" {
				continue
			}
			u, found := p.upstreams.Find(func(u upstream) bool { return u.api == a.id && u.uri == uri })
			if !found {
				u = upstream{id: p.world.IDs.UUID(), api: a.id, uri: uri, label: entry["label"]}
				p.upstreams.Put(u.id, u)
			}
			entry["id"] = u.id
		}
	}
	p.apis.Put(key(a.id), a)
}

func (p *Platform) listUpstreams(_ *call, a apiInstance) kernel.Answer {
	out := []any{}
	for _, u := range p.upstreams.List(func(u upstream) bool { return u.api == a.id }) {
		out = append(out, u.json())
	}
	return ok(obj{"total": len(out), "upstreams": out})
}

func (p *Platform) createUpstream(c *call, a apiInstance) kernel.Answer {
	body, bad := c.body(schemas["Upstream"])
	if bad != nil {
		return *bad
	}
	u := upstream{id: p.world.IDs.UUID(), api: a.id, label: body["label"], uri: body["uri"]}
	p.upstreams.Put(u.id, u)
	return created(u.json())
}

func (p *Platform) getUpstream(_ *call, u upstream) kernel.Answer { return ok(u.json()) }

func (p *Platform) patchUpstream(c *call, u upstream) kernel.Answer {
	body, bad := c.body(schemas["Upstream"])
	if bad != nil {
		return *bad
	}
	if v, given := body["label"]; given {
		u.label = v
	}
	if v, given := body["uri"]; given {
		u.uri = v
	}
	p.upstreams.Put(u.id, u)
	return ok(u.json())
}

func (p *Platform) deleteUpstream(_ *call, u upstream) kernel.Answer {
	p.upstreams.Delete(u.id)
	return noContent()
}
