package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

var (
	ourName = regexp.MustCompile(`\bgatehouse_(?:okta|anypoint|api)_\w*[a-z0-9]\b`)
	quoted  = regexp.MustCompile("`([^`]+)`")
)

// TestGuides_ourNames: each object that a guide names exists, and so does each
// argument in the last column of the glossary.
func TestGuides_ourNames(t *testing.T) {
	t.Parallel()
	schema, err := provider.NewServer(provider.New("test")).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	objects := map[string][]*tfprotov6.Schema{}
	for _, kind := range []map[string]*tfprotov6.Schema{schema.ResourceSchemas, schema.DataSourceSchemas, schema.EphemeralResourceSchemas, schema.ListResourceSchemas} {
		for name, s := range kind {
			objects[name] = append(objects[name], s)
		}
	}
	for name := range schema.ActionSchemas {
		objects[name] = append(objects[name], nil)
	}
	pages, _ := filepath.Glob(filepath.Join(repository, "docs/guides/*.md"))
	if len(pages) < 10 {
		t.Fatalf("there are only %d guides", len(pages))
	}
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range ourName.FindAllString(string(text), -1) {
			if objects[name] == nil {
				t.Errorf("%s names %s, which does not exist", filepath.Base(page), name)
			}
		}
		if filepath.Base(page) == "glossary.md" {
			checkArguments(t, string(text), objects)
		}
	}
}

// checkArguments looks at the last column of the glossary's tables.
func checkArguments(t *testing.T, page string, objects map[string][]*tfprotov6.Schema) {
	t.Helper()
	rows := 0
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		names := quoted.FindAllStringSubmatch(cells[len(cells)-1], -1)
		if len(cells) != 4 || len(names) == 0 {
			continue
		}
		rows++
		for _, argument := range names[1:] {
			found := false
			for _, s := range objects[names[0][1]] {
				found = found || s != nil && has(s.Block.Attributes, strings.Split(argument[1], "."))
			}
			if !found {
				t.Errorf("the glossary names %s of %s, which does not exist", argument[1], names[0][1])
			}
		}
	}
	if rows < 30 {
		t.Errorf("the glossary has only %d rows", rows)
	}
}

// has tells whether there is an attribute at a path.
func has(attributes []*tfprotov6.SchemaAttribute, path []string) bool {
	for _, a := range attributes {
		if a.Name == path[0] {
			return len(path) == 1 || a.NestedType != nil && has(a.NestedType.Attributes, path[1:])
		}
	}
	return false
}
