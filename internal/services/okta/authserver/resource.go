// Package authserver manages custom authorization servers of Okta, and the
// default one by adoption.
package authserver

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

var object = crud.Object{
	Name: "okta_auth_server", Noun: "Okta Authorization Server", Platform: crud.Okta,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
	Identity: []string{"id"},
	Define:   define,
}

// NewResource is gatehouse_okta_auth_server.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.AuthServer]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Validate: validate, Plan: plan,
		Later: []string{"status", "credentials_rotation_mode"},
		Namesakes: crud.ByName("name", "q", func(c *crud.Clients, _ crud.Sought) (rest.List, error) {
			all, err := servers(c)
			if err != nil {
				return rest.List{}, err
			}
			return rest.NamedBy(all, "name"), nil
		}),
		Moves: []crud.Move{
			{From: "okta_auth_server", Identity: map[string]string{"id": "id"}},
			{From: "okta_auth_server_default", Identity: map[string]string{"id": "id"}},
		},
	})
}

type collection = *rest.Collection[okta.AuthServer]

func servers(c *crud.Clients) (collection, error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.AuthServers(), nil
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(okta.AuthServer)) (okta.AuthServer, error) {
	all, err := servers(c)
	if err != nil {
		return okta.AuthServer{}, err
	}
	wanted, err := expanded(ctx, w.Plan)
	if err != nil {
		return okta.AuthServer{}, err
	}
	if w.Plan.Adopt.ValueBool() {
		return adopt(ctx, all, w.Plan, wanted)
	}
	made, err := all.Create(ctx, wanted, func(s okta.AuthServer) bool { return s.Name == wanted.Name })
	if err != nil {
		return made, err
	}
	saved(made)
	if mode := wanted.Credentials.Signing.RotationMode; made.Credentials.Signing.RotationMode != mode && mode != "" {
		// Okta may start every server with its own mode.
		if made, err = replace(ctx, all, made.ID, w.Plan, wanted); err != nil {
			return made, err
		}
	}
	return setStatus(ctx, all, made, w.Plan.Status)
}

// adopt takes over the server of that name.
func adopt(ctx context.Context, all collection, m model, wanted okta.AuthServer) (okta.AuthServer, error) {
	found, err := find(ctx, all, wanted.Name)
	if err != nil {
		return found, &crud.AttributeError{Path: path.Root("adopt"), Summary: "Nothing to Adopt", Detail: err.Error() +
			" Correct the name, or leave adopt out to create a new authorization server."}
	}
	if found, err = replace(ctx, all, found.ID, m, wanted); err != nil {
		return found, err
	}
	return setStatus(ctx, all, found, m.Status)
}

// find is the server with exactly that name. The default one is asked for by
// its alias: its name is the only one that nobody can mistake.
func find(ctx context.Context, all collection, name string) (okta.AuthServer, error) {
	if name == okta.DefaultAuthServer {
		s, err := get(ctx, all, name)
		if err != nil || s.Name == name {
			return s, err
		}
	}
	return crud.One(ctx, all, "Okta authorization server", "", name, url.Values{"q": {name}},
		func(s okta.AuthServer) (id, name string) { return s.ID, s.Name })
}

func replace(ctx context.Context, all collection, id string, m model, wanted okta.AuthServer) (okta.AuthServer, error) {
	return rest.Change(ctx, all, id, func(current json.RawMessage) (any, error) {
		body, err := okta.Keep(current, change(m, wanted))
		if err != nil {
			return nil, err
		}
		// What Okta tells of its keys is not for sending back, and a member
		// that is null is one that is left out.
		delete(body, "status")
		if credentials, ok := body["credentials"].(map[string]any); ok {
			if signing, ok := credentials["signing"].(map[string]any); ok {
				for _, name := range []string{"kid", "lastRotated", "nextRotation"} {
					delete(signing, name)
				}
			}
		}
		for _, name := range []string{"description", "accessTokenEncryptedResponseAlgorithm", "jwks", "jwks_uri"} {
			if body[name] == nil {
				delete(body, name)
			}
		}
		return body, nil
	})
}

// setStatus brings a server to the planned status, which Okta changes only by
// operations of their own. They answer nothing.
func setStatus(ctx context.Context, all collection, s okta.AuthServer, planned types.String) (okta.AuthServer, error) {
	if planned.IsUnknown() || planned.IsNull() || planned.ValueString() == s.Status {
		return s, nil
	}
	err := okta.SetStatus(ctx, all, s.ID, planned.ValueString())
	if err == nil {
		s.Status = planned.ValueString()
	}
	return s, err
}

func read(ctx context.Context, c *crud.Clients, m model) (okta.AuthServer, error) {
	all, err := servers(c)
	if err != nil {
		return okta.AuthServer{}, err
	}
	return get(ctx, all, m.ID.ValueString())
}

// get reads one server. No list has the alias, so that it is asked for directly.
func get(ctx context.Context, all collection, id string) (okta.AuthServer, error) {
	all.ReadAhead = all.ReadAhead && id != okta.DefaultAuthServer
	return all.Get(ctx, id)
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (okta.AuthServer, error) {
	all, err := servers(c)
	if err != nil {
		return okta.AuthServer{}, err
	}
	wanted, err := expanded(ctx, w.Plan)
	if err != nil {
		return okta.AuthServer{}, err
	}
	now, err := replace(ctx, all, w.Prior.ID.ValueString(), w.Plan, wanted)
	if err != nil {
		return now, err
	}
	return setStatus(ctx, all, now, w.Plan.Status)
}

// remove deactivates before it deletes, as Okta wants it. An adopted server stays.
func remove(ctx context.Context, c *crud.Clients, m model) error {
	if m.Adopt.ValueBool() {
		return nil
	}
	all, err := servers(c)
	if err != nil {
		return err
	}
	id := m.ID.ValueString()
	if m.Status.ValueString() != okta.Inactive {
		if err := okta.SetStatus(ctx, all, id, okta.Inactive); err != nil {
			return err
		}
	}
	return all.Delete(ctx, id)
}

func expanded(ctx context.Context, m model) (okta.AuthServer, error) {
	s, diags := expand(ctx, m)
	return s, crud.Diagnosed(diags)
}

func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if !m.AccessTokenEncryption.IsNull() && !m.AccessTokenEncryption.IsUnknown() && m.AccessTokenEncryptionJWKS.IsNull() && m.AccessTokenEncryptionURI.IsNull() && !m.Adopt.ValueBool() && !m.Adopt.IsUnknown() {
		diags.AddAttributeWarning(path.Root("access_token_encrypted_response_algorithm"), "Missing Keys",
			"Access tokens can be encrypted only to the API's public keys. Give them by jwks or jwks_uri, or leave the algorithm out.")
	}
}

func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		if p.Prior.Adopt.ValueBool() {
			p.Diagnostics.AddWarning("Okta Authorization Server Stays", fmt.Sprintf(
				"The authorization server %q (%s) was adopted: Terraform forgets it, and it stays in Okta as it is. To have it deleted, apply adopt = false first.",
				p.Prior.Name.ValueString(), p.Prior.ID.ValueString()))
		}
		return
	}
	if p.Create && p.Config.Adopt.IsNull() {
		p.Set(ctx, path.Root("adopt"), false)
		p.Planned.Adopt = types.BoolValue(false)
	}
	if p.Planned.Adopt.IsUnknown() {
		return
	}
	keep := p.Planned.Adopt.ValueBool()
	p.Otherwise(ctx, "description", p.Config.Description, p.Prior.Description, keep, types.StringNull())
	p.Otherwise(ctx, "status", p.Config.Status, p.Prior.Status, keep, okta.Active)
	p.Otherwise(ctx, "credentials_rotation_mode", p.Config.CredentialsRotationMode, p.Prior.CredentialsRotationMode, keep, "AUTO")
	p.Otherwise(ctx, "access_token_encrypted_response_algorithm", p.Config.AccessTokenEncryption, p.Prior.AccessTokenEncryption, keep, types.StringNull())
	p.Otherwise(ctx, "jwks", p.Config.AccessTokenEncryptionJWKS, p.Prior.AccessTokenEncryptionJWKS, keep, types.SetNull(encryptionKeyType))
	p.Otherwise(ctx, "jwks_uri", p.Config.AccessTokenEncryptionURI, p.Prior.AccessTokenEncryptionURI, keep, types.StringNull())
	if p.Create {
		return
	}
	if !p.Config.IssuerMode.IsNull() && !p.Config.IssuerMode.Equal(p.Prior.IssuerMode) {
		p.Set(ctx, path.Root("issuer"), types.StringUnknown())
	}
	if mode := p.Config.CredentialsRotationMode; !keep && mode.IsNull() && p.Prior.CredentialsRotationMode.ValueString() != "AUTO" {
		// The framework saw no change there and kept what depends on it.
		p.Set(ctx, path.Root("credentials_next_rotation"), types.StringUnknown())
	}
}
