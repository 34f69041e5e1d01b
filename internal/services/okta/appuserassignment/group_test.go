package appuserassignment_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// world is an app, and somebody whose group can get it.
type world struct {
	e                *acctest.Env
	m                *acctest.Machine
	app, user, group string
	config           map[string]any
}

func start(t *testing.T) world {
	t.Helper()
	w := world{e: acctest.Start(t)}
	w.m = w.e.Machine(t)
	w.app, w.user = given(t, w.m)
	w.group = w.m.Create("gatehouse_okta_group", map[string]any{"name": "staff"}).Text("id")
	w.e.ByHand(t, http.MethodPut, "okta:/api/v1/groups/"+w.group+"/users/"+w.user, nil)
	w.config = map[string]any{"app_id": w.app, "user_id": w.user}
	return w
}

func (w world) users() string { return "okta:/api/v1/apps/" + w.app + "/users" }

// grant gives the group the app, with a profile for its members.
func (w world) grant(t *testing.T) {
	t.Helper()
	w.e.ByHand(t, http.MethodPut, "okta:/api/v1/apps/"+w.app+"/groups/"+w.group, map[string]any{"profile": map[string]any{"role": "reader"}})
}

func (w world) revoke(t *testing.T) {
	t.Helper()
	w.e.ByHand(t, http.MethodDelete, "okta:/api/v1/apps/"+w.app+"/groups/"+w.group, nil)
}

func (w world) scope(t *testing.T) any {
	t.Helper()
	u, _ := w.e.ByHand(t, http.MethodGet, w.users()+"/"+w.user, nil).(map[string]any)
	return u["scope"]
}

// What a group brought, and what Okta maps into the profile, is no
// contradiction of the plan, and the group's assignment becomes the user's own.
func TestGroup_becomesTheUsersOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.grant(t)
	if scope := w.scope(t); scope != "GROUP" {
		t.Fatalf("the scope is %v at first", scope)
	}
	o := w.m.Create(typeName, w.config)
	if scope := w.scope(t); scope != "USER" {
		t.Errorf("the scope is %v", scope)
	}
	if o.Refresh() {
		t.Fatal("gone")
	}
	if p := o.Plan(w.config); !p.Empty() || o.Get("profile") != nil {
		t.Errorf("changes %v of %v", p.Changed, o.Get("profile"))
	}
	w.revoke(t)
	if o.Refresh() {
		t.Error("the assignment went with the group's")
	}
	o.Destroy()
}

// Somebody turned the assignment into the group's. The console's operation for
// that is no API; taking the one away and giving the other ends the same.
func TestGroup_scopeIsDrift(t *testing.T) {
	t.Parallel()
	w := start(t)
	o := w.m.Create(typeName, w.config)
	w.e.ByHand(t, http.MethodDelete, w.users()+"/"+w.user, nil)
	w.grant(t)
	if !o.Refresh() {
		t.Fatal("a refresh takes the group's assignment for the user's own")
	}
	o.Apply(w.config)
	if scope := w.scope(t); scope != "USER" || o.Refresh() {
		t.Errorf("the scope is %v after the repair", scope)
	}
}

func TestGroup_importIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.grant(t)
	errs := w.m.TryImport(typeName, w.app+"/"+w.user)
	for _, text := range []string{"has the app", "by a group", "Leave the import out", "gatehouse_okta_app_group_assignment"} {
		if !strings.Contains(errs, text) {
			t.Errorf("the refusal does not say %q: %s", text, errs)
		}
	}
	if scope := w.scope(t); scope != "GROUP" {
		t.Errorf("the import made the scope %v", scope)
	}
	// A move is no import: the official provider has these in its state.
	moved := w.m.Move(typeName, "okta_app_user", "registry.terraform.io/okta/okta", official(w.app, w.user))
	if !moved.Refresh() {
		t.Error("the group's assignment was moved as the user's own")
	}
	w.m.Create(typeName, w.config)
	if o := w.m.Import(typeName, w.app+"/"+w.user); o.Text("username") != "admin@example.com" {
		t.Errorf("imported as %v", o.Values())
	}
}

func TestGroup_isNotListed(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.grant(t)
	made, _ := w.e.ByHand(t, http.MethodPost, "okta:/api/v1/users", map[string]any{"profile": map[string]any{"login": "grace@example.com", "firstName": "Grace", "lastName": "Hopper"}}).(map[string]any)
	w.m.Create(typeName, map[string]any{"app_id": w.app, "user_id": made["id"]})
	all, errs := w.m.List(typeName, map[string]any{"app_id": w.app})
	if errs != "" || len(all) != 1 || all[0].Name != "grace@example.com" {
		t.Errorf("%v %s", all, errs)
	}
	if all, errs = w.m.List(typeName, map[string]any{"app_id": w.app, "q": "admin"}); errs != "" || len(all) != 0 {
		t.Errorf("%v %s", all, errs)
	}
}

// articulate/terraform-provider-okta#120, gravitational/teleport#53947.
func TestGroup_standsInTheWayOfDestroying(t *testing.T) {
	t.Parallel()
	w := start(t)
	o := w.m.Create(typeName, w.config)
	w.grant(t)
	errs := o.TryDestroy()
	for _, text := range []string{"E0000046", "group memberships grant them access", "Convert assignments", "retain_assignment"} {
		if !strings.Contains(errs, text) {
			t.Errorf("the error does not say %q: %s", text, errs)
		}
	}
	w.config["retain_assignment"] = true
	o.Apply(w.config)
	o.Destroy()
	if scope := w.scope(t); scope != "USER" {
		t.Errorf("the scope is %v", scope)
	}
	delete(w.config, "retain_assignment")
	o = w.m.Create(typeName, w.config)
	w.revoke(t)
	o.Destroy()
}

// An answer that leaves the user with the group's assignment is an error, and
// a lost one is not taken for ours.
func TestGroup_isNotTakenForTheUsersOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.grant(t)
	fault := kernel.Fault{Platform: "okta", Method: http.MethodPost, Path: items, Times: 1, Status: http.StatusOK, Body: `{"id":"` + w.user + `","scope":"GROUP"}`, Header: map[string]string{"Content-Type": "application/json"}}
	w.e.Sim.World.Faults.Add(fault)
	if errs := w.m.New(typeName).TryApply(w.config); !strings.Contains(errs, "no assignment of their own") {
		t.Errorf("said %q", errs)
	}
	fault.Status, fault.Body = http.StatusBadGateway, ""
	w.e.Sim.World.Faults.Add(fault)
	if errs := w.m.New(typeName).TryApply(w.config); !strings.Contains(errs, "was not carried out") {
		t.Errorf("said %q", errs)
	}
	if scope := w.scope(t); scope != "GROUP" {
		t.Errorf("the scope is %v", scope)
	}
}

// The members that Okta maps are left alone, those that are named are not.
func TestProfile_isAboutItsMembers(t *testing.T) {
	t.Parallel()
	w := start(t)
	profile := func() map[string]any {
		u, _ := w.e.ByHand(t, http.MethodGet, w.users()+"/"+w.user, nil).(map[string]any)
		p, _ := u["profile"].(map[string]any)
		return p
	}
	w.config["profile"] = `{ "team": 12345678901234567890, "role": null, "email": "ada@example.org" }`
	o := w.m.Create(typeName, w.config)
	if o.Text("profile") != w.config["profile"] {
		t.Errorf("the profile is shown as %s", o.Text("profile"))
	}
	w.e.ByHand(t, http.MethodPost, w.users()+"/"+w.user, map[string]any{"profile": map[string]any{"nickname": "Countess"}})
	if o.Refresh() {
		t.Fatal("gone")
	}
	if p := o.Plan(w.config); !p.Empty() {
		t.Errorf("a member that is not named changes %v", p.Changed)
	}
	w.e.ByHand(t, http.MethodPost, w.users()+"/"+w.user, map[string]any{"profile": map[string]any{"team": json.Number("12345678901234567891")}})
	if p := o.Plan(w.config); o.Refresh() || !p.Empty() {
		t.Fatalf("gone, or changes %v before the refresh", p.Changed)
	}
	if p := o.Plan(w.config); !slices.Equal(p.Changed, []string{"profile"}) {
		t.Errorf("the last digit of a number changes %v", p.Changed)
	}
	w.config["profile"] = `{"email":"ada@example.org"}`
	o.Apply(w.config)
	if p := profile(); p["team"] != nil || p["nickname"] != "Countess" || p["family_name"] != "Admin" || p["email"] != "ada@example.org" {
		t.Errorf("the profile is %v", p)
	}
	imported := w.m.Import(typeName, w.app+"/"+w.user)
	if imported.Get("profile") != nil {
		t.Errorf("imported with the profile %v", imported.Get("profile"))
	}
	imported.Apply(w.config)
}
