package authserverscope_test

import (
	"fmt"
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	address = "gatehouse_okta_auth_server_scope.test"
	items   = "/api/v1/authorizationServers/{authServerId}/scopes"
	item    = items + "/{scopeId}"
)

func config(e *acctest.Env, more string) string {
	return e.Provider + fmt.Sprintf(`
resource "gatehouse_okta_auth_server_scope" "test" {
  auth_server_id = "default"
  name           = "mulescope"
%s}
`, more)
}

func TestScope_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile("^scp"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("consent"), knownvalue.StringExact("IMPLICIT")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("metadata_publish"), knownvalue.StringExact("NO_CLIENTS")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("default"), knownvalue.Bool(false)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("optional"), knownvalue.Bool(false)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("system"), knownvalue.Bool(false)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("description"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("display_name"), knownvalue.Null()),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "auth_server_id", "id")},
		{
			Config: config(e, `
  display_name     = "Mule scope"
  description      = "Calls APIs"
  consent          = "REQUIRED"
  metadata_publish = "ALL_CLIENTS"
  default          = true
  optional         = true
`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("display_name"), knownvalue.StringExact("Mule scope")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("consent"), knownvalue.StringExact("REQUIRED")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("optional"), knownvalue.Bool(true)),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "auth_server_id", "id")},
		{Config: config(e, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	if n := e.Count("GET " + item); n == 0 {
		t.Error("the object was never refreshed")
	}
	if n := e.Count("POST " + items); n != 1 {
		t.Errorf("created %d times", n)
	}
}

func TestScope_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, ""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("auth_server_id")),
		}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func TestScope_parentAndNameReplace(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	o := m.Create("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": "default", "name": "a"})
	for argument, value := range map[string]string{"auth_server_id": "aus0000000000000000x", "name": "b"} {
		config := map[string]any{"auth_server_id": "default", "name": "a"}
		config[argument] = value
		if p := o.Plan(config); len(p.Replace) != 1 || p.Replace[0] != argument {
			t.Errorf("%s: replacements %v", argument, p.Replace)
		}
	}
}

func TestScope_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{
			PreConfig:        func() { e.DeleteAll(t, "okta:/api/v1/authorizationServers/default/scopes", "mulescope") },
			Config:           config(e, ""),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate),
		},
		{
			PreConfig: func() { e.DeleteAll(t, "okta:/api/v1/authorizationServers/default/scopes", "mulescope") },
			Config:    config(e, ""), Destroy: true,
		},
	}})
}

func TestScope_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	acctest.Drift{
		Type: "gatehouse_okta_auth_server_scope",
		Config: map[string]any{
			"auth_server_id": "default", "name": "mulescope", "display_name": "Mule", "description": "Calls APIs",
			"consent": "REQUIRED", "metadata_publish": "ALL_CLIENTS", "default": true, "optional": true,
		},
		Path: func(o *acctest.Managed) string {
			return "okta:/api/v1/authorizationServers/default/scopes/" + o.Text("id")
		},
		Edits: map[string][]acctest.Edit{
			"display_name":     {{Patch: map[string]any{"displayName": "Other"}}, {Patch: map[string]any{"displayName": nil}}, {Patch: map[string]any{"displayName": "Other"}, With: map[string]any{"display_name": nil}}},
			"description":      {{Patch: map[string]any{"description": "Other"}}, {Patch: map[string]any{"description": nil}}, {Patch: map[string]any{"description": "Other"}, With: map[string]any{"description": nil}}},
			"consent":          {{Patch: map[string]any{"consent": "FLEXIBLE"}}, {Patch: map[string]any{"consent": nil}}},
			"metadata_publish": {{Patch: map[string]any{"metadataPublish": "NO_CLIENTS"}}, {Patch: map[string]any{"metadataPublish": "ALL_CLIENTS"}, With: map[string]any{"metadata_publish": nil}}},
			"default":          {{Patch: map[string]any{"default": false}}, {Patch: map[string]any{"default": true}, With: map[string]any{"default": nil}}},
			"optional":         {{Patch: map[string]any{"optional": false}}, {Patch: map[string]any{"optional": true}, With: map[string]any{"optional": nil}}},
			"name":             {{Patch: map[string]any{"name": "other"}}},
		},
		Except: map[string]string{"auth_server_id": "it is where the object is, not what it holds"},
	}.Run(t, e)
}

func TestScope_invalidName(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:      e.Provider + `resource "gatehouse_okta_auth_server_scope" "test" {` + "\n auth_server_id = \"default\"\n name = \"read write\"\n}",
		ExpectError: regexp.MustCompile(`(?s)Invalid Scope.*"read write" is not the name of a scope.*one scope for each`),
	}}})
}

func TestScope_forbidden(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.World.Faults.Add(kernel.Fault{
		Platform: "okta", Method: http.MethodPost, Path: items, Times: 1, Status: http.StatusForbidden,
		Header: map[string]string{"X-Okta-Request-Id": "req-1", "Content-Type": "application/json"},
		Body:   `{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action","errorCauses":[]}`,
	})
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:      config(e, ""),
		ExpectError: regexp.MustCompile(`(?s)Unable to Create Okta Authorization Server Scope.*E0000006.*`),
	}}})
}

func TestScope_lostAnswerIsNotRepeated(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "okta", Method: http.MethodPost, Path: items, Times: 1, After: true})
	e.Test(t, resource.TestCase{
		Steps:        []resource.TestStep{{Config: config(e, ""), ExpectError: regexp.MustCompile(`(?s)There\s+is\s+one\s+with\s+these\s+properties\s+now,\s+with\s+the\s+id\s+"scp`)}},
		CheckDestroy: func(*terraform.State) error { return nil }, // the scope that nobody knows of stays, as the error says
	})
	if n := e.Count("POST " + items); n != 1 {
		t.Errorf("POST was sent %d times", n)
	}
}

func TestScope_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{
			Query: true,
			Config: `
list "gatehouse_okta_auth_server_scope" "test" {
  provider         = gatehouse
  include_resource = true
  config {
    auth_server_id = "default"
    q              = "mulescope"
  }
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength("gatehouse_okta_auth_server_scope.test", 1),
				querycheck.ExpectIdentity("gatehouse_okta_auth_server_scope.test", map[string]knownvalue.Check{
					"auth_server_id": knownvalue.StringExact("default"), "id": knownvalue.StringRegexp(regexp.MustCompile("^scp")),
				}),
			},
		},
	}})
}
