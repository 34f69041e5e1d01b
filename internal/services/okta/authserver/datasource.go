package authserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// NewDataSource is data.gatehouse_okta_auth_server.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[server]{
		Name: "okta_auth_server", Noun: "Okta Authorization Server", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			known := tf.Told(define().Attributes, "adopt")
			known["id"] = tf.SoughtByID("The authorization server's identifier, or `default` for the org's default one.", "name")
			known["name"] = tf.Sought("The authorization server's exact name. It is an error when no server, or more than one, has it.")
			return schema.Schema{MarkdownDescription: "One custom authorization server of Okta, by its identifier or its exact name.", Attributes: known}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *server) error {
			all, err := servers(c)
			if err != nil {
				return err
			}
			look, key := get, m.ID.ValueString()
			if m.ID.IsNull() {
				look, key = find, m.Name.ValueString()
			}
			s, err := look(ctx, all, key)
			if err != nil {
				return err
			}
			var whole server
			if diags := whole.flatten(ctx, s); diags.HasError() {
				return crud.Diagnosed(diags)
			}
			*m = whole
			return nil
		},
	}
}

type listModel struct {
	Query   types.String `tfsdk:"q"`
	Servers []server     `tfsdk:"auth_servers"`
}

// NewListDataSource is data.gatehouse_okta_auth_servers.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[listModel]{
		Name: "okta_auth_servers", Noun: "Okta Authorization Servers", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The custom authorization servers of the org, all pages.",
				Attributes: map[string]schema.Attribute{
					"q": schema.StringAttribute{MarkdownDescription: "Only servers whose name or audience matches this text. Default: all.", Optional: true},
					"auth_servers": schema.ListNestedAttribute{
						MarkdownDescription: "The authorization servers, in Okta's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: tf.Told(define().Attributes, "adopt")},
					},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *listModel) error {
			all, err := servers(c)
			if err != nil {
				return err
			}
			m.Servers, err = crud.Gather(all.All(ctx, crud.Query("q", m.Query)), func(s okta.AuthServer) (one server, err error) {
				return one, crud.Diagnosed(one.flatten(ctx, s))
			})
			return err
		},
	}
}
