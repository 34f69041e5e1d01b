package appoauth

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/jwks"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// expand gives the whole app as the plan has it.
func expand(ctx context.Context, m model) okta.App {
	a := okta.App{
		Name: okta.OIDCClient, Label: m.Label.ValueString(), SignOnMode: okta.OpenIDConnect,
		Accessibility: &okta.AppAccessibility{
			SelfService: tf.BoolPointer(m.SelfService), ErrorRedirectURL: tf.Filled(m.ErrorRedirectURL), LoginRedirectURL: tf.Filled(m.LoginRedirectURL),
		},
		Visibility: &okta.AppVisibility{
			AutoLaunch: tf.BoolPointer(m.AutoLaunch), AutoSubmitToolbar: tf.BoolPointer(m.AutoSubmitToolbar), AppLinks: raw(m.AppLinksJSON),
			Hide: &okta.AppHide{IOS: tf.BoolPointer(m.HideIOS), Web: tf.BoolPointer(m.HideWeb)},
		},
		Credentials: &okta.AppCredentials{
			UserNameTemplate: &okta.UserNameTemplate{
				Template: tf.Filled(m.UserNameTemplate), Type: tf.Filled(m.UserNameType),
				UserSuffix: tf.Filled(m.UserNameSuffix), PushStatus: tf.Filled(m.UserNamePush),
			},
			OAuthClient: &okta.OAuthCredentials{
				AutoKeyRotation: tf.BoolPointer(m.AutoKeyRotation), ClientID: tf.Filled(m.ClientID),
				PKCERequired: tf.BoolPointer(m.PKCERequired), TokenEndpointAuthMethod: tf.Filled(m.AuthMethod),
			},
		},
		Profile: raw(m.Profile),
		Settings: &okta.AppSettings{
			App: raw(m.AppSettingsJSON), ImplicitAssignment: tf.BoolPointer(m.ImplicitAssignment),
			Notes:       &okta.AppNotes{Admin: tf.Filled(m.AdminNote), EndUser: tf.Filled(m.EndUserNote)},
			OAuthClient: expandClient(ctx, m),
		},
	}
	if name := m.PreconfiguredApp.ValueString(); name != "" {
		a.Name = name
	}
	return a
}

func expandClient(ctx context.Context, m model) *okta.OAuthSettings {
	s := &okta.OAuthSettings{
		ApplicationType:                  tf.Filled(m.Type),
		BackchannelAuthRequestSigningAlg: tf.Filled(m.CIBASigningAlg),
		BackchannelCustomAuthenticatorID: tf.Filled(m.CIBAAuthenticator),
		BackchannelTokenDeliveryMode:     tf.Filled(m.CIBADelivery),
		ClientURI:                        tf.Filled(m.ClientURI),
		ConsentMethod:                    tf.Filled(m.ConsentMethod),
		DPoPBoundAccessTokens:            tf.BoolPointer(m.DPoP),
		FrontchannelLogoutURI:            tf.Filled(m.FrontchannelURI),
		GrantTypes:                       tf.Strings(m.GrantTypes),
		IDTokenEncryptedResponseAlg:      tf.Filled(m.IDTokenEncryptionAlg),
		IDPInitiatedLogin:                &okta.IDPInitiatedLogin{Mode: m.LoginMode.ValueString(), DefaultScope: tf.Strings(m.LoginScopes)},
		InitiateLoginURI:                 tf.Filled(m.LoginURI),
		IssuerMode:                       tf.Filled(m.IssuerMode),
		JWKS:                             jwks.Expand(ctx, m.JWKS),
		JWKSURI:                          tf.Filled(m.JWKSURI),
		LogoURI:                          tf.Filled(m.LogoURI),
		Network:                          expandNetwork(ctx, m.Network),
		PolicyURI:                        tf.Filled(m.PolicyURI),
		PostLogoutRedirectURIs:           tf.Strings(m.PostLogoutURIs),
		RedirectURIs:                     tf.Strings(m.RedirectURIs),
		RequestObjectSigningAlg:          tf.Filled(m.RequestObjectAlg),
		ResponseTypes:                    tf.Strings(m.ResponseTypes),
		SectorIdentifierURI:              tf.Filled(m.SectorIdentifierURI),
		SubjectType:                      tf.Filled(m.SubjectType),
		TOSURI:                           tf.Filled(m.TOSURI),
		WildcardRedirect:                 tf.Filled(m.WildcardRedirect),
	}
	// Both belong to features that an org may not have: they are named only
	// where they are wanted. A replacement without one turns it off.
	s.ParticipateSLO = onlyTrue(m.ParticipateSLO)
	s.FrontchannelLogoutSessionRequired = onlyTrue(m.FrontchannelSession)
	if rotation := m.RefreshRotation.ValueString(); rotation != "" {
		s.RefreshToken = &okta.RefreshToken{RotationType: rotation, Leeway: tf.Int64Pointer(m.RefreshLeeway)}
	}
	return s
}

func onlyTrue(v types.Bool) *bool {
	if v.ValueBool() {
		return v.ValueBoolPointer()
	}
	return nil
}

func expandNetwork(ctx context.Context, v types.Object) *okta.ClientNetwork {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	var n network
	tf.Into(ctx, v, &n)
	out := &okta.ClientNetwork{Connection: n.Connection.ValueString()}
	if !n.Include.IsNull() {
		out.Include = tf.Strings(n.Include)
	}
	if !n.Exclude.IsNull() {
		out.Exclude = tf.Strings(n.Exclude)
	}
	return out
}

func raw(v jsontypes.Normalized) json.RawMessage {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return json.RawMessage(v.ValueString())
}
