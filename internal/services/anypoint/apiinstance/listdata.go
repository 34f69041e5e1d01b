package apiinstance

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type listed struct {
	filter
	APIInstances []item `tfsdk:"api_instances"`
}

// item is what the list tells of an API instance: it has no endpoint.
type item struct {
	ID                        types.String `tfsdk:"id"`
	GroupID                   types.String `tfsdk:"group_id"`
	AssetID                   types.String `tfsdk:"asset_id"`
	AssetVersion              types.String `tfsdk:"asset_version"`
	InstanceLabel             types.String `tfsdk:"instance_label"`
	Technology                types.String `tfsdk:"technology"`
	ProviderID                types.String `tfsdk:"provider_id"`
	ConsumerEndpoint          types.String `tfsdk:"consumer_endpoint"`
	ProductVersion            types.String `tfsdk:"product_version"`
	Deprecated                types.Bool   `tfsdk:"deprecated"`
	Status                    types.String `tfsdk:"status"`
	AutodiscoveryInstanceName types.String `tfsdk:"autodiscovery_instance_name"`
}

// NewListDataSource is the data source gatehouse_anypoint_api_instances.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[listed]{
		Name: "anypoint_api_instances", Noun: "Anypoint API Instances", Platform: crud.Anypoint, Needs: object.Needs,
		Define: func() schema.Schema {
			one := defineData().Attributes
			known := map[string]schema.Attribute{}
			for _, name := range []string{"id", "technology", "provider_id", "consumer_endpoint", "product_version", "deprecated", "status", "autodiscovery_instance_name"} {
				known[name] = one[name]
			}
			known["id"] = tf.Shown("The API instance's identifier.")
			known["group_id"], known["asset_id"], known["asset_version"] = tf.Shown("The group of its asset."), tf.Shown("The identifier of its asset."), tf.Shown("The version of its asset.")
			known["instance_label"] = tf.Shown("Its label, null for none.")
			attributes := map[string]schema.Attribute{
				"api_instances": schema.ListNestedAttribute{MarkdownDescription: "The API instances.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: known}},
			}
			for name, description := range filters {
				attributes[name] = schema.StringAttribute{MarkdownDescription: description, Optional: true}
			}
			return schema.Schema{MarkdownDescription: "The API instances of one environment, over all pages.", Attributes: attributes}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *listed) error {
			all, err := m.all(ctx, c)
			if err != nil {
				return err
			}
			m.APIInstances, err = crud.Gather(all, crud.Plainly(shown))
			return err
		},
	}
}

func shown(a anypoint.APIInstance) item {
	return item{
		ID: types.StringValue(string(a.ID)), GroupID: tf.String(a.GroupID), AssetID: tf.String(a.AssetID), AssetVersion: tf.String(a.AssetVersion),
		InstanceLabel: tf.String(a.InstanceLabel), Technology: tf.String(a.Technology), ProviderID: tf.String(a.ProviderID), ConsumerEndpoint: tf.String(a.ConsumerEndpoint),
		ProductVersion: tf.String(a.ProductVersion), Deprecated: types.BoolValue(a.Deprecated), Status: tf.String(a.Status), AutodiscoveryInstanceName: tf.String(a.AutodiscoveryInstanceName),
	}
}
