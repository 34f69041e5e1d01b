package okta

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// authRule is a rule of an access policy. Its place in the policy's list is
// its priority.
type authRule struct {
	id, name, status string
	system           bool
	created, updated time.Time

	grants, scopes               []string
	usersInclude, usersExclude   []string // include nil: not given, not shown
	groupsInclude, groupsExclude []string
	access, refresh, window      int // minutes
	inlineHook                   string
}

func (p *Platform) authRuleRoutes() {
	const read, manage = "okta.authorizationServers.read", "okta.authorizationServers.manage"
	const base = "/api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules"
	p.manage("GET "+base, read, p.onAuthPolicy(func(_ *http.Request, s *server, pol *authPolicy) kernel.Answer {
		return plainList(pol.rules, p.renderAuthRule(s, pol))
	}))
	p.manage("POST "+base, manage, p.onAuthPolicy(p.createAuthRule))
	p.manage("GET "+base+"/{ruleId}", read, p.onAuthRule(func(_ *http.Request, s *server, pol *authPolicy, rule *authRule) kernel.Answer {
		return ok(p.renderAuthRule(s, pol)(rule))
	}))
	p.manage("PUT "+base+"/{ruleId}", manage, p.onAuthRule(p.replaceAuthRule))
	p.manage("DELETE "+base+"/{ruleId}", manage, p.onAuthRule(func(_ *http.Request, _ *server, pol *authPolicy, rule *authRule) kernel.Answer {
		if rule.system {
			return p.systemObject()
		}
		pol.rules = remove(pol.rules, rule)
		return noContent()
	}))
	for verb, status := range lifecycle {
		p.manage("POST "+base+"/{ruleId}/lifecycle/"+verb, manage, p.onAuthRule(func(_ *http.Request, _ *server, _ *authPolicy, rule *authRule) kernel.Answer {
			rule.status, rule.updated = status, p.now()
			return noContent()
		}))
	}
}

func (p *Platform) onAuthRule(h func(*http.Request, *server, *authPolicy, *authRule) kernel.Answer) kernel.Handler {
	return p.onAuthPolicy(func(r *http.Request, s *server, pol *authPolicy) kernel.Answer {
		id := r.PathValue("ruleId")
		i := slices.IndexFunc(pol.rules, func(rule *authRule) bool { return rule.id == id })
		if i < 0 {
			return p.notFound(id, "PolicyRule")
		}
		return h(r, s, pol, pol.rules[i])
	})
}

// renderAuthRule has the keys in the order of the recorded rule_create_201:
// users.exclude always, the other lists of people only when they were given.
func (p *Platform) renderAuthRule(s *server, pol *authPolicy) func(*authRule) *object {
	return func(rule *authRule) *object {
		path := s.path() + "/policies/" + pol.id + "/rules/" + rule.id
		users := obj().setIf(rule.usersInclude != nil, "include", anys(rule.usersInclude)).set("exclude", anys(rule.usersExclude))
		people := obj("users", users)
		if rule.groupsInclude != nil || rule.groupsExclude != nil {
			people.set("groups", obj().
				setIf(rule.groupsInclude != nil, "include", anys(rule.groupsInclude)).
				setIf(rule.groupsExclude != nil, "exclude", anys(rule.groupsExclude)))
		}
		token := obj(
			"accessTokenLifetimeMinutes", rule.access,
			"refreshTokenLifetimeMinutes", rule.refresh,
			"refreshTokenWindowMinutes", rule.window,
		)
		token.setIf(rule.inlineHook != "", "inlineHook", obj("id", rule.inlineHook))
		return obj(
			"id", rule.id,
			"status", rule.status,
			"name", rule.name,
			"priority", priorityOf(pol.rules, rule),
			"created", stamp(rule.created),
			"lastUpdated", stamp(rule.updated),
			"system", rule.system,
			"conditions", obj(
				"people", people,
				"grantTypes", obj("include", anys(rule.grants)),
				"scopes", obj("include", anys(rule.scopes)),
			),
			"actions", obj("token", token),
			"_links", obj(
				"self", p.link(path, "GET", "PUT", "DELETE"),
				lifecycleLink(rule.status), p.link(path+"/lifecycle/"+lifecycleLink(rule.status), "POST"),
			),
			"type", "RESOURCE_ACCESS",
		)
	}
}

type includeExclude struct {
	Include []string `json:"include"`
	Exclude []string `json:"exclude"`
}

type authRuleInput struct {
	Name       *string `json:"name"`
	Type       string  `json:"type"`
	Priority   int     `json:"priority"`
	Conditions *struct {
		People struct {
			Users  includeExclude `json:"users"`
			Groups includeExclude `json:"groups"`
		} `json:"people"`
		GrantTypes includeExclude `json:"grantTypes"`
		Scopes     includeExclude `json:"scopes"`
	} `json:"conditions"`
	Actions struct {
		Token struct {
			Access     *int `json:"accessTokenLifetimeMinutes"`
			Refresh    *int `json:"refreshTokenLifetimeMinutes"`
			Window     *int `json:"refreshTokenWindowMinutes"`
			InlineHook *struct {
				ID string `json:"id"`
			} `json:"inlineHook"`
		} `json:"token"`
	} `json:"actions"`
}

// readAuthRule puts a request's values into a rule and returns the priority
// that it asks for. Not known: whether a status in the body counts; here only
// the lifecycle operations change it.
func (p *Platform) readAuthRule(r *http.Request, pol *authPolicy, rule *authRule) (priority int, refusal *kernel.Answer) {
	var in authRuleInput
	if refusal := p.decode(r, &in); refusal != nil {
		return 0, refusal
	}
	refuse := func(a kernel.Answer) (int, *kernel.Answer) { return 0, &a }
	// Contract: name, conditions and type are required. Not known: whether a
	// rule may have no grant; here it may, and applies to nothing.
	switch {
	case in.Name == nil || strings.TrimSpace(*in.Name) == "":
		return refuse(p.blank("name"))
	case in.Conditions == nil:
		return refuse(p.blank("conditions"))
	case in.Type == "":
		return refuse(p.blank("type"))
	case in.Type != "RESOURCE_ACCESS":
		return refuse(*p.oneOf("type", in.Type, "RESOURCE_ACCESS"))
	}
	if slices.ContainsFunc(pol.rules, func(o *authRule) bool { return o != rule && o.name == *in.Name }) {
		// Not known from evidence; the words are those of a policy's name.
		return refuse(p.invalid("name", "name: Policy rule name already in use"))
	}
	for _, g := range in.Conditions.GrantTypes.Include {
		if !slices.Contains(knownGrants, g) {
			return refuse(*p.oneOf("grantTypes", g, knownGrants...))
		}
	}
	people := in.Conditions.People
	for _, id := range append(slices.Clone(people.Groups.Include), people.Groups.Exclude...) {
		if _, found := p.st.groups.Get(id); !found && id != "EVERYONE" {
			// Not known: Okta's words.
			return refuse(p.invalid("people", "people: Invalid group: "+id))
		}
	}
	// Contract: the bounds of TokenAuthorizationServerPolicyRuleAction.
	number := func(given *int, otherwise int) int {
		if given == nil {
			return otherwise
		}
		return *given
	}
	token := in.Actions.Token
	access, refresh, window := number(token.Access, 60), number(token.Refresh, 0), number(token.Window, 10080)
	switch {
	case access < 5 || access > 1440:
		return refuse(p.outOfRange("accessTokenLifetimeMinutes", 5, 1440))
	case refresh != 0 && refresh < access: // 0 is unlimited
		return refuse(p.invalid("refreshTokenLifetimeMinutes", "refreshTokenLifetimeMinutes: The value must not be less than the access token lifetime"))
	case window < 10 || window > 2628000:
		return refuse(p.outOfRange("refreshTokenWindowMinutes", 10, 2628000))
	}

	rule.name, rule.updated = *in.Name, p.now()
	rule.grants = append([]string{}, in.Conditions.GrantTypes.Include...)
	rule.scopes = append([]string{}, in.Conditions.Scopes.Include...)
	rule.usersInclude, rule.usersExclude = people.Users.Include, append([]string{}, people.Users.Exclude...)
	rule.groupsInclude, rule.groupsExclude = people.Groups.Include, people.Groups.Exclude
	rule.access, rule.refresh, rule.window = access, refresh, window
	rule.inlineHook = ""
	if token.InlineHook != nil {
		rule.inlineHook = token.InlineHook.ID
	}
	return in.Priority, nil
}

// outOfRange is the refusal of a number. Not known: Okta's words.
func (p *Platform) outOfRange(field string, least, most int) kernel.Answer {
	return p.invalid(field, field+": The value must be between "+strconv.Itoa(least)+" and "+strconv.Itoa(most))
}

func (p *Platform) createAuthRule(r *http.Request, s *server, pol *authPolicy) kernel.Answer {
	rule := &authRule{}
	priority, refusal := p.readAuthRule(r, pol, rule)
	if refusal != nil {
		return *refusal
	}
	rule.id, rule.status, rule.created = p.world.IDs.Okta("0pr"), active, rule.updated
	pol.rules = insertAt(pol.rules, rule, priority)
	return created(p.renderAuthRule(s, pol)(rule))
}

func (p *Platform) replaceAuthRule(r *http.Request, s *server, pol *authPolicy, rule *authRule) kernel.Answer {
	priority, refusal := p.readAuthRule(r, pol, rule)
	if refusal != nil {
		return *refusal
	}
	pol.rules = moveTo(pol.rules, rule, priority)
	return ok(p.renderAuthRule(s, pol)(rule))
}
