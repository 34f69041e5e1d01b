package authserverscope

import (
	"context"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

const server = "The identifier of the authorization server, or `default`."

// NewDataSource is data.gatehouse_okta_auth_server_scope.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_auth_server_scope", Noun: "Okta Authorization Server Scope", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			known := tf.Told(define().Attributes)
			known["auth_server_id"], known["id"], known["name"] = tf.Within(server), tf.SoughtByID("The scope's identifier.", "name"), tf.Sought("The scope's exact name.")
			return schema.Schema{MarkdownDescription: "One scope of an Okta authorization server, by its identifier or its exact name.", Attributes: known}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			all, err := of(c, m.AuthServerID.ValueString())
			if err != nil {
				return err
			}
			name := m.Name.ValueString()
			s, err := crud.One(ctx, all, "scope", m.ID.ValueString(), name, url.Values{"q": {name}},
				func(s okta.AuthServerScope) (id, name string) { return s.ID, s.Name })
			if err != nil {
				return err
			}
			return crud.Diagnosed(flatten(ctx, m, s))
		},
	}
}

type listModel struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	Query        types.String `tfsdk:"q"`
	Scopes       []model      `tfsdk:"scopes"`
}

// NewListDataSource is data.gatehouse_okta_auth_server_scopes.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[listModel]{
		Name: "okta_auth_server_scopes", Noun: "Okta Authorization Server Scopes", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The scopes of one Okta authorization server, all pages, those that Okta made included.",
				Attributes: map[string]schema.Attribute{
					"auth_server_id": tf.Within(server),
					"q":              schema.StringAttribute{MarkdownDescription: "Only scopes whose name matches this text. Default: all.", Optional: true},
					"scopes": schema.ListNestedAttribute{
						MarkdownDescription: "The scopes, in Okta's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: tf.Told(define().Attributes)},
					},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *listModel) error {
			all, err := of(c, m.AuthServerID.ValueString())
			if err != nil {
				return err
			}
			m.Scopes, err = crud.Gather(all.All(ctx, crud.Query("q", m.Query)), func(s okta.AuthServerScope) (model, error) {
				one := model{AuthServerID: m.AuthServerID}
				return one, crud.Diagnosed(flatten(ctx, &one, s))
			})
			return err
		},
	}
}
