package oauthclient

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/jwks"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// validate holds the rules of Okta's API. Any value may be unknown.
func validate(ctx context.Context, m model, diags *diag.Diagnostics) {
	kind := m.ApplicationType.ValueString()
	if m.ApplicationType.IsNull() {
		kind = "web"
	}
	shape := okta.ClientShape{
		Type: kind, AuthMethod: m.AuthMethod.ValueString(), RedirectURIs: tf.Strings(m.RedirectURIs), NoRedirects: isEmpty(m.RedirectURIs),
	}
	switch {
	case m.GrantTypes.IsNull() && kind != "":
		shape.Grants = okta.DefaultGrants(kind)
	case tf.AllKnown(m.GrantTypes) && !m.GrantTypes.IsNull():
		shape.Grants = tf.Strings(m.GrantTypes)
	}
	if tf.AllKnown(m.ResponseTypes) {
		shape.Responses = tf.Strings(m.ResponseTypes)
	}
	for _, f := range shape.Check() {
		if f.Warning {
			diags.AddAttributeWarning(path.Root(f.Field), "Doubtful "+f.Field, f.Text)
		} else {
			diags.AddAttributeError(path.Root(f.Field), "Invalid "+f.Field, f.Text)
		}
	}
	for _, u := range tf.Strings(m.PostLogoutURIs) {
		if problem := okta.CheckRedirectURI(u); problem != "" {
			diags.AddAttributeWarning(path.Root("post_logout_redirect_uris"), "Doubtful post_logout_redirect_uris", problem)
		}
	}
	jwks.Validate(ctx, m.JWKS, diags)
}

func isEmpty(v types.Set) bool { return v.IsNull() || !v.IsUnknown() && len(v.Elements()) == 0 }
