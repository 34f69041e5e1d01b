package slatier

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
	EnvironmentID  types.String `tfsdk:"environment_id"`
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
	Query          types.String `tfsdk:"query"`
}

func (f filter) place(c *crud.Clients) (model, error) {
	organization, environment, err := crud.Where(c, f.OrganizationID, f.EnvironmentID)
	return model{OrganizationID: organization, EnvironmentID: environment, APIInstanceID: f.APIInstanceID}, err
}

func listed() *crud.List[model, anypoint.Tier, filter] {
	return &crud.List[model, anypoint.Tier, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The SLA tiers of one Anypoint API instance.",
			Attributes: map[string]listschema.Attribute{
				"api_instance_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the API instance.", Required: true},
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization (business group). Default: the provider's `organization_id`.", Optional: true},
				"environment_id":  listschema.StringAttribute{MarkdownDescription: "The identifier of the environment. Default: the provider's `environment_id`.", Optional: true},
				"query":           listschema.StringAttribute{MarkdownDescription: "Only tiers whose name has this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.Tier, error] {
			place, err := f.place(c)
			if err != nil {
				return crud.Failed[anypoint.Tier](err)
			}
			all, err := of(c, place)
			if err != nil {
				return crud.Failed[anypoint.Tier](err)
			}
			return all.All(ctx, crud.Query("query", f.Query))
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.Tier) model {
			m, _ := f.place(c) // All has failed before if this does
			return m
		},
		Title: func(t anypoint.Tier) string { return t.Name },
	}
}

// NewListResource lists the SLA tiers of one API instance.
func NewListResource() list.ListResource { return listed() }

// NewListDataSource is the data source gatehouse_anypoint_sla_tiers.
func NewListDataSource() datasource.DataSource {
	return &crud.ListData{
		List: listed(), Name: "anypoint_sla_tiers", Items: "tiers",
		Shown: []string{"id", "name", "description", "auto_approve", "status", "limits", "application_count"},
	}
}
