package apiinstance_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const promoting = typeName + "_promote"

func TestPromote(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	o := m.Create(typeName, base(e, map[string]any{"description": "Cards"}))
	m.Create("gatehouse_anypoint_api_policy_spike_control", map[string]any{
		"api_instance_id": o.Text("id"),
		"configuration":   map[string]any{"maximum_requests": 3, "time_period_in_milliseconds": 1000, "delay_time_in_millis": 1000, "delay_attempts": 1},
	})
	production := m.Create("gatehouse_anypoint_environment", map[string]any{"name": "Production", "type": "production"})
	to := map[string]any{"environment_id": production.Text("id"), "origin_api_instance_id": o.Text("id"), "instance_label": "promoted"}
	messages, errs := m.Invoke(promoting, to)
	if errs != "" || len(messages) != 2 {
		t.Fatalf("%q %s", messages, errs)
	}
	_, whole, found := strings.Cut(messages[1], "Its import identifier is ")
	if !found {
		t.Fatalf("the message: %q", messages[1])
	}
	made := m.Import(typeName, strings.TrimSuffix(whole, "."))
	if made.Text("instance_label") != "promoted" || made.Text("environment_id") != production.Text("id") {
		t.Errorf("promoted: %v", made.Values())
	}
	policies, errs := m.List("gatehouse_anypoint_api_policy", map[string]any{"environment_id": production.Text("id"), "api_instance_id": made.Text("id")})
	if errs != "" || len(policies) != 1 {
		t.Errorf("%d policies %s", len(policies), errs)
	}
	// A second run with the same label is refused, and says why.
	if _, errs = m.Invoke(promoting, to); !strings.Contains(errs, "promoted") {
		t.Errorf("the second: %s", errs)
	}
	for name, config := range map[string]map[string]any{
		"of what is not there": {"environment_id": production.Text("id"), "origin_api_instance_id": "1"},
		"to nowhere":           {"environment_id": "nowhere", "origin_api_instance_id": o.Text("id")},
	} {
		if _, errs := m.Invoke(promoting, config); !strings.Contains(errs, "create the API instance") {
			t.Errorf("%s: %s", name, errs)
		}
	}
}

// What is not to be copied is said, and so is what is.
func TestPromote_parts(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	o := m.Create(typeName, base(e, nil))
	if _, errs := m.Invoke(promoting, map[string]any{"origin_api_instance_id": o.Text("id"), "instance_label": "b", "policies": false, "contracts": true}); errs != "" {
		t.Fatal(errs)
	}
	all := e.Requests()
	sent := string(all[len(all)-1].Body)
	for _, part := range []string{`"policies":{"allEntities":false}`, `"tiers":{"allEntities":true}`, `"alerts":{"allEntities":true}`, `"contracts":{"allEntities":true}`, `"originApiId":` + o.Text("id")} {
		if all[len(all)-1].Method != http.MethodPost || !strings.Contains(sent, part) {
			t.Errorf("%s has no %s", sent, part)
		}
	}
}

func TestAPIInstances_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	a := m.Create(typeName, base(e, map[string]any{"instance_label": "a"}))
	m.Create(typeName, base(e, map[string]any{"instance_label": "b"}))
	for label, n := range map[string]int{"": 2, "a": 1, "c": 0} {
		config := map[string]any{"asset_id": "card-api"}
		if label != "" {
			config["instance_label"] = label
		}
		got, errs := m.Data("gatehouse_anypoint_api_instances", config)
		all, _ := got["api_instances"].([]any)
		if errs != "" || all == nil || len(all) != n {
			t.Errorf("%q: %v %s", label, got, errs)
			continue
		}
		if n == 1 && all[0].(map[string]any)["id"] != a.Text("id") {
			t.Errorf("%q: %v", label, all)
		}
	}
}
