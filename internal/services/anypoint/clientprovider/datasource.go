package clientprovider

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

// data is what the data source tells: no secrets, and the grant types, which
// take a call of their own.
type data struct {
	OrganizationID             types.String `tfsdk:"organization_id"`
	ID                         types.String `tfsdk:"id"`
	Name                       types.String `tfsdk:"name"`
	Type                       types.String `tfsdk:"type"`
	Description                types.String `tfsdk:"description"`
	GrantTypes                 types.Set    `tfsdk:"grant_types"`
	AllowUntrustedCertificates types.Bool   `tfsdk:"allow_untrusted_certificates"`
	Issuer                     types.String `tfsdk:"issuer"`
	ClientRegistrationURL      types.String `tfsdk:"client_registration_url"`
	IntrospectionClientID      types.String `tfsdk:"introspection_client_id"`
	AuthorizeURL               types.String `tfsdk:"authorize_url"`
	TokenURL                   types.String `tfsdk:"token_url"`
	IntrospectionURL           types.String `tfsdk:"introspection_url"`
	AllowClientDeletion        types.Bool   `tfsdk:"allow_client_deletion"`
	AllowClientModification    types.Bool   `tfsdk:"allow_client_modification"`
	AllowClientImport          types.Bool   `tfsdk:"allow_client_import"`
	AzureKeyExpiresIn          types.String `tfsdk:"azure_key_expires_in"`
}

// NewDataSource is the data source gatehouse_anypoint_client_provider.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[data]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Define: defineData, Fetch: fetch,
		Needs: object.Needs,
	}
}

func defineData() schema.Schema {
	known := tf.Told(define().Attributes, "token_endpoint_auth_methods", "supported_grant_types", "client_request_timeout_ms", "skip_metadata_check", "extra")
	known["organization_id"] = tf.Sought("The identifier of the organization. Default: the provider's `organization_id`.")
	known["id"], known["name"] = tf.SoughtByID("The client provider's identifier.", "name"), tf.Sought("The client provider's exact name.")
	known["type"] = schema.StringAttribute{MarkdownDescription: "The type: `openid-dynamic-client`, `openam` or `ping`.", Computed: true}
	known["grant_types"] = schema.SetAttribute{
		MarkdownDescription: "The grant types that applications can choose from.", Computed: true, ElementType: types.StringType,
	}
	return schema.Schema{
		MarkdownDescription: "A client provider, of any type, by identifier or by name. A business group sees only the identifier, the name and the type of its root organization's; the rest is null there.",
		Attributes:          known,
	}
}

func fetch(ctx context.Context, c *crud.Clients, d *data) error {
	organization, err := crud.Default(c, "organization_id", d.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	items := client.ClientProviders(organization)
	id := d.ID.ValueString()
	if d.ID.IsNull() {
		name := d.Name.ValueString()
		p, err := crud.One(ctx, items, "client provider", "", name, url.Values{"search": {name}},
			func(p anypoint.ClientProvider) (id, name string) { return p.ID, p.Name })
		if err != nil {
			return err
		}
		id = p.ID
	}
	p, err := items.Get(ctx, id)
	if err != nil {
		return err
	}
	grants, err := client.GrantTypes(ctx, organization, id)
	if err != nil {
		return err
	}
	*d = flattenData(organization, p)
	d.GrantTypes = tf.SetOf(grants.Names())
	return nil
}

func flattenData(organization string, p anypoint.ClientProvider) data {
	d := data{
		OrganizationID: types.StringValue(organization), ID: types.StringValue(p.ID), Name: types.StringValue(p.Name),
		Type: tf.String(p.Type.Name), Description: tf.StringPointer(p.Type.Description),
		AllowUntrustedCertificates: types.BoolPointerValue(p.AllowUntrustedCertificates),
	}
	if p.Azure != nil {
		d.AzureKeyExpiresIn = tf.String(p.Azure.Client.Registration.KeyExpiredIn)
	}
	if p.Clients != nil && p.Authorize != nil && p.Token != nil {
		d.ClientRegistrationURL, d.AuthorizeURL, d.TokenURL = tf.String(p.Clients.URLs.Create), tf.String(p.Authorize.URLs.Authorize), tf.String(p.Token.URLs.Create)
	}
	if p.OIDC != nil {
		d.Issuer, d.ClientRegistrationURL = tf.String(p.OIDC.Issuer), tf.String(p.OIDC.Client.URLs.Register)
		d.IntrospectionClientID = tf.String(p.OIDC.PrimaryClient.ID)
		d.AuthorizeURL, d.TokenURL, d.IntrospectionURL = tf.String(p.OIDC.URLs.Authorize), tf.String(p.OIDC.URLs.Token), tf.String(p.OIDC.URLs.Introspect)
		d.AllowClientDeletion = types.BoolPointerValue(p.OIDC.AllowLocalClientDeletion)
		d.AllowClientModification = types.BoolPointerValue(p.OIDC.AllowExternalClientModification)
		d.AllowClientImport = types.BoolPointerValue(p.OIDC.AllowClientImport)
	}
	return d
}
