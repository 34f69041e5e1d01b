// Package apps lists the apps of an Okta org as data.
package apps

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	Query  types.String `tfsdk:"q"`
	Filter types.String `tfsdk:"filter"`
	Mode   types.String `tfsdk:"sign_on_mode"`
	Apps   []app        `tfsdk:"apps"`
}

type app struct {
	ID         types.String `tfsdk:"id"`
	Label      types.String `tfsdk:"label"`
	Name       types.String `tfsdk:"name"`
	Status     types.String `tfsdk:"status"`
	SignOnMode types.String `tfsdk:"sign_on_mode"`
	ClientID   types.String `tfsdk:"client_id"`
}

// NewDataSource is gatehouse_okta_apps.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_apps", Noun: "Okta Apps", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.apps"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The apps of the Okta org, over all pages.",
				Attributes: map[string]schema.Attribute{
					"q":            schema.StringAttribute{MarkdownDescription: "Only apps whose label or name begins with this text. Default: all.", Optional: true},
					"filter":       schema.StringAttribute{MarkdownDescription: "A filter expression of Okta's API, such as `status eq \"ACTIVE\"`. Default: none.", Optional: true},
					"sign_on_mode": schema.StringAttribute{MarkdownDescription: "Only apps of this sign-on mode, such as `OPENID_CONNECT`. Default: all.", Optional: true},
					"apps": schema.ListNestedAttribute{
						MarkdownDescription: "The apps.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
							"id": tf.Shown("The app's identifier."), "label": tf.Shown("The app's label."), "name": tf.Shown("Okta's key for the kind of app."), "status": tf.Shown("`ACTIVE` or `INACTIVE`."),
							"sign_on_mode": tf.Shown("The sign-on mode."), "client_id": tf.Shown("The OAuth 2.0 client id, null for apps of other kinds."),
						}},
					},
				},
			}
		},
		Fetch: fetch,
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	client, err := c.Okta()
	if err != nil {
		return err
	}
	mode := m.Mode.ValueString()
	all := client.Apps().All(ctx, crud.Queries(map[string]types.String{"q": m.Query, "filter": m.Filter}))
	m.Apps, err = crud.Gather(crud.Only(all, func(a okta.App) bool { return mode == "" || mode == a.SignOnMode }), crud.Plainly(flatten))
	return err
}

func flatten(a okta.App) app {
	return app{
		ID: types.StringValue(a.ID), Label: types.StringValue(a.Label), Name: types.StringValue(a.Name), Status: types.StringValue(a.Status),
		SignOnMode: types.StringValue(a.SignOnMode), ClientID: tf.String(a.ClientID()),
	}
}
