package authserverclaim_test

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
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
	typ     = "gatehouse_okta_auth_server_claim"
	address = typ + ".test"
	items   = "okta:/api/v1/authorizationServers/default/claims"
	route   = "/api/v1/authorizationServers/{authServerId}/claims"
)

func config(e *acctest.Env, more string) string {
	return e.Provider + fmt.Sprintf(`
resource "gatehouse_okta_auth_server_claim" "test" {
  auth_server_id = "default"
  name           = "department"
%s}
`, more)
}

const simple = `
  claim_type = "RESOURCE"
  value      = "user.department"
`

func TestClaim_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	importStep := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "auth_server_id", "id")}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, simple),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile("^ocl"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("value_type"), knownvalue.StringExact("EXPRESSION")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("always_include_in_token"), knownvalue.Bool(true)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("ACTIVE")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("scopes"), knownvalue.Null()),
			},
		},
		importStep,
		{
			Config: config(e, `
  claim_type              = "IDENTITY"
  value_type              = "GROUPS"
  value                   = "team-"
  group_filter_type       = "STARTS_WITH"
  scopes                  = ["profile", "email"]
  status                  = "INACTIVE"
  always_include_in_token = false
`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
		},
		importStep,
		{Config: config(e, simple), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
}

func TestClaim_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, simple), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("auth_server_id")),
		}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

// Q1: another authorization server means another claim. And a claim that is
// gone is deleted with success; the official provider makes an error of 404.
func TestClaim_parentReplacesAndDisappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	c := map[string]any{"auth_server_id": "default", "name": "c", "claim_type": "RESOURCE", "value": "user.login"}
	o := e.Machine(t).Create(typ, c)
	other := map[string]any{"auth_server_id": "other", "name": "c", "claim_type": "RESOURCE", "value": "user.login"}
	if p := o.Plan(other); !slices.Equal(p.Replace, []string{"auth_server_id"}) {
		t.Errorf("replacements %v", p.Replace)
	}
	e.ByHand(t, http.MethodDelete, items+"/"+o.Text("id"), nil)
	gone := *o
	gone.Destroy()
	if !o.Refresh() {
		t.Error("the refresh did not see that the claim is gone")
	}
}

// The scopes case is the one that the official provider does not see: "clearing
// them outside Terraform is invisible" (evidence/okta.md, section 2 [run]).
func TestClaim_drift(t *testing.T) {
	t.Parallel()
	acctest.Drift{
		Type: typ,
		Config: map[string]any{
			"auth_server_id": "default", "name": "c", "claim_type": "IDENTITY", "value_type": "GROUPS", "value": "team-", "group_filter_type": "STARTS_WITH",
			"scopes": []string{"profile", "email"}, "status": "INACTIVE", "always_include_in_token": false,
		},
		Path: func(o *acctest.Managed) string { return items + "/" + o.Text("id") },
		Edits: map[string][]acctest.Edit{
			"name":       {{Patch: map[string]any{"name": "other"}}},
			"claim_type": {{Patch: map[string]any{"claimType": "RESOURCE"}, Also: []string{"always_include_in_token"}}},
			"value_type": {
				{Patch: map[string]any{"valueType": "EXPRESSION", "group_filter_type": nil}, Also: []string{"group_filter_type"}},
				{Patch: map[string]any{"valueType": "GROUPS", "group_filter_type": "EQUALS"}, Also: []string{"group_filter_type"}, With: map[string]any{"value_type": nil, "group_filter_type": nil}},
			},
			"value":             {{Patch: map[string]any{"value": "other"}}},
			"group_filter_type": {{Patch: map[string]any{"group_filter_type": "REGEX"}}},
			"scopes": {
				{Patch: map[string]any{"conditions": map[string]any{"scopes": []string{}}}},
				{Patch: map[string]any{"conditions": map[string]any{"scopes": []string{"phone"}}}},
				{Patch: map[string]any{"conditions": map[string]any{"scopes": []string{"phone"}}}, With: map[string]any{"scopes": nil}},
			},
			"status":                  {{Patch: map[string]any{"status": "ACTIVE"}}, {Patch: map[string]any{"status": "INACTIVE"}, With: map[string]any{"status": nil}}},
			"always_include_in_token": {{Patch: map[string]any{"alwaysIncludeInToken": true}}, {Patch: map[string]any{"alwaysIncludeInToken": false}, With: map[string]any{"always_include_in_token": nil}}},
		},
		Except: map[string]string{
			"auth_server_id": "it is where the object is, not what it holds",
			"adopt":          "it says how Terraform came by the object; Okta keeps nothing of it",
		},
	}.Run(t, acctest.Start(t))
}

// Claims that Okta made are adopted (#110, #887, #971, #2583, #1749), keep what
// is not set, and survive a destroy.
func TestClaim_adopt(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	adopted := func(more string) string {
		return e.Provider + fmt.Sprintf(`
resource "gatehouse_okta_auth_server_claim" "test" {
  auth_server_id = "default"
  name           = "email"
  claim_type     = "IDENTITY"
  adopt          = true
%s}
`, more)
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: adopted(""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("system"), knownvalue.Bool(true)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("value_type"), knownvalue.StringExact("SYSTEM")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("value"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("scopes"), knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("email")})),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("always_include_in_token"), knownvalue.Bool(false)),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "auth_server_id", "id")},
		{Config: adopted("always_include_in_token = true\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: adopted(""), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	}})
	if n := e.Count("DELETE "+route+"/{claimId}") + e.Count("POST "+route); n != 0 {
		t.Errorf("%d claims were created or deleted", n)
	}
	o := e.Machine(t).Create(typ, map[string]any{"auth_server_id": "default", "name": "email", "claim_type": "IDENTITY", "adopt": true})
	if p := o.PlanDestroy(); !slices.Contains(p.Warnings, "Okta Claim Stays") {
		t.Errorf("warnings %v", p.Warnings)
	}
	errs := e.Machine(t).New(typ).TryApply(map[string]any{"auth_server_id": "default", "name": "e-mail", "claim_type": "IDENTITY", "adopt": true})
	if !strings.Contains(errs, "Nothing to Adopt") {
		t.Errorf("no such claim: %q", errs)
	}
}

func TestClaim_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	base := map[string]any{"auth_server_id": "default", "name": "c", "claim_type": "RESOURCE"}
	for name, test := range map[string]struct {
		with map[string]any
		want string
	}{
		"no value":        {nil, "Missing Value"},
		"groups no value": {map[string]any{"value_type": "GROUPS", "group_filter_type": "REGEX"}, "Missing Value"},
		"system":          {map[string]any{"value_type": "SYSTEM", "value": "a", "adopt": true}, "Value of a System Claim"},
		"never in access": {map[string]any{"value": "a", "always_include_in_token": false}, "Always in Access Tokens"},
		"type's case":     {map[string]any{"value": "a", "claim_type": "resource"}, `Write it as "RESOURCE"`},
	} {
		c := map[string]any{}
		maps.Copy(c, base)
		maps.Copy(c, test.with)
		if errs := m.Validate(typ, c); !strings.Contains(errs, test.want) {
			t.Errorf("%s: %q is not in %q", name, test.want, errs)
		}
	}
	// No document says that Okta refuses these.
	for want, with := range map[string]map[string]any{
		"not the name of a scope": {"value": "a", "scopes": []string{"a b"}},
		"Missing Group Filter":    {"value_type": "GROUPS", "value": "a"},
		"Filter Without Groups":   {"value": "a", "group_filter_type": "REGEX"},
		"Claim of Type SYSTEM":    {"value_type": "SYSTEM", "adopt": false},
		"at least 1":              {"value": ""},
	} {
		c := maps.Clone(base)
		maps.Copy(c, with)
		if errs, warnings := m.Validate(typ, c), m.Warnings(typ, c); errs != "" || !strings.Contains(warnings, want) {
			t.Errorf("%s: errors %q, warnings %q", want, errs, warnings)
		}
	}
	if p := m.New(typ).Plan(map[string]any{"auth_server_id": "default", "name": "c", "claim_type": "RESOURCE", "value_type": "SYSTEM"}); p.Errors != "" || !slices.Contains(p.Warnings, "Claim of Type SYSTEM") {
		t.Errorf("a system claim: errors %q, warnings %q", p.Errors, p.Warnings)
	}
	// What is sent although it does not count settles.
	idle := map[string]any{"auth_server_id": "default", "name": "idle", "claim_type": "RESOURCE", "value": "a", "group_filter_type": "REGEX"}
	o := m.Create(typ, idle)
	o.Refresh()
	if p := o.Plan(idle); !p.Empty() {
		t.Errorf("an idle filter: the plan changes %v", p.Changed)
	}
	for _, argument := range []string{"value", "value_type", "scopes", "group_filter_type", "always_include_in_token", "adopt", "claim_type"} {
		c := map[string]any{"auth_server_id": "default", "name": "c", "claim_type": "RESOURCE", "value": "a"}
		if argument == "group_filter_type" {
			c["value_type"] = "GROUPS"
		}
		c[argument] = acctest.Unknown
		if errs := m.Validate(typ, c); errs != "" {
			t.Errorf("%s unknown: %s", argument, errs)
		}
	}
}

func TestClaim_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	query := func(more string) string {
		return fmt.Sprintf(`
list "gatehouse_okta_auth_server_claim" "test" {
  provider         = gatehouse
  include_resource = true
  config {
    auth_server_id = "default"
    %s
  }
}`, more)
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, simple)},
		{Query: true, Config: query(""), QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(address, 1)}},
		{Query: true, Config: query("include_system = true"), QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(address, 20)}},
	}})
}

func TestClaim_dataSources(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	one, errs := m.Data(typ, map[string]any{"auth_server_id": "default", "name": "sub"})
	if errs != "" || one["claim_type"] != "RESOURCE" || one["system"] != true {
		t.Errorf("%v %s", one, errs)
	}
	all, errs := m.Data(typ+"s", map[string]any{"auth_server_id": "default"})
	if claims, _ := all["claims"].([]any); len(claims) != 19 || errs != "" {
		t.Errorf("%d claims %s", len(claims), errs)
	}
	// Not the first hit and not a prefix (#2847, #1797, #1111).
	if _, errs = m.Data(typ, map[string]any{"auth_server_id": "default", "name": "nam"}); !strings.Contains(errs, "There is no claim") {
		t.Errorf("a prefix matches: %q", errs)
	}
}

// State of the official provider 6.12.0 moves over without a change.
func TestClaim_moved(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	c := map[string]any{"auth_server_id": "default", "name": "test", "claim_type": "RESOURCE", "value_type": "GROUPS", "group_filter_type": "EQUALS", "value": "Everyone"}
	id := m.Create(typ, c).Text("id")
	o := m.Move(typ, "okta_auth_server_claim", "registry.terraform.io/okta/okta", map[string]any{
		"id": id, "auth_server_id": "default", "name": "test", "claim_type": "RESOURCE", "value_type": "GROUPS", "group_filter_type": "EQUALS", "value": "Everyone",
		"always_include_in_token": true, "scopes": nil, "status": "ACTIVE",
	})
	o.Refresh()
	if p := o.Plan(c); !p.Empty() || p.Errors != "" {
		t.Errorf("after the move the plan changes %v %s", p.Changed, p.Errors)
	}
	system, _ := m.Data(typ, map[string]any{"auth_server_id": "default", "name": "address"})
	d := m.Move(typ, "okta_auth_server_claim_default", "registry.terraform.io/okta/okta", map[string]any{
		"id": system["id"], "auth_server_id": "default", "name": "address", "claim_type": "IDENTITY", "value_type": "SYSTEM", "value": "", "status": "ACTIVE", "scopes": []string{"address"}, "always_include_in_token": false,
	})
	d.Refresh()
	if p := d.Plan(map[string]any{"auth_server_id": "default", "name": "address", "claim_type": "IDENTITY"}); !p.Empty() || p.Errors != "" {
		t.Errorf("after the move of a system claim the plan changes %v %s", p.Changed, p.Errors)
	}
}
