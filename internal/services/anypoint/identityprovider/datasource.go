package identityprovider

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

// NewDataSource is the data source gatehouse_anypoint_identity_provider. It
// has the attributes of the resource, less the secrets.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Anypoint, Define: defineData, Fetch: fetch,
		Needs: object.Needs,
	}
}

func defineData() schema.Schema {
	known := tf.Told(define().Attributes)
	known["organization_id"] = tf.Sought("The identifier of the root organization. Default: the provider's `organization_id`.")
	known["id"], known["name"] = tf.SoughtByID("The identity provider's identifier.", "name"), tf.Sought("The identity provider's exact name.")
	return schema.Schema{
		MarkdownDescription: "An identity provider by which people sign in to Anypoint, of any type, by identifier or by name. Its secrets are not told.",
		Attributes:          known,
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	organization, err := crud.Default(c, "organization_id", m.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	items, err := of(c, organization)
	if err != nil {
		return err
	}
	name := m.Name.ValueString()
	p, err := crud.One(ctx, items, "identity provider", m.ID.ValueString(), name, url.Values{"search": {name}}, func(p anypoint.IdentityProvider) (id, name string) { return p.ID, p.Name })
	if err == nil && m.ID.IsNull() {
		p, err = items.Get(ctx, p.ID) // the list shows summaries
	}
	if err != nil {
		return err
	}
	whole := model{OrganizationID: types.StringValue(organization)}
	if diags := flatten(ctx, &whole, p); diags.HasError() {
		return crud.Diagnosed(diags)
	}
	shown := defineData().Attributes
	whole.OIDC, whole.SAML = tf.Part(whole.OIDC, shown["oidc"]), tf.Part(whole.SAML, shown["saml"])
	*m = whole
	return nil
}
