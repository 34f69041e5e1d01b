package connectedapp

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type filter struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	Search         types.String `tfsdk:"search"`
}

func listed() *crud.List[model, anypoint.App, filter] {
	return &crud.List[model, anypoint.App, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The connected apps of one Anypoint organization, without those that the platform manages itself.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: organization + " Default: the provider's `organization_id`.", Optional: true},
				"search":          listschema.StringAttribute{MarkdownDescription: "Only connected apps with this text in one of their properties. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.App, error] {
			id, err := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			if err != nil {
				return crud.Failed[anypoint.App](err)
			}
			client, all, err := of(c, id)
			if err != nil {
				return crud.Failed[anypoint.App](err)
			}
			return func(yield func(anypoint.App, error) bool) {
				for a, err := range all.All(ctx, crud.Query("search", f.Search)) {
					if !yield(keep(client, a), err) {
						return
					}
				}
			}
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.App) model {
			id, _ := crud.Default(c, "organization_id", f.OrganizationID.ValueString()) // All has failed before if this does
			return model{OrganizationID: types.StringValue(id)}
		},
		// The scopes are another call's.
		Complete: func(ctx context.Context, c *crud.Clients, _ filter, a anypoint.App) (anypoint.App, error) {
			client, err := c.Anypoint()
			if err != nil {
				return a, err
			}
			return scoped(ctx, client, a, false)
		},
		Title: func(a anypoint.App) string { return a.Name },
	}
}

// NewListResource lists the connected apps of an organization.
func NewListResource() list.ListResource { return listed() }

// NewListDataSource is the data source gatehouse_anypoint_connected_apps.
func NewListDataSource() datasource.DataSource {
	return &crud.ListData{
		List: listed(), Name: "anypoint_connected_apps", Items: "connected_apps",
		Shown: []string{"id", "name", "grant_types", "user_scopes", "redirect_uris", "audience", "enabled"},
	}
}
