package provider_test

import (
	"net/http"
	"path/filepath"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// TestGuide_existingOrg follows the guide in an org that was made by hand, and
// changes nothing about it.
func TestGuide_existingOrg(t *testing.T) {
	t.Parallel()
	e := acctest.StartWith(t, sim.Options{SeedFile: filepath.Join(repository, "examples/existing-org/tenant.yaml")})
	w := exampleIn(t, e, "existing-org")
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
	w := exampleIn(t, e, "first-look")
	w.Env = settings(e)
	acctest.Guide{File: filepath.Join(repository, "docs/guides/first-hour.md"), Workspace: w}.Run(t)
}
