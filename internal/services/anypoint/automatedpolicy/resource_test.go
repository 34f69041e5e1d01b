package automatedpolicy_test

import (
	"fmt"
	"maps"
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
	typeName = "gatehouse_anypoint_automated_policy"
	address  = typeName + ".test"
	items    = "/apimanager/api/v1/organizations/{organizationId}/automated-policies"
	item     = items + "/{automatedPolicyId}"
)

// path is that of the automated policies, or of one of them.
func path(e *acctest.Env, id string) string {
	out := e.Organization("apimanager/api/v1") + "/automated-policies"
	if id != "" {
		out += "/" + id
	}
	return out
}

func config(e *acctest.Env, more string) string {
	return e.Provider + fmt.Sprintf(`
resource %q "test" {
  asset_id      = "rate-limiting"
  asset_version = "1.4.0"
  configuration = {
    rateLimits = [{ maximumRequests = 100, timePeriodInMilliseconds = 60000 }]
  }
%s}
`, typeName, more)
}

func TestAutomatedPolicy_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	importID := acctest.ImportID(address, "organization_id", "environment_id", "id")
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("group_id"), knownvalue.StringExact("68ef9520-24e9-4cf2-b2f5-620025690913")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("order"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("disabled"), knownvalue.Bool(false)),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: importID},
		{
			Config:           config(e, "  disabled = true\n  order = 2\n  runtime_range = { from = \"4.1.1\", to = \"4.3.x\" }\n"),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "id")},
		{
			Config:           config(e, "  runtime_range = { from = \"4.2.0\" }\n"),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("order"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("runtime_range"), knownvalue.ObjectExact(map[string]knownvalue.Check{"from": knownvalue.StringExact("4.2.0"), "to": knownvalue.Null()})),
			},
		},
		{Config: config(e, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionDestroyBeforeCreate)},
	}})
	if posts, patches, deletes := e.Count("POST "+items), e.Count("PATCH "+item), e.Count("DELETE "+item); posts != 2 || patches != 2 || deletes != 2 {
		t.Errorf("%d POST, %d PATCH, %d DELETE", posts, patches, deletes)
	}
	e.NoFailures(t)
}

func TestAutomatedPolicy_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func TestAutomatedPolicy_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{
			Query:  true,
			Config: fmt.Sprintf("list %q \"test\" {\n  provider = gatehouse\n  include_resource = true\n}", typeName),
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"organization_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "environment_id": knownvalue.StringExact(e.Var("ANYPOINT_ENVIRONMENT_ID")),
					"id": knownvalue.StringRegexp(regexp.MustCompile(`^\d+$`)),
				}),
			},
		},
	}})
}

func TestAutomatedPolicy_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	remove := func() {
		all, _ := e.ByHand(t, http.MethodGet, path(e, "")+"?environmentId="+e.Var("ANYPOINT_ENVIRONMENT_ID"), nil).(map[string]any)["automatedPolicies"].([]any)
		for _, p := range all {
			e.ByHand(t, http.MethodDelete, path(e, fmt.Sprintf("%.0f", p.(map[string]any)["id"])), nil)
		}
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{PreConfig: remove, Config: config(e, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate)},
		{PreConfig: remove, Config: config(e, ""), Destroy: true},
	}})
}

// rates is a configuration as a client of the API writes it.
func rates(maximum int, more map[string]any) map[string]any {
	c := map[string]any{"rateLimits": []any{map[string]any{"maximumRequests": maximum, "timePeriodInMilliseconds": 60000}}, "exposeHeaders": true}
	maps.Copy(c, more)
	return c
}

func TestAutomatedPolicy_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	patch := func(body map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			whole := map[string]any{"groupId": o.Text("group_id"), "assetId": o.Text("asset_id"), "assetVersion": o.Text("asset_version"), "configurationData": rates(100, nil), "ruleOfApplication": map[string]any{}}
			maps.Copy(whole, body)
			e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), whole)
		}
	}
	between := func(from string, to any) map[string]any {
		r := map[string]any{"from": from}
		if to != nil {
			r["to"] = to
		}
		return map[string]any{"ruleOfApplication": map[string]any{"range": r}}
	}
	acctest.Drift{
		Type: typeName,
		Config: map[string]any{
			"asset_id": "rate-limiting", "asset_version": "1.4.0", "technology": "mule4", "disabled": true, "order": 3,
			"runtime_range": map[string]any{"from": "4.1.1", "to": "4.3.x"}, "configuration": rates(100, nil),
		},
		Edits: map[string][]acctest.Edit{
			"asset_version":      {{Do: patch(map[string]any{"assetVersion": "1.4.1"})}},
			"disabled":           {{Do: patch(map[string]any{"disabled": false})}, {Do: patch(map[string]any{"disabled": true}), With: map[string]any{"disabled": nil}}},
			"order":              {{Do: patch(map[string]any{"order": 1})}, {Do: patch(map[string]any{"order": nil})}, {Do: patch(map[string]any{"order": 2}), With: map[string]any{"order": nil}}},
			"technology":         {{Do: patch(map[string]any{"ruleOfApplication": map[string]any{"technologies": []any{"flexGateway"}}})}},
			"runtime_range.from": {{Do: patch(between("4.2.0", "4.3.x"))}, {Do: patch(between("4.2.0", nil)), With: map[string]any{"runtime_range": map[string]any{"from": "4.1.1"}}}},
			"runtime_range.to": {
				{Do: patch(between("4.1.1", nil))},
				{Do: patch(between("4.1.1", "4.4.0"))},
				{Do: patch(between("4.1.1", "4.4.0")), With: map[string]any{"runtime_range": map[string]any{"from": "4.1.1"}}},
			},
			"configuration": {
				{Do: patch(map[string]any{"configurationData": rates(5, nil)})},
				{Do: patch(map[string]any{"configurationData": rates(100, map[string]any{"clusterizable": false})})},
			},
		},
		Except: map[string]string{
			"organization_id":                    "it is where the object is, not what it holds",
			"environment_id":                     "it is where the object is, not what it holds",
			"group_id":                           "it is what the object is; changing it makes another policy",
			"asset_id":                           "it is what the object is; changing it makes another policy",
			"sensitive_configuration":            "the platform does not show secrets",
			"sensitive_configuration_wo":         "a write-only value is nowhere to compare with",
			"sensitive_configuration_wo_version": "it is a counter of the configuration's own",
		},
	}.Run(t, e)
}

// Every change takes the whole policy, secrets and all.
func TestAutomatedPolicy_changeKeepsSecrets(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	for name, argument := range map[string]string{"write-only": "sensitive_configuration_wo", "in the state": "sensitive_configuration"} {
		c := map[string]any{
			"asset_id": "http-basic-authentication", "asset_version": "1.3.2", "configuration": map[string]any{"username": "u"}, argument: map[string]any{"password": "S3cretPassw0rd"},
		}
		if argument == "sensitive_configuration_wo" {
			c["sensitive_configuration_wo_version"] = 1
		}
		o := e.Machine(t).Create(typeName, c)
		c["order"] = 2
		o.Apply(c)
		got := e.LastBody(t, "PATCH "+item)["configurationData"].(map[string]any)
		if got["username"] != "u" || got["password"] != "S3cretPassw0rd" {
			t.Errorf("%s: sent %v", name, got)
		}
		if o.Refresh(); !o.Plan(c).Empty() {
			t.Errorf("%s: the plan afterwards changes %v", name, o.Plan(c).Changed)
		}
		if strings.Contains(o.Text("configuration_defaults"), "S3cret") {
			t.Errorf("%s: the defaults hold the secret", name)
		}
		o.Destroy()
	}
}

// What the platform answers to a write is not documented. With an identifier
// and nothing else, the policy is in the state before it is read.
func TestAutomatedPolicy_bareAnswers(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Through(acctest.Answering(func(r *http.Request, answer any) any {
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/automated-policies") || r.Method == http.MethodPatch {
			return map[string]any{"id": answer.(map[string]any)["id"], "message": "Resource created successfully"}
		}
		return answer
	}))
	c := map[string]any{"asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": rates(100, nil), "technology": "mule4"}
	o := e.Machine(t).Create(typeName, c)
	if !o.Plan(c).Empty() {
		t.Errorf("the plan after the creation changes %v", o.Plan(c).Changed)
	}
	c["configuration"], c["disabled"] = rates(5, nil), true
	o.Apply(c)
	if o.Refresh(); !o.Plan(c).Empty() {
		t.Errorf("the plan after the change changes %v", o.Plan(c).Changed)
	}
	// A read that fails loses nothing.
	e.Fail(http.MethodGet, item, http.StatusForbidden)
	second := e.Machine(t).New(typeName)
	if errs := second.TryApply(map[string]any{"asset_id": "spike-control", "asset_version": "1.2.2", "configuration": map[string]any{
		"maximumRequests": 1, "timePeriodInMilliseconds": 1000, "delayTimeInMillis": 1000, "delayAttempts": 1, "queuingLimit": 5, "exposeHeaders": true,
	}}); errs == "" || second.Text("id") == "" {
		t.Errorf("the state has id %q after: %s", second.Text("id"), errs)
	}
}

func TestAutomatedPolicy_invalid(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, c := range map[string]struct {
		more map[string]any
		want string
	}{
		"text":           {map[string]any{"configuration": `{"a":1}`}, `Leave out jsonencode`},
		"order":          {map[string]any{"order": 0}, `at least 1`},
		"range":          {map[string]any{"runtime_range": map[string]any{"to": "4.2"}}, `from`},
		"other letters":  {map[string]any{"technology": "Mule4"}, `mule4`},
		"unknown":        {map[string]any{"configuration": acctest.Unknown, "runtime_range": acctest.Unknown, "technology": acctest.Unknown, "order": acctest.Unknown}, `^$`},
		"unknown within": {map[string]any{"runtime_range": map[string]any{"from": acctest.Unknown}}, `^$`},
	} {
		config := map[string]any{"asset_id": "a", "asset_version": "1.0.0"}
		maps.Copy(config, c.more)
		if got := m.Validate(typeName, config); !regexp.MustCompile("(?s)" + c.want).MatchString(got) {
			t.Errorf("%s: %s", name, got)
		}
	}
	flex := map[string]any{"asset_id": "a", "asset_version": "1.0.0", "technology": "flexGateway", "runtime_range": map[string]any{"from": "1.9.0"}}
	if got := m.Warnings(typeName, flex); !strings.Contains(got, "Range of Versions for Flex Gateway") {
		t.Errorf("a range for Flex Gateway: %q", got)
	}
}

func TestAutomatedPolicy_replacements(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	c := map[string]any{"asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": rates(100, nil), "runtime_range": map[string]any{"from": "4.1.1"}}
	o := e.Machine(t).Create(typeName, c)
	for name, v := range map[string]any{
		"organization_id": "0f1e2d3c-0000-4000-8000-000000000000", "environment_id": "0f1e2d3c-0000-4000-8000-000000000001",
		"group_id": "0f1e2d3c-0000-4000-8000-000000000002", "asset_id": "cors", "technology": "mule4", "runtime_range": nil,
	} {
		changed := maps.Clone(c)
		changed[name] = v
		if p := o.Plan(changed); !strings.Contains(strings.Join(p.Replace, " "), name) {
			t.Errorf("%s does not force a new object: %v", name, p.Replace)
		}
	}
}

func TestAutomatedPolicy_refusals(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	c := map[string]any{"asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": rates(100, nil)}
	first := m.Create(typeName, c)
	errs := m.New(typeName).TryApply(c)
	if !strings.Contains(errs, "/"+first.Text("id")) || !strings.Contains(errs, "runtime_range") {
		t.Errorf("duplicate: %s", errs)
	}
	bad := maps.Clone(c)
	bad["asset_id"], bad["configuration"] = "spike-control", map[string]any{}
	bad["asset_version"] = "1.2.2"
	if errs := m.New(typeName).TryApply(bad); !strings.Contains(errs, "demands the key") {
		t.Errorf("form: %s", errs)
	}
	e.Fail(http.MethodPatch, item, http.StatusForbidden)
	c["disabled"] = true
	if errs := first.TryApply(c); !strings.Contains(errs, "Manage Policies") {
		t.Errorf("no permission: %s", errs)
	}
}

// The gateway applies an automated policy to every API of the environment.
func TestAutomatedPolicy_protects(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.Gateway.Poll = 0
	for _, name := range []string{"card", "loan"} {
		e.GivenAPI(t, name, "", nil)
	}
	o := e.Machine(t).Create(typeName, map[string]any{
		"asset_id": "http-basic-authentication", "asset_version": "1.3.2", "configuration": map[string]any{"username": "ann"},
		"sensitive_configuration_wo": map[string]any{"password": "pw"}, "sensitive_configuration_wo_version": 1,
	})
	call := func(name, password string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, e.Var("GATEWAY_URL")+"/"+name, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth("ann", password)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		return resp.StatusCode
	}
	for _, name := range []string{"card", "loan"} {
		if right, wrong := call(name, "pw"), call(name, "x"); right != http.StatusOK || wrong != http.StatusUnauthorized {
			t.Errorf("%s: %d with the password, %d with another", name, right, wrong)
		}
	}
	o.Destroy()
	if code := call("card", "x"); code != http.StatusOK {
		t.Errorf("without the policy: %d", code)
	}
}
