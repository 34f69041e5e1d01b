// Package groups lists the groups of an Okta org as data.
package groups

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
	Search types.String `tfsdk:"search"`
	Groups []group      `tfsdk:"groups"`
}

type group struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	Type        types.String `tfsdk:"type"`
}

// NewDataSource is gatehouse_okta_groups.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_groups", Noun: "Okta Groups", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.groups"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The groups of the Okta org, over all pages.",
				Attributes: map[string]schema.Attribute{
					"q":      schema.StringAttribute{MarkdownDescription: "Only groups whose name begins with this text, at most 300. Default: all.", Optional: true},
					"filter": schema.StringAttribute{MarkdownDescription: "A filter expression of Okta's API, such as `type eq \"OKTA_GROUP\"`. Default: none.", Optional: true},
					"search": schema.StringAttribute{MarkdownDescription: "A search expression of Okta's API, such as `profile.name sw \"team-\"`. Default: none.", Optional: true},
					"groups": schema.ListNestedAttribute{
						MarkdownDescription: "The groups.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
							"id": tf.Shown("The group's identifier."), "name": tf.Shown("The group's name."), "description": tf.Shown("What the group is for."),
							"type": tf.Shown("The kind of group: `OKTA_GROUP`, `APP_GROUP` or `BUILT_IN`."),
						}},
					},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			query := crud.Queries(map[string]types.String{"q": m.Query, "filter": m.Filter, "search": m.Search})
			m.Groups, err = crud.Gather(client.Groups().All(ctx, query), crud.Plainly(flatten))
			return err
		},
	}
}

func flatten(g okta.Group) group {
	return group{ID: types.StringValue(g.ID), Name: types.StringValue(g.Name()), Description: tf.String(g.Description()), Type: tf.String(g.Type)}
}
