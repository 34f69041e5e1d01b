// Package authserverclients tells which clients hold refresh tokens of an Okta
// authorization server.
package authserverclients

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	ClientID     types.String `tfsdk:"client_id"`
	Clients      []client     `tfsdk:"clients"`
}

type client struct {
	ClientID   types.String `tfsdk:"client_id"`
	ClientName types.String `tfsdk:"client_name"`
	ClientURI  types.String `tfsdk:"client_uri"`
	LogoURI    types.String `tfsdk:"logo_uri"`
	Tokens     []token      `tfsdk:"refresh_tokens"`
}

type token struct {
	ID          types.String `tfsdk:"id"`
	Status      types.String `tfsdk:"status"`
	UserID      types.String `tfsdk:"user_id"`
	Scopes      types.Set    `tfsdk:"scopes"`
	Issuer      types.String `tfsdk:"issuer"`
	Created     types.String `tfsdk:"created"`
	LastUpdated types.String `tfsdk:"last_updated"`
	ExpiresAt   types.String `tfsdk:"expires_at"`
}

func flatten(t okta.IssuedRefreshToken) token {
	return token{
		ID: types.StringValue(t.ID), Status: tf.String(t.Status), UserID: tf.String(t.UserID), Scopes: tf.SetOf(t.Scopes), Issuer: tf.String(t.Issuer),
		Created: tf.String(t.Created), LastUpdated: tf.String(t.LastUpdated), ExpiresAt: tf.String(t.ExpiresAt),
	}
}

// NewDataSource is gatehouse_okta_auth_server_clients.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_auth_server_clients", Noun: "Okta Authorization Server Clients", Platform: crud.Okta,
		Needs:  crud.OktaReads("okta.authorizationServers"),
		Define: define, Fetch: fetch,
	}
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The clients that hold refresh tokens of an Okta authorization server, with what Okta tells of each token; never the tokens themselves. " +
			"Clients without refresh tokens, such as those that only use client credentials, are not among them. It takes one call for the clients and one for each client's tokens.",
		Attributes: map[string]schema.Attribute{
			"auth_server_id": tf.Within("The identifier of the authorization server, or `default`."),
			"client_id":      schema.StringAttribute{MarkdownDescription: "Only the client with this client id; `clients` is empty when it holds no refresh token. Default: all.", Optional: true},
			"clients": schema.ListNestedAttribute{
				MarkdownDescription: "The clients, in Okta's order.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"client_id":   tf.Shown("The client id."),
					"client_name": tf.Shown("The client's name."),
					"client_uri":  tf.Shown("The page about the client, null for none."),
					"logo_uri":    tf.Shown("The client's logo, null for none."),
					"refresh_tokens": schema.ListNestedAttribute{
						MarkdownDescription: "The refresh tokens that the client holds, in Okta's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
							"id":           tf.Shown("The token's identifier, by which it can be revoked."),
							"status":       tf.Shown("`ACTIVE`, or `REVOKED`."),
							"user_id":      tf.Shown("The identifier of the user that the token stands for."),
							"scopes":       schema.SetAttribute{MarkdownDescription: "The names of the scopes that were granted.", Computed: true, ElementType: types.StringType},
							"issuer":       tf.Shown("The issuer of the token."),
							"created":      tf.Shown("When the token was made, in RFC 3339."),
							"last_updated": tf.Shown("When the token was changed, in RFC 3339."),
							"expires_at":   tf.Shown("When the token expires, in RFC 3339."),
						}},
					},
				}},
			},
		},
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	api, err := c.Okta()
	if err != nil {
		return err
	}
	server, only := m.AuthServerID.ValueString(), m.ClientID.ValueString()
	wanted := crud.Only(api.AuthServerClients(server).All(ctx, nil), func(a okta.AuthServerClient) bool { return only == "" || only == a.ClientID })
	m.Clients, err = crud.Gather(wanted, func(a okta.AuthServerClient) (client, error) {
		tokens, err := crud.Gather(api.RefreshTokens(server, a.ClientID).All(ctx, nil), crud.Plainly(flatten))
		return client{
			ClientID: types.StringValue(a.ClientID), ClientName: tf.String(a.ClientName), ClientURI: tf.String(a.ClientURI), LogoURI: tf.String(a.LogoURI),
			Tokens: tokens,
		}, err
	})
	return err
}
