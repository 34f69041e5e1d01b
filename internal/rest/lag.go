package rest

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// listLag is how far a list may lag behind what was written: platforms answer
// lists out of an index. A single object is answered as it is.
const listLag = 5 * time.Second

// Look notes what an operation learned from lists, so that what it found missing
// or different can be looked at again.
type Look struct {
	fresh  bool                   // no list answers for a single object
	steady bool                   // lists are read when they show all that was written before
	lister atomic.Pointer[Client] // whose list was read; nil: none was
	ahead  atomic.Bool            // a list answered for a single object
	wrote  atomic.Bool
}

type lookKey struct{}

// Watch begins a look. With steady, what is read from lists will be acted upon.
func Watch(ctx context.Context, steady bool) (context.Context, *Look) {
	l := &Look{steady: steady}
	return context.WithValue(ctx, lookKey{}, l), l
}

// none is the look of operations that nobody looks at.
var none Look

func lookOf(ctx context.Context) *Look {
	if l, ok := ctx.Value(lookKey{}).(*Look); ok {
		return l
	}
	return &none
}

// Listed tells whether a list had a part in what was found.
func (l *Look) Listed() bool { return l.ahead.Load() || l.lister.Load() != nil }

// Again tells whether what was found may be different in a second look, which it
// begins: after a while if it takes lists, which show by then what was written
// before the first one. An operation that wrote something has no second look.
func (l *Look) Again(ctx context.Context) (context.Context, bool) {
	if l.wrote.Load() {
		return ctx, false
	}
	c := l.lister.Load()
	if waited := c != nil && c.settle(ctx); !waited && !l.ahead.Load() {
		return ctx, false
	}
	return context.WithValue(ctx, lookKey{}, &Look{fresh: true, steady: l.steady}), ctx.Err() == nil
}

// Unsure tells whether an error may come from a list that lags: it is none of
// the platform's but that something is not there.
func Unsure(err error) bool {
	e := As(err)
	return err != nil && !errors.Is(err, context.Canceled) && (e == nil || e.Status == http.StatusNotFound)
}

// list notes that a list is read.
func (l *Look) list(ctx context.Context, c *Client) {
	if l == &none {
		return
	}
	l.lister.Store(c)
	if l.steady {
		c.shown(ctx, c.born.Add(c.opt.Limits.lag()))
	}
}

// written notes that something is written now.
func (c *Client) written(ctx context.Context) {
	if c.opt.Signer == nil {
		return // signing in changes nothing
	}
	if l := lookOf(ctx); l != &none {
		l.wrote.Store(true)
	}
	c.wrote.Store(time.Now().UnixNano())
}

// settle waits until lists show all that was written before, by this process or
// by one that ended when this one began; false: they did when they were read.
func (c *Client) settle(ctx context.Context) bool {
	return c.shown(ctx, time.Unix(0, c.wrote.Load()).Add(c.opt.Limits.lag()))
}

// shown waits until then, and says so; false: that is over.
func (c *Client) shown(ctx context.Context, until time.Time) bool {
	now := time.Now()
	if !until.After(now) {
		return false
	}
	tflog.SubsystemInfo(tflog.NewSubsystem(ctx, c.opt.Subsystem), c.opt.Subsystem, "waiting until lists show what was written", map[string]any{"ms": until.Sub(now).Milliseconds()})
	wait(ctx, nil, until, now)
	return true
}

// lag is how far lists may lag.
func (l *Limits) lag() time.Duration {
	if l.Prompt {
		return 0
	}
	return listLag
}
