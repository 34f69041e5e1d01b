package oauthclient

import (
	"context"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// notTold are the arguments that are about the resource alone.
var notTold = []string{"store_client_secret", "policy_uri", "tos_uri", "jwks", "request_object_signing_alg", "id_token_encrypted_response_alg", "frontchannel_logout_uri", "frontchannel_logout_session_required"}

// NewDataSource finds a client by its identifier or by its exact name.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[found]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Okta,
		Needs: crud.OktaReads("okta.clients"),
		Define: func() schema.Schema {
			all := tf.Told(define().Attributes, notTold...)
			all["client_id"] = tf.Sought("The client's identifier. Exactly one of `client_id` and `client_name` is given.",
				stringvalidator.ExactlyOneOf(path.MatchRoot("client_id"), path.MatchRoot("client_name")))
			all["client_name"] = tf.Sought("The client's exact name. It is an error when no client, or more than one, has it.")
			return schema.Schema{
				MarkdownDescription: "An OAuth 2.0 client of the Okta org, by its identifier or by its exact name. Its secret is never read.",
				Attributes:          all,
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *found) error {
			o, err := find(ctx, c, *m)
			if err != nil {
				return err
			}
			var whole model
			flatten(ctx, &whole, o)
			*m = whole.found
			return nil
		},
	}
}

func find(ctx context.Context, c *crud.Clients, m found) (o okta.OAuthClient, err error) {
	client, err := c.Okta()
	if err != nil {
		return o, err
	}
	name := m.ClientName.ValueString()
	return crud.One(ctx, client.OAuthClients(), "OAuth client", m.ClientID.ValueString(), name, url.Values{"q": {name}},
		func(o okta.OAuthClient) (id, name string) { return o.ClientID, o.ClientName })
}
