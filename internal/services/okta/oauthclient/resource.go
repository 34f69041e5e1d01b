// Package oauthclient manages OAuth 2.0 clients by dynamic registration (RFC
// 7591 and 7592) at an Okta org.
package oauthclient

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_oauth_client", Noun: "Okta OAuth Client", Platform: crud.Okta,
	Identity: []string{"client_id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.clients", "Application Administrator"),
}

func optional(description string, validators ...validator.String) schema.StringAttribute {
	for i, v := range validators {
		validators[i] = tf.OrEmpty(v)
	}
	return schema.StringAttribute{MarkdownDescription: description + " Default: none.", Optional: true, Validators: validators}
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An OAuth 2.0 client by dynamic client registration (RFC 7591), as Anypoint Platform registers its clients. " +
			"Okta keeps it as an app whose identifier is the `client_id`, so it can be assigned to groups and named in access policies like any app. " +
			"It asks users for consent, where an app of `gatehouse_okta_app_oauth` is trusted.\n\n" +
			"No secret is kept in the state unless `store_client_secret` is true: the ephemeral resource `gatehouse_okta_app_secret` hands it out (`app_id` is the `client_id`).",
		Attributes: map[string]schema.Attribute{
			"client_id": tf.ID("The client's identifier, which Okta makes."),
			"client_id_issued_at": schema.Int64Attribute{
				MarkdownDescription: "When the client was registered, in seconds since 1970.", Computed: true, PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"client_name": schema.StringAttribute{MarkdownDescription: "The client's name, as people see it.", Required: true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))}},
			"store_client_secret": schema.BoolAttribute{
				MarkdownDescription: "Whether to keep the client's secret in the state, as `client_secret`, for tools that know no ephemeral resources. Default: `false`.", Optional: true,
			},
			"client_secret": schema.StringAttribute{
				MarkdownDescription: "The client's secret, as the registration or the last update answered it. Null unless `store_client_secret` is true.", Computed: true, Sensitive: true,
			},
			"application_type": schema.StringAttribute{
				MarkdownDescription: "The kind of client: `web`, `native`, `browser` or `service`. Default: `web`. Changing it forces a new object.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString("web"),
				Validators:    []validator.String{tf.Known(okta.ApplicationTypes...)},
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"token_endpoint_auth_method": schema.StringAttribute{
				MarkdownDescription: "How the client proves itself at the token endpoint: `client_secret_basic`, `client_secret_post`, `client_secret_jwt`, `private_key_jwt` (needs `jwks` or `jwks_uri`) or `none`. Default: `client_secret_basic`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString("client_secret_basic"),
				Validators: []validator.String{tf.Known(okta.AuthMethods...)},
			},
			"grant_types": schema.SetAttribute{
				MarkdownDescription: "The ways in which the client may get tokens. Default: `authorization_code`, for the type `service` `client_credentials`.",
				Optional:            true, Computed: true, ElementType: types.StringType, Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1))},
			},
			"response_types": schema.SetAttribute{
				MarkdownDescription: "What the authorization endpoint may answer: `code`, `token`, `id_token`. Default: what the grant types need.",
				Optional:            true, Computed: true, ElementType: types.StringType,
				Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1)), setvalidator.ValueStringsAre(tf.Known(okta.ResponseTypes...))},
			},
			"redirect_uris": schema.SetAttribute{
				MarkdownDescription: "Where users may be sent back to after sign-in; absolute, without a fragment. At least one, unless no grant type needs it. Default: none.",
				Optional:            true, ElementType: types.StringType,
			},
			"post_logout_redirect_uris": schema.SetAttribute{
				MarkdownDescription: "Where users may be sent back to after sign-out; absolute, without a fragment. Default: none.",
				Optional:            true, ElementType: types.StringType,
			},
			"initiate_login_uri": optional("The address that starts the sign-in at the client.", tf.Doubt(tf.AbsoluteURL())),
			"client_uri":         optional("The address of a page about the client.", tf.Doubt(tf.AbsoluteURL())),
			"logo_uri":           optional("The address of the client's logo, for the consent dialog.", tf.Doubt(tf.AbsoluteURL())),
			"policy_uri":         optional("The address of the client's privacy policy.", tf.Doubt(tf.AbsoluteURL())),
			"tos_uri":            optional("The address of the client's terms of service.", tf.Doubt(tf.AbsoluteURL())),
			"jwks_uri":           optional("The address of the client's public keys. Excludes `jwks`.", tf.Doubt(tf.SecureURL()), stringvalidator.ConflictsWith(path.MatchRoot("jwks"))),
			"jwks": tf.JWKS("The client's public keys. Excludes `jwks_uri`. Given, these are all keys of the client; left out, keys that others manage stay as they are; " +
				"removed from the configuration, they are removed from the client. The registration tells neither `status` nor `alg`, so a change of these outside of Terraform cannot be seen."),
			"request_object_signing_alg":           optional("The algorithm with which the client must sign its request objects, such as `RS256`.", tf.Known(okta.SigningAlgorithms...)),
			"id_token_encrypted_response_alg":      optional("The algorithm with which ID tokens are encrypted for the client; needs a key with the use `enc`.", tf.Known(okta.EncryptionAlgs...)),
			"frontchannel_logout_uri":              optional("Where Okta sends the logout request.", tf.Doubt(tf.AbsoluteURL())),
			"frontchannel_logout_session_required": tf.Flag("Whether Okta names the session in the logout request.", false),
		},
	}
}

// NewResource is gatehouse_okta_oauth_client.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.OAuthClient]{
		Create: create, Update: update, Flatten: flatten, Validate: validate, Plan: plan,
		Read: func(ctx context.Context, c *crud.Clients, m model) (o okta.OAuthClient, err error) {
			client, err := c.Okta()
			if err != nil {
				return o, err
			}
			return client.OAuthClients().Get(ctx, m.ClientID.ValueString())
		},
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			return client.OAuthClients().Delete(ctx, m.ClientID.ValueString())
		},
		Namesakes: crud.ByName("client_name", "q", func(c *crud.Clients, _ crud.Sought) (rest.List, error) {
			client, err := c.Okta()
			if err != nil {
				return rest.List{}, err
			}
			return rest.NamedBy(client.OAuthClients(), "client_name"), nil
		}),
		Moves: []crud.Move{{From: "okta_app_oauth", Identity: map[string]string{"client_id": "client_id"}}},
	})
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(okta.OAuthClient)) (o okta.OAuthClient, err error) {
	client, err := c.Okta()
	if err != nil {
		return o, err
	}
	wanted := expand(ctx, w.Plan)
	wanted.ClientID = "" // not to be chosen
	body, err := okta.NewOAuthClient(wanted)
	if err != nil {
		return o, err
	}
	o, err = client.OAuthClients().Create(ctx, body, func(other okta.OAuthClient) bool { return other.ClientName == wanted.ClientName })
	if err == nil && o.ClientSecret != nil {
		client.Secrets().Add(*o.ClientSecret)
	}
	return o, err
}

// update sends every setting, as Okta demands: what is there already and what
// the plan has.
func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (o okta.OAuthClient, err error) {
	client, err := c.Okta()
	if err != nil {
		return o, err
	}
	wanted := expand(ctx, w.Plan)
	wanted.ClientID = w.Prior.ClientID.ValueString()
	if w.Plan.JWKS.IsNull() && !w.Prior.JWKS.IsNull() {
		wanted.JWKS = &okta.JWKSet{Keys: []okta.JWK{}}
	}
	o, err = rest.Change(ctx, client.OAuthClients(), wanted.ClientID, func(current json.RawMessage) (any, error) {
		return okta.ChangedOAuthClient(current, wanted)
	})
	if err == nil && o.ClientSecret != nil {
		client.Secrets().Add(*o.ClientSecret)
	}
	return o, err
}

// plan completes what depends on other arguments.
func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	m := p.Planned
	if p.Config.GrantTypes.IsNull() && !m.ApplicationType.IsUnknown() {
		m.GrantTypes = tf.SetOf(okta.DefaultGrants(m.ApplicationType.ValueString()))
		p.Set(ctx, path.Root("grant_types"), m.GrantTypes)
	}
	if p.Config.ResponseTypes.IsNull() && tf.AllKnown(m.GrantTypes) {
		p.Set(ctx, path.Root("response_types"), tf.SetOf(okta.DefaultResponses(tf.Strings(m.GrantTypes))))
	}
	at := path.Root("client_secret")
	switch {
	case !m.StoreClientSecret.IsUnknown() && !m.StoreClientSecret.ValueBool():
		p.Set(ctx, at, types.StringNull())
	case p.Create, p.Prior.ClientSecret.IsNull() && !p.Prior.StoreClientSecret.Equal(m.StoreClientSecret), !m.AuthMethod.Equal(p.Prior.AuthMethod):
		p.Set(ctx, at, types.StringUnknown())
	default:
		p.Set(ctx, at, p.Prior.ClientSecret)
	}
}
