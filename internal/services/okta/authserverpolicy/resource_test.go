package authserverpolicy_test

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
	typ     = "gatehouse_okta_auth_server_policy"
	address = typ + ".test"
	items   = "okta:/api/v1/authorizationServers/default/policies"
	route   = "/api/v1/authorizationServers/{authServerId}/policies"
)

func config(e *acctest.Env, more string) string {
	return e.Provider + fmt.Sprintf(`
resource "gatehouse_okta_auth_server_policy" "test" {
  auth_server_id = "default"
  name           = "Cards"
%s}
`, more)
}

func TestPolicy_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	importStep := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "auth_server_id", "id")}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile("^00p"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("priority"), knownvalue.Int64Exact(2)), // after the default policy
				statecheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("ACTIVE")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("client_whitelist"), knownvalue.SetSizeExact(0)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("description"), knownvalue.Null()),
			},
		},
		importStep,
		{
			Config: config(e, `
  description      = "For cards"
  client_whitelist = ["ALL_CLIENTS"]
  priority         = 1
  status           = "INACTIVE"
`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
		},
		importStep,
		{Config: config(e, `client_whitelist = []`+"\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
}

func TestPolicy_identity(t *testing.T) {
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

// INACTIVE on create: an error at apply after a clean plan with the official
// provider (evidence/okta.md, section 2, okta_auth_server_policy [run]).
func TestPolicy_inactiveOnCreate(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	c := map[string]any{"auth_server_id": "default", "name": "Cards", "status": "INACTIVE", "client_whitelist": []string{"ALL_CLIENTS"}}
	o := e.Machine(t).Create(typ, c)
	if n := len(e.Requests()); n != 2 {
		t.Errorf("%d requests, want the POST and the deactivation", n)
	}
	o.Refresh()
	if p := o.Plan(c); !p.Empty() || o.Text("status") != "INACTIVE" {
		t.Errorf("status %s, the next plan changes %v", o.Text("status"), p.Changed)
	}
}

// Q1: another authorization server means another policy. And a policy that is
// gone is deleted with success; the official provider makes an error of 404.
func TestPolicy_parentReplacesAndDisappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	o := e.Machine(t).Create(typ, map[string]any{"auth_server_id": "default", "name": "Cards"})
	if p := o.Plan(map[string]any{"auth_server_id": "other", "name": "Cards"}); !slices.Equal(p.Replace, []string{"auth_server_id"}) {
		t.Errorf("replacements %v", p.Replace)
	}
	e.ByHand(t, http.MethodDelete, items+"/"+o.Text("id"), nil)
	gone := *o
	gone.Destroy()
	if !o.Refresh() {
		t.Error("the refresh did not see that the policy is gone")
	}
}

func TestPolicy_drift(t *testing.T) {
	t.Parallel()
	clients := func(include ...string) map[string]any {
		if include == nil {
			include = []string{}
		}
		return map[string]any{"conditions": map[string]any{"clients": map[string]any{"include": include}}}
	}
	lifecycle := func(verb string) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			e.ByHand(t, http.MethodPost, items+"/"+o.Text("id")+"/lifecycle/"+verb, nil)
		}
	}
	acctest.Drift{
		Type: typ,
		Config: map[string]any{
			"auth_server_id": "default", "name": "Cards", "description": "For cards", "client_whitelist": []string{"ALL_CLIENTS"}, "priority": 1, "status": "INACTIVE",
		},
		Path: func(o *acctest.Managed) string { return items + "/" + o.Text("id") },
		Edits: map[string][]acctest.Edit{
			"name":             {{Patch: map[string]any{"name": "Other"}}},
			"description":      {{Patch: map[string]any{"description": "Other"}}, {Patch: map[string]any{"description": nil}}, {Patch: map[string]any{"description": "Other"}, With: map[string]any{"description": nil}}},
			"client_whitelist": {{Patch: clients()}, {Patch: map[string]any{"conditions": nil}}, {Patch: clients("ALL_CLIENTS"), With: map[string]any{"client_whitelist": []string{}}}},
			"priority":         {{Patch: map[string]any{"priority": 2}}},
			"status":           {{Do: lifecycle("activate")}, {Do: lifecycle("deactivate"), With: map[string]any{"status": nil}}},
		},
		Except: map[string]string{"auth_server_id": "it is where the object is, not what it holds"},
	}.Run(t, acctest.Start(t))
}

// Without client_whitelist the list is nobody's: an update keeps what others
// put there meanwhile.
func TestPolicy_leavesTheClientsOfOthers(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	o := e.Machine(t).Create(typ, map[string]any{"auth_server_id": "default", "name": "Cards"})
	e.Edit(t, items+"/"+o.Text("id"), map[string]any{"conditions": map[string]any{"clients": map[string]any{"include": []string{"ALL_CLIENTS"}}}})
	o.Apply(map[string]any{"auth_server_id": "default", "name": "Cards", "description": "d"})
	if o.Refresh(); fmt.Sprint(o.Get("client_whitelist")) != "[ALL_CLIENTS]" {
		t.Errorf("clients %v", o.Get("client_whitelist"))
	}
}

// Priorities settle in one apply at parallelism 10 (#1065, #1286, #190).
func TestPolicy_prioritiesConvergeInOneApply(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	policies := func(priority func(int) int) string {
		var b strings.Builder
		b.WriteString(e.Provider)
		for i := range 6 {
			fmt.Fprintf(&b, "resource %q \"p%d\" {\n auth_server_id = \"default\"\n name = \"p%d\"\n priority = %d\n}\n", typ, i, i, priority(i))
		}
		return b.String()
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: policies(func(i int) int { return 6 - i })},
		{Config: policies(func(i int) int { return (i+3)%6 + 1 })},
	}})
}

func TestPolicy_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, test := range map[string]struct {
		with map[string]any
		want string
	}{
		"no name":   {map[string]any{"name": ""}, "between 1 and 100"},
		"long name": {map[string]any{"name": strings.Repeat("政", 101)}, "between 1 and 100"},
		"long text": {map[string]any{"description": strings.Repeat("😀", 256)}, "between 1 and 255"},
		"status":    {map[string]any{"status": "PAUSED"}, "ACTIVE"},
	} {
		c := map[string]any{"auth_server_id": "default", "name": "Cards"}
		maps.Copy(c, test.with)
		if errs := m.Validate(typ, c); !strings.Contains(errs, test.want) {
			t.Errorf("%s: %q is not in %q", name, test.want, errs)
		}
	}
	// What is not known to be refused is warned about.
	for want, with := range map[string]map[string]any{
		"covers everything":       {"client_whitelist": []string{"ALL_CLIENTS", "0oa1"}},
		"at least 1":              {"priority": 0},
		"length must be at least": {"client_whitelist": []string{""}},
	} {
		c := map[string]any{"auth_server_id": "default", "name": "Cards"}
		maps.Copy(c, with)
		if errs, warnings := m.Validate(typ, c), m.Warnings(typ, c); errs != "" || !strings.Contains(warnings, want) {
			t.Errorf("want the warning %q: %q, errors %q", want, warnings, errs)
		}
	}
	if errs := m.Validate(typ, map[string]any{"auth_server_id": "default", "name": strings.Repeat("政", 100), "description": strings.Repeat("😀", 255)}); errs != "" {
		t.Error(errs)
	}
	if errs := m.Validate(typ, map[string]any{"auth_server_id": acctest.Unknown, "name": acctest.Unknown, "client_whitelist": []any{acctest.Unknown, "0oa1"}}); errs != "" {
		t.Error(errs)
	}
}

func TestPolicy_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{
			Query: true,
			Config: `
list "gatehouse_okta_auth_server_policy" "test" {
  provider         = gatehouse
  include_resource = true
  config {
    auth_server_id = "default"
  }
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(address, 2)},
		},
	}})
}

func TestPolicy_dataSource(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	byName, errs := m.Data(typ, map[string]any{"auth_server_id": "default", "name": "Default Policy"})
	if errs != "" || byName["priority"] != 1.0 {
		t.Fatalf("%v %s", byName, errs)
	}
	byID, errs := m.Data(typ, map[string]any{"auth_server_id": "default", "id": byName["id"]})
	if errs != "" || fmt.Sprint(byID) != fmt.Sprint(byName) {
		t.Errorf("by id %v %s", byID, errs)
	}
	if _, errs = m.Data(typ, map[string]any{"auth_server_id": "default", "name": "Default"}); !strings.Contains(errs, `"Default Policy" (00p`) {
		t.Errorf("no candidates in %q", errs)
	}
	if _, errs = m.Data(typ, map[string]any{"auth_server_id": "default"}); !strings.Contains(errs, "id") {
		t.Errorf("neither id nor name: %q", errs)
	}
}

// State of the official provider 6.12.0 moves over without a change.
func TestPolicy_moved(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	c := map[string]any{"auth_server_id": "default", "name": "test", "description": "test", "priority": 1, "client_whitelist": []string{"ALL_CLIENTS"}}
	id := m.Create(typ, c).Text("id")
	o := m.Move(typ, "okta_auth_server_policy", "registry.terraform.io/okta/okta", map[string]any{
		"id": id, "auth_server_id": "default", "name": "test", "description": "test", "priority": 1, "client_whitelist": []string{"ALL_CLIENTS"}, "status": "ACTIVE",
	})
	o.Refresh()
	if p := o.Plan(c); !p.Empty() || p.Errors != "" {
		t.Errorf("after the move the plan changes %v %s", p.Changed, p.Errors)
	}
	if n := e.Count("POST " + route); n != 1 {
		t.Errorf("%d policies were made", n)
	}
}
