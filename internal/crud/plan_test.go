package crud

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// planned is what a hook sees of a plan for a thing.
func (p things) planned(t *testing.T, g given) (*Planning, *resource.ModifyPlanResponse) {
	t.Helper()
	f := New(p.object, p.ops).form(t.Context())
	resp := &resource.ModifyPlanResponse{Plan: tfsdk.Plan{Raw: p.raw(t, g), Schema: f.schema}}
	return &Planning{Diagnostics: &resp.Diagnostics, resp: resp, form: f}, resp
}

func (p things) raw(t *testing.T, g given) tftypes.Value {
	t.Helper()
	v, err := p.of(t, g).Unmarshal(New(p.object, p.ops).form(t.Context()).object)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSettle: a plan in which nothing differs but what the platform decides is
// none.
func TestSettle(t *testing.T) {
	t.Parallel()
	p := thingsNamed("settled")
	unknown := tftypes.UnknownValue
	was := given{"id": "1", "name": "x", "place": "here"}
	for name, c := range map[string]struct {
		config, planned given
		create          bool
		set             any // what a hook has set the size to
		want            given
	}{
		"nothing":                 {config: given{"name": "x"}, planned: was, want: was},
		"only what is to come":    {config: given{"name": "x"}, planned: given{"id": unknown, "name": "x", "place": unknown}, want: was},
		"a name too":              {config: given{"name": "y"}, planned: given{"id": unknown, "name": "y", "place": "here"}, want: given{"id": unknown, "name": "y", "place": "here"}},
		"a name to come":          {config: given{"name": unknown}, planned: given{"id": "1", "name": unknown, "place": "here"}, want: given{"id": "1", "name": unknown, "place": "here"}},
		"a hook sees to it":       {config: given{"name": "x"}, planned: given{"id": unknown, "name": "x", "place": "here"}, set: unknown, want: given{"id": unknown, "name": "x", "place": "here", "size": unknown}},
		"a hook changes the size": {config: given{"name": "x"}, planned: given{"id": unknown, "name": "x", "place": "here"}, set: "big", want: given{"id": unknown, "name": "x", "place": "here", "size": "big"}},
		"a new one":               {config: given{"name": "x"}, planned: given{"id": unknown, "name": "x"}, create: true, want: given{"id": unknown, "name": "x"}},
		"it is to go":             {},
	} {
		plan, resp := p.planned(t, c.planned)
		plan.Create = c.create
		if c.set != nil {
			plan.set = map[string]tftypes.Value{"size": text(c.set)}
		}
		plan.settle(resource.ModifyPlanRequest{Config: tfsdk.Config{Raw: p.raw(t, c.config)}, State: tfsdk.State{Raw: p.raw(t, was)}})
		plan.write()
		if want := p.raw(t, c.want); !resp.Plan.Raw.Equal(want) || len(resp.Diagnostics) > 0 {
			t.Errorf("%s: %v, %v", name, resp.Plan.Raw, resp.Diagnostics)
		}
	}
}

// TestPlanning_set: what a hook sets is in the plan in the end, the attributes at
// the root all at once.
func TestPlanning_set(t *testing.T) {
	t.Parallel()
	p := thingsNamed("set")
	plan, resp := p.planned(t, given{"name": "x"})
	plan.Set(t.Context(), path.Root("name"), types.StringValue("y"))
	plan.Set(t.Context(), path.Root("adopt"), true)
	if want := p.raw(t, given{"name": "x"}); !resp.Plan.Raw.Equal(want) {
		t.Error("the plan is written at once")
	}
	plan.Set(t.Context(), path.Root("color"), "red")
	plan.Set(t.Context(), path.Root(timeoutsBlock).AtName("create"), types.StringValue("1h"))
	plan.Set(t.Context(), path.Root("size"), types.StringValue("big"))
	plan.write()
	m := thing{}
	if diags := plan.form.decode(t.Context(), resp.Plan.Raw, &m); diags.HasError() || resp.Diagnostics.HasError() {
		t.Fatal(diags, resp.Diagnostics)
	}
	if m.Name.ValueString() != "y" || !m.Adopt.ValueBool() || m.Color.ValueString() != "red" || m.Size.ValueString() != "big" {
		t.Errorf("%+v", m)
	}
	var limit types.String
	if resp.Plan.GetAttribute(t.Context(), path.Root(timeoutsBlock).AtName("create"), &limit); limit.ValueString() != "1h" {
		t.Errorf("within an object: %v", limit)
	}
	plan.Set(t.Context(), path.Root("weight"), types.StringValue("1"))
	if !resp.Diagnostics.HasError() {
		t.Error("an attribute that is not in the schema is none")
	}
	plan.set = map[string]tftypes.Value{"weight": text("1")}
	n := len(resp.Diagnostics)
	if plan.write(); len(resp.Diagnostics) != n+1 {
		t.Error("what cannot be written is told")
	}
}

// TestPlanning_beyond: the last place is no place beyond it.
func TestPlanning_beyond(t *testing.T) {
	t.Parallel()
	for priority, warned := range map[int64]bool{1: false, 2: false, 3: true} {
		var diags diag.Diagnostics
		p := &Planning{Diagnostics: &diags}
		if p.Beyond(priority, 2, "rules", "policy"); len(diags) > 0 != warned {
			t.Errorf("place %d of 2: %v", priority, diags)
		}
	}
}

// TestFallBack: the provider's default is planned, and is a replacement where the
// object is elsewhere.
func TestFallBack(t *testing.T) {
	t.Parallel()
	const name = "organization_id"
	f := newForm(t.Context(), Object{Noun: "Thing", Define: func() schema.Schema {
		return schema.Schema{Attributes: map[string]schema.Attribute{name: schema.StringAttribute{Optional: true, Computed: true}}}
	}})
	for what, c := range map[string]struct {
		clients  *Clients
		create   bool
		prior    any
		want     any // nil: an error
		replaces bool
	}{
		"a new one":     {&Clients{OrganizationID: "o"}, true, nil, "o", false},
		"as it is":      {&Clients{OrganizationID: "o"}, false, "o", "o", false},
		"elsewhere":     {&Clients{OrganizationID: "o"}, false, "p", "o", true},
		"to come":       {&Clients{OrganizationIDUnknown: true}, false, "p", tftypes.UnknownValue, false},
		"none":          {&Clients{}, true, nil, nil, false},
		"not to be had": {&Clients{OrganizationName: "O"}, true, nil, nil, false},
	} {
		c.clients.SetAnypoint(nil, errBroken, false)
		var resp resource.ModifyPlanResponse
		p := &Planning{Create: c.create, Diagnostics: &resp.Diagnostics, resp: &resp, form: f}
		p.fallBack(t.Context(), c.clients, name, text(c.prior))
		if got := p.set[name]; c.want != nil && !got.Equal(text(c.want)) || resp.Diagnostics.HasError() != (c.want == nil) || len(resp.RequiresReplace) > 0 != c.replaces {
			t.Errorf("%s: %v, replaced: %v, %v", what, got, resp.RequiresReplace, resp.Diagnostics)
		}
	}
}
