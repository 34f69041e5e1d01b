package provider_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestListData: the data sources that show what a list finds have every object
// once, and only those that the filters let through.
func TestListData(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card-api", e.GivenClientProvider(t, nil), nil)
	app := m.Create("gatehouse_anypoint_client_application", map[string]any{
		"name": "Cards", "api_instance_id": api, "grant_types": []string{"client_credentials"}, "redirect_uris": []string{"https://card.example.com/callback"},
	})
	contract := m.Create("gatehouse_anypoint_contract", map[string]any{"application_id": app.Text("id"), "api_instance_id": api})
	environment := m.Create("gatehouse_anypoint_environment", map[string]any{"name": "Partners", "type": "sandbox"})
	for _, c := range []struct {
		name, items    string
		config, filter map[string]any
		want           map[string]any
	}{
		{"anypoint_contracts", "contracts", map[string]any{"api_instance_id": api}, map[string]any{"status": "REVOKED"}, map[string]any{"id": contract.Text("id"), "status": "APPROVED", "application_id": app.Text("id")}},
		{"anypoint_client_applications", "client_applications", nil, map[string]any{"query": "Orders"}, map[string]any{"id": app.Text("id"), "name": "Cards"}},
		{"anypoint_client_providers", "client_providers", nil, map[string]any{"search": "Ping"}, map[string]any{"name": "Okta"}},
		{"anypoint_environments", "environments", nil, map[string]any{"search": "Nothing"}, map[string]any{"id": environment.Text("id"), "name": "Partners", "type": "sandbox", "is_production": false}},
	} {
		got, errs := m.Data("gatehouse_"+c.name, c.config)
		all, _ := got[c.items].([]any)
		if errs != "" || len(all) == 0 {
			t.Errorf("%s: %v %s", c.name, got, errs)
			continue
		}
		found := 0
		for _, one := range all {
			one, _ := one.(map[string]any)
			same := true
			for name, v := range c.want {
				same = same && fmt.Sprint(one[name]) == fmt.Sprint(v)
			}
			if same {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s: %d of %v", c.name, found, all)
		}
		none := map[string]any{}
		for _, part := range []map[string]any{c.config, c.filter} {
			maps.Copy(none, part)
		}
		got, errs = m.Data("gatehouse_"+c.name, none)
		if all, ok := got[c.items].([]any); errs != "" || !ok || len(all) != 0 {
			t.Errorf("%s with %v: %v %s", c.name, c.filter, got, errs)
		}
	}
}

// TestListData_fails: what the platform refuses is said, and no list is half.
func TestListData_fails(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	e.Fail("GET", "/accounts/api/organizations/{organizationId}/environments", 403)
	if got, errs := m.Data("gatehouse_anypoint_environments", map[string]any{}); errs == "" {
		t.Errorf("no error, but %v", got)
	}
}
