package grouprule_test

import (
	"maps"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	typeName = "gatehouse_okta_group_rule"
	address  = typeName + ".test"
	items    = "/api/v1/groups/rules"
	item     = items + "/{groupRuleId}"
)

func TestRule_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(more string) string {
		return e.Provider + `
resource "gatehouse_okta_group" "test" {
  name = "cards"
}
resource "gatehouse_okta_group_rule" "test" {
  name              = "cards"
  expression_value  = "user.department==\"cards\""
  group_assignments = [gatehouse_okta_group.test.id]
` + more + "}\n"
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(""), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))}},
		{ResourceName: address, ImportState: true, ImportStateVerify: true},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{Config: config("  users_excluded = [\"00u1\"]\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config("  status = \"INACTIVE\"\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	e.NoFailures(t)
}

func given(t *testing.T, m *acctest.Machine) map[string]any {
	t.Helper()
	group := m.Create("gatehouse_okta_group", map[string]any{"name": "cards"}).Text("id")
	return map[string]any{"name": "cards", "expression_value": `user.department=="cards"`, "group_assignments": []any{group}}
}

func with(base, more map[string]any) map[string]any {
	out := map[string]any{}
	for _, m := range []map[string]any{base, more} {
		maps.Copy(out, m)
	}
	return out
}

// edit changes an active rule as the console does: inactive for a moment.
func edit(patch map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
	return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
		t.Helper()
		path := "okta:" + items + "/" + o.Text("id")
		e.ByHand(t, http.MethodPost, path+"/lifecycle/deactivate", nil)
		e.Edit(t, path, patch)
		e.ByHand(t, http.MethodPost, path+"/lifecycle/activate", nil)
	}
}

func TestRule_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	base := given(t, e.Machine(t))
	act := func(verb string) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPost, "okta:"+items+"/"+o.Text("id")+"/lifecycle/"+verb, nil)
		}
	}
	people := func(kind string, ids ...any) map[string]any {
		return map[string]any{"conditions": map[string]any{"people": map[string]any{kind: map[string]any{"exclude": ids}}}}
	}
	acctest.Drift{
		Type:   typeName,
		Config: with(base, map[string]any{"status": "ACTIVE", "users_excluded": []any{"00u1"}, "groups_excluded": []any{"00g1"}, "expression_type": "urn:okta:expression:1.0"}),
		Edits: map[string][]acctest.Edit{
			"name":             {{Do: edit(map[string]any{"name": "other"})}},
			"expression_value": {{Do: edit(map[string]any{"conditions": map[string]any{"expression": map[string]any{"value": "user.login==\"x\""}}})}},
			"expression_type":  {{Do: edit(map[string]any{"conditions": map[string]any{"expression": map[string]any{"type": "urn:okta:expression:2.0"}}})}},
			"users_excluded":   {{Do: edit(people("users", "00u2"))}, {Do: edit(people("users"))}, {Do: edit(people("users", "00u2")), With: map[string]any{"users_excluded": nil}}},
			"groups_excluded":  {{Do: edit(people("groups", "00g2"))}, {Do: edit(people("groups"))}, {Do: edit(people("groups", "00g2")), With: map[string]any{"groups_excluded": nil}}},
			"status":           {{Do: act("deactivate")}, {Do: act("deactivate"), With: map[string]any{"status": nil}}, {Do: act("activate"), With: map[string]any{"status": "INACTIVE"}}},
		},
		Except: map[string]string{
			"group_assignments":     "Okta cannot change the actions of a rule",
			"remove_assigned_users": "it is about destroying, not about Okta",
		},
	}.Run(t, e)
}

func TestRule_inactiveReplacesRemovesDisappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	base := given(t, m)
	o := m.Create(typeName, with(base, map[string]any{"status": "INACTIVE"}))
	if n := e.Count("POST " + item + "/lifecycle/activate"); n != 0 || o.Text("status") != "INACTIVE" {
		t.Errorf("status %s after %d calls", o.Text("status"), n)
	}
	if p := o.Plan(with(base, map[string]any{"group_assignments": []any{"00g0000000000000000x"}})); len(p.Replace) != 1 {
		t.Errorf("other groups replace %v", p.Replace)
	}
	// Only the status: nothing else is sent.
	o.Apply(base)
	if n := e.Count("PUT " + item); n != 0 {
		t.Errorf("%d replacements for a status", n)
	}
	all, errs := m.List(typeName, map[string]any{"search": "card"})
	if errs != "" || len(all) != 1 {
		t.Fatalf("%d listed: %s", len(all), errs)
	}
	if p := m.Import(typeName, o.Text("id")).Plan(m.Configuration(typeName, all[0].Resource)); !p.Empty() {
		t.Errorf("the generated configuration changes %v", p.Changed)
	}
	moved := m.Move(typeName, "okta_group_rule", "registry.terraform.io/okta/okta", map[string]any{"id": o.Text("id"), "name": "cards", "remove_assigned_users": false})
	moved.Refresh()
	if p := moved.Plan(base); !p.Empty() {
		t.Errorf("the plan after the move changes %v", p.Changed)
	}
	o.Apply(with(base, map[string]any{"remove_assigned_users": true}))
	o.Destroy()
	removed := false
	for _, x := range e.Requests() {
		removed = removed || x.Method == http.MethodDelete && x.Query.Get("removeUsers") == "true"
	}
	if !removed {
		t.Error("the users were not removed")
	}
	if !moved.Refresh() {
		t.Error("a refresh keeps a rule that is gone")
	}
}

// 423 E0000239: Okta puts priorities in order and takes no rule meanwhile.
func TestRule_waitsForReconciliation(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	base := given(t, m)
	e.Sim.Okta.SetReconciling(2)
	m.Create(typeName, base)
	if n := e.Count("POST " + items); n != 3 {
		t.Errorf("%d attempts", n)
	}
}

// A change that Okta refuses leaves the rule as active as it was.
func TestRule_refusedChangeStaysActive(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	base := given(t, m)
	o := m.Create(typeName, base)
	e.Sim.World.Faults.Add(kernel.Fault{
		Platform: "okta", Method: http.MethodPut, Path: item, Times: 1, Status: http.StatusBadRequest, Header: map[string]string{"Content-Type": "application/json"},
		Body: `{"errorCode":"E0000001","errorSummary":"Api validation failed: rule","errorLink":"E0000001","errorId":"x","errorCauses":[]}`,
	})
	if errs := o.TryApply(with(base, map[string]any{"name": "other"})); errs == "" {
		t.Fatal("no error")
	}
	rule, _ := e.ByHand(t, http.MethodGet, "okta:"+items+"/"+o.Text("id"), nil).(map[string]any)
	if rule["status"] != "ACTIVE" {
		t.Errorf("the rule is %v", rule["status"])
	}
}
