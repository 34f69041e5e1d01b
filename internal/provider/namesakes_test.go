package provider_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// unwatched are the types that repeatable has for another reason than that a
// second object would come of it, and those that a plan cannot know.
func unwatched(typ string) bool {
	why := repeatable[typ]
	switch typ {
	case "gatehouse_okta_app_oauth": // refused only for a client id that was chosen
		return false
	case "gatehouse_anypoint_api_instance": // refused only for a label that is there
		return false
	}
	return why == "" || strings.HasPrefix(why, "it sets") || strings.HasSuffix(why, "is taken over")
}

func exists(p acctest.Planned) bool {
	return slices.ContainsFunc(p.Warnings, func(s string) bool { return strings.HasPrefix(s, "Such an ") })
}

// TestNamesakes_everything makes everything and forgets it. Wherever the platform
// would take a second one, the plan to make it warns, and offers the import of
// what is there; it does not where the state has it, and nowhere else.
func TestNamesakes_everything(t *testing.T) {
	t.Parallel()
	e := acctest.InMemory(t, nil)
	stack := e.Machine(t).Stack("testdata/everything", e.EverythingVariables(t))
	names := identifiers(t)
	watched := map[string]bool{}
	for _, o := range stack.Objects {
		p := e.Machine(t).New(o.Type).Plan(o.Config)
		if unwatched(o.Type) {
			if exists(p) && o.Type != "gatehouse_okta_app_secret" {
				t.Errorf("%s: a plan warns, though the platform refuses another one: %s", o.Address, p.Advice)
			}
			continue
		}
		if o.Get("adopt") == true || watched[o.Type] && !exists(p) {
			continue
		}
		watched[o.Type] = true
		var id []string
		for _, name := range names[o.Type] {
			id = append(id, o.Text(name))
		}
		if want := fmt.Sprintf("id = %q", strings.Join(id, "/")); !exists(p) || !strings.Contains(p.Advice, want) {
			t.Errorf("%s: a plan does not say that there is one, with the import of %s: %q %s %s", o.Address, want, p.Warnings, p.Advice, p.Errors)
		}
		m := e.Machine(t)
		o.Adopt(m)
		o.Refresh()
		if p := m.New(o.Type).Plan(o.Config); exists(p) {
			t.Errorf("%s: a plan warns of what the state has: %s", o.Address, p.Advice)
		}
	}
	for typ := range repeatable {
		if !unwatched(typ) && !watched[typ] {
			t.Errorf("%s: nothing of it was tried", typ)
		}
	}
}

// TestNamesakes_apps: what the warning of an app says, when there is none, and
// how many calls it takes.
func TestNamesakes_apps(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	config := func(label, uri string) map[string]any {
		return map[string]any{"label": label, "type": "service", "grant_types": []any{"client_credentials"}, "response_types": []any{"token"}, "client_uri": uri}
	}
	m := e.Machine(t)
	old := m.Create("gatehouse_okta_app_oauth", config("Cards", "https://example.com/1"))
	lists := func() (n int) {
		for _, x := range e.Requests() {
			if x.Method == http.MethodGet && x.Path == "/api/v1/apps" {
				n++
			}
		}
		return n
	}
	e.Sim.World.Log.Clear()
	settings := e.Settings()
	settings["read_ahead"] = false // of other lists of apps
	m = e.MachineWith(t, settings)
	p := m.New("gatehouse_okta_app_oauth").Plan(config("Cards", "https://example.com/1"))
	for _, want := range []string{"id " + old.Text("id") + ", made ", " ago (20", "import {", "to = gatehouse_okta_app_oauth.NAME", fmt.Sprintf("id = %q", old.Text("id"))} {
		if !exists(p) || !strings.Contains(p.Advice, want) {
			t.Errorf("the warning lacks %q: %s", want, p.Advice)
		}
	}
	for _, config := range []map[string]any{config("Cards", "https://example.com/3"), config("Card", "https://example.com/1")} {
		if p := m.New("gatehouse_okta_app_oauth").Plan(config); exists(p) || p.Errors != "" {
			t.Errorf("a plan of another app warns: %s %s", p.Advice, p.Errors)
		}
	}
	if n := lists(); n != 1 {
		t.Errorf("three planned apps took %d lists", n)
	}

	// What cannot be listed does not keep anybody from making it.
	e.Unjudged(func(x kernel.Exchange) bool { return x.Faulted })
	e.Sim.World.Faults.Add(kernel.Fault{
		Platform: "okta", Method: http.MethodGet, Path: "/api/v1/apps", Times: 1, Status: http.StatusForbidden,
		Body: `{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action"}`,
	})
	if p := e.Machine(t).New("gatehouse_okta_app_oauth").Plan(config("Cards", "https://example.com/1")); len(p.Warnings) > 0 || p.Errors != "" {
		t.Errorf("a list that is not allowed: %q %s", p.Warnings, p.Errors)
	}

	// In an org with many apps, a few names are looked for one by one, and then all.
	for i := range 210 {
		e.ByHand(t, "POST", "okta:/api/v1/apps", map[string]any{"label": fmt.Sprint("Bookmark ", i), "name": "bookmark", "signOnMode": "BOOKMARK", "settings": map[string]any{"app": map[string]any{"url": "https://example.com"}}})
	}
	e.Sim.World.Log.Clear()
	m = e.MachineWith(t, settings)
	for i, want := range []int{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 13, 13} { // the whole are two pages
		p := m.New("gatehouse_okta_app_oauth").Plan(config("Cards", "https://example.com/1"))
		if n := lists(); n != want || !exists(p) {
			t.Errorf("plan %d: %d lists, not %d; %s", i+1, n, want, p.Advice)
		}
	}
	for _, x := range e.Requests() {
		if q := x.Query.Get("q"); x.Path == "/api/v1/apps" && q != "" && q != "Cards" {
			t.Errorf("asked for %v", x.Query)
		}
	}
}

// TestNamesakes_secrets: the secret that an app came with is nobody's, but another
// one that was made within a day may be what a run that was cut short left behind.
func TestNamesakes_secrets(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	app := m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Cards", "type": "service"})
	config := map[string]any{"app_id": app.Text("id")}
	if p := e.Machine(t).New("gatehouse_okta_app_secret").Plan(config); exists(p) {
		t.Errorf("a warning of the secret that the app came with: %s", p.Advice)
	}
	e.Sim.World.Clock.Advance(60 * 1e9)
	left := m.Create("gatehouse_okta_app_secret", config)
	if p := e.Machine(t).New("gatehouse_okta_app_secret").Plan(config); !exists(p) || !strings.Contains(p.Advice, "/"+left.Text("id")+`"`) {
		t.Errorf("no warning of %s: %s", left.Text("id"), p.Advice)
	}
	e.Sim.World.Clock.Advance(25 * 3600 * 1e9)
	if p := e.Machine(t).New("gatehouse_okta_app_secret").Plan(config); exists(p) {
		t.Errorf("a warning of one that is older than a day: %s", p.Advice)
	}
}

// TestNamesakes_off: with look_for_existing = false a plan asks nothing and warns
// of nothing, and with true it is as without.
func TestNamesakes_off(t *testing.T) {
	t.Parallel()
	for look, lists := range map[bool]int{true: 1, false: 0} {
		e := acctest.Start(t)
		config := map[string]any{"name": "cards", "audiences": []string{"api://cards"}}
		e.Machine(t).Create("gatehouse_okta_auth_server", config)
		settings := e.Settings()
		settings["look_for_existing"] = look
		before := len(e.Requests())
		p := e.MachineWith(t, settings).New("gatehouse_okta_auth_server").Plan(config)
		n := 0
		for _, x := range e.Requests()[before:] {
			if x.Path == "/api/v1/authorizationServers" {
				n++
			}
		}
		if n != lists || exists(p) != look {
			t.Errorf("look_for_existing = %t: %d lists, warnings %q", look, n, p.Warnings)
		}
	}
}
