package rest_test

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// headed answers each request after a while, with headers: those of the last
// again when there are no more. It runs on the clock of synctest.
type headed struct {
	answers []headers
	sent    atomic.Int32
}

// headers tell of a limit; a time is by the platform's clock, from the answer on.
type headers struct {
	after            time.Duration
	limit, remaining string
	reset            time.Duration
}

func (h *headed) RoundTrip(r *http.Request) (*http.Response, error) {
	a := h.answers[min(int(h.sent.Add(1)), len(h.answers))-1]
	<-time.After(a.after)
	now := time.Now()
	out := http.Header{"Date": {now.UTC().Format(http.TimeFormat)}}
	for name, v := range map[string]string{"Limit": a.limit, "Remaining": a.remaining} {
		if v != "" {
			out.Set("X-Rate-Limit-"+name, v)
		}
	}
	if a.reset != 0 {
		out.Set("X-Rate-Limit-Reset", strconv.FormatInt(now.Add(a.reset).Unix(), 10))
	}
	return &http.Response{StatusCode: http.StatusOK, Header: out, Body: io.NopCloser(strings.NewReader(`{}`)), Request: r}, nil
}

func answeredBy(p http.RoundTripper) func(*rest.Options) {
	return func(o *rest.Options) { o.Transport = p }
}

// TestLimits_headers: when a request that follows may go, by the headers of the
// answers before it.
func TestLimits_headers(t *testing.T) {
	t.Parallel()
	const moment = 100 * time.Millisecond // a platform's times are whole seconds
	for name, c := range map[string]struct {
		answers []headers
		want    time.Duration
	}{
		"none":                              {[]headers{{}}, 0},
		"some are left":                     {[]headers{{limit: "10", remaining: "5", reset: 30 * time.Second}}, 0},
		"none is left":                      {[]headers{{limit: "10", remaining: "0", reset: 30 * time.Second}}, 30*time.Second + moment},
		"none is left, until nobody says":   {[]headers{{limit: "10", remaining: "0"}}, time.Minute},
		"a limit without what is left":      {[]headers{{limit: "10", reset: 30 * time.Second}}, 0},
		"what is left, of no limit":         {[]headers{{remaining: "5", reset: 30 * time.Second}}, 0},
		"nothing left of no limit, ever":    {[]headers{{remaining: "0"}}, 0},
		"nothing left of no limit, a while": {[]headers{{limit: "0", remaining: "0", reset: 30 * time.Second}}, 30*time.Second + moment},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &headed{answers: c.answers}
				client := (&quota{}).client(answeredBy(p))
				if err := post(t.Context(), client, "/things"); err != nil {
					t.Fatal(err)
				}
				begin := time.Now()
				if err := post(t.Context(), client, "/things"); err != nil {
					t.Fatal(err)
				}
				if got := time.Since(begin); got != c.want {
					t.Errorf("waited %s, want %s", got, c.want)
				}
			})
		})
	}
}

// TestLimits_answerOfAnEarlierWindow: an answer that comes late tells nothing of
// the window that has begun since, whether another answer has named that or not.
func TestLimits_answerOfAnEarlierWindow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answers []headers
		at      []time.Duration // when each is asked for
		late    int             // which of them is late
	}{
		"a window that is named": {[]headers{
			{after: 70 * time.Second, limit: "10", remaining: "0", reset: -10 * time.Second},
			{after: 64 * time.Second, limit: "10", remaining: "9", reset: 55 * time.Second},
			{limit: "10", remaining: "8", reset: 50 * time.Second},
		}, []time.Duration{0, time.Second}, 0},
		"a window of our own clock": {[]headers{
			{limit: "10", remaining: "5", reset: 30 * time.Second},
			{after: 39 * time.Second, limit: "10", remaining: "0", reset: -10 * time.Second},
			{after: 20 * time.Second, limit: "10", remaining: "9", reset: 55 * time.Second},
			{limit: "10", remaining: "8", reset: 50 * time.Second},
		}, []time.Duration{0, time.Second, 35 * time.Second}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := (&quota{}).client(answeredBy(&headed{answers: c.answers}))
				begin, late := time.Now(), make(chan error, 1)
				var wg sync.WaitGroup
				defer wg.Wait()
				for i, at := range c.at {
					<-time.After(time.Until(begin.Add(at)))
					wg.Go(func() {
						if err := post(t.Context(), client, "/things"); i == c.late {
							late <- err
						}
					})
					synctest.Wait()
				}
				if err := <-late; err != nil {
					t.Error(err)
				}
				begin = time.Now()
				if err := post(t.Context(), client, "/things"); err != nil || time.Since(begin) != 0 {
					t.Errorf("%v after %s", err, time.Since(begin))
				}
			})
		})
	}
}

// TestLimits_heldBack: who waits for the quota until the time is over is told
// so, and of no refusals where there were none.
func TestLimits_heldBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &headed{answers: []headers{{limit: "10", remaining: "0", reset: 30 * time.Second}}}
		client := (&quota{}).client(answeredBy(p))
		if err := post(t.Context(), client, "/things"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		err := post(ctx, client, "/things")
		if err == nil || !strings.Contains(err.Error(), "left no room for it, after 5s of waiting") || strings.Contains(err.Error(), "refusals") || p.sent.Load() != 1 {
			t.Errorf("%v, %d requests", err, p.sent.Load())
		}
	})
}
