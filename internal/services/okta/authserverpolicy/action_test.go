package authserverpolicy_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func TestPolicy_actions(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	o := m.Create(typ, map[string]any{"auth_server_id": "default", "name": "cards", "client_whitelist": []string{"ALL_CLIENTS"}})
	for _, step := range [][2]string{{"deactivate", "INACTIVE"}, {"activate", "ACTIVE"}} {
		messages, errs := m.Invoke(typ+"_"+step[0], map[string]any{"auth_server_id": "default", "policy_id": o.Text("id")})
		if errs != "" || !strings.Contains(strings.Join(messages, " "), step[1]) {
			t.Errorf("%s: %v %s", step[0], messages, errs)
		}
		if o.Refresh(); o.Text("status") != step[1] {
			t.Errorf("after %s the status is %s", step[0], o.Text("status"))
		}
	}
	if _, errs := m.Invoke(typ+"_activate", map[string]any{"auth_server_id": "default", "policy_id": "00p0000000000000000x"}); !strings.Contains(errs, "E0000007") {
		t.Errorf("an action on a policy that is not there: %q", errs)
	}
}
