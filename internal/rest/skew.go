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

// now is the time by the platform's clock, to a second or so.
func (s *skew) now() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }
