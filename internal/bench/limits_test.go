package bench_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// TestLimits_thousandObjects applies 1,000 objects at the limits that Okta
// publishes for an org (of apps and their assignments, 100 requests a minute),
// ten at a time as Terraform does, on a clock that waits for nobody. No object
// fails, and at most one in a hundred calls is refused.
func TestLimits_thousandObjects(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { thousandObjects(t, 100*time.Millisecond) })
}

func thousandObjects(t *testing.T, latency time.Duration) {
	t.Helper()
	e := acctest.InMemoryWith(t, sim.Options{RateLimits: "okta-default"}, func(platform http.RoundTripper) http.RoundTripper {
		return slow{platform, latency}
	})
	m := e.Machine(t)
	start := time.Now()
	server := m.Create("gatehouse_okta_auth_server", map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
	group := m.Create("gatehouse_okta_group", map[string]any{"name": "consumers"})
	objects := []*acctest.Managed{server, group}
	var mu sync.Mutex
	create := func(typeName string, config map[string]any) *acctest.Managed {
		o := m.New(typeName)
		if errs := o.TryApply(config); errs != "" {
			t.Errorf("%s: %s", typeName, errs)
		}
		mu.Lock()
		defer mu.Unlock()
		objects = append(objects, o)
		return o
	}
	inParallel(333, func(i int) {
		app := create("gatehouse_okta_app_oauth", map[string]any{"label": fmt.Sprint("app ", i), "type": "service"})
		create("gatehouse_okta_app_group_assignment", map[string]any{"app_id": app.Text("id"), "group_id": group.Text("id")})
		create("gatehouse_okta_auth_server_scope", map[string]any{"auth_server_id": server.Text("id"), "name": fmt.Sprint("scope", i)})
	})
	say := func(what string, took time.Duration) {
		calls, refused := len(e.Requests()), 0
		for _, x := range e.Requests() {
			if x.Status == http.StatusTooManyRequests {
				refused++
			}
		}
		t.Logf("%s of %d objects at Okta's default limits, %s a call: %d calls, %d of them answered 429, %s", what, len(objects), latency, calls, refused, took.Round(time.Second))
		if refused*100 > calls {
			t.Errorf("%s: %d of %d calls were refused", what, refused, calls)
		}
		e.Sim.World.Log.Clear()
	}
	say("apply", time.Since(start))
	start = time.Now()
	again := e.Machine(t)
	inParallel(len(objects), func(i int) {
		objects[i].Adopt(again)
		if errs := objects[i].TryRefresh(); errs != "" || !objects[i].Exists() {
			t.Errorf("%s: gone, or %s", objects[i].Type, errs)
		}
	})
	say("plan", time.Since(start))
}

// inParallel does n things, ten at a time.
func inParallel(n int, do func(i int)) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, 10)
	for i := range n {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			do(i)
		})
	}
	wg.Wait()
}

// slow is a platform to which the way takes time.
type slow struct {
	platform http.RoundTripper
	latency  time.Duration
}

func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	timer := time.NewTimer(s.latency)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	return s.platform.RoundTrip(r)
}
