package acctest

import (
	"maps"
	"net/http"
	"testing"
)

// Assignment proves what every assignment of a user or a group to an app does:
// that another app or member replaces it, that it may be gone already, that it
// is retained when asked, and that the list has it.
type Assignment struct {
	Type   string
	Member string // the argument that says who is assigned: "group_id"
	// Config assigns somebody who has the app in no other way.
	Config map[string]any
	// Path is where the assignment is in the API.
	Path string
	// Title is how the list calls it.
	Title string
}

// Run does it, and leaves the assignment there.
func (a Assignment) Run(t *testing.T, e *Env, m *Machine) {
	t.Helper()
	o := m.Create(a.Type, a.Config)
	for _, argument := range []string{"app_id", a.Member} {
		changed := maps.Clone(a.Config)
		changed[argument] = "00x0000000000000000x"
		if p := o.Plan(changed); len(p.Replace) != 1 || p.Replace[0] != argument {
			t.Errorf("%s: replaces %v", argument, p.Replace)
		}
	}
	e.ByHand(t, http.MethodDelete, a.Path, nil)
	o.Destroy() // the official provider fails here
	o = m.Create(a.Type, a.Config)
	e.ByHand(t, http.MethodDelete, a.Path, nil)
	if !o.Refresh() {
		t.Error("a refresh keeps an assignment that is gone")
	}
	retained := maps.Clone(a.Config)
	retained["retain_assignment"] = true
	m.Create(a.Type, retained).Destroy()
	if e.ByHand(t, http.MethodGet, a.Path, nil) == nil {
		t.Error("the assignment was not retained")
	}
	all, errs := m.List(a.Type, map[string]any{"app_id": a.Config["app_id"]})
	if errs != "" || len(all) != 1 || all[0].Resource[a.Member] != a.Config[a.Member] || all[0].Name != a.Title {
		t.Errorf("%v %s", all, errs)
	}
}

// AssignmentExcept are the reasons why the platform cannot change arguments
// that every assignment has, for Drift.
func AssignmentExcept(member string) map[string]string {
	return map[string]string{
		"app_id": "it is where the object is, not what it holds", member: "it is which object it is",
		"retain_assignment": "it is about destroying, not about Okta",
	}
}
