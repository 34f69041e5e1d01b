// Package authservermetadata reads what an authorization server publishes
// about itself.
package authservermetadata

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	Document     types.String `tfsdk:"document"`

	Issuer                             types.String `tfsdk:"issuer"`
	AuthorizationEndpoint              types.String `tfsdk:"authorization_endpoint"`
	TokenEndpoint                      types.String `tfsdk:"token_endpoint"`
	RegistrationEndpoint               types.String `tfsdk:"registration_endpoint"`
	IntrospectionEndpoint              types.String `tfsdk:"introspection_endpoint"`
	RevocationEndpoint                 types.String `tfsdk:"revocation_endpoint"`
	EndSessionEndpoint                 types.String `tfsdk:"end_session_endpoint"`
	UserinfoEndpoint                   types.String `tfsdk:"userinfo_endpoint"`
	DeviceAuthorizationEndpoint        types.String `tfsdk:"device_authorization_endpoint"`
	PushedAuthorizationRequestEndpoint types.String `tfsdk:"pushed_authorization_request_endpoint"`
	BackchannelAuthenticationEndpoint  types.String `tfsdk:"backchannel_authentication_endpoint"`
	JWKSURI                            types.String `tfsdk:"jwks_uri"`

	ScopesSupported               types.Set  `tfsdk:"scopes_supported"`
	ClaimsSupported               types.Set  `tfsdk:"claims_supported"`
	ResponseTypesSupported        types.Set  `tfsdk:"response_types_supported"`
	ResponseModesSupported        types.Set  `tfsdk:"response_modes_supported"`
	GrantTypesSupported           types.Set  `tfsdk:"grant_types_supported"`
	SubjectTypesSupported         types.Set  `tfsdk:"subject_types_supported"`
	CodeChallengeMethodsSupported types.Set  `tfsdk:"code_challenge_methods_supported"`
	TokenAuthMethods              types.Set  `tfsdk:"token_endpoint_auth_methods_supported"`
	IntrospectionAuthMethods      types.Set  `tfsdk:"introspection_endpoint_auth_methods_supported"`
	RevocationAuthMethods         types.Set  `tfsdk:"revocation_endpoint_auth_methods_supported"`
	IDTokenAlgorithms             types.Set  `tfsdk:"id_token_signing_alg_values_supported"`
	DPoPAlgorithms                types.Set  `tfsdk:"dpop_signing_alg_values_supported"`
	RequestObjectAlgorithms       types.Set  `tfsdk:"request_object_signing_alg_values_supported"`
	RequestParameterSupported     types.Bool `tfsdk:"request_parameter_supported"`
}

// NewDataSource is data.gatehouse_okta_auth_server_metadata.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_auth_server_metadata", Noun: "Okta Authorization Server Metadata", Platform: crud.NoPlatform,
		Define: define, Fetch: fetch,
	}
}

func define() schema.Schema {
	set := func(description string) schema.SetAttribute {
		return schema.SetAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
	}
	return schema.Schema{
		MarkdownDescription: "What an authorization server publishes about itself: its issuer and its endpoints. Reads one of the two well-known documents, of the org authorization server or of a custom one; it needs no credentials.",
		Attributes: map[string]schema.Attribute{
			"auth_server_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of a custom authorization server, or `default`. Default: the org authorization server.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The issuer. Set it, in place of `auth_server_id`, to read the document of exactly this issuer, on a custom domain for example; the document must then name the same issuer.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.SecureURL(), stringvalidator.ConflictsWith(path.MatchRoot("auth_server_id"))},
			},
			"document": schema.StringAttribute{
				MarkdownDescription: "Which document is read: `openid-configuration` or `oauth-authorization-server`. They list different grants and scopes; only the first has `userinfo_endpoint`. Default: `openid-configuration`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf("openid-configuration", "oauth-authorization-server")},
			},
			"authorization_endpoint":                        tf.Shown("Where users are sent to sign in."),
			"token_endpoint":                                tf.Shown("Where clients get tokens."),
			"registration_endpoint":                         tf.Shown("Where clients are registered (RFC 7591)."),
			"introspection_endpoint":                        tf.Shown("Where tokens are checked (RFC 7662)."),
			"revocation_endpoint":                           tf.Shown("Where tokens are revoked (RFC 7009)."),
			"end_session_endpoint":                          tf.Shown("Where users are sent to sign out."),
			"userinfo_endpoint":                             tf.Shown("Where clients read about the user. Null in the document `oauth-authorization-server`."),
			"device_authorization_endpoint":                 tf.Shown("Where devices begin to sign in (RFC 8628)."),
			"pushed_authorization_request_endpoint":         tf.Shown("Where clients push authorization requests (RFC 9126)."),
			"backchannel_authentication_endpoint":           tf.Shown("Where clients begin a backchannel authentication (CIBA)."),
			"jwks_uri":                                      tf.Shown("Where the public keys are that verify its tokens."),
			"scopes_supported":                              set("The scopes that it publishes. Scopes whose `metadata_publish` is `NO_CLIENTS` are not among them."),
			"claims_supported":                              set("The claims that its tokens can have."),
			"response_types_supported":                      set("The response types that it knows."),
			"response_modes_supported":                      set("The response modes that it knows."),
			"grant_types_supported":                         set("The grant types that it knows."),
			"subject_types_supported":                       set("The subject types that it knows."),
			"code_challenge_methods_supported":              set("The PKCE methods that it knows."),
			"token_endpoint_auth_methods_supported":         set("How clients can authenticate at the token endpoint."),
			"introspection_endpoint_auth_methods_supported": set("How clients can authenticate at the introspection endpoint."),
			"revocation_endpoint_auth_methods_supported":    set("How clients can authenticate at the revocation endpoint."),
			"id_token_signing_alg_values_supported":         set("The algorithms that sign id tokens."),
			"dpop_signing_alg_values_supported":             set("The algorithms that it takes in DPoP proofs."),
			"request_object_signing_alg_values_supported":   set("The algorithms that it takes in request objects."),
			"request_parameter_supported":                   schema.BoolAttribute{MarkdownDescription: "Whether it takes request objects.", Computed: true},
		},
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	issuer := m.Issuer.ValueString()
	if issuer == "" {
		client, err := c.Okta()
		if err != nil {
			return err
		}
		issuer = client.OrgURL()
		if id := m.AuthServerID.ValueString(); id != "" {
			issuer += "/oauth2/" + url.PathEscape(id)
		}
	}
	document := oidc.OpenIDConfiguration
	if m.Document.ValueString() == "oauth-authorization-server" {
		document = oidc.OAuthAuthorizationServer
	}
	d, err := c.OIDC.Metadata(ctx, issuer, document)
	if err != nil {
		return err
	}
	if wanted := m.Issuer.ValueString(); wanted != "" && strings.TrimSuffix(wanted, "/") != strings.TrimSuffix(d.Issuer, "/") {
		return &crud.AttributeError{
			Path: path.Root("issuer"), Summary: "Another Issuer",
			Detail: fmt.Sprintf("The document at %s%s names the issuer %q. Tokens carry that one, so that whoever checks them against %q refuses them. Use the issuer of the document.", strings.TrimSuffix(wanted, "/"), document, d.Issuer, wanted),
		}
	}
	if m.Issuer.IsNull() {
		m.Issuer = tf.String(d.Issuer)
	}
	m.AuthorizationEndpoint, m.TokenEndpoint = tf.String(d.AuthorizationEndpoint), tf.String(d.TokenEndpoint)
	m.RegistrationEndpoint, m.IntrospectionEndpoint = tf.String(d.RegistrationEndpoint), tf.String(d.IntrospectionEndpoint)
	m.RevocationEndpoint, m.EndSessionEndpoint = tf.String(d.RevocationEndpoint), tf.String(d.EndSessionEndpoint)
	m.UserinfoEndpoint, m.JWKSURI = tf.String(d.UserinfoEndpoint), tf.String(d.JWKSURI)
	m.DeviceAuthorizationEndpoint = tf.String(d.DeviceAuthorizationEndpoint)
	m.PushedAuthorizationRequestEndpoint = tf.String(d.PushedAuthorizationRequestEndpoint)
	m.BackchannelAuthenticationEndpoint = tf.String(d.BackchannelAuthenticationEndpoint)
	m.ScopesSupported, m.ClaimsSupported = tf.SetOf(d.ScopesSupported), tf.SetOf(d.ClaimsSupported)
	m.ResponseTypesSupported, m.ResponseModesSupported = tf.SetOf(d.ResponseTypesSupported), tf.SetOf(d.ResponseModesSupported)
	m.GrantTypesSupported, m.SubjectTypesSupported = tf.SetOf(d.GrantTypesSupported), tf.SetOf(d.SubjectTypesSupported)
	m.CodeChallengeMethodsSupported = tf.SetOf(d.CodeChallengeMethodsSupported)
	m.TokenAuthMethods = tf.SetOf(d.TokenEndpointAuthMethodsSupported)
	m.IntrospectionAuthMethods = tf.SetOf(d.IntrospectionEndpointAuthMethodsSupported)
	m.RevocationAuthMethods = tf.SetOf(d.RevocationEndpointAuthMethodsSupported)
	m.IDTokenAlgorithms, m.DPoPAlgorithms = tf.SetOf(d.IDTokenSigningAlgValuesSupported), tf.SetOf(d.DPoPSigningAlgValuesSupported)
	m.RequestObjectAlgorithms = tf.SetOf(d.RequestObjectSigningAlgValuesSupported)
	m.RequestParameterSupported = types.BoolPointerValue(d.RequestParameterSupported)
	return nil
}
