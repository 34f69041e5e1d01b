package identityprovider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	shape(ctx, p)
	if p.Create {
		needsSecret(p)
		p.RootOnly(ctx, c, p.Planned.OrganizationID, "Identity providers", "Its people sign in to the business groups, too.")
		return
	}
	replace(p)
}

// shape plans what follows from the choice between OpenID Connect and SAML.
func shape(ctx context.Context, p *crud.Plan[model]) {
	is := p.Planned
	// One without a description, such as an imported one, needs none.
	none := !p.Create && p.Prior.Description.IsNull()
	switch {
	case is.OIDC.IsUnknown() || is.SAML.IsUnknown():
	case is.OIDC.IsNull():
		p.Set(ctx, path.Root("type"), types.StringValue(anypoint.SAML))
		p.Otherwise(ctx, "description", p.Config.Description, p.Prior.Description, none, types.StringValue("SAML 2.0"))
		for _, name := range []string{"client_id", "redirect_url", "sign_on_url"} {
			p.Set(ctx, path.Root(name), types.StringNull())
		}
	default:
		p.Set(ctx, path.Root("type"), types.StringValue(anypoint.OpenID))
		p.Otherwise(ctx, "description", p.Config.Description, p.Prior.Description, none, types.StringValue("OpenID Connect"))
		if id, known := at(is.OIDC, "client", "credentials", "id").(types.String); known {
			p.Set(ctx, path.Root("client_id"), id)
		} else if !at(is.OIDC, "client", "urls").Equal(at(p.Prior.OIDC, "client", "urls")) {
			p.Set(ctx, path.Root("client_id"), types.StringUnknown()) // perhaps another registration
		}
	}
}

// needsSecret asks for the secret of a new identity provider. One that exists
// has one, which the platform does not tell.
func needsSecret(p *crud.Plan[model]) {
	credentials, given := at(p.Config.OIDC, "client", "credentials").(types.Object)
	if !given || credentials.IsNull() || credentials.IsUnknown() || !at(credentials, "secret").IsNull() || !at(credentials, "secret_wo").IsNull() {
		return
	}
	p.Diagnostics.AddAttributeError(path.Root("oidc").AtName("client").AtName("credentials").AtName("secret_wo"), "Missing Client Secret",
		"A new identity provider needs the secret of its client: Anypoint gets the tokens of people with it. Set secret_wo and secret_wo_version, or, on a command line without write-only arguments, secret. "+
			"To have Anypoint register a client of its own, give urls instead of credentials.")
}

// replace makes a new object of what the API cannot change: the type, the way
// to the client, and the namespace. The last is not shown for OpenID Connect:
// one that an import does not know is no other one for that.
func replace(p *crud.Plan[model]) {
	other := func(name string, is, was attr.Value) bool {
		if is.IsUnknown() || is.IsNull() == was.IsNull() {
			return false
		}
		p.Replace(path.Root(name))
		return true
	}
	is, was := p.Planned, p.Prior
	if other("oidc", is.OIDC, was.OIDC) || other("saml", is.SAML, was.SAML) {
		return
	}
	if !was.OIDC.IsNull() {
		other("oidc", at(is.OIDC, "client", "credentials"), at(was.OIDC, "client", "credentials"))
	}
	namespace := path.Root("arc_namespace")
	switch {
	case is.ArcNamespace.Equal(was.ArcNamespace):
	case was.ArcNamespace.IsNull() && !was.OIDC.IsNull():
		p.Diagnostics.AddAttributeWarning(namespace, "Namespace Not Known",
			"The platform does not show the namespace of an identity provider with OpenID Connect, and takes it with a new one only. It is noted in the state and not sent. If the identity provider has none, replace it (terraform apply -replace).")
	default:
		p.Replace(namespace)
	}
}
