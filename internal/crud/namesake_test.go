package crud

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestIdentified: an object is called by its identifier only where all parts of
// it are known, and an import block is offered only there.
func TestIdentified(t *testing.T) {
	t.Parallel()
	f := &form{names: []string{"a", "b"}}
	for name, c := range map[string]struct {
		whole tftypes.Value
		last  string // the identifier, or the attribute that is missing
		ok    bool
	}{
		"known":           {pair("x", "y"), "y", true},
		"to come":         {pair("x", tftypes.UnknownValue), "b", false},
		"none":            {pair("x", nil), "b", false},
		"empty":           {pair("x", ""), "b", false},
		"below none":      {pair(nil, "y"), "a", false},
		"below one to be": {pair(tftypes.UnknownValue, "y"), "a", false},
		"nothing":         {tftypes.NewValue(pairOf, nil), "a", false},
	} {
		if last, ok := f.lastName(c.whole); last != c.last || ok != c.ok {
			t.Errorf("%s: %q, %v", name, last, ok)
		}
		if block := f.importBlock("thing", c.whole); (block != "") != c.ok || c.ok && !strings.Contains(block, `id = "x/y"`) {
			t.Errorf("%s: %s", name, block)
		}
	}
	if values, err := members(tftypes.NewValue(pairOf, tftypes.UnknownValue)); len(values) > 0 || err != nil {
		t.Errorf("of what is not known: %v, %v", values, err)
	}
}

// TestSought_text: what is not there reads as nothing.
func TestSought_text(t *testing.T) {
	t.Parallel()
	s := Sought{values: map[string]tftypes.Value{"is": text("x"), "will be": text(tftypes.UnknownValue), "is not": text(nil), "a list": texts(listOf, "x")}}
	for attribute, want := range map[string]string{"is": "x", "will be": "", "is not": "", "a list": "", "no attribute": ""} {
		if got := s.Text(attribute); got != want {
			t.Errorf("%s: %q", attribute, got)
		}
	}
}

// TestNamesakes: a plan to make what is there already says so, unless the state
// has it, the plan takes it over, or it is something else.
func TestNamesakes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		there []item
		adopt any
		met   string // an object that a refresh has read
		fails error  // of the search
		want  string // of the warning; empty: there is none
	}{
		"none":                       {},
		"the same":                   {there: []item{{"1", "x", "red"}}, want: "says of it: id 1, made today."},
		"of another name":            {there: []item{{"1", "y", "red"}}},
		"it is to be taken over":     {there: []item{{"1", "x", "red"}}, adopt: true},
		"it is not":                  {there: []item{{"1", "x", "red"}}, adopt: false, want: "id 1, made today."},
		"it is in the state":         {there: []item{{"1", "x", "red"}}, met: "1"},
		"one of two is in the state": {there: []item{{"1", "x", "red"}, {"2", "x", "red"}}, met: "1", want: "says of it: id 2."},
		"before it another":          {there: []item{{"1", "y", "red"}, {"2", "x", "red"}}, want: "says of it: id 2."},
		"it is half made":            {there: []item{{"1", "x", ""}}, want: "says of it (but color, which comes last): id 1, made today."},
		"it cannot be shown":         {there: []item{{"1", "", "red"}}},
		"there is no list":           {there: []item{{"1", "x", "red"}}, fails: errBroken},
	} {
		p := thingsNamed("namesakes, "+name, c.there...)
		p.ops.Later = []string{"color"}
		p.ops.Namesakes = func(context.Context, *Clients, Sought) (twins []rest.Twin, err error) {
			for _, one := range c.there {
				twin := rest.Twin{ID: one.id}
				if one.id == "1" {
					twin.Age = "made today"
				}
				twins = append(twins, twin)
			}
			return twins, c.fails
		}
		server := p.serve(t)
		typ := "test_" + p.object.Name
		if c.met != "" {
			state := p.value(t, map[string]tftypes.Value{"id": text(c.met), "name": text("x")})
			if resp, err := server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: typ, CurrentState: state}); err != nil || len(resp.Diagnostics) > 0 {
				t.Fatal(resp, err)
			}
		}
		given := map[string]tftypes.Value{"name": text("x"), "color": text("red"), "adopt": tftypes.NewValue(tftypes.Bool, c.adopt)}
		req := &tfprotov6.PlanResourceChangeRequest{TypeName: typ, Config: p.value(t, given), ProposedNewState: p.value(t, given), PriorState: p.nothing(t)}
		resp, err := server.PlanResourceChange(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		if mine, ok := p.quick(t).QuickPlan(t.Context(), req); !ok || !slices.Equal(textsOf(mine.Diagnostics), textsOf(resp.Diagnostics)) {
			t.Errorf("%s: answered quickly it is %v", name, mine)
		}
		switch d := resp.Diagnostics; {
		case c.want == "" && len(d) > 0, c.want != "" && (len(d) != 1 || d[0].Severity != tfprotov6.DiagnosticSeverityWarning || !strings.Contains(d[0].Detail, c.want)):
			t.Errorf("%s: %v", name, textsOf(d))
		}
	}
}

// TestNamesakes_notSought: nobody is asked for the namesakes of what is in a
// place that is to come, or of what has its identifier already.
func TestNamesakes_notSought(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		identity []string
		place    any
		asked    bool
	}{
		"a known place":    {[]string{"place", "id"}, "here", true},
		"a place to come":  {[]string{"place", "id"}, tftypes.UnknownValue, false},
		"it is identified": {[]string{"place"}, "here", false},
	} {
		p := thingsNamed("not sought, " + name)
		p.object.Identity = c.identity
		asked := false
		p.ops.Namesakes = func(context.Context, *Clients, Sought) ([]rest.Twin, error) {
			asked = true
			return nil, nil
		}
		plan := p.of(t, given{"name": "x", "place": c.place})
		if _, ok := p.quick(t).QuickPlan(t.Context(), &tfprotov6.PlanResourceChangeRequest{Config: plan, ProposedNewState: plan, PriorState: p.nothing(t)}); !ok || asked != c.asked {
			t.Errorf("%s: asked: %v", name, asked)
		}
	}
}

func textsOf(all []*tfprotov6.Diagnostic) (out []string) {
	for _, d := range all {
		out = append(out, d.Severity.String()+" "+d.Summary+": "+d.Detail)
	}
	return out
}
