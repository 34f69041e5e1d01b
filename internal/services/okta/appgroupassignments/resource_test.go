package appgroupassignments_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	typeName = "gatehouse_okta_app_group_assignments"
	address  = typeName + ".test"
	item     = "/api/v1/apps/{appId}/groups/{groupId}"
)

func TestAssignments_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(more string) string {
		return e.Provider + `
resource "gatehouse_okta_app_oauth" "test" {
  label = "Card"
  type  = "service"
}
resource "gatehouse_okta_group" "test" {
  count = 3
  name  = "cards-${count.index}"
}
resource "gatehouse_okta_app_group_assignments" "test" {
  app_id = gatehouse_okta_app_oauth.test.id
  group  = [` + more + `]
}
`
	}
	const first, second = "{ id = gatehouse_okta_group.test[0].id }", "{ id = gatehouse_okta_group.test[1].id }"
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(first + ", " + second), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("app_id"))}},
		{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "app_id",
			ImportStateIdFunc: acctest.ImportID(address, "app_id"),
		},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		// #377, #71: another order is no change.
		{Config: config(second + ", " + first), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionNoop)},
		{Config: config(second), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	e.NoFailures(t)
}

type world struct {
	e      *acctest.Env
	m      *acctest.Machine
	app    string
	groups []string
}

func start(t *testing.T) world {
	t.Helper()
	w := world{e: acctest.Start(t)}
	w.m = w.e.Machine(t)
	w.app = w.m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "service"}).Text("id")
	for i := range 4 {
		w.groups = append(w.groups, w.m.Create("gatehouse_okta_group", map[string]any{"name": fmt.Sprint("cards-", i)}).Text("id"))
	}
	return w
}

func (w world) config(authoritative any, groups ...map[string]any) map[string]any {
	list := []any{}
	for _, g := range groups {
		list = append(list, g)
	}
	return map[string]any{"app_id": w.app, "authoritative": authoritative, "group": list}
}

func (w world) byHand(t *testing.T, method string, group int, body any) {
	t.Helper()
	w.e.ByHand(t, method, "okta:/api/v1/apps/"+w.app+"/groups/"+w.groups[group], body)
}

// #1871, #1798, #742, #1687: two of them, or one with a group that another
// configuration assigned, loop for ever with the official provider.
func TestAssignments_mindTheirOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.byHand(t, http.MethodPut, 2, map[string]any{})
	config := w.config(nil, map[string]any{"id": w.groups[0]}, map[string]any{"id": w.groups[1], "priority": 5, "profile": `{"a":"b"}`})
	o := w.m.Create(typeName, config)
	other := w.config(nil, map[string]any{"id": w.groups[3]})
	p := w.m.Create(typeName, other)
	for range 2 {
		o.Refresh()
		p.Refresh()
		if plan := o.Plan(config); !plan.Empty() {
			t.Errorf("the plan changes %v", plan.Changed)
		}
		if plan := p.Plan(other); !plan.Empty() {
			t.Errorf("the other plan changes %v", plan.Changed)
		}
	}
	o.Destroy()
	w.byHand(t, http.MethodGet, 2, nil) // fails the test if it is gone
	w.byHand(t, http.MethodGet, 3, nil)
}

func TestAssignments_authoritative(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.byHand(t, http.MethodPut, 2, map[string]any{})
	config := w.config(true, map[string]any{"id": w.groups[0]})
	o := w.m.Create(typeName, config)
	w.byHand(t, http.MethodPut, 3, map[string]any{})
	o.Refresh()
	if p := o.Plan(config); len(p.Changed) != 1 {
		t.Errorf("an assignment by hand changes %v", p.Changed)
	}
	o.Apply(config)
	all, _ := w.e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+w.app+"/groups", nil).([]any)
	if len(all) != 1 {
		t.Errorf("%d groups are assigned", len(all))
	}
}

// Only what differs is written: the official provider writes every group.
func TestAssignments_minimalWrites(t *testing.T) {
	t.Parallel()
	w := start(t)
	one, two, three := map[string]any{"id": w.groups[0]}, map[string]any{"id": w.groups[1]}, map[string]any{"id": w.groups[2]}
	o := w.m.Create(typeName, w.config(nil, one, two))
	before := w.e.Count("PUT " + item)
	o.Apply(w.config(nil, one, two, three))
	if n := w.e.Count("PUT "+item) - before; n != 1 {
		t.Errorf("%d writes for one more group", n)
	}
	o.Apply(w.config(nil, one, three))
	if n, d := w.e.Count("PUT "+item)-before, w.e.Count("DELETE "+item); n != 1 || d != 1 {
		t.Errorf("%d writes, %d removals for one group less", n-1, d)
	}
}

func TestAssignments_drift(t *testing.T) {
	t.Parallel()
	w := start(t)
	edit := func(method string, group int, body any) acctest.Edit {
		return acctest.Edit{Do: func(t *testing.T, _ *acctest.Env, _ *acctest.Managed) { t.Helper(); w.byHand(t, method, group, body) }}
	}
	acctest.Drift{
		Type:   typeName,
		Config: w.config(nil, map[string]any{"id": w.groups[0], "priority": 1, "profile": `{"a":"b"}`}, map[string]any{"id": w.groups[1], "priority": 2}),
		Edits: map[string][]acctest.Edit{"group": {
			edit(http.MethodDelete, 0, nil),
			edit(http.MethodPut, 0, map[string]any{"priority": 9, "profile": map[string]any{"a": "b"}}),
			edit(http.MethodPut, 0, map[string]any{"priority": 1, "profile": map[string]any{"a": "c"}}),
			edit(http.MethodPut, 0, map[string]any{"priority": 1}),
			edit(http.MethodPut, 1, map[string]any{"priority": 2, "profile": map[string]any{"a": "b"}}),
		}},
		Except: map[string]string{"app_id": "it is where the object is, not what it holds", "authoritative": "it is about the resource, not about Okta"},
	}.Run(t, w.e)
}

func TestAssignments_goneAndListed(t *testing.T) {
	t.Parallel()
	w := start(t)
	config := w.config(nil, map[string]any{"id": w.groups[0]})
	o := w.m.Create(typeName, config)
	all, errs := w.m.List(typeName, map[string]any{"app_id": nil})
	if errs != "" || len(all) != 1 || all[0].Resource["app_id"] != w.app {
		t.Errorf("%v %s", all, errs)
	}
	if p := w.m.Import(typeName, w.app).Plan(config); !p.Empty() {
		t.Errorf("the plan after the import changes %v", p.Changed)
	}
	if p := o.Plan(map[string]any{"app_id": "0oa0000000000000000x", "group": config["group"]}); len(p.Replace) != 1 {
		t.Errorf("another app replaces %v", p.Replace)
	}
	if errs := w.m.Validate(typeName, w.config(nil, map[string]any{"id": "a", "priority": 1}, map[string]any{"id": "a", "priority": 2})); !strings.Contains(errs, "listed twice") {
		t.Errorf("errors: %q", errs)
	}
	w.byHand(t, http.MethodDelete, 0, nil)
	o.Destroy()
	moved := w.m.Move(typeName, "okta_app_group_assignments", "registry.terraform.io/okta/okta", map[string]any{"id": w.app, "app_id": w.app, "group": []any{map[string]any{"id": w.groups[0], "priority": 1, "profile": "{}"}}})
	w.byHand(t, http.MethodPut, 0, map[string]any{"priority": 1})
	moved.Refresh()
	// The official resource owns all groups of its app.
	if p := moved.Plan(w.config(true, map[string]any{"id": w.groups[0], "priority": 1})); !p.Empty() {
		t.Errorf("the plan after the move changes %v", p.Changed)
	}
	w.e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+w.app+"/lifecycle/deactivate", nil)
	w.e.ByHand(t, http.MethodDelete, "okta:/api/v1/apps/"+w.app, nil)
	if !moved.Refresh() {
		t.Error("a refresh keeps the assignments of an app that is gone")
	}
}

// What was carried out of a change that fails in part is in the state, and what
// could not be taken away stays there.
func TestAssignments_halfDone(t *testing.T) {
	t.Parallel()
	w := start(t)
	o := w.m.Create(typeName, w.config(nil, map[string]any{"id": w.groups[0]}))
	refuse := func(method string, skip int) {
		w.e.Sim.World.Faults.Add(kernel.Fault{
			Platform: "okta", Method: method, Path: "/api/v1/apps/{appId}/groups/{groupId}", Skip: skip, Times: 1, Status: http.StatusForbidden,
			Body: `{"errorCode":"E0000006","errorSummary":"You do not have permission","errorLink":"E0000006","errorId":"x","errorCauses":[]}`, Header: map[string]string{"Content-Type": "application/json"},
		})
	}
	refuse(http.MethodDelete, 0)
	refuse(http.MethodPut, 1)
	wanted := w.config(nil, map[string]any{"id": w.groups[1]}, map[string]any{"id": w.groups[2]})
	if errs := o.TryApply(wanted); !strings.Contains(errs, "E0000006") {
		t.Fatalf("the change does not fail: %s", errs)
	}
	has := func(group int) bool { return strings.Contains(fmt.Sprint(o.Get("group")), w.groups[group]) }
	if !has(0) || has(1) == has(2) {
		t.Errorf("the state has %v of %v", o.Get("group"), w.groups)
	}
	o.Apply(wanted)
	if o.Refresh(); !o.Plan(wanted).Empty() {
		t.Errorf("afterwards the plan changes %v", o.Plan(wanted).Changed)
	}
	o.Destroy()
	if left, _ := w.e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+w.app+"/groups", nil).([]any); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
