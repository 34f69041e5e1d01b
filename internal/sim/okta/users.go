package okta

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// user is a person of the org: little more than someone to assign.
type user struct {
	id, login, first, last string
	created                time.Time
	more                   *object // further properties of the profile
}

// profileProperties are those of Okta's default user schema, beside the names
// and addresses that every answer has. Okta's guide to the user schema.
var profileProperties = []string{
	"middleName", "honorificPrefix", "honorificSuffix", "title", "displayName", "nickName", "profileUrl", "primaryPhone",
	"streetAddress", "city", "state", "zipCode", "countryCode", "postalAddress", "preferredLanguage", "locale", "timezone", "userType",
	"employeeNumber", "costCenter", "organization", "division", "department", "managerId", "manager",
}

func (p *Platform) userRoutes() {
	const read, manage = "okta.users.read", "okta.users.manage"
	p.manage("GET /api/v1/users", read, p.listUsers)
	p.manage("POST /api/v1/users", manage, p.createUser)
	p.manage("GET /api/v1/users/{userId}", read, p.getUser)
	p.manage("POST /api/v1/users/{userId}/lifecycle/deactivate", manage, p.onUser(func(*user) kernel.Answer { return ok(obj()) }))
	p.manage("DELETE /api/v1/users/{userId}", manage, p.onUser(func(u *user) kernel.Answer {
		if u == p.st.admin {
			return p.forbidden()
		}
		p.st.users.Delete(u.id)
		for _, a := range p.st.apps.List(nil) {
			a.users.Delete(u.id)
		}
		for _, g := range p.st.groups.List(nil) {
			g.members = remove(g.members, u.id)
		}
		return noContent()
	}))
}

// findUser finds a user by id, by login, or by what is before the @ of a login
// where only one user has it. Contract: getUser ("login shortname").
func (p *Platform) findUser(id string) (*user, bool) {
	if u, found := p.st.users.Find(func(u *user) bool { return u.id == id || u.login == id }); found {
		return u, true
	}
	short := p.st.users.List(func(u *user) bool { name, _, _ := strings.Cut(u.login, "@"); return name == id })
	if len(short) != 1 {
		return nil, false
	}
	return short[0], true
}

// email is the user's primary address; the login where none was given.
func (u *user) email() string {
	if s, ok := u.more.or("email", u.login).(string); ok {
		return s
	}
	return u.login
}

func (p *Platform) onUser(h func(*user) kernel.Answer) kernel.Handler {
	return func(r *http.Request) kernel.Answer {
		u, found := p.findUser(r.PathValue("userId"))
		if !found {
			return p.notFound(r.PathValue("userId"), "User")
		}
		return h(u)
	}
}

// getUser answers "me" for whoever owns the token. Not known: what Okta
// answers to a service app, which is no user; here 404.
func (p *Platform) getUser(r *http.Request) kernel.Answer {
	id := r.PathValue("userId")
	if id == "me" {
		t := callerOf(r).token
		if t == nil {
			return p.notFound("me", "User")
		}
		id = t.user
	}
	u, found := p.findUser(id)
	if !found {
		return p.notFound(id, "User")
	}
	return ok(p.renderUser(u))
}

// renderUser has the keys in the order of the recorded paging_link_next_200.
func (p *Platform) renderUser(u *user) *object {
	return obj(
		"id", u.id,
		"status", active,
		"created", stamp(u.created),
		"activated", stamp(u.created),
		"statusChanged", stamp(u.created),
		"lastLogin", nil,
		"lastUpdated", stamp(u.created),
		"passwordChanged", nil,
		"realmId", "guo"+p.st.orgID[3:],
		"type", obj("id", "oty"+p.st.orgID[3:]),
		"profile", u.profile(),
		"credentials", obj("provider", obj("type", "OKTA", "name", "OKTA")),
		"_links", obj("self", p.link("/api/v1/users/"+u.id)),
	)
}

// profile has the properties that the recordings show for everybody, and what
// was given of the others. Not known: whether Okta shows those without a value.
func (u *user) profile() *object {
	o := obj(
		"firstName", u.first, "lastName", u.last, "mobilePhone", u.more.get("mobilePhone"), "secondEmail", u.more.get("secondEmail"),
		"login", u.login, "email", u.email(),
	)
	for _, name := range profileProperties {
		o.setIf(u.more.has(name), name, u.more.get(name))
	}
	return o
}

func (p *Platform) listUsers(r *http.Request) kernel.Answer {
	query := r.URL.Query()
	expression := query.Get("search")
	if expression == "" {
		expression = query.Get("filter")
	}
	match, refusal := p.filterOf(expression, nil)
	if refusal != nil {
		return *refusal
	}
	q := strings.ToLower(query.Get("q"))
	items := p.st.users.List(func(u *user) bool {
		if match != nil && !match(p.renderUser(u)) {
			return false
		}
		// Contract: "matched against firstName, lastName, or email", by startsWith.
		return slices.ContainsFunc([]string{u.first, u.last, u.email()}, func(s string) bool { return strings.HasPrefix(strings.ToLower(s), q) })
	})
	return list(p, r, items, func(u *user) string { return u.id }, p.renderUser, paging{fallback: 200, most: 200})
}

func (p *Platform) createUser(r *http.Request) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	profile := in.obj("profile")
	known := map[string]bool{"login": true, "email": true, "firstName": true, "lastName": true, "mobilePhone": true, "secondEmail": true}
	for _, name := range profileProperties {
		known[name] = true
	}
	if profile != nil {
		for _, key := range profile.keys {
			if !known[key] {
				// Recorded: error_400_E0000001_user. An org's own properties
				// are not simulated.
				return p.invalid("newUser", "Property name '"+key+"' is not defined in profile")
			}
		}
	}
	if profile.str("login") == "" {
		return p.invalid("login", "login: The field cannot be left blank")
	}
	if _, taken := p.findUser(profile.str("login")); taken {
		return p.duplicate("login")
	}
	u := &user{
		id: p.world.IDs.Okta("00u"), login: profile.str("login"), first: profile.str("firstName"), last: profile.str("lastName"), created: p.now(), more: profile.clone(),
	}
	p.st.users.Put(u.id, u)
	if everyone, found := p.st.groups.Find(func(g *group) bool { return g.kind == builtIn && g.name == "Everyone" }); found {
		everyone.members = append(everyone.members, u.id)
		everyone.membersUpdated = p.now()
	}
	return ok(p.renderUser(u))
}
