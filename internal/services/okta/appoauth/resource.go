// Package appoauth manages the apps of an Okta org that are OAuth 2.0 clients.
package appoauth

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_app_oauth", Noun: "Okta OAuth App", Platform: crud.Okta,
	Identity: []string{"id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.apps", "Application Administrator"),
}

// NewResource is gatehouse_okta_app_oauth.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.App]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Validate: validate, Plan: plan,
		Shared: func(m model) bool { return !m.JWKS.IsNull() },
		Later:  []string{"authentication_policy", "groups_claim"},
		Namesakes: crud.ByName("label", "q", func(c *crud.Clients, _ crud.Sought) (rest.List, error) {
			client, err := c.Okta()
			if err != nil {
				return rest.List{}, err
			}
			return rest.NamedBy(client.Apps(), "label"), nil
		}),
		Moves: []crud.Move{{
			From: "okta_app_oauth", Identity: map[string]string{"id": "id"},
			// The official provider writes both for every app.
			Keep: map[string]string{"refresh_token_rotation": "refresh_token_rotation", "refresh_token_leeway": "refresh_token_leeway"},
		}},
	})
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(okta.App)) (a okta.App, err error) {
	client, err := c.Okta()
	if err != nil {
		return a, err
	}
	wanted := expand(ctx, w.Plan)
	if secret := ownSecret(w, true); secret != "" {
		client.Secrets().Add(secret)
		wanted.Credentials.OAuthClient.ClientSecret = &secret
	}
	body, err := okta.NewApp(wanted)
	if err != nil {
		return a, err
	}
	active := w.Plan.Status.ValueString() != okta.Inactive
	a, err = rest.CreateWith(ctx, client.Apps(), rest.Request{Body: body, Query: url.Values{"activate": {fmt.Sprint(active)}}},
		func(other okta.App) bool {
			if own := w.Plan.ClientID.ValueString(); own != "" { // unique, as labels are not
				return other.ClientID() == own
			}
			return other.Label == wanted.Label && other.SignOnMode == okta.OpenIDConnect
		})
	if err != nil {
		return a, err
	}
	client.Secrets().Add(a.ClientSecret())
	saved(a)
	return settle(ctx, client, w, a)
}

// settle does what the write itself could not: it assigns the policy that was
// asked for, sets the groups claim, and gets the secret where it is to be kept
// and the answer lacks it.
func settle(ctx context.Context, client *okta.Client, w crud.Write[model], a okta.App) (okta.App, error) {
	if policy := w.Plan.AuthenticationPolicy.ValueString(); policy != "" && policy != a.AccessPolicyID() {
		// One that nobody asked for is not assigned, even where it differs from
		// what was planned: the next refresh shows it.
		if !w.Config.AuthenticationPolicy.IsNull() {
			if err := client.AssignAccessPolicy(ctx, a.ID, policy); err != nil {
				return a, err
			}
		}
		if a.Links == nil {
			a.Links = &okta.AppLinks{}
		}
		a.Links.AccessPolicy.Href = policy
	}
	if err := settleGroupsClaim(ctx, client, w, &a); err != nil {
		return a, err
	}
	return withSecret(ctx, client, w.Plan, a)
}

// withSecret adds the secret of a client that has one, where it is to be kept.
// Only the answers to writes show it.
func withSecret(ctx context.Context, client *okta.Client, m model, a okta.App) (okta.App, error) {
	credentials := or(a.Credentials).OAuthClient
	if !m.StoreClientSecret.ValueBool() || credentials == nil || a.ClientSecret() != "" || !okta.UsesSecret(or(credentials.TokenEndpointAuthMethod)) {
		return a, nil
	}
	secret, err := client.CurrentSecret(ctx, a.ID)
	if err != nil {
		return a, err
	}
	credentials.ClientSecret = &secret.Secret
	return a, nil
}

func read(ctx context.Context, c *crud.Clients, m model) (a okta.App, err error) {
	client, err := c.Okta()
	if err != nil {
		return a, err
	}
	if a, err = client.Apps().Get(ctx, m.ID.ValueString()); err != nil {
		return a, err
	}
	if err := readGroupsClaim(ctx, client, m, &a); err != nil {
		return a, err
	}
	return withSecret(ctx, client, m, a)
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (a okta.App, err error) {
	client, err := c.Okta()
	if err != nil {
		return a, err
	}
	id := w.Prior.ID.ValueString()
	wanted := expand(ctx, w.Plan)
	if secret := ownSecret(w, false); secret != "" {
		client.Secrets().Add(secret)
		wanted.Credentials.OAuthClient.ClientSecret = &secret
	}
	// Keys that were managed here and are not any more are removed; nothing
	// else that is left out means that it stays. An import shows keys that may
	// never have been managed here.
	if w.Plan.JWKS.IsNull() && !w.Prior.JWKS.IsNull() && !w.Imported {
		wanted.Settings.OAuthClient.JWKS = &okta.JWKSet{Keys: []okta.JWK{}}
	}
	if w.Plan.AppSettingsJSON.IsNull() && !w.Prior.AppSettingsJSON.IsNull() {
		wanted.Settings.App = json.RawMessage(`{}`)
	}
	a, err = rest.Change(ctx, client.Apps(), id, func(current json.RawMessage) (any, error) { return okta.ChangedApp(current, wanted) })
	if err != nil {
		return a, err
	}
	client.Secrets().Add(a.ClientSecret())
	if status := w.Plan.Status.ValueString(); status != a.Status {
		if err := client.SetAppStatus(ctx, id, status); err != nil {
			return a, err
		}
		a.Status = status
	}
	return settle(ctx, client, w, a)
}

// ownSecret is the secret that is to be sent: when the app is made, when its
// version changes, or when the argument that is kept in the state does.
func ownSecret(w crud.Write[model], isNew bool) string {
	if v := w.Config.BasicSecretWO.ValueString(); v != "" {
		if isNew || !w.Plan.BasicSecretWOVersion.Equal(w.Prior.BasicSecretWOVersion) {
			return v
		}
		return ""
	}
	if v := w.Plan.BasicSecret.ValueString(); isNew || !w.Plan.BasicSecret.Equal(w.Prior.BasicSecret) {
		return v
	}
	return ""
}

func remove(ctx context.Context, c *crud.Clients, m model) error {
	client, err := c.Okta()
	if err != nil {
		return err
	}
	return client.DeleteApp(ctx, m.ID.ValueString(), m.Status.ValueString() == okta.Inactive, time.Second)
}

// plan completes what depends on other arguments, so that a plan shows it and
// a change on the server is seen.
func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	planGroupsClaim(c, p)
	m := p.Planned
	if p.Imported && p.Config.JWKS.IsNull() && !p.Prior.JWKS.IsNull() {
		p.Diagnostics.AddAttributeWarning(at("jwks"), "Keys Stay on the App",
			"The app was imported with keys, and the configuration has no jwks: the plan shows that they leave this resource, and they stay on the app, for gatehouse_okta_app_jwk or whoever else manages them. "+
				"To remove them from the app, delete them there, or set jwks, apply, and then leave it out.")
	}
	if p.Config.GrantTypes.IsNull() && !m.Type.IsUnknown() {
		m.GrantTypes = tf.SetOf(okta.DefaultGrants(m.Type.ValueString()))
		p.Set(ctx, at("grant_types"), m.GrantTypes)
	}
	if tf.AllKnown(m.GrantTypes) {
		grants := tf.Strings(m.GrantTypes)
		if p.Config.ResponseTypes.IsNull() {
			p.Set(ctx, at("response_types"), tf.SetOf(okta.DefaultResponses(grants)))
		}
		planRefresh(ctx, p, grants)
	}
	if p.Config.AuthenticationPolicy.IsNull() && !p.Create {
		p.Set(ctx, at("authentication_policy"), p.Prior.AuthenticationPolicy) // left out, it stays
	}
	if p.Config.PKCERequired.IsNull() && !m.Type.IsUnknown() && !m.AuthMethod.IsUnknown() {
		p.Set(ctx, at("pkce_required"), types.BoolValue(okta.DefaultPKCE(m.Type.ValueString(), m.AuthMethod.ValueString())))
	}
	switch sent := p.Create || !m.BasicSecret.Equal(p.Prior.BasicSecret) || !m.BasicSecretWOVersion.Equal(p.Prior.BasicSecretWOVersion); {
	case !m.StoreClientSecret.IsUnknown() && !m.StoreClientSecret.ValueBool():
		p.Set(ctx, at("client_secret"), types.StringNull())
	case sent, p.Prior.ClientSecret.IsNull() && okta.UsesSecret(m.AuthMethod.ValueString()), !m.AuthMethod.Equal(p.Prior.AuthMethod):
		p.Set(ctx, at("client_secret"), types.StringUnknown())
	default:
		p.Set(ctx, at("client_secret"), p.Prior.ClientSecret)
	}
}

// planRefresh: the settings of refresh tokens exist only with the grant, and
// so does that of CIBA.
func planRefresh(ctx context.Context, p *crud.Plan[model], grants []string) {
	if p.Config.CIBADelivery.IsNull() {
		mode := types.StringNull()
		if slices.Contains(grants, ciba) {
			mode = types.StringValue("poll")
		}
		p.Set(ctx, at("backchannel_token_delivery_mode"), mode)
	}
	has := slices.Contains(grants, refreshGrant)
	rotation := p.Planned.RefreshRotation
	if p.Config.RefreshRotation.IsNull() {
		switch rotation = types.StringNull(); {
		case has:
			rotation = types.StringValue("STATIC")
		case !p.Create && !slices.Contains(tf.Strings(p.Prior.GrantTypes), refreshGrant): // without effect, so that it is no change either
			rotation = p.Prior.RefreshRotation
		}
		p.Set(ctx, at("refresh_token_rotation"), rotation)
	}
	if p.Config.RefreshLeeway.IsNull() && !rotation.IsUnknown() {
		leeway := types.Int64Null()
		switch {
		case has && rotation.ValueString() == "ROTATE":
			leeway = types.Int64Value(30)
		case !p.Create && rotation.Equal(p.Prior.RefreshRotation):
			leeway = p.Prior.RefreshLeeway
		}
		p.Set(ctx, at("refresh_token_leeway"), leeway)
	}
}
