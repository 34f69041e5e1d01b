package apipolicyorder_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_anypoint_api_policy_order"
	bulk     = "PATCH /apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/policies"
)

// world is an API instance with four policies.
func world(t *testing.T) (e *acctest.Env, m *acctest.Machine, api string, policies []*acctest.Managed) {
	t.Helper()
	e = acctest.Start(t)
	m = e.Machine(t)
	api = e.GivenAPI(t, "card-api", "", nil)
	for i := range 4 {
		policies = append(policies, m.Create("gatehouse_anypoint_api_policy_rate_limiting", map[string]any{
			"api_instance_id": api, "allow_duplicate": true, "label": fmt.Sprint("limit ", i),
			"configuration": map[string]any{"rate_limits": []any{map[string]any{"maximum_requests": i + 1, "time_period_in_milliseconds": 1000}}},
		}))
	}
	return e, m, api, policies
}

func order(api string, policies ...*acctest.Managed) map[string]any {
	ids := []any{}
	for _, p := range policies {
		ids = append(ids, p.Text("id"))
	}
	return map[string]any{"api_instance_id": api, "policy_ids": ids}
}

// enforced is the order that the platform has.
func enforced(t *testing.T, e *acctest.Env, api string) (ids []string) {
	t.Helper()
	all, _ := e.ByHand(t, http.MethodGet, e.APIs()+"/"+api+"/policies?fullInfo=false", nil).([]any)
	slices.SortFunc(all, func(a, b any) int {
		return int(a.(map[string]any)["order"].(float64) - b.(map[string]any)["order"].(float64))
	})
	for _, p := range all {
		ids = append(ids, fmt.Sprintf("%.0f", p.(map[string]any)["id"]))
	}
	return ids
}

func TestOrder(t *testing.T) {
	t.Parallel()
	e, m, api, p := world(t)
	expect := func(when string, config map[string]any, o *acctest.Managed, calls int, want ...*acctest.Managed) {
		t.Helper()
		if n := e.Count(bulk); n != calls {
			t.Errorf("%s: %d calls", when, n)
		}
		var ids []string
		for _, w := range want {
			ids = append(ids, w.Text("id"))
		}
		if is := enforced(t, e, api); !slices.Equal(is, ids) {
			t.Errorf("%s: the order is %v, want %v", when, is, ids)
		}
		o.Refresh()
		if p := o.Plan(config); !p.Empty() || p.Errors != "" {
			t.Errorf("%s: the plan changes %v %s", when, p.Changed, p.Errors)
		}
		for _, policy := range p { // no policy fights with it
			policy.Refresh()
			if plan := policy.Plan(map[string]any{
				"api_instance_id": api, "allow_duplicate": true, "label": policy.Text("label"), "configuration": policy.Values()["configuration"],
			}); !plan.Empty() || plan.Errors != "" {
				t.Errorf("%s: a policy's plan changes %v %s", when, plan.Changed, plan.Errors)
			}
		}
	}
	config := order(api, p[2], p[0])
	o := m.Create(typeName, config)
	expect("two first", config, o, 1, p[2], p[0], p[1], p[3])
	config = order(api, p[3], p[2], p[1], p[0])
	o.Apply(config)
	expect("all four", config, o, 2, p[3], p[2], p[1], p[0])
	config = order(api, p[3], p[2])
	o.Apply(config)
	expect("as it is: no call", config, o, 2, p[3], p[2], p[1], p[0])
	imported := m.Import(typeName, strings.Join([]string{o.Text("organization_id"), o.Text("environment_id"), api}, "/"))
	if p := imported.Plan(order(api, p[3], p[2], p[1], p[0])); !p.Empty() {
		t.Errorf("after an import the plan changes %v", p.Changed)
	}
	o.Destroy()
	if is := enforced(t, e, api); len(is) != 4 {
		t.Errorf("destroying the order leaves %v", is)
	}
}

// What somebody else does to the order is seen.
func TestOrder_drift(t *testing.T) {
	t.Parallel()
	e, m, api, p := world(t)
	config := order(api, p[0], p[1])
	o := m.Create(typeName, config)
	if n := e.Count(bulk); n != 0 {
		t.Errorf("%d calls for what is so already", n)
	}
	path := e.APIs() + "/" + api + "/policies/"
	for name, change := range map[string]func(){
		"swapped": func() {
			e.ByHand(t, http.MethodPatch, path+p[0].Text("id"), map[string]any{"order": 9})
		},
		"another between": func() {
			e.ByHand(t, http.MethodPatch, path+p[3].Text("id"), map[string]any{"order": 0})
		},
	} {
		change()
		o.Refresh()
		if plan := o.Plan(config); !slices.Contains(plan.Changed, "policy_ids") {
			t.Errorf("%s: the plan changes %v", name, plan.Changed)
		}
		o.Apply(config)
		if is := enforced(t, e, api); is[0] != p[0].Text("id") || is[1] != p[1].Text("id") {
			t.Errorf("%s: after the apply the order is %v", name, is)
		}
	}
	// One that is gone is missed, and the error says which there are.
	e.ByHand(t, http.MethodDelete, path+p[1].Text("id"), nil)
	o.Refresh()
	if plan := o.Plan(config); !slices.Contains(plan.Changed, "policy_ids") {
		t.Errorf("gone: the plan changes %v", plan.Changed)
	}
	if errs := o.TryApply(config); !strings.Contains(errs, "has no policy "+p[1].Text("id")) || !strings.Contains(errs, p[0].Text("id")+" (rate-limiting)") {
		t.Errorf("gone: %s", errs)
	}
	// With the API instance, the order is gone.
	e.ByHand(t, http.MethodDelete, e.APIs()+"/"+api, nil)
	if !o.Refresh() {
		t.Error("a refresh keeps the order of nothing")
	}
}

func TestOrder_plans(t *testing.T) {
	t.Parallel()
	_, m, api, p := world(t)
	o := m.Create(typeName, order(api, p[0]))
	for _, parent := range []string{"organization_id", "environment_id", "api_instance_id"} {
		config := order(api, p[0])
		config[parent] = "other"
		if plan := o.Plan(config); !slices.Contains(plan.Replace, parent) {
			t.Errorf("another %s replaces %v", parent, plan.Replace)
		}
	}
	for name, ids := range map[string]any{"twice": []any{"1", "1"}, "empty": []any{""}} {
		if errs := m.Validate(typeName, map[string]any{"api_instance_id": api, "policy_ids": ids}); errs == "" {
			t.Errorf("an id %s is taken", name)
		}
	}
	for _, ids := range []any{acctest.Unknown, []any{acctest.Unknown, "1"}} {
		if plan := m.New(typeName).Plan(map[string]any{"api_instance_id": acctest.Unknown, "policy_ids": ids}); plan.Errors != "" {
			t.Errorf("%v: %s", ids, plan.Errors)
		}
	}
}

func TestOrder_commandLine(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	api := e.GivenAPI(t, "card-api", "", nil)
	config := func(first, second string) string {
		text := e.Provider
		for _, name := range []string{"a", "b"} {
			text += fmt.Sprintf("\nresource \"gatehouse_anypoint_api_policy_rate_limiting\" %q {\n  api_instance_id = %q\n  label = %q\n  allow_duplicate = true\n  configuration = { rate_limits = [{ maximum_requests = 1, time_period_in_milliseconds = 1000 }] }\n}\n", name, api, name)
		}
		return text + fmt.Sprintf("resource %q \"test\" {\n  api_instance_id = %q\n  policy_ids = [gatehouse_anypoint_api_policy_rate_limiting.%s.id, gatehouse_anypoint_api_policy_rate_limiting.%s.id]\n}\n", typeName, api, first, second)
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config("b", "a")},
		{Config: config("a", "b")},
		{ResourceName: typeName + ".test", ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "api_instance_id", ImportStateIdFunc: acctest.ImportID(typeName+".test", "organization_id", "environment_id", "api_instance_id")},
	}})
}
