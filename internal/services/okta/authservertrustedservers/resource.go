// Package authservertrustedservers manages together which authorization servers
// of Okta one of them trusts.
package authservertrustedservers

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_auth_server_trusted_servers", Noun: "Okta Trusted Authorization Servers", Platform: crud.Okta,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
	Identity: []string{"auth_server_id"},
	Define:   define,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Several authorization servers whose tokens one Okta authorization server trusts (associated servers), for token exchange between them, as one object. It minds only those that it names, so that others can be added elsewhere: it shows none of them and removes none. " +
			"An import takes all that are there. For a single one, use `gatehouse_okta_auth_server_trusted_server`.",
		Attributes: map[string]schema.Attribute{
			"auth_server_id": tf.Parent("The identifier of the authorization server that trusts."),
			"trusted": schema.SetAttribute{
				MarkdownDescription: "The identifiers of the authorization servers that are trusted, without `auth_server_id`. Their order means nothing.",
				Required:            true, ElementType: types.StringType,
				Validators: []validator.Set{
					tf.DoubtSet(setvalidator.SizeAtLeast(1)),
					setvalidator.ValueStringsAre(tf.Doubt(stringvalidator.LengthAtLeast(1))),
				},
			},
		},
	}
}

type model struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	Trusted      types.Set    `tfsdk:"trusted"`
}

// trust is which servers one of them trusts.
type trust struct {
	of    string
	ids   []string // as the configuration calls them
	title string   // in a list
}

func flatten(_ context.Context, m *model, t trust) diag.Diagnostics {
	m.AuthServerID, m.Trusted = types.StringValue(t.of), tf.SetOf(t.ids)
	return nil
}

// NewResource is gatehouse_okta_auth_server_trusted_servers.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, trust]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Validate: validate,
		Moves: []crud.Move{{From: "okta_trusted_server", Identity: map[string]string{"auth_server_id": "auth_server_id"}, Also: moved}},
	})
}

// moved are the servers that the official provider's resource names. It owns
// them and no others, too; nothing but its state tells which they are.
func moved(source map[string]any) map[string]any {
	elements := []attr.Value{}
	ids, _ := source["trusted"].([]any)
	for _, id := range ids {
		if id, ok := id.(string); ok {
			elements = append(elements, types.StringValue(id))
		}
	}
	return map[string]any{"trusted": types.SetValueMust(types.StringType, elements)}
}

// validate only warns: that Okta refuses it is not known.
func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if id := m.AuthServerID.ValueString(); id != "" && slices.Contains(tf.Strings(m.Trusted), id) {
		diags.AddAttributeWarning(path.Root("trusted"), "Trust in Itself", fmt.Sprintf("An authorization server trusts its own tokens anyway, and Okta may refuse to associate %s with itself. Leave it out.", id))
	}
}
