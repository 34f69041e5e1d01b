package oauthclient

import (
	"context"
	"fmt"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type found struct {
	ClientID         types.String `tfsdk:"client_id"`
	ClientName       types.String `tfsdk:"client_name"`
	ClientIDIssuedAt types.Int64  `tfsdk:"client_id_issued_at"`
	ApplicationType  types.String `tfsdk:"application_type"`
	AuthMethod       types.String `tfsdk:"token_endpoint_auth_method"`
	GrantTypes       types.Set    `tfsdk:"grant_types"`
	ResponseTypes    types.Set    `tfsdk:"response_types"`
	RedirectURIs     types.Set    `tfsdk:"redirect_uris"`
	PostLogoutURIs   types.Set    `tfsdk:"post_logout_redirect_uris"`
	InitiateLoginURI types.String `tfsdk:"initiate_login_uri"`
	ClientURI        types.String `tfsdk:"client_uri"`
	LogoURI          types.String `tfsdk:"logo_uri"`
	JWKSURI          types.String `tfsdk:"jwks_uri"`
}

// NewDataSource finds a client by its identifier or by its exact name.
func NewDataSource() datasource.DataSource {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	set := func(description string) schema.SetAttribute {
		return schema.SetAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
	}
	return &crud.DataSource[found]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Okta,
		Needs: crud.OktaReads("okta.clients"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "An OAuth 2.0 client of the Okta org, by its identifier or by its exact name. Its secret is never read.",
				Attributes: map[string]schema.Attribute{
					"client_id": schema.StringAttribute{
						MarkdownDescription: "The client's identifier. Either this or `client_name`.", Optional: true, Computed: true,
						Validators: []validator.String{stringvalidator.ExactlyOneOf(path.MatchRoot("client_id"), path.MatchRoot("client_name"))},
					},
					"client_name": schema.StringAttribute{
						MarkdownDescription: "The client's exact name. It is an error when no client, or more than one, has it.", Optional: true, Computed: true,
						Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
					},
					"client_id_issued_at":        schema.Int64Attribute{MarkdownDescription: "When the client was registered, in seconds since 1970.", Computed: true},
					"application_type":           text("The kind of client: `web`, `native`, `browser` or `service`."),
					"token_endpoint_auth_method": text("How the client proves itself at the token endpoint."),
					"grant_types":                set("The ways in which the client may get tokens."),
					"response_types":             set("What the authorization endpoint may answer."),
					"redirect_uris":              set("Where users may be sent back to after sign-in."),
					"post_logout_redirect_uris":  set("Where users may be sent back to after sign-out."),
					"initiate_login_uri":         text("The address that starts the sign-in at the client."),
					"client_uri":                 text("The address of a page about the client."),
					"logo_uri":                   text("The address of the client's logo."),
					"jwks_uri":                   text("The address of the client's public keys."),
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *found) error {
			o, err := find(ctx, c, *m)
			if err != nil {
				return err
			}
			var whole model
			flatten(ctx, &whole, o)
			*m = found{
				ClientID: whole.ClientID, ClientName: whole.ClientName, ClientIDIssuedAt: whole.ClientIDIssuedAt, ApplicationType: whole.ApplicationType,
				AuthMethod: whole.AuthMethod, GrantTypes: whole.GrantTypes, ResponseTypes: whole.ResponseTypes, RedirectURIs: whole.RedirectURIs,
				PostLogoutURIs: whole.PostLogoutURIs, InitiateLoginURI: whole.InitiateLoginURI, ClientURI: whole.ClientURI, LogoURI: whole.LogoURI,
				JWKSURI: whole.JWKSURI,
			}
			return nil
		},
	}
}

func find(ctx context.Context, c *crud.Clients, m found) (o okta.OAuthClient, err error) {
	client, err := c.Okta()
	if err != nil {
		return o, err
	}
	if id := m.ClientID.ValueString(); id != "" {
		return client.OAuthClients().Get(ctx, id)
	}
	name := m.ClientName.ValueString()
	return crud.Find("OAuth client", fmt.Sprintf("the name %q", name), client.OAuthClients().All(ctx, url.Values{"q": {name}}),
		func(o okta.OAuthClient) bool { return o.ClientName == name },
		func(o okta.OAuthClient) string { return fmt.Sprintf("%q (%s)", o.ClientName, o.ClientID) })
}
