package crud

import (
	"context"
	"encoding/json"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Ranked are the items of a list of Okta's in which the first that applies
// decides, such as the policies of an authorization server and the rules of a
// policy: where each of them stands, and whether it counts.
type Ranked[A any] struct {
	*rest.Collection[A]
	Order *Order
	// Rank is where an item has its place and its status.
	Rank func(*A) *okta.Rank
}

// Ranking is what is planned for one item.
type Ranking struct {
	Priority, Prior types.Int64 // Prior is null for a new item
	Status          types.String
}

// Create makes an item at its place and gives it its status: Okta makes every
// item active. planned puts into the item what the plan says and Okta may not
// have yet; nil for nothing.
func (r Ranked[A]) Create(ctx context.Context, to Ranking, body any, same func(A) bool, planned func(*A), saved func(A)) (made A, err error) {
	err = r.write(ctx, to, &made, planned, func() error {
		made, err = r.Collection.Create(ctx, body, same)
		return err
	}, saved)
	if err != nil {
		return made, err
	}
	return made, r.settle(ctx, to, &made)
}

// Change is the same for an item that is there.
func (r Ranked[A]) Change(ctx context.Context, id string, to Ranking, change func(json.RawMessage) (any, error), planned func(*A)) (now A, err error) {
	err = r.write(ctx, to, &now, planned, func() error {
		now, err = rest.Change(ctx, r.Collection, id, change)
		return err
	}, nil)
	if err != nil {
		return now, err
	}
	return now, r.settle(ctx, to, &now)
}

// Delete removes an item.
func (r Ranked[A]) Delete(ctx context.Context, id string) error {
	return r.Order.Remove(id, func() error { return r.Collection.Delete(ctx, id) })
}

// write carries out one write in order. The item then has the place that was
// planned: the list may not be long enough for it yet, and the order puts the
// item there as soon as it is.
func (r Ranked[A]) write(ctx context.Context, to Ranking, item *A, planned func(*A), write func() error, saved func(A)) error {
	return r.Order.Write(ctx, to.Priority.ValueInt64(), to.Prior.ValueInt64(), func() (Place, error) {
		if err := write(); err != nil {
			return Place{}, err
		}
		rank := r.Rank(item)
		now := Place{ID: rank.ID, Priority: rank.Priority}
		if !to.Priority.IsUnknown() {
			rank.Priority = to.Priority.ValueInt64()
		}
		if planned != nil {
			planned(item)
		}
		if saved != nil {
			saved(*item)
		}
		return now, nil
	}, r.places, r.move)
}

func (r Ranked[A]) places(ctx context.Context) iter.Seq2[Place, error] {
	return func(yield func(Place, error) bool) {
		for item, err := range r.All(ctx, nil) {
			rank := r.Rank(&item)
			if !yield(Place{ID: rank.ID, Priority: rank.Priority}, err) {
				return
			}
		}
	}
}

func (r Ranked[A]) move(ctx context.Context, id string, to int64) error {
	_, err := rest.Change(ctx, r.Collection, id, func(current json.RawMessage) (any, error) {
		return okta.Keep(current, map[string]any{"priority": to})
	})
	return err
}

// settle brings an item to its status. The operations answer nothing. (The
// official provider fails where an item is to be created INACTIVE.)
func (r Ranked[A]) settle(ctx context.Context, to Ranking, item *A) error {
	rank, wanted := r.Rank(item), to.Status.ValueString()
	if rank.Status == wanted {
		return nil
	}
	if err := okta.SetStatus(ctx, r.Collection, rank.ID, wanted); err != nil {
		return err
	}
	rank.Status = wanted
	return nil
}

// Beyond warns at plan that a place beyond the end cannot be held. items and of
// are words: "rules", "policy".
func (r Ranked[A]) Beyond(ctx context.Context, p *Planning, to Ranking, items, of string) {
	if p.Create || to.Priority.ValueInt64() <= to.Prior.ValueInt64() { // 0: none, or to come
		return
	}
	n := int64(0)
	for _, err := range r.All(ctx, nil) {
		if err != nil {
			return // the apply will say what is wrong
		}
		n++
	}
	p.Beyond(to.Priority.ValueInt64(), n, items, of)
}
