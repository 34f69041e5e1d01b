package crud

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestUnchanged: a list is believed where it says what the state says, and where
// the state says nothing.
func TestUnchanged(t *testing.T) {
	t.Parallel()
	f := newForm(t.Context(), Object{Identity: []string{"id"}, Define: func() schema.Schema {
		return schema.Schema{Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Computed: true}, "name": schema.StringAttribute{Optional: true},
			"document": schema.StringAttribute{CustomType: jsontypes.NormalizedType{}, Optional: true},
		}}
	}})
	it := func(name, document any) tftypes.Value {
		limits := tftypes.NewValue(f.object.AttributeTypes[timeoutsBlock], nil)
		return tftypes.NewValue(f.object, map[string]tftypes.Value{"id": text("1"), "name": text(name), "document": text(document), timeoutsBlock: limits})
	}
	for name, c := range map[string]struct {
		before, after tftypes.Value
		want          bool
	}{
		"the same":                   {it("x", `{}`), it("x", `{}`), true},
		"another name":               {it("x", `{}`), it("y", `{}`), false},
		"a name that was none":       {it(nil, `{}`), it("y", `{}`), false},
		"a name that is none":        {it("x", `{}`), it(nil, `{}`), false},
		"a document in another form": {it("x", `{}`), it("x", `{ }`), true},
		"another document":           {it("x", `{}`), it("x", `{"a": 1}`), false},
		"no document any more":       {it("x", `{}`), it("x", nil), false},
		"a document that was none":   {it("x", nil), it("x", `{}`), false},
		"no document at all":         {it("x", `{}`), it("x", `no`), false},
		"just imported":              {it(nil, nil), it("x", `{}`), true},
	} {
		if got := f.unchanged(t.Context(), c.before, c.after); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
