package appoauth

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID         types.String `tfsdk:"id"`
	Name       types.String `tfsdk:"name"`
	SignOnMode types.String `tfsdk:"sign_on_mode"`
	LogoURL    types.String `tfsdk:"logo_url"`

	Label                types.String         `tfsdk:"label"`
	Type                 types.String         `tfsdk:"type"`
	Status               types.String         `tfsdk:"status"`
	PreconfiguredApp     types.String         `tfsdk:"preconfigured_app"`
	Profile              jsontypes.Normalized `tfsdk:"profile"`
	AppSettingsJSON      jsontypes.Normalized `tfsdk:"app_settings_json"`
	AppLinksJSON         jsontypes.Normalized `tfsdk:"app_links_json"`
	ImplicitAssignment   types.Bool           `tfsdk:"implicit_assignment"`
	AuthenticationPolicy types.String         `tfsdk:"authentication_policy"`
	AdminNote            types.String         `tfsdk:"admin_note"`
	EndUserNote          types.String         `tfsdk:"enduser_note"`
	SelfService          types.Bool           `tfsdk:"accessibility_self_service"`
	ErrorRedirectURL     types.String         `tfsdk:"accessibility_error_redirect_url"`
	LoginRedirectURL     types.String         `tfsdk:"accessibility_login_redirect_url"`
	AutoLaunch           types.Bool           `tfsdk:"auto_launch"`
	AutoSubmitToolbar    types.Bool           `tfsdk:"auto_submit_toolbar"`
	HideIOS              types.Bool           `tfsdk:"hide_ios"`
	HideWeb              types.Bool           `tfsdk:"hide_web"`
	UserNameTemplate     types.String         `tfsdk:"user_name_template"`
	UserNameType         types.String         `tfsdk:"user_name_template_type"`
	UserNameSuffix       types.String         `tfsdk:"user_name_template_suffix"`
	UserNamePush         types.String         `tfsdk:"user_name_template_push_status"`
	ClientID             types.String         `tfsdk:"client_id"`
	StoreClientSecret    types.Bool           `tfsdk:"store_client_secret"`
	ClientSecret         types.String         `tfsdk:"client_secret"`
	BasicSecret          types.String         `tfsdk:"client_basic_secret"`
	BasicSecretWO        types.String         `tfsdk:"client_basic_secret_wo"`
	BasicSecretWOVersion types.Int64          `tfsdk:"client_basic_secret_wo_version"`
	AuthMethod           types.String         `tfsdk:"token_endpoint_auth_method"`
	AutoKeyRotation      types.Bool           `tfsdk:"auto_key_rotation"`
	PKCERequired         types.Bool           `tfsdk:"pkce_required"`
	DPoP                 types.Bool           `tfsdk:"dpop_bound_access_tokens"`
	GrantTypes           types.Set            `tfsdk:"grant_types"`
	ResponseTypes        types.Set            `tfsdk:"response_types"`
	RedirectURIs         types.Set            `tfsdk:"redirect_uris"`
	PostLogoutURIs       types.Set            `tfsdk:"post_logout_redirect_uris"`
	WildcardRedirect     types.String         `tfsdk:"wildcard_redirect"`
	LoginURI             types.String         `tfsdk:"login_uri"`
	LoginMode            types.String         `tfsdk:"login_mode"`
	LoginScopes          types.Set            `tfsdk:"login_scopes"`
	ConsentMethod        types.String         `tfsdk:"consent_method"`
	IssuerMode           types.String         `tfsdk:"issuer_mode"`
	RefreshRotation      types.String         `tfsdk:"refresh_token_rotation"`
	RefreshLeeway        types.Int64          `tfsdk:"refresh_token_leeway"`
	ClientURI            types.String         `tfsdk:"client_uri"`
	LogoURI              types.String         `tfsdk:"logo_uri"`
	PolicyURI            types.String         `tfsdk:"policy_uri"`
	TOSURI               types.String         `tfsdk:"tos_uri"`
	JWKSURI              types.String         `tfsdk:"jwks_uri"`
	JWKS                 types.Set            `tfsdk:"jwks"`
	ParticipateSLO       types.Bool           `tfsdk:"participate_slo"`
	FrontchannelURI      types.String         `tfsdk:"frontchannel_logout_uri"`
	FrontchannelSession  types.Bool           `tfsdk:"frontchannel_logout_session_required"`
	CIBAAuthenticator    types.String         `tfsdk:"backchannel_custom_authenticator_id"`
	CIBADelivery         types.String         `tfsdk:"backchannel_token_delivery_mode"`
	CIBASigningAlg       types.String         `tfsdk:"backchannel_authentication_request_signing_alg"`
	RequestObjectAlg     types.String         `tfsdk:"request_object_signing_alg"`
	IDTokenEncryptionAlg types.String         `tfsdk:"id_token_encrypted_response_alg"`
	SubjectType          types.String         `tfsdk:"subject_type"`
	SectorIdentifierURI  types.String         `tfsdk:"sector_identifier_uri"`
	Network              types.Object         `tfsdk:"network"`
}

type network struct {
	Connection types.String `tfsdk:"connection"`
	Include    types.Set    `tfsdk:"include"`
	Exclude    types.Set    `tfsdk:"exclude"`
}

var networkType = map[string]attr.Type{
	"connection": types.StringType,
	"include":    types.SetType{ElemType: types.StringType},
	"exclude":    types.SetType{ElemType: types.StringType},
}

// expand gives the whole app as the plan has it.
func expand(ctx context.Context, m model) okta.App {
	a := okta.App{
		Name: okta.OIDCClient, Label: m.Label.ValueString(), SignOnMode: okta.OpenIDConnect,
		Accessibility: &okta.AppAccessibility{
			SelfService: tf.BoolPointer(m.SelfService), ErrorRedirectURL: tf.Pointer(m.ErrorRedirectURL), LoginRedirectURL: tf.Pointer(m.LoginRedirectURL),
		},
		Visibility: &okta.AppVisibility{
			AutoLaunch: tf.BoolPointer(m.AutoLaunch), AutoSubmitToolbar: tf.BoolPointer(m.AutoSubmitToolbar), AppLinks: raw(m.AppLinksJSON),
			Hide: &okta.AppHide{IOS: tf.BoolPointer(m.HideIOS), Web: tf.BoolPointer(m.HideWeb)},
		},
		Credentials: &okta.AppCredentials{
			UserNameTemplate: &okta.UserNameTemplate{
				Template: tf.Pointer(m.UserNameTemplate), Type: tf.Pointer(m.UserNameType),
				UserSuffix: tf.Pointer(m.UserNameSuffix), PushStatus: tf.Pointer(m.UserNamePush),
			},
			OAuthClient: &okta.OAuthCredentials{
				AutoKeyRotation: tf.BoolPointer(m.AutoKeyRotation), ClientID: tf.Pointer(m.ClientID),
				PKCERequired: tf.BoolPointer(m.PKCERequired), TokenEndpointAuthMethod: tf.Pointer(m.AuthMethod),
			},
		},
		Profile: raw(m.Profile),
		Settings: &okta.AppSettings{
			App: raw(m.AppSettingsJSON), ImplicitAssignment: tf.BoolPointer(m.ImplicitAssignment),
			Notes:       &okta.AppNotes{Admin: tf.Pointer(m.AdminNote), EndUser: tf.Pointer(m.EndUserNote)},
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
		ApplicationType:                  tf.Pointer(m.Type),
		BackchannelAuthRequestSigningAlg: tf.Pointer(m.CIBASigningAlg),
		BackchannelCustomAuthenticatorID: tf.Pointer(m.CIBAAuthenticator),
		BackchannelTokenDeliveryMode:     tf.Pointer(m.CIBADelivery),
		ClientURI:                        tf.Pointer(m.ClientURI),
		ConsentMethod:                    tf.Pointer(m.ConsentMethod),
		DPoPBoundAccessTokens:            tf.BoolPointer(m.DPoP),
		FrontchannelLogoutURI:            tf.Pointer(m.FrontchannelURI),
		GrantTypes:                       tf.Strings(m.GrantTypes),
		IDTokenEncryptedResponseAlg:      tf.Pointer(m.IDTokenEncryptionAlg),
		IDPInitiatedLogin:                &okta.IDPInitiatedLogin{Mode: m.LoginMode.ValueString(), DefaultScope: tf.Strings(m.LoginScopes)},
		InitiateLoginURI:                 tf.Pointer(m.LoginURI),
		IssuerMode:                       tf.Pointer(m.IssuerMode),
		JWKS:                             expandKeys(ctx, m.JWKS),
		JWKSURI:                          tf.Pointer(m.JWKSURI),
		LogoURI:                          tf.Pointer(m.LogoURI),
		Network:                          expandNetwork(ctx, m.Network),
		PolicyURI:                        tf.Pointer(m.PolicyURI),
		PostLogoutRedirectURIs:           tf.Strings(m.PostLogoutURIs),
		RedirectURIs:                     tf.Strings(m.RedirectURIs),
		RequestObjectSigningAlg:          tf.Pointer(m.RequestObjectAlg),
		ResponseTypes:                    tf.Strings(m.ResponseTypes),
		SectorIdentifierURI:              tf.Pointer(m.SectorIdentifierURI),
		SubjectType:                      tf.Pointer(m.SubjectType),
		TOSURI:                           tf.Pointer(m.TOSURI),
		WildcardRedirect:                 tf.Pointer(m.WildcardRedirect),
	}
	// Both belong to features that an org may not have: they are named only
	// where they are wanted. An update finds the old value in what it replaces.
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
	v.As(ctx, &n, basetypes.ObjectAsOptions{})
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
	m.PreconfiguredApp = types.StringNull()
	if a.Name != okta.OIDCClient {
		m.PreconfiguredApp = types.StringValue(a.Name)
	}
	flattenApp(m, a, fresh)
	if a.Credentials != nil && a.Credentials.OAuthClient != nil {
		c := a.Credentials.OAuthClient
		m.AuthMethod = tf.StringPointer(c.TokenEndpointAuthMethod)
		m.AutoKeyRotation = types.BoolValue(isTrue(c.AutoKeyRotation))
		m.PKCERequired = types.BoolValue(isTrue(c.PKCERequired))
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
		return hidden(m)
	}
	return flattenClient(ctx, m, *a.Settings.OAuthClient, fresh)
}

// flattenApp writes what every app has.
func flattenApp(m *model, a okta.App, fresh bool) {
	m.Profile = jsonObject(a.Profile)
	access := or(a.Accessibility)
	m.SelfService = types.BoolValue(isTrue(access.SelfService))
	m.ErrorRedirectURL = tf.StringPointer(access.ErrorRedirectURL)
	m.LoginRedirectURL = tf.StringPointer(access.LoginRedirectURL)
	visibility := or(a.Visibility)
	m.AutoLaunch = types.BoolValue(isTrue(visibility.AutoLaunch))
	m.AutoSubmitToolbar = types.BoolValue(isTrue(visibility.AutoSubmitToolbar))
	hide := or(visibility.Hide)
	m.HideIOS = types.BoolValue(isTrue(hide.IOS))
	m.HideWeb = types.BoolValue(isTrue(hide.Web))
	m.AppLinksJSON = links(m.AppLinksJSON, visibility.AppLinks, a.Name)
	template := or(or(a.Credentials).UserNameTemplate)
	m.UserNameTemplate = tf.StringPointer(template.Template)
	m.UserNameType = tf.StringPointer(template.Type)
	m.UserNameSuffix = tf.StringPointer(template.UserSuffix)
	m.UserNamePush = tf.StringPointer(template.PushStatus)
	settings := or(a.Settings)
	m.ImplicitAssignment = types.BoolValue(isTrue(settings.ImplicitAssignment))
	notes := or(settings.Notes)
	m.AdminNote = tf.StringPointer(notes.Admin)
	m.EndUserNote = tf.StringPointer(notes.EndUser)
	if fresh || !m.AppSettingsJSON.IsNull() {
		m.AppSettingsJSON = given(m.AppSettingsJSON, settings.App)
	}
	m.AuthenticationPolicy = tf.String(a.AccessPolicyID())
}

func flattenClient(ctx context.Context, m *model, s okta.OAuthSettings, fresh bool) diag.Diagnostics {
	m.Type = tf.StringPointer(s.ApplicationType)
	m.GrantTypes = tf.SetOf(s.GrantTypes)
	m.ResponseTypes = tf.SetOf(s.ResponseTypes)
	m.RedirectURIs = tf.Set(s.RedirectURIs, m.RedirectURIs)
	m.PostLogoutURIs = tf.Set(s.PostLogoutRedirectURIs, m.PostLogoutURIs)
	m.WildcardRedirect = orElse(s.WildcardRedirect, "DISABLED")
	m.ConsentMethod = tf.StringPointer(s.ConsentMethod)
	m.IssuerMode = tf.StringPointer(s.IssuerMode)
	m.DPoP = types.BoolValue(isTrue(s.DPoPBoundAccessTokens))
	m.ParticipateSLO = types.BoolValue(isTrue(s.ParticipateSLO))
	m.FrontchannelURI = tf.StringPointer(s.FrontchannelLogoutURI)
	m.FrontchannelSession = types.BoolValue(isTrue(s.FrontchannelLogoutSessionRequired))
	m.LoginURI = tf.StringPointer(s.InitiateLoginURI)
	login := or(s.IDPInitiatedLogin)
	m.LoginMode = orElse(&login.Mode, "DISABLED")
	m.LoginScopes = tf.Set(login.DefaultScope, m.LoginScopes)
	flattenRefresh(m, s.RefreshToken)
	m.ClientURI = tf.StringPointer(s.ClientURI)
	m.LogoURI = tf.StringPointer(s.LogoURI)
	m.PolicyURI = tf.StringPointer(s.PolicyURI)
	m.TOSURI = tf.StringPointer(s.TOSURI)
	m.JWKSURI = tf.StringPointer(s.JWKSURI)
	m.CIBAAuthenticator = tf.StringPointer(s.BackchannelCustomAuthenticatorID)
	m.CIBASigningAlg = tf.StringPointer(s.BackchannelAuthRequestSigningAlg)
	m.CIBADelivery = tf.StringPointer(s.BackchannelTokenDeliveryMode)
	m.RequestObjectAlg = tf.StringPointer(s.RequestObjectSigningAlg)
	m.IDTokenEncryptionAlg = tf.StringPointer(s.IDTokenEncryptedResponseAlg)
	m.SubjectType = tf.StringPointer(s.SubjectType)
	m.SectorIdentifierURI = tf.StringPointer(s.SectorIdentifierURI)
	var diags diag.Diagnostics
	if fresh || !m.JWKS.IsNull() {
		m.JWKS = flattenKeys(ctx, m.JWKS, or(s.JWKS).Keys)
	}
	if m.JWKS.IsNull() { // a zero value has no element type
		m.JWKS = types.SetNull(tf.JWKType)
	}
	m.Network = flattenNetwork(ctx, m.Network, s.Network)
	return diags
}

// flattenRefresh: Okta keeps no leeway for tokens that do not rotate, and
// nothing at all for apps without the grant.
func flattenRefresh(m *model, r *okta.RefreshToken) {
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
	if !prior.IsNull() && !prior.IsUnknown() {
		prior.As(ctx, &was, basetypes.ObjectAsOptions{})
	}
	return types.ObjectValueMust(networkType, map[string]attr.Value{
		"connection": types.StringValue(n.Connection),
		"include":    tf.Set(n.Include, was.Include),
		"exclude":    tf.Set(n.Exclude, was.Exclude),
	})
}

// hidden completes the model of an app of the integration network, whose
// client Okta does not show: what was planned is what is known.
func hidden(m *model) diag.Diagnostics {
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
	return nil
}

func or[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

func isTrue(b *bool) bool { return b != nil && *b }

// orElse is a value that the platform may leave out when it is the usual one.
func orElse(s *string, usual string) types.String {
	if s == nil || *s == "" {
		return types.StringValue(usual)
	}
	return types.StringValue(*s)
}

// jsonObject is a JSON object, null for an absent or empty one.
func jsonObject(v json.RawMessage) jsontypes.Normalized {
	if s := string(v); s == "" || s == "null" || s == "{}" {
		return jsontypes.NewNormalizedNull()
	}
	return jsontypes.NewNormalizedValue(string(v))
}

// given is jsonObject, except that a configured empty object stays one, and that
// members which are null count as absent.
func given(prior jsontypes.Normalized, v json.RawMessage) jsontypes.Normalized {
	members := map[string]json.RawMessage{}
	_ = json.Unmarshal(v, &members)
	for k, m := range members {
		if string(m) == "null" {
			delete(members, k)
		}
	}
	if len(members) == 0 {
		if prior.ValueString() == "{}" {
			return prior
		}
		return jsontypes.NewNormalizedNull()
	}
	text, err := json.Marshal(members)
	if err != nil {
		return jsonObject(v)
	}
	return jsontypes.NewNormalizedValue(string(text))
}

// links are the dashboard links; the one that every app has, shown, is what
// Okta fills in.
func links(prior jsontypes.Normalized, v json.RawMessage, name string) jsontypes.Normalized {
	shown := map[string]bool{}
	if json.Unmarshal(v, &shown) == nil && prior.IsNull() && len(shown) == 1 && shown[name+"_link"] {
		return prior
	}
	return jsonObject(v)
}
