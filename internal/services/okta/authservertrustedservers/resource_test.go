package authservertrustedservers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_okta_auth_server_trusted_servers"
	address  = typeName + ".test"
	items    = "/api/v1/authorizationServers/{authServerId}/associatedServers"
	item     = items + "/{associatedServerId}"
)

// The first plan knows none of the identifiers, that of the second step knows
// one of two.
func TestTrustedServers_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(servers, trusted string) string {
		return e.Provider + `
resource "gatehouse_okta_auth_server" "cards" {
  name      = "cards"
  audiences = ["api://cards"]
}
resource "gatehouse_okta_auth_server" "test" {
  count     = ` + servers + `
  name      = "other-${count.index}"
  audiences = ["api://other-${count.index}"]
}
resource "gatehouse_okta_auth_server_trusted_servers" "test" {
  auth_server_id = gatehouse_okta_auth_server.cards.id
  trusted        = [` + trusted + `]
}
`
	}
	const one, two, three = `gatehouse_okta_auth_server.test[0].id`, `gatehouse_okta_auth_server.test[1].id`, `gatehouse_okta_auth_server.test[2].id`
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config("2", one+", "+two), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("auth_server_id"))}},
		{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "auth_server_id",
			ImportStateIdFunc: acctest.ImportID(address, "auth_server_id"),
		},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{Config: config("2", two+", "+one), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionNoop)},
		{Config: config("3", two+", "+three), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	e.NoFailures(t)
	if posts, deletes := e.Count("POST "+items), e.Count("DELETE "+item); posts != 2 || deletes != 3 {
		t.Errorf("%d calls added and %d removed", posts, deletes)
	}
}

// world has servers: the first is the one that trusts.
type world struct {
	e       *acctest.Env
	m       *acctest.Machine
	servers []string
}

func start(t *testing.T) world {
	t.Helper()
	w := world{e: acctest.Start(t)}
	w.m = w.e.Machine(t)
	for _, name := range []string{"cards", "one", "two", "three"} {
		w.servers = append(w.servers, w.m.Create("gatehouse_okta_auth_server", map[string]any{"name": name, "audiences": []string{"api://" + name}}).Text("id"))
	}
	return w
}

func (w world) config(trusted ...string) map[string]any {
	return map[string]any{"auth_server_id": w.servers[0], "trusted": trusted}
}

func (w world) path() string {
	return "okta:/api/v1/authorizationServers/" + w.servers[0] + "/associatedServers"
}

// standard is the identifier of the server that the alias "default" means.
func (w world) standard(t *testing.T) string {
	t.Helper()
	s, _ := w.e.ByHand(t, http.MethodGet, "okta:/api/v1/authorizationServers/default", nil).(map[string]any)
	id, _ := s["id"].(string)
	return id
}

// add and drop are what somebody else does.
func (w world) add(t *testing.T, id string) {
	t.Helper()
	w.e.ByHand(t, http.MethodPost, w.path(), map[string]any{"trusted": []string{id}})
}

func (w world) drop(t *testing.T, id string) {
	t.Helper()
	w.e.ByHand(t, http.MethodDelete, w.path()+"/"+id, nil)
}

// trusts checks what Okta has.
func (w world) trusts(t *testing.T, want ...string) {
	t.Helper()
	all, _ := w.e.ByHand(t, http.MethodGet, w.path(), nil).([]any)
	got := []string{}
	for _, s := range all {
		s, _ := s.(map[string]any)
		id, _ := s["id"].(string)
		got = append(got, id)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the server trusts %q, want %q", got, want)
	}
}

// has checks what a state has.
func has(t *testing.T, o *acctest.Managed, want ...string) {
	t.Helper()
	got := []string{}
	all, _ := o.Get("trusted").([]any)
	for _, id := range all {
		id, _ := id.(string)
		got = append(got, id)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the state has %q, want %q", got, want)
	}
}

// settled checks that nothing is to be done.
func settled(t *testing.T, o *acctest.Managed, config map[string]any) {
	t.Helper()
	o.Refresh()
	if p := o.Plan(config); !p.Empty() || p.Errors != "" {
		t.Errorf("the plan changes %v, replaces %v: %s", p.Changed, p.Replace, p.Errors)
	}
}

func TestTrustedServers_mindTheirOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.add(t, w.servers[3])
	c, other := w.config(w.servers[1]), w.config(w.servers[2])
	o, p := w.m.Create(typeName, c), w.m.Create(typeName, other)
	for range 2 {
		settled(t, o, c)
		settled(t, p, other)
	}
	w.m.Create("gatehouse_okta_auth_server_trusted_server", map[string]any{"auth_server_id": w.servers[0], "trusted_server_id": "default"})
	c = w.config()
	o.Apply(c)
	settled(t, o, c)
	w.trusts(t, w.servers[2], w.servers[3], w.standard(t))
	p.Destroy()
	o.Destroy()
	w.trusts(t, w.servers[3], w.standard(t))
}

// Only what differs is written, and what is added by one call.
func TestTrustedServers_minimalWrites(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.add(t, w.servers[3])
	writes := func(what string, posts, deletes int, do func()) {
		t.Helper()
		p, d := w.e.Count("POST "+items), w.e.Count("DELETE "+item)
		do()
		if p, d = w.e.Count("POST "+items)-p, w.e.Count("DELETE "+item)-d; p != posts || d != deletes {
			t.Errorf("%s: %d calls that add, %d that remove", what, p, d)
		}
	}
	var o *acctest.Managed
	writes("create", 1, 0, func() { o = w.m.Create(typeName, w.config(w.servers[1], w.servers[2], w.servers[3])) })
	if got, _ := w.e.LastBody(t, "POST "+items)["trusted"].([]any); len(got) != 2 {
		t.Errorf("the creation adds %v, one of which was there", got)
	}
	writes("one less", 0, 1, func() { o.Apply(w.config(w.servers[1], w.servers[2])) })
	writes("another", 1, 1, func() { o.Apply(w.config(w.servers[1], w.servers[3])) })
	w.drop(t, w.servers[1])
	writes("destroy", 0, 1, o.Destroy)
	w.trusts(t)
	w.e.NoFailures(t)
}

func TestTrustedServers_drift(t *testing.T) {
	t.Parallel()
	w := start(t)
	drop := func(all ...int) acctest.Edit {
		return acctest.Edit{Do: func(t *testing.T, _ *acctest.Env, _ *acctest.Managed) {
			t.Helper()
			for _, i := range all {
				w.drop(t, w.servers[i])
			}
		}}
	}
	acctest.Drift{
		Type: typeName, Config: w.config(w.servers[1], w.servers[2]),
		Edits:  map[string][]acctest.Edit{"trusted": {drop(1), drop(2), drop(1, 2)}},
		Except: map[string]string{"auth_server_id": "it is where the object is, not what it holds"},
	}.Run(t, w.e)
}

func TestTrustedServers_importsListsReplacesDisappears(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.config(w.servers[1])
	o := w.m.Create(typeName, c)
	w.add(t, w.servers[2])
	imported := w.m.Import(typeName, w.servers[0])
	has(t, imported, w.servers[1], w.servers[2])
	settled(t, imported, w.config(w.servers[1], w.servers[2]))
	for what, filter := range map[string]any{"all": nil, "one": w.servers[0]} {
		all, errs := w.m.List(typeName, map[string]any{"auth_server_id": filter})
		if errs != "" || len(all) != 1 || all[0].Resource["auth_server_id"] != w.servers[0] {
			t.Fatalf("%s: %v %s", what, all, errs)
		}
		if ids, _ := all[0].Resource["trusted"].([]any); len(ids) != 2 {
			t.Errorf("%s: listed are %v", what, ids)
		}
	}
	if all, errs := w.m.List(typeName, map[string]any{"auth_server_id": w.servers[3]}); errs != "" || len(all) != 0 {
		t.Errorf("a server that trusts none: %v %s", all, errs)
	}
	p := o.Plan(map[string]any{"auth_server_id": w.servers[3], "trusted": c["trusted"]})
	if !slices.Equal(p.Replace, []string{"auth_server_id"}) {
		t.Errorf("another server replaces %v", p.Replace)
	}
	w.e.ByHand(t, http.MethodPost, "okta:/api/v1/authorizationServers/"+w.servers[0]+"/lifecycle/deactivate", nil)
	w.e.ByHand(t, http.MethodDelete, "okta:/api/v1/authorizationServers/"+w.servers[0], nil)
	gone := *o
	gone.Destroy()
	if !o.Refresh() {
		t.Error("a refresh keeps the trusts of a server that is gone")
	}
}

func TestTrustedServers_validates(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, c := range map[string]struct {
		trusted []string
		want    string
	}{
		"itself":   {[]string{"aus1", "default"}, "Trust in Itself"},
		"none":     {[]string{}, "at least 1"},
		"empty id": {[]string{""}, "at least 1"},
		"others":   {[]string{"aus1", "aus2"}, ""},
	} {
		config := map[string]any{"auth_server_id": "default", "trusted": c.trusted}
		warnings := m.Warnings(typeName, config)
		if errs := m.Validate(typeName, config); errs != "" || !strings.Contains(warnings, c.want) || c.want == "" && warnings != "" {
			t.Errorf("%s: errors %q, warnings %q", name, errs, warnings)
		}
	}
}

// The official provider's resource owns those that it names, and never looks
// whether they are still there.
func TestTrustedServers_moved(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.add(t, w.servers[1])
	w.add(t, w.servers[3])
	o := w.m.Move(typeName, "okta_trusted_server", "registry.terraform.io/okta/okta", map[string]any{
		"id": w.servers[0], "auth_server_id": w.servers[0], "trusted": []any{w.servers[1], w.servers[2]},
	})
	o.Refresh()
	has(t, o, w.servers[1])
	if p := o.Plan(w.config(w.servers[1], w.servers[2])); !slices.Equal(p.Changed, []string{"trusted"}) {
		t.Errorf("the plan changes %v: the one that is not trusted any more is to be added", p.Changed)
	}
	settled(t, o, w.config(w.servers[1]))
	o.Destroy()
	w.trusts(t, w.servers[3])
}
