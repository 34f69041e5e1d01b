// Package identityprovider manages the identity providers by which people sign
// in to an Anypoint organization.
package identityprovider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

var object = crud.Object{
	Name: "anypoint_identity_provider", Noun: "Anypoint Identity Provider", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "id"},
	Define:   define,
	Needs:    crud.AnypointNeeds("`manage:identityproviders` (*Manage Identity Management Providers*; `view:identityproviders` for reading only), on the root organization"),
}

type providers = *rest.Collection[anypoint.IdentityProvider]

func of(c *crud.Clients, organizationID string) (providers, error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, err
	}
	return client.IdentityProviders(organizationID), nil
}

// NewResource is gatehouse_anypoint_identity_provider.
func NewResource() resource.Resource {
	identity := map[string]string{"organization_id": "org_id|organization_id", "id": "provider_id|id"}
	return crud.New(object, crud.Ops[model, anypoint.IdentityProvider]{
		Create: create, Read: read, Update: update, Flatten: flatten, Validate: validate, Plan: plan,
		Namesakes: crud.ByName("name", "", func(c *crud.Clients, p crud.Sought) (rest.List, error) {
			all, err := of(c, p.Text("organization_id"))
			if err != nil {
				return rest.List{}, err
			}
			return rest.NamedBy(all, "name"), nil
		}),
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			items, err := of(c, m.OrganizationID.ValueString())
			if err != nil {
				return err
			}
			return items.Delete(ctx, m.ID.ValueString())
		},
		// Of the community's provider only; its identifiers may be put together of two.
		Moves: []crud.Move{
			{From: "anypoint_idp_oidc", Last: true, Identity: identity},
			{From: "anypoint_idp_saml", Last: true, Identity: identity},
		},
	})
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.IdentityProvider)) (anypoint.IdentityProvider, error) {
	items, err := of(c, w.Plan.OrganizationID.ValueString())
	if err != nil {
		return anypoint.IdentityProvider{}, err
	}
	body, hidden := expand(ctx, w.Plan), secretsOf(ctx, w)
	hidden.into(&body)
	items.Client.Secrets().Add(hidden.secret, hidden.header)
	made, err := items.Create(ctx, body, func(p anypoint.IdentityProvider) bool { return p.Name == body.Name })
	if err != nil || made.Whole() {
		return made, err
	}
	// What was sent goes into the state until the platform has told the rest.
	body.ID = made.ID
	saved(body)
	return items.Get(ctx, made.ID)
}

func read(ctx context.Context, c *crud.Clients, m model) (p anypoint.IdentityProvider, err error) {
	items, err := of(c, m.OrganizationID.ValueString())
	if err != nil {
		return p, err
	}
	p, err = items.Get(ctx, m.ID.ValueString())
	if err == nil && p.OpenID == nil && p.SAML == nil {
		err = fmt.Errorf("the identity provider %q (%s) is of the type %q; this resource manages those with OpenID Connect (%q) and SAML (%q) only", p.Name, p.ID, p.Type.Name, anypoint.OpenID, anypoint.SAML)
	}
	return p, err
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (p anypoint.IdentityProvider, err error) {
	items, err := of(c, w.Prior.OrganizationID.ValueString())
	if err != nil {
		return p, err
	}
	is := expand(ctx, w.Plan)
	body, err := change(expand(ctx, w.Prior), is)
	if err != nil {
		return p, err
	}
	delete(body, "arc_namespace") // it is taken with a new object only
	hidden := secretsOf(ctx, w)
	items.Client.Secrets().Add(hidden.secret, hidden.header)
	if is.OpenID != nil {
		hidden.changed(body, is.OpenID.Client.Credentials.ID)
	}
	id := w.Prior.ID.ValueString()
	if len(body) > 0 {
		p, err = rest.Patch(ctx, items, id, body)
	}
	if err != nil || p.Whole() {
		return p, err
	}
	return items.Get(ctx, id) // nothing to send, or an answer that does not tell
}
