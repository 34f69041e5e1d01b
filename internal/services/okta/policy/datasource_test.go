package policy_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func TestPolicy_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	all, errs := m.Data("gatehouse_okta_policies", map[string]any{"type": "ACCESS_POLICY"})
	policies, _ := all["policies"].([]any)
	if errs != "" || len(policies) == 0 {
		t.Fatalf("%v %s", all, errs)
	}
	first, _ := policies[0].(map[string]any)
	name, _ := first["name"].(string)
	got, errs := m.Data("gatehouse_okta_policy", map[string]any{"type": "ACCESS_POLICY", "name": name})
	if errs != "" || got["id"] != first["id"] || got["system"] != first["system"] || got["status"] != "ACTIVE" {
		t.Errorf("%v %s", got, errs)
	}
	// The identifier is what an app takes.
	app := m.Create("gatehouse_okta_app_oauth", map[string]any{"label": "Card", "type": "web", "redirect_uris": []any{"https://a.example.com/cb"}})
	m.Create("gatehouse_okta_app_access_policy_assignment", map[string]any{"app_id": app.Text("id"), "policy_id": got["id"]})
	// A beginning of a name is another name, and the error says what is there.
	if _, errs := m.Data("gatehouse_okta_policy", map[string]any{"type": "ACCESS_POLICY", "name": name[:3]}); !strings.Contains(errs, name) {
		t.Errorf("the error names nothing: %s", errs)
	}
	if none, errs := m.Data("gatehouse_okta_policies", map[string]any{"type": "ACCESS_POLICY", "status": "INACTIVE"}); errs != "" || len(none["policies"].([]any)) >= len(policies) {
		t.Errorf("inactive ones: %v %s", none, errs)
	}
}
