package tf

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// OrEmpty makes a validator take the empty text as well: modules that pass a
// variable on write "" for an argument that is not wanted. Filled leaves it out
// of the request, and Text keeps it in the state.
func OrEmpty(v validator.String) validator.String { return orEmpty{v} }

type orEmpty struct{ validator.String }

func (o orEmpty) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if !req.ConfigValue.IsUnknown() && req.ConfigValue.ValueString() == "" {
		return
	}
	o.String.ValidateString(ctx, req, resp)
}

// Filled is Pointer that gives nil for the empty text, too.
func Filled(v types.String) *string {
	if v.ValueString() == "" {
		return nil
	}
	return v.ValueStringPointer()
}
