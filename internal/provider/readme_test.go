package provider_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

var update = flag.Bool("update", false, "write the table of objects into the README")

const (
	readme = "../../README.md"
	begin  = "<!-- objects:begin, kept by a test -->\n"
	end    = "<!-- objects:end -->"
)

// TestReadme_objects keeps the table of objects as the provider has them. To
// write it anew: go test ./internal/provider -run TestReadme -update.
func TestReadme_objects(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	old, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no marks for the table of objects", readme)
	}
	want := table(t.Context())
	if old == want {
		return
	}
	if !*update {
		t.Fatalf("the table of objects in the README is out of date: run make generate")
	}
	if err := os.WriteFile(readme, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// table has a row for each name, and the kinds under which it exists.
func table(ctx context.Context) string {
	p := provider.New("test")
	kinds := []string{"resource", "list", "data source", "ephemeral", "action"}
	rows := map[string][]bool{}
	add := func(kind int, name string) {
		if rows[name] == nil {
			rows[name] = make([]bool, len(kinds))
		}
		rows[name][kind] = true
	}
	for _, f := range p.Resources(ctx) {
		var resp resource.MetadataResponse
		f().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "gatehouse"}, &resp)
		add(0, resp.TypeName)
	}
	for _, f := range p.ListResources(ctx) {
		var resp resource.MetadataResponse
		f().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "gatehouse"}, &resp)
		add(1, resp.TypeName)
	}
	for _, f := range p.DataSources(ctx) {
		var resp datasource.MetadataResponse
		f().Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "gatehouse"}, &resp)
		add(2, resp.TypeName)
	}
	for _, f := range p.EphemeralResources(ctx) {
		var resp ephemeral.MetadataResponse
		f().Metadata(ctx, ephemeral.MetadataRequest{ProviderTypeName: "gatehouse"}, &resp)
		add(3, resp.TypeName)
	}
	for _, f := range p.Actions(ctx) {
		var resp action.MetadataResponse
		f().Metadata(ctx, action.MetadataRequest{ProviderTypeName: "gatehouse"}, &resp)
		add(4, resp.TypeName)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| name | %s |\n|---%s|\n", strings.Join(kinds, " | "), strings.Repeat("|:---:", len(kinds)))
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintf(&b, "| `%s` |", name)
		for _, has := range rows[name] {
			if has {
				b.WriteString(" ✓ |")
			} else {
				b.WriteString("   |")
			}
		}
		b.WriteString("\n")
	}
	var names []string
	for _, f := range p.Functions(ctx) {
		var resp function.MetadataResponse
		f().Metadata(ctx, function.MetadataRequest{}, &resp)
		names = append(names, "`provider::gatehouse::"+resp.Name+"`")
	}
	if slices.Sort(names); len(names) > 0 {
		fmt.Fprintf(&b, "\nFunctions: %s.\n", strings.Join(names, ", "))
	}
	return b.String()
}
