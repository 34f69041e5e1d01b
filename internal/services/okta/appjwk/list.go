package appjwk

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

// NewListResource lists the public keys of one app.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.JWK, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The public keys of one Okta app.",
			Attributes: map[string]listschema.Attribute{
				"app_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the app.", Required: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.JWK, error] {
			all, err := of(c, f.AppID.ValueString())
			if err != nil {
				return crud.Failed[okta.JWK](err)
			}
			return all.All(ctx, nil)
		},
		Seed: func(_ *crud.Clients, f filter, _ okta.JWK) model { return model{AppID: f.AppID} },
		Title: func(k okta.JWK) string {
			if k.KID != nil {
				return *k.KID
			}
			return k.ID
		},
	}
}
