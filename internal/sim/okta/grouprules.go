package okta

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// groupRule assigns users to groups by an expression. The expression is kept,
// not evaluated: no user is assigned by it.
type groupRule struct {
	id, name, status string
	conditions       *object
	groupIDs         []string
	created, updated time.Time
	settled          time.Time // when its activation is over
}

func (p *Platform) groupRuleRoutes() {
	const read, manage = "okta.groups.read", "okta.groups.manage"
	const base = "/api/v1/groups/rules"
	p.manage("GET "+base, read, p.listGroupRules)
	p.manage("POST "+base, manage, p.createGroupRule)
	p.manage("GET "+base+"/{groupRuleId}", read, p.onGroupRule(func(r *http.Request, rule *groupRule) kernel.Answer {
		return ok(p.renderGroupRule(r)(rule))
	}))
	p.manage("PUT "+base+"/{groupRuleId}", manage, p.onGroupRule(p.replaceGroupRule))
	p.manage("DELETE "+base+"/{groupRuleId}", manage, p.onGroupRule(func(_ *http.Request, rule *groupRule) kernel.Answer {
		if rule.status == active {
			// The contract says this of updates only; that deletions are refused
			// too is not known.
			return p.invalid("deleteRule", "Cannot delete an active rule.")
		}
		p.st.rules.Delete(rule.id)
		return kernel.Answer{Status: http.StatusAccepted} // contract: 202
	}))
	for verb, status := range lifecycle {
		p.manage("POST "+base+"/{groupRuleId}/lifecycle/"+verb, manage, p.onGroupRule(func(_ *http.Request, rule *groupRule) kernel.Answer {
			if rule.status == "INVALID" && status == active {
				return p.invalid("activateRule", "An invalid rule cannot be activated.") // not known: Okta's words
			}
			rule.status, rule.updated = status, p.now()
			if status == active {
				rule.settled = p.world.Clock.Now().Add(p.activation)
			}
			return noContent()
		}))
	}
}

func (p *Platform) onGroupRule(h func(*http.Request, *groupRule) kernel.Answer) kernel.Handler {
	return on(p, func() *store.Table[*groupRule] { return &p.st.rules }, "groupRuleId", "Rule", h)
}

// renderGroupRule has the keys of the contract's GroupRule.
func (p *Platform) renderGroupRule(r *http.Request) func(*groupRule) *object {
	return func(rule *groupRule) *object {
		o := obj(
			"type", "group_rule",
			"id", rule.id,
			"status", rule.status,
			"name", rule.name,
			"created", stamp(rule.created),
			"lastUpdated", stamp(rule.updated),
			"conditions", rule.conditions,
			"actions", obj("assignUserToGroups", obj("groupIds", anys(rule.groupIDs))),
			"allGroupsValid", p.allGroupsThere(rule),
		)
		if r.URL.Query().Get("expand") == "groupIdToGroupNameMap" {
			names := obj()
			for _, id := range rule.groupIDs {
				if g, found := p.st.groups.Get(id); found {
					names.set(id, g.name)
				}
			}
			o.set("_embedded", obj("groupIdToGroupNameMap", names))
		}
		return o
	}
}

// allGroupsThere tells whether a rule's groups exist. The member is in every
// recorded answer, and not in the contract.
func (p *Platform) allGroupsThere(rule *groupRule) bool {
	return !slices.ContainsFunc(rule.groupIDs, func(id string) bool {
		_, found := p.st.groups.Get(id)
		return !found
	})
}

func (p *Platform) listGroupRules(r *http.Request) kernel.Answer {
	search := strings.ToLower(r.URL.Query().Get("search"))
	items := p.st.rules.List(func(rule *groupRule) bool { return strings.Contains(strings.ToLower(rule.name), search) })
	return list(p, r, items, func(rule *groupRule) string { return rule.id }, p.renderGroupRule(r), paging{fallback: 50, most: 200})
}

func (p *Platform) readGroupRule(r *http.Request, rule *groupRule, isNew bool) *kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return refusal
	}
	name := in.str("name")
	switch {
	case strings.TrimSpace(name) == "":
		return new(p.blank("name"))
	case in.str("type") != "group_rule":
		return new(p.invalid("type", "type: Only group_rule is allowed"))
	}
	if refusal := p.atMost("name", name, 50); refusal != nil {
		return refusal
	}
	if _, taken := p.st.rules.Find(func(o *groupRule) bool { return o != rule && o.name == name }); taken {
		return new(p.duplicate("name"))
	}
	conditions := in.obj("conditions")
	expression := conditions.obj("expression")
	if expression.str("value") == "" {
		return new(p.blank("conditions.expression.value"))
	}
	groupIDs := in.obj("actions", "assignUserToGroups").strs("groupIds")
	if len(groupIDs) == 0 {
		return new(p.blank("groupIds"))
	}
	for _, id := range groupIDs {
		if g, found := p.st.groups.Get(id); !found || g.kind == builtIn {
			return new(p.invalid("groupIds", "groupIds: Invalid group: "+id)) // not known: Okta's words
		}
	}
	if !isNew && !slices.Equal(groupIDs, rule.groupIDs) {
		// Contract: "You currently can't update the actions section."
		return new(p.invalid("actions", "actions: The actions of a rule cannot be updated"))
	}
	people := conditions.obj("people")
	rule.name, rule.groupIDs, rule.updated = name, groupIDs, p.now()
	rule.conditions = obj(
		"people", obj(
			"users", obj("exclude", anys(people.obj("users").strs("exclude"))),
			"groups", obj("exclude", anys(people.obj("groups").strs("exclude"))),
		),
		"expression", obj("value", expression.str("value"), "type", expression.or("type", "urn:okta:expression:1.0")),
	)
	return nil
}

// createGroupRule makes a rule, which is always inactive at first (contract).
func (p *Platform) createGroupRule(r *http.Request) kernel.Answer {
	if refusal := p.busy(); refusal != nil {
		return *refusal
	}
	rule := &groupRule{status: inactive}
	if refusal := p.readGroupRule(r, rule, true); refusal != nil {
		return *refusal
	}
	if p.activating(rule.groupIDs) {
		return p.beingReconciled()
	}
	rule.id, rule.created = p.world.IDs.Okta("0pr"), rule.updated
	p.st.rules.Put(rule.id, rule)
	return ok(p.renderGroupRule(r)(rule))
}

func (p *Platform) replaceGroupRule(r *http.Request, rule *groupRule) kernel.Answer {
	if refusal := p.busy(); refusal != nil {
		return *refusal
	}
	if rule.status == active {
		// Contract: "You can only update rules with a group whose status is set
		// to INACTIVE". Not known: Okta's words.
		return p.invalid("updateRule", "Cannot update an active rule.")
	}
	if refusal := p.readGroupRule(r, rule, false); refusal != nil {
		return *refusal
	}
	return ok(p.renderGroupRule(r)(rule))
}

// busy is the answer while priorities are put in order, if they are.
func (p *Platform) busy() *kernel.Answer {
	if p.reconciling <= 0 {
		return nil
	}
	p.reconciling--
	return new(p.beingReconciled())
}

// activating tells whether a rule with one of these groups is being activated:
// a creation is refused meanwhile (recorded: group_rule_423), and a repeat
// passes. Not known: how long it takes, and whether other writes are refused.
func (p *Platform) activating(groupIDs []string) bool {
	_, found := p.st.rules.Find(func(o *groupRule) bool {
		return p.world.Clock.Now().Before(o.settled) && slices.ContainsFunc(o.groupIDs, func(id string) bool { return slices.Contains(groupIDs, id) })
	})
	return found
}

func (p *Platform) beingReconciled() kernel.Answer {
	return p.problem(http.StatusLocked, "E0000239", "Policy priorities are being reconciled. Please try again later.")
}
