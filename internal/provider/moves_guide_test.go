package provider_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

const movesGuide = repository + "/docs/guides/okta-provider.md"

var fence = regexp.MustCompile("(?s)\n(Before|After):\n((?:\n```terraform\n.*?```\n)+)")

// guideHCL is what the guide shows before and after the move, one text a block
// of code.
func guideHCL(t *testing.T) (before, after []string) {
	t.Helper()
	text, err := os.ReadFile(movesGuide)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
		for _, code := range strings.Split(m[2], "\n```terraform\n")[1:] {
			code = strings.TrimSuffix(strings.TrimSpace(code), "```")
			if m[1] == "Before" {
				before = append(before, code)
			} else {
				after = append(after, code)
			}
		}
	}
	if len(before) < 8 || len(after) < 8 {
		t.Fatalf("the guide has %d blocks before and %d after the move", len(before), len(after))
	}
	return before, after
}

// guided replaces the configuration in a folder by what the guide shows after
// the move.
func guided(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	_, after := guideHCL(t)
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(strings.Join(after, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestGuide_isHCL: every block of code in the guide can be parsed.
func TestGuide_isHCL(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(movesGuide)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "\n```terraform\n")[1:]
	for _, code := range blocks {
		code, _, _ = strings.Cut(code, "\n```")
		if _, diags := hclsyntax.ParseConfig([]byte(code), "guide.tf", hcl.InitialPos); diags.HasErrors() {
			t.Errorf("%v:\n%s", diags, code)
		}
	}
	if len(blocks) < 18 {
		t.Errorf("the guide has %d blocks of code", len(blocks))
	}
}

func written(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, file := range movesFiles {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, sourcesOf(t, text)...)
	}
	return all
}

// TestGuide_beforeIsTheStates: what the guide shows before the move is what the
// official provider's states are states of: every object, no argument that it
// does not have, and the values where they are literals. What it shows after
// the move is applied by TestMoves_commandLine.
func TestGuide_beforeIsTheStates(t *testing.T) {
	t.Parallel()
	before, _ := guideHCL(t)
	file, diags := hclsyntax.ParseConfig([]byte(strings.Join(before, "\n")), "before.tf", hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		t.Fatalf("the configuration is a %T", file.Body)
	}
	all := written(t)
	shown := map[string]bool{}
	for _, block := range body.Blocks {
		address := strings.Join(block.Labels, ".")
		i := slices.IndexFunc(all, func(s source) bool { return s.Type+"."+s.Name == address })
		if i < 0 {
			t.Errorf("no state has %s", address)
			continue
		}
		shown[address] = true
		agrees(t, address, block.Body, all[i].Attributes)
	}
	for _, s := range all {
		if !shown[s.Type+"."+s.Name] {
			t.Errorf("the guide does not show %s.%s before the move", s.Type, s.Name)
		}
	}
}

// agrees compares a block with its state.
func agrees(t *testing.T, at string, body *hclsyntax.Body, state map[string]any) {
	t.Helper()
	for name, a := range body.Attributes {
		is, ok := state[name]
		if !ok {
			t.Errorf("%s has no argument %q", at, name)
			continue
		}
		v, diags := a.Expr.Value(nil)
		if diags.HasErrors() {
			continue // refers to something
		}
		want := plain(t, v)
		if said, isObject := want.(map[string]any); isObject { // the provider adds its defaults to a map
			whole, _ := is.(map[string]any)
			part := map[string]any{}
			for name := range said {
				part[name] = whole[name]
			}
			is = part
		}
		if !reflect.DeepEqual(want, is) {
			t.Errorf("%s: the guide says %s = %v, the state %v", at, name, want, is)
		}
	}
	n := map[string]int{}
	for _, b := range body.Blocks {
		switch blocks := state[b.Type].(type) {
		case []any:
			if n[b.Type] >= len(blocks) {
				t.Errorf("%s has %d blocks %q", at, len(blocks), b.Type)
				continue
			}
			inner, _ := blocks[n[b.Type]].(map[string]any)
			agrees(t, at+"."+b.Type, b.Body, inner)
		case map[string]any:
			agrees(t, at+"."+b.Type, b.Body, blocks)
		default:
			t.Errorf("%s has no block %q", at, b.Type)
		}
		n[b.Type]++
	}
}

func plain(t *testing.T, v cty.Value) any {
	t.Helper()
	if v.Type().IsTupleType() {
		out := []any{}
		for _, e := range v.AsValueSlice() {
			out = append(out, plain(t, e))
		}
		return out
	}
	if v.Type().IsObjectType() {
		out := map[string]any{}
		for name, e := range v.AsValueMap() {
			out[name] = plain(t, e)
		}
		return out
	}
	var out any
	switch v.Type() {
	case cty.String:
		out = v.AsString()
	case cty.Bool:
		out = v.True()
	case cty.Number:
		out, _ = v.AsBigFloat().Float64()
	default:
		t.Fatalf("a literal of type %s", v.Type().FriendlyName())
	}
	return out
}

// TestGuide_namesWhatIsNotThere: where the official type has an argument that
// ours lacks, the guide says what to do.
func TestGuide_namesWhatIsNotThere(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(movesGuide)
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(text), "\n## Arguments that are not here\n")
	if !ok {
		t.Fatal("the guide has no table of arguments that are not here")
	}
	table, _, _ = strings.Cut(table, "\n## ")
	schemas, _ := offered(t)
	types := counterparts(t)
	n := 0
	for _, s := range written(t) {
		for _, target := range types[s.Type] {
			if target == dynamicallyRegistered {
				continue
			}
			ours := map[string]bool{"id": true} // where an object has no identifier of its own
			for _, a := range schemas["resources"][target].Block.Attributes {
				ours[a.Name] = true
			}
			for _, b := range schemas["resources"][target].Block.BlockTypes {
				ours[b.TypeName] = true
			}
			for name := range s.Attributes {
				row := regexp.MustCompile("(?m)^\\| `" + name + "`( of .*`" + s.Type + "`.*)? \\| .+ \\|$")
				if named := row.MatchString(table); named == ours[name] {
					t.Errorf("%s: ours has %s: %t, but the guide's table names it: %t", s.Type, name, ours[name], named)
				}
				if !ours[name] {
					n++
				}
			}
		}
	}
	if n == 0 {
		t.Error("no argument is missing: the table can go")
	}
}
