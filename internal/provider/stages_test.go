package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// terraformIn returns a function that runs a command and returns what it says.
func terraformIn(t *testing.T, w *workspace.Workspace) func(args ...string) string {
	t.Helper()
	return func(args ...string) string {
		t.Helper()
		out, err := w.Run(t.Context(), args...)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
}

// TestExample_twoOktaOrgs applies the example, and looks whether each org has
// what belongs to it.
func TestExample_twoOktaOrgs(t *testing.T) {
	t.Parallel()
	staff, customers := acctest.Start(t), acctest.Start(t)
	w := exampleIn(t, staff, "two-okta-orgs")
	customers.Watch(t, w)
	w.Env = append(staff.TutorialVariables(), fmt.Sprintf(`TF_VAR_okta={"staff":{"org_url":%q,"api_token":%q},"customers":{"org_url":%q,"api_token":%q}}`,
		staff.Var("OKTA_ORG_URL"), staff.Var("OKTA_API_TOKEN"), customers.Var("OKTA_ORG_URL"), customers.Var("OKTA_API_TOKEN")))
	run := terraformIn(t, w)
	run("init")
	run("apply", "-auto-approve")
	for object, want := range map[string][2]int{
		"okta.authorizationServers": {1, 1},
		"okta.trustedOrigins":       {0, 1},
		"okta.apps":                 {2, 2}, // the gateway's and the consumer's
		"anypoint.apiInstances":     {2, 0},
	} {
		if got := [2]int{staff.Sim.Objects()[object], customers.Sim.Objects()[object]}; got != want {
			t.Errorf("%s: the two worlds have %v, want %v", object, got, want)
		}
	}
	if changes, err := w.Changes(t.Context()); err != nil || len(changes) > 0 {
		t.Errorf("a plan after the apply would change %q, %v", changes, err)
	}
	run("destroy", "-auto-approve")
	for _, e := range []*acctest.Env{staff, customers} {
		if err := e.Empty(); err != nil {
			t.Error(err)
		}
	}
}

// TestExample_promotion applies the example for two stages, and promotes a
// version from one to the next, which changes nothing but the version.
func TestExample_promotion(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.GivenAsset(t, "cards", "1.0.0", "1.1.0")
	w := exampleIn(t, e, "promotion")
	run := terraformIn(t, w)
	stage := func(name string) {
		t.Helper()
		w.Env = append(e.TutorialVariables(), "TF_VAR_stage="+name, "TF_WORKSPACE="+name)
	}
	stage("dev")
	run("init")
	run("apply", "-auto-approve")
	stage("staging")
	run("apply", "-auto-approve")
	w.Env = append(w.Env, `TF_VAR_releases={"dev":"1.1.0","staging":"1.1.0","production":"1.0.0"}`)
	changes, err := w.Changes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// What the platform says of the instance follows from the version.
	if got := strings.Join(changes, "\n"); !strings.Contains(got, "spec.version") || strings.Count(got, "gatehouse_anypoint_api_instance.this: ") != len(changes) || strings.Contains(got, "create") {
		t.Errorf("the promotion would change\n%s", got)
	}
	run("apply", "-auto-approve")
	if got, err := w.Output(t.Context(), "release"); err != nil || got != "1.1.0" {
		t.Errorf("staging has the release %q, %v", got, err)
	}
	run("destroy", "-auto-approve")
	stage("dev")
	if _, err := w.Run(t.Context(), "plan", "-var", "stage=production"); err == nil || !strings.Contains(err.Error(), "The workspace is another one") {
		t.Errorf("a stage in the workspace of another is refused with %v", err)
	}
	run("destroy", "-auto-approve")
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}
