package appoauthapiscope

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

// NewListResource lists the grants of apps, one object an app.
func NewListResource() list.ListResource {
	return &crud.List[model, granted, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The scopes of Okta's API that apps are granted: one object for each OAuth 2.0 client app that has any.",
			Attributes: map[string]listschema.Attribute{
				"app_id": listschema.StringAttribute{MarkdownDescription: "Only this app. Default: all apps, which takes a call for each.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[granted, error] {
			return crud.Each(ids(ctx, c, f.AppID.ValueString()), func(id string) (granted, error) { return read(ctx, c, id) },
				func(g granted) bool { return len(g.grants) > 0 })
		},
		Seed:  func(*crud.Clients, filter, granted) model { return model{} },
		Title: func(g granted) string { return g.appID },
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
	clients := crud.Only(client.Apps().All(ctx, nil), func(a okta.App) bool { return a.SignOnMode == okta.OpenIDConnect })
	return crud.Each(clients, func(a okta.App) (string, error) { return a.ID, nil }, nil)
}
