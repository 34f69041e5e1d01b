package crud

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/dynamicdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/dynamicplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var (
	plainly   = schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{"x": schema.StringAttribute{Optional: true}}}
	noTexts   = types.ListNull(types.StringType)
	noObject  = types.ObjectNull(map[string]attr.Type{"x": types.StringType})
	objects   = types.ObjectType{AttrTypes: map[string]attr.Type{"x": types.StringType}}
	replacing = struct {
		text    []planmodifier.String
		flag    []planmodifier.Bool
		number  []planmodifier.Int64
		list    []planmodifier.List
		set     []planmodifier.Set
		mapping []planmodifier.Map
		object  []planmodifier.Object
		any     []planmodifier.Dynamic
	}{
		[]planmodifier.String{stringplanmodifier.RequiresReplace()},
		[]planmodifier.Bool{boolplanmodifier.RequiresReplace()},
		[]planmodifier.Int64{int64planmodifier.RequiresReplace()},
		[]planmodifier.List{listplanmodifier.RequiresReplace()},
		[]planmodifier.Set{setplanmodifier.RequiresReplace()},
		[]planmodifier.Map{mapplanmodifier.RequiresReplace()},
		[]planmodifier.Object{objectplanmodifier.RequiresReplace()},
		[]planmodifier.Dynamic{dynamicplanmodifier.RequiresReplace()},
	}
)

// TestPlainForm: what a schema says at its root is known.
func TestPlainForm(t *testing.T) {
	t.Parallel()
	p := plainForm(t.Context(), schema.Schema{
		Attributes: map[string]schema.Attribute{
			"text":     schema.StringAttribute{Computed: true, Default: stringdefault.StaticString("x"), PlanModifiers: replacing.text},
			"flag":     schema.BoolAttribute{Computed: true, Default: booldefault.StaticBool(true), PlanModifiers: replacing.flag},
			"number":   schema.Int64Attribute{Computed: true, Default: int64default.StaticInt64(1), PlanModifiers: replacing.number},
			"set":      schema.SetAttribute{ElementType: types.StringType, Computed: true, Default: setdefault.StaticValue(types.SetNull(types.StringType)), PlanModifiers: replacing.set},
			"map":      schema.MapAttribute{ElementType: types.StringType, Optional: true, PlanModifiers: replacing.mapping},
			"list":     schema.ListAttribute{ElementType: types.StringType, Computed: true},
			"any":      schema.DynamicAttribute{Optional: true},
			"one":      schema.SingleNestedAttribute{Attributes: plainly.Attributes, Optional: true, PlanModifiers: replacing.object},
			"some":     schema.SetNestedAttribute{NestedObject: plainly, Optional: true, PlanModifiers: replacing.set},
			"many":     schema.ListNestedAttribute{NestedObject: plainly, Optional: true},
			"id":       schema.StringAttribute{Computed: true},
			"secret":   schema.StringAttribute{Optional: true, WriteOnly: true},
			"document": schema.StringAttribute{CustomType: jsontypes.NormalizedType{}, Optional: true},
		},
		Blocks: map[string]schema.Block{"block": schema.SingleNestedBlock{Attributes: plainly.Attributes}},
	})
	if p == nil {
		t.Fatal("it is not plain")
	}
	for name, c := range map[string]struct{ got, want []string }{
		"computed":         {slices.Sorted(slices.Values(p.computed)), []string{"id", "list"}},
		"write-only":       {p.writeOnly, []string{"secret"}},
		"with a default":   {slices.Sorted(maps.Keys(p.defaults)), []string{"flag", "number", "set", "text"}},
		"with modifiers":   {slices.Sorted(maps.Keys(p.modifiers)), []string{"flag", "map", "number", "one", "set", "some", "text"}},
		"in several forms": {p.normalized, []string{"document"}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v", name, c.got)
		}
	}
}

// TestPlainForm_none: what is not only at the root, or of a kind that is not
// known, is the framework's.
func TestPlainForm_none(t *testing.T) {
	t.Parallel()
	for name, a := range map[string]schema.Attribute{
		"another kind":                   schema.Float64Attribute{Optional: true},
		"a set of documents":             schema.SetAttribute{ElementType: jsontypes.NormalizedType{}, Optional: true},
		"a map of documents":             schema.MapAttribute{ElementType: jsontypes.NormalizedType{}, Optional: true},
		"a list of documents":            schema.ListAttribute{ElementType: jsontypes.NormalizedType{}, Optional: true},
		"a map with a default":           schema.MapAttribute{ElementType: types.StringType, Computed: true, Default: mapdefault.StaticValue(types.MapNull(types.StringType))},
		"a list with a default":          schema.ListAttribute{ElementType: types.StringType, Computed: true, Default: listdefault.StaticValue(noTexts)},
		"a list that replaces":           schema.ListAttribute{ElementType: types.StringType, Optional: true, PlanModifiers: replacing.list},
		"anything with a default":        schema.DynamicAttribute{Computed: true, Default: dynamicdefault.StaticValue(types.DynamicNull())},
		"anything that replaces":         schema.DynamicAttribute{Optional: true, PlanModifiers: replacing.any},
		"an object with a default":       schema.SingleNestedAttribute{Attributes: plainly.Attributes, Computed: true, Default: objectdefault.StaticValue(noObject)},
		"objects with a default":         schema.SetNestedAttribute{NestedObject: plainly, Computed: true, Default: setdefault.StaticValue(types.SetNull(objects))},
		"objects in order, by default":   schema.ListNestedAttribute{NestedObject: plainly, Computed: true, Default: listdefault.StaticValue(types.ListNull(objects))},
		"objects in order that replace":  schema.ListNestedAttribute{NestedObject: plainly, Optional: true, PlanModifiers: replacing.list},
		"objects that replace":           schema.SetNestedAttribute{NestedObject: schema.NestedAttributeObject{Attributes: plainly.Attributes, PlanModifiers: replacing.object}, Optional: true},
		"objects in order, each of them": schema.ListNestedAttribute{NestedObject: schema.NestedAttributeObject{Attributes: plainly.Attributes, PlanModifiers: replacing.object}, Optional: true},
	} {
		if plainForm(t.Context(), schema.Schema{Attributes: map[string]schema.Attribute{"a": a}}) != nil {
			t.Errorf("%s is plain", name)
		}
	}
	for name, a := range map[string]schema.Attribute{
		"of another kind": schema.Float64Attribute{Optional: true},
		"with a default":  schema.StringAttribute{Optional: true, Default: stringdefault.StaticString("x")},
		"that replaces":   schema.StringAttribute{Optional: true, PlanModifiers: replacing.text},
		"computed":        schema.StringAttribute{Computed: true},
		"write-only":      schema.StringAttribute{Optional: true, WriteOnly: true},
		"a document":      schema.StringAttribute{CustomType: jsontypes.NormalizedType{}, Optional: true},
	} {
		within := map[string]schema.Attribute{"x": a}
		for kind, s := range map[string]schema.Schema{
			"an object":        {Attributes: map[string]schema.Attribute{"a": schema.SingleNestedAttribute{Attributes: within, Optional: true}}},
			"objects":          {Attributes: map[string]schema.Attribute{"a": schema.SetNestedAttribute{NestedObject: schema.NestedAttributeObject{Attributes: within}, Optional: true}}},
			"objects in order": {Attributes: map[string]schema.Attribute{"a": schema.ListNestedAttribute{NestedObject: schema.NestedAttributeObject{Attributes: within}, Optional: true}}},
			"a block":          {Blocks: map[string]schema.Block{"a": schema.SingleNestedBlock{Attributes: within}}},
		} {
			if plainForm(t.Context(), s) != nil {
				t.Errorf("%s with a member %s is plain", kind, name)
			}
		}
	}
	for name, b := range map[string]schema.Block{
		"blocks in order":       schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: plainly.Attributes}},
		"a block that replaces": schema.SingleNestedBlock{Attributes: plainly.Attributes, PlanModifiers: replacing.object},
	} {
		if plainForm(t.Context(), schema.Schema{Blocks: map[string]schema.Block{"a": b}}) != nil {
			t.Errorf("%s are plain", name)
		}
	}
}
