package provider_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// TestGuide_rotateSecrets follows the guide, and leaves nothing.
func TestGuide_rotateSecrets(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.Gateway.Poll = 0
	w := exampleIn(t, e, "rotation")
	w.Env = e.TutorialVariables()
	out := acctest.Guide{File: filepath.Join(repository, "docs/guides/rotate-secrets.md"), Workspace: w}.Run(t)
	if strings.Contains(out, "is kept out") {
		t.Errorf("there was an outage:\n%s", out)
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// TestGuide_detectDrift follows the guide, with the gh that it lets stand for
// GitHub's.
func TestGuide_detectDrift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	w := exampleIn(t, e, "nightly-drift")
	w.Env = e.TutorialVariables()
	acctest.Guide{
		File: filepath.Join(repository, "docs/guides/detect-drift.md"), Workspace: w,
		Steps: map[string]func() []string{
			"the lifetime is raised": func() []string {
				server := onlyServer(t, e)
				policies, _ := e.ByHand(t, http.MethodGet, server+"/policies", nil).([]any)
				policy, _ := policies[0].(map[string]any)
				rules, _ := e.ByHand(t, http.MethodGet, fmt.Sprintf("%s/policies/%s/rules", server, policy["id"]), nil).([]any)
				rule, _ := rules[0].(map[string]any)
				e.Edit(t, fmt.Sprintf("%s/policies/%s/rules/%s", server, policy["id"], rule["id"]), map[string]any{
					"actions": map[string]any{"token": map[string]any{"accessTokenLifetimeMinutes": 1440}},
				})
				return nil
			},
			"the policy is removed": func() []string {
				api := apiOf(t, e)
				all, _ := e.ByHand(t, http.MethodGet, e.APIs()+"/"+api+"/policies?fullInfo=false", nil).([]any)
				policy, _ := all[0].(map[string]any)
				e.ByHand(t, http.MethodDelete, fmt.Sprintf("%s/%s/policies/%.0f", e.APIs(), api, policy["id"]), nil)
				return nil
			},
		},
	}.Run(t)
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// onlyServer is the path of the authorization server beside the default one.
func onlyServer(t *testing.T, e *acctest.Env) string {
	t.Helper()
	all, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/authorizationServers", nil).([]any)
	for _, s := range all {
		if server, _ := s.(map[string]any); server["name"] != "default" {
			return fmt.Sprintf("okta:/api/v1/authorizationServers/%s", server["id"])
		}
	}
	t.Fatalf("there is no server but the default one: %v", all)
	return ""
}

// exampleIn is a workspace in one of the examples, which has the others beside
// it: some use the module.
func exampleIn(t *testing.T, e *acctest.Env, name string) *workspace.Workspace {
	t.Helper()
	w := e.Workspace(t, repository, "examples")
	w.Dir = filepath.Join(w.Dir, name)
	return w
}

// TestGuide_secrets follows the guide, which searches the state and a plan.
func TestGuide_secrets(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.StoresSecrets("the guide shows what a state has where one chooses so")
	w := exampleIn(t, e, "secrets")
	w.Env = e.TutorialVariables()
	acctest.Guide{
		File: filepath.Join(repository, "docs/guides/secrets.md"), Workspace: w,
		Steps: map[string]func() []string{
			"the secret": func() []string {
				apps, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/apps", nil).([]any)
				app, _ := apps[0].(map[string]any)
				secrets, _ := e.ByHand(t, http.MethodGet, fmt.Sprintf("okta:/api/v1/apps/%s/credentials/secrets", app["id"]), nil).([]any)
				secret, _ := secrets[0].(map[string]any)
				return []string{fmt.Sprintf("CLIENT_SECRET='%s'", secret["client_secret"])}
			},
		},
	}.Run(t)
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}
