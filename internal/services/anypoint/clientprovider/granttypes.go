package clientprovider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// grants is what the data source for the grant types of one client provider tells.
type grants struct {
	OrganizationID   types.String `tfsdk:"organization_id"`
	ClientProviderID types.String `tfsdk:"client_provider_id"`
	Type             types.String `tfsdk:"type"`
	Description      types.String `tfsdk:"description"`
	GrantTypes       []grant      `tfsdk:"grant_types"`
}

type grant struct {
	Name     types.String `tfsdk:"name"`
	Label    types.String `tfsdk:"label"`
	Required types.Bool   `tfsdk:"required"`
	Excludes types.Set    `tfsdk:"excludes"`
	Depends  types.Set    `tfsdk:"depends_on_any"`
}

// NewGrantTypesDataSource is the data source gatehouse_anypoint_client_provider_grant_types.
func NewGrantTypesDataSource() datasource.DataSource {
	return &crud.DataSource[grants]{
		Name: "anypoint_client_provider_grant_types", Noun: "Grant Types of the Anypoint Client Provider", Platform: crud.Anypoint, Needs: object.Needs,
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The grant types that a client provider offers to applications, in the platform's own words. For OpenID Connect they come from the metadata of the identity provider.",
				Attributes: map[string]schema.Attribute{
					"organization_id":    tf.Sought("The identifier of the organization. Default: the provider's `organization_id`."),
					"client_provider_id": schema.StringAttribute{MarkdownDescription: "The client provider's identifier.", Required: true},
					"type":               tf.Shown("The client provider's type: `openid-dynamic-client`, `openam` or `ping`."),
					"description":        tf.Shown("The client provider's kind in words."),
					"grant_types": schema.ListNestedAttribute{
						MarkdownDescription: "The grant types, in the platform's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
							"name":           tf.Shown("The grant type, such as `client_credentials`."),
							"label":          tf.Shown("How the console calls it."),
							"required":       schema.BoolAttribute{MarkdownDescription: "Whether an application must have it.", Computed: true},
							"excludes":       schema.SetAttribute{MarkdownDescription: "The grant types that an application with this one cannot have.", Computed: true, ElementType: types.StringType},
							"depends_on_any": schema.SetAttribute{MarkdownDescription: "The grant types of which an application with this one needs another; empty where it needs none.", Computed: true, ElementType: types.StringType},
						}},
					},
				},
			}
		},
		Fetch: fetchGrants,
	}
}

func fetchGrants(ctx context.Context, c *crud.Clients, m *grants) error {
	organization, err := crud.Default(c, "organization_id", m.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	offered, err := client.GrantTypes(ctx, organization, m.ClientProviderID.ValueString())
	if err != nil {
		return err
	}
	m.OrganizationID = types.StringValue(organization)
	m.Type, m.Description = tf.String(offered.Type.Name), tf.String(offered.Type.Description)
	m.GrantTypes = []grant{}
	for _, g := range offered.GrantTypes {
		m.GrantTypes = append(m.GrantTypes, flattenGrant(g))
	}
	return nil
}

func flattenGrant(g anypoint.GrantType) grant {
	return grant{
		Name: types.StringValue(g.Name), Label: tf.String(g.Label), Required: types.BoolValue(g.Required),
		Excludes: tf.SetOf(g.Exclude), Depends: tf.SetOf(g.Depends),
	}
}
