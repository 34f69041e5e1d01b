package okta

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// signOnRule is a rule of a sign-on policy, kept as it is sent.
type signOnRule struct {
	id, name, status, kind string
	conditions, actions    *object
	priority               int
	system                 bool
	created, updated       time.Time
}

// catchAll is the rule that comes with every access policy. Contract: "with the
// lowest priority of 99". Not recorded: the rest of it.
func (p *Platform) catchAll(now time.Time) *signOnRule {
	return &signOnRule{
		id: p.world.IDs.Okta("rul"), name: "Catch-all Rule", status: active, kind: accessPolicy, priority: 99, system: true,
		conditions: obj("people", obj("users", obj("exclude", []any{})), "network", obj("connection", "ANYWHERE")),
		actions: obj("appSignOn", obj("access", "ALLOW", "verificationMethod", obj(
			"factorMode", "2FA", "type", "ASSURANCE", "reauthenticateIn", "PT2H",
		))),
		created: now, updated: now,
	}
}

func (p *Platform) onSignOnRule(h func(*http.Request, *signOnPolicy, *signOnRule) kernel.Answer) kernel.Handler {
	return p.onSignOn(func(r *http.Request, pol *signOnPolicy) kernel.Answer {
		id := r.PathValue("ruleId")
		i := slices.IndexFunc(pol.rules, func(rule *signOnRule) bool { return rule.id == id })
		if i < 0 {
			return p.notFound(id, "PolicyRule")
		}
		return h(r, pol, pol.rules[i])
	})
}

// renderSignOnRule has the keys in the order of the recorded accesspolicy_rule_create_200.
func (p *Platform) renderSignOnRule(pol *signOnPolicy) func(*signOnRule) *object {
	return func(rule *signOnRule) *object {
		path := "/api/v1/policies/" + pol.id + "/rules/" + rule.id
		links := obj("self", p.link(path, "GET", "PUT", "DELETE"))
		if rule.system {
			links = obj("self", p.link(path, "GET", "PUT"))
		} else {
			links.set(lifecycleLink(rule.status), p.link(path+"/lifecycle/"+lifecycleLink(rule.status), "POST"))
		}
		return obj(
			"id", rule.id,
			"status", rule.status,
			"name", rule.name,
			"priority", rule.priority,
			"created", stamp(rule.created),
			"lastUpdated", stamp(rule.updated),
			"system", rule.system,
			"conditions", rule.conditions,
			"actions", rule.actions,
			"_links", links,
			"type", rule.kind,
		)
	}
}

// readSignOnRule keeps conditions and actions as they are sent, with what the
// recorded accesspolicy_rule_create_200 shows the server to add.
func (p *Platform) readSignOnRule(in *object, pol *signOnPolicy, rule *signOnRule) *kernel.Answer {
	if strings.TrimSpace(in.str("name")) == "" {
		return new(p.blank("name"))
	}
	rule.name, rule.kind, rule.updated = in.str("name"), orDefault(in.str("type"), pol.kind), p.now()
	rule.actions = in.obj("actions").clone()
	if rule.actions == nil {
		rule.actions = obj()
	}
	if rule.system {
		return nil
	}
	given := in.obj("conditions").clone()
	if given == nil {
		given = obj()
	}
	if rule.kind == accessPolicy {
		people := obj()
		if given.obj("people") != nil {
			people = given.obj("people")
		}
		users := people.obj("users")
		if users == nil {
			users = obj()
		}
		if !users.has("exclude") {
			users.set("exclude", []any{})
		}
		rule.conditions = obj("people", people.set("users", users), "network", given.or("network", obj("connection", "ANYWHERE")))
		if platform := given.obj("platform"); platform != nil {
			if !platform.has("exclude") {
				platform.set("exclude", []any{})
			}
			rule.conditions.set("platform", platform)
		}
		rule.conditions.set("riskScore", given.or("riskScore", obj("level", "ANY")))
		rule.conditions.set("userType", given.or("userType", obj("include", []any{}, "exclude", []any{})))
		if signOn := rule.actions.obj("appSignOn"); signOn != nil && !signOn.has("keepMeSignedIn") {
			signOn.set("keepMeSignedIn", obj("postAuth", "NOT_ALLOWED"))
		}
	} else {
		rule.conditions = obj()
	}
	for _, key := range given.keys {
		if !rule.conditions.has(key) {
			rule.conditions.set(key, given.get(key))
		}
	}
	return nil
}

func (p *Platform) createSignOnRule(r *http.Request, pol *signOnPolicy) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	rule := &signOnRule{status: active}
	if refusal := p.readSignOnRule(in, pol, rule); refusal != nil {
		return *refusal
	}
	rule.id, rule.created = p.world.IDs.Okta("rul"), rule.updated
	p.placeSignOnRule(pol, rule, in.int("priority"))
	return ok(p.renderSignOnRule(pol)(rule))
}

// placeSignOnRule gives a rule its priority among the others; the system's
// catch-all stays last.
func (p *Platform) placeSignOnRule(pol *signOnPolicy, rule *signOnRule, priority int) {
	var own, system []*signOnRule
	for _, o := range pol.rules {
		switch {
		case o.system:
			system = append(system, o)
		case o != rule:
			own = append(own, o)
		}
	}
	own = insertAt(own, rule, priority)
	for i, o := range own {
		o.priority = i + 1
	}
	pol.rules = append(own, system...)
}

func (p *Platform) replaceSignOnRule(r *http.Request, pol *signOnPolicy, rule *signOnRule) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	if refusal := p.readSignOnRule(in, pol, rule); refusal != nil {
		return *refusal
	}
	if priority := in.int("priority"); priority > 0 && !rule.system {
		p.placeSignOnRule(pol, rule, priority)
	}
	return ok(p.renderSignOnRule(pol)(rule))
}
