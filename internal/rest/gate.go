package rest

import (
	"context"
	"fmt"
	"sync"
)

// Gate is a mutex for what takes as long as a request, and waits for rate
// limits: who waits for it can be interrupted. The zero value is open.
type Gate struct {
	once sync.Once
	held chan struct{}
}

// Lock waits until nobody else holds the gate, or ctx ends.
func (g *Gate) Lock(ctx context.Context) error {
	g.once.Do(func() { g.held = make(chan struct{}, 1) })
	select {
	case g.held <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("the same answer was waited for by another request: %w", ctx.Err())
	}
}

// Unlock lets the next one in.
func (g *Gate) Unlock() { <-g.held }
