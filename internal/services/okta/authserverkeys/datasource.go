// Package authserverkeys reads the keys by which an authorization server signs.
package authserverkeys

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	ActiveKid    types.String `tfsdk:"active_kid"`
	Keys         []key        `tfsdk:"keys"`
}

type key struct {
	Kid    types.String `tfsdk:"kid"`
	Status types.String `tfsdk:"status"`
	Kty    types.String `tfsdk:"kty"`
	Alg    types.String `tfsdk:"alg"`
	Use    types.String `tfsdk:"use"`
	E      types.String `tfsdk:"e"`
	N      types.String `tfsdk:"n"`
}

// NewDataSource is data.gatehouse_okta_auth_server_keys.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_auth_server_keys", Noun: "Okta Authorization Server Keys", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The public keys of an Okta authorization server (its JWKS): the one that signs now, the next one, and the last one.",
				Attributes: map[string]schema.Attribute{
					"auth_server_id": schema.StringAttribute{MarkdownDescription: "The identifier of the authorization server, or `default`.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
					"active_kid":     tf.Shown("The identifier of the key that signs now."),
					"keys": schema.ListNestedAttribute{
						MarkdownDescription: "The keys, in Okta's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
							"kid":    tf.Shown("The key's identifier."),
							"status": tf.Shown("`ACTIVE` (signs now), `NEXT` (signs after the next rotation) or `EXPIRED` (signed before)."),
							"kty":    tf.Shown("The key's type, `RSA`."),
							"alg":    tf.Shown("The algorithm, `RS256`."),
							"use":    tf.Shown("What the key is for, `sig`."),
							"e":      tf.Shown("The exponent, in base64url."),
							"n":      tf.Shown("The modulus, in base64url."),
						}},
					},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			m.Keys, err = crud.Gather(client.AuthServerKeys(m.AuthServerID.ValueString()).All(ctx, nil), func(k okta.SigningKey) (key, error) {
				if k.Status == okta.Active {
					m.ActiveKid = types.StringValue(k.Kid)
				}
				return key{tf.String(k.Kid), tf.String(k.Status), tf.String(k.Kty), tf.String(k.Alg), tf.String(k.Use), tf.String(k.E), tf.String(k.N)}, nil
			})
			return err
		},
	}
}
