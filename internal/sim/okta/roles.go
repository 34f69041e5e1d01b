package okta

import (
	"net/http"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// clientRole is an admin role of a client. Roles are kept; what a client may
// do is decided by its scopes alone (see authorize).
type clientRole struct {
	id, kind string
	created  time.Time
}

var roleLabels = map[string]string{
	"API_ACCESS_MANAGEMENT_ADMIN": "API Access Management Administrator",
	"API_ADMIN":                   "API Administrator",
	"APP_ADMIN":                   "Application Administrator",
	"CUSTOM":                      "Custom",
	"GROUP_MEMBERSHIP_ADMIN":      "Group Membership Administrator",
	"HELP_DESK_ADMIN":             "Help Desk Administrator",
	"MOBILE_ADMIN":                "Mobile Administrator",
	"ORG_ADMIN":                   "Organization Administrator",
	"READ_ONLY_ADMIN":             "Read-Only Administrator",
	"REPORT_ADMIN":                "Report Administrator",
	"SUPER_ADMIN":                 "Super Administrator",
	"USER_ADMIN":                  "Group Administrator",
}

func (p *Platform) roleRoutes() {
	const read, manage = "okta.roles.read", "okta.roles.manage"
	const base = "/oauth2/v1/clients/{clientId}/roles"
	p.manage("GET "+base, read, p.onRegistered(func(_ *http.Request, a *app) kernel.Answer {
		return plainList(a.roles.List(nil), p.renderRole(a))
	}))
	p.manage("POST "+base, manage, p.onRegistered(p.assignRole))
	p.manage("GET "+base+"/{roleAssignmentId}", read, p.onRegistered(func(r *http.Request, a *app) kernel.Answer {
		role, found := a.roles.Get(r.PathValue("roleAssignmentId"))
		if !found {
			return p.notFound(r.PathValue("roleAssignmentId"), "ClientRole")
		}
		return ok(p.renderRole(a)(role))
	}))
	p.manage("DELETE "+base+"/{roleAssignmentId}", manage, p.onRegistered(func(r *http.Request, a *app) kernel.Answer {
		if !a.roles.Delete(r.PathValue("roleAssignmentId")) {
			return p.notFound(r.PathValue("roleAssignmentId"), "ClientRole")
		}
		return noContent()
	}))
}

// renderRole has the keys in the order of the recorded client_role_assign_201.
func (p *Platform) renderRole(a *app) func(*clientRole) *object {
	return func(role *clientRole) *object {
		return obj(
			"id", role.id,
			"label", roleLabels[role.kind],
			"type", role.kind,
			"status", active,
			"created", stamp(role.created),
			"lastUpdated", stamp(role.created),
			"assignmentType", "CLIENT",
			"_links", obj("assignee", p.link("/oauth2/v1/clients/"+a.clientID)),
		)
	}
}

func (p *Platform) assignRole(r *http.Request, a *app) kernel.Answer {
	var in struct {
		Type string `json:"type"`
	}
	if refusal := p.decode(r, &in); refusal != nil {
		return *refusal
	}
	if _, known := roleLabels[in.Type]; !known {
		return p.invalid("type", "type: The role type is not valid") // not known: Okta's words
	}
	if _, taken := a.roles.Find(func(role *clientRole) bool { return role.kind == in.Type }); taken {
		return p.invalid("role", "The role specified is already assigned to the client.") // not known: Okta's words
	}
	// The ids of two types are their names in base 32, the same for every client:
	// HELP_DESK_ADMIN (recorded) and APP_ADMIN (contract). Those of others are
	// letters and digits like all ids of Okta. Here all are made up.
	role := &clientRole{id: strings.ToUpper(p.world.IDs.Text(24)), kind: in.Type, created: p.now()}
	a.roles.Put(role.id, role)
	return created(p.renderRole(a)(role)) // recorded: 201, where the contract has 200
}
