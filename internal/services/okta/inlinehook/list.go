package inlinehook

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type filter struct {
	Type types.String `tfsdk:"type"`
}

// NewListResource lists the inline hooks of the org.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.Hook, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The inline hooks of the Okta org.",
			Attributes: map[string]listschema.Attribute{
				"type": listschema.StringAttribute{
					MarkdownDescription: "Only hooks of this type, such as `" + okta.TokenHook + "`. Default: all.", Optional: true,
					Validators: []validator.String{tf.Known(okta.InlineHookTypes...)},
				},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.Hook, error] {
			client, err := c.Okta()
			if err != nil {
				return crud.Failed[okta.Hook](err)
			}
			return client.InlineHooks().All(ctx, crud.Queries(map[string]types.String{"type": f.Type}))
		},
		Seed:  func(*crud.Clients, filter, okta.Hook) model { return model{} },
		Title: func(h okta.Hook) string { return h.Name },
	}
}
