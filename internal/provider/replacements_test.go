package provider_test

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// decidedByThePlan are the attributes of which no plan modifier, but the plan of
// the whole resource, says whether a change replaces the object.
var decidedByThePlan = []string{
	"gatehouse_anypoint_client_application.api_instance_id",
	"gatehouse_anypoint_exchange_asset.files",
	"gatehouse_anypoint_exchange_asset.keywords",
	"gatehouse_anypoint_identity_provider.arc_namespace",
	"gatehouse_anypoint_identity_provider.oidc",
	"gatehouse_anypoint_identity_provider.oidc.client",
	"gatehouse_anypoint_identity_provider.saml",
}

// TestResources_sayWhatReplacesThem: the pages list as replacing an object what
// the descriptions of its attributes say, so that these must say what the plan
// modifiers do.
func TestResources_sayWhatReplacesThem(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	n := 0
	for _, factory := range provider.New("test").Resources(ctx) {
		r := factory()
		var meta resource.MetadataResponse
		r.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "gatehouse"}, &meta)
		var resp resource.SchemaResponse
		r.Schema(ctx, resource.SchemaRequest{}, &resp)
		attributesOf(meta.TypeName, resp.Schema.Attributes, func(path string, a schema.Attribute) {
			says, does := strings.Contains(a.GetMarkdownDescription(), "forces a new object"), replaces(a)
			if slices.Contains(decidedByThePlan, path) {
				does = true
			}
			if says != does {
				t.Errorf("%s: a change forces a new object: %t, the description says so: %t", path, does, says)
			}
			if does {
				n++
			}
		})
	}
	t.Logf("%d attributes replace their object", n)
}

// attributesOf calls f with each attribute, those within others included.
func attributesOf(path string, attributes map[string]schema.Attribute, f func(path string, a schema.Attribute)) {
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		a := attributes[name]
		f(path+"."+name, a)
		switch a := a.(type) {
		case schema.SingleNestedAttribute:
			attributesOf(path+"."+name, a.Attributes, f)
		case schema.ListNestedAttribute:
			attributesOf(path+"."+name, a.NestedObject.Attributes, f)
		case schema.SetNestedAttribute:
			attributesOf(path+"."+name, a.NestedObject.Attributes, f)
		case schema.MapNestedAttribute:
			attributesOf(path+"."+name, a.NestedObject.Attributes, f)
		}
	}
}

// replaces tells whether an attribute has one of the framework's plan modifiers
// that may demand a new object. Each type of attribute has a list of a type of
// its own, and the modifiers are told by their names.
func replaces(a schema.Attribute) bool {
	list := reflect.ValueOf(a).FieldByName("PlanModifiers")
	for i := range list.Len() {
		if strings.Contains(fmt.Sprintf("%T", list.Index(i).Interface()), "requiresReplace") {
			return true
		}
	}
	return false
}
