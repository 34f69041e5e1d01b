// Package connectedapp manages connected apps: the clients of Anypoint
// Platform itself.
package connectedapp

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

const (
	clientCredentials = "client_credentials"
	jwtBearer         = "urn:ietf:params:oauth:grant-type:jwt-bearer" //nolint:gosec // the name of a grant type
)

var object = crud.Object{
	Name: "anypoint_connected_app", Noun: "Anypoint Connected App", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "id"},
	Define:   define,
	Needs:    "a user with the role Organization Administrator, or a connected app that may manage connected apps (*View Connected Applications* for reading only).",
}

// NewResource is gatehouse_anypoint_connected_app.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, anypoint.App]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Validate: validate, Plan: plan,
		Later: []string{"scopes"},
		Namesakes: crud.ByName("name", "", func(c *crud.Clients, p crud.Sought) (rest.List, error) {
			_, all, err := of(c, p.Text("organization_id"))
			if err != nil {
				return rest.List{}, err
			}
			return rest.NamedBy(all, "client_name"), nil
		}),
		// MuleSoft's own provider, and the community's, whose identifier an import puts together of two.
		Moves: []crud.Move{{From: "anypoint_connected_app", Last: true, Identity: map[string]string{"organization_id": "organization_id|org_id", "id": "id"}}},
	})
}

type apps = *rest.Collection[anypoint.App]

func of(c *crud.Clients, organizationID string) (*anypoint.Client, apps, error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, nil, err
	}
	return client, client.ConnectedApps(organizationID), nil
}

// keep remembers the secret that comes with every connected app, so that no
// error or log shows it.
func keep(client *anypoint.Client, a anypoint.App) anypoint.App {
	client.Secrets().Add(a.Secret)
	return a
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.App)) (anypoint.App, error) {
	client, all, err := of(c, w.Plan.OrganizationID.ValueString())
	if err != nil {
		return anypoint.App{}, err
	}
	body := expand(w.Plan)
	body.Secret = tf.Pointer(w.Config.ClientSecretWO)
	a, err := all.Create(ctx, body, func(a anypoint.App) bool { return a.Name == w.Plan.Name.ValueString() })
	keep(client, a)
	if err != nil {
		return a, err
	}
	if scopes := scopesIn(w.Plan.Scopes); len(scopes) > 0 {
		saved(a)
		err = client.SetConnectedAppScopes(ctx, a.ID, scopes)
		a.Scopes = scopes
	}
	return a, err
}

func read(ctx context.Context, c *crud.Clients, m model) (anypoint.App, error) {
	client, all, err := of(c, m.OrganizationID.ValueString())
	if err != nil {
		return anypoint.App{}, err
	}
	a, err := all.Get(ctx, m.ID.ValueString())
	if err != nil {
		return keep(client, a), err
	}
	return scoped(ctx, client, keep(client, a), !m.Scopes.IsNull())
}

// scoped adds the scopes of the app itself. The platform keeps them for the
// grant type client_credentials only; anyway looks for them in other apps, too.
func scoped(ctx context.Context, client *anypoint.Client, a anypoint.App, anyway bool) (_ anypoint.App, err error) {
	if anyway || slices.Contains(a.GrantTypes, clientCredentials) {
		a.Scopes, err = client.ConnectedAppScopes(ctx, a.ID)
	}
	return a, err
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (a anypoint.App, err error) {
	client, all, err := of(c, w.Prior.OrganizationID.ValueString())
	if err != nil {
		return a, err
	}
	id := w.Prior.ID.ValueString()
	change, changed := changes(w.Plan, w.Prior)
	if !w.Plan.ClientSecretWOVersion.Equal(w.Prior.ClientSecretWOVersion) && !w.Config.ClientSecretWO.IsNull() {
		change.Secret, changed = tf.Pointer(w.Config.ClientSecretWO), true
	}
	if changed {
		a, err = rest.Patch(ctx, all, id, change)
	} else {
		a, err = all.Get(ctx, id)
	}
	keep(client, a)
	if err != nil {
		return a, err
	}
	a.Scopes = scopesIn(w.Plan.Scopes)
	if w.Plan.Scopes.Equal(w.Prior.Scopes) {
		return a, nil
	}
	if err := client.SetConnectedAppScopes(ctx, id, a.Scopes); err != nil {
		a.Scopes = scopesIn(w.Prior.Scopes)
		return a, &crud.Partly[anypoint.App]{Done: a, Err: err}
	}
	return a, nil
}

func remove(ctx context.Context, c *crud.Clients, m model) error {
	_, all, err := of(c, m.OrganizationID.ValueString())
	if err != nil {
		return err
	}
	return all.Delete(ctx, m.ID.ValueString())
}

// validate doubts what cannot work, as far as anybody knows.
func validate(_ context.Context, config model, diags *diag.Diagnostics) {
	if !tf.AllKnown(config.GrantTypes) || config.GrantTypes.IsNull() {
		return
	}
	grants := tf.Strings(config.GrantTypes)
	none := func(v types.Set) bool { return !v.IsUnknown() && len(v.Elements()) == 0 }
	if !slices.Contains(grants, clientCredentials) && !config.Scopes.IsUnknown() && !none(config.Scopes) {
		diags.AddAttributeWarning(path.Root("scopes"), "Scopes Without Their Grant", "Scopes are for connected apps that act on their own behalf, with the grant type client_credentials. What this one may do on behalf of users is user_scopes.")
	}
	for _, grant := range []string{"authorization_code", "implicit"} {
		if slices.Contains(grants, grant) && none(config.RedirectURIs) {
			diags.AddAttributeWarning(path.Root("redirect_uris"), "Missing Redirect URI", "The grant type "+grant+" sends users back to a redirect URI. Give at least one, such as https://app.example.com/callback.")
			break
		}
	}
	if slices.Contains(grants, jwtBearer) && none(config.PublicKeys) {
		diags.AddAttributeWarning(path.Root("public_keys"), "Missing Public Key", "The platform verifies assertions of the grant type JWT bearer with a public key. Give at least one.")
	}
}

// plan says what becomes of the secret in the state.
func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	at, store := path.Root("client_secret"), p.Planned.StoreClientSecret
	switch {
	case store.IsUnknown():
		p.Set(ctx, at, types.StringUnknown())
	case !store.ValueBool():
		p.Set(ctx, at, types.StringNull())
	case p.Create, p.Prior.ClientSecret.IsNull(), !p.Planned.ClientSecretWOVersion.Equal(p.Prior.ClientSecretWOVersion):
		p.Set(ctx, at, types.StringUnknown())
	}
}

// replaceWhenCleared is true where a value is taken away.
func replaceWhenCleared(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = req.PlanValue.IsNull() && !req.StateValue.IsNull()
}
