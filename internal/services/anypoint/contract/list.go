package contract

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
	Status         types.String `tfsdk:"status"`
	ClientID       types.String `tfsdk:"client_id"`
}

// place is the part of a model that says where the contracts are.
func (f filter) place(c *crud.Clients) (model, error) {
	organization, environment, err := crud.Where(c, f.OrganizationID, f.EnvironmentID)
	return model{OrganizationID: organization, EnvironmentID: environment, APIInstanceID: f.APIInstanceID}, err
}

func listed() *crud.List[model, anypoint.Contract, filter] {
	return &crud.List[model, anypoint.Contract, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The contracts of one Anypoint API instance.",
			Attributes: map[string]listschema.Attribute{
				"api_instance_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the API instance.", Required: true},
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization (business group). Default: the provider's `organization_id`.", Optional: true},
				"environment_id":  listschema.StringAttribute{MarkdownDescription: "The identifier of the environment. Default: the provider's `environment_id`.", Optional: true},
				"status":          listschema.StringAttribute{MarkdownDescription: "Only contracts in this state, such as `APPROVED`. Default: all.", Optional: true},
				"client_id":       listschema.StringAttribute{MarkdownDescription: "Only contracts of the application with this client id. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.Contract, error] {
			place, err := f.place(c)
			if err != nil {
				return crud.Failed[anypoint.Contract](err)
			}
			_, all, err := of(c, place)
			if err != nil {
				return crud.Failed[anypoint.Contract](err)
			}
			return all.All(ctx, crud.Queries(map[string]types.String{"status": f.Status, "coreServicesId": f.ClientID}))
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.Contract) model {
			m, _ := f.place(c) // All has failed before if this does
			return m
		},
		Title: func(k anypoint.Contract) string {
			name := "Application " + string(k.ApplicationID)
			if k.Application != nil && k.Application.Name != "" {
				name = k.Application.Name
			}
			return name + " (" + k.Status + ")"
		},
	}
}

// NewListResource lists the contracts of one API instance.
func NewListResource() list.ListResource { return listed() }

// NewListDataSource is the data source gatehouse_anypoint_contracts.
func NewListDataSource() datasource.DataSource {
	return &crud.ListData{List: listed(), Name: "anypoint_contracts", Items: "contracts", Shown: []string{"id", "application_id", "tier_id", "status"}}
}
