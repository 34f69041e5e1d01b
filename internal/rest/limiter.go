package rest

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// limiter holds back requests for a bucket whose quota is used up, until the
// time that the platform named. It learns only from answers' headers, because
// the quotas differ from tenant to tenant. The zero value holds nothing back.
type limiter struct {
	mu      sync.Mutex
	blocked map[string]time.Time // local time, by bucket
}

// wait returns when the bucket is open, or when ctx ends.
func (l *limiter) wait(ctx context.Context, bucket string) error {
	for {
		l.mu.Lock()
		until := l.blocked[bucket]
		l.mu.Unlock()
		d := time.Until(until)
		if d <= 0 {
			return ctx.Err()
		}
		if err := sleep(ctx, d); err != nil {
			return err
		}
	}
}

// learn closes the bucket when its answer says that nothing remains.
func (l *limiter) learn(bucket string, resp *http.Response) {
	if remaining, ok := remainingOf(resp.Header); resp.StatusCode != http.StatusTooManyRequests && (!ok || remaining > 0) {
		return
	}
	d, ok := resetIn(resp, time.Now())
	if !ok {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.blocked == nil {
		l.blocked = map[string]time.Time{}
	}
	if until := time.Now().Add(d); until.After(l.blocked[bucket]) {
		l.blocked[bucket] = until
	}
}

func remainingOf(h http.Header) (int, bool) {
	for _, name := range []string{"X-Rate-Limit-Remaining", "X-Ratelimit-Remaining"} {
		if v, err := strconv.Atoi(h.Get(name)); err == nil {
			return v, true
		}
	}
	return 0, false
}

// maxReset bounds what a platform can make us wait for once: its own window is
// a minute, so a longer time is a clock that is wrong or a unit that is not known.
const maxReset = 5 * time.Minute

// resetIn is how long the platform asks to wait. Okta and Anypoint name an
// instant in epoch seconds by their own clock, so it is compared with the
// answer's Date and not with ours; some of Anypoint's services count in
// milliseconds (evidence: issue 151 of the community provider).
func resetIn(resp *http.Response, now time.Time) (time.Duration, bool) {
	if s := resp.Header.Get("Retry-After"); s != "" {
		if n, err := strconv.Atoi(s); err == nil && n >= 0 {
			return min(time.Duration(n)*time.Second, maxReset), true
		}
		if t, err := http.ParseTime(s); err == nil {
			return min(max(t.Sub(now), 0), maxReset), true
		}
	}
	for _, name := range []string{"X-Rate-Limit-Reset", "X-Ratelimit-Reset"} {
		n, err := strconv.ParseInt(resp.Header.Get(name), 10, 64)
		if err != nil {
			continue
		}
		at := time.Unix(n, 0)
		if n > 1e11 {
			at = time.UnixMilli(n)
		}
		if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
			now = date
		}
		// Date has whole seconds: a little more is safer than a second refusal.
		return min(max(at.Sub(now), 0)+100*time.Millisecond, maxReset), true
	}
	return 0, false
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
