package okta

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// appGroup is a group's assignment to an app.
type appGroup struct {
	id       string // of the group
	priority int
	profile  *object
	updated  time.Time
}

func (p *Platform) assignmentRoutes() {
	const read, manage = "okta.apps.read", "okta.apps.manage"
	const groups = "/api/v1/apps/{appId}/groups"
	p.manage("GET "+groups, read, p.onApp(p.listAppGroups))
	p.manage("GET "+groups+"/{groupId}", read, p.onApp(func(r *http.Request, a *app) kernel.Answer {
		g, found := a.groups.Get(r.PathValue("groupId"))
		if !found {
			return p.notFound(r.PathValue("groupId"), "ApplicationGroupAssignment")
		}
		return ok(p.renderAppGroup(r, a)(g))
	}))
	p.manage("PUT "+groups+"/{groupId}", manage, p.onApp(p.assignGroup))
	p.manage("DELETE "+groups+"/{groupId}", manage, p.onApp(func(r *http.Request, a *app) kernel.Answer {
		if !a.groups.Delete(r.PathValue("groupId")) {
			return p.notFound(r.PathValue("groupId"), "ApplicationGroupAssignment")
		}
		return noContent()
	}))
	p.appUserRoutes(read, manage)
}

// renderAppGroup has the keys in the order of the recorded app_group_assign_put_200.
func (p *Platform) renderAppGroup(r *http.Request, a *app) func(*appGroup) *object {
	return func(g *appGroup) *object {
		path := "/api/v1/apps/" + a.id
		o := obj(
			"id", g.id,
			"lastUpdated", stamp(g.updated),
			"priority", g.priority,
			"profile", g.profile,
			"_links", obj(
				"app", p.link(path),
				"self", p.link(path+"/groups/"+g.id),
				"group", p.link("/api/v1/groups/"+g.id),
			),
		)
		if full, found := p.st.groups.Get(g.id); found && r.URL.Query().Get("expand") == "group" {
			o.set("_embedded", obj("group", p.renderGroup(full)))
		}
		return o
	}
}

func (p *Platform) listAppGroups(r *http.Request, a *app) kernel.Answer {
	q := strings.ToLower(r.URL.Query().Get("q"))
	items := a.groups.List(func(g *appGroup) bool {
		full, found := p.st.groups.Get(g.id)
		return found && strings.HasPrefix(strings.ToLower(full.name), q)
	})
	slices.SortStableFunc(items, func(x, y *appGroup) int { return x.priority - y.priority })
	return list(p, r, items, func(g *appGroup) string { return g.id }, p.renderAppGroup(r, a), paging{fallback: 20, most: 200})
}

// assignGroup assigns a group, or changes its assignment. Recorded: a priority
// that was sent comes back (app_group_assign_put_200); one that was not is 0
// or 1 (app_group_get_200 has 0, which is what is given here, counted on for
// later groups: not known).
func (p *Platform) assignGroup(r *http.Request, a *app) kernel.Answer {
	id := r.PathValue("groupId")
	if _, found := p.st.groups.Get(id); !found {
		return p.notFound(id, "UserGroup")
	}
	var in struct {
		Priority *int    `json:"priority"`
		Profile  *object `json:"profile"`
	}
	if refusal := p.decode(r, &in); refusal != nil {
		return *refusal
	}
	if in.Priority != nil && (*in.Priority < 0 || *in.Priority > 100) {
		// Not known beyond the official provider's documentation of 0 to 100.
		return p.outOfRange("priority", 0, 100)
	}
	g, isOld := a.groups.Get(id)
	if !isOld {
		g = &appGroup{id: id, priority: a.groups.Len()}
	}
	next := *g
	if in.Priority != nil {
		next.priority = *in.Priority
	}
	next.profile, next.updated = in.Profile, p.now()
	if next.profile == nil {
		next.profile = obj()
	}
	a.groups.Put(id, &next)
	p.makeRoom(a, &next)
	return ok(p.renderAppGroup(r, a)(&next))
}

// makeRoom moves the assignments that have an assignment's priority down by
// one, so that no two share it. Not known: what Okta does with equal ones.
func (p *Platform) makeRoom(a *app, g *appGroup) {
	for _, other := range a.groups.List(nil) {
		if other.id != g.id && other.priority == g.priority {
			moved := *other
			moved.priority++
			a.groups.Put(moved.id, &moved)
			p.makeRoom(a, &moved)
		}
	}
}
