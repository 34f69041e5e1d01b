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

// NewListResource lists the API instances of one environment.
func NewListResource() list.ListResource {
	text := func(description string) listschema.Attribute {
		return listschema.StringAttribute{MarkdownDescription: description, Optional: true}
	}
	return &crud.List[model, anypoint.APIInstance, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The API instances of one environment.",
			Attributes: map[string]listschema.Attribute{
				"organization_id": text("The identifier of the organization. Default: the provider's `organization_id`."),
				"environment_id":  text("The identifier of the environment. Default: the provider's `environment_id`."),
				"query":           text("Only instances with a name, description, label or tag like this. Default: all."),
				"group_id":        text("Only instances of assets of this group. Default: all."),
				"asset_id":        text("Only instances of this asset. Default: all."),
				"asset_version":   text("Only instances of this version of the asset. Default: all."),
				"instance_label":  text("Only instances with exactly this label. Default: all."),
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.APIInstance, error] {
			organization, environment, err := f.place(c)
			if err != nil {
				return crud.Failed[anypoint.APIInstance](err)
			}
			client, err := c.Anypoint()
			if err != nil {
				return crud.Failed[anypoint.APIInstance](err)
			}
			return client.APIInstances(organization, environment).All(ctx, search(f.Query, f.GroupID, f.AssetID, f.AssetVersion, f.InstanceLabel))
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
