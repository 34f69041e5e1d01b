package connectedapp

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
	ID             types.String `tfsdk:"id"`
	OrganizationID types.String `tfsdk:"organization_id"`
	Name           types.String `tfsdk:"name"`
	GrantTypes     types.Set    `tfsdk:"grant_types"`
	Scopes         types.Set    `tfsdk:"scopes"`
	UserScopes     types.Set    `tfsdk:"user_scopes"`
	RedirectURIs   types.Set    `tfsdk:"redirect_uris"`
	PublicKeys     types.Set    `tfsdk:"public_keys"`
	Audience       types.String `tfsdk:"audience"`
	Enabled        types.Bool   `tfsdk:"enabled"`
	ClientURI      types.String `tfsdk:"client_uri"`
	PolicyURI      types.String `tfsdk:"policy_uri"`
	TermsURI       types.String `tfsdk:"tos_uri"`
	IssClaim       types.Bool   `tfsdk:"generate_iss_claim_without_token"`
}

// NewDataSource finds one connected app by id or by name.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[data]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Fetch: fetch, Needs: object.Needs,
		Define: func() schema.Schema {
			known := tf.Told(define().Attributes, "store_client_secret", "client_secret_wo_version")
			known["id"], known["name"] = tf.SoughtByID("The connected app's identifier, which is its client id.", "name"), tf.Sought("The connected app's exact name.")
			known["organization_id"] = tf.Sought(organization + " Default: the provider's `organization_id`.")
			return schema.Schema{MarkdownDescription: "A connected app of an Anypoint organization, by its client id or its exact name, with what it may do.", Attributes: known}
		},
	}
}

func fetch(ctx context.Context, c *crud.Clients, d *data) error {
	id, err := crud.Default(c, "organization_id", d.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	client, all, err := of(c, id)
	if err != nil {
		return err
	}
	name := d.Name.ValueString()
	a, err := crud.One(ctx, all, "connected app", d.ID.ValueString(), name, url.Values{"search": {name}},
		func(a anypoint.App) (id, name string) { return a.ID, a.Name })
	if err != nil {
		return err
	}
	if a, err = scoped(ctx, client, keep(client, a), false); err != nil {
		return err
	}
	m := model{OrganizationID: types.StringValue(id)}
	if err := crud.Diagnosed(flatten(ctx, &m, a)); err != nil {
		return err
	}
	*d = data{
		m.ID, m.OrganizationID, m.Name, m.GrantTypes, m.Scopes, tf.SetOf(a.UserScopes), tf.SetOf(a.RedirectURIs), tf.SetOf(a.PublicKeys),
		m.Audience, m.Enabled, m.ClientURI, m.PolicyURI, m.TermsURI, m.IssClaim,
	}
	if d.Scopes.IsNull() {
		d.Scopes = types.SetValueMust(m.Scopes.ElementType(ctx), nil)
	}
	return nil
}
