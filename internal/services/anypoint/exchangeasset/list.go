package exchangeasset

import (
	"context"
	"iter"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type filter struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	Search         types.String `tfsdk:"search"`
	Type           types.String `tfsdk:"type"`
}

// NewListResource lists the newest version of each asset of an organization.
func NewListResource() list.ListResource {
	return &crud.List[model, anypoint.Asset, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The assets of one organization in Exchange, each in its newest version.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization or business group. Default: the provider's `organization_id`.", Optional: true},
				"search":          listschema.StringAttribute{MarkdownDescription: "Only assets that this text finds. Default: all.", Optional: true},
				"type":            listschema.StringAttribute{MarkdownDescription: "Only assets of this type. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.Asset, error] {
			organization, err := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			if err != nil {
				return crud.Failed[anypoint.Asset](err)
			}
			client, err := c.Anypoint()
			if err != nil {
				return crud.Failed[anypoint.Asset](err)
			}
			query := url.Values{"organizationId": {organization}}
			for name, v := range map[string]types.String{"search": f.Search, "types": f.Type} {
				if v.ValueString() != "" {
					query.Set(name, v.ValueString())
				}
			}
			return client.Assets().All(ctx, query)
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.Asset) model {
			organization, _ := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			return model{OrganizationID: types.StringValue(organization), Files: types.ListNull(filesType())}
		},
		// A search shows an asset in part.
		Complete: func(ctx context.Context, c *crud.Clients, _ filter, a anypoint.Asset) (anypoint.Asset, error) {
			client, err := c.Anypoint()
			if err != nil {
				return a, err
			}
			return client.Asset(ctx, anypoint.GAV{Group: a.GroupID, Asset: a.AssetID, Version: a.Version})
		},
		Title: func(a anypoint.Asset) string { return a.Name + " " + a.Version },
	}
}
