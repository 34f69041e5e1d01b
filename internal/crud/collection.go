package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// InCollection makes the Ops of an object that is an item of one collection
// of the platform and is created by POST, replaced by PUT and removed by DELETE.
// Whoever needs more changes the Ops that it returns.
type InCollection[M, A any] struct {
	// Of is the collection; m holds the parents' identifiers.
	Of func(c *Clients, m M) (*rest.Collection[A], error)
	// ID is the item's identifier in its collection.
	ID func(m M) string
	// Expand is the whole object for the request.
	Expand func(m M) any
	// Same compares natural keys, to find an object whose creation got no
	// answer. nil: the platform's objects of this kind have none.
	Same func(m M, a A) bool
	// Flatten is that of Ops.
	Flatten func(ctx context.Context, m *M, a A) diag.Diagnostics
}

// Ops are the functions of such an object.
func (i InCollection[M, A]) Ops() Ops[M, A] {
	return Ops[M, A]{
		Create: func(ctx context.Context, c *Clients, w Write[M], _ func(A)) (a A, err error) {
			items, err := i.Of(c, w.Plan)
			if err != nil {
				return a, err
			}
			var same func(A) bool
			if i.Same != nil {
				same = func(a A) bool { return i.Same(w.Plan, a) }
			}
			return items.Create(ctx, i.Expand(w.Plan), same)
		},
		Read: func(ctx context.Context, c *Clients, m M) (a A, err error) {
			items, err := i.Of(c, m)
			if err != nil {
				return a, err
			}
			return items.Get(ctx, i.ID(m))
		},
		Update: func(ctx context.Context, c *Clients, w Write[M]) (a A, err error) {
			items, err := i.Of(c, w.Prior)
			if err != nil {
				return a, err
			}
			return rest.Replace(ctx, items, i.ID(w.Prior), i.Expand(w.Plan))
		},
		Delete: func(ctx context.Context, c *Clients, m M) error {
			items, err := i.Of(c, m)
			if err != nil {
				return err
			}
			return items.Delete(ctx, i.ID(m))
		},
		Flatten: i.Flatten,
	}
}
