package oauthclient

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type rotation struct {
	ClientID types.String `tfsdk:"client_id"`
}

// NewRotateAction replaces the secret of a registered client.
func NewRotateAction() action.Action {
	return &crud.Action[rotation]{
		Name: "okta_oauth_client_secret_rotate", Noun: "Okta Client Secret Rotation",
		Needs: crud.OktaNeeds("okta.clients", "Application Administrator"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "Replaces the secret of an OAuth 2.0 client by the operation of dynamic client registration, which needs no more than the scope `okta.clients.manage`. The old secret ends at once; for two that overlap, use the action `gatehouse_okta_app_secret_rotate`. " +
					"Only for clients that prove themselves by `client_secret_basic` or `client_secret_post`.",
				Attributes: map[string]schema.Attribute{
					"client_id": schema.StringAttribute{MarkdownDescription: "The client's identifier.", Required: true},
				},
			}
		},
		Run: func(ctx context.Context, c *crud.Clients, m rotation, progress func(string)) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			id := m.ClientID.ValueString()
			progress("Making a new secret for the client " + id + ".")
			if err := client.NewSecret(ctx, id); err != nil {
				return err
			}
			progress("The client " + id + " has a new secret; the old one has ended.")
			return nil
		},
	}
}

type revocation struct {
	ClientID     types.String `tfsdk:"client_id"`
	AuthServerID types.String `tfsdk:"auth_server_id"`
}

// NewRevokeAction ends the tokens of a client.
func NewRevokeAction() action.Action {
	return &crud.Action[revocation]{
		Name: "okta_oauth_client_tokens_revoke", Noun: "Okta Client Token Revocation",
		Needs: crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "Revokes the refresh tokens that an authorization server issued to a client, for all users. Access tokens that a gateway checks without asking Okta stay valid until they expire.",
				Attributes: map[string]schema.Attribute{
					"client_id":      schema.StringAttribute{MarkdownDescription: "The client's identifier.", Required: true},
					"auth_server_id": schema.StringAttribute{MarkdownDescription: "The identifier of the authorization server. Default: the org authorization server.", Optional: true},
				},
			}
		},
		Run: func(ctx context.Context, c *crud.Clients, m revocation, progress func(string)) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			server := m.AuthServerID.ValueString()
			where := "the org authorization server"
			if server != "" {
				where = "the authorization server " + server
			}
			progress(fmt.Sprintf("Revoking the tokens of the client %s at %s.", m.ClientID.ValueString(), where))
			if err := client.RevokeTokens(ctx, server, m.ClientID.ValueString()); err != nil {
				return err
			}
			progress("The tokens are revoked.")
			return nil
		},
	}
}
