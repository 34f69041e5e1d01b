package provider_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/go-version"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestExample_olderTerraform applies the tutorial for command lines that have
// neither ephemeral resources nor write-only arguments.
func TestExample_olderTerraform(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.StoresSecrets("the example is for command lines that can keep no secret out of the state")
	w := e.Workspace(t, repository, "examples/older-terraform")
	w.Env = e.TutorialVariables()
	for _, args := range [][]string{{"init"}, {"apply", "-auto-approve"}} {
		if _, err := w.Run(t.Context(), args...); err != nil {
			t.Fatal(err)
		}
	}
	if changes, err := w.Changes(t.Context()); err != nil || len(changes) > 0 {
		t.Errorf("a plan after the apply would change %q: %v", changes, err)
	}
	if _, err := w.Run(t.Context(), "destroy", "-auto-approve"); err != nil {
		t.Fatal(err)
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// feature is something that not every command line has.
type feature struct {
	name, terraform, openTofu string   // the versions that brought it; empty: none has it
	config                    string   // uses it, beside the provider's block
	file                      string   // where the configuration goes, main.tf when empty
	run                       []string // the command that needs it
	refusal                   string   // what an older command line says
}

// features are in the order in which Terraform learned them. The page of the
// provider has the same table.
var features = []feature{
	{
		name: "provider functions", terraform: "1.8", openTofu: "1.7", run: []string{"plan"},
		config: `output "url" { value = provider::gatehouse::issuer_url("https://example.okta.com", "default") }`,
	},
	{
		name: "ephemeral resources", terraform: "1.10", openTofu: "1.11", run: []string{"validate"},
		config:  "ephemeral \"gatehouse_okta_app_secret\" \"a\" {\n  app_id = \"0oa1\"\n}",
		refusal: `Unsupported block type`,
	},
	{
		name: "write-only arguments", terraform: "1.11", openTofu: "1.11", run: []string{"validate"},
		config:  "resource \"gatehouse_okta_inline_hook\" \"a\" {\n  name = \"a\"\n  type = \"com.okta.oauth2.tokens.transform\"\n  channel = { uri = \"https://hook.example.com\" }\n  auth = { key = \"X-Key\", value_wo = \"a-secret\", value_wo_version = 1 }\n}",
		refusal: `Write-only attributes are only supported in\s+Terraform 1.11 and later`,
	},
	{
		name: "`import` by identity", terraform: "1.12", openTofu: "1.12", run: []string{"plan"},
		config:  "import {\n  to = gatehouse_okta_group.a\n  identity = { id = \"GROUP\" }\n}\nresource \"gatehouse_okta_group\" \"a\" { name = \"a\" }",
		refusal: `An argument named "identity" is not expected here|The argument "id" is required`,
	},
	{
		name: "list resources (`terraform query`)", terraform: "1.14", run: []string{"query"}, file: "list.tfquery.hcl",
		config:  "list \"gatehouse_okta_group\" \"all\" {\n  provider = gatehouse\n}",
		refusal: `has no command named "query"`,
	},
	{
		name: "actions", terraform: "1.14", run: []string{"validate"},
		config:  "action \"gatehouse_okta_auth_server_activate\" \"a\" {\n  config {\n    auth_server_id = \"default\"\n  }\n}",
		refusal: `Unsupported block type|Blocks of type "action" are not expected here`,
	},
}

// since is the version that has a feature, for one kind of command line.
func (f feature) since(openTofu bool) string {
	if openTofu {
		return f.openTofu
	}
	return f.terraform
}

// TestCommandLine_features uses each feature: a command line that should have
// it does, and an older one says clearly that it does not.
func TestCommandLine_features(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	cli := acctest.UseCLI(t)
	group, _ := e.ByHand(t, http.MethodPost, "okta:/api/v1/groups", map[string]any{"profile": map[string]any{"name": "a"}}).(map[string]any)
	w := e.Workspace(t, repository, "internal/provider/testdata/commandline")
	w.Env = []string{"OKTA_ORG_URL=" + e.Var("OKTA_ORG_URL"), "OKTA_API_TOKEN=" + e.Var("OKTA_API_TOKEN")}
	if _, err := w.Run(t.Context(), "init"); err != nil {
		t.Fatal(err)
	}
	for _, f := range features {
		since := f.since(cli.OpenTofu)
		has := since != "" && !cli.Version.Core().LessThan(version.Must(version.NewVersion(since)))
		file := "feature.tf"
		if f.file != "" {
			file = f.file
		}
		file = filepath.Join(w.Dir, file)
		config := strings.ReplaceAll(f.config, "GROUP", fmt.Sprint(group["id"]))
		if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := w.Run(t.Context(), f.run...)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		switch {
		case has && err != nil:
			t.Errorf("%s: %s should have them: %v", f.name, w.Name, err)
		case !has && err == nil:
			t.Errorf("%s: %s has them, and the table says that they came with %q", f.name, w.Name, since)
		case !has && !regexp.MustCompile(f.refusal).MatchString(err.Error()):
			t.Errorf("%s: %s does not say clearly what is missing: %v", f.name, w.Name, err)
		default:
			t.Logf("%-52s %v", f.name, has)
		}
	}
}

// TestCommandLine_documented holds the table of the provider's page.
func TestCommandLine_documented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(repository, "templates/index.md.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range features {
		openTofu := f.openTofu
		if openTofu == "" {
			openTofu = "none yet"
		}
		if row := fmt.Sprintf("| %s | %s | %s |", f.name, f.terraform, openTofu); !strings.Contains(string(page), row) {
			t.Errorf("the page of the provider has no row %q", row)
		}
	}
}
