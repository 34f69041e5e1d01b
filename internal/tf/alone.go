package tf

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Alone warns about a value that stands for everything beside others in a set.
func Alone(value string) validator.Set { return alone{value} }

type alone struct{ value string }

func (v alone) Description(context.Context) string {
	return fmt.Sprintf("%q only by itself", v.value)
}

func (v alone) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v alone) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	elements := req.ConfigValue.Elements()
	if len(elements) < 2 {
		return
	}
	for _, e := range elements {
		if e.Equal(types.StringValue(v.value)) {
			resp.Diagnostics.AddAttributeWarning(req.Path, "Redundant Values", fmt.Sprintf("%q covers everything, so that the other values mean nothing. Write it alone, or leave it out.", v.value))
		}
	}
}
