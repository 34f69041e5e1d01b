package apipolicies_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicies"
)

var update = flag.Bool("update", false, "write the examples of the policies")

// byHand are the policies with an example that tells more than the table knows.
var byHand = []string{"openidconnect-access-token-enforcement"}

// realistic are those of which people choose the arguments: all of them at once
// would not make sense, or would be unsafe. The rest of their examples is made.
var realistic = []string{"cors", "jwt-validation", "message-logging", "native-aws-lambda", "native-ext-authz", "oauth2-token-introspection", "rate-limiting"}

// TestExamples: the examples of a policy, which its page shows, come out of its
// descriptor.
func TestExamples(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..", "..", "..", "examples")
	for _, d := range apipolicies.All() {
		if slices.Contains(byHand, d.Asset) {
			continue
		}
		for name, text := range examples(d) {
			if slices.Contains(realistic, d.Asset) && filepath.Base(name) == "resource.tf" {
				continue
			}
			file := filepath.Join(root, filepath.FromSlash(name))
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if is, err := os.ReadFile(file); err != nil || string(is) != text {
				t.Errorf("%s is not what the descriptor makes (%v): run make generate", name, err)
			}
		}
	}
}

// TestEverything: the configuration that has every resource has every policy of
// the table, the OpenID Connect policy apart, which needs a client provider.
func TestEverything(t *testing.T) {
	t.Parallel()
	file := filepath.Join("..", "..", "..", "provider", "testdata", "everything", "policies.tf")
	var b strings.Builder
	b.WriteString("# One of each policy of the table.\n")
	for _, d := range apipolicies.All() {
		if slices.Contains(byHand, d.Asset) {
			continue
		}
		fmt.Fprintf(&b, "\nresource %q \"card\" {\n  api_instance_id = gatehouse_anypoint_api_instance.card.id\n", d.TypeName())
		if d.Asset == "rate-limiting" { // which the API has by the resource for policies of any kind, too
			b.WriteString("  allow_duplicate = true\n")
		}
		if len(d.Arguments) > 0 {
			fmt.Fprintf(&b, "\n  configuration = %s\n", hcl(sample(d.Arguments, 0, true), "  "))
		}
		b.WriteString("  depends_on = [gatehouse_anypoint_api_policy.rate_limiting]\n}\n")
	}
	text := string(hclwrite.Format([]byte(b.String())))
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if is, err := os.ReadFile(file); err != nil || string(is) != text {
		t.Errorf("%s is not what the table makes (%v): run make generate", file, err)
	}
}

// examples are the files, by path below examples/.
func examples(d *apipolicies.Descriptor) map[string]string {
	const org, env, api, id = "5f8e2b6a-9c0d-4e1f-8a7b-3c2d1e0f9a8b", "7a6b5c4d-3e2f-4a1b-9c8d-0e1f2a3b4c5d", "15476800", "335513"
	whole := strings.Join([]string{org, env, api, id}, "/")
	name, folder := d.TypeName(), "resources/"+d.TypeName()+"/"
	format := func(text string, a ...any) string { return string(hclwrite.Format(fmt.Appendf(nil, text, a...))) }
	return map[string]string{
		folder + "resource.tf":                                  format("%s", example(d)),
		folder + "import.sh":                                    fmt.Sprintf("terraform import %s.card %s\n", name, whole),
		folder + "import-by-string-id.tf":                       format("import {\n  to = %s.card\n  id = %q\n}\n", name, whole),
		folder + "import-by-identity.tf":                        format("import {\n  to = %s.card\n  identity = {\n    organization_id = %q\n    environment_id = %q\n    api_instance_id = %q\n    id = %q\n  }\n}\n", name, org, env, api, id),
		"list-resources/" + name + "/list-resource.tfquery.hcl": format("list %q \"all\" {\n  provider = gatehouse\n  config {\n    api_instance_id = %q\n  }\n}\n", name, api),
	}
}

// example is a policy with all of its arguments.
func example(d *apipolicies.Descriptor) string {
	var b strings.Builder
	configuration := map[string]any{}
	for _, a := range d.Arguments {
		if !a.Required && (a.Kind == apipolicies.Any || a.Like[0] == nil && len(a.Of) == 0 && !a.Secret) {
			continue
		}
		if a.Secret {
			fmt.Fprintf(&b, "variable %q {\n  description = %q\n  type = string\n  ephemeral = true\n}\n\n", a.Name, a.Is)
			configuration[a.Name+"_wo"], configuration[a.Name+"_wo_version"] = expression("var."+a.Name), 1
			continue
		}
		if a.Kind == apipolicies.Any && a.Like[0] == nil { // the test's value would teach a wrong form
			fmt.Fprintf(&b, "variable %q {\n  description = %q\n  type = any\n}\n\n", a.Name, a.Is)
			configuration[a.Name] = expression("var." + a.Name)
			continue
		}
		configuration[a.Name] = value(a, 0, true)
	}
	fmt.Fprintf(&b, "variable \"api_instance_id\" {\n  description = \"The identifier of the API instance.\"\n  type = string\n}\n\n")
	fmt.Fprintf(&b, "resource %q \"card\" {\n  api_instance_id = var.api_instance_id\n", d.TypeName())
	if len(d.Arguments) > 0 {
		fmt.Fprintf(&b, "\n  configuration = %s\n", hcl(configuration, "  "))
	}
	return b.String() + "}\n"
}

// expression is written as it is.
type expression string

func hcl(v any, indent string) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			parts[i] = hcl(e, indent)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		text := "{\n"
		for _, k := range slices.Sorted(maps.Keys(v)) {
			text += indent + "  " + k + " = " + hcl(v[k], indent+"  ") + "\n"
		}
		return text + indent + "}"
	}
	return fmt.Sprint(v)
}
