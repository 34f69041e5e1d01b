package clientapplication

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// validate compares grant types and redirect URIs.
func validate(_ context.Context, config model, diags *diag.Diagnostics) {
	if !tf.AllKnown(config.GrantTypes) {
		return
	}
	grants := tf.Strings(config.GrantTypes)
	has := func(g string) bool { return slices.Contains(grants, g) }
	for _, g := range []string{"authorization_code", "implicit"} {
		if has(g) && !config.RedirectURIs.IsUnknown() && len(config.RedirectURIs.Elements()) == 0 {
			diags.AddAttributeError(path.Root("redirect_uris"), "Missing Redirect URI", fmt.Sprintf(
				"The grant type %q sends users back to a redirect URI. Give at least one, such as https://app.example.com/callback.", g))
			break
		}
	}
	if has("refresh_token") && !has("authorization_code") && !has("password") {
		diags.AddAttributeWarning(path.Root("grant_types"), "Refresh Token Without Its Grant", "The platform takes refresh_token only together with authorization_code or password. Add one of them.")
	}
}

// plan decides about the two attributes that the platform does not keep.
func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	planInstance(ctx, c, p)
	planSecret(ctx, p)
}

// planInstance makes another API instance a replacement only where it has
// another client provider.
func planInstance(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	at := path.Root("api_instance_id")
	wanted, prior := p.Config.APIInstanceID, p.Prior.APIInstanceID
	switch {
	case p.Create:
		if wanted.IsNull() {
			p.Set(ctx, at, types.StringNull())
		}
		if provider := p.Config.ClientProviderID; !provider.IsNull() && p.Config.ImportClientID.IsNull() {
			p.Diagnostics.AddAttributeWarning(path.Root("client_provider_id"), "Client Provider Decided Elsewhere",
				"A new application has the client provider of its API instance: give api_instance_id. client_provider_id decides only together with import_client_id.")
		}
		return
	case wanted.IsNull() || wanted.IsUnknown() || wanted.Equal(prior):
		return
	case !prior.IsNull() && prior.ValueString() == "": // imported, and none is known
		p.Set(ctx, at, prior)
		return
	}
	provider, known := providerOf(ctx, c, wanted.ValueString())
	switch {
	case !known:
		p.Diagnostics.AddAttributeWarning(at, "Client Provider Not Checked", fmt.Sprintf(
			"The API instance %q could not be read in the provider's default organization and environment, so it is not known whether it has the application's client provider. The application stays as it is.", wanted.ValueString()))
	case provider != p.Prior.ClientProviderID.ValueString():
		p.Replace(at)
	case !prior.IsNull():
		p.Set(ctx, at, prior)
	}
}

// planSecret says what becomes of the secret in the state.
func planSecret(ctx context.Context, p *crud.Plan[model]) {
	at, store := path.Root("client_secret"), p.Planned.StoreClientSecret
	_, changed := changes(p.Planned, p.Prior)
	switch {
	case store.IsUnknown():
		p.Set(ctx, at, types.StringUnknown())
	case !store.ValueBool():
		p.Set(ctx, at, types.StringNull())
	case p.Create, p.Prior.ClientSecret.IsNull(), changed:
		// A change is passed on to the identity provider, which may answer with another secret.
		p.Set(ctx, at, types.StringUnknown())
	}
}
