package appoauth

import (
	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// found is what the data source tells too. There is no secret in it.
type found struct {
	ID                   types.String         `tfsdk:"id"`
	Name                 types.String         `tfsdk:"name"`
	SignOnMode           types.String         `tfsdk:"sign_on_mode"`
	LogoURL              types.String         `tfsdk:"logo_url"`
	Label                types.String         `tfsdk:"label"`
	Type                 types.String         `tfsdk:"type"`
	Status               types.String         `tfsdk:"status"`
	Profile              jsontypes.Normalized `tfsdk:"profile"`
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
}

type model struct {
	found

	PreconfiguredApp     types.String         `tfsdk:"preconfigured_app"`
	AppSettingsJSON      jsontypes.Normalized `tfsdk:"app_settings_json"`
	AppLinksJSON         jsontypes.Normalized `tfsdk:"app_links_json"`
	StoreClientSecret    types.Bool           `tfsdk:"store_client_secret"`
	ClientSecret         types.String         `tfsdk:"client_secret"`
	BasicSecret          types.String         `tfsdk:"client_basic_secret"`
	BasicSecretWO        types.String         `tfsdk:"client_basic_secret_wo"`
	BasicSecretWOVersion types.Int64          `tfsdk:"client_basic_secret_wo_version"`
	JWKS                 types.Set            `tfsdk:"jwks"`
	GroupsClaim          types.Object         `tfsdk:"groups_claim"`
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
