package provider_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// onlyConfigured are the ends of arguments that an import cannot know, because
// no platform tells them; a plan after an import may set them: the versions of
// write-only arguments, whether Terraform owns a list alone, what counts for a
// creation only, members of a profile, of which an import manages none, and
// grant types, which an import leaves to the platform.
var onlyConfigured = []string{
	"_wo_version", ": authoritative", "gatehouse_okta_app_user_assignment.admin: profile", "gatehouse_anypoint_api_policy_rate_limiting.card: allow_duplicate",
	"gatehouse_anypoint_client_provider.okta: supported_grant_types", "gatehouse_anypoint_client_provider_openam.openam: supported_grant_types",
	"gatehouse_anypoint_client_provider_ping.ping: supported_grant_types",
	"gatehouse_anypoint_identity_provider.registered: oidc.client.registration", // nothing but a secret
}

// applied is one resource in a state.
type applied struct {
	Address  string         `json:"address"`
	Mode     string         `json:"mode"`
	Type     string         `json:"type"`
	Name     string         `json:"name"`
	Values   map[string]any `json:"values"`
	Identity map[string]any `json:"identity"`
}

// everything applies testdata/everything, which has every resource.
func everything(t *testing.T, e *acctest.Env) (*workspace.Workspace, []applied) {
	t.Helper()
	w := e.Workspace(t, repository, "internal/provider/testdata/everything")
	w.Env = e.EverythingVariables(t)
	run(t, w, "init")
	run(t, w, "apply", "-auto-approve")
	var state struct {
		Values struct {
			Root struct {
				Resources []applied `json:"resources"`
			} `json:"root_module"`
		} `json:"values"`
	}
	if err := json.Unmarshal([]byte(run(t, w, "show", "-json")), &state); err != nil {
		t.Fatal(err)
	}
	managed := slices.DeleteFunc(state.Values.Root.Resources, func(r applied) bool { return r.Mode != "managed" })
	have := map[string]bool{}
	for _, r := range managed {
		have[r.Type] = true
	}
	schemas, _ := offered(t)
	for name := range schemas["resources"] {
		if !have[name] {
			t.Errorf("testdata/everything has no %s: add one, with what it refers to; tests of imports, refusals, faults and kept states take their objects from there", name)
		}
	}
	return w, managed
}

func run(t *testing.T, w *workspace.Workspace, args ...string) string {
	t.Helper()
	out, err := w.Run(t.Context(), args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// identifiers are the names of each type's identity attributes, in the order
// of its import id.
func identifiers(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, factory := range provider.New("test").Resources(t.Context()) {
		r, ok := factory().(interface{ Identifiers() (string, []string) })
		if !ok {
			t.Fatalf("%T does not tell its identity", factory())
		}
		name, attributes := r.Identifiers()
		out["gatehouse_"+name] = attributes
	}
	return out
}

// forget empties the state, so that the next plan imports.
func forget(t *testing.T, w *workspace.Workspace) {
	t.Helper()
	for _, f := range []string{"terraform.tfstate", "terraform.tfstate.backup"} {
		if err := os.Remove(filepath.Join(w.Dir, f)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
}

// imports writes an import block for each resource, checks that a plan imports
// all of them and changes nothing else, and applies it.
func imports(t *testing.T, w *workspace.Workspace, all []applied, block func(applied) string) {
	t.Helper()
	var text strings.Builder
	for _, r := range all {
		fmt.Fprintf(&text, "import {\n  to = %s\n%s}\n", r.Address, block(r))
	}
	file := filepath.Join(w.Dir, "imports.tf")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	forget(t, w)
	onlyImports(t, w, len(all))
	run(t, w, "apply", "-auto-approve")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	changes, err := w.Changes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(changes) > 0 {
		t.Errorf("a plan after the import would change %q", changes)
	}
}

// onlyImports checks that a plan imports n objects and changes nothing but
// what only a configuration can know.
func onlyImports(t *testing.T, w *workspace.Workspace, n int) {
	t.Helper()
	changes, err := w.Changes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		if !slices.ContainsFunc(onlyConfigured, func(suffix string) bool { return strings.HasSuffix(c, suffix) }) {
			t.Errorf("the import would change %s", c)
		}
	}
	plan := run(t, w, "show", "next.tfplan")
	if want := fmt.Sprintf("Plan: %d to import, 0 to add, ", n); !strings.Contains(plan, want) {
		t.Errorf("the plan does not say %q:\n%s", want, plan)
	}
}

// TestImport_everythingByID: the import id is the identity's values, joined by
// slashes, and a plan with it is empty for every resource.
func TestImport_everythingByID(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	w, all := everything(t, e)
	names := identifiers(t)
	imports(t, w, all, func(r applied) string {
		var parts []string
		for _, name := range names[r.Type] {
			parts = append(parts, fmt.Sprint(r.Values[name]))
		}
		return fmt.Sprintf("  id = %q\n", strings.Join(parts, "/"))
	})
	run(t, w, "destroy", "-auto-approve")
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// TestImport_everythingByIdentity is the same by identity.
func TestImport_everythingByIdentity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	w, all := everything(t, e)
	imports(t, w, all, func(r applied) string {
		var text strings.Builder
		for _, name := range slices.Sorted(maps.Keys(r.Identity)) {
			fmt.Fprintf(&text, "    %s = %q\n", name, fmt.Sprint(r.Identity[name]))
		}
		return "  identity = {\n" + text.String() + "  }\n"
	})
	run(t, w, "destroy", "-auto-approve")
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// TestQuery_everythingGeneratesConfiguration: what `terraform query` writes for
// an existing organization is valid, and its plan imports and changes nothing.
func TestQuery_everythingGeneratesConfiguration(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	w, all := everything(t, e)
	schemas, _ := offered(t)
	ids := map[string]string{}
	for _, r := range all {
		ids[strings.TrimPrefix(r.Address, "gatehouse_")] = fmt.Sprint(r.Values["id"])
	}
	// Lists that are asked for one parent, once for each that has something.
	within := func(parents ...string) []map[string]string {
		var out []map[string]string
		for i := 0; i < len(parents); i += 2 {
			out = append(out, map[string]string{parents[i]: ids[parents[i+1]]})
		}
		return out
	}
	cards := ids["okta_auth_server.cards"]
	policies := []map[string]string{
		{"auth_server_id": cards, "policy_id": ids["okta_auth_server_policy.cards"]},
		{"auth_server_id": cards, "policy_id": ids["okta_auth_server_policy.shared"]},
	}
	servers := within("auth_server_id", "okta_auth_server.cards", "auth_server_id", "okta_auth_server.partners")
	apis := within("api_instance_id", "anypoint_api_instance.card", "api_instance_id", "anypoint_api_instance.card_flex")
	asked := map[string][]map[string]string{
		"gatehouse_okta_auth_server_scope":          servers,
		"gatehouse_okta_auth_server_claim":          servers,
		"gatehouse_okta_auth_server_policy":         servers,
		"gatehouse_okta_auth_server_trusted_server": servers,
		"gatehouse_okta_auth_server_policy_rule":    policies,
		"gatehouse_okta_auth_server_policy_client":  policies[1:],
		"gatehouse_okta_app_group_assignment":       within("app_id", "okta_app_oauth.portal"),
		"gatehouse_okta_app_user_assignment":        within("app_id", "okta_app_oauth.portal"),
		"gatehouse_okta_app_jwk":                    within("app_id", "okta_app_oauth.job"),
		"gatehouse_okta_app_secret":                 within("app_id", "okta_app_oauth.portal"),
		"gatehouse_anypoint_contract":               apis,
		"gatehouse_anypoint_api_policy":             apis,
		"gatehouse_anypoint_sla_tier":               apis,
		"gatehouse_anypoint_api_policy_order":       apis[1:],
	}
	var query strings.Builder
	for _, name := range slices.Sorted(maps.Keys(schemas["list-resources"])) {
		configs := asked[name]
		if strings.HasPrefix(name, "gatehouse_anypoint_api_policy_") {
			configs = apis
		}
		if configs == nil {
			configs = []map[string]string{{}}
		}
		for i, config := range configs {
			fmt.Fprintf(&query, "list %q \"n%d\" {\n  provider = gatehouse\n  config {\n", name, i)
			for _, k := range slices.Sorted(maps.Keys(config)) {
				fmt.Fprintf(&query, "    %s = %q\n", k, config[k])
			}
			query.WriteString("  }\n}\n")
		}
	}
	text, err := os.ReadFile(filepath.Join(w.Dir, "main.tf"))
	if err != nil {
		t.Fatal(err)
	}
	configured, err := filepath.Glob(filepath.Join(w.Dir, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range configured {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	head, _, ok := strings.Cut(string(text), "# ----")
	if !ok {
		t.Fatal("testdata/everything/main.tf has no end of its head")
	}
	for file, content := range map[string]string{"main.tf": head, "all.tfquery.hcl": query.String()} {
		if err := os.WriteFile(filepath.Join(w.Dir, file), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	forget(t, w)
	run(t, w, "query", "-generate-config-out=generated.tf")
	generated, err := os.ReadFile(filepath.Join(w.Dir, "generated.tf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if !strings.Contains(string(generated), "resource \""+r.Type+"\"") {
			t.Errorf("the query found no %s", r.Type)
		}
	}
	onlyImports(t, w, strings.Count(string(generated), "\nimport {"))
}
