package group

import (
	"context"
	"iter"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type filter struct {
	Query  types.String `tfsdk:"q"`
	Filter types.String `tfsdk:"filter"`
	Search types.String `tfsdk:"search"`
}

func (f filter) values() url.Values {
	return crud.Queries(map[string]types.String{"q": f.Query, "filter": f.Filter, "search": f.Search})
}

// NewListResource lists the groups of the org.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.Group, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The groups of the Okta org.",
			Attributes: map[string]listschema.Attribute{
				"q":      listschema.StringAttribute{MarkdownDescription: "Only groups whose name begins with this text, at most 300. Default: all.", Optional: true},
				"filter": listschema.StringAttribute{MarkdownDescription: "A filter expression of Okta's API, such as `type eq \"OKTA_GROUP\"`, which leaves out groups that cannot be managed. Default: none.", Optional: true},
				"search": listschema.StringAttribute{MarkdownDescription: "A search expression of Okta's API, such as `profile.name sw \"team-\"`. Default: none.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.Group, error] {
			groups, err := of(c)
			if err != nil {
				return crud.Failed[okta.Group](err)
			}
			return groups.All(ctx, f.values())
		},
		Seed:  func(*crud.Clients, filter, okta.Group) model { return model{} },
		Title: okta.Group.Name,
	}
}
