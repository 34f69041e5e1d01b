package appgroupassignments

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
	AppID types.String `tfsdk:"app_id"`
}

// NewListResource lists the assignments of apps, one object an app.
func NewListResource() list.ListResource {
	return &crud.List[model, assigned, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The groups that are assigned to apps: one object for each app that has any.",
			Attributes: map[string]listschema.Attribute{
				"app_id": listschema.StringAttribute{MarkdownDescription: "Only this app. Default: all apps, which takes a call for each.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[assigned, error] {
			return crud.Each(ids(ctx, c, f.AppID.ValueString()), func(id string) (assigned, error) { return read(ctx, c, id) },
				func(a assigned) bool { return len(a.groups) > 0 })
		},
		Seed:  func(*crud.Clients, filter, assigned) model { return model{} },
		Title: func(a assigned) string { return a.appID },
	}
}

// ids are the identifiers of the apps to look at.
func ids(ctx context.Context, c *crud.Clients, only string) iter.Seq2[string, error] {
	if only != "" {
		return crud.Just(only)
	}
	client, err := c.Okta()
	if err != nil {
		return crud.Failed[string](err)
	}
	return crud.Each(client.Apps().All(ctx, nil), func(a okta.App) (string, error) { return a.ID, nil }, nil)
}
