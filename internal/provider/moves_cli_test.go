package provider_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// TestMoves_commandLine follows the guide with what it shows after the move, on
// the official provider's states: the plan moves every object and changes none.
func TestMoves_commandLine(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.StoresSecrets("the official provider's states have them; those after the move are looked through below")
	states := planted(t, e)
	w := e.Workspace(t, repository, "examples/moving-from-okta/after")
	dir := filepath.Dir(w.RC)
	guided(t, w.Dir)
	install(t, filepath.Join(dir, "mirror"), "okta/okta", "6.12.0")
	var all []source
	for _, state := range states {
		all = append(all, sourcesOf(t, state)...)
	}
	w.Env = []string{
		"TF_VAR_org_url=" + e.Var("OKTA_ORG_URL"), "TF_VAR_api_token=" + e.Var("OKTA_API_TOKEN"),
		"TF_VAR_access_policy_id=" + attribute(t, all, "okta_app_access_policy_assignment", "policy_id"),
		"TF_VAR_first_user_id=" + attribute(t, all, "okta_app_user", "user_id"),
		"TF_VAR_office_zone_id=nzoOffice00000000001d7",
		"TF_VAR_partner_modulus=" + modulus(t, all),
	}
	stateFile := filepath.Join(w.Dir, "terraform.tfstate")
	if err := os.WriteFile(stateFile, joined(t, w, states), 0o600); err != nil {
		t.Fatal(err)
	}
	out := acctest.Guide{File: movesGuide, Workspace: w}.Run(t)
	if n := strings.Count(out, " has moved to "); n != len(all) {
		t.Errorf("the plan moves %d of %d objects:\n%s", n, len(all), out)
	}
	if changes, err := w.Changes(t.Context()); err != nil || len(changes) > 0 {
		t.Errorf("a plan after the move would change %q: %v", changes, err)
	}
	text, err := os.ReadFile(stateFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range append(secretsOf(all), e.Sim.World.Secrets.All()...) {
		if strings.Contains(string(text), secret) {
			t.Errorf("the state has the secret %q", secret)
		}
	}
	if strings.Contains(string(text), `"type": "okta_`) {
		t.Error("the state still has objects of the official provider")
	}
	run(t, w, "destroy", "-auto-approve")
	e.ByHand(t, http.MethodDelete, "okta:/api/v1/users/"+attribute(t, all, "okta_app_user", "user_id"), nil) // people are nobody's to destroy
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

func attribute(t *testing.T, all []source, from, name string) string {
	t.Helper()
	i := slices.IndexFunc(all, func(s source) bool { return s.Type == from })
	if i < 0 {
		t.Fatalf("the states have no %s", from)
	}
	return all[i].text(name)
}

func modulus(t *testing.T, all []source) string {
	t.Helper()
	for _, s := range all {
		for _, k := range list(s.Attributes["jwks"]) {
			if k, _ := k.(map[string]any); k["kty"] == "RSA" {
				return fmt.Sprint(k["n"])
			}
		}
	}
	t.Fatal("the states have no RSA key")
	return ""
}

// joined is one state with the objects of all.
func joined(t *testing.T, w *workspace.Workspace, states [][]byte) []byte {
	t.Helper()
	var out map[string]any
	var resources []any
	for _, state := range states {
		out = nil
		if err := json.Unmarshal(state, &out); err != nil {
			t.Fatal(err)
		}
		resources = append(resources, list(out["resources"])...)
	}
	out["resources"] = resources
	tofu := strings.HasPrefix(w.Name, "OpenTofu")
	if tofu {
		// It keeps no marks for what a schema says is sensitive, and takes those
		// of a state that Terraform wrote for a change.
		for _, r := range resources {
			r, _ := r.(map[string]any)
			for _, i := range list(r["instances"]) {
				if i, ok := i.(map[string]any); ok {
					i["sensitive_attributes"] = []any{}
				}
			}
		}
	}
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	if tofu {
		text = bytes.ReplaceAll(text, []byte("registry.terraform.io"), []byte("registry.opentofu.org"))
	}
	return text
}

// install puts a provider at another one's address into the mirror: init
// installs the providers of all objects in a state. This one is our own under
// another name, without a single type of the other's: the command line hands the
// old state to the new provider as it is.
func install(t *testing.T, mirror, address, version string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(mirror, "*", "gatehouse", "gatehouse", "*", "*", "terraform-provider-gatehouse_v*"))
	if err != nil || len(found) == 0 {
		t.Fatalf("the mirror has no provider: %v", err)
	}
	for _, file := range found {
		platform := filepath.Base(filepath.Dir(file))
		host := filepath.Join(mirror, strings.Split(strings.TrimPrefix(file, mirror+string(filepath.Separator)), string(filepath.Separator))[0])
		folder := filepath.Join(host, filepath.FromSlash(address), version, platform)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		name := strings.Replace(filepath.Base(file), "gatehouse_v", filepath.Base(address)+"_v"+version+"_", 1)
		if err := os.Link(file, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
}
