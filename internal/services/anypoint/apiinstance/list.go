package apiinstance

import (
	"context"
	"iter"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type filter struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	Query          types.String `tfsdk:"query"`
	GroupID        types.String `tfsdk:"group_id"`
	AssetID        types.String `tfsdk:"asset_id"`
	AssetVersion   types.String `tfsdk:"asset_version"`
	InstanceLabel  types.String `tfsdk:"instance_label"`
}

// filters are the arguments of a list, with their descriptions.
var filters = map[string]string{
	"organization_id": "The identifier of the organization. Default: the provider's `organization_id`.",
	"environment_id":  "The identifier of the environment. Default: the provider's `environment_id`.",
	"query":           "Only instances with a name, description, label or tag like this. Default: all.",
	"group_id":        "Only instances of assets of this group. Default: all.",
	"asset_id":        "Only instances of this asset. Default: all.",
	"asset_version":   "Only instances of this version of the asset. Default: all.",
	"instance_label":  "Only instances with exactly this label. Default: all.",
}

// NewListResource lists the API instances of one environment.
func NewListResource() list.ListResource {
	attributes := map[string]listschema.Attribute{}
	for name, description := range filters {
		attributes[name] = listschema.StringAttribute{MarkdownDescription: description, Optional: true}
	}
	return &crud.List[model, anypoint.APIInstance, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The API instances of one environment.",
			Attributes:          attributes,
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.APIInstance, error] {
			all, err := f.all(ctx, c)
			if err != nil {
				return crud.Failed[anypoint.APIInstance](err)
			}
			return all
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.APIInstance) model {
			organization, environment, _ := f.place(c)
			return model{
				OrganizationID: types.StringValue(organization), EnvironmentID: types.StringValue(environment), Spec: types.ObjectNull(specTypes),
			}
		},
		// The list leaves the endpoint out.
		Complete: func(ctx context.Context, c *crud.Clients, f filter, a anypoint.APIInstance) (anypoint.APIInstance, error) {
			organization, environment, err := f.place(c)
			if err != nil {
				return a, err
			}
			client, err := c.Anypoint()
			if err != nil {
				return a, err
			}
			return client.APIInstance(ctx, organization, environment, string(a.ID))
		},
		Title: title,
	}
}

// all are the API instances that the filter lets through.
func (f filter) all(ctx context.Context, c *crud.Clients) (iter.Seq2[anypoint.APIInstance, error], error) {
	organization, environment, err := f.place(c)
	if err != nil {
		return nil, err
	}
	client, err := c.Anypoint()
	if err != nil {
		return nil, err
	}
	return client.APIInstances(organization, environment).All(ctx, search(f.Query, f.GroupID, f.AssetID, f.AssetVersion, f.InstanceLabel)), nil
}

func (f filter) place(c *crud.Clients) (organization, environment string, err error) {
	org, env, err := crud.Where(c, f.OrganizationID, f.EnvironmentID)
	return org.ValueString(), env.ValueString(), err
}

func search(query, group, asset, version, label types.String) url.Values {
	return crud.Queries(map[string]types.String{"query": query, "groupId": group, "assetId": asset, "assetVersion": version, "instanceLabel": label})
}

func title(a anypoint.APIInstance) string {
	name := a.AssetID + " " + a.AssetVersion
	if a.InstanceLabel != "" {
		name += " (" + a.InstanceLabel + ")"
	}
	return name
}
