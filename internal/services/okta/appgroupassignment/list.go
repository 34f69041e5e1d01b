package appgroupassignment

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
	AppID types.String `tfsdk:"app_id"`
	Query types.String `tfsdk:"q"`
}

// NewListResource lists the groups that are assigned to one app.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.AppGroup, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The groups that are assigned to one Okta app.",
			Attributes: map[string]listschema.Attribute{
				"app_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the app.", Required: true},
				"q":      listschema.StringAttribute{MarkdownDescription: "Only groups whose name begins with this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.AppGroup, error] {
			all, err := of(c, f.AppID.ValueString())
			if err != nil {
				return crud.Failed[okta.AppGroup](err)
			}
			query := url.Values{}
			if q := f.Query.ValueString(); q != "" {
				query.Set("q", q)
			}
			return all.All(ctx, query)
		},
		Seed:  func(_ *crud.Clients, f filter, _ okta.AppGroup) model { return model{AppID: f.AppID} },
		Title: func(g okta.AppGroup) string { return g.ID },
	}
}
