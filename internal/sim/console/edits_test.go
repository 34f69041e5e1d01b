package console_test

import (
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// TestObjects_takeBackWhatTheyTell: what the page shows of an object is what its
// platform takes, so that the change of one value is the only one. Secrets are
// masked all the way.
func TestObjects_takeBackWhatTheyTell(t *testing.T) {
	s, err := sim.Start(sim.Options{SeedFile: "../../browser/testdata/tutorial.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	kinds := map[string]bool{}
	for _, o := range listed(t, s, "") {
		collection := o["collection"].(string)
		if o["changeable"] != true || o["builtIn"] == true {
			continue
		}
		kinds[collection] = true
		at := s.World.OktaURL + "/_sim/objects/" + o["key"].(string)
		must(t, s, 200, "PUT", at, must(t, s, 200, "GET", at, nil)["body"])
	}
	for _, collection := range []string{"clientProviders", "apis", "policies", "contracts", "applications", "servers", "scopes", "apps"} {
		if !kinds[collection] {
			t.Errorf("the tenant has no %s", collection)
		}
	}
	// With all secrets that the masks stood for.
	app := listed(t, s, "applications")[0]["key"].(string)
	for _, o := range listed(t, s, "apps") {
		if o["label"] != "Card Application" {
			continue
		}
		got := must(t, s, 200, "POST", s.World.OktaURL+"/_sim/token", obj{"app": o["id"], "server": listed(t, s, "servers")[0]["id"], "scope": "mulescope"})
		call := must(t, s, 200, "POST", s.World.OktaURL+"/_sim/call", obj{"path": "/card", "token": got["token"]})
		if call["status"] != 200.0 {
			t.Errorf("%s: %v", app, call)
		}
		return
	}
	t.Error("the application did not become a client")
}

// TestObjects_statuses are changed by an edit like anything else, though the
// platforms have an operation for each; with another change at once, too.
func TestObjects_statuses(t *testing.T) {
	s, err := sim.Start(sim.Options{SeedFile: "../../browser/testdata/tutorial.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	edit := func(at, member string, value any) obj {
		t.Helper()
		body := must(t, s, 200, "GET", at, nil)["body"].(obj)
		body[member] = value
		must(t, s, 200, "PUT", at, body)
		return must(t, s, 200, "GET", at, nil)["body"].(obj)
	}
	for collection, statuses := range map[string][]string{
		"contracts": {"REVOKED", "APPROVED"},
		"apps":      {"INACTIVE", "ACTIVE"}, "servers": {"INACTIVE", "ACTIVE"},
		"accessPolicies": {"INACTIVE", "ACTIVE"}, "accessRules": {"INACTIVE", "ACTIVE"},
	} {
		at := s.World.OktaURL + "/_sim/objects/" + listed(t, s, collection)[0]["key"].(string)
		for _, status := range statuses {
			if now := edit(at, "status", status); now["status"] != status {
				t.Errorf("%s: %v instead of %s", collection, now["status"], status)
			}
		}
	}
	at := s.World.OktaURL + "/_sim/objects/" + listed(t, s, "servers")[0]["key"].(string)
	body := must(t, s, 200, "GET", at, nil)["body"].(obj)
	body["status"], body["description"] = "INACTIVE", "By hand."
	must(t, s, 200, "PUT", at, body)
	if now := must(t, s, 200, "GET", at, nil)["body"].(obj); now["status"] != "INACTIVE" || now["description"] != "By hand." {
		t.Errorf("%v", now)
	}
	// A contract that is revoked cannot be rejected.
	at = s.World.OktaURL + "/_sim/objects/" + listed(t, s, "contracts")[0]["key"].(string)
	contract := edit(at, "status", "REVOKED")
	contract["status"] = "REJECTED"
	if status, told := send(t, s, "PUT", at, contract); status < 400 {
		t.Errorf("%d %v", status, told)
	}
}
