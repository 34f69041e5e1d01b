package anypoint

import (
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// policy is a policy that was applied to an API.
type policy struct {
	id, api       int64
	template      templateRef
	configuration obj
	pointcut      any // null, or a list of {methodRegex, uriTemplateRegex}
	order         int64
	disabled      bool
	outbound      bool
	// extra are keys that an answer only has when they were given.
	extra obj
	audit audit
}

func (p *Platform) registerPolicies() {
	const path = "/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/policies"
	for _, all := range []string{"/apimanager/api/v1" + path, "/apimanager/xapi/v1" + path} {
		one := all + "/{policyId}"
		p.route("GET "+all, viewPolicies, p.withAPI(p.listPolicies))
		p.route("POST "+all, managePolicies, p.withAPI(p.applyInbound))
		p.route("PATCH "+all, managePolicies, p.withAPI(p.reorderPolicies))
		p.route("GET "+one, viewPolicies, p.withPolicy(p.getPolicy))
		p.route("PATCH "+one, managePolicies, p.withPolicy(p.patchPolicy))
		p.route("DELETE "+one, managePolicies, p.withPolicy(p.unapply))
		p.route("POST "+one+"/implementationAsset", managePolicies, p.withPolicy(p.upgradeImplementation))
	}
	const xapi = "/apimanager/xapi/v1" + path
	p.route("POST "+xapi+"/outbound-policies", managePolicies, p.withAPI(p.applyOutbound))
	p.route("POST "+xapi+"/{policyId}/enable", managePolicies, p.withPolicy(p.enable))
	p.route("POST "+xapi+"/{policyId}/disable", managePolicies, p.withPolicy(p.disable))
}

func (p *Platform) withPolicy(h func(*call, apiInstance, policy) kernel.Answer) handler {
	return p.withAPI(func(c *call, a apiInstance) kernel.Answer {
		pol, found := p.policies.Get(c.PathValue("policyId"))
		if !found || pol.api != a.id {
			return notFound(c.Request, "Policy")
		}
		return h(c, a, pol)
	})
}

// policiesOf lists the policies of an API in their order.
func (p *Platform) policiesOf(api int64) []policy {
	list := p.policies.List(func(pol policy) bool { return pol.api == api })
	slices.SortStableFunc(list, func(a, b policy) int { return int(a.order - b.order) })
	return list
}

// shown is the configuration as reading shows it: sensitive keys are absent,
// while the answers to POST and PATCH have them.
func (pol policy) shown(sensitive bool) obj {
	out := clone(pol.configuration)
	if sensitive {
		return out
	}
	t, _ := pol.template.find()
	for _, q := range t.Configuration {
		if q.Sensitive {
			delete(out, q.PropertyName)
		}
	}
	return out
}

// policyCore has the keys that every answer has (recorded exchanges 32, 65 and 66).
func (p *Platform) policyCore(pol policy, sensitive bool, hist obj) obj {
	a, _ := p.apis.Get(key(pol.api))
	out := merge(pol.extra, obj{
		"audit": hist, "masterOrganizationId": p.root().id, "organizationId": a.org, "id": pol.id, "apiId": pol.api,
		"policyTemplateId": pol.template.id(), "order": pol.order, "pointcutData": cloneValue(pol.pointcut),
		"groupId": pol.template.group, "assetId": pol.template.asset, "assetVersion": pol.template.version,
	})
	out["configurationData"] = pol.shown(sensitive)
	return out
}

// policyJSON is a policy as it is read: with its state, type and
// implementation, without its sensitive keys.
func (p *Platform) policyJSON(pol policy) obj {
	return p.withState(pol, p.policyCore(pol, false, pol.audit.json()))
}

func (p *Platform) withState(pol policy, out obj) obj {
	a, _ := p.apis.Get(key(pol.api))
	out["disabled"] = pol.disabled
	out["type"] = "system"
	if pol.template.group != mulesoftGroup {
		out["type"] = "custom"
	}
	out["implementationAsset"] = implementation(pol.template, a.technology)
	return out
}

// implementation is the asset that enforces a policy on a technology.
func implementation(ref templateRef, technology string) obj {
	suffix, runtime, java := "-mule", "4.1.0", []any{"8", "17", "11"}
	if technology == "flexGateway" {
		suffix, runtime, java = "-flex", "1.0.0", []any{}
	}
	return obj{
		"assetId": ref.asset + suffix, "groupId": ref.group, "version": ref.version, "technology": technology,
		"minRuntimeVersion": runtime, "supportedJavaVersions": java,
	}
}

func (p *Platform) savePolicy(pol policy) {
	p.policies.Put(key(pol.id), pol)
	p.touchPolicies(pol.api)
}

func (p *Platform) touchPolicies(api int64) {
	if a, found := p.apis.Get(key(api)); found {
		a.policiesChanged = p.world.Clock.Now()
		p.apis.Put(key(api), a)
	}
}

// listPolicies has two forms. fullInfo=false: a plain array of all policies
// (recorded). Otherwise: the active ones, compact, under "policies".
func (p *Platform) listPolicies(c *call, a apiInstance) kernel.Answer {
	if n, err := strconv.ParseInt(c.Header.Get("If-Modified-Since"), 10, 64); err == nil && !a.policiesChanged.After(epoch(n)) {
		return kernel.Answer{Status: http.StatusNotModified}
	}
	if !c.yes("fullInfo", true) {
		out := []any{}
		for _, pol := range p.policiesOf(a.id) {
			out = append(out, p.policyJSON(pol))
		}
		return ok(out)
	}
	out := []any{}
	for _, pol := range p.policiesOf(a.id) {
		if pol.disabled {
			continue
		}
		out = append(out, merge(pol.extra, obj{
			"policyId": pol.id, "policyTemplateId": pol.template.id(), "order": pol.order, "pointcutData": cloneValue(pol.pointcut),
			"type": "system", "configuration": pol.shown(false),
			"template":            obj{"groupId": pol.template.group, "assetId": pol.template.asset, "assetVersion": pol.template.version},
			"implementationAsset": implementation(pol.template, a.technology),
		}))
	}
	return ok(obj{"policies": out})
}

// epoch reads seconds or milliseconds since 1970.
func epoch(n int64) time.Time {
	if n > 1e11 {
		return time.UnixMilli(n)
	}
	return time.Unix(n, 0)
}

func (p *Platform) getPolicy(_ *call, _ apiInstance, pol policy) kernel.Answer {
	return ok(p.policyJSON(pol))
}

func (p *Platform) unapply(_ *call, _ apiInstance, pol policy) kernel.Answer {
	p.policies.Delete(key(pol.id))
	p.touchPolicies(pol.api)
	return noContent()
}

// reorderPolicies sets the order of several policies at once: all or none.
// Not known: the answer's body; the policies are sent.
func (p *Platform) reorderPolicies(c *call, a apiInstance) kernel.Answer {
	raw, _ := io.ReadAll(c.Body)
	var list []struct {
		ID    int64  `json:"id"`
		Order *int64 `json:"order"`
	}
	if err := decode(raw, &list); err != nil {
		return badRequest(c.Request, "The body must be a list of {id, order}")
	}
	for _, e := range list {
		if pol, found := p.policies.Get(key(e.ID)); !found || pol.api != a.id || e.Order == nil {
			return badRequest(c.Request, "No policy "+key(e.ID)+", or no order for it")
		}
	}
	for _, e := range list {
		pol, _ := p.policies.Get(key(e.ID))
		pol.order, pol.audit.updated = *e.Order, p.world.Clock.Now()
		p.savePolicy(pol)
	}
	out := []any{}
	for _, pol := range p.policiesOf(a.id) {
		out = append(out, p.policyJSON(pol))
	}
	return ok(out)
}

func (p *Platform) enable(c *call, _ apiInstance, pol policy) kernel.Answer {
	return p.setDisabled(c, pol, false)
}

func (p *Platform) disable(c *call, _ apiInstance, pol policy) kernel.Answer {
	return p.setDisabled(c, pol, true)
}

// setDisabled refuses what is so already. Not known: the body of its 201.
func (p *Platform) setDisabled(c *call, pol policy, disabled bool) kernel.Answer {
	if pol.disabled == disabled {
		return fail(c.Request, http.StatusBadRequest, "InvalidOperationError", "The policy is already in that state")
	}
	pol.disabled, pol.audit.updated = disabled, p.world.Clock.Now()
	p.savePolicy(pol)
	return created(p.policyJSON(pol))
}

// upgradeImplementation: the newest implementation is in use always, so there
// is nothing to change. Not known: the body.
func (p *Platform) upgradeImplementation(_ *call, a apiInstance, pol policy) kernel.Answer {
	return created(implementation(pol.template, a.technology))
}
