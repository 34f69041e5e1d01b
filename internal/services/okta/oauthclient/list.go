package oauthclient

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type filter struct {
	Query types.String `tfsdk:"q"`
}

// NewListResource lists the org's clients, whichever way they were made.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.OAuthClient, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The OAuth 2.0 clients of the Okta org, apps and registered clients alike.",
			Attributes: map[string]listschema.Attribute{
				"q": listschema.StringAttribute{MarkdownDescription: "Only clients whose name begins with this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.OAuthClient, error] {
			client, err := c.Okta()
			if err != nil {
				return crud.Failed[okta.OAuthClient](err)
			}
			return client.OAuthClients().All(ctx, crud.Query("q", f.Query))
		},
		Seed:  func(*crud.Clients, filter, okta.OAuthClient) model { return model{} },
		Title: func(o okta.OAuthClient) string { return o.ClientName },
	}
}
