package okta

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// group is a group of users.
type group struct {
	id, name, description string
	kind                  string
	profile               *object
	members, owners       []string // ids of users
	created, updated      time.Time
	membersUpdated        time.Time
}

const (
	builtIn   = "BUILT_IN"
	oktaGroup = "OKTA_GROUP"
)

func (p *Platform) groupRoutes() {
	const read, manage = "okta.groups.read", "okta.groups.manage"
	p.manage("GET /api/v1/groups", read, p.listGroups)
	p.manage("POST /api/v1/groups", manage, p.createGroup)
	p.manage("GET /api/v1/groups/{groupId}", read, p.onGroup(func(_ *http.Request, g *group) kernel.Answer { return ok(p.renderGroup(g)) }))
	p.manage("PUT /api/v1/groups/{groupId}", manage, p.onGroup(p.replaceGroup))
	p.manage("DELETE /api/v1/groups/{groupId}", manage, p.onGroup(p.deleteGroup))
	p.manage("GET /api/v1/groups/{groupId}/apps", read, p.onGroup(p.listGroupApps))
	p.manage("GET /api/v1/groups/{groupId}/users", read, p.onGroup(p.listGroupUsers))
	p.manage("PUT /api/v1/groups/{groupId}/users/{userId}", manage, p.onGroup(p.changeMember(true)))
	p.manage("DELETE /api/v1/groups/{groupId}/users/{userId}", manage, p.onGroup(p.changeMember(false)))
	p.manage("GET /api/v1/groups/{groupId}/owners", read, p.onGroup(p.listOwners))
	p.manage("POST /api/v1/groups/{groupId}/owners", manage, p.onGroup(p.addOwner))
	p.manage("DELETE /api/v1/groups/{groupId}/owners/{ownerId}", manage, p.onGroup(p.deleteOwner))
}

func (p *Platform) onGroup(h func(*http.Request, *group) kernel.Answer) kernel.Handler {
	return on(p, func() *store.Table[*group] { return &p.st.groups }, "groupId", "UserGroup", h)
}

// renderGroup has the keys in the order of the recorded group_create_200.
func (p *Platform) renderGroup(g *group) *object {
	path := "/api/v1/groups/" + g.id
	logo := func(name, file string) *object {
		return obj("name", name, "href", "https://op3static2.oktacdn.com/assets/img/logos/groups/odyssey/"+file, "type", "image/png")
	}
	return obj(
		"id", g.id,
		"created", stamp(g.created),
		"lastUpdated", stamp(g.updated),
		"lastMembershipUpdated", stamp(g.membersUpdated),
		"objectClass", []any{"okta:user_group"},
		"type", g.kind,
		"profile", g.profile,
		"_links", obj(
			"logo", []any{
				logo("medium", "okta-medium.30ce6d4085dff29412984e4c191bc874.png"),
				logo("large", "okta-large.c3cb8cda8ae0add1b4fe928f5844dbe3.png"),
			},
			"owners", p.link(path+"/owners"),
			"users", p.link(path+"/users"),
			"apps", p.link(path+"/apps"),
		),
	)
}

func (p *Platform) listGroups(r *http.Request) kernel.Answer {
	query := r.URL.Query()
	// Contract: filter takes id, type, lastUpdated and lastMembershipUpdated,
	// search takes everything but _embedded, _links and objectClass.
	filtered, refusal := p.filterOf(query.Get("filter"), func(attribute string) bool {
		return slices.Contains([]string{"id", "type", "lastUpdated", "lastMembershipUpdated"}, attribute)
	})
	if refusal != nil {
		return *refusal
	}
	searched, refusal := p.filterOf(query.Get("search"), func(attribute string) bool {
		return !strings.HasPrefix(attribute, "_") && attribute != "objectClass"
	})
	if refusal != nil {
		return *refusal
	}
	q := strings.ToLower(query.Get("q"))
	items := p.st.groups.List(func(g *group) bool {
		o := p.renderGroup(g)
		return strings.HasPrefix(strings.ToLower(g.name), q) && (filtered == nil || filtered(o)) && (searched == nil || searched(o))
	})
	if sortBy := query.Get("sortBy"); sortBy != "" && searched != nil {
		path := strings.Split(sortBy, ".")
		slices.SortStableFunc(items, func(a, b *group) int {
			va, vb := strings.Join(valuesAt(p.renderGroup(a), path), " "), strings.Join(valuesAt(p.renderGroup(b), path), " ")
			order := cmp.Or(strings.Compare(va, vb), strings.Compare(a.id, b.id))
			if query.Get("sortOrder") == "desc" {
				order = -order
			}
			return order
		})
	}
	render := func(g *group) *object { return p.embedStats(g, p.renderGroup(g), query.Get("expand")) }
	if query.Get("q") != "" && query.Get("limit") == "" {
		// Contract: "You can't page a query", at most 300 results. Recorded:
		// group_everyone_200 has no Link header.
		return plainList(items[:min(len(items), 300)], render)
	}
	return list(p, r, items, func(g *group) string { return g.id }, render, paging{fallback: 10000, most: 10000})
}

// embedStats adds what expand=stats asks for. Contract: Group._embedded.
func (p *Platform) embedStats(g *group, o *object, expand string) *object {
	if !slices.Contains(strings.Split(expand, ","), "stats") {
		return o
	}
	apps := p.st.apps.List(func(a *app) bool { _, assigned := a.groups.Get(g.id); return assigned })
	return o.set("_embedded", obj("stats", obj(
		"usersCount", len(g.members), "appsCount", len(apps), "groupPushMappingsCount", 0,
	)))
}

// readProfile checks the profile of a request. A new org's group schema has
// name and description; further properties are custom attributes of the org,
// and because the schema cannot be changed here they are tolerated.
func (p *Platform) readProfile(r *http.Request, g *group) *kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return refusal
	}
	profile := in.obj("profile").clone()
	name := profile.str("name")
	if strings.TrimSpace(name) == "" {
		return new(p.blank("name"))
	}
	// Not known: how long a name may be.
	if _, taken := p.st.groups.Find(func(o *group) bool { return o != g && strings.EqualFold(o.name, name) }); taken {
		return new(p.duplicate("name"))
	}
	g.name, g.profile, g.updated = name, profile, p.now()
	return nil
}

func (p *Platform) createGroup(r *http.Request) kernel.Answer {
	g := &group{kind: oktaGroup}
	if refusal := p.readProfile(r, g); refusal != nil {
		return *refusal
	}
	g.id, g.created, g.membersUpdated = p.world.IDs.Okta("00g"), g.updated, g.updated
	p.st.groups.Put(g.id, g)
	return ok(p.renderGroup(g))
}

// builtInGroup refuses to change a group that is not of type OKTA_GROUP.
// Contract: "You only can modify profiles for groups of the OKTA_GROUP type".
// Not known: code and words.
func (p *Platform) builtInGroup() kernel.Answer { return p.forbidden() }

func (p *Platform) replaceGroup(r *http.Request, g *group) kernel.Answer {
	if g.kind != oktaGroup {
		return p.builtInGroup()
	}
	if refusal := p.readProfile(r, g); refusal != nil {
		return *refusal
	}
	return ok(p.renderGroup(g))
}

// deleteGroup removes a group and its assignments. Not known: whether a rule
// of an authorization server that names it stands in the way; here it does not.
func (p *Platform) deleteGroup(_ *http.Request, g *group) kernel.Answer {
	if g.kind != oktaGroup {
		return p.builtInGroup()
	}
	p.st.groups.Delete(g.id)
	for _, a := range p.st.apps.List(nil) {
		a.groups.Delete(g.id)
	}
	for _, rule := range p.st.rules.List(nil) {
		if slices.Contains(rule.groupIDs, g.id) {
			rule.status = "INVALID" // contract: GroupRuleStatus
		}
	}
	return noContent()
}

func (p *Platform) listGroupApps(r *http.Request, g *group) kernel.Answer {
	items := p.st.apps.List(func(a *app) bool { _, assigned := a.groups.Get(g.id); return assigned })
	return list(p, r, items, func(a *app) string { return a.id }, func(a *app) *object { return p.renderApp(a, false) }, paging{fallback: 20, most: 200})
}

func (p *Platform) listGroupUsers(r *http.Request, g *group) kernel.Answer {
	items := p.st.users.List(func(u *user) bool { return slices.Contains(g.members, u.id) })
	return list(p, r, items, func(u *user) string { return u.id }, p.renderUser, paging{fallback: 1000, most: 1000})
}

func (p *Platform) changeMember(in bool) func(*http.Request, *group) kernel.Answer {
	return func(r *http.Request, g *group) kernel.Answer {
		if g.kind != oktaGroup {
			return p.builtInGroup()
		}
		u, found := p.findUser(r.PathValue("userId"))
		if !found {
			return p.notFound(r.PathValue("userId"), "User")
		}
		g.members = remove(g.members, u.id)
		if in {
			g.members = append(g.members, u.id)
		}
		g.membersUpdated = p.now()
		return noContent()
	}
}

func (p *Platform) renderOwner(u *user) *object {
	return obj(
		"id", u.id, "type", "USER", "resolved", true, "originId", nil, "originType", "OKTA_DIRECTORY",
		"displayName", u.first+" "+u.last, "lastUpdated", stamp(u.created),
	)
}

func (p *Platform) listOwners(_ *http.Request, g *group) kernel.Answer {
	return plainList(p.st.users.List(func(u *user) bool { return slices.Contains(g.owners, u.id) }), p.renderOwner)
}

func (p *Platform) addOwner(r *http.Request, g *group) kernel.Answer {
	var in struct {
		ID string `json:"id"`
	}
	if refusal := p.decode(r, &in); refusal != nil {
		return *refusal
	}
	u, found := p.findUser(in.ID)
	if !found {
		return p.notFound(in.ID, "User")
	}
	if slices.Contains(g.owners, u.id) {
		return p.invalid("owner", "Provided owner is already assigned to this group") // recorded: group_owner_post_400
	}
	g.owners = append(g.owners, u.id)
	return created(p.renderOwner(u))
}

func (p *Platform) deleteOwner(r *http.Request, g *group) kernel.Answer {
	if !slices.Contains(g.owners, r.PathValue("ownerId")) {
		return p.notFound(r.PathValue("ownerId"), "GroupOwner")
	}
	g.owners = remove(g.owners, r.PathValue("ownerId"))
	return noContent()
}
