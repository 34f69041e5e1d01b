package organization

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type filter struct {
	OrganizationID types.String `tfsdk:"organization_id"`
}

// NewListResource lists the business groups below an organization.
func NewListResource() list.ListResource {
	return &crud.List[model, anypoint.Organization, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The business groups below an organization, at every depth.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization. Default: the provider's `organization_id`.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.Organization, error] {
			id, err := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			if err != nil {
				return crud.Failed[anypoint.Organization](err)
			}
			client, err := c.Anypoint()
			if err != nil {
				return crud.Failed[anypoint.Organization](err)
			}
			return client.Groups(ctx, id)
		},
		Seed: func(*crud.Clients, filter, anypoint.Organization) model { return model{} },
		// The hierarchy has no entitlements.
		Complete: func(ctx context.Context, c *crud.Clients, _ filter, o anypoint.Organization) (anypoint.Organization, error) {
			return read(ctx, c, model{ID: types.StringValue(o.ID)})
		},
		Title: func(o anypoint.Organization) string { return o.Name },
	}
}
