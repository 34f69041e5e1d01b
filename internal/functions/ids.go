package functions

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Identities gives, for each resource type, the attributes whose values make
// its import id, outermost first.
type Identities func() map[string][]string

// NewParseID is parse_id.
func NewParseID(identities Identities) function.Function {
	return fn{
		name: "parse_id",
		definition: function.Definition{
			Summary: "The parts of an import id",
			MarkdownDescription: "Takes the import id of a resource apart into the attributes that identify the object, as a map. " +
				"The result of `parse_id(\"gatehouse_okta_auth_server_scope\", \"aus1/scp2\")` is `{ auth_server_id = \"aus1\", id = \"scp2\" }`. `build_id` is the reverse.",
			Parameters: []function.Parameter{
				function.StringParameter{Name: "type", MarkdownDescription: "The resource type, such as `gatehouse_okta_auth_server_scope`."},
				function.StringParameter{Name: "id", MarkdownDescription: "The import id: the identifying attributes joined by `/`. The provider's default organization and environment may be left out."},
			},
			Return: function.MapReturn{ElementType: types.StringType},
		},
		run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
			var typ, id string
			if resp.Error = req.Arguments.Get(ctx, &typ, &id); resp.Error != nil {
				return
			}
			names := named(identities, typ, resp)
			if names == nil {
				return
			}
			parts := strings.Split(id, "/")
			if len(parts) < len(names) {
				names = slices.DeleteFunc(slices.Clone(names), hasDefault)
			}
			if len(parts) != len(names) || slices.Contains(parts, "") {
				fail(resp, 1, "%q is not the id of %s: expected %s.", id, typ, form(names))
				return
			}
			out := map[string]string{}
			for i, name := range names {
				out[name] = parts[i]
			}
			resp.Error = resp.Result.Set(ctx, out)
		},
	}
}

// NewBuildID is build_id.
func NewBuildID(identities Identities) function.Function {
	return fn{
		name: "build_id",
		definition: function.Definition{
			Summary:             "An import id from its parts",
			MarkdownDescription: "The import id of a resource from the attributes that identify the object. `parse_id` is the reverse.",
			Parameters: []function.Parameter{
				function.StringParameter{Name: "type", MarkdownDescription: "The resource type, such as `gatehouse_okta_auth_server_scope`."},
				function.MapParameter{Name: "attributes", ElementType: types.StringType, MarkdownDescription: "The identifying attributes, such as `{ auth_server_id = \"aus1\", id = \"scp2\" }`. `organization_id` and `environment_id` may be left out together."},
			},
			Return: function.StringReturn{},
		},
		run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
			var typ string
			var attributes map[string]string
			if resp.Error = req.Arguments.Get(ctx, &typ, &attributes); resp.Error != nil {
				return
			}
			names := named(identities, typ, resp)
			if names == nil {
				return
			}
			if !slices.ContainsFunc(names, func(name string) bool { return hasDefault(name) && attributes[name] != "" }) {
				names = slices.DeleteFunc(slices.Clone(names), hasDefault)
			}
			var parts []string
			for _, name := range names {
				value := attributes[name]
				if value == "" || strings.Contains(value, "/") {
					fail(resp, 1, "%s needs %q, a text without slashes; it has %q. Its id is %s.", typ, name, value, form(names))
					return
				}
				parts = append(parts, value)
			}
			for _, name := range slices.Sorted(maps.Keys(attributes)) {
				if !slices.Contains(names, name) {
					fail(resp, 1, "%s is not identified by %q. Its id is %s.", typ, name, form(names))
					return
				}
			}
			resp.Error = resp.Result.Set(ctx, strings.Join(parts, "/"))
		},
	}
}

// hasDefault tells whether the provider can fill in an attribute.
func hasDefault(name string) bool { return name == "organization_id" || name == "environment_id" }

func form(names []string) string {
	return "<" + strings.Join(names, ">/<") + ">"
}

func named(identities Identities, typ string, resp *function.RunResponse) []string {
	all := identities()
	names := all[typ]
	if names == nil {
		names = all["gatehouse_"+typ]
	}
	if names == nil {
		fail(resp, 0, "%s", fmt.Sprintf("There is no resource type %q. The types are: %s.", typ, strings.Join(slices.Sorted(maps.Keys(all)), ", ")))
	}
	return names
}
