package provider_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestGuide_existingOrg follows the guide in an org that was made by hand, and
// changes nothing about it.
func TestGuide_existingOrg(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	clickedTogether(t, e)
	w := exampleIn(t, "existing-org")
	w.Env = settings(e)
	before := len(e.Requests())
	acctest.Guide{File: filepath.Join(repository, "docs/guides/existing-org.md"), Workspace: w}.Run(t)
	for _, x := range e.Requests()[before:] {
		if x.Method != http.MethodGet && x.Route != "/accounts/api/v2/oauth2/token" {
			t.Errorf("the guide says that it only reads, and sent %s %s", x.Method, x.Path)
		}
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// settings are the provider's, as an environment.
func settings(e *acctest.Env) []string {
	var out []string
	for _, name := range []string{"OKTA_ORG_URL", "OKTA_API_TOKEN", "ANYPOINT_BASE_URL", "ANYPOINT_CLIENT_ID", "ANYPOINT_CLIENT_SECRET", "ANYPOINT_ORGANIZATION_ID", "ANYPOINT_ENVIRONMENT_ID"} {
		out = append(out, name+"="+e.Var(name))
	}
	return out
}

// TestGuide_firstHour follows the guide as far as it can be typed.
func TestGuide_firstHour(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	w := exampleIn(t, "first-look")
	w.Env = settings(e)
	acctest.Guide{File: filepath.Join(repository, "docs/guides/first-hour.md"), Workspace: w}.Run(t)
}

// clickedTogether makes an org by hand, with an API.
func clickedTogether(t *testing.T, e *acctest.Env) {
	t.Helper()
	made := func(path string, body map[string]any) string {
		t.Helper()
		object, _ := e.ByHand(t, http.MethodPost, path, body).(map[string]any)
		return fmt.Sprint(object["id"])
	}
	server := "okta:/api/v1/authorizationServers/" + made("okta:/api/v1/authorizationServers", map[string]any{
		"name": "payments", "description": "Tokens for the payments APIs.", "audiences": []string{"api://payments"},
	})
	for _, name := range []string{"payments.read", "payments.write"} {
		made(server+"/scopes", map[string]any{"name": name})
	}
	policy := made(server+"/policies", map[string]any{
		"type": "OAUTH_AUTHORIZATION_POLICY", "status": "ACTIVE", "name": "Batch jobs", "description": "Machines that read payments.", "priority": 1,
		"conditions": map[string]any{"clients": map[string]any{"include": []string{"ALL_CLIENTS"}}},
	})
	made(server+"/policies/"+policy+"/rules", map[string]any{
		"type": "RESOURCE_ACCESS", "name": "Read", "priority": 1,
		"conditions": map[string]any{
			"people": map[string]any{"groups": map[string]any{"include": []string{"EVERYONE"}}}, "grantTypes": map[string]any{"include": []string{"client_credentials"}},
			"scopes": map[string]any{"include": []string{"payments.read"}},
		},
		"actions": map[string]any{"token": map[string]any{"accessTokenLifetimeMinutes": 15}},
	})
	made("okta:/api/v1/groups", map[string]any{"profile": map[string]any{"name": "Payments operators", "description": "People who may use the payments client."}})
	api := e.GivenAPI(t, "payments-api", "", nil)
	made(e.APIs()+"/"+api+"/policies", map[string]any{
		"groupId": "68ef9520-24e9-4cf2-b2f5-620025690913", "assetId": "client-id-enforcement", "assetVersion": "1.3.3",
		"configurationData": map[string]any{"credentialsOriginHasHttpBasicAuthenticationHeader": "httpBasicAuthenticationHeader"},
	})
	e.Given()
}
