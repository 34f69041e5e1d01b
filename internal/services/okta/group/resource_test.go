package group_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_okta_group"
	address  = typeName + ".test"
	items    = "/api/v1/groups"
)

func TestGroup_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	config := func(more string) string {
		return e.Provider + fmt.Sprintf("resource \"gatehouse_okta_group\" \"test\" {\n  name = \"cards\"\n%s}\n", more)
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile("^00g"))),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("type"), knownvalue.StringExact("OKTA_GROUP")),
		}},
		{ResourceName: address, ImportState: true, ImportStateVerify: true},
		{Config: config("  description = \"x\"\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config(""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	if n := e.Count("POST " + items); n != 1 {
		t.Errorf("created %d times", n)
	}
	e.NoFailures(t)
}

func TestGroup_identityAndList(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: e.Provider + "resource \"gatehouse_okta_group\" \"test\" {\n  name = \"cards\"\n}\n", ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{
			Query: true,
			Config: `
list "gatehouse_okta_group" "test" {
  provider         = gatehouse
  include_resource = true
  config {
    filter = "type eq \"OKTA_GROUP\""
  }
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(address, 1)},
		},
	}})
}

func TestGroup_drift(t *testing.T) {
	t.Parallel()
	profile := func(members map[string]any) map[string]any { return map[string]any{"profile": members} }
	acctest.Drift{
		Type:   typeName,
		Config: map[string]any{"name": "cards", "description": "Cards", "custom_profile_attributes": `{"costCenter":"42","heads":3}`},
		Path:   func(o *acctest.Managed) string { return "okta:" + items + "/" + o.Text("id") },
		Edits: map[string][]acctest.Edit{
			"name":                      {{Patch: profile(map[string]any{"name": "other"})}},
			"description":               {{Patch: profile(map[string]any{"description": "Other"})}, {Patch: profile(map[string]any{"description": nil})}, {Patch: profile(map[string]any{"description": "Other"}), With: map[string]any{"description": nil}}},
			"custom_profile_attributes": {{Patch: profile(map[string]any{"costCenter": "43"})}, {Patch: profile(map[string]any{"costCenter": nil})}, {Patch: profile(map[string]any{"more": true})}},
		},
	}.Run(t, acctest.Start(t))
}

// Attributes of the profile that are not configured stay, and those that are
// taken out of the configuration are cleared.
func TestGroup_customAttributes(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, map[string]any{"name": "cards"})
	path := "okta:" + items + "/" + o.Text("id")
	e.Edit(t, path, map[string]any{"profile": map[string]any{"theirs": "kept"}})
	o.Refresh()
	o.Apply(map[string]any{"name": "cards", "description": "x"})
	if g := fmt.Sprint(e.ByHand(t, http.MethodGet, path, nil)); !strings.Contains(g, "kept") {
		t.Errorf("lost: %s", g)
	}
	o.Apply(map[string]any{"name": "cards", "custom_profile_attributes": `{"ours":1}`})
	o.Apply(map[string]any{"name": "cards"})
	if g := fmt.Sprint(e.ByHand(t, http.MethodGet, path, nil)); strings.Contains(g, "ours") {
		t.Errorf("not cleared: %s", g)
	}
	for want, custom := range map[string]string{"not a JSON object": "[]", "argument of its own": `{"name":"x"}`} {
		if errs := m.Validate(typeName, map[string]any{"name": "cards", "custom_profile_attributes": custom}); !strings.Contains(errs, want) {
			t.Errorf("%s: %q", custom, errs)
		}
	}
}

func TestGroup_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for _, refresh := range []bool{true, false} {
		o := m.Create(typeName, map[string]any{"name": "cards"})
		e.ByHand(t, http.MethodDelete, "okta:"+items+"/"+o.Text("id"), nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps a group that is gone")
		} else if !refresh {
			o.Destroy()
		}
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// Q3, #1797, #1111: `developers` silently gave `developers-eu` where that was
// the only group that begins so.
func TestGroup_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	m.Create(typeName, map[string]any{"name": "developers-eu"})
	if _, errs := m.Data(typeName, map[string]any{"name": "developers"}); !strings.Contains(errs, `"developers-eu"`) {
		t.Errorf("found, or not named: %s", errs)
	}
	o := m.Create(typeName, map[string]any{"name": "developers", "description": "All"})
	for _, by := range []map[string]any{{"name": "developers"}, {"id": o.Text("id")}, {"name": "developers", "type": "OKTA_GROUP"}} {
		if got, errs := m.Data(typeName, by); errs != "" || got["id"] != o.Text("id") || got["description"] != "All" {
			t.Errorf("%v: %v %s", by, got, errs)
		}
	}
	if got, errs := m.Data(typeName, map[string]any{"name": "Everyone"}); errs != "" || got["type"] != "BUILT_IN" {
		t.Errorf("%v %s", got, errs)
	}
	if _, errs := m.Data(typeName, map[string]any{"name": "Everyone", "type": "APP_GROUP"}); errs == "" {
		t.Error("a group of another kind was found")
	}
	if _, errs := m.Data(typeName, map[string]any{}); errs == "" {
		t.Error("neither id nor name is taken")
	}
	if got, errs := m.Data("gatehouse_okta_groups", map[string]any{"q": "developers"}); errs != "" || len(got["groups"].([]any)) != 2 {
		t.Errorf("%v %s", got, errs)
	}
}

func TestGroup_moved(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	made := m.Create(typeName, map[string]any{"name": "cards"})
	o := m.Move(typeName, "okta_group", "registry.terraform.io/okta/okta", map[string]any{"id": made.Text("id"), "name": "cards", "description": "", "skip_users": false, "custom_profile_attributes": "{}"})
	if o.Refresh() {
		t.Fatal("gone")
	}
	if p := o.Plan(map[string]any{"name": "cards"}); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
}
