package exchangeasset

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type data struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	GroupID        types.String `tfsdk:"group_id"`
	AssetID        types.String `tfsdk:"asset_id"`
	Version        types.String `tfsdk:"version"`
	Name           types.String `tfsdk:"name"`
	Description    types.String `tfsdk:"description"`
	Type           types.String `tfsdk:"type"`
	APIVersion     types.String `tfsdk:"api_version"`
	Status         types.String `tfsdk:"status"`
	Labels         types.Set    `tfsdk:"labels"`
	AssetLink      types.String `tfsdk:"asset_link"`
}

// NewDataSource is the data source gatehouse_anypoint_exchange_asset.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[data]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Define: defineData, Fetch: fetch,
		Needs: object.Needs,
	}
}

func defineData() schema.Schema {
	known := tf.Told(define().Attributes, "tags", "keywords", "main_file", "files", "files_hash", "delete_type")
	known["group_id"] = tf.Sought("The asset's group. Default: the provider's `organization_id`.")
	known["asset_id"] = tf.Within("The asset's identifier within its group.")
	known["version"] = tf.Sought("The asset's version. Default: the newest.")
	known["labels"] = schema.SetAttribute{MarkdownDescription: "The version's tags and keywords.", Computed: true, ElementType: types.StringType}
	return schema.Schema{MarkdownDescription: "An asset in Anypoint Exchange: one version of it, or its newest.", Attributes: known}
}

func fetch(ctx context.Context, c *crud.Clients, d *data) error {
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	group := d.GroupID.ValueString()
	if group == "" {
		if group, err = crud.Default(c, "organization_id", ""); err != nil {
			return err
		}
	}
	var a anypoint.Asset
	if d.Version.IsNull() {
		a, err = client.LatestAsset(ctx, group, d.AssetID.ValueString())
	} else {
		a, err = client.Asset(ctx, anypoint.GAV{Group: group, Asset: d.AssetID.ValueString(), Version: d.Version.ValueString()})
	}
	if err != nil {
		return err
	}
	*d = data{
		OrganizationID: tf.String(a.OrganizationID), GroupID: types.StringValue(a.GroupID), AssetID: types.StringValue(a.AssetID), Version: types.StringValue(a.Version),
		Name: types.StringValue(a.Name), Description: tf.String(a.Description), Type: types.StringValue(a.Type), APIVersion: tf.String(a.APIVersion()),
		Status: types.StringValue(a.Status), Labels: tf.SetOf(a.Labels), AssetLink: tf.String(a.External.URL),
	}
	return nil
}
