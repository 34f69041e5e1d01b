package crud

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// given are attributes of a thing that are texts; those not named are null.
type given map[string]any

func (p things) of(t *testing.T, g given) *tfprotov6.DynamicValue {
	t.Helper()
	if g == nil {
		return p.nothing(t)
	}
	values := map[string]tftypes.Value{}
	for name, v := range g {
		values[name] = text(v)
	}
	return p.value(t, values)
}

// inJSON is the same in the other form that the protocol has.
func inJSON(t *testing.T, g given) *tfprotov6.DynamicValue {
	t.Helper()
	whole := given{}
	for _, name := range []string{"id", "name", "color", "adopt", "place", "size", "shape", "secret", "document", "timeouts"} {
		whole[name] = g[name]
	}
	text, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	return &tfprotov6.DynamicValue{JSON: text}
}

func (p things) quick(t *testing.T) *Resource {
	t.Helper()
	r := New(p.object, p.ops)
	r.Configure(t.Context(), resource.ConfigureRequest{ProviderData: p.clients}, &resource.ConfigureResponse{})
	return r
}

// TestQuickPlan: a plan is answered as the framework answers it, but where there
// is more to know than the values.
func TestQuickPlan(t *testing.T) {
	t.Parallel()
	p := thingsNamed("quickly planned")
	server, quick := p.serve(t), p.quick(t)
	typ := "test_" + p.object.Name
	unknown := tftypes.UnknownValue
	was := given{"id": "1", "name": "x", "place": "here", "size": "small", "shape": "round", "document": `{"a": 1}`}
	but := func(changes given) given {
		out := given{}
		maps.Copy(out, was)
		maps.Copy(out, changes)
		return out
	}
	broken := &tfprotov6.DynamicValue{MsgPack: []byte("x")}
	for name, c := range map[string]struct {
		prior, config, proposed given
		want                    given // what is planned
		replace                 string
	}{
		"a new one":            {nil, given{"name": "x"}, given{"name": "x"}, given{"id": unknown, "name": "x", "place": unknown, "size": "small"}, ""},
		"with everything":      {nil, given{"name": "x", "place": "there", "size": "big", "secret": "s"}, given{"name": "x", "place": "there", "size": "big", "secret": "s"}, given{"id": unknown, "name": "x", "place": "there", "size": "big"}, ""},
		"nothing":              {was, given{"name": "x", "shape": "round", "document": `{"a": 1}`}, was, was, ""},
		"another name":         {was, given{"name": "y", "shape": "round", "document": `{"a": 1}`}, but(given{"name": "y"}), but(given{"id": unknown, "name": "y", "place": unknown}), ""},
		"another shape":        {was, given{"name": "x", "shape": "flat", "document": `{"a": 1}`}, but(given{"shape": "flat"}), but(given{"id": unknown, "shape": "flat", "place": unknown}), "AttributeName(\"shape\")"},
		"a secret":             {was, given{"name": "x", "shape": "round", "document": `{"a": 1}`, "secret": "s"}, but(given{"secret": "s"}), was, ""},
		"what is usual":        {but(given{"size": "big"}), given{"name": "x", "shape": "round", "document": `{"a": 1}`}, but(given{"size": "big"}), but(given{"id": unknown, "place": unknown}), ""},
		"its place as it is":   {was, given{"name": "y", "place": "here", "shape": "round", "document": `{"a": 1}`}, but(given{"name": "y"}), but(given{"id": unknown, "name": "y"}), ""},
		"that it is to go":     {was, nil, nil, nil, ""},
		"a document rewritten": {was, given{"name": "x", "shape": "round", "document": `{"a":1}`}, but(given{"document": `{"a":1}`}), but(given{"id": unknown, "place": unknown, "document": `{"a":1}`}), ""},
	} {
		req := &tfprotov6.PlanResourceChangeRequest{TypeName: typ, PriorState: p.of(t, c.prior), Config: p.of(t, c.config), ProposedNewState: p.of(t, c.proposed)}
		mine, ok := quick.QuickPlan(t.Context(), req)
		theirs, err := server.PlanResourceChange(t.Context(), req)
		if !ok || err != nil || len(mine.Diagnostics) > 0 {
			t.Fatalf("%s: %v, %v, %v", name, ok, err, textsOf(mine.Diagnostics))
		}
		if want := p.of(t, c.want); !bytes.Equal(mine.PlannedState.MsgPack, want.MsgPack) {
			t.Errorf("%s: %q, want %q", name, mine.PlannedState.MsgPack, want.MsgPack)
		}
		if !bytes.Equal(mine.PlannedState.MsgPack, theirs.PlannedState.MsgPack) || fmt.Sprint(mine.RequiresReplace) != fmt.Sprint(theirs.RequiresReplace) || !slices.Equal(textsOf(mine.Diagnostics), textsOf(theirs.Diagnostics)) ||
			!bytes.Equal(mine.PlannedIdentity.IdentityData.MsgPack, theirs.PlannedIdentity.IdentityData.MsgPack) {
			t.Errorf("%s: %q %v, the framework's is %q %v", name, mine.PlannedState.MsgPack, mine.RequiresReplace, theirs.PlannedState.MsgPack, theirs.RequiresReplace)
		}
		if got := fmt.Sprint(mine.RequiresReplace); got != "["+c.replace+"]" {
			t.Errorf("%s: replaces for %s", name, got)
		}
		// The other form of the protocol has the same answer.
		if c.prior != nil && c.proposed != nil {
			req.PriorState, req.ProposedNewState = inJSON(t, c.prior), inJSON(t, c.proposed)
			if other, ok := quick.QuickPlan(t.Context(), req); !ok || !bytes.Equal(other.PlannedState.MsgPack, mine.PlannedState.MsgPack) {
				t.Errorf("%s, in JSON: %v", name, other)
			}
		}
	}
	for name, req := range map[string]*tfprotov6.PlanResourceChangeRequest{
		"something is remembered": {PriorPrivate: []byte("{}"), PriorState: p.of(t, was), Config: p.of(t, was), ProposedNewState: p.of(t, was)},
		"no state":                {PriorState: broken, Config: p.of(t, was), ProposedNewState: p.of(t, was)},
		"no configuration":        {PriorState: p.of(t, was), Config: broken, ProposedNewState: p.of(t, was)},
		"no proposal":             {PriorState: p.of(t, was), Config: p.of(t, was), ProposedNewState: broken},
	} {
		if resp, ok := quick.QuickPlan(t.Context(), req); ok {
			t.Errorf("%s: %v", name, resp)
		}
	}
}

// TestQuickRead: the same for a refresh.
func TestQuickRead(t *testing.T) {
	t.Parallel()
	p := thingsNamed("quickly read", item{"1", "x", ""}, item{"2", "formal", ""})
	server, quick := p.serve(t), p.quick(t)
	typ := "test_" + p.object.Name
	who := func(id any) *tfprotov6.ResourceIdentityData {
		one := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}
		v, err := tfprotov6.NewDynamicValue(one, tftypes.NewValue(one, map[string]tftypes.Value{"id": text(id)}))
		if err != nil {
			t.Fatal(err)
		}
		return &tfprotov6.ResourceIdentityData{IdentityData: &v}
	}
	for name, c := range map[string]struct {
		state    given
		identity *tfprotov6.ResourceIdentityData
		want     given // nil: an error
	}{
		"as it is":              {given{"id": "1", "name": "x"}, who("1"), given{"id": "1", "name": "x"}},
		"with another name":     {given{"id": "1", "name": "y", "size": "big"}, who("1"), given{"id": "1", "name": "x", "size": "big"}},
		"without an identity":   {given{"id": "1", "name": "y"}, nil, given{"id": "1", "name": "x"}},
		"with an empty one":     {given{"id": "1", "name": "y"}, who(nil), given{"id": "1", "name": "x"}},
		"with another one":      {given{"id": "1", "name": "y"}, who("2"), nil},
		"a document rewritten":  {given{"id": "2", "name": "formal", "document": `{"a":1}`}, who("2"), given{"id": "2", "name": "formal", "document": `{"a":1}`}},
		"another document":      {given{"id": "2", "name": "formal", "document": `{"a":2}`}, who("2"), given{"id": "2", "name": "formal", "document": `{"a": 1}`}},
		"a document there":      {given{"id": "2", "name": "formal"}, who("2"), given{"id": "2", "name": "formal", "document": `{"a": 1}`}},
		"one that is not there": {given{"id": "3", "name": "x"}, who("3"), nil},
	} {
		req := &tfprotov6.ReadResourceRequest{TypeName: typ, CurrentState: p.of(t, c.state), CurrentIdentity: c.identity}
		mine, ok := quick.QuickRead(t.Context(), req)
		theirs, err := server.ReadResource(t.Context(), req)
		if !ok || err != nil {
			t.Fatalf("%s: %v, %v", name, ok, err)
		}
		if (c.want == nil) != (len(mine.Diagnostics) > 0) || c.want != nil && !bytes.Equal(mine.NewState.MsgPack, p.of(t, c.want).MsgPack) {
			t.Errorf("%s: %q %v", name, mine.NewState.MsgPack, textsOf(mine.Diagnostics))
		}
		if len(mine.Diagnostics) != len(theirs.Diagnostics) || c.want != nil && (!bytes.Equal(mine.NewState.MsgPack, theirs.NewState.MsgPack) || !bytes.Equal(mine.NewIdentity.IdentityData.MsgPack, theirs.NewIdentity.IdentityData.MsgPack)) {
			t.Errorf("%s: %q %v, the framework's is %q %v", name, mine.NewState.MsgPack, textsOf(mine.Diagnostics), theirs.NewState.MsgPack, textsOf(theirs.Diagnostics))
		}
	}
	broken := &tfprotov6.DynamicValue{MsgPack: []byte("x")}
	for name, req := range map[string]*tfprotov6.ReadResourceRequest{
		"something is remembered": {Private: []byte("{}"), CurrentState: p.of(t, given{"id": "1"})},
		"nothing to read":         {CurrentState: p.of(t, nil)},
		"no state":                {CurrentState: broken},
		"no identity":             {CurrentState: p.of(t, given{"id": "1"}), CurrentIdentity: &tfprotov6.ResourceIdentityData{IdentityData: broken}},
	} {
		if resp, ok := quick.QuickRead(t.Context(), req); ok {
			t.Errorf("%s: %v", name, resp)
		}
	}
	if _, ok := quick.QuickRead(t.Context(), &tfprotov6.ReadResourceRequest{CurrentState: p.of(t, given{"id": "1"}), CurrentIdentity: &tfprotov6.ResourceIdentityData{}}); !ok {
		t.Error("an identity without data is none")
	}
}
