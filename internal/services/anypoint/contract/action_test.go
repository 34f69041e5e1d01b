package contract_test

import (
	"strings"
	"testing"
)

// TestActions goes through all that an owner can do with a contract.
func TestActions(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, map[string]any{"approvalMethod": "manual"})
	m := e.Machine(t)
	o := m.Create(typeName, map[string]any{"api_instance_id": api, "application_id": app})
	target := map[string]any{"api_instance_id": api, "contract_id": o.Text("id")}
	for _, c := range []struct{ action, status string }{
		{"reject", "REJECTED"}, {"approve", "APPROVED"}, {"revoke", "REVOKED"}, {"restore", "APPROVED"},
	} {
		messages, errs := m.Invoke(typeName+"_"+c.action, target)
		if errs != "" || !strings.HasSuffix(strings.Join(messages, ""), "is "+c.status+".") {
			t.Errorf("%s: %q %s", c.action, messages, errs)
		}
		if o.Refresh(); o.Text("status") != c.status {
			t.Errorf("after %s the contract is %s", c.action, o.Text("status"))
		}
	}
	for _, verb := range []string{"reject", "restore", "approve"} {
		if _, errs := m.Invoke(typeName+"_"+verb, target); !strings.Contains(errs, "The contract is APPROVED") || !strings.Contains(errs, "an approved one revoked") {
			t.Errorf("%s of an approved contract: %s", verb, errs)
		}
	}
	if _, errs := m.Invoke(typeName+"_approve", map[string]any{"api_instance_id": api, "contract_id": "1"}); !strings.Contains(errs, `approve the contract "1"`) {
		t.Errorf("of nothing: %s", errs)
	}
}
