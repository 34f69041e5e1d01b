package appoauth

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
	Query  types.String `tfsdk:"q"`
	Filter types.String `tfsdk:"filter"`
}

// NewListResource lists the org's OAuth 2.0 client apps.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.App, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The apps of the Okta org that are OAuth 2.0 clients, clients that were registered dynamically included.",
			Attributes: map[string]listschema.Attribute{
				"q":      listschema.StringAttribute{MarkdownDescription: "Only apps whose label or name begins with this text. Default: all.", Optional: true},
				"filter": listschema.StringAttribute{MarkdownDescription: "A filter expression of Okta's API, such as `status eq \"ACTIVE\"`. Default: none.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.App, error] {
			client, err := c.Okta()
			if err != nil {
				return crud.Failed[okta.App](err)
			}
			return clients(client.Apps().All(ctx, crud.Queries(map[string]types.String{"q": f.Query, "filter": f.Filter})))
		},
		Seed: func(*crud.Clients, filter, okta.App) model { return model{} },
		Complete: func(ctx context.Context, c *crud.Clients, _ filter, a okta.App) (okta.App, error) {
			client, err := c.Okta()
			if err != nil {
				return a, err
			}
			err = readGroupsClaim(ctx, client, model{}, &a)
			return a, err
		},
		Title: func(a okta.App) string { return a.Label },
	}
}

// clients leaves out apps of other kinds, such as SAML apps.
func clients(all iter.Seq2[okta.App, error]) iter.Seq2[okta.App, error] {
	return crud.Only(all, func(a okta.App) bool { return a.SignOnMode == okta.OpenIDConnect })
}
