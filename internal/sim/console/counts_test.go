package console_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/console"
)

// TestTenant_isWhole: the page is told every object that the simulator counts,
// in a tenant that has one of every kind. The numbers of Okta are those beyond
// what a new org has.
func TestTenant_isWhole(t *testing.T) {
	had := map[string]int{}
	for _, o := range listed(t, start(t), "") {
		had[o["collection"].(string)]++
	}
	s, err := sim.Start(sim.Options{SeedFile: "../../provider/testdata/seed.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	s.Okta.NewAPIToken()
	shown, last := map[string]int{}, map[string]string{}
	for _, o := range listed(t, s, "") {
		name, key := o["collection"].(string), o["key"].(string)
		shown[name]++
		last[name] = key
		if status, told := send(t, s, "GET", s.World.GatewayURL+"/_sim/objects/"+key, nil); status != 200 {
			t.Errorf("%s: %d %v", key, status, told)
		}
	}
	collections := console.Counts()
	for kind, counted := range s.Objects() {
		seen := 0
		for _, name := range collections[kind] {
			seen += shown[name]
			if strings.HasPrefix(kind, "okta.") {
				seen -= had[name]
			}
		}
		if counted == 0 || counted != seen {
			t.Errorf("%d of %s are counted, %d shown as %v", counted, kind, seen, collections[kind])
		}
	}
	for _, name := range []string{"members", "roles", "providerClients", "deployments", "externalInstances", "assetVersions"} {
		if shown[name] == 0 {
			t.Errorf("the tenant has no %s", name)
			continue
		}
		at := s.World.GatewayURL + "/_sim/objects/" + last[name]
		must(t, s, 200, "DELETE", at, nil)
		if status, _ := send(t, s, "GET", at, nil); status != 404 {
			t.Errorf("%s is there after it was deleted", last[name])
		}
	}
}
