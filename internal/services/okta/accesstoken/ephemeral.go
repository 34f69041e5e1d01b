// Package accesstoken mints access tokens by client credentials.
package accesstoken

import (
	"context"
	"maps"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	TokenURL     types.String `tfsdk:"token_url"`
	ClientID     types.String `tfsdk:"client_id"`
	ClientSecret types.String `tfsdk:"client_secret"`
	PrivateKey   types.String `tfsdk:"private_key"`
	PrivateKeyID types.String `tfsdk:"private_key_id"`
	AuthMethod   types.String `tfsdk:"token_endpoint_auth_method"`
	Scopes       types.Set    `tfsdk:"scopes"`
	DPoP         types.Bool   `tfsdk:"dpop"`

	AccessToken   types.String `tfsdk:"access_token"`
	TokenType     types.String `tfsdk:"token_type"`
	ExpiresAt     types.String `tfsdk:"expires_at"`
	ExpiresIn     types.Int64  `tfsdk:"expires_in"`
	GrantedScopes types.Set    `tfsdk:"granted_scopes"`
}

// NewEphemeral is ephemeral.gatehouse_okta_access_token.
func NewEphemeral() ephemeral.EphemeralResource {
	return &crud.Ephemeral[model]{Name: "okta_access_token", Noun: "Okta Access Token", Define: define, Fetch: fetch, Validate: validate}
}

func define() schema.Schema {
	attributes := crud.ClientAuthArguments("token_endpoint_auth_method", "the client")
	maps.Copy(attributes, map[string]schema.Attribute{
		"token_url": schema.StringAttribute{MarkdownDescription: "The token endpoint, such as `token_endpoint` of `gatehouse_okta_auth_server_metadata`.", Required: true, Validators: []validator.String{tf.SecureURL()}},
		"scopes": schema.SetAttribute{
			MarkdownDescription: "The scopes to ask for. Default: none, and the server gives its default scopes, if it has any.",
			Optional:            true, ElementType: types.StringType,
			Validators: []validator.Set{setvalidator.ValueStringsAre(tf.ScopeToken())},
		},
		"dpop": schema.BoolAttribute{
			MarkdownDescription: "Whether to ask for a token that is bound to a key by DPoP (RFC 9449), as clients with `dpop_bound_access_tokens` must. The key lives only while the token is minted: such a token shows that the server issues one, and cannot be used elsewhere. Default: `false`.",
			Optional:            true,
		},
		"access_token":   schema.StringAttribute{MarkdownDescription: "The access token.", Computed: true, Sensitive: true},
		"token_type":     schema.StringAttribute{MarkdownDescription: "`Bearer`, or `DPoP`.", Computed: true},
		"expires_in":     schema.Int64Attribute{MarkdownDescription: "How many seconds the token lives. Null when the server does not say.", Computed: true},
		"expires_at":     schema.StringAttribute{MarkdownDescription: "When the token expires (RFC 3339). Null when the server does not say.", Computed: true},
		"granted_scopes": schema.SetAttribute{MarkdownDescription: "The scopes that the token has.", Computed: true, ElementType: types.StringType},
	})
	return schema.Schema{
		MarkdownDescription: "An access token by client credentials, of Okta or any other OAuth 2.0 authorization server. It is minted anew each time Terraform needs it and is never stored. " +
			"The client authenticates by its secret or by a private key.",
		Attributes: attributes,
	}
}

func (m model) auth() crud.ClientAuth {
	return crud.ClientAuth{ClientID: m.ClientID, Secret: m.ClientSecret, PrivateKey: m.PrivateKey, PrivateKeyID: m.PrivateKeyID, Method: m.AuthMethod, Argument: "token_endpoint_auth_method"}
}

func validate(_ context.Context, m model, diags *diag.Diagnostics) { m.auth().Validate(diags) }

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	wanted, err := request(c, *m)
	if err != nil {
		return err
	}
	now := time.Now()
	token, err := c.OIDC.Token(ctx, wanted)
	if err != nil {
		return err
	}
	m.AccessToken, m.TokenType = types.StringValue(token.AccessToken), tf.String(token.TokenType)
	m.GrantedScopes = tf.SetOf(strings.Fields(token.Scope))
	if token.Scope == "" { // RFC 6749, section 5.1: left out when it is what was asked for
		m.GrantedScopes = tf.SetOf(wanted.Scopes)
	}
	if token.ExpiresIn > 0 {
		m.ExpiresIn = types.Int64Value(token.ExpiresIn)
		m.ExpiresAt = types.StringValue(now.Add(time.Duration(token.ExpiresIn) * time.Second).UTC().Format(time.RFC3339))
	}
	return nil
}

// request is the token request of the configuration.
func request(c *crud.Clients, m model) (oidc.TokenRequest, error) {
	r, err := m.auth().Request(c, m.TokenURL)
	if err != nil {
		return r, err
	}
	r.Scopes = tf.Strings(m.Scopes)
	if m.DPoP.ValueBool() {
		r.DPoP, err = oidc.NewDPoP()
	}
	return r, err
}
