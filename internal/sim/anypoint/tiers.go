package anypoint

import "github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"

// tier is a service level that an application may have a contract for.
type tier struct {
	id, api      int64
	name, status string
	description  any
	autoApprove  bool
	limits       []limit
	audit        audit
}

// limit is how many requests a tier allows in a time.
type limit struct {
	visible        bool
	requests, time int64
}

func (t tier) limitsJSON() []any {
	out := []any{}
	for _, l := range t.limits {
		out = append(out, obj{"visible": l.visible, "maximumRequests": l.requests, "timePeriodInMilliseconds": l.time})
	}
	return out
}

// shortLimits are the limits as consumers see them.
func (t tier) shortLimits() []any {
	out := []any{}
	for _, l := range t.limits {
		if l.visible {
			out = append(out, obj{"maximumRequests": l.requests, "timePeriodInMilliseconds": l.time})
		}
	}
	return out
}

// tierJSON is a tier as its API's owner sees it (recorded exchange 81).
func (p *Platform) tierJSON(t tier) obj {
	a, _ := p.apis.Get(key(t.api))
	return obj{
		"audit": t.audit.json(), "masterOrganizationId": p.root().id, "organizationId": a.org, "id": t.id, "apiId": t.api,
		"name": t.name, "description": t.description, "limits": t.limitsJSON(), "status": t.status, "autoApprove": t.autoApprove,
		"applicationCount": p.tierUse(t),
	}
}

// inContract is a tier within a contract (recorded exchange 83).
func (t tier) inContract() obj {
	return obj{
		"audit": t.audit.json(), "id": t.id, "name": t.name, "description": t.description,
		"limits": t.limitsJSON(), "status": t.status, "autoApprove": t.autoApprove,
	}
}

func (p *Platform) tierUse(t tier) int {
	return len(p.contracts.List(func(k contract) bool { return k.tier == t.id && k.status == approved }))
}

func (p *Platform) registerTiers() {
	const path = "/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/tiers"
	for _, all := range []string{"/apimanager/api/v1" + path, "/apimanager/xapi/v1" + path} {
		p.route("GET "+all, viewContracts, p.withAPI(p.listTiers))
		p.route("POST "+all, manageContracts, p.withAPI(p.createTier))
		p.route("PUT "+all+"/{tierId}", manageContracts, p.withTier(p.updateTier))
		p.route("DELETE "+all+"/{tierId}", manageContracts, p.withTier(p.deleteTier))
	}
}

func (p *Platform) withTier(h func(*call, apiInstance, tier) kernel.Answer) handler {
	return p.withAPI(func(c *call, a apiInstance) kernel.Answer {
		t, found := p.tiers.Get(c.PathValue("tierId"))
		if !found || t.api != a.id {
			return notFound(c.Request, "Tier")
		}
		return h(c, a, t)
	})
}

func (p *Platform) listTiers(c *call, a apiInstance) kernel.Answer {
	list := p.tiers.List(func(t tier) bool {
		return t.api == a.id && contains(t.name, c.query("query")) && (!c.yes("active", false) || t.status == "ACTIVE")
	})
	if c.query("sort") == "name" {
		sortBy(c, list, func(t tier) string { return t.name })
	}
	part, bad := page(c, list, 100, 250)
	if bad != nil {
		return *bad
	}
	tiers := []any{}
	for _, t := range part {
		tiers = append(tiers, p.tierJSON(t))
	}
	return ok(obj{"total": len(list), "tiers": tiers})
}

func (t tier) with(body obj) tier {
	if s, isText := body["name"].(string); isText {
		t.name = s
	}
	if v, given := body["description"]; given {
		t.description = v
	}
	if s, isText := body["status"].(string); isText {
		t.status = s
	}
	if b, isBool := body["autoApprove"].(bool); isBool {
		t.autoApprove = b
	}
	if list, isList := body["limits"].([]any); isList {
		t.limits = nil
		for _, e := range list {
			o, _ := e.(obj)
			requests, _ := integer(o["maximumRequests"])
			period, _ := integer(o["timePeriodInMilliseconds"])
			visible, given := o["visible"].(bool)
			t.limits = append(t.limits, limit{visible: visible || !given, requests: requests, time: period})
		}
	}
	return t
}

// tierNameTaken: a conflict is documented; that the name is its cause is inferred.
func (p *Platform) tierNameTaken(t tier) bool {
	_, taken := p.tiers.Find(func(o tier) bool { return o.api == t.api && o.id != t.id && o.name == t.name })
	return taken
}

func (p *Platform) createTier(c *call, a apiInstance) kernel.Answer {
	body, bad := c.body(schemas["Tier"])
	if bad != nil {
		return *bad
	}
	t := tier{id: p.world.IDs.Number(), api: a.id, audit: audit{created: p.world.Clock.Now()}}.with(body)
	if p.tierNameTaken(t) {
		return conflict(c.Request, "A tier with the name "+t.name+" exists")
	}
	p.tiers.Put(key(t.id), t)
	return created(p.tierJSON(t))
}

// updateTier answers 201, as documented.
func (p *Platform) updateTier(c *call, _ apiInstance, t tier) kernel.Answer {
	body, bad := c.body(schemas["TierUpdate"])
	if bad != nil {
		return *bad
	}
	t = t.with(body)
	if p.tierNameTaken(t) {
		return conflict(c.Request, "A tier with the name "+t.name+" exists")
	}
	t.audit.updated = p.world.Clock.Now()
	p.tiers.Put(key(t.id), t)
	return created(p.tierJSON(t))
}

// deleteTier "deletes a tier that has no active applications". Not known: the
// status when it has some.
func (p *Platform) deleteTier(c *call, _ apiInstance, t tier) kernel.Answer {
	if p.tierUse(t) > 0 {
		return conflict(c.Request, "The tier has active applications")
	}
	p.tiers.Delete(key(t.id))
	return noContent()
}

// number is an id in an answer: null for none.
func number(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}
