package appgroupassignment_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_okta_app_group_assignment"
	address  = typeName + ".test"
	item     = "/api/v1/apps/{appId}/groups/{groupId}"
)

// #1871, #1798: one assignment minds nothing but itself.
func TestAssignment_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	config := func(more string) string {
		return e.Provider + `
resource "gatehouse_okta_app_oauth" "test" {
  label = "Card"
  type  = "service"
}
resource "gatehouse_okta_group" "test" {
  name = "cards"
}
resource "gatehouse_okta_app_group_assignment" "test" {
  app_id   = gatehouse_okta_app_oauth.test.id
  group_id = gatehouse_okta_group.test.id
` + more + "}\n"
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(""), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(address, tfjsonpath.New("priority"), knownvalue.NotNull())}},
		{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "group_id",
			ImportStateIdFunc: acctest.ImportID(address, "app_id", "group_id"),
		},
		{Config: config("  priority = 3\n  profile = jsonencode({ role = \"x\" })\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config(""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	e.NoFailures(t)
}

func TestAssignment_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: e.Provider + `
resource "gatehouse_okta_app_oauth" "test" {
  label = "Card"
  type  = "service"
}
data "gatehouse_okta_group" "everyone" { name = "Everyone" }
resource "gatehouse_okta_app_group_assignment" "test" {
  app_id   = gatehouse_okta_app_oauth.test.id
  group_id = data.gatehouse_okta_group.everyone.id
}`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("app_id")),
				statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("group_id")),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func given(t *testing.T, m *acctest.Machine) (app, group string) {
	t.Helper()
	app = m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "service"}).Text("id")
	return app, m.Create("gatehouse_okta_group", map[string]any{"name": "cards"}).Text("id")
}

func TestAssignment_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	app, group := given(t, e.Machine(t))
	acctest.Drift{
		Type:   typeName,
		Config: map[string]any{"app_id": app, "group_id": group, "priority": 3, "profile": `{"role":"x"}`},
		Path:   func(*acctest.Managed) string { return "okta:/api/v1/apps/" + app + "/groups/" + group },
		Edits: map[string][]acctest.Edit{
			"priority": {{Patch: map[string]any{"priority": 7}}},
			"profile":  {{Patch: map[string]any{"profile": map[string]any{"role": "y"}}}, {Patch: map[string]any{"profile": nil}}, {Patch: map[string]any{"profile": map[string]any{"role": "y"}}, With: map[string]any{"profile": nil}}},
		},
		Except: acctest.AssignmentExcept("group_id"),
	}.Run(t, e)
}

func TestAssignment_replacesRetainsDisappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	app, group := given(t, m)
	acctest.Assignment{
		Type: typeName, Member: "group_id", Config: map[string]any{"app_id": app, "group_id": group},
		Path: "okta:/api/v1/apps/" + app + "/groups/" + group, Title: group,
	}.Run(t, e, m)
}

func TestAssignment_moved(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	app, group := given(t, m)
	m.Create(typeName, map[string]any{"app_id": app, "group_id": group})
	o := m.Move(typeName, "okta_app_group_assignment", "registry.terraform.io/okta/okta", map[string]any{
		"id": app + "/" + group, "app_id": app, "group_id": group, "priority": 0, "profile": "{}", "retain_assignment": false, "timeouts": nil,
	})
	if o.Refresh() {
		t.Fatal("gone")
	}
	if p := o.Plan(map[string]any{"app_id": app, "group_id": group}); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
}
