// Package apitoken shows what is known of the API tokens of an Okta org.
package apitoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type token struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	UserID      types.String `tfsdk:"user_id"`
	ClientName  types.String `tfsdk:"client_name"`
	TokenWindow types.String `tfsdk:"token_window"`
	ExpiresAt   types.String `tfsdk:"expires_at"`
	Created     types.String `tfsdk:"created"`
	LastUpdated types.String `tfsdk:"last_updated"`
	Connection  types.String `tfsdk:"network_connection"`
	Include     types.Set    `tfsdk:"network_include"`
	Exclude     types.Set    `tfsdk:"network_exclude"`
}

func flatten(t okta.APITokenInfo) token {
	return token{
		ID: types.StringValue(t.ID), Name: types.StringValue(t.Name), UserID: tf.String(t.UserID), ClientName: tf.String(t.ClientName),
		TokenWindow: tf.String(t.TokenWindow), ExpiresAt: tf.String(t.ExpiresAt), Created: tf.String(t.Created), LastUpdated: tf.String(t.LastUpdated),
		Connection: tf.String(t.Network.Connection), Include: tf.SetOf(t.Network.Include), Exclude: tf.SetOf(t.Network.Exclude),
	}
}

func attributes() map[string]schema.Attribute {
	set := func(description string) schema.SetAttribute {
		return schema.SetAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
	}
	return map[string]schema.Attribute{
		"id":                 tf.Shown("The token's identifier."),
		"name":               tf.Shown("The token's name."),
		"user_id":            tf.Shown("The identifier of the administrator who made the token, and whose permissions it has."),
		"client_name":        tf.Shown("What made the token."),
		"token_window":       tf.Shown("How long the token lives without being used, as an ISO 8601 duration; `P30D` as Okta has it."),
		"expires_at":         tf.Shown("When the token expires unless it is used before, in RFC 3339. Every use moves it."),
		"created":            tf.Shown("When the token was made, in RFC 3339."),
		"last_updated":       tf.Shown("When the token was changed, in RFC 3339."),
		"network_connection": tf.Shown("From where the token may be used: `ANYWHERE` or `ZONE`."),
		"network_include":    set("The identifiers of the network zones that the token may be used from."),
		"network_exclude":    set("The identifiers of the network zones that the token may not be used from."),
	}
}

// how is what people ask first about tokens.
const how = " Okta's API cannot make a token: an administrator does, under Security > API > Tokens, and it has that administrator's permissions. " +
	"It expires after 30 days without use. To be warned before, compare `expires_at` in a `check` block, which a plan on a schedule evaluates."

// NewDataSource finds one token by its identifier or by its exact name.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[token]{
		Name: "okta_api_token", Noun: "Okta API Token", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.apiTokens"),
		Define: func() schema.Schema {
			all := attributes()
			all["id"] = tf.SoughtByID("The token's identifier.", "name")
			all["name"] = tf.Sought("The token's exact name. It is an error when no token, or more than one, has it.")
			return schema.Schema{MarkdownDescription: "What is known of an API token of the Okta org; never the token itself." + how, Attributes: all}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *token) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			t, err := crud.One(ctx, client.APITokens(), "API token", m.ID.ValueString(), m.Name.ValueString(), nil,
				func(t okta.APITokenInfo) (id, name string) { return t.ID, t.Name })
			if err == nil {
				*m = flatten(t)
			}
			return err
		},
	}
}

type tokens struct {
	Tokens []token `tfsdk:"api_tokens"`
}

// NewListDataSource shows all tokens.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[tokens]{
		Name: "okta_api_tokens", Noun: "Okta API Tokens", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.apiTokens"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "What is known of the API tokens of the Okta org; never the tokens themselves." + how,
				Attributes: map[string]schema.Attribute{
					"api_tokens": schema.ListNestedAttribute{MarkdownDescription: "The tokens.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributes()}},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *tokens) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			m.Tokens, err = crud.Gather(client.APITokens().All(ctx, nil), crud.Plainly(flatten))
			return err
		},
	}
}
