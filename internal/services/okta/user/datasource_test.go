package user_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func TestUser_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	for _, login := range []string{"grace@example.com", "grace.h@example.com"} {
		e.ByHand(t, http.MethodPost, "okta:/api/v1/users?activate=true", map[string]any{"profile": map[string]any{
			"login": login, "email": login, "firstName": "Grace", "lastName": "Hopper", "department": "Payments", "postalAddress": "1 Navy Yard",
		}})
	}
	m := e.Machine(t)
	got, errs := m.Data("gatehouse_okta_user", map[string]any{"login": "grace@example.com"})
	profile, _ := got["profile"].(string)
	if errs != "" || got["first_name"] != "Grace" || got["email"] != "grace@example.com" || got["status"] != "ACTIVE" ||
		!strings.Contains(profile, `"postalAddress":"1 Navy Yard"`) || strings.Contains(profile, "null") {
		t.Fatalf("%v %s", got, errs)
	}
	if same, errs := m.Data("gatehouse_okta_user", map[string]any{"id": got["id"]}); errs != "" || same["login"] != "grace@example.com" {
		t.Errorf("by id: %v %s", same, errs)
	}
	if _, errs := m.Data("gatehouse_okta_user", map[string]any{"login": "grace@example.co"}); !strings.Contains(errs, "E0000007") || !strings.Contains(errs, "gatehouse_okta_users finds people") {
		t.Errorf("nobody: %s", errs)
	}
	// Okta takes what is before the @ of a login for it where that is unique; a
	// configuration that says so would change its meaning with the next user.
	if _, errs := m.Data("gatehouse_okta_user", map[string]any{"login": "grace"}); !strings.Contains(errs, `has the login "grace@example.com"`) {
		t.Errorf("a short login: %s", errs)
	}
	// q is about e-mail addresses and names, not about logins.
	e.ByHand(t, http.MethodPost, "okta:/api/v1/users?activate=true", map[string]any{"profile": map[string]any{
		"login": "hr/zuse", "email": "konrad@example.org", "firstName": "Konrad", "lastName": "Zuse-Z3",
	}})
	if odd, errs := m.Data("gatehouse_okta_user", map[string]any{"login": "hr/zuse"}); errs != "" || odd["last_name"] != "Zuse-Z3" {
		t.Errorf("a login with a slash: %v %s", odd, errs)
	}
	if _, errs := m.Data("gatehouse_okta_user", map[string]any{"login": "hr/nobody"}); !strings.Contains(errs, "hr/nobody") {
		t.Errorf("nobody with a slash: %s", errs)
	}
	for q, want := range map[string]int{"konrad@": 1, "zuse-": 1, "grace": 2, "hop": 2, "nobody": 0} {
		if all, errs := m.Data("gatehouse_okta_users", map[string]any{"q": q}); errs != "" || len(all["users"].([]any)) != want {
			t.Errorf("q = %q: %v %s", q, all, errs)
		}
	}
	all, errs := m.Data("gatehouse_okta_users", map[string]any{"search": `profile.department eq "Payments"`})
	if users, _ := all["users"].([]any); errs != "" || len(users) != 2 {
		t.Errorf("%v %s", all, errs)
	}
	// The identifier is what a rule takes.
	server := m.Create("gatehouse_okta_auth_server", map[string]any{"name": "cards", "audiences": []any{"api://cards"}}).Text("id")
	policy := m.Create("gatehouse_okta_auth_server_policy", map[string]any{"auth_server_id": server, "name": "cards", "description": "d", "client_whitelist": []any{"ALL_CLIENTS"}}).Text("id")
	rule := map[string]any{
		"auth_server_id": server, "policy_id": policy, "name": "grace", "grant_type_whitelist": []any{"authorization_code"},
		"scope_whitelist": []any{"*"}, "user_whitelist": []any{got["id"]},
	}
	if o := m.Create("gatehouse_okta_auth_server_policy_rule", rule); !o.Plan(rule).Empty() {
		t.Error("the rule does not settle")
	}
}
