package appoauth

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/jwks"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

func at(attribute string) path.Path { return path.Root(attribute) }

const (
	ciba         = "urn:openid:params:grant-type:ciba"
	refreshGrant = "refresh_token"
)

// validate holds the rules of Okta's API. Any value may be unknown.
func validate(ctx context.Context, m model, diags *diag.Diagnostics) {
	shape := okta.ClientShape{
		Type: m.Type.ValueString(), AuthMethod: m.AuthMethod.ValueString(), PKCE: tf.BoolPointer(m.PKCERequired), DPoP: m.DPoP.ValueBool(),
		RedirectURIs: tf.Strings(m.RedirectURIs), NoRedirects: isEmpty(m.RedirectURIs), Catalogue: !m.PreconfiguredApp.IsNull(),
	}
	switch {
	case m.GrantTypes.IsNull() && shape.Type != "":
		shape.Grants = okta.DefaultGrants(shape.Type)
	case tf.AllKnown(m.GrantTypes) && !m.GrantTypes.IsNull():
		shape.Grants = tf.Strings(m.GrantTypes)
	}
	if tf.AllKnown(m.ResponseTypes) {
		shape.Responses = tf.Strings(m.ResponseTypes)
	}
	for _, f := range shape.Check() {
		if f.Warning {
			diags.AddAttributeWarning(at(f.Field), "Doubtful "+f.Field, f.Text)
		} else {
			diags.AddAttributeError(at(f.Field), "Invalid "+f.Field, f.Text)
		}
	}
	for _, u := range tf.Strings(m.PostLogoutURIs) {
		if problem := okta.CheckRedirectURI(u); problem != "" {
			diags.AddAttributeWarning(at("post_logout_redirect_uris"), "Doubtful post_logout_redirect_uris", problem)
		}
	}
	validateLogin(m, shape.Grants, diags)
	validateSecret(m, diags)
	validateGroupsClaim(ctx, m, diags)
	jwks.Validate(ctx, m.JWKS, diags)
}

func isEmpty(v types.Set) bool { return v.IsNull() || !v.IsUnknown() && len(v.Elements()) == 0 }

func validateLogin(m model, grants []string, diags *diag.Diagnostics) {
	if mode := m.LoginMode.ValueString(); (mode == "SPEC" || mode == "OKTA") && m.LoginURI.IsNull() {
		diags.AddAttributeError(at("login_mode"), "Missing login_uri", fmt.Sprintf("The login mode %q sends users to the client: give its address in \"login_uri\".", mode))
	}
	if t := m.Type.ValueString(); m.ParticipateSLO.ValueBool() && t != "" && t != "web" && t != "browser" {
		diags.AddAttributeError(at("participate_slo"), "Invalid participate_slo", fmt.Sprintf("Single logout is for apps of the types \"web\" and \"browser\"; this one is %q.", t))
	}
	if grants != nil && !slices.Contains(grants, refreshGrant) {
		for name, given := range map[string]bool{"refresh_token_rotation": !m.RefreshRotation.IsNull(), "refresh_token_leeway": !m.RefreshLeeway.IsNull()} {
			if given {
				diags.AddAttributeWarning(at(name), "No Effect of "+name, "The app gets no refresh tokens: Okta may keep this setting only for apps with the grant type \"refresh_token\". It is sent, and what Okta makes of it is not looked at. Add the grant type to grant_types, or remove this argument.")
			}
		}
	}
	for name, v := range map[string]types.String{
		"backchannel_custom_authenticator_id": m.CIBAAuthenticator, "backchannel_token_delivery_mode": m.CIBADelivery,
		"backchannel_authentication_request_signing_alg": m.CIBASigningAlg,
	} {
		if !v.IsNull() && grants != nil && !slices.Contains(grants, ciba) {
			diags.AddAttributeWarning(at(name), "Doubtful "+name, "Okta has this setting only for apps with the grant type \"urn:openid:params:grant-type:ciba\".")
		}
	}
}

// validateSecret: the lengths are the validators' matter. A private key
// excludes a secret.
func validateSecret(m model, diags *diag.Diagnostics) {
	method := m.AuthMethod.ValueString()
	for name, v := range map[string]types.String{"client_basic_secret": m.BasicSecret, "client_basic_secret_wo": m.BasicSecretWO} {
		switch {
		case v.IsNull():
		case method == "private_key_jwt":
			diags.AddAttributeError(at(name), "Invalid "+name, "A client with the token_endpoint_auth_method \"private_key_jwt\" has no secret, and Okta refuses one. Remove it, or choose a method with a secret.")
		case method == "none":
			diags.AddAttributeWarning(at(name), "Doubtful "+name, "A client with the token_endpoint_auth_method \"none\" does not prove itself: a secret is of no use to it.")
		case method == "client_secret_jwt" && !v.IsUnknown() && utf8.RuneCountInString(v.ValueString()) < 32:
			diags.AddAttributeError(at(name), "Invalid "+name, fmt.Sprintf("The secret has %d characters; for \"client_secret_jwt\" it must have at least 32.", utf8.RuneCountInString(v.ValueString())))
		}
	}
}
