package crud

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"sync"
)

// Order keeps the items of one ordered list of a platform, such as the rules
// of one policy, at the priorities that they are planned to have. Platforms
// count priorities from 1 without gaps, and whoever takes a place moves the
// others, so that what Terraform writes in any order ends in another one. An
// Order serialises the writes to its list, remembers what was wanted, and puts
// an item in its place as soon as the list is long enough for it.
type Order struct {
	mu     sync.Mutex
	wanted map[string]int64
	// doubt is true while an item may be elsewhere than wanted.
	doubt bool
}

// Order is the one with that key.
func (c *Clients) Order(key string) *Order {
	v, _ := c.orders.LoadOrStore(key, &Order{wanted: map[string]int64{}})
	o, ok := v.(*Order)
	if !ok {
		panic("crud: an order is not an *Order")
	}
	return o
}

// Place is where an item is.
type Place struct {
	ID       string
	Priority int64
}

// Write carries out one write. priority is what the item shall have, 0 for
// whatever the platform gives it; was is what it had, 0 for a new one; write
// answers where the item is now. When other items could have been moved, all
// lists the places, and move puts an item elsewhere.
func (o *Order) Write(
	ctx context.Context, priority, was int64, write func() (Place, error),
	all func(context.Context) iter.Seq2[Place, error], move func(ctx context.Context, id string, to int64) error,
) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	is, err := write()
	if err != nil {
		return err
	}
	delete(o.wanted, is.ID)
	// A new one moves whoever is behind it. Of one that left a place it is not
	// certain which that was: others may have moved it since.
	for _, at := range o.wanted {
		o.doubt = o.doubt || is.Priority != was && (was > 0 || at >= is.Priority)
	}
	if priority > 0 {
		o.wanted[is.ID] = priority
		o.doubt = o.doubt || is.Priority != priority
	}
	if !o.doubt || len(o.wanted) < 2 {
		return nil
	}
	return o.settle(ctx, all, move)
}

// Remove carries out a removal.
func (o *Order) Remove(id string, remove func() error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.wanted, id)
	o.doubt = true
	return remove()
}

// settle moves, first place first, whatever is not where it is wanted.
func (o *Order) settle(ctx context.Context, all func(context.Context) iter.Seq2[Place, error], move func(context.Context, string, int64) error) error {
	var now []string
	var places []Place
	for p, err := range all(ctx) {
		if err != nil {
			return err
		}
		places = append(places, p)
	}
	slices.SortStableFunc(places, func(a, b Place) int { return cmp.Compare(a.Priority, b.Priority) })
	for _, p := range places {
		now = append(now, p.ID)
	}
	var wanted []Place
	for id, at := range o.wanted {
		wanted = append(wanted, Place{id, at})
	}
	slices.SortFunc(wanted, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), cmp.Compare(a.ID, b.ID))
	})
	o.doubt = false
	for _, w := range wanted {
		at := int64(slices.Index(now, w.ID)) + 1
		switch {
		case at == w.Priority || at == 0:
			continue
		case w.Priority > int64(len(now)):
			o.doubt = true // not possible yet
			continue
		}
		if err := move(ctx, w.ID, w.Priority); err != nil {
			return err
		}
		now = slices.Insert(slices.Delete(now, int(at)-1, int(at)), int(w.Priority)-1, w.ID)
	}
	return nil
}
