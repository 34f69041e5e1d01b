// Package tokenintrospection asks an authorization server about a token.
package tokenintrospection

import (
	"context"
	"maps"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	IntrospectionURL types.String `tfsdk:"introspection_url"`
	ClientID         types.String `tfsdk:"client_id"`
	ClientSecret     types.String `tfsdk:"client_secret"`
	PrivateKey       types.String `tfsdk:"private_key"`
	PrivateKeyID     types.String `tfsdk:"private_key_id"`
	AuthMethod       types.String `tfsdk:"introspection_endpoint_auth_method"`
	Token            types.String `tfsdk:"token"`

	Active        types.Bool   `tfsdk:"active"`
	Scopes        types.Set    `tfsdk:"scopes"`
	TokenClientID types.String `tfsdk:"token_client_id"`
	Username      types.String `tfsdk:"username"`
	TokenType     types.String `tfsdk:"token_type"`
	ExpiresAt     types.String `tfsdk:"expires_at"`
	IssuedAt      types.String `tfsdk:"issued_at"`
	Subject       types.String `tfsdk:"subject"`
	Audience      types.String `tfsdk:"audience"`
	Issuer        types.String `tfsdk:"issuer"`
}

// NewEphemeral is ephemeral.gatehouse_okta_token_introspection.
func NewEphemeral() ephemeral.EphemeralResource {
	return &crud.Ephemeral[model]{Name: "okta_token_introspection", Noun: "Okta Token Introspection", Define: define, Fetch: fetch, Validate: validate}
}

func define() schema.Schema {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	attributes := crud.ClientAuthArguments("introspection_endpoint_auth_method", "the client that asks")
	maps.Copy(attributes, map[string]schema.Attribute{
		"introspection_url": schema.StringAttribute{MarkdownDescription: "The introspection endpoint, such as `introspection_endpoint` of `gatehouse_okta_auth_server_metadata`.", Required: true, Validators: []validator.String{tf.SecureURL()}},
		"token":             schema.StringAttribute{MarkdownDescription: "The access token to ask about.", Required: true, Sensitive: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
		"active":            schema.BoolAttribute{MarkdownDescription: "Whether the token is good now. Everything below is null or empty when it is not.", Computed: true},
		"scopes":            schema.SetAttribute{MarkdownDescription: "The scopes that the token has.", Computed: true, ElementType: types.StringType},
		"token_client_id":   text("The client that the token was issued to."),
		"username":          text("The user that the token stands for; null for client credentials."),
		"token_type":        text("`Bearer`, or `DPoP`."),
		"expires_at":        text("When the token expires (RFC 3339)."),
		"issued_at":         text("When the token was issued (RFC 3339)."),
		"subject":           text("Whom the token is about (the claim `sub`)."),
		"audience":          text("Whom the token is for (the claim `aud`)."),
		"issuer":            text("Who issued the token (the claim `iss`)."),
	})
	return schema.Schema{
		MarkdownDescription: "What an authorization server says of a token (RFC 7662): whether it is active, for which client and scopes, and until when. It asks as a gateway would, with the credentials of a client.",
		Attributes:          attributes,
	}
}

func (m model) auth() crud.ClientAuth {
	return crud.ClientAuth{ClientID: m.ClientID, Secret: m.ClientSecret, PrivateKey: m.PrivateKey, PrivateKeyID: m.PrivateKeyID, Method: m.AuthMethod, Argument: "introspection_endpoint_auth_method"}
}

func validate(_ context.Context, m model, diags *diag.Diagnostics) { m.auth().Validate(diags) }

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	c.OIDC.Secrets().Add(m.Token.ValueString())
	asking, err := m.auth().Request(c, m.IntrospectionURL)
	if err != nil {
		return err
	}
	said, err := c.OIDC.Introspect(ctx, asking, m.Token.ValueString())
	if err != nil {
		return err
	}
	m.Active = types.BoolValue(said.Active)
	m.Scopes = tf.SetOf(strings.Fields(said.Scope))
	m.TokenClientID, m.Username, m.TokenType = tf.String(said.ClientID), tf.String(said.Username), tf.String(said.TokenType)
	m.Subject, m.Audience, m.Issuer = tf.String(said.Subject), tf.String(said.Audience), tf.String(said.Issuer)
	m.ExpiresAt, m.IssuedAt = moment(said.Expires), moment(said.IssuedAt)
	return nil
}

func moment(seconds int64) types.String {
	if seconds == 0 {
		return types.StringNull()
	}
	return types.StringValue(time.Unix(seconds, 0).UTC().Format(time.RFC3339))
}
