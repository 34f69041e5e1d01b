package authserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// attributes are what a data source tells of a server.
func attributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	return map[string]schema.Attribute{
		"id":                        text("The authorization server's identifier."),
		"name":                      text("The authorization server's name."),
		"description":               text("What the authorization server is for."),
		"audiences":                 schema.SetAttribute{MarkdownDescription: "The recipients of its access tokens (the claim `aud`).", Computed: true, ElementType: types.StringType},
		"issuer":                    text("The issuer of its tokens (the claim `iss`): the address under which it answers."),
		"issuer_mode":               text("Which address the issuer has: `ORG_URL`, `CUSTOM_URL` or `DYNAMIC`."),
		"status":                    text("`ACTIVE` or `INACTIVE`."),
		"credentials_rotation_mode": text("Who rotates the signing keys: `AUTO` (Okta) or `MANUAL`."),
		"credentials_last_rotated":  text("When the signing key came into use (RFC 3339)."),
		"credentials_next_rotation": text("When Okta rotates the signing key next (RFC 3339). Null with `MANUAL`."),
		"kid":                       text("The identifier of the key that signs tokens now."),
		"access_token_encrypted_response_algorithm": text("The algorithm by which access tokens are encrypted. Null: they are not."),
		"jwks": schema.SetNestedAttribute{
			MarkdownDescription: "The public keys to which access tokens are encrypted.", Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"kid": text("The key's identifier."), "e": text("The exponent, in base64url."), "n": text("The modulus, in base64url."), "status": text("`ACTIVE` or `INACTIVE`."),
			}},
		},
		"jwks_uri": text("Where Okta fetches the public keys to which access tokens are encrypted."),
		"default":  schema.BoolAttribute{MarkdownDescription: "Whether this is the org's default authorization server.", Computed: true},
	}
}

// NewDataSource is data.gatehouse_okta_auth_server.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[server]{
		Name: "okta_auth_server", Noun: "Okta Authorization Server", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			known := attributes()
			known["id"] = schema.StringAttribute{
				MarkdownDescription: "The authorization server's identifier, or `default` for the org's default one. Exactly one of `id` and `name` is given.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
			}
			known["name"] = schema.StringAttribute{
				MarkdownDescription: "The authorization server's exact name. It is an error when no server, or more than one, has it.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			}
			return schema.Schema{MarkdownDescription: "One custom authorization server of Okta, by its identifier or its exact name.", Attributes: known}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *server) error {
			all, err := servers(c)
			if err != nil {
				return err
			}
			look, key := get, m.ID.ValueString()
			if m.ID.IsNull() {
				look, key = find, m.Name.ValueString()
			}
			s, err := look(ctx, all, key)
			if err != nil {
				return err
			}
			var whole server
			if diags := whole.flatten(ctx, s); diags.HasError() {
				return crud.Diagnosed(diags)
			}
			*m = whole
			return nil
		},
	}
}

type listModel struct {
	Query   types.String `tfsdk:"q"`
	Servers []server     `tfsdk:"auth_servers"`
}

// NewListDataSource is data.gatehouse_okta_auth_servers.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[listModel]{
		Name: "okta_auth_servers", Noun: "Okta Authorization Servers", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The custom authorization servers of the org, all pages.",
				Attributes: map[string]schema.Attribute{
					"q": schema.StringAttribute{MarkdownDescription: "Only servers whose name or audience matches this text. Default: all.", Optional: true},
					"auth_servers": schema.ListNestedAttribute{
						MarkdownDescription: "The authorization servers, in Okta's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: attributes()},
					},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *listModel) error {
			all, err := servers(c)
			if err != nil {
				return err
			}
			m.Servers = []server{}
			for s, err := range all.All(ctx, crud.Query("q", m.Query)) {
				if err != nil {
					return err
				}
				var one server
				if diags := one.flatten(ctx, s); diags.HasError() {
					return crud.Diagnosed(diags)
				}
				m.Servers = append(m.Servers, one)
			}
			return nil
		},
	}
}
