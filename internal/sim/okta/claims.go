package okta

import (
	"net/http"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// claim is a claim of an authorization server's tokens.
type claim struct {
	id, name, status     string
	claimType, valueType string
	value                any // absent for SYSTEM, else null or text
	groupFilterType      string
	scopes               []string
	always, system       bool
}

// systemClaims come with every server, and sub besides them: 19 in
// claim_list_200, of which the first three are recorded. Names of the rest: the
// official provider's list of default claims.
var systemClaims = [][2]string{
	{"middle_name", "profile"},
	{"zoneinfo", "profile"},
	{"website", "profile"},
	{"given_name", "profile"},
	{"family_name", "profile"},
	{"name", "profile"},
	{"nickname", "profile"},
	{"preferred_username", "profile"},
	{"profile", "profile"},
	{"picture", "profile"},
	{"gender", "profile"},
	{"birthdate", "profile"},
	{"locale", "profile"},
	{"updated_at", "profile"},
	{"email", "email"},
	{"email_verified", "email"},
	{"phone_number", "phone"},
	{"address", "address"},
}

func (p *Platform) addSystemClaims(s *server) {
	put := func(c *claim) {
		c.id, c.status, c.system = p.world.IDs.Okta("ocl"), active, true
		s.claims.Put(c.id, c)
	}
	for _, t := range systemClaims {
		put(&claim{name: t[0], claimType: "IDENTITY", valueType: "SYSTEM", scopes: []string{t[1]}})
	}
	// Not known from the recordings; the expression is the one that Okta's
	// console shows for the claim sub of a new server.
	put(&claim{
		name: "sub", claimType: "RESOURCE", valueType: "EXPRESSION",
		value: "(appuser != null) ? appuser.userName : app.clientId", scopes: []string{}, always: true,
	})
}

func (p *Platform) claimRoutes() {
	const read, manage = "okta.authorizationServers.read", "okta.authorizationServers.manage"
	const base = "/api/v1/authorizationServers/{authServerId}/claims"
	p.manage("GET "+base, read, p.onServer(func(_ *http.Request, s *server) kernel.Answer {
		// Recorded: claim_list_200, no links, newest last.
		return plainList(s.claims.List(nil), p.renderClaim(s))
	}))
	p.manage("POST "+base, manage, p.onServer(p.createClaim))
	p.manage("GET "+base+"/{claimId}", read, p.onClaim(func(_ *http.Request, s *server, c *claim) kernel.Answer {
		return ok(p.renderClaim(s)(c))
	}))
	p.manage("PUT "+base+"/{claimId}", manage, p.onClaim(p.replaceClaim))
	p.manage("DELETE "+base+"/{claimId}", manage, p.onClaim(p.deleteClaim))
}

func (p *Platform) onClaim(h func(*http.Request, *server, *claim) kernel.Answer) kernel.Handler {
	return p.onServer(func(r *http.Request, s *server) kernel.Answer {
		c, found := s.claims.Get(r.PathValue("claimId"))
		if !found {
			return p.notFound(r.PathValue("claimId"), "OAuth2Claim")
		}
		return h(r, s, c)
	})
}

// renderClaim has the keys in the order of the recorded claim_create_groups_201;
// a SYSTEM claim has no value (claim_get_system_200).
func (p *Platform) renderClaim(s *server) func(*claim) *object {
	return func(c *claim) *object {
		o := obj(
			"id", c.id,
			"name", c.name,
			"status", c.status,
			"claimType", c.claimType,
			"valueType", c.valueType,
		)
		o.setIf(c.valueType != "SYSTEM", "value", c.value)
		o.set("conditions", obj("scopes", anys(c.scopes)))
		o.set("system", c.system)
		o.set("alwaysIncludeInToken", c.always)
		o.set("apiResourceId", nil)
		o.setIf(c.valueType == "GROUPS", "group_filter_type", c.groupFilterType)
		return o.set("_links", obj("self", p.link(s.path()+"/claims/"+c.id, "GET", "PUT", "DELETE")))
	}
}

type claimInput struct {
	Name            *string `json:"name"`
	Status          string  `json:"status"`
	ClaimType       string  `json:"claimType"`
	ValueType       string  `json:"valueType"`
	Value           *string `json:"value"`
	GroupFilterType string  `json:"group_filter_type"`
	Always          *bool   `json:"alwaysIncludeInToken"`
	Conditions      struct {
		Scopes []string `json:"scopes"`
	} `json:"conditions"`
}

func (p *Platform) readClaim(r *http.Request, c *claim) *kernel.Answer {
	var in claimInput
	if refusal := p.decode(r, &in); refusal != nil {
		return refusal
	}
	if in.Name == nil || strings.TrimSpace(*in.Name) == "" {
		return new(p.blank("name"))
	}
	for _, check := range []struct {
		field, value string
		allowed      []string
	}{
		{"status", in.Status, []string{active, inactive}},
		{"claimType", in.ClaimType, []string{"IDENTITY", "RESOURCE"}},
		{"valueType", in.ValueType, []string{"EXPRESSION", "GROUPS", "SYSTEM"}},
		{"group_filter_type", in.GroupFilterType, []string{"CONTAINS", "EQUALS", "REGEX", "STARTS_WITH"}},
	} {
		if refusal := p.oneOf(check.field, check.value, check.allowed...); refusal != nil {
			return refusal
		}
	}
	if in.ClaimType == "" {
		return new(p.blank("claimType"))
	}
	valueType := orDefault(in.ValueType, "EXPRESSION")
	if valueType != "SYSTEM" && (in.Value == nil || *in.Value == "") {
		return new(p.blank("value"))
	}
	if valueType == "GROUPS" && in.GroupFilterType == "" {
		return new(p.blank("group_filter_type"))
	}
	// Not known: whether Okta takes a new claim of type SYSTEM, or one of type
	// GROUPS without a filter; here only the former.
	if !c.system {
		c.name = *in.Name
	}
	c.status = orDefault(in.Status, active)
	c.claimType, c.valueType, c.groupFilterType = in.ClaimType, valueType, in.GroupFilterType
	c.value = nil
	if in.Value != nil {
		c.value = *in.Value
	}
	c.scopes = append([]string{}, in.Conditions.Scopes...)
	c.always = in.Always != nil && *in.Always
	if c.claimType == "RESOURCE" {
		// Contract: "The value is always TRUE for access token Claims."
		c.always = true
	}
	return nil
}

func (p *Platform) createClaim(r *http.Request, s *server) kernel.Answer {
	c := &claim{}
	if refusal := p.readClaim(r, c); refusal != nil {
		return *refusal
	}
	// Not known: whether two claims may share a name; here they may.
	c.id = p.world.IDs.Okta("ocl")
	s.claims.Put(c.id, c)
	return created(p.renderClaim(s)(c))
}

func (p *Platform) replaceClaim(r *http.Request, s *server, c *claim) kernel.Answer {
	if refusal := p.readClaim(r, c); refusal != nil {
		return *refusal
	}
	return ok(p.renderClaim(s)(c))
}

func (p *Platform) deleteClaim(_ *http.Request, s *server, c *claim) kernel.Answer {
	if c.system {
		return p.systemObject()
	}
	s.claims.Delete(c.id)
	return noContent()
}
