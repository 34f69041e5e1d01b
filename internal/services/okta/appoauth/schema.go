package appoauth

import (
	"context"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

func define() schema.Schema {
	attributes := map[string]schema.Attribute{}
	for _, part := range []map[string]schema.Attribute{appArguments(), tileArguments(), clientArguments(), secretArguments(), flowArguments(), furtherArguments()} {
		maps.Copy(attributes, part)
	}
	return schema.Schema{
		MarkdownDescription: "An application in Okta that is an OAuth 2.0 client: a web, native or browser app, or a service. " +
			"What is not an argument here (and what somebody set in the console) is kept when the app is updated. " +
			"Deleting it deactivates it first, as Okta demands.\n\n" +
			"No secret is kept in the state unless `store_client_secret` is true: the ephemeral resource `gatehouse_okta_app_secret` hands it out, and `gatehouse_okta_app_secret` (the resource) rotates it.",
		Attributes: attributes,
	}
}

// replaceCatalogue: the same app in other letters is no other app.
func replaceCatalogue(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = !strings.EqualFold(req.StateValue.ValueString(), req.PlanValue.ValueString())
}

func optional(description string, validators ...validator.String) schema.StringAttribute {
	for i, v := range validators {
		validators[i] = tf.OrEmpty(v)
	}
	return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: validators}
}

func choice(description, usual string, values ...string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Default: `" + usual + "`.", Optional: true, Computed: true,
		Default: stringdefault.StaticString(usual), Validators: []validator.String{tf.Known(values...)},
	}
}

func jsonText(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Optional: true, CustomType: jsontypes.NormalizedType{}}
}

func appArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           tf.ID("The app's identifier."),
		"name":         tf.ID("Okta's key for the kind of app: `oidc_client`, or that of an app of the integration network."),
		"sign_on_mode": tf.ID("The sign-on mode: `OPENID_CONNECT`."),
		"logo_url":     tf.ID("The address of the app's logo."),
		"label": schema.StringAttribute{
			MarkdownDescription: "The app's name, as people see it.", Required: true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1)), tf.UsuallyAtMost(100)},
		},
		"type": schema.StringAttribute{
			MarkdownDescription: "The kind of client: `web` (has a server that can keep a secret), `native` (on a device), `browser` (runs in a browser) or `service` (no user at all). Changing it forces a new object.",
			Required:            true,
			Validators:          []validator.String{tf.Known(okta.ApplicationTypes...)},
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(tf.ReplaceIfKnown,
				"Another type is another app.", "Another type is another app.")},
		},
		"status": choice("Whether the app can be used: `ACTIVE` or `INACTIVE`. An app can be created inactive.", okta.Active, okta.Active, okta.Inactive),
		"preconfigured_app": schema.StringAttribute{
			MarkdownDescription: "The key of an app of Okta's integration network to add, such as `strongdm`. In lower case, as Okta writes it; other letters are taken too. Such an app brings its own redirect URIs. Okta does not show its client settings, so a change of them outside of Terraform cannot be seen. Default: none. Changing it forces a new object.",
			Optional:            true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(replaceCatalogue,
				"Another app of the network is another app.", "Another app of the network is another app.")},
			Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.NoneOf(okta.OIDCClient)},
		},
		"profile":             jsonText("Properties of the app for Okta's expression language, a JSON object. Default: none."),
		"app_settings_json":   jsonText("Settings of an app of the integration network, a JSON object. Left out, they stay as they are."),
		"implicit_assignment": tf.Flag("Whether everybody may use the app without being assigned to it. Okta calls it federation broker mode.", false),
		"authentication_policy": schema.StringAttribute{
			MarkdownDescription: "The identifier of the authentication policy (of type `ACCESS_POLICY`) that decides how users sign in to the app. Left out, nothing asks for or changes the policy: Okta assigns its default, and one that somebody chose in the console stays. Removing the argument leaves the policy as it is. The resource `gatehouse_okta_app_access_policy_assignment` does the same from another configuration.",
			Optional:            true, Computed: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"admin_note":                       optional("A note that administrators see. Default: none."),
		"enduser_note":                     optional("A note that users see on their dashboard. Default: none."),
		"accessibility_self_service":       tf.Flag("Whether users may ask for the app themselves.", false),
		"accessibility_error_redirect_url": optional("The address of an error page of one's own. Default: Okta's.", tf.Doubt(tf.AbsoluteURL())),
		"accessibility_login_redirect_url": optional("The address of a sign-in page of one's own. Default: Okta's.", tf.Doubt(tf.AbsoluteURL())),
	}
}

func tileArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"app_links_json":      jsonText("Which of the app's links the dashboard shows, a JSON object of booleans. Default: Okta's, which shows the one link."),
		"auto_launch":         tf.Flag("Whether the app starts when a user signs in to Okta.", false),
		"auto_submit_toolbar": tf.Flag("Whether the browser plugin signs in to the app by itself.", false),
		"hide_ios":            tf.Flag("Whether the app is hidden in Okta's mobile app.", true),
		"hide_web":            tf.Flag("Whether the app is hidden on the dashboard.", true),
		"user_name_template": schema.StringAttribute{
			MarkdownDescription: "The expression that makes the name of a user in the app. Default: `${source.login}`.", Optional: true, Computed: true,
			Default: stringdefault.StaticString("${source.login}"), Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"user_name_template_type":        choice("The kind of expression: `BUILT_IN`, `CUSTOM` or `NONE`.", "BUILT_IN", "BUILT_IN", "CUSTOM", "NONE"),
		"user_name_template_suffix":      optional("What is appended to user names, for the type `BUILT_IN`. Default: nothing."),
		"user_name_template_push_status": optional("Whether a changed user name is pushed to the app, for the type `CUSTOM`: `PUSH`, `DONT_PUSH` or `NOT_CONFIGURED`. Default: none.", tf.Known("PUSH", "DONT_PUSH", "NOT_CONFIGURED")),
	}
}

func clientArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"client_id": schema.StringAttribute{
			MarkdownDescription: "The OAuth 2.0 client id. Default: the app's identifier. One of your own has 6 to 100 characters. Changing it forces a new object.",
			Optional:            true, Computed: true,
			Validators:    []validator.String{stringvalidator.UTF8LengthBetween(6, 100), stringvalidator.NoneOf("ALL_CLIENTS")},
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
		},
		"token_endpoint_auth_method": choice("How the client proves itself at the token endpoint: `client_secret_basic`, `client_secret_post`, `client_secret_jwt`, `private_key_jwt` (with the keys in `jwks`, behind `jwks_uri`, or as objects of their own, such as `gatehouse_okta_app_jwk`) or `none` (needs PKCE).", "client_secret_basic", okta.AuthMethods...),
		"auto_key_rotation":          tf.Flag("Whether Okta changes the key with which it signs for this app by itself.", true),
		"pkce_required": schema.BoolAttribute{
			MarkdownDescription: "Whether the client must use PKCE (RFC 7636). Default: `true` for the types `browser` and `native` and for the auth method `none`, else `false`.",
			Optional:            true, Computed: true,
		},
		"dpop_bound_access_tokens": tf.Flag("Whether the client must prove the possession of a key when it asks for tokens (DPoP, RFC 9449).", false),
		"jwks_uri":                 optional("The address of the client's public keys. Excludes `jwks`. Default: none.", tf.Doubt(tf.SecureURL()), stringvalidator.ConflictsWith(path.MatchRoot("jwks"))),
		"jwks": tf.JWKS("The client's public keys, for `private_key_jwt`, signed requests or encrypted ID tokens. Excludes `jwks_uri`. " +
			"Given, these are all keys of the client; left out, keys that others manage (such as `gatehouse_okta_app_jwk`) stay as they are; removed from the configuration, they are removed from the client."),
		"request_object_signing_alg":      optional("The algorithm with which the client must sign its request objects, such as `RS256`. Default: any.", tf.Known(okta.SigningAlgorithms...)),
		"id_token_encrypted_response_alg": optional("The algorithm with which ID tokens are encrypted for the client; needs a key with the use `enc`. Default: no encryption.", tf.Known(okta.EncryptionAlgs...)),
		"subject_type":                    optional("The kind of subject identifiers that the client gets: `public` or `pairwise`. Default: the org's.", tf.Known("public", "pairwise")),
		"sector_identifier_uri":           optional("The sector for subject identifiers of the kind `pairwise`. At most 1,024 characters. Default: none.", tf.Doubt(tf.SecureURL()), stringvalidator.UTF8LengthAtMost(1024)),
		"network": schema.SingleNestedAttribute{
			MarkdownDescription: "From where the client may ask for tokens. Default: anywhere.",
			Optional:            true,
			Attributes: map[string]schema.Attribute{
				"connection": schema.StringAttribute{MarkdownDescription: "`ANYWHERE` or `ZONE`.", Required: true, Validators: []validator.String{tf.Known("ANYWHERE", "ZONE")}},
				"include":    schema.SetAttribute{MarkdownDescription: "The identifiers of the network zones that are allowed, which the data source `gatehouse_okta_network_zone` finds, or `ALL_IP_ZONES`. Default: none.", Optional: true, ElementType: types.StringType},
				"exclude":    schema.SetAttribute{MarkdownDescription: "The identifiers of the network zones that are not allowed, or `ALL_IP_ZONES`. Default: none.", Optional: true, ElementType: types.StringType},
			},
		},
	}
}

func secretArguments() map[string]schema.Attribute {
	const length = "It has 14 to 100 printable ASCII characters, and at least 32 for `client_secret_jwt`."
	return map[string]schema.Attribute{
		"store_client_secret": schema.BoolAttribute{
			MarkdownDescription: "Whether to keep the client's secret in the state, as `client_secret`, for tools that know no ephemeral resources. Refreshing takes one call more then. Default: `false`.",
			Optional:            true,
		},
		"client_secret": schema.StringAttribute{
			MarkdownDescription: "The client's newest active secret. Null unless `store_client_secret` is true.", Computed: true, Sensitive: true,
		},
		"client_basic_secret": schema.StringAttribute{
			MarkdownDescription: "A secret of your own instead of one that Okta makes, for command lines without write-only arguments: it is kept in the state. " + length + " Prefer `client_basic_secret_wo`. Default: none.",
			Optional:            true, Sensitive: true,
			Validators: []validator.String{stringvalidator.UTF8LengthBetween(14, 100), stringvalidator.ConflictsWith(path.MatchRoot("client_basic_secret_wo"))},
		},
		"client_basic_secret_wo": schema.StringAttribute{
			MarkdownDescription: "A secret of your own instead of one that Okta makes; never kept in the state. " + length + " It is sent when the app is created and whenever `client_basic_secret_wo_version` changes.",
			Optional:            true, Sensitive: true, WriteOnly: true,
			Validators: []validator.String{stringvalidator.UTF8LengthBetween(14, 100), stringvalidator.AlsoRequires(path.MatchRoot("client_basic_secret_wo_version"))},
		},
		"client_basic_secret_wo_version": schema.Int64Attribute{
			MarkdownDescription: "A number that you change to have `client_basic_secret_wo` sent again.", Optional: true,
			Validators: []validator.Int64{int64validator.AlsoRequires(path.MatchRoot("client_basic_secret_wo"))},
		},
	}
}

func texts(description string, validators ...validator.Set) schema.SetAttribute {
	return schema.SetAttribute{MarkdownDescription: description, Optional: true, ElementType: types.StringType, Validators: validators}
}

func flowArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"grant_types": schema.SetAttribute{
			MarkdownDescription: "The ways in which the client may get tokens. `web` and `native` apps must have `authorization_code`; `client_credentials` is meant for `service` and `web` apps, `password` for `native` ones, and other combinations only get a warning. Default: `client_credentials` for the type `service`, else `authorization_code`.",
			Optional:            true, Computed: true, ElementType: types.StringType,
			Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1))},
		},
		"response_types": schema.SetAttribute{
			MarkdownDescription: "What the authorization endpoint may answer: `code`, `token`, `id_token`. Default: what the grant types need.",
			Optional:            true, Computed: true, ElementType: types.StringType,
			Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1)), setvalidator.ValueStringsAre(tf.Known(okta.ResponseTypes...))},
		},
		"redirect_uris":             texts("Where users may be sent back to after sign-in; absolute, without a fragment. At least one, unless no grant type needs it. Default: none."),
		"post_logout_redirect_uris": texts("Where users may be sent back to after sign-out; absolute, without a fragment. Default: none."),
		"wildcard_redirect":         choice("Whether a redirect URI may have a wildcard for a subdomain: `DISABLED` or `SUBDOMAIN`.", "DISABLED", "DISABLED", "SUBDOMAIN"),
		"login_uri":                 optional("The address that starts the sign-in at the client. Needed for the login modes `SPEC` and `OKTA`. Default: none.", tf.Doubt(tf.AbsoluteURL())),
		"login_mode":                choice("How a sign-in that starts at Okta goes on: `DISABLED`, `SPEC` (at the client's `login_uri`) or `OKTA` (Okta sends the ID token).", "DISABLED", "DISABLED", "SPEC", "OKTA"),
		"login_scopes":              texts("The scopes for the login mode `OKTA`. Default: none.", setvalidator.ValueStringsAre(tf.Doubt(tf.ScopeToken()))),
		"consent_method":            choice("Whether users are asked for consent: `TRUSTED` (no) or `REQUIRED` (by scope).", "TRUSTED", "TRUSTED", "REQUIRED"),
		"issuer_mode":               choice("Which issuer the tokens name: `ORG_URL`, `CUSTOM_URL` or `DYNAMIC` (the address that was asked).", "ORG_URL", "ORG_URL", "CUSTOM_URL", "DYNAMIC"),
		"refresh_token_rotation": schema.StringAttribute{
			MarkdownDescription: "Whether refresh tokens are replaced at each use: `ROTATE` or `STATIC`. Without effect for apps without the grant type `refresh_token`. Default: `STATIC` for apps with it.",
			Optional:            true, Computed: true, Validators: []validator.String{tf.Known("ROTATE", "STATIC")},
		},
		"refresh_token_leeway": schema.Int64Attribute{
			MarkdownDescription: "For how many seconds a replaced refresh token stays valid, 0 to 60. Means nothing for `STATIC` tokens. Default: `30` for `ROTATE`.",
			Optional:            true, Computed: true, Validators: []validator.Int64{int64validator.Between(0, 60)},
		},
	}
}

func furtherArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"client_uri":                           optional("The address of a page about the client. At most 1,024 characters. Default: none.", tf.Doubt(tf.AbsoluteURL()), stringvalidator.UTF8LengthAtMost(1024)),
		"logo_uri":                             optional("The address of the client's logo, for the consent dialog. At most 1,024 characters. Default: none.", tf.Doubt(tf.AbsoluteURL()), stringvalidator.UTF8LengthAtMost(1024)),
		"policy_uri":                           optional("The address of the client's privacy policy. Default: none.", tf.Doubt(tf.AbsoluteURL())),
		"tos_uri":                              optional("The address of the client's terms of service. Default: none.", tf.Doubt(tf.AbsoluteURL())),
		"participate_slo":                      tf.Flag("Whether the app takes part in front-channel single logout; `web` and `browser` apps only.", false),
		"frontchannel_logout_uri":              optional("Where Okta sends the logout request. At most 1,024 characters. Default: none.", tf.Doubt(tf.AbsoluteURL()), stringvalidator.UTF8LengthAtMost(1024)),
		"frontchannel_logout_session_required": tf.Flag("Whether Okta names the session in the logout request.", false),
		"groups_claim":                         groupsClaimArgument(),
		"backchannel_custom_authenticator_id":  optional("The identifier of the authenticator that asks the user, for the grant type `urn:openid:params:grant-type:ciba`. Default: none."),
		"backchannel_token_delivery_mode": schema.StringAttribute{
			MarkdownDescription: "How tokens are delivered for the grant type `urn:openid:params:grant-type:ciba`. Default: `poll` for apps with that grant type, the only mode that Okta supports.",
			Optional:            true, Computed: true, Validators: []validator.String{tf.Known("poll", "ping", "push")},
		},
		"backchannel_authentication_request_signing_alg": optional("The algorithm with which the client signs its requests for the grant type `urn:openid:params:grant-type:ciba`. Default: none.", tf.Known(okta.SigningAlgorithms...)),
	}
}
