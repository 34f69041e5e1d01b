package console_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// TestTenant_isWhole: the page is told every object that the simulator counts.
// The numbers of Okta are those beyond what a new org has.
func TestTenant_isWhole(t *testing.T) {
	s, err := sim.Start(sim.Options{SeedFile: "../../browser/testdata/tutorial.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	had := map[string]int{}
	for _, o := range listed(t, start(t), "") {
		had[o["collection"].(string)]++
	}
	id, secret, org, _ := s.Anypoint.Credentials()
	token := must(t, s, 200, "POST", s.World.AnypointURL+"/accounts/api/v2/oauth2/token", obj{"client_id": id, "client_secret": secret, "grant_type": "client_credentials"})
	create(t, s.World.AnypointURL+"/accounts/api/organizations/"+org+"/identityProviders", token["access_token"].(string), obj{
		"name": "sign-in", "type": obj{"name": "openid"}, "oidc_provider": obj{
			"issuer": "https://id.example.com", "client": obj{"credentials": obj{"id": "i", "secret": "s3cret"}},
			"urls": obj{"authorize": "https://id.example.com/authorize", "token": "https://id.example.com/token", "userinfo": "https://id.example.com/userinfo"},
		},
	})
	okta := s.World.OktaURL + "/api/v1/"
	group := must(t, s, 200, "POST", okta+"groups", obj{"profile": obj{"name": "A"}})["id"].(string)
	other := must(t, s, 201, "POST", okta+"authorizationServers", obj{"name": "other", "audiences": []string{"a"}})["id"].(string)
	server := listed(t, s, "servers")[0]["id"].(string)
	if status, told := send(t, s, "POST", okta+"authorizationServers/"+server+"/associatedServers", obj{"trusted": []string{other}}); status != 200 {
		t.Fatal(status, told)
	}
	app, _ := newApp(t, s)
	must(t, s, 200, "PUT", okta+"apps/"+app+"/groups/"+group, obj{})
	must(t, s, 201, "POST", okta+"apps/"+app+"/grants", obj{"scopeId": "okta.groups.read", "issuer": s.World.OktaURL})

	shown := map[string]int{}
	for _, o := range listed(t, s, "") {
		shown[o["collection"].(string)]++
	}
	counted := s.Objects()
	for kind, collection := range map[string]string{
		"anypoint.apiInstances": "apis", "anypoint.applications": "applications", "anypoint.assets": "assets", "anypoint.clientProviders": "clientProviders",
		"anypoint.identityProviders": "identityProviders", "anypoint.connectedApplications": "connectedApps", "anypoint.contracts": "contracts",
		"anypoint.environments": "environments", "anypoint.organizations": "organizations", "anypoint.policies": "policies", "anypoint.tiers": "tiers",
	} {
		if counted[kind] != shown[collection] {
			t.Errorf("%d of %s are counted, %d shown", counted[kind], kind, shown[collection])
		}
	}
	for kind, collection := range map[string]string{
		"okta.apps": "apps", "okta.appGrants": "grants", "okta.appGroups": "appGroups", "okta.appSecrets": "appSecrets", "okta.groups": "groups",
		"okta.authorizationServers": "servers", "okta.associatedServers": "trustedServers", "okta.scopes": "scopes", "okta.claims": "claims",
		"okta.authorizationPolicies": "accessPolicies", "okta.authorizationRules": "accessRules", "okta.users": "users", "okta.networkZones": "zones",
	} {
		if counted[kind] != shown[collection]-had[collection] {
			t.Errorf("%d of %s are counted, %d shown, %d of them in every org", counted[kind], kind, shown[collection], had[collection])
		}
	}
	for _, kind := range []string{"anypoint.identityProviders", "anypoint.policies", "okta.associatedServers", "okta.appGrants", "okta.appGroups"} {
		if counted[kind] == 0 {
			t.Errorf("the tenant has no %s", kind)
		}
	}
}

// create makes an object in Anypoint.
func create(t *testing.T, address, token string, body any) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusCreated {
		t.Fatalf("POST %s: %d", address, answer.StatusCode)
	}
}
