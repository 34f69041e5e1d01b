package faults

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const wrongBy = 10 * time.Minute

// TestClock_lostAnswer loses the answer to a creation by a process whose clock is
// wrong: what it made is taken over, and what was made a few minutes earlier is
// not. The two calls before it are the plan's look for another app like it.
func TestClock_lostAnswer(t *testing.T) {
	t.Parallel()
	for name, ahead := range map[string]time.Duration{"behind": wrongBy, "ahead": -wrongBy} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { lostAnswer(t, ahead) })
		})
	}
}

func lostAnswer(t *testing.T, ahead time.Duration) {
	way := &striker{}
	e := acctest.InMemory(t, func(next http.RoundTripper) http.RoundTripper {
		way.next = next
		return way
	})
	e.Sim.World.Clock.Advance(ahead)
	app := map[string]any{"label": "twice", "type": "service", "grant_types": []any{"client_credentials"}, "response_types": []any{"token"}, "token_endpoint_auth_method": "client_secret_basic"}
	older := e.Machine(t).Create("gatehouse_okta_app_oauth", app)
	<-time.After(3 * time.Minute)

	way.aim(named(t, "reset before"), 2, 1)
	o := e.Machine(t).New("gatehouse_okta_app_oauth")
	if errs := o.TryApply(app); !strings.Contains(errs, "was not carried out") || o.Exists() {
		t.Errorf("a request that was not carried out: %q, the state has %q, there was %q", errs, o.Text("id"), older.Text("id"))
	}
	way.aim(named(t, "reset after"), 2, 1)
	o = e.Machine(t).New("gatehouse_okta_app_oauth")
	if errs := o.TryApply(app); errs != "" || o.Text("id") == older.Text("id") {
		t.Errorf("a request whose answer was lost: %q, the state has %q, there was %q", errs, o.Text("id"), older.Text("id"))
	}
	if n := e.Sim.Objects()["okta.apps"]; n != 2 {
		t.Errorf("there are %d apps", n)
	}
}

func named(t *testing.T, name string) *kind {
	t.Helper()
	for i := range kinds {
		if kinds[i].name == name {
			return &kinds[i]
		}
	}
	t.Fatalf("there is no fault %q", name)
	return nil
}

// TestClock_waits makes a process whose clock is wrong wait for a rate limit,
// which tells its end by the platform's clock, and for a proxy that says when to
// come again by its own; and lets its tokens expire.
func TestClock_waits(t *testing.T) {
	t.Parallel()
	for name, ahead := range map[string]time.Duration{"behind": wrongBy, "ahead": -wrongBy} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { waits(t, ahead) })
		})
	}
}

func waits(t *testing.T, ahead time.Duration) {
	way := &striker{}
	e := acctest.InMemory(t, func(next http.RoundTripper) http.RoundTripper {
		way.next = next
		return way
	})
	e.Sim.World.Clock.Advance(ahead)
	later := func(status int, header, form string) *kind {
		return &kind{strike: func(r *http.Request, _ http.RoundTripper) (*http.Response, error) {
			now := e.Sim.World.Clock.Now()
			resp := answer(r, status, "application/json", words[http.StatusTooManyRequests][0])
			resp.Header.Set("Date", now.Format(http.TimeFormat))
			resp.Header.Set("X-Rate-Limit-Limit", "100")
			resp.Header.Set("X-Rate-Limit-Remaining", "0")
			resp.Header.Set(header, stamp(now.Add(30*time.Second), form))
			return resp, nil
		}}
	}
	m := e.Machine(t)
	for i, how := range []*kind{
		later(http.StatusTooManyRequests, "X-Rate-Limit-Reset", ""),
		later(http.StatusTooManyRequests, "Retry-After", http.TimeFormat),
		later(http.StatusServiceUnavailable, "Retry-After", http.TimeFormat),
	} {
		o := m.Create("gatehouse_okta_group", map[string]any{"name": string(rune('a' + i))})
		way.aim(how, 0, 1)
		began := time.Now()
		o.Refresh()
		if waited := time.Since(began); waited < 28*time.Second || waited > 35*time.Second {
			t.Errorf("%d: it waited for %s, and should for 30 seconds", i, waited)
		}
	}
	tier := e.Machine(t)
	o := tier.Create("gatehouse_anypoint_client_application", map[string]any{"name": "long"})
	for range 3 {
		<-time.After(50 * time.Minute)
		o.Refresh()
	}
	for _, x := range e.Requests() {
		if x.Status == http.StatusUnauthorized {
			t.Errorf("%s %s was refused: a token was used after its end", x.Method, x.Path)
		}
	}
}

func stamp(at time.Time, form string) string {
	if form == "" {
		return strconv.FormatInt(at.Unix(), 10)
	}
	return at.UTC().Format(form)
}
