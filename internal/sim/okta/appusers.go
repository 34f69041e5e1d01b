package okta

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// appUser tells that a user has an app, and why.
type appUser struct {
	id, name string
	scope    string // ownScope or groupScope
	profile  *object
	created  time.Time
	updated  time.Time
}

// The scopes of app users. Contract: AppUser.scope, "direct (USER) or by group
// membership (GROUP)".
const (
	ownScope   = "USER"
	groupScope = "GROUP"
)

func (p *Platform) appUserRoutes(read, manage string) {
	const users = "/api/v1/apps/{appId}/users"
	p.manage("GET "+users, read, p.onApp(p.listAppUsers))
	p.manage("POST "+users, manage, p.onApp(p.assignUser))
	p.manage("GET "+users+"/{userId}", read, p.onAppUser(func(_ *http.Request, a *app, u *appUser) kernel.Answer {
		return ok(p.renderAppUser(a)(u))
	}))
	p.manage("POST "+users+"/{userId}", manage, p.onAppUser(p.updateAppUser))
	p.manage("DELETE "+users+"/{userId}", manage, p.onAppUser(p.unassignUser))
}

func (p *Platform) onAppUser(h func(*http.Request, *app, *appUser) kernel.Answer) kernel.Handler {
	return p.onApp(func(r *http.Request, a *app) kernel.Answer {
		u, found := p.appUsers(a).Get(r.PathValue("userId"))
		if !found {
			return p.notFound(r.PathValue("userId"), "AppUser")
		}
		return h(r, a, u)
	})
}

// appUsers are all who have an app. Whom a group brings is there as long as one
// of their groups is assigned: contract of assignGroupToApplication, which
// assigns the app to each member. Here they are made when somebody looks, so
// that `created` is the time of the first look. Not known: how long Okta takes
// to bring them, and what reaches them of later changes of the group's profile
// or priority; here nothing does.
func (p *Platform) appUsers(a *app) *store.Table[*appUser] {
	by := p.bringers(a)
	for _, u := range a.users.List(func(u *appUser) bool { return u.scope == groupScope && by[u.id] == nil }) {
		a.users.Delete(u.id)
	}
	for _, u := range p.st.users.List(func(u *user) bool { return by[u.id] != nil }) {
		if _, has := a.users.Get(u.id); !has {
			a.users.Put(u.id, p.newAppUser(a, u, groupScope, by[u.id].profile))
		}
	}
	return &a.users
}

// bringers are the group assignments by which users have an app, by the user's
// id: of several, the one whose priority is the lowest number.
func (p *Platform) bringers(a *app) map[string]*appGroup {
	by := map[string]*appGroup{}
	for _, assigned := range a.groups.List(nil) {
		g, found := p.st.groups.Get(assigned.id)
		if !found {
			continue
		}
		for _, id := range g.members {
			if best := by[id]; best == nil || assigned.priority < best.priority {
				by[id] = assigned
			}
		}
	}
	return by
}

func (p *Platform) newAppUser(a *app, u *user, scope string, given *object) *appUser {
	now := p.now()
	return &appUser{id: u.id, name: userNameIn(a, u), scope: scope, profile: merged(mappedProfile(a, u), given), created: now, updated: now}
}

// renderAppUser has the keys of the contract's example AppUserSSOResponse.
func (p *Platform) renderAppUser(a *app) func(*appUser) *object {
	return func(u *appUser) *object {
		path := "/api/v1/apps/" + a.id
		return obj(
			"id", u.id,
			"externalId", nil,
			"created", stamp(u.created),
			"lastUpdated", stamp(u.updated),
			"scope", u.scope,
			"status", active,
			"statusChanged", stamp(u.created),
			"passwordChanged", nil,
			"syncState", "DISABLED",
			"credentials", obj("userName", u.name),
			"profile", u.profile,
			"_links", obj("app", p.link(path), "user", p.link("/api/v1/users/"+u.id)),
		)
	}
}

// listAppUsers narrows by q as the contract says: the beginning of the user's
// name in the app, of the address, and of the names, which the profiles of
// OpenID Connect apps do not have.
func (p *Platform) listAppUsers(r *http.Request, a *app) kernel.Answer {
	q := strings.ToLower(r.URL.Query().Get("q"))
	items := p.appUsers(a).List(func(u *appUser) bool {
		texts := []string{u.name}
		if person, found := p.st.users.Get(u.id); found {
			texts = append(texts, person.profile().str("email"))
			if !a.oidc {
				texts = append(texts, person.first, person.last)
			}
		}
		return slices.ContainsFunc(texts, func(s string) bool { return strings.HasPrefix(strings.ToLower(s), q) })
	})
	return list(p, r, items, func(u *appUser) string { return u.id }, p.renderAppUser(a), paging{fallback: 50, most: 500})
}

// assignUser assigns a user. The scope USER makes an assignment of their own
// out of one that a group brought. Without a scope Okta "tries to determine the
// scope" (contract: AppUser.scope), and was reported to leave whom a group
// brought with the group's (articulate/terraform-provider-okta#264).
//
// Not known: what a second POST does to an assignment that is there, for no
// document and no recording has one; here it changes what is sent and keeps the
// rest. Nor what the scope GROUP does; here it changes nothing, and a user
// without a group gets an assignment of their own.
//
// Okta refuses members of a profile that the app's schema does not have
// (oktadeveloper/okta-blog-archive#2167). Schemas of apps are not simulated, so
// that all are taken.
func (p *Platform) assignUser(r *http.Request, a *app) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	u, found := p.findUser(in.str("id"))
	if !found {
		return p.notFound(in.str("id"), "User")
	}
	users := p.appUsers(a)
	assigned, has := users.Get(u.id)
	if !has {
		assigned = p.newAppUser(a, u, ownScope, nil)
		users.Put(u.id, assigned)
	}
	if in.str("scope") == ownScope {
		assigned.scope = ownScope
	}
	p.change(assigned, in)
	return ok(p.renderAppUser(a)(assigned))
}

// updateAppUser changes what is sent, and never the scope: whom a group brought
// stays the group's (articulate/terraform-provider-okta#264), and the
// contract's AppUserUpdateRequest has no scope.
func (p *Platform) updateAppUser(r *http.Request, a *app, u *appUser) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	p.change(u, in)
	return ok(p.renderAppUser(a)(u))
}

// change takes what a request says of the name and the profile. Not known:
// whether a member of the profile that is not sent stays; it does here, and
// null takes one away, as Okta's updates by POST do elsewhere.
func (p *Platform) change(u *appUser, in *object) {
	if name := in.obj("credentials").str("userName"); name != "" {
		u.name = name
	}
	u.profile, u.updated = merged(u.profile, in.obj("profile")), p.now()
}

// unassignUser takes an app from a user, unless one of their groups has it:
// then Okta refuses, for assignments of their own too. Reported in
// articulate/terraform-provider-okta#120 (code's words and cause) and in
// gravitational/teleport#53947 (code); the status is that of Okta's list of
// error codes. The contract says nothing of it. The Admin Console turns such an
// assignment into the group's ("Convert assignments"), for which no operation
// is documented.
func (p *Platform) unassignUser(_ *http.Request, a *app, u *appUser) kernel.Answer {
	if p.bringers(a)[u.id] != nil {
		return p.problem(http.StatusForbidden, "E0000046", "Deactivate application for user forbidden.",
			"The application cannot be unassigned from the user while their group memberships grant them access")
	}
	a.users.Delete(u.id)
	return noContent()
}
