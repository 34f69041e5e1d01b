package provider

import (
	"context"
	"sync/atomic"
	"time"
)

// lent is a context that lets go of what it stands for when the call that it was
// made for is over. The framework's server keeps the context of every call until
// it is stopped, with its loggers: 10 KB a call, a hundred megabytes in a plan of
// 5,000 objects.
type lent struct {
	of atomic.Pointer[context.Context]
}

// lend gives a context to a call that is over when it returns.
func lend(ctx context.Context) (_ context.Context, back func()) {
	l := &lent{}
	l.of.Store(&ctx)
	return l, func() { l.of.Store(&over) }
}

var over = context.Background()

func (l *lent) Deadline() (time.Time, bool) { return (*l.of.Load()).Deadline() }
func (l *lent) Done() <-chan struct{}       { return (*l.of.Load()).Done() }
func (l *lent) Err() error                  { return (*l.of.Load()).Err() }
func (l *lent) Value(key any) any           { return (*l.of.Load()).Value(key) }
