package appaccesspolicyassignment_test

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_okta_app_access_policy_assignment"
	address  = typeName + ".test"
)

func policy(t *testing.T, e *acctest.Env, name string) string {
	t.Helper()
	all, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/policies?type=ACCESS_POLICY", nil).([]any)
	for _, p := range all {
		if p, _ := p.(map[string]any); p["name"] == name {
			id, _ := p["id"].(string)
			return id
		}
	}
	t.Fatalf("no policy %q", name)
	return ""
}

// The app's own resource does not fight with the assignment.
func TestPolicy_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(policy string) string {
		return e.Provider + `
resource "gatehouse_okta_app_oauth" "test" {
  label = "Card"
  type  = "service"
}
resource "gatehouse_okta_app_access_policy_assignment" "test" {
  app_id    = gatehouse_okta_app_oauth.test.id
  policy_id = "` + policy + `"
}
`
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(policy(t, e, "Okta Dashboard")), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("app_id"))}},
		{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "app_id",
			ImportStateIdFunc: acctest.ImportID(address, "app_id"),
		},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{Config: config(policy(t, e, "Okta Admin Console"))},
	}})
	e.NoFailures(t)
}

// #2701, PR #2716: an app that is gone was an error.
func TestPolicy_driftAndDisappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	app := m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "service"}).Text("id")
	config := map[string]any{"app_id": app, "policy_id": policy(t, e, "Okta Dashboard")}
	other := policy(t, e, "Okta Admin Console")
	acctest.Drift{
		Type: typeName, Config: config,
		Edits: map[string][]acctest.Edit{"policy_id": {{Do: func(t *testing.T, e *acctest.Env, _ *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPut, "okta:/api/v1/apps/"+app+"/policies/"+other, nil)
		}}}},
		Except: map[string]string{"app_id": "it is where the object is, not what it holds"},
	}.Run(t, e)
	o := m.Create(typeName, config)
	if p := o.Plan(map[string]any{"app_id": "0oa0000000000000000x", "policy_id": other}); len(p.Replace) != 1 {
		t.Errorf("another app replaces %v", p.Replace)
	}
	moved := m.Move(typeName, "okta_app_access_policy_assignment", "registry.terraform.io/okta/okta", map[string]any{"id": app, "app_id": app, "policy_id": config["policy_id"]})
	moved.Refresh()
	if p := moved.Plan(config); !p.Empty() {
		t.Errorf("the plan after the move changes %v", p.Changed)
	}
	if all, errs := m.List(typeName, map[string]any{"q": "Card"}); errs != "" || len(all) != 1 {
		t.Errorf("%d listed: %s", len(all), errs)
	}
	e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+app+"/lifecycle/deactivate", nil)
	e.ByHand(t, http.MethodDelete, "okta:/api/v1/apps/"+app, nil)
	if !o.Refresh() {
		t.Error("a refresh keeps the policy of an app that is gone")
	}
	moved.Destroy()
}
