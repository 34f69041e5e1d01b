package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// protectedAPI is the example of a module.
const protectedAPI = "examples/modules/protected-api"

// TestExampleModule_protectedAPI runs the examples of the module's README as far
// as `validate` does. The guide "Test your modules without a tenant" runs the
// module's own tests: TestExampleGuide_testYourModules.
func TestExampleModule_protectedAPI(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(repository, protectedAPI, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := workspace.New(t.Context(), t.TempDir(), repository, protectedAPI, acctest.Program(t))
	if err != nil {
		t.Fatal(err)
	}
	w.Dir = filepath.Join(w.Dir, "usage")
	blocks := acctest.Blocks(string(text), "terraform")
	usage := strings.ReplaceAll(strings.Join(append(blocks, required), "\n"), `"git::https://github.com/gatehouse/terraform-provider-gatehouse.git//`+protectedAPI+`"`, `"../"`)
	if len(blocks) != 2 || strings.Contains(usage, "git::") {
		t.Fatalf("the README has %d examples, or ones of another module:\n%s", len(blocks), usage)
	}
	for name, text := range map[string]string{"main.tf": usage, "consumers.yaml": "shop: {description: The web shop, scopes: [orders.read]}\n"} {
		if err := os.MkdirAll(w.Dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(w.Dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{"init", "validate"} {
		if _, err := w.Run(t.Context(), command); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	moduleBegin = "<!-- module:begin, kept by a test -->\n"
	moduleEnd   = "<!-- module:end -->"
)

// TestReadme_module keeps the tables of inputs and outputs as the module has
// them. To write them anew: make generate.
func TestReadme_module(t *testing.T) {
	t.Parallel()
	file := filepath.Join(repository, protectedAPI, "README.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), moduleBegin)
	old, after, ok2 := strings.Cut(rest, moduleEnd)
	if !ok || !ok2 {
		t.Fatalf("%s has no marks for the tables", file)
	}
	want := "## Inputs\n\n| Name | Description | Type | Default | Required |\n|---|---|---|---|:---:|\n"
	for _, v := range blocksOf(t, "variable", "variables.tf") {
		byDefault, isRequired := "n/a", "yes"
		if v.byDefault != "" {
			byDefault, isRequired = "`"+v.byDefault+"`", "no"
		}
		want += fmt.Sprintf("| `%s` | %s | `%s` | %s | %s |\n", v.name, v.description, v.typ, byDefault, isRequired)
	}
	want += "\n## Outputs\n\n| Name | Description |\n|---|---|\n"
	for _, o := range blocksOf(t, "output", "outputs.tf") {
		want += fmt.Sprintf("| `%s` | %s |\n", o.name, o.description)
	}
	if old == want {
		return
	}
	if !*update {
		t.Fatalf("the tables in %s are out of date: run make generate", file)
	}
	if err := os.WriteFile(file, []byte(before+moduleBegin+want+moduleEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// declared is a variable or an output of a module.
type declared struct{ name, description, typ, byDefault string }

var (
	argument = regexp.MustCompile(`(?ms)^  (\w+) += (.*?)\n(?:  \w+ +=|  \w+ \{|\n|\z)`)
	members  = regexp.MustCompile(`([^{(])\n\s+(\w+ +=)`)
	spaces   = regexp.MustCompile(`\s+`)
)

// blocksOf are the blocks of a kind in a file of the module, in their order.
// The files are as `terraform fmt` leaves them.
func blocksOf(t *testing.T, kind, file string) []declared {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, protectedAPI, file))
	if err != nil {
		t.Fatal(err)
	}
	var out []declared
	for _, m := range regexp.MustCompile(`(?ms)^`+kind+` "(\w+)" \{\n(.*?)^\}`).FindAllStringSubmatch(string(text), -1) {
		d := declared{name: m[1]}
		for rest := m[2]; ; {
			at := argument.FindStringSubmatchIndex(rest)
			if at == nil {
				break
			}
			value := spaces.ReplaceAllString(members.ReplaceAllString(rest[at[4]:at[5]], "$1, $2"), " ")
			switch rest[at[2]:at[3]] {
			case "description":
				d.description = strings.Trim(value, `"`)
			case "type":
				d.typ = value
			case "default":
				d.byDefault = value
			}
			rest = rest[at[5]+1:]
		}
		if d.description == "" {
			t.Errorf("%s %s has no description", kind, d.name)
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		t.Fatalf("%s has no %ss", file, kind)
	}
	slices.SortFunc(out, func(a, b declared) int { return strings.Compare(a.name, b.name) })
	return out
}
