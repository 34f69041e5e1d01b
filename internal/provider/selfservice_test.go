package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// TestGuide_selfServiceAccess follows the guide: each consumer calls within its
// tier, a consumer moves to another one, a revoked contract is found and
// restored, and one that leaves calls no more.
func TestGuide_selfServiceAccess(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.Gateway.Poll = 0
	w, err := workspace.New(t.Context(), t.TempDir(), repository, "examples/self-service-access", acctest.Program(t))
	if err != nil {
		t.Fatal(err)
	}
	w.Env = e.TutorialVariables()
	run := func(args ...string) {
		t.Helper()
		if _, err := w.Run(t.Context(), args...); err != nil {
			t.Fatal(err)
		}
	}
	changes := func(when string, want int) {
		t.Helper()
		got, err := w.Changes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != want {
			t.Errorf("%s: a plan would change %q", when, got)
		}
	}
	run("init")
	run("apply", "-auto-approve")
	changes("after the apply", 0)
	client := func(name string) []string {
		t.Helper()
		id, secret := credentials(t, e, name)
		return []string{id, secret}
	}
	want := func(when string, credentials []string, statuses ...int) {
		t.Helper()
		for i, status := range statuses {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, e.Var("GATEWAY_URL")+"/card", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("client_id", credentials[0])
			r.Header.Set("client_secret", credentials[1])
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			if answer.StatusCode != status {
				t.Errorf("%s: call %d is answered %d, not %d", when, i+1, answer.StatusCode, status)
			}
		}
	}
	checkout, reports := client("checkout"), client("reports")
	want("gold", checkout, 200, 200, 200)
	want("trial", reports, 200, 200, 429)
	want("a wrong secret", []string{checkout[0], "x"}, 401)

	contracts, _ := e.ByHand(t, http.MethodGet, e.APIs()+"/"+apiOf(t, e)+"/contracts", nil).(map[string]any)
	list, _ := contracts["contracts"].([]any)
	if len(list) != 2 {
		t.Fatalf("the API has %d contracts: %v", len(list), contracts)
	}
	for _, k := range list {
		contract, _ := k.(map[string]any)
		e.ByHand(t, http.MethodPost, fmt.Sprintf("%s/%s/contracts/%.0f/revoke", strings.Replace(e.APIs(), "/api/v1/", "/xapi/v1/", 1), apiOf(t, e), contract["id"]), map[string]any{})
	}
	want("revoked", checkout, 401)
	changes("after contracts were revoked", 2)
	run("apply", "-auto-approve")
	want("restored", checkout, 200)

	promoted := `consumers={checkout={description="The checkout of the web shop",tier="gold"},reports={description="Nightly reports",tier="gold"}}`
	run("apply", "-auto-approve", "-var", promoted)
	e.Sim.Gateway.Reset() // a new window
	want("promoted to gold", reports, 200, 200, 200)

	run("apply", "-auto-approve", "-var", `consumers={checkout={description="The checkout of the web shop",tier="gold"}}`)
	want("gone", reports, 401)
	want("still there", checkout, 200)
	if out, err := w.Run(t.Context(), "plan", "-var", `consumers={x={description="",tier="silver"}}`); err == nil {
		t.Errorf("a tier that does not exist passes: %s", out)
	}
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
