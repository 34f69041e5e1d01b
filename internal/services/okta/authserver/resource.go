// Package authserver manages custom authorization servers of Okta, and the
// default one by adoption.
package authserver

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_auth_server", Noun: "Okta Authorization Server", Platform: crud.Okta,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
	Identity: []string{"id"},
	Define:   define,
}

func define() schema.Schema {
	nonEmpty := []validator.String{stringvalidator.LengthAtLeast(1)}
	return schema.Schema{
		MarkdownDescription: "A custom authorization server of Okta: it issues access tokens for APIs, under its own scopes, claims and access policies. " +
			"An existing one, the org's `default` above all, is taken over with `adopt`. Needs the API Access Management feature.",
		Attributes: map[string]schema.Attribute{
			"id": tf.ID("The authorization server's identifier."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The authorization server's name. With `adopt`, the exact name of the one to take over.",
				Required:            true,
				Validators:          nonEmpty,
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the authorization server is for. Default: none; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: nonEmpty,
			},
			"audiences": schema.SetAttribute{
				MarkdownDescription: "The recipients of the access tokens (the claim `aud`), such as `api://cards`. Okta takes exactly one today.",
				Required:            true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.ValueStringsAre(nonEmpty...), oneAudience{}},
			},
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The issuer of the tokens (the claim `iss`): the address under which the authorization server answers.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"issuer_mode": schema.StringAttribute{
				MarkdownDescription: "Which address the issuer has: `ORG_URL`, `CUSTOM_URL` (the org's custom domain) or `DYNAMIC` (the domain of the request). Default: what Okta decides, which depends on the org's domains.",
				Optional:            true, Computed: true,
				Validators:    []validator.String{tf.Known("ORG_URL", "CUSTOM_URL", "DYNAMIC")},
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE` or `INACTIVE`. An inactive authorization server issues no tokens. Default: `ACTIVE`; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.OneOf(okta.Active, okta.Inactive)},
			},
			"credentials_rotation_mode": schema.StringAttribute{
				MarkdownDescription: "Who rotates the signing keys: `AUTO` (Okta, every three months) or `MANUAL`. Default: `AUTO`; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.Known("AUTO", "MANUAL")},
			},
			"credentials_last_rotated":  schema.StringAttribute{MarkdownDescription: "When the signing key came into use (RFC 3339).", Computed: true},
			"credentials_next_rotation": schema.StringAttribute{MarkdownDescription: "When Okta rotates the signing key next (RFC 3339). Null with `MANUAL`.", Computed: true},
			"kid":                       schema.StringAttribute{MarkdownDescription: "The identifier of the key that signs tokens now.", Computed: true},
			"access_token_encrypted_response_algorithm": schema.StringAttribute{
				MarkdownDescription: "The algorithm by which access tokens are encrypted after signing: `RSA-OAEP-256`, `RSA-OAEP-384` or `RSA-OAEP-512`. Needs `jwks` or `jwks_uri`. Default: no encryption.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.Known("RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512")},
			},
			"jwks": schema.SetNestedAttribute{
				MarkdownDescription: "The public RSA keys of the API to which access tokens are encrypted. Default: none.",
				Optional:            true, Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"kid":    schema.StringAttribute{MarkdownDescription: "The key's identifier.", Required: true, Validators: nonEmpty},
					"e":      schema.StringAttribute{MarkdownDescription: "The exponent, in base64url.", Required: true, Validators: nonEmpty},
					"n":      schema.StringAttribute{MarkdownDescription: "The modulus, in base64url.", Required: true, Validators: nonEmpty},
					"status": schema.StringAttribute{MarkdownDescription: "`ACTIVE` or `INACTIVE`. Okta encrypts to the active key. Default: `ACTIVE`.", Optional: true, Validators: []validator.String{stringvalidator.OneOf(okta.Active, okta.Inactive)}},
				}},
				Validators: []validator.Set{setvalidator.SizeAtLeast(1)},
			},
			"jwks_uri": schema.StringAttribute{
				MarkdownDescription: "Where Okta fetches the API's public keys, in place of `jwks`. Default: none.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.SecureURL(), stringvalidator.ConflictsWith(path.MatchRoot("jwks"))},
			},
			"default": schema.BoolAttribute{
				MarkdownDescription: "Whether this is the org's default authorization server.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
			"adopt": schema.BoolAttribute{
				MarkdownDescription: "Whether to take over the existing authorization server of that name instead of creating one. Arguments that are not set stay as they are. " +
					"Destroying the resource then leaves the authorization server as it is; Okta could not make its `default` again. Default: `false`; after an import of the default server, `true`.",
				Optional: true, Computed: true,
				PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// NewResource is gatehouse_okta_auth_server.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.AuthServer]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Validate: validate, Plan: plan,
		Moves: []crud.Move{
			{From: "okta_auth_server", Identity: map[string]string{"id": "id"}},
			{From: "okta_auth_server_default", Identity: map[string]string{"id": "id"}},
		},
	})
}

type collection = rest.Collection[okta.AuthServer]

func servers(c *crud.Clients) (collection, error) {
	client, err := c.Okta()
	if err != nil {
		return collection{}, err
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
	return crud.Find("Okta authorization server", fmt.Sprintf("the name %q", name), all.All(ctx, url.Values{"q": {name}}),
		func(s okta.AuthServer) bool { return s.Name == name },
		func(s okta.AuthServer) string { return fmt.Sprintf("%q (%s)", s.Name, s.ID) })
}

func replace(ctx context.Context, all collection, id string, m model, wanted okta.AuthServer) (okta.AuthServer, error) {
	return all.Change(ctx, id, func(current json.RawMessage) (any, error) {
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
	verb := okta.StatusVerb(planned.ValueString())
	_, err := all.Act(ctx, s.ID, verb, "/lifecycle/"+verb, nil)
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
		if _, err := all.Act(ctx, id, "deactivate", "/lifecycle/deactivate", nil); err != nil {
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
		diags.AddAttributeError(path.Root("access_token_encrypted_response_algorithm"), "Missing Keys",
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

// oneAudience warns: the contract says "Okta currently supports only one audience".
type oneAudience struct{}

func (oneAudience) Description(context.Context) string { return "one audience" }

func (v oneAudience) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (oneAudience) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	if len(req.ConfigValue.Elements()) > 1 {
		resp.Diagnostics.AddAttributeWarning(req.Path, "Several Audiences", "Okta's documentation says that an authorization server has one audience. The list is sent as it is; Okta may refuse it.")
	}
}
