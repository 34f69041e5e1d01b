package appsecret_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_okta_app_secret"
	address  = typeName + ".test"
	items    = "/api/v1/apps/{appId}/credentials/secrets"
)

func TestSecret_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(more string) string {
		return e.Provider + `
resource "gatehouse_okta_app_oauth" "test" {
  label = "Card"
  type  = "service"
}
resource "gatehouse_okta_app_secret" "test" {
  app_id = gatehouse_okta_app_oauth.test.id
` + more + "}\n"
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("app_id")), statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
		}},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "app_id", "id")},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{Config: config("  status = \"INACTIVE\"\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config(""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	e.NoFailures(t)
}

func app(t *testing.T, m *acctest.Machine) string {
	t.Helper()
	return m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "service"}).Text("id")
}

// #1915, #1124, #109: there was no way to rotate a secret with an overlap.
func TestSecret_rotation(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := app(t, m)
	first, errs := m.Open(typeName, map[string]any{"app_id": id})
	if errs != "" || first["client_id"] != id {
		t.Fatalf("%v %s", first["client_id"], errs)
	}
	o := m.Create(typeName, map[string]any{"app_id": id})
	if o.Get("client_secret") != nil {
		t.Error("the secret is in the state")
	}
	// Both work; the ephemeral resource hands out the newest, or the one asked for.
	newest, _ := m.Open(typeName, map[string]any{"app_id": id})
	if newest["secret_id"] != o.Text("id") || newest["client_secret"] == first["client_secret"] {
		t.Errorf("handed out %v", newest["secret_id"])
	}
	old, _ := m.Open(typeName, map[string]any{"app_id": id, "secret_id": first["secret_id"]})
	if old["client_secret"] != first["client_secret"] {
		t.Error("the old secret is not the old secret")
	}
	if errs := m.New(typeName).TryApply(map[string]any{"app_id": id}); !strings.Contains(errs, "two secrets at most") {
		t.Errorf("a third: %s", errs)
	}
	// The old one ends, and the new one is then the last.
	path := "okta:/api/v1/apps/" + id + "/credentials/secrets/" + first["secret_id"].(string)
	e.ByHand(t, http.MethodPost, path+"/lifecycle/deactivate", nil)
	if errs := o.TryDestroy(); !strings.Contains(errs, "always has one active secret") {
		t.Errorf("the last one: %s", errs)
	}
	e.ByHand(t, http.MethodPost, path+"/lifecycle/activate", nil)
	o.Destroy()
}

func TestSecret_rotateAction(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := app(t, m)
	secrets := func() (active, all int) {
		list, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+id+"/credentials/secrets", nil).([]any)
		for _, s := range list {
			if s.(map[string]any)["status"] == "ACTIVE" {
				active++
			}
		}
		return active, len(list)
	}
	var handed []any
	for _, deactivate := range []any{nil, nil, true} {
		was, _ := m.Open(typeName, map[string]any{"app_id": id})
		messages, errs := m.Invoke("gatehouse_okta_app_secret_rotate", map[string]any{"app_id": id, "deactivate_previous": deactivate})
		is, _ := m.Open(typeName, map[string]any{"app_id": id})
		if errs != "" || len(messages) < 3 || is["client_secret"] == was["client_secret"] {
			t.Errorf("%v %s", messages, errs)
		}
		for _, secret := range []any{was["client_secret"], is["client_secret"]} {
			if strings.Contains(strings.Join(messages, " "), secret.(string)) {
				t.Error("a message shows a secret")
			}
		}
		active, all := secrets()
		handed = append(handed, active)
		if all != 2 {
			t.Errorf("%d secrets", all)
		}
	}
	if handed[0] != 2 || handed[1] != 2 || handed[2] != 1 {
		t.Errorf("active secrets after each rotation: %v", handed)
	}
}

func TestSecret_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	id := app(t, e.Machine(t))
	act := func(verb string) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+id+"/credentials/secrets/"+o.Text("id")+"/lifecycle/"+verb, nil)
		}
	}
	acctest.Drift{
		Type: typeName, Config: map[string]any{"app_id": id, "status": "ACTIVE"},
		Edits: map[string][]acctest.Edit{"status": {{Do: act("deactivate")}, {Do: act("deactivate"), With: map[string]any{"status": nil}}, {Do: act("activate"), With: map[string]any{"status": "INACTIVE"}}}},
		Except: map[string]string{
			"app_id":                   "it is where the object is, not what it holds",
			"client_secret":            "Okta cannot change a secret; another one is another object",
			"client_secret_wo":         "Okta cannot change a secret; another one is another object",
			"client_secret_wo_version": "it is about the state, not about Okta",
			"store_client_secret":      "it is about the state, not about Okta",
			"keepers":                  "it is about the state, not about Okta",
		},
	}.Run(t, e)
}

func TestSecret_own(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.StoresSecrets("the secret says store_client_secret in the end")
	m := e.Machine(t)
	id := app(t, m)
	o := m.Create(typeName, map[string]any{"app_id": id, "client_secret_wo": "a-secret-of-ours", "client_secret_wo_version": 1})
	if got, _ := m.Open(typeName, map[string]any{"app_id": id, "secret_id": o.Text("id")}); got["client_secret"] != "a-secret-of-ours" {
		t.Error("another secret")
	}
	if o.Get("client_secret") != nil || o.Get("client_secret_wo") != nil {
		t.Error("the secret is in the state")
	}
	if p := o.Plan(map[string]any{"app_id": id, "client_secret_wo": "another-of-ours", "client_secret_wo_version": 2}); len(p.Replace) != 1 {
		t.Errorf("replaces %v", p.Replace)
	}
	o.Destroy()
	o = m.Create(typeName, map[string]any{"app_id": id, "client_secret": "a-secret-in-state", "keepers": map[string]any{"month": "1"}})
	o.Refresh()
	config := map[string]any{"app_id": id, "client_secret": "a-secret-in-state", "keepers": map[string]any{"month": "1"}}
	if p := o.Plan(config); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
	for argument, value := range map[string]any{"keepers": map[string]any{"month": "2"}, "client_secret": "another-in-state", "app_id": "0oa0000000000000000x"} {
		changed := map[string]any{}
		maps.Copy(changed, config)
		changed[argument] = value
		if p := o.Plan(changed); len(p.Replace) != 1 || p.Replace[0] != argument {
			t.Errorf("%s: replaces %v", argument, p.Replace)
		}
	}
	o.Destroy()
	o = m.Create(typeName, map[string]any{"app_id": id, "store_client_secret": true})
	if o.Text("client_secret") == "" {
		t.Error("no secret in the state")
	}
	all, errs := m.List(typeName, map[string]any{"app_id": id})
	if errs != "" || len(all) != 2 || all[1].Resource["client_secret"] != nil {
		t.Errorf("%d listed: %s", len(all), errs)
	}
	e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+id+"/credentials/secrets/"+o.Text("id")+"/lifecycle/deactivate", nil)
	e.ByHand(t, http.MethodDelete, "okta:/api/v1/apps/"+id+"/credentials/secrets/"+o.Text("id"), nil)
	o.Destroy()
	if n := e.Count("POST " + items); n != 3 {
		t.Errorf("%d secrets were made", n)
	}
}
