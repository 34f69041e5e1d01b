package identityprovider

import (
	"cmp"
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
	Type           types.String `tfsdk:"type"`
	Search         types.String `tfsdk:"search"`
}

func (f filter) organization(c *crud.Clients) (string, error) {
	return crud.Default(c, "organization_id", f.OrganizationID.ValueString())
}

func listed() *crud.List[model, anypoint.IdentityProvider, filter] {
	return &crud.List[model, anypoint.IdentityProvider, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The identity providers of one root organization by which people sign in with OpenID Connect or SAML.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the root organization. Default: the provider's `organization_id`.", Optional: true},
				"type":            listschema.StringAttribute{MarkdownDescription: "Only identity providers of that type, `openid` or `saml`. Default: both.", Optional: true},
				"search":          listschema.StringAttribute{MarkdownDescription: "Only identity providers whose name has this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.IdentityProvider, error] {
			organization, err := f.organization(c)
			if err != nil {
				return crud.Failed[anypoint.IdentityProvider](err)
			}
			items, err := of(c, organization)
			if err != nil {
				return crud.Failed[anypoint.IdentityProvider](err)
			}
			query := crud.Query("search", f.Search)
			query.Set("idp_type", cmp.Or(f.Type.ValueString(), anypoint.OpenID+","+anypoint.SAML))
			return items.All(ctx, query)
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.IdentityProvider) model {
			organization, _ := f.organization(c) // All has failed before if this does
			return model{OrganizationID: types.StringValue(organization)}
		},
		// The list shows summaries.
		Complete: func(ctx context.Context, c *crud.Clients, f filter, p anypoint.IdentityProvider) (anypoint.IdentityProvider, error) {
			organization, err := f.organization(c)
			if err != nil {
				return p, err
			}
			return read(ctx, c, model{OrganizationID: types.StringValue(organization), ID: types.StringValue(p.ID)})
		},
		Title: func(p anypoint.IdentityProvider) string { return p.Name },
	}
}

// NewListResource lists the identity providers of one root organization that
// this resource can manage.
func NewListResource() list.ListResource { return listed() }

// NewListDataSource is the data source gatehouse_anypoint_identity_providers.
func NewListDataSource() datasource.DataSource {
	return &crud.ListData{List: listed(), Name: "anypoint_identity_providers", Items: "identity_providers", Shown: []string{"id", "name", "type", "description"}}
}
