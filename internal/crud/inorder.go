package crud

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// InOrder makes the Ops of an object that is an item of a list of Okta's in
// which the order decides. It is to Ranked what InCollection is to a collection.
type InOrder[M, A any] struct {
	// Of is the collection; m holds the parents' identifiers.
	Of func(c *Clients, m M) (*rest.Collection[A], error)
	// Order names the list, as in "okta rules of …".
	Order func(m M) string
	// ID is the item's identifier in its collection.
	ID func(m M) string
	// Rank is where an item has its place and its status.
	Rank func(*A) *okta.Rank
	// Wanted are the place and the status in a model.
	Wanted func(m M) (priority types.Int64, status types.String)
	// Expand is the whole object for the request.
	Expand func(m M) any
	// Same compares natural keys, as that of InCollection.
	Same func(m M, a A) bool
	// Change alters the object as it is for an update.
	Change func(w Write[M], current json.RawMessage) (any, error)
	// Planned puts into an item what the plan says and Okta may not have. nil:
	// nothing.
	Planned func(m M, a *A)
	// Items and Within are words for warnings: "rules", "policy".
	Items, Within string
	// Flatten is that of Ops.
	Flatten func(ctx context.Context, m *M, a A) diag.Diagnostics
}

func (i InOrder[M, A]) ranked(c *Clients, m M) (Ranked[A], error) {
	all, err := i.Of(c, m)
	return Ranked[A]{Collection: all, Order: c.Order(i.Order(m)), Rank: i.Rank}, err
}

func (i InOrder[M, A]) ranking(m, prior M) Ranking {
	var to Ranking
	to.Priority, to.Status = i.Wanted(m)
	to.Prior, _ = i.Wanted(prior)
	return to
}

func (i InOrder[M, A]) planned(m M) func(*A) {
	if i.Planned == nil {
		return nil
	}
	return func(a *A) { i.Planned(m, a) }
}

// Ops are the functions of such an object.
func (i InOrder[M, A]) Ops() Ops[M, A] {
	ops := InCollection[M, A]{Of: i.Of, ID: i.ID, Flatten: i.Flatten}.Ops()
	ops.Create = func(ctx context.Context, c *Clients, w Write[M], saved func(A)) (made A, err error) {
		all, err := i.ranked(c, w.Plan)
		if err != nil {
			return made, err
		}
		return all.Create(ctx, i.ranking(w.Plan, w.Prior), i.Expand(w.Plan), func(a A) bool { return i.Same(w.Plan, a) }, i.planned(w.Plan), saved)
	}
	ops.Update = func(ctx context.Context, c *Clients, w Write[M]) (now A, err error) {
		all, err := i.ranked(c, w.Prior)
		if err != nil {
			return now, err
		}
		change := func(current json.RawMessage) (any, error) { return i.Change(w, current) }
		return all.Change(ctx, i.ID(w.Prior), i.ranking(w.Plan, w.Prior), change, i.planned(w.Plan))
	}
	ops.Delete = func(ctx context.Context, c *Clients, m M) error {
		all, err := i.ranked(c, m)
		if err != nil {
			return err
		}
		return all.Delete(ctx, i.ID(m))
	}
	ops.Plan = func(ctx context.Context, c *Clients, p *Plan[M]) {
		if all, err := i.ranked(c, p.Prior); err == nil {
			all.Beyond(ctx, &p.Planning, i.ranking(p.Config, p.Prior), i.Items, i.Within)
		}
	}
	return ops
}
