package automatedpolicy

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
	EnvironmentID  types.String `tfsdk:"environment_id"`
}

func (f filter) place(c *crud.Clients) (model, error) {
	organization, environment, err := crud.Where(c, f.OrganizationID, f.EnvironmentID)
	return model{OrganizationID: organization, EnvironmentID: environment}, err
}

// NewListResource lists the automated policies of one environment.
func NewListResource() list.ListResource {
	return &crud.List[model, anypoint.AutomatedPolicy, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The automated policies of one Anypoint environment.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization (business group). Default: the provider's `organization_id`.", Optional: true},
				"environment_id":  listschema.StringAttribute{MarkdownDescription: "The identifier of the environment. Default: the provider's `environment_id`.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.AutomatedPolicy, error] {
			place, err := f.place(c)
			if err != nil {
				return crud.Failed[anypoint.AutomatedPolicy](err)
			}
			_, all, err := of(c, place)
			if err != nil {
				return crud.Failed[anypoint.AutomatedPolicy](err)
			}
			return all.All(ctx, nil)
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.AutomatedPolicy) model {
			m, _ := f.place(c) // All has failed before if this does
			return m
		},
		Title: func(p anypoint.AutomatedPolicy) string { return p.AssetID + " " + p.AssetVersion },
	}
}
