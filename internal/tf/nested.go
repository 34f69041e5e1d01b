package tf

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// Into reads a nested object into what v points to. A null or unknown one
// leaves it zero, whose members are null.
func Into(ctx context.Context, o types.Object, v any) {
	o.As(ctx, v, basetypes.ObjectAsOptions{UnhandledNullAsEmpty: true, UnhandledUnknownAsEmpty: true})
}

// As is Into as an expression. Each T adds to the program.
func As[T any](ctx context.Context, o types.Object) (v T) {
	Into(ctx, o, &v)
	return v
}
