package authserverpolicyrule_test

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

const (
	typ     = "gatehouse_okta_auth_server_policy_rule"
	address = typ + ".test"
	items   = "/api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules"
	item    = items + "/{ruleId}"
)

const policy = `
resource "gatehouse_okta_auth_server_policy" "test" {
  auth_server_id   = "default"
  name             = "Cards"
  client_whitelist = ["ALL_CLIENTS"]
}
`

func config(e *acctest.Env, more string) string {
	return e.Provider + policy + fmt.Sprintf(`
resource "gatehouse_okta_auth_server_policy_rule" "test" {
  auth_server_id       = "default"
  policy_id            = gatehouse_okta_auth_server_policy.test.id
  name                 = "Machines"
  grant_type_whitelist = ["client_credentials"]
%s}
`, more)
}

// newPolicy makes a policy by hand and gives its id.
func newPolicy(t *testing.T, e *acctest.Env, name string) string {
	t.Helper()
	p, _ := e.ByHand(t, http.MethodPost, "okta:/api/v1/authorizationServers/default/policies", map[string]any{
		"type": "OAUTH_AUTHORIZATION_POLICY", "name": name, "conditions": map[string]any{"clients": map[string]any{"include": []string{"ALL_CLIENTS"}}},
	}).(map[string]any)
	return p["id"].(string)
}

func TestRule_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	importStep := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "auth_server_id", "policy_id", "id")}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile("^0pr"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("priority"), knownvalue.Int64Exact(1)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("ACTIVE")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("access_token_lifetime_minutes"), knownvalue.Int64Exact(60)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("refresh_token_lifetime_minutes"), knownvalue.Int64Exact(0)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("refresh_token_window_minutes"), knownvalue.Int64Exact(10080)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("scope_whitelist"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("group_whitelist"), knownvalue.Null()),
			},
		},
		importStep,
		{
			Config: config(e, `
  status                         = "INACTIVE"
  scope_whitelist                = ["*"]
  group_whitelist                = ["EVERYONE"]
  access_token_lifetime_minutes  = 5
  refresh_token_lifetime_minutes = 600
  refresh_token_window_minutes   = 10
  inline_hook_id                 = "calhook"
`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
		},
		importStep,
		{Config: config(e, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
}

func TestRule_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, ""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("policy_id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("auth_server_id")),
		}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

// Q1: another parent is another object; the official provider plans an update
// in place, which fails with 404. Deleting what is gone succeeds (its DELETE
// makes an error of 404).
func TestRule_parentsReplaceAndDisappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	c := map[string]any{"auth_server_id": "default", "policy_id": newPolicy(t, e, "P"), "name": "r", "grant_type_whitelist": []string{"client_credentials"}}
	o := m.Create(typ, c)
	for _, argument := range []string{"auth_server_id", "policy_id"} {
		other := map[string]any{}
		maps.Copy(other, c)
		other[argument] = "other"
		if p := o.Plan(other); !slices.Equal(p.Replace, []string{argument}) {
			t.Errorf("%s: replacements %v", argument, p.Replace)
		}
	}
	e.ByHand(t, http.MethodDelete, "okta:/api/v1/authorizationServers/default/policies/"+o.Text("policy_id")+"/rules/"+o.Text("id"), nil)
	gone := *o
	gone.Destroy()
	if !o.Refresh() {
		t.Error("the refresh did not see that the rule is gone")
	}
}

// INACTIVE on create works in one apply.
func TestRule_inactiveOnCreate(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	c := map[string]any{"auth_server_id": "default", "policy_id": newPolicy(t, e, "P"), "name": "r", "grant_type_whitelist": []string{"client_credentials"}, "status": "INACTIVE"}
	o := e.Machine(t).Create(typ, c)
	o.Refresh()
	if p := o.Plan(c); !p.Empty() || o.Text("status") != "INACTIVE" {
		t.Errorf("status %s, the next plan changes %v", o.Text("status"), p.Changed)
	}
}

func TestRule_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	pol := newPolicy(t, e, "P")
	newPolicy(t, e, "Q")
	second := map[string]any{"type": "RESOURCE_ACCESS", "name": "by hand", "conditions": map[string]any{"grantTypes": map[string]any{"include": []string{"password"}}}}
	e.ByHand(t, http.MethodPost, "okta:/api/v1/authorizationServers/default/policies/"+pol+"/rules", second)
	var groups []string
	for _, name := range []string{"a", "b"} {
		g, _ := e.ByHand(t, http.MethodPost, "okta:/api/v1/groups", map[string]any{"profile": map[string]any{"name": name}}).(map[string]any)
		groups = append(groups, g["id"].(string))
	}
	conditions := func(path string, include any) map[string]any {
		name, member, _ := strings.Cut(path, ".")
		switch name {
		case "users", "groups":
			return map[string]any{"conditions": map[string]any{"people": map[string]any{name: map[string]any{member: include}}}}
		}
		return map[string]any{"conditions": map[string]any{name: map[string]any{"include": include}}}
	}
	token := func(name string, v any) map[string]any {
		return map[string]any{"actions": map[string]any{"token": map[string]any{name: v}}}
	}
	set := func(argument, path string, other any) []acctest.Edit {
		return []acctest.Edit{
			{Patch: conditions(path, other)},
			{Patch: conditions(path, []string{})},
			{Patch: conditions(path, other), With: map[string]any{argument: nil}},
		}
	}
	number := func(argument, name string, other, standard int) []acctest.Edit {
		return []acctest.Edit{
			{Patch: token(name, other)},
			{Patch: token(name, nil)},
			{Patch: token(name, other), With: map[string]any{argument: nil}},
			{Patch: token(name, standard)},
		}
	}
	deactivate := func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
		e.ByHand(t, http.MethodPost, "okta:/api/v1/authorizationServers/default/policies/"+pol+"/rules/"+o.Text("id")+"/lifecycle/deactivate", nil)
	}
	acctest.Drift{
		Type: typ,
		Config: map[string]any{
			"auth_server_id": "default", "policy_id": pol, "name": "r", "priority": 1, "status": "ACTIVE", "grant_type_whitelist": []string{"password", "implicit"},
			"scope_whitelist": []string{"openid", "email"}, "group_whitelist": []string{groups[0]}, "group_blacklist": []string{groups[1]},
			"user_whitelist": []string{"00u1"}, "user_blacklist": []string{"00u2"}, "access_token_lifetime_minutes": 30,
			"refresh_token_lifetime_minutes": 300, "refresh_token_window_minutes": 100, "inline_hook_id": "cal1",
		},
		Path: func(o *acctest.Managed) string {
			return "okta:/api/v1/authorizationServers/default/policies/" + pol + "/rules/" + o.Text("id")
		},
		Edits: map[string][]acctest.Edit{
			"name":                           {{Patch: map[string]any{"name": "other"}}},
			"priority":                       {{Patch: map[string]any{"priority": 2}}},
			"status":                         {{Do: deactivate}, {Do: deactivate, With: map[string]any{"status": nil}}},
			"grant_type_whitelist":           {{Patch: conditions("grantTypes", []string{"password"})}},
			"scope_whitelist":                set("scope_whitelist", "scopes", []string{"*"}),
			"group_whitelist":                set("group_whitelist", "groups.include", []string{"EVERYONE"}),
			"group_blacklist":                set("group_blacklist", "groups.exclude", []string{groups[0]}),
			"user_whitelist":                 set("user_whitelist", "users.include", []string{"00u3"}),
			"user_blacklist":                 set("user_blacklist", "users.exclude", []string{"00u3"}),
			"access_token_lifetime_minutes":  number("access_token_lifetime_minutes", "accessTokenLifetimeMinutes", 10, 60),
			"refresh_token_lifetime_minutes": number("refresh_token_lifetime_minutes", "refreshTokenLifetimeMinutes", 500, 0),
			"refresh_token_window_minutes":   number("refresh_token_window_minutes", "refreshTokenWindowMinutes", 200, 10080),
			// "inline hook removed remotely is not detected" (evidence/okta.md, section 2).
			"inline_hook_id": {
				{Patch: token("inlineHook", map[string]any{"id": "cal2"})},
				{Patch: token("inlineHook", nil)},
				{Patch: token("inlineHook", map[string]any{"id": "cal2"}), With: map[string]any{"inline_hook_id": nil}},
			},
		},
		Except: map[string]string{
			"auth_server_id": "it is where the object is, not what it holds", "policy_id": "likewise",
			"type": "there is only one type of rule",
		},
	}.Run(t, e)
}

// rules is a configuration of n rules whose priorities are the reverse of the
// order in which Terraform starts them.
func rules(e *acctest.Env, n int, priority func(int) string) string {
	var b strings.Builder
	b.WriteString(e.Provider + policy)
	for i := range n {
		fmt.Fprintf(&b, `
resource "gatehouse_okta_auth_server_policy_rule" "r%02[1]d" {
  auth_server_id       = "default"
  policy_id            = gatehouse_okta_auth_server_policy.test.id
  name                 = "r%02[1]d"
  grant_type_whitelist = ["client_credentials"]
  priority             = %[2]s
}
`, i, priority(i))
	}
	return b.String()
}

// Priorities settle in one apply at parallelism 10, without depends_on
// (#1065, #713, #2305, #1286, #190, #2953 of the official provider).
func TestRule_prioritiesConvergeInOneApply(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	const n = 8
	reversed := func(i int) string { return fmt.Sprint(n - i) }
	rotated := func(i int) string { return fmt.Sprint((n-i+2)%n + 1) }
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: rules(e, n, reversed)}, // the step fails unless the plan after it is empty
		{Config: rules(e, n, rotated)},
		{Config: rules(e, n, func(int) string { return "null" }), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	}})
}

// In order, no list is read: only what can have moved is looked at.
func TestRule_prioritiesInOrderCostNothing(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	pol := newPolicy(t, e, "P")
	for i := range 4 {
		m.Create(typ, map[string]any{"auth_server_id": "default", "policy_id": pol, "name": fmt.Sprint(i), "priority": i + 1, "grant_type_whitelist": []string{"client_credentials"}})
	}
	if n := len(e.Requests()); n != 4 {
		t.Errorf("%d requests for four rules", n)
	}
}

// Every order of creation ends at the planned places.
func TestRule_everyOrder(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	for i, order := range [][]int{{1, 2, 3, 4}, {4, 3, 2, 1}, {2, 4, 1, 3}, {3, 1, 4, 2}, {4, 1, 2, 3}, {2, 3, 4, 1}} {
		m := e.Machine(t)
		pol := newPolicy(t, e, fmt.Sprint("P", i))
		list := "okta:/api/v1/authorizationServers/default/policies/" + pol + "/rules"
		var last *acctest.Managed
		for _, priority := range order {
			last = m.Create(typ, map[string]any{"auth_server_id": "default", "policy_id": pol, "name": fmt.Sprint(priority), "priority": priority, "grant_type_whitelist": []string{"client_credentials"}})
		}
		var names []string
		all, _ := e.ByHand(t, http.MethodGet, list, nil).([]any)
		for _, r := range all {
			names = append(names, fmt.Sprint(r.(map[string]any)["name"]))
		}
		if got := strings.Join(names, ""); got != "1234" {
			t.Errorf("created in the order %v, they are in the order %s", order, got)
		}
		_ = last
	}
}

// Rules of different policies do not wait for each other: the official
// provider's one lock makes 8 rules of 8 policies take 8 times as long (#713) [run].
func TestRule_policiesDoNotWait(t *testing.T) {
	t.Parallel()
	const latency = 300 * time.Millisecond
	e := acctest.StartWith(t, sim.Options{Latency: latency})
	m := e.Machine(t)
	const n = 8
	var policies []string
	for i := range n {
		policies = append(policies, newPolicy(t, e, fmt.Sprint("P", i)))
	}
	start := time.Now()
	done := make(chan string)
	for i := range n {
		go func() {
			done <- m.New(typ).TryApply(map[string]any{"auth_server_id": "default", "policy_id": policies[i], "name": "r", "priority": 1, "grant_type_whitelist": []string{"client_credentials"}})
		}()
	}
	for range n {
		if errs := <-done; errs != "" {
			t.Error(errs)
		}
	}
	if took := time.Since(start); took > n*latency/2 {
		t.Errorf("%d rules of %d policies took %v at %v a call", n, n, took, latency)
	}
}

func TestRule_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	valid := func() map[string]any {
		return map[string]any{"auth_server_id": "default", "policy_id": "00p", "name": "r", "grant_type_whitelist": []string{"client_credentials"}}
	}
	for name, test := range map[string]struct {
		with map[string]any
		want string
	}{
		"short access":  {map[string]any{"access_token_lifetime_minutes": 4}, "between 5 and 1440"},
		"long access":   {map[string]any{"access_token_lifetime_minutes": 1441}, "between 5 and 1440"},
		"short window":  {map[string]any{"refresh_token_window_minutes": 9}, "between 10 and 2628000"},
		"long window":   {map[string]any{"refresh_token_window_minutes": 2628001}, "between 10 and 2628000"},
		"short refresh": {map[string]any{"refresh_token_lifetime_minutes": 59}, "Give at least 60, or 0"},
		"shorter":       {map[string]any{"refresh_token_lifetime_minutes": 100, "access_token_lifetime_minutes": 120}, "Give at least 120, or 0"},
		"grant's case":  {map[string]any{"grant_type_whitelist": []string{"Client_Credentials"}}, `Write it as "client_credentials"`},
		"status":        {map[string]any{"status": "DISABLED"}, "ACTIVE"},
	} {
		c := valid()
		maps.Copy(c, test.with)
		if errs := m.Validate(typ, c); !strings.Contains(errs, test.want) {
			t.Errorf("%s: %q is not in %q", name, test.want, errs)
		}
	}
	// What is not known to be refused is warned about.
	for want, with := range map[string]map[string]any{
		"must contain at least 1":                    {"grant_type_whitelist": []string{}},
		`"read write" is not the name of a scope`:    {"scope_whitelist": []string{"read write"}},
		"covers everything":                          {"scope_whitelist": []string{"*", "read"}},
		"must be at least 1, got: 0":                 {"priority": 0},
		"string length must be at least 1, got: 0":   {"user_whitelist": []string{""}},
		"the platform may refuse it":                 {"group_blacklist": []string{""}},
		"not one of the values that this version of": {"grant_type_whitelist": []string{"urn:new"}},
	} {
		c := valid()
		maps.Copy(c, with)
		if errs, warnings := m.Validate(typ, c), m.Warnings(typ, c); errs != "" || !strings.Contains(warnings, want) {
			t.Errorf("want the warning %q: %q, errors %q", want, warnings, errs)
		}
	}
	for _, argument := range []string{"policy_id", "grant_type_whitelist", "scope_whitelist", "group_whitelist", "access_token_lifetime_minutes", "refresh_token_lifetime_minutes", "priority", "status"} {
		c := valid()
		c[argument] = acctest.Unknown
		if errs := m.Validate(typ, c); errs != "" {
			t.Errorf("%s unknown: %s", argument, errs)
		}
	}
	// A grant that is newer than the provider is a warning, not a refusal (#1073, #465).
	c := valid()
	c["grant_type_whitelist"] = []string{"urn:example:new"}
	if errs := m.Validate(typ, c); errs != "" {
		t.Errorf("an unknown grant type is refused: %s", errs)
	}
}

func TestRule_beyondTheEndWarns(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	c := map[string]any{"auth_server_id": "default", "policy_id": newPolicy(t, e, "P"), "name": "r", "grant_type_whitelist": []string{"client_credentials"}}
	o := e.Machine(t).Create(typ, c)
	c["priority"] = 10
	if p := o.Plan(c); !slices.Contains(p.Warnings, "Priority Beyond the End") {
		t.Errorf("warnings %v", p.Warnings)
	}
}

func TestRule_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	pol := newPolicy(t, e, "P")
	e.Machine(t).Create(typ, map[string]any{"auth_server_id": "default", "policy_id": pol, "name": "r", "grant_type_whitelist": []string{"client_credentials"}})
	e.Test(t, resource.TestCase{
		CheckDestroy: func(*terraform.State) error { return nil }, // what was made by hand stays
		Steps: []resource.TestStep{
			{Config: e.Provider},
			{
				Query: true,
				Config: fmt.Sprintf(`
list "gatehouse_okta_auth_server_policy_rule" "test" {
  provider         = gatehouse
  include_resource = true
  config {
    auth_server_id = "default"
    policy_id      = %q
  }
}`, pol),
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength(address, 1),
					querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
						"auth_server_id": knownvalue.StringExact("default"), "policy_id": knownvalue.StringExact(pol), "id": knownvalue.StringRegexp(regexp.MustCompile("^0pr")),
					}),
				},
			},
		},
	})
}

func TestRule_dataSource(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	list, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/authorizationServers/default/policies", nil).([]any)
	pol := list[0].(map[string]any)["id"]
	byName, errs := m.Data(typ, map[string]any{"auth_server_id": "default", "policy_id": pol, "name": "Default Policy Rule"})
	if errs != "" {
		t.Fatal(errs)
	}
	byID, errs := m.Data(typ, map[string]any{"auth_server_id": "default", "policy_id": pol, "id": byName["id"]})
	if errs != "" || fmt.Sprint(byID) != fmt.Sprint(byName) {
		t.Errorf("by id %v %s, by name %v", byID, errs, byName)
	}
	if _, errs := m.Data(typ, map[string]any{"auth_server_id": "default", "policy_id": pol, "name": "Default"}); !strings.Contains(errs, `"Default Policy Rule" (0pr`) {
		t.Errorf("no candidates in %q", errs)
	}
}

// State of the official provider 6.12.0 moves over without a change.
func TestRule_moved(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	c := map[string]any{
		"auth_server_id": "default", "policy_id": newPolicy(t, e, "P"), "name": "r", "priority": 1, "grant_type_whitelist": []string{"implicit"},
		"group_whitelist": []string{"EVERYONE"}, "scope_whitelist": []string{"*"},
	}
	id := m.Create(typ, c).Text("id")
	o := m.Move(typ, "okta_auth_server_policy_rule", "registry.terraform.io/okta/okta", map[string]any{
		"id": id, "auth_server_id": "default", "policy_id": c["policy_id"], "name": "r", "priority": 1, "grant_type_whitelist": []string{"implicit"},
		"group_whitelist": []string{"EVERYONE"}, "group_blacklist": nil, "scope_whitelist": []string{"*"}, "status": "ACTIVE", "system": false, "type": "RESOURCE_ACCESS",
		"user_whitelist": nil, "user_blacklist": nil, "inline_hook_id": "", "access_token_lifetime_minutes": 60, "refresh_token_lifetime_minutes": 0, "refresh_token_window_minutes": 10080,
	})
	o.Refresh()
	if p := o.Plan(c); !p.Empty() || p.Errors != "" {
		t.Errorf("after the move the plan changes %v %s", p.Changed, p.Errors)
	}
}
