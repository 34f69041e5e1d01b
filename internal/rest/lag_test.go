package rest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// lagging is a platform whose list shows a thing some seconds after it was made,
// and that answers nothing else. It runs on the clock of synctest.
type lagging struct {
	mu   sync.Mutex
	made []time.Time
}

const lag = 4 * time.Second

func (p *lagging) RoundTrip(r *http.Request) (*http.Response, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	shown := []thing{}
	if r.Method == http.MethodPost {
		p.made = append(p.made, time.Now())
	}
	for _, at := range p.made {
		if time.Since(at) >= lag {
			shown = append(shown, thing{ID: "t1", Name: "mine"})
		}
	}
	var answer any = shown
	if r.Method == http.MethodPost {
		answer = thing{ID: "t1", Name: "mine"}
	}
	body, err := json.Marshal(answer)
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(body))), Request: r}, err
}

func (p *lagging) things(change ...func(*rest.Options)) *rest.Collection[thing] {
	o := rest.Options{Platform: "Test", Subsystem: "test", BaseURL: &url.URL{Scheme: "https", Host: "a.test"}, Transport: p, Signer: &renewing{}, Limits: &rest.Limits{}}
	for _, f := range change {
		f(&o)
	}
	all := things(rest.New(o))
	all.ListOnly = true
	return all
}

// missing looks for the thing, and fails if it is there.
func missing(ctx context.Context, t *testing.T, all *rest.Collection[thing]) {
	t.Helper()
	if v, err := all.Get(ctx, "t1"); !rest.Unsure(err) {
		t.Fatalf("%v, %v", v, err)
	}
}

// TestLag_aSecondLook: what a list did not show is looked for again, when the
// list shows all that was written before.
func TestLag_aSecondLook(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &lagging{}
		all := p.things()
		if _, err := all.Create(t.Context(), thing{}, nil); err != nil {
			t.Fatal(err)
		}
		ctx, look := rest.Watch(t.Context(), false)
		missing(ctx, t, all)
		if !look.Listed() {
			t.Error("it was not noted that a list was read")
		}
		begin := time.Now()
		second, ok := look.Again(ctx)
		if waited := time.Since(begin); !ok || waited != 5*time.Second {
			t.Errorf("a second look: %v, after %s", ok, waited)
		}
		if v, err := all.Get(second, "t1"); err != nil || v.Name != "mine" {
			t.Errorf("%v, %v", v, err)
		}
	})
}

// TestLag_noSecondLook: an operation that wrote something would find its own
// work, and where nothing was written a list lacks nothing.
func TestLag_noSecondLook(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*rest.Options)
		write  func(ctx, watched context.Context) context.Context
	}{
		"written by itself":                {func(*rest.Options) {}, func(_, watched context.Context) context.Context { return watched }},
		"signing in, which writes nothing": {func(o *rest.Options) { o.Signer = nil }, func(ctx, _ context.Context) context.Context { return ctx }},
		"lists that show all at once":      {func(o *rest.Options) { o.Limits.Prompt = true }, func(ctx, _ context.Context) context.Context { return ctx }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &lagging{}
				all := p.things(c.change)
				<-time.After(5 * time.Second) // what a process before this one wrote is shown
				ctx, look := rest.Watch(t.Context(), false)
				if _, err := all.Create(c.write(t.Context(), ctx), thing{}, nil); err != nil {
					t.Fatal(err)
				}
				missing(ctx, t, all)
				begin := time.Now()
				if _, ok := look.Again(ctx); ok || time.Since(begin) != 0 {
					t.Errorf("a second look: %v, after %s", ok, time.Since(begin))
				}
			})
		})
	}
}

// TestLag_steady: who acts upon a list waits until it shows what a process wrote
// that ended when this one began.
func TestLag_steady(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &lagging{made: []time.Time{time.Now()}}
		all := p.things()
		ctx, _ := rest.Watch(t.Context(), true)
		for range 2 {
			begin, n := time.Now(), 0
			for v, err := range all.All(ctx, nil) {
				if n++; err != nil || v.Name != "mine" {
					t.Errorf("%v, %v", v, err)
				}
			}
			if n != 1 {
				t.Errorf("%d things after %s", n, time.Since(begin))
			}
		}
		if time.Since(p.made[0]) != 5*time.Second {
			t.Errorf("waited %s", time.Since(p.made[0]))
		}
	})
}

// TestLag_readAhead: an object that a list answered for is read by itself in the
// second look, and one that only lists tell of has none unless something was
// written.
func TestLag_readAhead(t *testing.T) {
	t.Parallel()
	for name, listOnly := range map[string]bool{"read ahead": false, "only in lists": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				all := (&lagging{made: []time.Time{time.Now()}}).things()
				all.ListOnly, all.ReadAhead, all.Few = listOnly, !listOnly, !listOnly
				<-time.After(time.Minute)
				ctx, look := rest.Watch(t.Context(), false)
				if v, err := all.Get(ctx, "t1"); err != nil || v.Name != "mine" || !look.Listed() {
					t.Errorf("%v, %v, from a list: %v", v, err, look.Listed())
				}
				if _, ok := look.Again(ctx); ok == listOnly {
					t.Errorf("a second look: %v", ok)
				}
			})
		})
	}
}

// TestLag_readAheadSteady: who acts upon what is read takes it from no list,
// where an object can be read by itself.
func TestLag_readAheadSteady(t *testing.T) {
	t.Parallel()
	for steady, want := range map[bool]string{false: "/things", true: "/things/t1"} {
		var asked []string
		all := things(serve(t, func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.URL.Path)
			body := `{"id":"t1","name":"mine"}`
			if r.URL.Path == "/things" {
				body = "[" + body + "]"
			}
			_, _ = io.WriteString(w, body)
		}))
		all.ReadAhead, all.Few = true, true
		ctx, _ := rest.Watch(t.Context(), steady)
		if v, err := all.Get(ctx, "t1"); err != nil || v.Name != "mine" || !slices.Equal(asked, []string{want}) {
			t.Errorf("steady: %t: %v, %v, by %v", steady, v, err, asked)
		}
	}
}

// TestUnsure: that something is not there may come from a list that lags; no
// other answer does, and nobody waits for one any more who has given up.
func TestUnsure(t *testing.T) {
	t.Parallel()
	absent, refused := &rest.Error{Status: http.StatusNotFound}, &rest.Error{Status: http.StatusForbidden}
	for name, c := range map[string]struct {
		err  error
		want bool
	}{
		"no error":                  {nil, false},
		"one of our own":            {errors.New("no such thing"), true},
		"the platform has it not":   {absent, true},
		"the platform refuses":      {refused, false},
		"given up":                  {context.Canceled, false},
		"given up, and not there":   {errors.Join(absent, context.Canceled), false},
		"not there, in other words": {fmt.Errorf("it: %w", absent), true},
	} {
		if got := rest.Unsure(c.err); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

// TestLag_logged: a wait for lists that may lag behind is a line, and what reads
// them later does not wait.
func TestLag_logged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log lines
		ctx, _ := rest.Watch(tflogtest.RootLogger(t.Context(), &log), true)
		c := (&quota{limit: 10}).client()
		<-time.After(2 * time.Second)
		begin := time.Now()
		for range 2 {
			for range things(c).All(ctx, nil) {
			}
		}
		if waited := time.Since(begin); waited != 3*time.Second {
			t.Errorf("waited %s for the lists", waited)
		}
		if text := log.text.String(); strings.Count(text, "waiting until lists show what was written") != 1 || !strings.Contains(text, `"ms":3000`) {
			t.Errorf("not one line that says how long:\n%s", text)
		}
	})
}
