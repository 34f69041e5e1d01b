package rest

import (
	"context"
	"fmt"
	"sync"
)

// gate is a mutex for what takes as long as a request, and waits for rate
// limits: who waits for it can be interrupted. The zero value is open.
type gate struct {
	once sync.Once
	held chan struct{}
}

func (g *gate) lock(ctx context.Context) error {
	g.once.Do(func() { g.held = make(chan struct{}, 1) })
	select {
	case g.held <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("the same answer was waited for by another request: %w", ctx.Err())
	}
}

func (g *gate) unlock() { <-g.held }
