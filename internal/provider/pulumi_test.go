package provider_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"go.yaml.in/yaml/v4"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// TestPulumi_documented: the program for Pulumi on the provider's page has
// types and properties that the provider has. Nothing here runs Pulumi.
func TestPulumi_documented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(repository, "templates/index.md.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(page), "### Pulumi\n")
	_, rest, begins := strings.Cut(rest, "```yaml\n")
	text, _, ends := strings.Cut(rest, "```\n")
	if !found || !begins || !ends {
		t.Fatal("the page of the provider has no program for Pulumi")
	}
	var program struct {
		Resources map[string]struct {
			Type       string
			Properties map[string]any
		}
	}
	if err := yaml.Unmarshal([]byte(text), &program); err != nil {
		t.Fatal(err)
	}
	schema, err := provider.NewServer(provider.New("test")).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]*tfprotov6.Schema{"pulumi:providers:gatehouse": schema.Provider}
	for name, s := range schema.ResourceSchemas {
		known[pulumiName("gatehouse:_"+strings.TrimPrefix(name, "gatehouse_"))] = s
	}
	if len(program.Resources) < 2 {
		t.Errorf("the program has only %d resources", len(program.Resources))
	}
	for name, r := range program.Resources {
		s := known[r.Type]
		if s == nil {
			t.Errorf("%s: there is no type %s", name, r.Type)
			continue
		}
		pulumiProperties(t, name, s.Block.Attributes, r.Properties)
	}
}

func pulumiProperties(t *testing.T, of string, attributes []*tfprotov6.SchemaAttribute, properties map[string]any) {
	t.Helper()
	known := map[string]*tfprotov6.SchemaAttribute{}
	for _, a := range attributes {
		known[pulumiName(a.Name)] = a
		if _, set := properties[pulumiName(a.Name)]; a.Required && !set {
			t.Errorf("%s lacks %s", of, pulumiName(a.Name))
		}
	}
	for name, value := range properties {
		a := known[name]
		if a == nil {
			t.Errorf("%s has no %s; it has %q", of, name, slices.Sorted(maps.Keys(known)))
			continue
		}
		if inner, ok := value.(map[string]any); ok && a.NestedType != nil {
			pulumiProperties(t, of+"."+name, a.NestedType.Attributes, inner)
		}
	}
}

// pulumiName is a name as Pulumi writes it: auth_server_id is authServerId.
func pulumiName(name string) string {
	words := strings.Split(name, "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}
