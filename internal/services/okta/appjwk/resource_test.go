package appjwk_test

import (
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
	typeName = "gatehouse_okta_app_jwk"
	address  = typeName + ".test"
	modulus  = "owfoXNHcAlAVpIO41840ZU2tZraLGw3yEr3xZvAti7oEZPUKCytk88IDgH7440JOuz8GC_D6vtduWOqnEt0j0_faJnhKHgfj7DTWBOCxzSdjrM-Uyj6-e_XLFvZXzYsQvt52PnBJUV15G1W9QTjlghT_pFrW0xrTtbO1c281u1HJdPd5BeIyPb0pGbciySlx53OqGyxrAxPAt5P5h-n36HJkVsSQtNvgptLyOwWYkX50lgnh2szbJ0_O581bqkNBy9uqlnVeK1RZDQUl4mk8roWYhsx_JOgjpC3YyeXA6hHsT5xWZos_gNx98AHivNaAjzIzvyVItX2-hP0Aoscfff"
)

func TestKey_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(more string) string {
		return e.Provider + `
resource "gatehouse_okta_app_oauth" "test" {
  label = "Card"
  type  = "service"
}
resource "gatehouse_okta_app_jwk" "test" {
  app_id = gatehouse_okta_app_oauth.test.id
  kid    = "one"
  kty    = "RSA"
  use    = "sig"
  alg    = "RS256"
  e      = "AQAB"
  n      = "` + modulus + `"
` + more + "}\n"
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(""), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))}},
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

func key(app string) map[string]any {
	return map[string]any{"app_id": app, "kid": "one", "kty": "RSA", "e": "AQAB", "n": modulus}
}

// 2a.6, PR #2840: keys lacked use and alg.
func TestKey_driftAndReplacement(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := app(t, m)
	act := func(verb string) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+id+"/credentials/jwks/"+o.Text("id")+"/lifecycle/"+verb, nil)
		}
	}
	fixed := "Okta cannot change a key; another one is another object"
	config := key(id)
	config["use"], config["alg"] = "sig", "RS256"
	acctest.Drift{
		Type: typeName, Config: config,
		Edits:  map[string][]acctest.Edit{"status": {{Do: act("deactivate")}, {Do: act("activate"), With: map[string]any{"status": "INACTIVE"}}}},
		Except: map[string]string{"app_id": "it is where the object is", "kid": fixed, "kty": fixed, "use": fixed, "alg": fixed, "n": fixed, "e": fixed, "x": fixed, "y": fixed},
	}.Run(t, e)
	o := m.Create(typeName, key(id))
	for argument, value := range map[string]any{"app_id": "0oa0000000000000000x", "kid": "two", "kty": "EC", "use": "enc", "alg": "RS384", "n": modulus[1:] + "A", "e": "AQAC", "x": "AQAB", "y": "AQAB"} {
		c := key(id)
		c[argument] = value
		if p := o.Plan(c); len(p.Replace) != 1 || p.Replace[0] != argument {
			t.Errorf("%s: replaces %v", argument, p.Replace)
		}
	}
}

func TestKey_last(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := m.Create("gatehouse_okta_app_oauth", map[string]any{
		"label": "Card", "type": "service", "token_endpoint_auth_method": "private_key_jwt",
		"jwks": []any{map[string]any{"kid": "zero", "kty": "RSA", "e": "AQAB", "n": modulus}},
	}).Text("id")
	o := m.Create(typeName, key(id))
	all, errs := m.List(typeName, map[string]any{"app_id": id})
	if errs != "" || len(all) != 2 || all[1].Name != "one" {
		t.Fatalf("%v %s", all, errs)
	}
	zero, _ := all[0].Resource["id"].(string)
	path := "okta:/api/v1/apps/" + id + "/credentials/jwks/"
	e.ByHand(t, http.MethodPost, path+zero+"/lifecycle/deactivate", nil)
	// Whoever destroys the app too destroys its keys first, and Okta takes the
	// last one only with the app: a warning says that it is still there.
	id2 := o.Text("id")
	if errs := o.TryDestroy(); errs != "" || len(o.Warned) != 1 || o.Warned[0] != "The Key Is Still There" {
		t.Errorf("the last one: %q, warnings %q", errs, o.Warned)
	}
	e.ByHand(t, http.MethodGet, path+id2, nil)
	o = m.Import(typeName, id+"/"+id2)
	e.ByHand(t, http.MethodPost, path+zero+"/lifecycle/activate", nil)
	e.ByHand(t, http.MethodPost, path+o.Text("id")+"/lifecycle/deactivate", nil)
	e.ByHand(t, http.MethodDelete, path+o.Text("id"), nil)
	if !o.Refresh() {
		t.Error("a refresh keeps a key that is gone")
	}
}

func TestKey_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for want, c := range map[string]map[string]any{
		`needs "n"`:           {"app_id": "a", "kty": "RSA", "e": "AQAB"},
		`needs "x" and "y"`:   {"app_id": "a", "kty": "EC", "x": "AQAB"},
		"at least 2,048":      {"app_id": "a", "kty": "RSA", "e": "AQAB", "n": "AQAB"},
		"not in base64url":    {"app_id": "a", "kty": "EC", "x": "++++", "y": "AQAB"},
		"RSA keys only":       {"app_id": "a", "kty": "EC", "x": "AQAB", "y": "AQAB", "use": "enc"},
		"not a key type that": {"app_id": "a", "kty": "oct"},
	} {
		if errs := m.Validate(typeName, c); !strings.Contains(errs, want) {
			t.Errorf("want %q: %q", want, errs)
		}
	}
	if errs := m.Validate(typeName, map[string]any{"app_id": "a", "kty": "RSA", "e": "AQAB", "n": acctest.Unknown}); errs != "" {
		t.Error(errs)
	}
}
