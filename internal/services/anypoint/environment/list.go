package environment

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
	Type           types.String `tfsdk:"type"`
}

func listed() *crud.List[model, anypoint.Environment, filter] {
	return &crud.List[model, anypoint.Environment, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The environments of one Anypoint organization.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization. Default: the provider's `organization_id`.", Optional: true},
				"search":          listschema.StringAttribute{MarkdownDescription: "Only environments whose name has this text. Default: all.", Optional: true},
				"type":            listschema.StringAttribute{MarkdownDescription: "Only environments of this type. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.Environment, error] {
			organization, err := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			if err != nil {
				return crud.Failed[anypoint.Environment](err)
			}
			items, err := of(c, organization)
			if err != nil {
				return crud.Failed[anypoint.Environment](err)
			}
			return items.All(ctx, crud.Queries(map[string]types.String{"search": f.Search, "type": f.Type}))
		},
		Seed: func(c *crud.Clients, f filter, e anypoint.Environment) model {
			organization, _ := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			if e.OrganizationID != "" {
				organization = e.OrganizationID
			}
			return model{OrganizationID: types.StringValue(organization)}
		},
		Title: func(e anypoint.Environment) string { return e.Name },
	}
}

// NewListResource lists the environments of one organization.
func NewListResource() list.ListResource { return listed() }

// NewListDataSource is the data source gatehouse_anypoint_environments.
func NewListDataSource() datasource.DataSource {
	return &crud.ListData{List: listed(), Name: "anypoint_environments", Items: "environments", Shown: []string{"id", "name", "type", "is_production", "client_id"}}
}
