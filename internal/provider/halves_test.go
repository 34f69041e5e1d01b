package provider_test

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestProvider_eitherHalfMayBeMissing: without its half an object fails at
// plan, and says which setting and which variable it lacks; the others work.
func TestProvider_eitherHalfMayBeMissing(t *testing.T) {
	for _, name := range []string{
		"OKTA_ORG_URL", "OKTA_ORG_NAME", "OKTA_BASE_URL", "OKTA_API_TOKEN", "OKTA_ACCESS_TOKEN", "ANYPOINT_BASE_URL", "ANYPOINT_REGION",
		"ANYPOINT_CLIENT_ID", "ANYPOINT_CLIENT_SECRET", "ANYPOINT_USERNAME", "ANYPOINT_PASSWORD", "ANYPOINT_ACCESS_TOKEN",
	} {
		t.Setenv(name, "")
	}
	e := acctest.Start(t)
	scope := map[string]any{"auth_server_id": "default", "name": "mulescope"}
	environment := map[string]any{"name": "Staging", "type": "sandbox", "organization_id": e.Var("ANYPOINT_ORGANIZATION_ID")}
	okta := map[string]any{"org_url": e.Var("OKTA_ORG_URL"), "api_token": e.Var("OKTA_API_TOKEN")}
	anypoint := map[string]any{"base_url": e.Var("ANYPOINT_BASE_URL"), "client_id": e.Var("ANYPOINT_CLIENT_ID"), "client_secret": e.Var("ANYPOINT_CLIENT_SECRET")}
	plan := func(config map[string]any, typeName string, object map[string]any) string {
		return e.MachineWith(t, config).New(typeName).Plan(object).Errors
	}
	without := func(half map[string]any, setting string) map[string]any {
		out := map[string]any{}
		for k, v := range half {
			if k != setting {
				out[k] = v
			}
		}
		return out
	}
	const oktaType, anypointType = "gatehouse_okta_auth_server_scope", "gatehouse_anypoint_environment"
	for name, c := range map[string]struct {
		config map[string]any
		typ    string
		object map[string]any
		say    []string // empty: it works
	}{
		"no Okta":                 {map[string]any{"anypoint": anypoint}, oktaType, scope, []string{"okta.org_url", "OKTA_ORG_URL"}},
		"no Okta, other half":     {map[string]any{"anypoint": anypoint}, anypointType, environment, nil},
		"no Okta credentials":     {map[string]any{"okta": without(okta, "api_token")}, oktaType, scope, []string{"okta.api_token", "OKTA_API_TOKEN"}},
		"no Anypoint":             {map[string]any{"okta": okta}, anypointType, environment, []string{"anypoint.client_id", "ANYPOINT_CLIENT_ID"}},
		"no Anypoint, other half": {map[string]any{"okta": okta}, oktaType, scope, nil},
		"no client secret":        {map[string]any{"anypoint": without(anypoint, "client_secret")}, anypointType, environment, []string{"anypoint.client_secret", "ANYPOINT_CLIENT_SECRET"}},
		"nothing":                 {map[string]any{}, oktaType, scope, []string{"okta.org_url", "OKTA_ORG_URL"}},
	} {
		t.Run(name, func(t *testing.T) {
			e.Sim.World.Log.Clear()
			got := plan(c.config, c.typ, c.object)
			if len(c.say) == 0 && got != "" {
				t.Errorf("it fails: %s", got)
			}
			for _, word := range c.say {
				if !strings.Contains(got, word) {
					t.Errorf("the error does not name %s: %q", word, got)
				}
			}
			if n := len(e.Requests()); n != 0 && len(c.say) > 0 {
				t.Errorf("it sent %d requests before it failed", n)
			}
		})
	}
}
