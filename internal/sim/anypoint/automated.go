package anypoint

import (
	"maps"
	"reflect"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// automatedPolicy applies to all APIs of an environment.
type automatedPolicy struct {
	id       int64
	org      string
	rule     obj // ruleOfApplication
	policy   policy
	hasOrder bool
	audit    audit
}

func (ap automatedPolicy) env() string { return text(ap.rule, "environmentId") }

func (ap automatedPolicy) json(sensitive bool, hist obj) obj {
	var order any
	if ap.hasOrder {
		order = ap.policy.order
	}
	return obj{
		"audit": hist, "id": ap.id, "ruleOfApplication": merge(obj{"organizationId": ap.org}, ap.rule),
		"policyTemplateId": ap.policy.template.id(), "groupId": ap.policy.template.group, "assetId": ap.policy.template.asset,
		"assetVersion": ap.policy.template.version, "configurationData": ap.policy.shown(sensitive),
		"pointcutData": nil, "order": order, "disabled": ap.policy.disabled,
	}
}

// conflictsWith tells whether two automated policies exclude each other. That
// there is a conflict is documented; that it is between two of the same asset
// for the same environment and runtimes is inferred. Whether ranges of versions
// that overlap are one is not known: only equal ones are taken to be.
func (ap automatedPolicy) conflictsWith(o automatedPolicy) bool {
	mine, theirs := texts(ap.rule["technologies"]), texts(o.rule["technologies"])
	return ap.org == o.org && ap.env() == o.env() && ap.policy.template.asset == o.policy.template.asset &&
		(len(mine) == 0 || len(theirs) == 0 || mine[0] == theirs[0]) && reflect.DeepEqual(ap.rule["range"], o.rule["range"])
}

func (p *Platform) registerAutomated() {
	const all = "/apimanager/api/v1/organizations/{organizationId}/automated-policies"
	const one = all + "/{automatedPolicyId}"
	p.route("GET "+all, viewPolicies, p.listAutomated)
	p.route("POST "+all, managePolicies, p.createAutomated)
	p.route("GET "+one, viewPolicies, p.withAutomated(func(_ *call, ap automatedPolicy) kernel.Answer {
		return ok(ap.json(false, ap.audit.json()))
	}))
	p.route("PATCH "+one, managePolicies, p.withAutomated(p.patchAutomated))
	p.route("PUT "+one, managePolicies, p.withAutomated(func(c *call, ap automatedPolicy) kernel.Answer {
		return asCreated(p.patchAutomated(c, ap))
	}))
	p.route("DELETE "+one, managePolicies, p.withAutomated(func(_ *call, ap automatedPolicy) kernel.Answer {
		p.automated.Delete(key(ap.id))
		return noContent()
	}))
	p.route("GET "+one+"/apis", viewPolicies, p.withAutomated(p.automatedAPIs))
	p.route("POST "+one+"/implementationAssets", managePolicies, p.withAutomated(func(_ *call, ap automatedPolicy) kernel.Answer {
		return created(implementation(ap.policy.template, "mule4"))
	}))
}

func (p *Platform) withAutomated(h func(*call, automatedPolicy) kernel.Answer) handler {
	return func(c *call) kernel.Answer {
		ap, found := p.automated.Get(c.PathValue("automatedPolicyId"))
		if !found || ap.org != c.PathValue("organizationId") {
			return notFound(c.Request, "Automated policy")
		}
		return h(c, ap)
	}
}

func (p *Platform) listAutomated(c *call) kernel.Answer {
	env := c.query("environmentId")
	if env == "" {
		return badRequest(c.Request, "environmentId is required")
	}
	out := []any{}
	for _, ap := range p.automated.List(func(ap automatedPolicy) bool { return ap.org == c.PathValue("organizationId") && ap.env() == env }) {
		out = append(out, ap.json(false, ap.audit.json()))
	}
	return ok(obj{"automatedPolicies": out, "total": len(out)})
}

func (p *Platform) createAutomated(c *call) kernel.Answer {
	body, bad := c.body(schemas["AutomatedPolicy"])
	if bad != nil {
		return *bad
	}
	ap := automatedPolicy{id: p.world.IDs.Number(), org: c.PathValue("organizationId"), audit: audit{created: p.world.Clock.Now()}}
	ap.policy = policy{id: ap.id, extra: obj{}, configuration: obj{}}
	return p.saveAutomated(c, ap, body, func(ap automatedPolicy) kernel.Answer { return created(ap.json(true, ap.audit.json())) })
}

func (p *Platform) patchAutomated(c *call, ap automatedPolicy) kernel.Answer {
	body, bad := c.body(schemas["AutomatedPolicyPatch"])
	if bad != nil {
		return *bad
	}
	ap.audit.updated = p.world.Clock.Now()
	return p.saveAutomated(c, ap, body, func(ap automatedPolicy) kernel.Answer { return ok(ap.json(true, ap.audit.patched())) })
}

func (p *Platform) saveAutomated(c *call, ap automatedPolicy, body obj, answer func(automatedPolicy) kernel.Answer) kernel.Answer {
	// A change may leave out members of the rule. A range is a whole: its
	// beginning is required in a change, too.
	ap.rule = clone(ap.rule)
	if ap.rule == nil {
		ap.rule = obj{}
	}
	maps.Copy(ap.rule, clone(object(body, "ruleOfApplication")))
	if e, found := p.envs.Get(ap.env()); !found || e.org != ap.org {
		return badRequest(c.Request, "The environment "+ap.env()+" does not exist")
	}
	ap.policy.template = templateRef{text(body, "groupId"), text(body, "assetId"), text(body, "assetVersion")}
	if _, known := ap.policy.template.find(); !known {
		if _, published := p.assets.Get(gav(ap.policy.template.group, ap.policy.template.asset, ap.policy.template.version)); !published {
			return badRequest(c.Request, "The policy template "+ap.policy.template.asset+" does not exist")
		}
	}
	if _, twice := p.automated.Find(func(o automatedPolicy) bool { return o.id != ap.id && o.conflictsWith(ap) }); twice {
		return conflict(c.Request, "The automated policy exists")
	}
	delete(body, "pointcutData")
	_, ordered := body["order"]
	ap.hasOrder = ap.hasOrder && !ordered || body["order"] != nil
	var bad *kernel.Answer
	if ap.policy, bad = p.configure(ap.policy, body); bad != nil {
		return *bad
	}
	p.automated.Put(key(ap.id), ap)
	return answer(ap)
}

// automatedAPIs are the APIs that a policy applies to.
func (p *Platform) automatedAPIs(c *call, ap automatedPolicy) kernel.Answer {
	list := p.apis.List(func(a apiInstance) bool { return a.org == ap.org && a.env == ap.env() })
	part, bad := page(c, list, 100, 250)
	if bad != nil {
		return *bad
	}
	out := []any{}
	for _, a := range part {
		out = append(out, obj{
			"id": a.id, "isPublic": flag(a.settings, "isPublic"), "groupId": a.group, "assetId": a.asset, "assetVersion": a.version,
			"productVersion": a.productVersion, "environmentId": a.env, "endpointUri": a.settings["endpointUri"],
			"instanceName": a.autodiscoveryName(), "instanceLabel": a.settings["instanceLabel"],
		})
	}
	return ok(obj{"total": len(list), "apis": out})
}
