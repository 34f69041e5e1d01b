package appsecret

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

// NewListResource lists the secrets of one app, never their values.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.ClientSecret, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The secrets of one Okta app; their values are not shown.",
			Attributes: map[string]listschema.Attribute{
				"app_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the app.", Required: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.ClientSecret, error] {
			client, err := c.Okta()
			if err != nil {
				return crud.Failed[okta.ClientSecret](err)
			}
			return client.AppSecrets(f.AppID.ValueString()).All(ctx, nil)
		},
		Seed:  func(_ *crud.Clients, f filter, _ okta.ClientSecret) model { return model{AppID: f.AppID} },
		Title: func(s okta.ClientSecret) string { return s.ID + " (" + s.Status + ")" },
	}
}
