package crud

import (
	"context"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// again does something twice, if at first something seems not to be there, and
// that may be because a platform's lists lag behind what was written. write
// means that it acts upon what it finds.
func again(ctx context.Context, write bool, do func(context.Context) error) error {
	first, look := rest.Watch(ctx, write)
	err := do(first)
	if rest.Unsure(err) {
		if second, ok := look.Again(ctx); ok {
			return do(second)
		}
	}
	return err
}
