package oauthclient

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/jwks"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// found is what the data source tells too. There is no secret in it.
type found struct {
	ClientID         types.String `tfsdk:"client_id"`
	ClientName       types.String `tfsdk:"client_name"`
	ClientIDIssuedAt types.Int64  `tfsdk:"client_id_issued_at"`
	ApplicationType  types.String `tfsdk:"application_type"`
	AuthMethod       types.String `tfsdk:"token_endpoint_auth_method"`
	GrantTypes       types.Set    `tfsdk:"grant_types"`
	ResponseTypes    types.Set    `tfsdk:"response_types"`
	RedirectURIs     types.Set    `tfsdk:"redirect_uris"`
	PostLogoutURIs   types.Set    `tfsdk:"post_logout_redirect_uris"`
	InitiateLoginURI types.String `tfsdk:"initiate_login_uri"`
	ClientURI        types.String `tfsdk:"client_uri"`
	LogoURI          types.String `tfsdk:"logo_uri"`
	JWKSURI          types.String `tfsdk:"jwks_uri"`
}

type model struct {
	found

	StoreClientSecret    types.Bool   `tfsdk:"store_client_secret"`
	ClientSecret         types.String `tfsdk:"client_secret"`
	PolicyURI            types.String `tfsdk:"policy_uri"`
	TOSURI               types.String `tfsdk:"tos_uri"`
	JWKS                 types.Set    `tfsdk:"jwks"`
	RequestObjectAlg     types.String `tfsdk:"request_object_signing_alg"`
	IDTokenEncryptionAlg types.String `tfsdk:"id_token_encrypted_response_alg"`
	FrontchannelURI      types.String `tfsdk:"frontchannel_logout_uri"`
	FrontchannelSession  types.Bool   `tfsdk:"frontchannel_logout_session_required"`
}

func expand(ctx context.Context, m model) okta.OAuthClient {
	o := okta.OAuthClient{
		ClientID:                    m.ClientID.ValueString(),
		ClientName:                  m.ClientName.ValueString(),
		ClientURI:                   tf.Filled(m.ClientURI),
		LogoURI:                     tf.Filled(m.LogoURI),
		ApplicationType:             tf.Filled(m.ApplicationType),
		RedirectURIs:                tf.Strings(m.RedirectURIs),
		ResponseTypes:               tf.Strings(m.ResponseTypes),
		GrantTypes:                  tf.Strings(m.GrantTypes),
		TokenEndpointAuthMethod:     tf.Filled(m.AuthMethod),
		InitiateLoginURI:            tf.Filled(m.InitiateLoginURI),
		TOSURI:                      tf.Filled(m.TOSURI),
		PolicyURI:                   tf.Filled(m.PolicyURI),
		JWKSURI:                     tf.Filled(m.JWKSURI),
		JWKS:                        jwks.Expand(ctx, m.JWKS),
		RequestObjectSigningAlg:     tf.Filled(m.RequestObjectAlg),
		IDTokenEncryptedResponseAlg: tf.Filled(m.IDTokenEncryptionAlg),
		FrontchannelLogoutURI:       tf.Filled(m.FrontchannelURI),
	}
	if uris := tf.Strings(m.PostLogoutURIs); len(uris) > 0 {
		o.PostLogoutRedirectURIs = uris
	}
	// The feature behind it is not in every org: it is named where it is wanted.
	if m.FrontchannelSession.ValueBool() {
		o.FrontchannelLogoutSessionRequired = m.FrontchannelSession.ValueBoolPointer()
	}
	return o
}

func flatten(ctx context.Context, m *model, o okta.OAuthClient) diag.Diagnostics {
	fresh := m.ClientName.IsNull() // imported or listed: then keys are shown, too
	m.ClientID = types.StringValue(o.ClientID)
	m.ClientIDIssuedAt = types.Int64PointerValue(o.ClientIDIssuedAt)
	m.ClientName = types.StringValue(o.ClientName)
	switch {
	case !m.StoreClientSecret.ValueBool():
		m.ClientSecret = types.StringNull()
	case o.ClientSecret != nil && *o.ClientSecret != "":
		m.ClientSecret = types.StringValue(*o.ClientSecret)
	case m.ClientSecret.IsUnknown():
		m.ClientSecret = types.StringNull()
	}
	m.ApplicationType = tf.TextPointer(o.ApplicationType, m.ApplicationType)
	m.AuthMethod = tf.TextPointer(o.TokenEndpointAuthMethod, m.AuthMethod)
	m.GrantTypes = tf.SetOf(o.GrantTypes)
	m.ResponseTypes = tf.SetOf(o.ResponseTypes)
	m.RedirectURIs = tf.Set(o.RedirectURIs, m.RedirectURIs)
	m.PostLogoutURIs = tf.Set(o.PostLogoutRedirectURIs, m.PostLogoutURIs)
	m.InitiateLoginURI = tf.TextPointer(o.InitiateLoginURI, m.InitiateLoginURI)
	m.ClientURI = tf.TextPointer(o.ClientURI, m.ClientURI)
	m.LogoURI = tf.TextPointer(o.LogoURI, m.LogoURI)
	m.PolicyURI = tf.TextPointer(o.PolicyURI, m.PolicyURI)
	m.TOSURI = tf.TextPointer(o.TOSURI, m.TOSURI)
	m.JWKSURI = tf.TextPointer(o.JWKSURI, m.JWKSURI)
	m.RequestObjectAlg = tf.TextPointer(o.RequestObjectSigningAlg, m.RequestObjectAlg)
	m.IDTokenEncryptionAlg = tf.TextPointer(o.IDTokenEncryptedResponseAlg, m.IDTokenEncryptionAlg)
	m.FrontchannelURI = tf.TextPointer(o.FrontchannelLogoutURI, m.FrontchannelURI)
	m.FrontchannelSession = tf.True(o.FrontchannelLogoutSessionRequired)
	if fresh || !m.JWKS.IsNull() {
		var all []okta.JWK
		if o.JWKS != nil {
			all = o.JWKS.Keys
		}
		m.JWKS = jwks.OfRegistration.Flatten(ctx, m.JWKS, all)
	}
	if m.JWKS.IsNull() { // a zero value has no element type
		m.JWKS = types.SetNull(tf.JWKType)
	}
	return nil
}
