package crud

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestCodec_defects: a model that does not fit its schema is said to be a defect
// of the provider.
func TestCodec_defects(t *testing.T) {
	t.Parallel()
	f := newForm(t.Context(), thingsNamed("coded").object)
	none := tftypes.NewValue(f.object, nil)
	type more struct {
		Weight types.String `tfsdk:"weight"`
	}
	type other struct {
		Name string `tfsdk:"name"`
	}
	_, unknown := f.encode(t.Context(), &more{types.StringValue("1")}, none)
	_, untyped := f.encode(t.Context(), &other{}, none)
	_, based := f.encode(t.Context(), &thing{}, text("x"))
	_, misfit := f.encode(t.Context(), &thing{}, pair("x", "y"))
	for name, c := range map[string]struct {
		got  interface{ HasError() bool }
		want bool
	}{
		"a field without an attribute": {f.decode(t.Context(), none, &more{}), true},
		"a text for an object":         {f.decode(t.Context(), text("x"), &thing{}), true},
		"an attribute of another type": {f.decode(t.Context(), pairOfLists(), &struct {
			Name types.String `tfsdk:"name"`
		}{}), true},
		"a field without one to write": {unknown, true},
		"a field of no value":          {untyped, true},
		"a text to write over":         {based, true},
		"over what has other members":  {misfit, false},
		"nothing":                      {f.decode(t.Context(), none, &thing{}), false},
	} {
		if c.got.HasError() != c.want {
			t.Errorf("%s: %v", name, c.got)
		}
	}
	if d := unknown[0]; d.Summary() != "Unexpected Thing" || !strings.Contains(d.Detail(), "report it") {
		t.Error(d)
	}
}

func pairOfLists() tftypes.Value {
	return tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"name": listOf}}, map[string]tftypes.Value{"name": texts(listOf, "x")})
}
