package anypoint

import "github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"

// me tells who the token belongs to. Clients look for the organization in
// client.org_id, then in user.organization.id.
func (p *Platform) me(c *call) kernel.Answer {
	out := obj{"user": p.profile(c.who)}
	if app := c.who.app; app != nil {
		out["client"] = obj{
			"client_id": app.clientID, "name": app.name, "org_id": app.org,
			"redirect_uris": app.redirectURIs, "grant_types": app.grantTypes,
		}
	}
	return ok(out)
}

func (p *Platform) usersMe(c *call) kernel.Answer { return ok(p.profile(c.who)) }

// profile is a user as /users/me shows it. Not known: what it shows to a
// connected app on its own behalf; the command line client works with one, so
// there is a user object, here named after the app.
func (p *Platform) profile(w *principal) obj {
	root := p.root()
	var out obj
	if w.user != nil {
		out = w.user.json()
	} else {
		out = user{id: w.app.clientID, username: w.app.name, firstName: w.app.name, created: w.app.created}.json()
	}
	out["organizationId"] = root.id
	out["organizationPreferences"] = obj{}
	out["organization"] = p.orgJSON(root, false)
	members := []any{}
	for _, o := range p.orgs.List(organization.alive) {
		members = append(members, p.orgJSON(o, false))
	}
	out["memberOfOrganizations"] = members
	out["contributorOfOrganizations"] = members
	return out
}

func (u user) json() obj {
	return obj{
		"id": u.id, "username": u.username, "firstName": u.firstName, "lastName": u.lastName, "email": u.email,
		"createdAt": stamp(u.created), "updatedAt": stamp(u.created), "enabled": true, "deleted": false,
		"lastLogin": stamp(u.created), "previousLastLogin": stamp(u.created), "phoneNumber": "", "email_verified_at": stamp(u.created),
		"ipAllowlistExcluded": false, "idprovider_id": "mulesoft", "type": "host", "properties": obj{},
	}
}
