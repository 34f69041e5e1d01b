package grouprule

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
	Search types.String `tfsdk:"search"`
}

// NewListResource lists the group rules of the org.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.GroupRule, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The group rules of the Okta org.",
			Attributes: map[string]listschema.Attribute{
				"search": listschema.StringAttribute{MarkdownDescription: "Only rules that contain this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.GroupRule, error] {
			client, err := c.Okta()
			if err != nil {
				return crud.Failed[okta.GroupRule](err)
			}
			return client.GroupRules().All(ctx, crud.Query("search", f.Search))
		},
		Seed:  func(*crud.Clients, filter, okta.GroupRule) model { return model{} },
		Title: func(r okta.GroupRule) string { return r.Name },
	}
}
