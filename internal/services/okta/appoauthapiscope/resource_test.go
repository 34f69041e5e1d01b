package appoauthapiscope_test

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
	typeName = "gatehouse_okta_app_oauth_api_scope"
	address  = typeName + ".test"
	items    = "/api/v1/apps/{appId}/grants"
)

func TestGrants_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(scopes string) string {
		return e.Provider + `
resource "gatehouse_okta_app_oauth" "test" {
  label = "Card"
  type  = "service"
}
resource "gatehouse_okta_app_oauth_api_scope" "test" {
  app_id = gatehouse_okta_app_oauth.test.id
  scopes = [` + scopes + `]
}
`
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(`"okta.groups.read", "okta.apps.read"`), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("app_id"))}},
		{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "app_id",
			ImportStateIdFunc: acctest.ImportID(address, "app_id"),
		},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{Config: config(`"okta.apps.read", "okta.users.read"`), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	if posts, deletes := e.Count("POST "+items), e.Count("DELETE "+items+"/{grantId}"); posts != 3 || deletes != 3 {
		t.Errorf("%d grants made, %d taken away", posts, deletes)
	}
	e.NoFailures(t)
}

func app(t *testing.T, m *acctest.Machine) string {
	t.Helper()
	return m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "service"}).Text("id")
}

func grants(t *testing.T, e *acctest.Env, id string) map[string]string {
	t.Helper()
	out := map[string]string{}
	all, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+id+"/grants", nil).([]any)
	for _, g := range all {
		g, _ := g.(map[string]any)
		out[g["scopeId"].(string)] = g["id"].(string)
	}
	return out
}

func TestGrants_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	id := app(t, e.Machine(t))
	acctest.Drift{
		Type: typeName, Config: map[string]any{"app_id": id, "scopes": []any{"okta.groups.read", "okta.apps.read"}},
		Edits: map[string][]acctest.Edit{"scopes": {
			{Do: func(t *testing.T, e *acctest.Env, _ *acctest.Managed) {
				t.Helper()
				e.ByHand(t, http.MethodDelete, "okta:/api/v1/apps/"+id+"/grants/"+grants(t, e, id)["okta.apps.read"], nil)
			}},
			{Do: func(t *testing.T, e *acctest.Env, _ *acctest.Managed) {
				t.Helper()
				e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+id+"/grants", map[string]any{"issuer": e.Var("OKTA_ORG_URL"), "scopeId": "okta.users.manage"})
			}},
		}},
		Except: map[string]string{"app_id": "it is where the object is, not what it holds", "issuer": "Okta takes one value only, the org's address"},
	}.Run(t, e)
}

// A grant that is gone between the read and the removal sent a DELETE with an
// empty id with the official provider.
func TestGrants_goneInBetween(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := app(t, m)
	o := m.Create(typeName, map[string]any{"app_id": id, "scopes": []any{"okta.groups.read"}})
	e.Sim.World.Faults.Add(kernel.Fault{
		Platform: "okta", Method: http.MethodDelete, Path: items + "/{grantId}", Times: 1, Status: http.StatusNotFound, After: true,
		Body: `{"errorCode":"E0000007","errorSummary":"Not found","errorLink":"E0000007","errorId":"x","errorCauses":[]}`, Header: map[string]string{"Content-Type": "application/json"},
	})
	o.Destroy()
	for _, x := range e.Requests() {
		if x.Method == http.MethodDelete && strings.HasSuffix(x.Path, "/grants/") {
			t.Errorf("sent %s", x.Path)
		}
	}
}

// An app that is gone takes its grants along: not an error, as it was.
func TestGrants_appGone(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for _, refresh := range []bool{true, false} {
		id := app(t, m)
		o := m.Create(typeName, map[string]any{"app_id": id, "scopes": []any{"okta.groups.read"}})
		e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+id+"/lifecycle/deactivate", nil)
		e.ByHand(t, http.MethodDelete, "okta:/api/v1/apps/"+id, nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps the grants of an app that is gone")
		} else if !refresh {
			o.Destroy()
		}
	}
}

func TestGrants_otherGrants(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := app(t, m)
	e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+id+"/grants", map[string]any{"issuer": e.Var("OKTA_ORG_URL"), "scopeId": "okta.users.manage"})
	if errs := m.New(typeName).TryApply(map[string]any{"app_id": id, "scopes": []any{"okta.groups.read"}}); !strings.Contains(errs, "okta.users.manage") {
		t.Errorf("errors: %q", errs)
	}
	o := m.Import(typeName, id)
	if p := o.Plan(map[string]any{"app_id": "0oa0000000000000000x", "scopes": []any{"okta.users.manage"}}); len(p.Replace) != 1 {
		t.Errorf("another app replaces %v", p.Replace)
	}
	all, errs := m.List(typeName, map[string]any{"app_id": nil})
	if errs != "" || len(all) != 1 {
		t.Fatalf("%d listed: %s", len(all), errs)
	}
	if p := o.Plan(m.Configuration(typeName, all[0].Resource)); !p.Empty() {
		t.Errorf("the generated configuration changes %v", p.Changed)
	}
	moved := m.Move(typeName, "okta_app_oauth_api_scope", "registry.terraform.io/okta/okta", map[string]any{"id": id, "app_id": id, "issuer": e.Var("OKTA_ORG_URL") + "/", "scopes": []any{"okta.users.manage"}})
	moved.Refresh()
	if p := moved.Plan(map[string]any{"app_id": id, "issuer": e.Var("OKTA_ORG_URL") + "/", "scopes": []any{"okta.users.manage"}}); !p.Empty() {
		t.Errorf("the plan after the move changes %v, replaces %v", p.Changed, p.Replace)
	}
}

// What was carried out of a change that fails in part is in the state, and what
// could not be revoked stays there.
func TestGrants_halfDone(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := app(t, m)
	o := m.Create(typeName, map[string]any{"app_id": id, "scopes": []any{"okta.groups.read"}})
	for method, route := range map[string]string{http.MethodDelete: items + "/{grantId}", http.MethodPost: items} {
		skip := 0
		if method == http.MethodPost {
			skip = 1
		}
		e.Sim.World.Faults.Add(kernel.Fault{
			Platform: "okta", Method: method, Path: route, Skip: skip, Times: 1, Status: http.StatusForbidden,
			Body: `{"errorCode":"E0000006","errorSummary":"You do not have permission","errorLink":"E0000006","errorId":"x","errorCauses":[]}`, Header: map[string]string{"Content-Type": "application/json"},
		})
	}
	wanted := map[string]any{"app_id": id, "scopes": []any{"okta.apps.read", "okta.users.read"}}
	if errs := o.TryApply(wanted); !strings.Contains(errs, "E0000006") {
		t.Fatalf("the change does not fail: %s", errs)
	}
	has := func(scope string) bool { return strings.Contains(fmt.Sprint(o.Get("scopes")), scope) }
	if !has("okta.groups.read") || has("okta.apps.read") == has("okta.users.read") {
		t.Errorf("the state has %v", o.Get("scopes"))
	}
	o.Apply(wanted)
	if o.Refresh(); !o.Plan(wanted).Empty() {
		t.Errorf("afterwards the plan changes %v", o.Plan(wanted).Changed)
	}
	o.Destroy()
}
