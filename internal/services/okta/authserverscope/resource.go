// Package authserverscope manages the scopes of an Okta authorization server.
package authserverscope

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_auth_server_scope", Noun: "Okta Authorization Server Scope", Platform: crud.Okta,
	Identity: []string{"auth_server_id", "id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A scope of an Okta authorization server: what a client can ask for in an access token, and what a gateway can demand of one. " +
			"A scope that Okta made itself, such as `email`, can be imported and changed; destroying it leaves it there.",
		Attributes: map[string]schema.Attribute{
			"id":             tf.ID("The scope's identifier."),
			"auth_server_id": tf.Parent("The identifier of the authorization server."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The scope's name, as clients ask for it. Visible ASCII characters without spaces, quotation marks and backslashes; unique within the authorization server. Changing it forces a new object.",
				Required:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators:          []validator.String{tf.ScopeToken()},
			},
			"display_name": schema.StringAttribute{
				MarkdownDescription: "The name that the consent dialog shows; without one, it shows `name`. Default: none.",
				Optional:            true,
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the scope is for. Default: none.",
				Optional:            true,
			},
			"consent": schema.StringAttribute{
				MarkdownDescription: "Whether a consent dialog is needed: `IMPLICIT` (no dialog), `REQUIRED` or `FLEXIBLE`. Default: `IMPLICIT`.",
				Optional:            true, Computed: true,
				Default:    stringdefault.StaticString("IMPLICIT"),
				Validators: []validator.String{tf.Known("IMPLICIT", "REQUIRED", "FLEXIBLE")},
			},
			"metadata_publish": schema.StringAttribute{
				MarkdownDescription: "Whether the authorization server's metadata lists the scope: `ALL_CLIENTS` or `NO_CLIENTS`. Default: `NO_CLIENTS`, as in Okta's API.",
				Optional:            true, Computed: true,
				Default:    stringdefault.StaticString("NO_CLIENTS"),
				Validators: []validator.String{tf.Known("ALL_CLIENTS", "NO_CLIENTS")},
			},
			"default":  tf.Flag("Whether a token request that names no scope gets this one.", false),
			"optional": tf.Flag("Whether a user may skip consent for this scope.", false),
			"system": schema.BoolAttribute{
				MarkdownDescription: "Whether Okta made the scope itself.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// NewResource is gatehouse_okta_auth_server_scope.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, okta.AuthServerScope]{
		Of:      func(c *crud.Clients, m model) (scopes, error) { return of(c, m.AuthServerID.ValueString()) },
		ID:      func(m model) string { return m.ID.ValueString() },
		Expand:  func(m model) any { return expand(m) },
		Same:    func(m model, s okta.AuthServerScope) bool { return s.Name == m.Name.ValueString() },
		Flatten: flatten,
	}.Ops()
	removing := ops.Delete
	ops.Delete = func(ctx context.Context, c *crud.Clients, m model) error {
		if m.System.ValueBool() { // imported; Okta answers 403 to its removal
			return &crud.Left{Summary: "The Scope Is Still There", Detail: fmt.Sprintf(
				"%q is a scope that Okta made itself and that cannot be deleted. Terraform forgets it; it stays as it is.", m.Name.ValueString())}
		}
		return removing(ctx, c, m)
	}
	ops.Moves = []crud.Move{{
		From: "okta_auth_server_scope", Identity: map[string]string{"auth_server_id": "auth_server_id", "id": "id"},
	}}
	return crud.New(object, ops)
}

type scopes = *rest.Collection[okta.AuthServerScope]

func of(c *crud.Clients, authServerID string) (scopes, error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.AuthServerScopes(authServerID), nil
}
