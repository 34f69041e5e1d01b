package rest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"golang.org/x/oauth2"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// quota is a platform with one quota for each minute, as Okta's are: a window
// begins with its first request. It runs on the clock of synctest.
type quota struct {
	limit   int
	headers string        // how they begin
	latency time.Duration // of each answer
	ahead   time.Duration // of the platform's clock
	others  int           // requests of others at the beginning of each window

	mu       sync.Mutex
	ends     time.Time
	used     int
	ours     int   // in this window
	most     int   // of ours in one window
	windows  []int // ours, by window
	sent     int
	refused  int
	elsewise func(sent int) *http.Response // nil, or an answer instead
}

func (q *quota) RoundTrip(r *http.Request) (*http.Response, error) {
	<-time.After(q.latency / 2)
	resp := q.answer()
	<-time.After(q.latency / 2)
	resp.Request = r
	return resp, r.Context().Err()
}

func (q *quota) answer() *http.Response {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.sent++
	now := time.Now().Add(q.ahead)
	h := http.Header{"Date": {now.UTC().Format(http.TimeFormat)}, "X-Request-Id": {"req-9"}}
	resp := &http.Response{StatusCode: http.StatusOK, Header: h, Body: io.NopCloser(strings.NewReader(`{}`))}
	if q.elsewise != nil {
		if other := q.elsewise(q.sent); other != nil {
			return other
		}
	}
	if !now.Before(q.ends) {
		q.ends = now.Add(time.Minute).Truncate(time.Second)
		q.used, q.ours = q.others, 0
		q.windows = append(q.windows, 0)
	}
	q.used++
	if q.used > q.limit {
		q.refused++
		resp.StatusCode = http.StatusTooManyRequests
	}
	q.ours++
	q.most = max(q.most, q.ours)
	q.windows[len(q.windows)-1] = q.ours
	h.Set(q.headers+"-Limit", strconv.Itoa(q.limit))
	h.Set(q.headers+"-Remaining", strconv.Itoa(max(q.limit-q.used, 0)))
	h.Set(q.headers+"-Reset", strconv.FormatInt(q.ends.Unix(), 10))
	return resp
}

func (q *quota) client(change ...func(*rest.Options)) *rest.Client {
	u, _ := url.Parse("https://platform.example.com")
	o := rest.Options{Platform: "Test", Subsystem: "test", BaseURL: u, Transport: q, MaxTries: 1}
	for _, f := range change {
		f(&o)
	}
	return rest.New(o)
}

func share(percent int) func(*rest.Options) {
	return func(o *rest.Options) { o.Limits = &rest.Limits{Share: percent} }
}

func post(ctx context.Context, c *rest.Client, path string) error {
	_, err := c.Send(ctx, rest.Request{Operation: "make a thing", Method: http.MethodPost, Path: rest.P(path)})
	return err
}

// many sends so many requests, ten at once as Terraform does, and tells how long it took.
func many(t *testing.T, c *rest.Client, n int) time.Duration {
	t.Helper()
	begin, jobs := time.Now(), make(chan struct{})
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			for range jobs {
				if err := post(t.Context(), c, "/things"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range n {
		jobs <- struct{}{}
	}
	close(jobs)
	wg.Wait()
	return time.Since(begin)
}

// TestLimits_aThousandObjects: nothing fails, next to nothing is refused, and
// the quota is used to its end.
func TestLimits_aThousandObjects(t *testing.T) {
	for name, c := range map[string]struct {
		q       *quota
		share   int
		refused int // at the most
		windows int // at the most
	}{
		"Okta's apps":                {&quota{limit: 100, headers: "X-Rate-Limit"}, 0, 0, 10},
		"the other form of headers":  {&quota{limit: 250, headers: "X-RateLimit"}, 0, 0, 4},
		"a platform that is ahead":   {&quota{limit: 100, headers: "X-Rate-Limit", ahead: 10 * time.Minute}, 0, 0, 10},
		"a platform that is behind":  {&quota{limit: 100, headers: "X-Rate-Limit", ahead: -10 * time.Minute}, 0, 0, 10},
		"others use a part":          {&quota{limit: 100, headers: "X-Rate-Limit", others: 60}, 0, 0, 25},
		"half of it":                 {&quota{limit: 100, headers: "X-Rate-Limit"}, 50, 0, 20},
		"half, and others use 60 %":  {&quota{limit: 100, headers: "X-Rate-Limit", others: 60}, 50, 0, 25},
		"a tenth of a large one":     {&quota{limit: 1200, headers: "X-Rate-Limit"}, 10, 0, 9},
		"fewer than go at once":      {&quota{limit: 5, headers: "X-Rate-Limit"}, 0, 10, 201},
		"one percent is one request": {&quota{limit: 50, headers: "X-Rate-Limit"}, 1, 0, 991},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				q := c.q
				q.latency = 120 * time.Millisecond
				took := many(t, q.client(share(c.share)), 1000)
				if q.refused > c.refused || len(q.windows) > c.windows {
					t.Errorf("%d of %d refused, %d windows", q.refused, q.sent, len(q.windows))
				}
				if allowed := max(10, q.limit*c.share/100); c.share > 0 && q.most > allowed { // ten were under way before anything was known
					t.Errorf("%d requests in one window, of %d allowed", q.most, allowed)
				}
				if longest := time.Duration(c.windows) * 62 * time.Second; took > longest {
					t.Errorf("it took %s", took)
				}
			})
		})
	}
}

// TestLimits_onePerProcess: clients of one platform share what they know, and
// templates of one bucket do.
func TestLimits_onePerProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := &quota{limit: 3, headers: "X-Rate-Limit"}
		limits := &rest.Limits{}
		one := func(o *rest.Options) {
			o.Limits, o.Bucket = limits, func(string) string { return "all" }
		}
		a, b := q.client(one), q.client(one)
		for i := range 6 {
			if err := errors.Join(post(t.Context(), a, fmt.Sprint("/a", i)), post(t.Context(), b, fmt.Sprint("/b", i))); err != nil {
				t.Fatal(err)
			}
		}
		if q.refused != 0 || len(q.windows) != 4 {
			t.Errorf("%d refused, windows %v", q.refused, q.windows)
		}
	})
}

func tooMany(h map[string]string) *http.Response {
	resp := &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"X-Request-Id": {"req-10"}}, Body: io.NopCloser(strings.NewReader("{}"))}
	for k, v := range h {
		resp.Header.Set(k, v)
	}
	return resp
}

// TestLimits_refusals: a wait is no try (the clients here have one), and each
// form of 429 is waited for.
func TestLimits_refusals(t *testing.T) {
	for name, c := range map[string]struct {
		headers    func() map[string]string
		times      int
		from, till time.Duration
	}{
		"no headers":     {func() map[string]string { return nil }, 8, 8 * time.Second, 40 * time.Second},
		"Retry-After":    {func() map[string]string { return map[string]string{"Retry-After": "7"} }, 3, 21 * time.Second, 22 * time.Second},
		"Retry-After: 0": {func() map[string]string { return map[string]string{"Retry-After": "0"} }, 4, 3 * time.Second, 5 * time.Second},
		"Retry-After: 0, and a reset": {func() map[string]string {
			return map[string]string{"Retry-After": "0", "X-Rate-Limit-Reset": strconv.FormatInt(time.Now().Unix()+30, 10)}
		}, 1, 0, time.Second},
		"Retry-After, date": {func() map[string]string {
			return map[string]string{"Retry-After": time.Now().Add(9 * time.Second).UTC().Format(http.TimeFormat)}
		}, 1, 8 * time.Second, 10 * time.Second},
		"reset": {func() map[string]string {
			return map[string]string{"X-Rate-Limit-Limit": "100", "X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": strconv.FormatInt(time.Now().Unix()+30, 10)}
		}, 1, 29 * time.Second, 31 * time.Second},
		"reset in milliseconds": {func() map[string]string {
			return map[string]string{"X-RateLimit-Reset": strconv.FormatInt(time.Now().Add(30*time.Second).UnixMilli(), 10)}
		}, 1, 29 * time.Second, 31 * time.Second},
		"too many at once": {func() map[string]string {
			return map[string]string{"X-Rate-Limit-Limit": "0", "X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": strconv.FormatInt(time.Now().Unix(), 10)}
		}, 5, 7 * time.Second, 9 * time.Second},
		"a reset in a year": {func() map[string]string {
			return map[string]string{"X-Rate-Limit-Reset": strconv.FormatInt(time.Now().Add(365*24*time.Hour).Unix(), 10)}
		}, 1, 5 * time.Minute, 301 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				q := &quota{limit: 1000, headers: "X-Rate-Limit", elsewise: func(sent int) *http.Response {
					if sent > c.times {
						return nil
					}
					return tooMany(c.headers())
				}}
				begin := time.Now()
				if err := post(t.Context(), q.client(), "/things"); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(begin); q.sent != c.times+1 || took < c.from || took > c.till {
					t.Errorf("%d requests in %s", q.sent, took)
				}
			})
		})
	}
}

// TestLimits_forEver: a refusal that does not end does when the time is over,
// and says what was tried; nothing was carried out.
func TestLimits_forEver(t *testing.T) {
	for name, limit := range map[string]time.Duration{"a time of its own": 3 * time.Minute, "no time": 0} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				q := &quota{elsewise: func(int) *http.Response { return tooMany(nil) }}
				ctx := t.Context()
				if limit > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, limit)
					defer cancel()
				}
				begin := time.Now()
				err := post(ctx, q.client(), "/things")
				if took := time.Since(begin); took > max(limit, 20*time.Minute)+time.Second || limit > 0 && took != limit {
					t.Errorf("it took %s", took)
				}
				if !rest.HasStatus(err, http.StatusTooManyRequests) || rest.IsAmbiguous(err) || !errors.Is(err, context.DeadlineExceeded) {
					t.Fatalf("error %v", err)
				}
				for _, part := range []string{"could not make a thing", "POST /things was not carried out", "rate limit", fmt.Sprintf("%d refusals", q.sent), "request id req-10", "max_requests_share"} {
					if !strings.Contains(err.Error(), part) {
						t.Errorf("%q is missing: %v", part, err)
					}
				}
			})
		})
	}
}

// TestLimits_cancellable: who waits for a window can be stopped at once, and
// others go on.
func TestLimits_cancellable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := &quota{limit: 1, headers: "X-Rate-Limit"}
		c := q.client()
		if err := post(t.Context(), c, "/things"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		begin := time.Now()
		err := post(ctx, c, "/things")
		if !errors.Is(err, context.Canceled) || time.Since(begin) != 5*time.Second || rest.IsAmbiguous(err) || q.sent != 1 || rest.HasStatus(err, http.StatusTooManyRequests) {
			t.Errorf("%v after %s, %d sent", err, time.Since(begin), q.sent)
		}
		if err := post(t.Context(), c, "/things"); err != nil || q.refused != 0 {
			t.Errorf("%v, %d refused", err, q.refused)
		}
	})
}

// TestLimits_whoWaited: that the limits left no room is said to who waited for a
// millisecond, and not to who came when the time was over.
func TestLimits_whoWaited(t *testing.T) {
	for limit, want := range map[time.Duration]bool{time.Millisecond - 1: false, time.Millisecond: true} {
		synctest.Test(t, func(t *testing.T) {
			c := (&quota{limit: 1, headers: "X-Rate-Limit"}).client()
			if err := post(t.Context(), c, "/things"); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			defer cancel()
			if err := post(ctx, c, "/things"); !errors.Is(err, context.DeadlineExceeded) || strings.Contains(err.Error(), "left no room") != want {
				t.Errorf("after %s: %v", limit, err)
			}
		})
	}
}

// TestLimits_waitForAnothersRequest: a read that waits for a page, or a token,
// that another fetches and the limits hold back, has a time of its own.
func TestLimits_waitForAnothersRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := &quota{limit: 1, headers: "X-Rate-Limit"}
		c := things(q.client())
		c.ReadAhead = true
		tokens := &rest.TokenCache{Fetch: func(ctx context.Context) (*oauth2.Token, error) { <-ctx.Done(); return nil, ctx.Err() }}
		long, stop := context.WithTimeout(t.Context(), 10*time.Minute)
		defer stop()
		if _, err := c.Get(long, "1"); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		wg.Go(func() { _, _ = c.Get(long, "2") })
		wg.Go(func() { _, _ = tokens.Token(long) })
		synctest.Wait()
		begin := time.Now()
		short, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		_, err := c.Get(short, "3")
		_, tokenErr := tokens.Token(short)
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(tokenErr, context.DeadlineExceeded) || time.Since(begin) != 5*time.Second {
			t.Errorf("%v, %v after %s", err, tokenErr, time.Since(begin))
		}
		stop()
		wg.Wait()
	})
}

// TestLimits_loggedOnce: ten requests that wait for the same window are one line.
func TestLimits_loggedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log lines
		ctx := tflogtest.RootLogger(t.Context(), &log)
		q := &quota{limit: 10, headers: "X-Rate-Limit", latency: time.Second}
		c := q.client()
		var wg sync.WaitGroup
		for range 25 {
			wg.Go(func() {
				if err := post(ctx, c, "/things"); err != nil {
					t.Error(err)
				}
			})
			<-time.After(10 * time.Millisecond)
		}
		wg.Wait()
		if n := strings.Count(log.text.String(), "waiting for the rate limit"); n < 2 || n > 4 {
			t.Errorf("%d lines for %d windows:\n%s", n, len(q.windows), &log.text)
		}
	})
}

// lines is a log that several write to.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}
