package clientapplication

import (
	"context"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type data struct {
	ID               types.String `tfsdk:"id"`
	OrganizationID   types.String `tfsdk:"organization_id"`
	Name             types.String `tfsdk:"name"`
	Description      types.String `tfsdk:"description"`
	URL              types.String `tfsdk:"url"`
	RedirectURIs     types.Set    `tfsdk:"redirect_uris"`
	GrantTypes       types.Set    `tfsdk:"grant_types"`
	ClientProviderID types.String `tfsdk:"client_provider_id"`
	ClientID         types.String `tfsdk:"client_id"`
}

// NewDataSource finds one client application by id or by name.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[data]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Fetch: fetch,
		Needs: object.Needs,
		Define: func() schema.Schema {
			known := tf.Told(define().Attributes, "import_client_id", "api_instance_id", "store_client_secret")
			known["id"], known["name"] = tf.SoughtByID("The application's identifier.", "name"), tf.Sought("The application's exact name.")
			known["organization_id"] = tf.Sought(organization + " Default: the provider's `organization_id`.")
			return schema.Schema{
				MarkdownDescription: "One client application of an Anypoint organization, by its id or its exact name. The provider's credentials must be able to see it.",
				Attributes:          known,
			}
		},
	}
}

func fetch(ctx context.Context, c *crud.Clients, d *data) error {
	organization, err := crud.Default(c, "organization_id", d.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	client, all, err := of(c, organization)
	if err != nil {
		return err
	}
	id, name := d.ID.ValueString(), d.Name.ValueString()
	if id == "" {
		found, err := crud.One(ctx, all, "client application", "", name, url.Values{"query": {name}},
			func(a anypoint.Application) (id, name string) { return string(a.ID), a.Name })
		if err != nil {
			return err
		}
		id = string(found.ID) // the list leaves out the client id
	}
	a, err := all.Get(ctx, id)
	if err != nil {
		return err
	}
	keep(client, a)
	*d = data{
		ID: types.StringValue(string(a.ID)), OrganizationID: types.StringValue(organization), Name: types.StringValue(a.Name),
		Description: tf.StringPointer(a.Description), URL: tf.StringPointer(a.URL), ClientID: tf.String(a.ClientID),
		RedirectURIs: tf.SetOf(a.RedirectURIs), GrantTypes: tf.SetOf(a.GrantTypes),
	}
	if a.Provider != nil {
		d.ClientProviderID = tf.StringPointer(a.Provider.ID)
	}
	return nil
}
