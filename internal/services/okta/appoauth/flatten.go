package appoauth

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/jwks"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// flatten writes an app over the model. Where the model has no label yet, the
// app is being imported or listed: then what is otherwise left alone when it
// is not configured is shown too.
func flatten(ctx context.Context, m *model, a okta.App) diag.Diagnostics {
	fresh := m.Label.IsNull()
	m.ID = types.StringValue(a.ID)
	m.Name = types.StringValue(a.Name)
	m.SignOnMode = types.StringValue(a.SignOnMode)
	m.LogoURL = types.StringNull()
	if a.Links != nil && len(a.Links.Logo) > 0 {
		m.LogoURL = tf.String(a.Links.Logo[0].Href)
	}
	m.Label = types.StringValue(a.Label)
	m.Status = types.StringValue(a.Status)
	switch {
	case a.Name == okta.OIDCClient:
		m.PreconfiguredApp = types.StringNull()
	case !strings.EqualFold(a.Name, m.PreconfiguredApp.ValueString()): // Okta writes it in lower case
		m.PreconfiguredApp = types.StringValue(a.Name)
	}
	flattenApp(m, a, fresh)
	if a.Credentials != nil && a.Credentials.OAuthClient != nil {
		c := a.Credentials.OAuthClient
		m.AuthMethod = tf.TextPointer(c.TokenEndpointAuthMethod, m.AuthMethod)
		m.AutoKeyRotation = tf.True(c.AutoKeyRotation)
		m.PKCERequired = tf.True(c.PKCERequired)
	}
	m.ClientID = tf.String(a.ClientID())
	switch secret := a.ClientSecret(); {
	case !m.StoreClientSecret.ValueBool():
		m.ClientSecret = types.StringNull()
	case secret != "":
		m.ClientSecret = types.StringValue(secret)
	case m.ClientSecret.IsUnknown():
		m.ClientSecret = types.StringNull() // a client with a key has no secret
	}
	m.BasicSecretWO = types.StringNull()
	if a.Settings == nil || a.Settings.OAuthClient == nil {
		hidden(m)
	} else {
		flattenClient(ctx, m, *a.Settings.OAuthClient, a.GroupsClaim, fresh)
	}
	return nil
}

// flattenApp writes what every app has.
func flattenApp(m *model, a okta.App, fresh bool) {
	m.Profile = jsonObject(a.Profile)
	access := or(a.Accessibility)
	m.SelfService = tf.True(access.SelfService)
	m.ErrorRedirectURL = tf.TextPointer(access.ErrorRedirectURL, m.ErrorRedirectURL)
	m.LoginRedirectURL = tf.TextPointer(access.LoginRedirectURL, m.LoginRedirectURL)
	visibility := or(a.Visibility)
	m.AutoLaunch = tf.True(visibility.AutoLaunch)
	m.AutoSubmitToolbar = tf.True(visibility.AutoSubmitToolbar)
	hide := or(visibility.Hide)
	m.HideIOS = tf.True(hide.IOS)
	m.HideWeb = tf.True(hide.Web)
	m.AppLinksJSON = links(m.AppLinksJSON, visibility.AppLinks, a.Name)
	template := or(or(a.Credentials).UserNameTemplate)
	m.UserNameTemplate = tf.TextPointer(template.Template, m.UserNameTemplate)
	m.UserNameType = tf.TextPointer(template.Type, m.UserNameType)
	m.UserNameSuffix = tf.TextPointer(template.UserSuffix, m.UserNameSuffix)
	m.UserNamePush = tf.TextPointer(template.PushStatus, m.UserNamePush)
	settings := or(a.Settings)
	m.ImplicitAssignment = tf.True(settings.ImplicitAssignment)
	notes := or(settings.Notes)
	m.AdminNote = tf.TextPointer(notes.Admin, m.AdminNote)
	m.EndUserNote = tf.TextPointer(notes.EndUser, m.EndUserNote)
	if fresh || !m.AppSettingsJSON.IsNull() {
		m.AppSettingsJSON = given(m.AppSettingsJSON, settings.App)
	}
	m.AuthenticationPolicy = tf.String(a.AccessPolicyID())
}

func flattenClient(ctx context.Context, m *model, s okta.OAuthSettings, groups *okta.GroupsClaim, fresh bool) {
	m.Type = tf.TextPointer(s.ApplicationType, m.Type)
	m.GrantTypes = tf.SetOf(s.GrantTypes)
	m.ResponseTypes = tf.SetOf(s.ResponseTypes)
	m.RedirectURIs = tf.Set(s.RedirectURIs, m.RedirectURIs)
	m.PostLogoutURIs = tf.Set(s.PostLogoutRedirectURIs, m.PostLogoutURIs)
	m.WildcardRedirect = orElse(s.WildcardRedirect, "DISABLED")
	m.ConsentMethod = tf.TextPointer(s.ConsentMethod, m.ConsentMethod)
	m.IssuerMode = tf.TextPointer(s.IssuerMode, m.IssuerMode)
	m.DPoP = tf.True(s.DPoPBoundAccessTokens)
	m.ParticipateSLO = tf.True(s.ParticipateSLO)
	m.FrontchannelURI = tf.TextPointer(s.FrontchannelLogoutURI, m.FrontchannelURI)
	m.FrontchannelSession = tf.True(s.FrontchannelLogoutSessionRequired)
	m.LoginURI = tf.TextPointer(s.InitiateLoginURI, m.LoginURI)
	login := or(s.IDPInitiatedLogin)
	m.LoginMode = orElse(&login.Mode, "DISABLED")
	m.LoginScopes = tf.Set(login.DefaultScope, m.LoginScopes)
	flattenRefresh(m, s.RefreshToken)
	m.ClientURI = tf.TextPointer(s.ClientURI, m.ClientURI)
	m.LogoURI = tf.TextPointer(s.LogoURI, m.LogoURI)
	m.PolicyURI = tf.TextPointer(s.PolicyURI, m.PolicyURI)
	m.TOSURI = tf.TextPointer(s.TOSURI, m.TOSURI)
	m.JWKSURI = tf.TextPointer(s.JWKSURI, m.JWKSURI)
	m.CIBAAuthenticator = tf.TextPointer(s.BackchannelCustomAuthenticatorID, m.CIBAAuthenticator)
	m.CIBASigningAlg = tf.TextPointer(s.BackchannelAuthRequestSigningAlg, m.CIBASigningAlg)
	m.CIBADelivery = tf.TextPointer(s.BackchannelTokenDeliveryMode, m.CIBADelivery)
	m.RequestObjectAlg = tf.TextPointer(s.RequestObjectSigningAlg, m.RequestObjectAlg)
	m.IDTokenEncryptionAlg = tf.TextPointer(s.IDTokenEncryptedResponseAlg, m.IDTokenEncryptionAlg)
	m.SubjectType = tf.TextPointer(s.SubjectType, m.SubjectType)
	m.SectorIdentifierURI = tf.TextPointer(s.SectorIdentifierURI, m.SectorIdentifierURI)
	if fresh || !m.JWKS.IsNull() {
		m.JWKS = jwks.OfApp.Flatten(ctx, m.JWKS, or(s.JWKS).Keys)
	}
	if m.JWKS.IsNull() { // a zero value has no element type
		m.JWKS = types.SetNull(tf.JWKType)
	}
	m.Network = flattenNetwork(ctx, m.Network, s.Network)
	m.GroupsClaim = flattenGroupsClaim(groups)
}

// flattenRefresh: Okta keeps no leeway for tokens that do not rotate. For apps
// without the grant the settings mean nothing, and nobody knows whether it
// keeps them: they are what was configured.
func flattenRefresh(m *model, r *okta.RefreshToken) {
	if !slices.Contains(tf.Strings(m.GrantTypes), refreshGrant) {
		if m.RefreshRotation.IsUnknown() {
			m.RefreshRotation = types.StringNull()
		}
		if m.RefreshLeeway.IsUnknown() {
			m.RefreshLeeway = types.Int64Null()
		}
		return
	}
	if r == nil {
		m.RefreshRotation, m.RefreshLeeway = types.StringNull(), types.Int64Null()
		return
	}
	m.RefreshRotation = tf.String(r.RotationType)
	switch {
	case r.Leeway != nil:
		m.RefreshLeeway = types.Int64Value(*r.Leeway)
	case m.RefreshLeeway.IsUnknown() || r.RotationType == "ROTATE":
		m.RefreshLeeway = types.Int64Null()
	}
}

func flattenNetwork(ctx context.Context, prior types.Object, n *okta.ClientNetwork) types.Object {
	if n == nil {
		return types.ObjectNull(networkType)
	}
	var was network
	tf.Into(ctx, prior, &was)
	return types.ObjectValueMust(networkType, map[string]attr.Value{
		"connection": types.StringValue(n.Connection),
		"include":    tf.Set(n.Include, was.Include),
		"exclude":    tf.Set(n.Exclude, was.Exclude),
	})
}

// hidden completes the model of an app of the integration network, whose
// client Okta does not show: what was planned is what is known.
func hidden(m *model) {
	for _, s := range []*types.String{&m.AuthMethod, &m.ConsentMethod, &m.IssuerMode, &m.RefreshRotation, &m.CIBADelivery} {
		if s.IsUnknown() {
			*s = types.StringNull()
		}
	}
	for _, b := range []*types.Bool{&m.PKCERequired, &m.AutoKeyRotation} {
		if b.IsUnknown() {
			*b = types.BoolNull()
		}
	}
	for _, s := range []*types.Set{&m.GrantTypes, &m.ResponseTypes, &m.RedirectURIs, &m.PostLogoutURIs, &m.LoginScopes} {
		if s.IsUnknown() || s.IsNull() {
			*s = types.SetNull(types.StringType)
		}
	}
	if m.RefreshLeeway.IsUnknown() {
		m.RefreshLeeway = types.Int64Null()
	}
	if m.JWKS.IsNull() {
		m.JWKS = types.SetNull(tf.JWKType)
	}
	if m.Network.IsNull() {
		m.Network = types.ObjectNull(networkType)
	}
	if m.GroupsClaim.IsNull() {
		m.GroupsClaim = types.ObjectNull(groupsClaimType)
	}
}
