package authserverpolicyrule_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func TestRule_actions(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	policy := m.Create("gatehouse_okta_auth_server_policy", map[string]any{"auth_server_id": "default", "name": "cards", "client_whitelist": []string{"ALL_CLIENTS"}})
	o := m.Create(typ, map[string]any{
		"auth_server_id": "default", "policy_id": policy.Text("id"), "name": "machines", "grant_type_whitelist": []string{"client_credentials"}, "scope_whitelist": []string{"*"},
	})
	target := map[string]any{"auth_server_id": "default", "policy_id": policy.Text("id"), "rule_id": o.Text("id")}
	for _, step := range [][2]string{{"deactivate", "INACTIVE"}, {"activate", "ACTIVE"}} {
		messages, errs := m.Invoke(typ+"_"+step[0], target)
		if errs != "" || !strings.Contains(strings.Join(messages, " "), step[1]) {
			t.Errorf("%s: %v %s", step[0], messages, errs)
		}
		if o.Refresh(); o.Text("status") != step[1] {
			t.Errorf("after %s the status is %s", step[0], o.Text("status"))
		}
	}
	target["rule_id"] = "0pr0000000000000000x"
	if _, errs := m.Invoke(typ+"_activate", target); !strings.Contains(errs, "E0000007") {
		t.Errorf("an action on a rule that is not there: %q", errs)
	}
}
