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
