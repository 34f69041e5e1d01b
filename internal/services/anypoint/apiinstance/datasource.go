package apiinstance

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type data struct {
	item
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	ApprovalMethod types.String `tfsdk:"approval_method"`
	URI            types.String `tfsdk:"uri"`
	ProxyURI       types.String `tfsdk:"proxy_uri"`
}

// NewDataSource is the data source gatehouse_anypoint_api_instance.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[data]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Define: defineData, Fetch: fetch,
		Needs: object.Needs,
	}
}

func defineData() schema.Schema {
	known := tf.Told(define().Attributes, "spec", "endpoint", "deployment", "routing", "description", "tags", "prevent_contract_loss")
	endpoint := tf.Told(endpointAttribute().Attributes)
	known["uri"], known["proxy_uri"] = endpoint["uri"], endpoint["proxy_uri"]
	known["id"] = tf.SoughtByID("The API instance's identifier.", "asset_id")
	known["organization_id"] = tf.Sought("The identifier of the organization. Default: the provider's `organization_id`.")
	known["environment_id"] = tf.Sought("The identifier of the environment. Default: the provider's `environment_id`.")
	known["group_id"] = tf.Sought("The group of its asset. Default: any.")
	known["asset_id"] = tf.Sought("The identifier of its asset.")
	known["asset_version"] = tf.Sought("The version of its asset. Default: any.")
	known["instance_label"] = tf.Sought("Its exact label. Default: any.")
	return schema.Schema{
		MarkdownDescription: "An API instance, by identifier, or by its asset and what tells it from others of that asset.",
		Attributes:          known,
	}
}

func fetch(ctx context.Context, c *crud.Clients, d *data) error {
	organization, environment, err := filter{OrganizationID: d.OrganizationID, EnvironmentID: d.EnvironmentID}.place(c)
	if err != nil {
		return err
	}
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	id := d.ID.ValueString()
	if d.ID.IsNull() {
		query := search(types.StringNull(), d.GroupID, d.AssetID, d.AssetVersion, d.InstanceLabel)
		found, err := crud.Find("API instance", "the properties "+query.Encode(), client.APIInstances(organization, environment).All(ctx, query),
			func(anypoint.APIInstance) bool { return true },
			func(a anypoint.APIInstance) string { return fmt.Sprintf("%s (%s)", title(a), a.ID) })
		if err != nil {
			return err
		}
		id = string(found.ID)
	}
	a, err := client.APIInstances(organization, environment).Get(ctx, id)
	if err != nil {
		return err
	}
	*d = data{
		item: shown(a), OrganizationID: types.StringValue(organization), EnvironmentID: types.StringValue(environment), ApprovalMethod: tf.String(a.ApprovalMethod),
	}
	if a.Endpoint != nil {
		d.URI, d.ProxyURI = tf.String(a.Endpoint.URI), tf.String(a.Endpoint.ProxyURI)
	}
	return nil
}
