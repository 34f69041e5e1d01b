package slatier_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_anypoint_sla_tier"
	address  = typeName + ".test"
	items    = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/tiers"
)

func limit(requests, period int, visible ...bool) map[string]any {
	out := map[string]any{"maximum_requests": requests, "time_period_in_milliseconds": period}
	if len(visible) > 0 {
		out["visible"] = visible[0]
	}
	return out
}

func config(api string, more map[string]any) map[string]any {
	out := map[string]any{"api_instance_id": api, "name": "Gold", "limits": []any{limit(100, 1000), limit(5000, 3600000, false)}}
	for k, v := range more {
		if out[k] = v; v == nil {
			delete(out, k)
		}
	}
	return out
}

func TestSLATier_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	api := e.GivenAPI(t, "card-api", "", nil)
	hcl := func(name, more string) string {
		return e.Provider + fmt.Sprintf("\nresource %q \"test\" {\n  api_instance_id = %q\n  name = %q\n  limits = [{ maximum_requests = 10, time_period_in_milliseconds = 1000, visible = true }]\n%s}\n", typeName, api, name, more)
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: hcl("Gold", "")},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "environment_id", "api_instance_id", "id")},
		{Config: hcl("Silver", "  status = \"DEPRECATED\"\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "environment_id", "api_instance_id", "id")},
	}})
	if n := e.Count("PUT " + items + "/{tierId}"); n != 1 {
		t.Errorf("%d updates", n)
	}
}

// Every argument is changed in place, cleared and set again.
func TestSLATier_update(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card-api", "", nil)
	o := m.Create(typeName, config(api, nil))
	id := o.Text("id")
	for _, c := range []map[string]any{
		{"name": "Silver"},
		{"description": "For partners"},
		{"description": nil},
		{"auto_approve": true},
		{"auto_approve": nil},
		// MuleSoft's own provider takes INACTIVE, which the platform refuses, and
		// cannot say DEPRECATED.
		{"status": "DEPRECATED"},
		{"status": nil},
		{"limits": []any{limit(7, 1000)}},
		{"limits": []any{limit(7, 1000, false)}},
	} {
		now := config(api, c)
		o.Apply(now)
		o.Refresh()
		if p := o.Plan(now); !p.Empty() || p.Errors != "" {
			t.Errorf("%v: the plan changes %v %s", c, p.Changed, p.Errors)
		}
	}
	if o.Text("id") != id {
		t.Error("the tier was replaced")
	}
	body := e.LastBody(t, "PUT "+items+"/{tierId}")
	if body["description"] != nil || body["status"] != "ACTIVE" || body["autoApprove"] != false {
		t.Errorf("sent %v", body)
	}
	// The order of limits means nothing.
	o.Apply(config(api, nil))
	swapped := config(api, map[string]any{"limits": []any{limit(5000, 3600000, false), limit(100, 1000)}})
	if p := o.Plan(swapped); !p.Empty() || p.Errors != "" {
		t.Errorf("another order: the plan changes %v %s", p.Changed, p.Errors)
	}
	// An import shows what is visible by default; leaving it out is no change.
	imported := m.Import(typeName, strings.Join([]string{o.Text("organization_id"), o.Text("environment_id"), api, id}, "/"))
	if p := imported.Plan(config(api, nil)); !p.Empty() || p.Errors != "" {
		t.Errorf("after an import the plan changes %v %s", p.Changed, p.Errors)
	}
	for _, parent := range []string{"organization_id", "environment_id", "api_instance_id"} {
		if p := o.Plan(config(api, map[string]any{parent: "other"})); !slices.Contains(p.Replace, parent) {
			t.Errorf("another %s does not replace the tier", parent)
		}
	}
	o.Destroy()
}

func TestSLATier_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	api := e.GivenAPI(t, "card-api", "", nil)
	put := func(change map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			body := map[string]any{
				"name": "Gold", "description": "For partners", "status": "ACTIVE", "autoApprove": true,
				"limits": []any{map[string]any{"maximumRequests": 100, "timePeriodInMilliseconds": 1000, "visible": true}},
			}
			maps.Copy(body, change)
			e.ByHand(t, http.MethodPut, e.APIs()+"/"+api+"/tiers/"+o.Text("id"), body)
		}
	}
	one := func(requests, period int, visible bool) map[string]any {
		return map[string]any{"limits": []any{map[string]any{"maximumRequests": requests, "timePeriodInMilliseconds": period, "visible": visible}}}
	}
	acctest.Drift{
		Type:   typeName,
		Config: config(api, map[string]any{"description": "For partners", "auto_approve": true, "status": "ACTIVE", "limits": []any{limit(100, 1000, true)}}),
		Edits: map[string][]acctest.Edit{
			"name":         {{Do: put(map[string]any{"name": "Silver"})}},
			"description":  {{Do: put(map[string]any{"description": "other"})}, {Do: put(map[string]any{"description": nil})}},
			"auto_approve": {{Do: put(map[string]any{"autoApprove": false})}},
			"status":       {{Do: put(map[string]any{"status": "DEPRECATED"})}},
			"limits": {
				{Do: put(map[string]any{"limits": []any{}})},
				{Do: put(one(5, 1000, true))},
				{Do: put(one(100, 5, true))},
				{Do: put(one(100, 1000, false))},
			},
		},
		Except: map[string]string{
			"organization_id": "it is where the object is, not what it holds",
			"environment_id":  "it is where the object is, not what it holds",
			"api_instance_id": "it is where the object is, not what it holds",
		},
	}.Run(t, e)
}

func TestSLATier_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card-api", "", nil)
	for _, refresh := range []bool{true, false} {
		o := m.Create(typeName, config(api, nil))
		e.ByHand(t, http.MethodDelete, e.APIs()+"/"+api+"/tiers/"+o.Text("id"), nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps what is gone")
		}
		if !refresh {
			o.Destroy()
		}
	}
}

// One list answers for all tiers of an API instance.
func TestSLATier_oneListForAll(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card-api", "", nil)
	var all []*acctest.Managed
	for i := range 5 {
		all = append(all, m.Create(typeName, config(api, map[string]any{"name": fmt.Sprint("Tier ", i)})))
	}
	e.Sim.World.Log.Clear()
	other := e.Machine(t)
	for _, o := range all {
		if o.Adopt(other); o.Refresh() {
			t.Fatal("a tier is gone")
		}
	}
	if n := e.Count("GET " + items); n != 1 {
		t.Errorf("%d lists", n)
	}
	// A second look is a fresh one.
	if all[0].Refresh() || e.Count("GET "+items) != 2 {
		t.Errorf("%d lists after a second look", e.Count("GET "+items))
	}
}

func TestSLATier_errors(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card-api", "", nil)
	o := m.Create(typeName, config(api, map[string]any{"auto_approve": true}))
	if errs := m.New(typeName).TryApply(config(api, nil)); !strings.Contains(errs, "There is one already, with the id \""+o.Text("id")) || !strings.Contains(errs, "to = "+typeName) {
		t.Errorf("a second of the name: %s", errs)
	}
	silver := m.Create(typeName, config(api, map[string]any{"name": "Silver"}))
	if errs := silver.TryApply(config(api, nil)); !strings.Contains(errs, "one tier of a name") || !strings.Contains(errs, "third name") {
		t.Errorf("renamed to a name that is taken: %s", errs)
	}
	app := m.Create("gatehouse_anypoint_client_application", map[string]any{"name": "Cards", "api_instance_id": api})
	m.Create("gatehouse_anypoint_contract", map[string]any{"application_id": app.Text("id"), "api_instance_id": api, "tier_id": o.Text("id")})
	if errs := o.TryDestroy(); !strings.Contains(errs, "only tiers without active applications") {
		t.Errorf("a tier in use: %s", errs)
	}
	for _, c := range []struct {
		change map[string]any
		want   string
	}{
		{map[string]any{"status": "INACTIVE"}, `value must be one of: ["ACTIVE" "DEPRECATED"]`},
		{map[string]any{"limits": nil}, "limits"},
	} {
		if errs := m.Validate(typeName, config(api, c.change)); !strings.Contains(errs, c.want) {
			t.Errorf("%v: %s", c.change, errs)
		}
	}
	for _, c := range []map[string]any{{"limits": []any{}}, {"limits": []any{limit(0, 1000)}}, {"name": ""}} {
		if errs, warnings := m.Validate(typeName, config(api, c)), m.Warnings(typeName, config(api, c)); errs != "" || !strings.Contains(warnings, "It is sent as it is") {
			t.Errorf("%v: errors %q, warnings %q", c, errs, warnings)
		}
	}
	for _, name := range []string{"name", "description", "auto_approve", "status", "limits", "api_instance_id"} {
		if p := m.New(typeName).Plan(config(api, map[string]any{name: acctest.Unknown})); p.Errors != "" {
			t.Errorf("an unknown %s: %s", name, p.Errors)
		}
	}
}

func TestSLATiers_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card-api", "", nil)
	gold := m.Create(typeName, config(api, nil))
	m.Create(typeName, config(api, map[string]any{"name": "Silver"}))
	for query, n := range map[string]int{"": 2, "Gold": 1, "Lead": 0} {
		c := map[string]any{"api_instance_id": api}
		if query != "" {
			c["query"] = query
		}
		got, errs := m.Data("gatehouse_anypoint_sla_tiers", c)
		all, _ := got["tiers"].([]any)
		if errs != "" || all == nil || len(all) != n {
			t.Errorf("%q: %v %s", query, got, errs)
			continue
		}
		if one, _ := append(all, nil)[0].(map[string]any); n == 1 && (one["id"] != gold.Text("id") || len(one["limits"].([]any)) != 2) {
			t.Errorf("%q: %v", query, all)
		}
	}
	if _, errs := m.Data("gatehouse_anypoint_sla_tiers", map[string]any{"api_instance_id": "1"}); !strings.Contains(errs, "list the SLA tiers") {
		t.Errorf("of an API that is not there: %s", errs)
	}
}
