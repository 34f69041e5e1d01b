package rest

import (
	"context"
	"errors"
	"time"
)

// graced is the context of a request that may make something: once it is on its
// way, who interrupts the run waits a little for its answer. Without it nobody
// would know what was made.
func graced(ctx context.Context) context.Context {
	sent, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() {
		if !errors.Is(ctx.Err(), context.Canceled) {
			cancel(ctx.Err()) // its time is over
			return
		}
		time.AfterFunc(patience, func() { cancel(ctx.Err()) })
	})
	return sent
}
