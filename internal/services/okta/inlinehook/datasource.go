package inlinehook

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// found is a hook as the data source tells it.
type found struct {
	ID      types.String `tfsdk:"id"`
	Name    types.String `tfsdk:"name"`
	Type    types.String `tfsdk:"type"`
	Version types.String `tfsdk:"version"`
	Status  types.String `tfsdk:"status"`
	Channel types.Object `tfsdk:"channel"`
	Auth    types.Object `tfsdk:"auth"`
	Headers types.Set    `tfsdk:"headers"`
}

// NewDataSource is data.gatehouse_okta_inline_hook.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[found]{
		Name: object.Name, Noun: object.Noun, Platform: crud.Okta,
		Needs: crud.OktaReads("okta.inlineHooks"),
		Define: func() schema.Schema {
			return schema.Schema{MarkdownDescription: "An inline hook of the Okta org, by its identifier or its exact name, for example one that was made in the console. Its secrets are not told.", Attributes: told()}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *found) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			h, err := crud.One(ctx, client.InlineHooks(), "inline hook", m.ID.ValueString(), m.Name.ValueString(), nil, func(h okta.Hook) (id, name string) { return h.ID, h.Name })
			if err != nil {
				return err
			}
			var whole model
			if diags := flatten(ctx, &whole, h); diags.HasError() {
				return crud.Diagnosed(diags)
			}
			shown := told()
			*m = found{whole.ID, whole.Name, whole.Type, whole.Version, whole.Status, tf.Part(whole.Channel, shown["channel"]), tf.Part(whole.Auth, shown["auth"]), whole.Headers}
			return nil
		},
	}
}

func told() map[string]schema.Attribute {
	known := tf.Told(define().Attributes)
	known["id"] = tf.SoughtByID("The hook's identifier.", "name")
	known["name"] = tf.Sought("The hook's exact name. It is an error when no hook has it.")
	return known
}
