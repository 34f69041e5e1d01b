package trustedorigin

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

// NewListResource lists the trusted origins of the org.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.TrustedOrigin, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The trusted origins of the Okta org.",
			Attributes: map[string]listschema.Attribute{
				"q":      listschema.StringAttribute{MarkdownDescription: "Only origins whose name or address begins with this text. Default: all.", Optional: true},
				"filter": listschema.StringAttribute{MarkdownDescription: "A filter expression of Okta's API, such as `status eq \"ACTIVE\"`. Default: none.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.TrustedOrigin, error] {
			client, err := c.Okta()
			if err != nil {
				return crud.Failed[okta.TrustedOrigin](err)
			}
			return client.TrustedOrigins().All(ctx, crud.Queries(map[string]types.String{"q": f.Query, "filter": f.Filter}))
		},
		Seed:  func(*crud.Clients, filter, okta.TrustedOrigin) model { return model{} },
		Title: func(o okta.TrustedOrigin) string { return o.Name },
	}
}
