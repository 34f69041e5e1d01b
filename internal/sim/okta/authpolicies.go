package okta

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// authPolicy is an access policy of an authorization server. Its place in the
// server's list is its priority.
type authPolicy struct {
	id, name, status string
	description      any
	clients          []string
	system           bool
	created, updated time.Time
	rules            []*authRule
}

func (p *Platform) authPolicyRoutes() {
	const read, manage = "okta.authorizationServers.read", "okta.authorizationServers.manage"
	const base = "/api/v1/authorizationServers/{authServerId}/policies"
	p.manage("GET "+base, read, p.onServer(func(_ *http.Request, s *server) kernel.Answer {
		return plainList(s.policies, p.renderAuthPolicy(s)) // recorded: policy_list_200, no links
	}))
	p.manage("POST "+base, manage, p.onServer(p.createAuthPolicy))
	p.manage("GET "+base+"/{policyId}", read, p.onAuthPolicy(func(_ *http.Request, s *server, pol *authPolicy) kernel.Answer {
		return ok(p.renderAuthPolicy(s)(pol))
	}))
	p.manage("PUT "+base+"/{policyId}", manage, p.onAuthPolicy(p.replaceAuthPolicy))
	p.manage("DELETE "+base+"/{policyId}", manage, p.onAuthPolicy(func(_ *http.Request, s *server, pol *authPolicy) kernel.Answer {
		if pol.system {
			return p.systemObject()
		}
		s.policies = remove(s.policies, pol)
		return noContent()
	}))
	for verb, status := range lifecycle {
		p.manage("POST "+base+"/{policyId}/lifecycle/"+verb, manage, p.onAuthPolicy(func(_ *http.Request, _ *server, pol *authPolicy) kernel.Answer {
			pol.status, pol.updated = status, p.now()
			return noContent()
		}))
	}
}

// lifecycle are the verbs that change a status, with the status after each.
var lifecycle = map[string]string{"activate": active, "deactivate": inactive}

func (p *Platform) onAuthPolicy(h func(*http.Request, *server, *authPolicy) kernel.Answer) kernel.Handler {
	return p.onServer(func(r *http.Request, s *server) kernel.Answer {
		id := r.PathValue("policyId")
		i := slices.IndexFunc(s.policies, func(pol *authPolicy) bool { return pol.id == id })
		if i < 0 {
			return p.notFound(id, "Policy")
		}
		return h(r, s, s.policies[i])
	})
}

// renderAuthPolicy has the keys in the order of the recorded policy_create_201.
func (p *Platform) renderAuthPolicy(s *server) func(*authPolicy) *object {
	return func(pol *authPolicy) *object {
		path := s.path() + "/policies/" + pol.id
		o := obj("id", pol.id, "status", pol.status, "name", pol.name)
		o.set("description", pol.description) // null where none was given
		o.set("priority", priorityOf(s.policies, pol))
		o.set("system", pol.system)
		o.set("conditions", obj("clients", obj("include", anys(pol.clients))))
		o.set("created", stamp(pol.created))
		o.set("lastUpdated", stamp(pol.updated))
		o.set("_links", obj(
			"self", p.link(path, "GET", "PUT", "DELETE"),
			"rules", p.link(path+"/rules", "GET"),
			lifecycleLink(pol.status), p.link(path+"/lifecycle/"+lifecycleLink(pol.status), "POST"),
		))
		return o.set("type", "OAUTH_AUTHORIZATION_POLICY")
	}
}

type authPolicyInput struct {
	Name        *string `json:"name"`
	Description *string `json:"description"`
	Type        string  `json:"type"`
	Priority    int     `json:"priority"`
	Conditions  struct {
		Clients struct {
			Include []string `json:"include"`
		} `json:"clients"`
	} `json:"conditions"`
}

// readAuthPolicy puts a request's values into a policy and returns the
// priority that it asks for. Not known: whether a status in the body counts;
// here only the lifecycle operations change it.
func (p *Platform) readAuthPolicy(r *http.Request, s *server, pol *authPolicy) (priority int, refusal *kernel.Answer) {
	var in authPolicyInput
	if refusal := p.decode(r, &in); refusal != nil {
		return 0, refusal
	}
	if in.Name == nil || strings.TrimSpace(*in.Name) == "" {
		return 0, new(p.blank("name"))
	}
	if refusal := p.atMost("name", *in.Name, 100); refusal != nil {
		return 0, refusal
	}
	if in.Description != nil {
		if refusal := p.atMost("description", *in.Description, 255); refusal != nil {
			return 0, refusal
		}
	}
	if refusal := p.oneOf("type", in.Type, "OAUTH_AUTHORIZATION_POLICY"); refusal != nil {
		return 0, refusal
	}
	if slices.ContainsFunc(s.policies, func(o *authPolicy) bool { return o != pol && o.name == *in.Name }) {
		// Not known from evidence; the words are what users of Okta quote.
		return 0, new(p.invalid("name", "name: Policy name already in use"))
	}
	for _, id := range in.Conditions.Clients.Include {
		if _, found := p.st.apps.Get(id); !found && id != "ALL_CLIENTS" {
			// Not known: Okta's words.
			return 0, new(p.invalid("conditions", "conditions: Invalid client: "+id))
		}
	}
	pol.name, pol.description, pol.updated = *in.Name, nil, p.now()
	if in.Description != nil {
		pol.description = *in.Description
	}
	// Not known: what a policy without clients is; here it applies to none.
	pol.clients = append([]string{}, in.Conditions.Clients.Include...)
	return in.Priority, nil
}

func (p *Platform) createAuthPolicy(r *http.Request, s *server) kernel.Answer {
	pol := &authPolicy{}
	priority, refusal := p.readAuthPolicy(r, s, pol)
	if refusal != nil {
		return *refusal
	}
	pol.id, pol.status, pol.created = p.world.IDs.Okta("00p"), active, pol.updated
	s.policies = insertAt(s.policies, pol, priority)
	return created(p.renderAuthPolicy(s)(pol))
}

func (p *Platform) replaceAuthPolicy(r *http.Request, s *server, pol *authPolicy) kernel.Answer {
	priority, refusal := p.readAuthPolicy(r, s, pol)
	if refusal != nil {
		return *refusal
	}
	s.policies = moveTo(s.policies, pol, priority)
	return ok(p.renderAuthPolicy(s)(pol))
}

// decide finds the rule that allows a token: the first rule of the first
// policy that matches, by priority (Okta's documentation of access policies).
func (s *server) decide(clientID, grant string, scopes []string) (*authPolicy, *authRule) {
	for _, pol := range s.policies {
		if pol.status != active || !slices.Contains(pol.clients, "ALL_CLIENTS") && !slices.Contains(pol.clients, clientID) {
			continue
		}
		for _, rule := range pol.rules {
			if rule.status == active && slices.Contains(rule.grants, grant) && rule.allowsScopes(scopes) {
				return pol, rule
			}
		}
	}
	return nil, nil
}

// allowsScopes tells whether a rule covers all scopes. Not known: what an
// empty list of scopes in a rule covers; here nothing.
func (rule *authRule) allowsScopes(scopes []string) bool {
	if slices.Contains(rule.scopes, "*") {
		return true
	}
	for _, s := range scopes {
		if !slices.Contains(rule.scopes, s) {
			return false
		}
	}
	return true
}
