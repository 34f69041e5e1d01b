package anypoint

import "github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"

// alert is an alert on an API, of the legacy kind. What it watches is kept as
// it was sent; it never rings.
type alert struct {
	id   string
	api  int64
	body obj
}

func (p *Platform) registerAlerts() {
	const all = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/alerts"
	const one = all + "/{alertId}"
	p.route("GET "+all, viewAlerts, p.withAPI(p.listAlerts))
	p.route("POST "+all, manageAlerts, p.withAPI(p.createAlert))
	p.route("GET "+one, viewAlerts, p.withAlert(func(_ *call, al alert) kernel.Answer { return ok(al.body) }))
	p.route("PATCH "+one, manageAlerts, p.withAlert(p.patchAlert))
	p.route("DELETE "+one, manageAlerts, p.withAlert(func(_ *call, al alert) kernel.Answer {
		p.alerts.Delete(al.id)
		return noContent()
	}))
}

func (p *Platform) withAlert(h func(*call, alert) kernel.Answer) handler {
	return p.withAPI(func(c *call, a apiInstance) kernel.Answer {
		al, found := p.alerts.Get(c.PathValue("alertId"))
		if !found || al.api != a.id {
			return notFound(c.Request, "Alert")
		}
		return h(c, al)
	})
}

// listAlerts is a plain array, as in the vendor's example.
func (p *Platform) listAlerts(_ *call, a apiInstance) kernel.Answer {
	out := []any{}
	for _, al := range p.alerts.List(func(al alert) bool { return al.api == a.id }) {
		out = append(out, al.body)
	}
	return ok(out)
}

func (p *Platform) createAlert(c *call, a apiInstance) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	now := p.world.Clock.Now().UnixMilli()
	al := alert{id: p.world.IDs.UUID(), api: a.id}
	al.body = merge(body, obj{
		"id": al.id, "api": obj{"id": a.id, "name": a.autodiscoveryName()}, "organizationId": a.org, "environmentId": a.env,
		"createdAt": now, "lastModified": now,
	})
	p.alerts.Put(al.id, al)
	return created(al.body)
}

func (p *Platform) patchAlert(c *call, al alert) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	for _, fixed := range []string{"id", "api", "organizationId", "environmentId", "createdAt"} {
		delete(body, fixed)
	}
	al.body = merge(al.body, merge(body, obj{"lastModified": p.world.Clock.Now().UnixMilli()}))
	p.alerts.Put(al.id, al)
	return ok(al.body)
}
