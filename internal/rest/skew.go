package rest

import (
	"net/http"
	"sync/atomic"
	"time"
)

// skew is how far the platform's clock is ahead of ours, learned from the
// answers' Date. Timestamps of the platform are compared by it.
type skew struct{ ahead atomic.Int64 }

func (s *skew) learn(resp *http.Response) {
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		s.ahead.Store(int64(time.Until(date)))
	}
}

// at is a time of ours by the platform's clock, to a second or so.
func (s *skew) at(ours time.Time) time.Time { return ours.Add(time.Duration(s.ahead.Load())) }

// Now is the time by the platform's clock, as far as its answers told it.
func (c *Client) Now() time.Time { return c.clock.at(time.Now()) }
