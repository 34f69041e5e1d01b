package policytemplate

import (
	"context"
	"net/url"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// many is the model of the data source for all templates.
type many struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
	MuleVersion    types.String `tfsdk:"mule_version"`
	AllVersions    types.Bool   `tfsdk:"all_versions"`
	AutomatedOnly  types.Bool   `tfsdk:"automated_only"`
	Templates      []item       `tfsdk:"templates"`
}

// item is what the list tells of a template.
type item struct {
	GroupID        types.String `tfsdk:"group_id"`
	AssetID        types.String `tfsdk:"asset_id"`
	AssetVersion   types.String `tfsdk:"asset_version"`
	Name           types.String `tfsdk:"name"`
	Description    types.String `tfsdk:"description"`
	Type           types.String `tfsdk:"type"`
	Category       types.String `tfsdk:"category"`
	InjectionPoint types.String `tfsdk:"injection_point"`
	MinMuleVersion types.String `tfsdk:"min_mule_version"`
}

func shown(t anypoint.PolicyTemplate) item {
	return item{
		GroupID: types.StringValue(t.GroupID), AssetID: types.StringValue(t.AssetID), AssetVersion: types.StringValue(t.Number()),
		Name: tf.String(t.Name), Description: tf.String(t.Description), Type: tf.String(t.Type), Category: tf.String(t.Category),
		InjectionPoint: tf.String(t.InjectionPoint), MinMuleVersion: tf.String(t.MinMuleVersion),
	}
}

// NewListDataSource is the data source gatehouse_anypoint_policy_templates.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[many]{
		Name: "anypoint_policy_templates", Noun: "Anypoint Policy Templates", Platform: crud.Anypoint, Needs: crud.AnypointNeeds("*View Policies*"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The policies that an organization can apply to API instances: MuleSoft's own, and those published in Exchange.",
				Attributes: map[string]schema.Attribute{
					"organization_id": tf.Sought("The identifier of the organization (business group). Default: the provider's `organization_id`."),
					"environment_id":  schema.StringAttribute{MarkdownDescription: "Only policies for this environment. Default: with `api_instance_id` the provider's `environment_id`, without it all.", Optional: true},
					"api_instance_id": schema.StringAttribute{MarkdownDescription: "Only policies that this API instance can have: those for its runtime and for its client provider. Default: all.", Optional: true},
					"mule_version":    schema.StringAttribute{MarkdownDescription: "Only policies that run on this version of Mule, such as `4.6.0`. Default: all.", Optional: true},
					"all_versions":    schema.BoolAttribute{MarkdownDescription: "Whether every version of a policy is listed. Default: `false`, and only the newest is.", Optional: true},
					"automated_only":  schema.BoolAttribute{MarkdownDescription: "Whether only policies are listed that can be automated policies. Default: `false`.", Optional: true},
					"templates": schema.ListNestedAttribute{
						MarkdownDescription: "The policies, in the platform's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: described()},
					},
				},
			}
		},
		Fetch: fetchAll,
	}
}

func fetchAll(ctx context.Context, c *crud.Clients, m *many) error {
	organization, err := crud.Default(c, "organization_id", m.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	query := url.Values{"includeConfiguration": {"false"}, "latest": {strconv.FormatBool(!m.AllVersions.ValueBool())}}
	environment := m.EnvironmentID.ValueString()
	if api := m.APIInstanceID.ValueString(); api != "" {
		query.Set("apiInstanceId", api)
		if environment, err = crud.Default(c, "environment_id", environment); err != nil {
			return err
		}
	}
	if environment != "" {
		query.Set("environmentId", environment)
	}
	if v := m.MuleVersion.ValueString(); v != "" {
		query.Set("muleVersion", v)
	}
	if m.AutomatedOnly.ValueBool() {
		query.Set("automatedOnly", "true")
	}
	all, err := client.PolicyTemplates(ctx, organization, query)
	if err != nil {
		return err
	}
	m.OrganizationID = types.StringValue(organization)
	m.Templates = make([]item, len(all))
	for i, t := range all {
		m.Templates[i] = shown(t)
	}
	return nil
}
