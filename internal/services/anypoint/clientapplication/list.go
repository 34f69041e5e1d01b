package clientapplication

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
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
	Query          types.String `tfsdk:"query"`
}

func listed() *crud.List[model, anypoint.Application, filter] {
	return &crud.List[model, anypoint.Application, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The client applications of an Anypoint organization that the provider's credentials may see. The platform's list leaves out the client ids.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: organization + " Default: the provider's `organization_id`.", Optional: true},
				"api_instance_id": listschema.StringAttribute{MarkdownDescription: "Only applications that can use this API instance. Default: all.", Optional: true},
				"query":           listschema.StringAttribute{MarkdownDescription: "Only applications whose name has this text in it. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.Application, error] {
			id, err := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			if err != nil {
				return crud.Failed[anypoint.Application](err)
			}
			_, all, err := of(c, id)
			if err != nil {
				return crud.Failed[anypoint.Application](err)
			}
			return all.All(ctx, crud.Queries(map[string]types.String{"apiInstanceId": f.APIInstanceID, "query": f.Query}))
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.Application) model {
			id, _ := crud.Default(c, "organization_id", f.OrganizationID.ValueString()) // All has failed before if this does
			return model{OrganizationID: types.StringValue(id)}
		},
		Title: func(a anypoint.Application) string { return a.Name },
	}
}

// NewListResource lists the client applications of an organization.
func NewListResource() list.ListResource { return listed() }

// NewListDataSource is the data source gatehouse_anypoint_client_applications.
func NewListDataSource() datasource.DataSource {
	return &crud.ListData{List: listed(), Name: "anypoint_client_applications", Items: "client_applications", Shown: []string{"id", "name", "description", "url", "grant_types", "redirect_uris"}}
}
