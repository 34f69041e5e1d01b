// Package accesstoken hands out access tokens of Anypoint Platform.
package accesstoken

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/oauth2"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type model struct {
	ClientID     types.String `tfsdk:"client_id"`
	ClientSecret types.String `tfsdk:"client_secret"`
	AccessToken  types.String `tfsdk:"access_token"`
	TokenType    types.String `tfsdk:"token_type"`
	ExpiresAt    types.String `tfsdk:"expires_at"`
}

// NewEphemeral is gatehouse_anypoint_access_token.
func NewEphemeral() ephemeral.EphemeralResource {
	return &crud.Ephemeral[model]{
		Name: "anypoint_access_token", Noun: "Anypoint Access Token", Fetch: fetch, Needs: "any credentials of Anypoint Platform.",
		Define: func() schema.Schema {
			together := func(other string) []validator.String {
				return []validator.String{stringvalidator.AlsoRequires(path.MatchRoot(other))}
			}
			return schema.Schema{
				MarkdownDescription: "An access token of Anypoint Platform, for calls that no resource makes. It is in no state and no plan.",
				Attributes: map[string]schema.Attribute{
					"client_id":     schema.StringAttribute{MarkdownDescription: "The client identifier of a connected app that acts on its own behalf. Default: the provider's own credentials, whatever they are.", Optional: true, Validators: together("client_secret")},
					"client_secret": schema.StringAttribute{MarkdownDescription: "The connected app's secret. Default: none.", Optional: true, Sensitive: true, Validators: together("client_id")},
					"access_token":  schema.StringAttribute{MarkdownDescription: "The access token.", Computed: true, Sensitive: true},
					"token_type":    schema.StringAttribute{MarkdownDescription: "`Bearer`.", Computed: true},
					"expires_at":    schema.StringAttribute{MarkdownDescription: "When the token expires (RFC 3339), null where it is not known.", Computed: true},
				},
			}
		},
	}
}

func fetch(ctx context.Context, c *crud.Clients, m *model) error {
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	get := client.Token
	if id := m.ClientID.ValueString(); id != "" {
		get = func(ctx context.Context) (*oauth2.Token, error) {
			return anypoint.TokenOf(ctx, client.As(id, m.ClientSecret.ValueString()))
		}
	}
	token, err := get(ctx)
	if err != nil {
		return err
	}
	m.AccessToken, m.TokenType, m.ExpiresAt = types.StringValue(token.AccessToken), types.StringValue("Bearer"), types.StringNull()
	if !token.Expiry.IsZero() {
		m.ExpiresAt = types.StringValue(token.Expiry.UTC().Format(time.RFC3339))
	}
	return nil
}
