package trustedorigin_test

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
	typeName = "gatehouse_okta_trusted_origin"
	address  = typeName + ".test"
	items    = "/api/v1/trustedOrigins"
)

// Active = false on create was an apply error with the official provider.
func TestOrigin_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(more string) string {
		return e.Provider + `
resource "gatehouse_okta_trusted_origin" "test" {
  name   = "Card"
  origin = "https://card.example.com"
  scopes = ["CORS", "REDIRECT"]
` + more + "}\n"
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config("  active = false\n"), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))}},
		{ResourceName: address, ImportState: true, ImportStateVerify: true},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{Config: config(""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	if n := e.Count("PUT " + items + "/{trustedOriginId}"); n != 0 {
		t.Errorf("%d replacements for a status", n)
	}
	e.NoFailures(t)
}

func TestOrigin_drift(t *testing.T) {
	t.Parallel()
	act := func(verb string) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPost, "okta:"+items+"/"+o.Text("id")+"/lifecycle/"+verb, nil)
		}
	}
	scope := func(kind string, apps ...any) map[string]any {
		out := map[string]any{"type": kind}
		if len(apps) > 0 {
			out["allowedOktaApps"] = apps
		}
		return out
	}
	scopes := func(all ...any) map[string]any { return map[string]any{"scopes": all} }
	acctest.Drift{
		Type:   typeName,
		Config: map[string]any{"name": "Card", "origin": "https://card.example.com", "scopes": []any{"CORS", "IFRAME_EMBED"}, "allowed_okta_apps": []any{"OKTA_ENDUSER"}, "active": true},
		Path:   func(o *acctest.Managed) string { return "okta:" + items + "/" + o.Text("id") },
		Edits: map[string][]acctest.Edit{
			"name":              {{Patch: map[string]any{"name": "Other"}}},
			"origin":            {{Patch: map[string]any{"origin": "https://other.example.com"}}},
			"scopes":            {{Patch: scopes(scope("IFRAME_EMBED", "OKTA_ENDUSER"))}, {Patch: scopes(scope("CORS"), scope("REDIRECT"), scope("IFRAME_EMBED", "OKTA_ENDUSER"))}},
			"allowed_okta_apps": {{Patch: scopes(scope("CORS"), scope("IFRAME_EMBED"))}, {Patch: scopes(scope("CORS"), scope("IFRAME_EMBED", "OKTA_ENDUSER")), With: map[string]any{"allowed_okta_apps": nil}}},
			"active":            {{Do: act("deactivate")}, {Do: act("deactivate"), With: map[string]any{"active": nil}}, {Do: act("activate"), With: map[string]any{"active": false}}},
		},
	}.Run(t, acctest.Start(t))
}

func TestOrigin_disappearsListsMoves(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	config := map[string]any{"name": "Card", "origin": "https://card.example.com", "scopes": []any{"CORS"}}
	o := m.Create(typeName, config)
	all, errs := m.List(typeName, map[string]any{"q": "Card"})
	if errs != "" || len(all) != 1 {
		t.Fatalf("%d listed: %s", len(all), errs)
	}
	if p := m.Import(typeName, o.Text("id")).Plan(m.Configuration(typeName, all[0].Resource)); !p.Empty() {
		t.Errorf("the generated configuration changes %v", p.Changed)
	}
	moved := m.Move(typeName, "okta_trusted_origin", "registry.terraform.io/okta/okta", map[string]any{"id": o.Text("id"), "name": "Card", "origin": "https://card.example.com", "scopes": []any{"CORS"}, "active": true})
	moved.Refresh()
	if p := moved.Plan(config); !p.Empty() {
		t.Errorf("the plan after the move changes %v", p.Changed)
	}
	e.ByHand(t, http.MethodDelete, "okta:"+items+"/"+o.Text("id"), nil)
	o.Destroy()
	if !moved.Refresh() {
		t.Error("a refresh keeps an origin that is gone")
	}
	for want, c := range map[string]map[string]any{
		"Only the scope":       {"name": "a", "origin": "https://card.example.com", "scopes": []any{"CORS"}, "allowed_okta_apps": []any{"OKTA_ENDUSER"}},
		"Write it as \"CORS\"": {"name": "a", "origin": "https://card.example.com", "scopes": []any{"cors"}},
	} {
		if errs := m.Validate(typeName, c); !strings.Contains(errs, want) {
			t.Errorf("want %q: %q", want, errs)
		}
	}
	for _, origin := range []string{"https://card.example.com/app", "card.example.com"} {
		c := map[string]any{"name": "a", "origin": origin, "scopes": []any{"CORS"}}
		if errs, warnings := m.Validate(typeName, c), m.Warnings(typeName, c); errs != "" || !strings.Contains(warnings, "is not an origin") {
			t.Errorf("%s: errors %q, warnings %q", origin, errs, warnings)
		}
	}
}
