package apipolicyorder

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type filter struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
}

func (f filter) place(c *crud.Clients) (model, error) {
	organization, environment, err := crud.Where(c, f.OrganizationID, f.EnvironmentID)
	return model{OrganizationID: organization, EnvironmentID: environment, APIInstanceID: f.APIInstanceID}, err
}

// NewListResource lists the order of one API instance's policies, if it has any.
func NewListResource() list.ListResource {
	return &crud.List[model, sequence, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The order of the policies of one Anypoint API instance that has any.",
			Attributes: map[string]listschema.Attribute{
				"api_instance_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the API instance.", Required: true},
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization (business group). Default: the provider's `organization_id`.", Optional: true},
				"environment_id":  listschema.StringAttribute{MarkdownDescription: "The identifier of the environment. Default: the provider's `environment_id`.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[sequence, error] {
			m, err := f.place(c)
			if err != nil {
				return crud.Failed[sequence](err)
			}
			s, err := read(ctx, c, m)
			if err != nil {
				return crud.Failed[sequence](err)
			}
			return crud.Only(crud.Just(s), func(s sequence) bool { return len(s) > 0 })
		},
		Seed: func(c *crud.Clients, f filter, _ sequence) model {
			m, _ := f.place(c) // All has failed before if this does
			return m
		},
		Title: func(s sequence) string { return s.String() },
	}
}
