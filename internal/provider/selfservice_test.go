package provider_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestGuide_selfServiceAccess follows the guide to the letter.
func TestGuide_selfServiceAccess(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.Gateway.Poll = 0
	w := e.Workspace(t, repository, "examples/self-service-access")
	w.Env = append(e.TutorialVariables(), "API_URL="+e.Var("GATEWAY_URL")+"/card")
	acctest.Guide{
		File: filepath.Join(repository, "docs/guides/self-service-access.md"), Workspace: w,
		Steps: map[string]func() []string{
			"the secrets": func() []string {
				var out []string
				for name, prefix := range map[string]string{"checkout": "CHECKOUT", "reports": "REPORTS"} {
					id, secret := credentials(t, e, name)
					out = append(out, fmt.Sprintf("%s_ID='%s' %s_SECRET='%s'", prefix, id, prefix, secret))
				}
				return out
			},
			"the contracts are revoked": func() []string {
				contracts, _ := e.ByHand(t, http.MethodGet, e.APIs()+"/"+apiOf(t, e)+"/contracts", nil).(map[string]any)
				list, _ := contracts["contracts"].([]any)
				if len(list) != 2 {
					t.Fatalf("the API has %d contracts: %v", len(list), contracts)
				}
				for _, k := range list {
					contract, _ := k.(map[string]any)
					e.ByHand(t, http.MethodPost, fmt.Sprintf("%s/%s/contracts/%.0f/revoke", strings.Replace(e.APIs(), "/api/v1/", "/xapi/v1/", 1), apiOf(t, e), contract["id"]), map[string]any{})
				}
				return nil
			},
			"a new minute": func() []string {
				e.Sim.Gateway.Reset()
				return nil
			},
		},
	}.Run(t)
}

// apiOf is the id of the only API instance.
func apiOf(t *testing.T, e *acctest.Env) string {
	t.Helper()
	all, _ := e.ByHand(t, http.MethodGet, e.APIs(), nil).(map[string]any)
	assets, _ := all["assets"].([]any)
	if len(assets) != 1 {
		t.Fatalf("there are %d assets with API instances: %v", len(assets), all)
	}
	asset, _ := assets[0].(map[string]any)
	apis, _ := asset["apis"].([]any)
	if len(apis) != 1 {
		t.Fatalf("there are %d API instances: %v", len(apis), asset)
	}
	api, _ := apis[0].(map[string]any)
	return fmt.Sprintf("%.0f", api["id"])
}
