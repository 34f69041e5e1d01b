package clientprovider

import (
	"context"
	"iter"
	"net/url"

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

func listed() *crud.List[model, anypoint.ClientProvider, filter] {
	return &crud.List[model, anypoint.ClientProvider, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The client providers of one root organization that register clients by OpenID Connect Dynamic Client Registration.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the root organization. Default: the provider's `organization_id`.", Optional: true},
				"search":          listschema.StringAttribute{MarkdownDescription: "Only client providers whose name has this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.ClientProvider, error] {
			organization, err := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			if err != nil {
				return crud.Failed[anypoint.ClientProvider](err)
			}
			client, err := c.Anypoint()
			if err != nil {
				return crud.Failed[anypoint.ClientProvider](err)
			}
			query := url.Values{"cp_type": {anypoint.OIDCDynamic}}
			if v := f.Search.ValueString(); v != "" {
				query.Set("search", v)
			}
			return client.ClientProviders(organization).All(ctx, query)
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.ClientProvider) model {
			organization, _ := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			return model{OrganizationID: types.StringValue(organization)}
		},
		// The list shows summaries.
		Complete: func(ctx context.Context, c *crud.Clients, f filter, p anypoint.ClientProvider) (anypoint.ClientProvider, error) {
			organization, err := crud.Default(c, "organization_id", f.OrganizationID.ValueString())
			if err != nil {
				return p, err
			}
			return read(ctx, c, model{OrganizationID: types.StringValue(organization), ID: types.StringValue(p.ID)})
		},
		Title: func(p anypoint.ClientProvider) string { return p.Name },
	}
}

// NewListResource lists the client providers of one root organization that
// this resource can manage.
func NewListResource() list.ListResource { return listed() }

// NewListDataSource is the data source gatehouse_anypoint_client_providers.
func NewListDataSource() datasource.DataSource {
	return &crud.ListData{List: listed(), Name: "anypoint_client_providers", Items: "client_providers", Shown: []string{"id", "name"}}
}
