package tf_test

import (
	"testing"

	data "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// TestTold: a data source tells what a resource has, less secrets and what is
// about giving an argument.
func TestTold(t *testing.T) {
	t.Parallel()
	got := tf.Told(map[string]schema.Attribute{
		"parent": tf.Parent("The identifier of the app, such as `0oa.1 Big`."),
		"status": schema.StringAttribute{MarkdownDescription: "`ACTIVE` or `INACTIVE`. 2. Default: `ACTIVE`; with `adopt`, what is there. Okta decides.", Optional: true},
		"secret": schema.StringAttribute{MarkdownDescription: "A secret.", Optional: true, Sensitive: true},
		"wo":     schema.StringAttribute{MarkdownDescription: "A secret.", Optional: true, WriteOnly: true},
		"adopt":  schema.BoolAttribute{MarkdownDescription: "Whether to adopt.", Optional: true},
		"keys": schema.SetNestedAttribute{MarkdownDescription: "The keys. Default: none.", Optional: true, NestedObject: schema.NestedAttributeObject{
			Attributes: map[string]schema.Attribute{
				"n":      schema.Int64Attribute{MarkdownDescription: "A number. Changing it forces a new object.", Required: true},
				"secret": schema.StringAttribute{MarkdownDescription: "A secret.", Optional: true, Sensitive: true},
			},
		}},
		"names": schema.SetAttribute{MarkdownDescription: "Names.", Optional: true, ElementType: types.StringType},
	}, "adopt")
	want := map[string]string{
		"parent": "The identifier of the app, such as `0oa.1 Big`.", "status": "`ACTIVE` or `INACTIVE`. 2. Okta decides.", "keys": "The keys.", "names": "Names.",
	}
	if len(got) != len(want) {
		t.Errorf("it tells %d attributes, not %d: %v", len(got), len(want), got)
	}
	for name, text := range want {
		a := got[name]
		if a == nil {
			t.Errorf("it does not tell %q", name)
			continue
		}
		if a.GetMarkdownDescription() != text || !a.IsComputed() || a.IsOptional() || a.IsRequired() {
			t.Errorf("%s: %q, computed %t, optional %t, required %t", name, a.GetMarkdownDescription(), a.IsComputed(), a.IsOptional(), a.IsRequired())
		}
	}
	keys, ok := got["keys"].(data.SetNestedAttribute)
	if !ok || len(keys.NestedObject.Attributes) != 1 || keys.NestedObject.Attributes["n"].GetMarkdownDescription() != "A number." {
		t.Errorf("the keys are %v", got["keys"])
	}
}
