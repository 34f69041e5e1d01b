package kernel

import (
	"sync"
	"time"
)

// Clock is the simulator's time. It runs with the machine's clock, moved by
// what tests asked for, so that a token can expire without anybody waiting.
// Its zero value is ready for use.
type Clock struct {
	mu    sync.Mutex
	moved time.Duration
	fixed time.Time // zero: it runs
}

// Now is the simulated time in UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.fixed.IsZero() {
		return c.fixed
	}
	return time.Now().UTC().Add(c.moved)
}

// Fix stops the clock at a time.
func (c *Clock) Fix(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fixed = at
}

// Advance moves the clock forward by d.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved += d
}

// Reset takes back every Advance and Fix.
func (c *Clock) Reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved, c.fixed = 0, time.Time{}
}
