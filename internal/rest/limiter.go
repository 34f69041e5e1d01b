package rest

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Limits hold requests back before a platform has to refuse them. All clients
// of a process share one. They learn from the answers' headers only, because
// the quotas differ from tenant to tenant. The zero value knows no quota yet.
type Limits struct {
	// Share is how many percent of each quota this process may use. 0: all.
	Share int
	// Prompt means that lists show at once what was written.
	Prompt bool

	mu      sync.Mutex
	buckets map[string]*bucket
}

// bucket is what is known of one quota: so many requests in each window of time.
type bucket struct {
	limit  int       // requests in a window; 0: not known
	left   int       // of them, by the last answer of this window
	sent   int       // of ours in this window, those under way included
	flying int       // of ours that are under way: left may count them or not
	window int64     // the platform's name of the window: its end by its own clock
	ends   time.Time // the same by ours
	rolled bool      // the window is over by our clock, and no answer names the next
	stop   time.Time // the platform refused a request until then
	told   time.Time // the end of the last wait that was logged

	queue   []*byte       // who waits, the longest first: pointers only to tell them apart
	changed chan struct{} // closed when an answer came or somebody left the queue
}

func (l *Limits) at(key string) *bucket {
	b := l.buckets[key]
	if b == nil {
		if l.buckets == nil {
			l.buckets = map[string]*bucket{}
		}
		b = &bucket{changed: make(chan struct{})}
		l.buckets[key] = b
	}
	return b
}

// enter returns when a request may go, which must be told by leave, or when ctx
// ends. Who waits longest goes first. tell is called at the first of the waits
// for the same time.
func (l *Limits) enter(ctx context.Context, key string, tell func(wait time.Duration, limit int)) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, me := l.at(key), new(byte)
	b.queue = append(b.queue, me)
	defer func() {
		b.queue = slices.DeleteFunc(b.queue, func(other *byte) bool { return other == me })
		b.wake()
	}()
	for ctx.Err() == nil {
		now := time.Now()
		until := b.closed(now, l.Share)
		if until.IsZero() && b.queue[0] == me {
			b.flying++
			b.sent++
			return nil
		}
		changed, limit, first := b.changed, b.limit, until.After(b.told.Add(time.Second))
		if first {
			b.told = until
		}
		l.mu.Unlock()
		if first {
			tell(until.Sub(now), limit)
		}
		wait(ctx, changed, until, now)
		l.mu.Lock()
	}
	return ctx.Err()
}

// wait ends at a time, if there is one, when something changed, or with ctx.
func wait(ctx context.Context, changed <-chan struct{}, until, now time.Time) {
	var over <-chan time.Time
	if !until.IsZero() {
		timer := time.NewTimer(until.Sub(now))
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-over:
	case <-changed:
	case <-ctx.Done():
	}
}

func (b *bucket) wake() {
	close(b.changed)
	b.changed = make(chan struct{})
}

// closed tells until when no request may go; zero: now.
func (b *bucket) closed(now time.Time, share int) time.Time {
	if b.limit > 0 && !now.Before(b.ends) {
		// A minute, until an answer says it better.
		b.left, b.sent, b.ends, b.rolled = b.limit, b.flying, now.Add(time.Minute), true
	}
	if now.Before(b.stop) {
		return b.stop
	}
	// What the platform says is left counts; our own count only where we may not
	// use all of it.
	if b.limit > 0 && (b.left <= b.flying || share > 0 && share < 100 && b.sent >= max(1, b.limit*share/100)) {
		return b.ends
	}
	return time.Time{}
}

// leave says that a request is over. resp is nil where no answer came. refused
// counts how often this request was answered 429 before.
func (l *Limits) leave(key string, resp *http.Response, refused int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, now := l.at(key), time.Now()
	b.flying--
	b.wake()
	if resp == nil {
		return
	}
	b.learn(resp, now)
	if resp.StatusCode == http.StatusTooManyRequests {
		// A time that the platform names may be a moment only (Okta's for too many
		// requests at once is a suggestion): who is refused again waits longer.
		d, _ := resetIn(resp, now)
		if until := now.Add(max(d, pause(refused))); until.After(b.stop) {
			b.stop = until
		}
	}
}

func (b *bucket) learn(resp *http.Response, now time.Time) {
	limit, _ := number(resp.Header, "Limit")
	left, ok := number(resp.Header, "Remaining")
	window, _ := number(resp.Header, "Reset")
	d, named := resetIn(resp, now)
	switch {
	case !ok || limit == 0 && (left > 0 || !named): // 0 and 0: too many at once, of whatever quota
		return
	case limit == 0:
		if until := now.Add(d); until.After(b.stop) {
			b.stop = until
		}
		return
	case b.limit == 0:
		b.left = int(left)
	case window < b.window || window != 0 && window == b.window && b.rolled:
		return // of an earlier window
	case window > b.window:
		if !b.rolled {
			b.sent = b.flying + 1
		}
		b.left = int(left)
	default:
		b.left = min(b.left, int(left))
	}
	b.limit, b.window = int(limit), window
	if b.rolled = false; named {
		b.ends = now.Add(d)
	} else if b.ends.IsZero() {
		b.ends = now.Add(time.Minute)
	}
}

// number reads a header of either family.
func number(h http.Header, name string) (int64, bool) {
	for _, family := range []string{"X-Rate-Limit-", "X-Ratelimit-"} {
		if n, err := strconv.ParseInt(h.Get(family+name), 10, 64); err == nil {
			return n, true
		}
	}
	return 0, false
}

// delayed is the error of a request that the limits held back until its time
// was over.
type delayed struct {
	waited    time.Duration
	refused   int    // how often it was answered 429
	requestID string // of the last of these answers
	cause     error
}

func (d *delayed) Error() string {
	text := fmt.Sprintf("the platform's rate limit left no room for it, after %s of waiting", d.waited.Round(time.Second))
	if d.refused > 0 {
		text += fmt.Sprintf(" and %d refusals", d.refused)
	}
	return text
}

func (d *delayed) Unwrap() error { return d.cause }

// maxReset bounds what a platform can make us wait for once: its own window is
// a minute, so a longer time is a clock that is wrong or a unit that is not known.
const maxReset = 5 * time.Minute

// resetIn is how long the platform asks to wait. Okta and Anypoint name an
// instant in epoch seconds by their own clock, so it is compared with the
// answer's Date and not with ours; some of Anypoint's services count in
// milliseconds (evidence: issue 151 of the community provider).
func resetIn(resp *http.Response, now time.Time) (time.Duration, bool) {
	if d, ok := retryAfter(resp, now); ok {
		return d, true
	}
	n, ok := number(resp.Header, "Reset")
	if !ok {
		return 0, false
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

func retryAfter(resp *http.Response, now time.Time) (time.Duration, bool) {
	s := resp.Header.Get("Retry-After")
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		return min(time.Duration(n)*time.Second, maxReset), true
	}
	if t, err := http.ParseTime(s); err == nil {
		if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
			now = date
		}
		return min(max(t.Sub(now), 0), maxReset), true
	}
	return 0, false
}
