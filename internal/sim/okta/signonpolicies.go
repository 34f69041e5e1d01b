package okta

import (
	"net/http"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// signOnPolicy is a policy of /api/v1/policies. Only app sign-in policies
// (ACCESS_POLICY) mean anything here: apps point to one. Other types are kept.
type signOnPolicy struct {
	id, kind, name, status string
	description            any // nil: left out
	conditions             any
	priority               int
	system                 bool
	created, updated       time.Time
	rules                  []*signOnRule
}

const accessPolicy = "ACCESS_POLICY"

// seedSignOnPolicies makes what the recorded org had (accesspolicy_get_200,
// accesspolicy_list_200): the default policy of apps, those of Okta's own
// apps, and the profile-enrollment policy to which apps link.
func (p *Platform) seedSignOnPolicies(now time.Time) {
	put := func(kind, name string, description any, system bool) string {
		pol := &signOnPolicy{
			id: p.world.IDs.Okta("rst"), kind: kind, name: name, status: active, description: description,
			priority: 1, system: system, created: now, updated: now,
		}
		if kind == accessPolicy {
			pol.rules = []*signOnRule{p.catchAll(now)}
		}
		p.st.policies.Put(pol.id, pol)
		return pol.id
	}
	put(accessPolicy, "Okta Admin Console", nil, false)
	put(accessPolicy, "Okta Dashboard", nil, false)
	put(accessPolicy, "Okta Browser Plugin", nil, false)
	p.st.defaultAccess = put(accessPolicy, "Any two factors", "Require two factors to access.", true)
	p.st.enrollment = put("PROFILE_ENROLLMENT", "Default Policy", nil, true)
}

func (p *Platform) signOnRoutes() {
	const read, manage = "okta.policies.read", "okta.policies.manage"
	const base = "/api/v1/policies"
	p.manage("GET "+base, read, p.listSignOn)
	p.manage("POST "+base, manage, p.createSignOn)
	p.manage("GET "+base+"/{policyId}", read, p.onSignOn(func(_ *http.Request, pol *signOnPolicy) kernel.Answer { return ok(p.renderSignOn(pol, false)) }))
	p.manage("PUT "+base+"/{policyId}", manage, p.onSignOn(p.replaceSignOn))
	p.manage("DELETE "+base+"/{policyId}", manage, p.onSignOn(p.deleteSignOn))
	p.manage("GET "+base+"/{policyId}/app", read, p.onSignOn(func(_ *http.Request, pol *signOnPolicy) kernel.Answer {
		return plainList(p.st.apps.List(func(a *app) bool { return a.accessPolicy == pol.id }), func(a *app) *object { return p.renderApp(a, false) })
	}))
	for verb, status := range lifecycle {
		p.manage("POST "+base+"/{policyId}/lifecycle/"+verb, manage, p.onSignOn(func(_ *http.Request, pol *signOnPolicy) kernel.Answer {
			if pol.system {
				return p.systemObject()
			}
			pol.status, pol.updated = status, p.now()
			return noContent()
		}))
		p.manage("POST "+base+"/{policyId}/rules/{ruleId}/lifecycle/"+verb, manage, p.onSignOnRule(func(_ *http.Request, _ *signOnPolicy, rule *signOnRule) kernel.Answer {
			rule.status, rule.updated = status, p.now()
			return noContent()
		}))
	}
	p.manage("GET "+base+"/{policyId}/rules", read, p.onSignOn(func(_ *http.Request, pol *signOnPolicy) kernel.Answer {
		return plainList(pol.rules, p.renderSignOnRule(pol))
	}))
	p.manage("POST "+base+"/{policyId}/rules", manage, p.onSignOn(p.createSignOnRule))
	p.manage("GET "+base+"/{policyId}/rules/{ruleId}", read, p.onSignOnRule(func(_ *http.Request, pol *signOnPolicy, rule *signOnRule) kernel.Answer {
		return ok(p.renderSignOnRule(pol)(rule))
	}))
	p.manage("PUT "+base+"/{policyId}/rules/{ruleId}", manage, p.onSignOnRule(p.replaceSignOnRule))
	p.manage("DELETE "+base+"/{policyId}/rules/{ruleId}", manage, p.onSignOnRule(func(_ *http.Request, pol *signOnPolicy, rule *signOnRule) kernel.Answer {
		if rule.system {
			return p.systemObject()
		}
		pol.rules = remove(pol.rules, rule)
		return noContent()
	}))
}

func (p *Platform) onSignOn(h func(*http.Request, *signOnPolicy) kernel.Answer) kernel.Handler {
	return on(p, func() *store.Table[*signOnPolicy] { return &p.st.policies }, "policyId", "Policy", h)
}

// renderSignOn has the keys in the order of the recorded accesspolicy_create_200;
// a system policy has fewer links (accesspolicy_get_200), and in a list the
// type of resource is embedded (accesspolicy_list_200).
func (p *Platform) renderSignOn(pol *signOnPolicy, listed bool) *object {
	path := "/api/v1/policies/" + pol.id
	links := obj()
	if pol.system {
		links.set("self", p.link(path, "GET", "PUT"))
	} else {
		links.set("mappings", p.link(path+"/mappings", "GET", "POST"))
		links.set("self", p.link(path, "GET", "PUT", "DELETE"))
	}
	links.set("rules", p.link(path+"/rules", "GET", "POST"))
	links.setIf(!pol.system, lifecycleLink(pol.status), p.link(path+"/lifecycle/"+lifecycleLink(pol.status), "POST"))
	o := obj("id", pol.id, "status", pol.status, "name", pol.name)
	o.setIf(pol.description != nil, "description", pol.description) // recorded: accesspolicy_list_200 has none
	o.set("priority", pol.priority)
	o.set("system", pol.system)
	o.set("conditions", pol.conditions)
	o.set("created", stamp(pol.created))
	o.set("lastUpdated", stamp(pol.updated))
	o.set("_links", links)
	o.setIf(listed && pol.kind == accessPolicy, "_embedded", obj("resourceType", "APP"))
	return o.set("type", pol.kind)
}

func (p *Platform) listSignOn(r *http.Request) kernel.Answer {
	query := r.URL.Query()
	kind := query.Get("type")
	if kind == "" {
		// Contract: type is required. Not known: Okta's words.
		return p.blank("type")
	}
	q := strings.ToLower(query.Get("q"))
	items := p.st.policies.List(func(pol *signOnPolicy) bool {
		return pol.kind == kind && strings.HasPrefix(strings.ToLower(pol.name), q) &&
			(query.Get("status") == "" || query.Get("status") == pol.status)
	})
	return list(p, r, items, func(pol *signOnPolicy) string { return pol.id }, func(pol *signOnPolicy) *object {
		return p.renderSignOn(pol, true)
	}, paging{})
}

func (p *Platform) readSignOn(in *object, pol *signOnPolicy) *kernel.Answer {
	name := in.str("name")
	if strings.TrimSpace(name) == "" {
		return new(p.blank("name"))
	}
	if _, taken := p.st.policies.Find(func(o *signOnPolicy) bool { return o != pol && o.kind == pol.kind && o.name == name }); taken {
		return new(p.invalid("name", "name: Policy name already in use")) // not known from evidence
	}
	pol.name, pol.description, pol.conditions, pol.updated = name, in.get("description"), in.get("conditions"), p.now()
	return nil
}

func (p *Platform) createSignOn(r *http.Request) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	// Recorded: every ACCESS_POLICY has priority 1.
	pol := &signOnPolicy{kind: in.str("type"), status: active, priority: 1}
	if pol.kind == "" {
		return p.blank("type")
	}
	if refusal := p.readSignOn(in, pol); refusal != nil {
		return *refusal
	}
	pol.id, pol.created = p.world.IDs.Okta("rst"), pol.updated
	if pol.kind == accessPolicy {
		pol.rules = []*signOnRule{p.catchAll(pol.created)}
	}
	p.st.policies.Put(pol.id, pol)
	return ok(p.renderSignOn(pol, false))
}

func (p *Platform) replaceSignOn(r *http.Request, pol *signOnPolicy) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	if refusal := p.readSignOn(in, pol); refusal != nil {
		return *refusal
	}
	return ok(p.renderSignOn(pol, false))
}

// deleteSignOn removes a policy. Not known: what Okta does while apps use it;
// here they go to the default policy.
func (p *Platform) deleteSignOn(_ *http.Request, pol *signOnPolicy) kernel.Answer {
	if pol.system {
		return p.systemObject()
	}
	p.st.policies.Delete(pol.id)
	for _, a := range p.st.apps.List(func(a *app) bool { return a.accessPolicy == pol.id }) {
		a.accessPolicy = p.st.defaultAccess
	}
	return noContent()
}
