package clientprovider

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/clientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// patience is how long a plan waits for an issuer's metadata: the check helps,
// and must not hold a plan up where the issuer is out of reach.
const patience = 10 * time.Second

func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	if p.Create {
		needsSecret(p)
		clientproviders.RootOnly(ctx, c, &p.Planning, p.Planned.OrganizationID)
	}
	checkMetadata(ctx, c, p)
}

// needsSecret asks for the secret where there is none yet. A client provider
// that exists has one, which the platform does not tell: configuration that was
// written from an import has no secret, and must plan no change.
func needsSecret(p *crud.Plan[model]) {
	if p.Config.IntrospectionClientSecret.IsNull() && p.Config.IntrospectionClientSecretWO.IsNull() {
		p.Diagnostics.AddAttributeError(path.Root("introspection_client_secret_wo"), "Missing Introspection Secret",
			"A new client provider needs the secret of its introspection client: gateways ask with it whether a token is good. "+
				"Set introspection_client_secret_wo and introspection_client_secret_wo_version, or, on a command line without write-only arguments, introspection_client_secret.")
	}
}

// checkMetadata compares the addresses with what the issuer publishes, when
// they are new: a wrong one shows otherwise only when a gateway refuses tokens.
// It only warns: what the platform thinks of a difference is not documented.
func checkMetadata(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	is, was := p.Planned, p.Prior
	if is.SkipMetadataCheck.ValueBool() || is.SkipMetadataCheck.IsUnknown() || is.Issuer.IsUnknown() {
		return
	}
	if !p.Create && is.Issuer.Equal(was.Issuer) && is.AuthorizeURL.Equal(was.AuthorizeURL) && is.TokenURL.Equal(was.TokenURL) &&
		is.IntrospectionURL.Equal(was.IntrospectionURL) && is.TokenEndpointAuthMethods.Equal(was.TokenEndpointAuthMethods) {
		return
	}
	issuer := is.Issuer.ValueString()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	metadata, err := c.OIDC.Metadata(ctx, issuer, oidc.OpenIDConfiguration)
	at := path.Root("issuer")
	switch {
	case rest.IsNotFound(err):
		p.Diagnostics.AddAttributeWarning(at, "No Such Issuer", fmt.Sprintf(
			"There is no metadata at %s (404), so that %q is no issuer. For an Okta authorization server it is https://<org>/oauth2/<id>, for the org itself https://<org>: take it from the data source gatehouse_okta_auth_server_metadata. "+
				"If this is right all the same, set skip_metadata_check = true.",
			strings.TrimSuffix(issuer, "/")+oidc.OpenIDConfiguration, issuer))
		return
	case err != nil: // Anypoint must reach it, not whoever plans
		return
	case metadata.Issuer != issuer:
		p.Diagnostics.AddAttributeWarning(at, "Issuer Does Not Match", mismatch(issuer, metadata.Issuer))
	}
	for _, e := range []struct {
		attribute string
		value     types.String
		published string
	}{
		{"authorize_url", is.AuthorizeURL, metadata.AuthorizationEndpoint},
		{"token_url", is.TokenURL, metadata.TokenEndpoint},
		{"introspection_url", is.IntrospectionURL, metadata.IntrospectionEndpoint},
	} {
		if e.published == "" || e.value.IsUnknown() || e.value.ValueString() == e.published {
			continue
		}
		p.Diagnostics.AddAttributeWarning(path.Root(e.attribute), "Address Does Not Match the Issuer", fmt.Sprintf(
			"%s is %q, but the metadata of the issuer %q says %q. Only the server that issued a token can introspect it. Write what the metadata says, or set skip_metadata_check = true if you know better.",
			e.attribute, e.value.ValueString(), issuer, e.published))
	}
	checkGrants(ctx, c, p, metadata)
	checkMethods(p, metadata)
}

// checkGrants: where they are left to it, Anypoint offers the grant types of both well-known documents,
// and Okta's authorization servers tell client credentials in the second only.
func checkGrants(ctx context.Context, c *crud.Clients, p *crud.Plan[model], metadata oidc.Metadata) {
	offered := metadata.GrantTypesSupported
	if !p.Planned.SupportedGrantTypes.IsNull() || len(offered) == 0 || slices.Contains(offered, "client_credentials") {
		return
	}
	second, err := c.OIDC.Metadata(ctx, p.Planned.Issuer.ValueString(), oidc.OAuthAuthorizationServer)
	if err != nil && !rest.IsNotFound(err) || slices.Contains(second.GrantTypesSupported, "client_credentials") {
		return
	}
	p.Diagnostics.AddAttributeWarning(path.Root("issuer"), "No Client Credentials", fmt.Sprintf(
		"The metadata of the issuer %q offers the grant types %s. Anypoint offers its applications no others, so that they cannot ask for client credentials.",
		p.Planned.Issuer.ValueString(), strings.Join(offered, ", ")))
}

// checkMethods compares how clients prove who they are with what the token
// endpoint takes.
func checkMethods(p *crud.Plan[model], metadata oidc.Metadata) {
	offered := metadata.TokenEndpointAuthMethodsSupported
	methods := p.Planned.TokenEndpointAuthMethods
	if len(offered) == 0 || methods.IsNull() || methods.IsUnknown() {
		return
	}
	for _, v := range methods.Elements() {
		method, ok := v.(types.String)
		if !ok || method.IsUnknown() || slices.Contains(offered, method.ValueString()) {
			continue
		}
		p.Diagnostics.AddAttributeWarning(path.Root("token_endpoint_auth_methods"), "Method Not Offered", fmt.Sprintf(
			"The token endpoint of the issuer %q takes %s, and not %q. Clients that use it get no token.",
			p.Planned.Issuer.ValueString(), strings.Join(offered, ", "), method.ValueString()))
	}
}

func mismatch(configured, published string) string {
	detail := fmt.Sprintf("The issuer is configured as %q, but its own metadata says %q. Tokens carry the latter", configured, published)
	if strings.TrimSuffix(configured, "/") == strings.TrimSuffix(published, "/") {
		detail += ", and the slash at the end counts"
	}
	return detail + fmt.Sprintf(". Write issuer = %q, or set skip_metadata_check = true if you know better.", published)
}
