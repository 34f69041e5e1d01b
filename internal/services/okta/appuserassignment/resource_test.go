package appuserassignment_test

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_okta_app_user_assignment"
	address  = typeName + ".test"
	items    = "/api/v1/apps/{appId}/users"
	item     = items + "/{userId}"
)

func TestAssignment_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	config := func(more string) string {
		return e.Provider + `
resource "gatehouse_okta_app_oauth" "test" {
  label = "Card"
  type  = "service"
}
data "gatehouse_okta_user" "admin" { login = "admin@example.com" }
resource "gatehouse_okta_app_user_assignment" "test" {
  app_id  = gatehouse_okta_app_oauth.test.id
  user_id = data.gatehouse_okta_user.admin.id
` + more + "}\n"
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(""), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(address, tfjsonpath.New("username"), knownvalue.StringExact("admin@example.com"))}},
		{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "user_id",
			ImportStateIdFunc: acctest.ImportID(address, "app_id", "user_id"),
		},
		{Config: config("  username = \"ada\"\n  profile = jsonencode({ role = \"x\", team = \"y\" })\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config("  username = \"ada\"\n  profile = jsonencode({ team = \"z\" })\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config("  username = \"ada\"\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{
			// Okta makes a name when it assigns, and never again.
			Config: config(""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionNoop),
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(address, tfjsonpath.New("username"), knownvalue.StringExact("ada"))},
		},
	}})
	e.NoFailures(t)
	if n := e.Count("POST " + item); n != 4 { // a name, and three profiles: Okta takes one of both at a time
		t.Errorf("%d updates", n)
	}
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
data "gatehouse_okta_user" "admin" { login = "admin@example.com" }
resource "gatehouse_okta_app_user_assignment" "test" {
  app_id  = gatehouse_okta_app_oauth.test.id
  user_id = data.gatehouse_okta_user.admin.id
}`,
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("app_id")),
				statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("user_id")),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func given(t *testing.T, m *acctest.Machine) (app, user string) {
	t.Helper()
	admin, errs := m.Data("gatehouse_okta_user", map[string]any{"login": "admin@example.com"})
	if errs != "" {
		t.Fatal(errs)
	}
	user, _ = admin["id"].(string)
	return m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "service"}).Text("id"), user
}

func TestAssignment_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	app, user := given(t, e.Machine(t))
	edit := func(body map[string]any) acctest.Edit {
		return acctest.Edit{Do: func(t *testing.T, e *acctest.Env, _ *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+app+"/users/"+user, body)
		}}
	}
	null := edit(map[string]any{"profile": map[string]any{"role": "y"}})
	null.With = map[string]any{"profile": `{"role":null,"team":"x"}`}
	acctest.Drift{
		Type:   typeName,
		Config: map[string]any{"app_id": app, "user_id": user, "username": "ada", "profile": `{"role":"x"}`},
		Path:   func(*acctest.Managed) string { return "okta:/api/v1/apps/" + app + "/users/" + user },
		Edits: map[string][]acctest.Edit{
			"username": {edit(map[string]any{"credentials": map[string]any{"userName": "grace"}})},
			"profile":  {edit(map[string]any{"profile": map[string]any{"role": "y"}}), edit(map[string]any{"profile": map[string]any{"role": nil}}), null},
		},
		Except: acctest.AssignmentExcept("user_id"),
	}.Run(t, e)
}

func TestAssignment_replacesRetainsDisappearsMoves(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	app, user := given(t, m)
	config := map[string]any{"app_id": app, "user_id": user}
	acctest.Assignment{
		Type: typeName, Member: "user_id", Config: config,
		Path: "okta:/api/v1/apps/" + app + "/users/" + user, Title: "admin@example.com",
	}.Run(t, e, m)
	moved := m.Move(typeName, "okta_app_user", "registry.terraform.io/okta/okta", official(app, user))
	if moved.Refresh() {
		t.Fatal("gone")
	}
	if p := moved.Plan(config); !p.Empty() {
		t.Errorf("the plan after the move changes %v", p.Changed)
	}
}

// official is the state of the official provider's resource.
func official(app, user string) map[string]any {
	return map[string]any{
		"id": user, "app_id": app, "user_id": user, "username": "admin@example.com", "password": "a-password",
		"profile": `{"email":"admin@example.com"}`, "retain_assignment": false,
	}
}
