package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// configured reads the provider's block. A part of it that is unknown as a whole,
// as okta = var.org is while Terraform validates, becomes one whose settings are
// what is given here: unknown where they are used, null where they are checked.
func configured(ctx context.Context, c tfsdk.Config, m *model, settings any) (diags diag.Diagnostics) {
	raw, err := tftypes.Transform(c.Raw, func(_ *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		object, ok := v.Type().(tftypes.Object)
		if !ok || v.IsKnown() {
			return v, nil
		}
		all := map[string]tftypes.Value{}
		for name, typ := range object.AttributeTypes {
			all[name] = tftypes.NewValue(typ, settings)
		}
		return tftypes.NewValue(object, all), nil
	})
	if err != nil {
		diags.AddError("Unreadable Configuration", err.Error())
		return diags
	}
	c.Raw = raw
	return c.Get(ctx, m)
}
