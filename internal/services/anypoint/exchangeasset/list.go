package exchangeasset

import (
	"context"
	"iter"
	"net/url"
	"strings"

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
				"search":          listschema.StringAttribute{MarkdownDescription: "Only assets with this text in their name or identifier, in any case. Default: all.", Optional: true},
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
			return found(ctx, client, organization, f)
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

// found are an organization's assets. The documented search covers everything
// below the root organization; what is asked for is picked out here.
func found(ctx context.Context, client *anypoint.Client, organization string, f filter) iter.Seq2[anypoint.Asset, error] {
	root, err := client.RootOrganization(ctx, organization)
	if err != nil {
		return crud.Failed[anypoint.Asset](err)
	}
	query := url.Values{"rootOrganizationId": {root}}
	if v := f.Type.ValueString(); v != "" {
		query.Set("types", v)
	}
	text := strings.ToLower(f.Search.ValueString())
	return crud.Only(client.Assets().All(ctx, query), func(a anypoint.Asset) bool {
		return (a.OrganizationID == "" || a.OrganizationID == organization) && strings.Contains(strings.ToLower(a.Name+"\n"+a.AssetID), text)
	})
}
