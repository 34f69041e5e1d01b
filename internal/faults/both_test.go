package faults

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// slow is a way to the platforms on which every call takes a while, so that two
// processes take turns.
type slow struct{ next http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	<-time.After(100 * time.Millisecond)
	return s.next.RoundTrip(r)
}

// TestBoth applies one configuration twice at the same time, with two states.
// Each ends in success, or in an error that names what is there and prints the
// import block; whoever follows it comes to an empty plan. Where the settings say
// so, what the other one made is taken over instead.
func TestBoth_applyAtOnce(t *testing.T) {
	t.Parallel()
	dirs := []string{"../../examples/tutorial"}
	if os.Getenv(setting) == "all" {
		dirs = append(dirs, folder) // half a minute: every error takes an apply of everything
	}
	for _, dir := range dirs {
		for _, conflict := range []string{"fail", "adopt"} {
			t.Run(dir+" "+conflict, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { both(t, dir, conflict) })
			})
		}
	}
}

func both(t *testing.T, dir, conflict string) {
	w := &world{t: t, way: &striker{}}
	w.env = acctest.InMemory(t, func(next http.RoundTripper) http.RoundTripper {
		w.way.next = slow{next}
		return w.way
	})
	variables := w.env.EverythingVariables(t)
	stacks := []*acctest.Stack{acctest.ReadStack(t, dir, variables), acctest.ReadStack(t, dir, variables)}
	errs := make([]string, len(stacks))
	var running sync.WaitGroup
	for i, s := range stacks {
		settings := w.env.Settings()
		settings["on_conflict"] = conflict
		m := w.env.MachineWith(t, settings)
		running.Go(func() { errs[i] = s.Apply(m) })
	}
	running.Wait()
	taken := 0
	for i, s := range stacks {
		taken += w.follow(s, errs[i])
	}
	// Each of them is what is configured, once it was applied after the other.
	alone := applied(t, sim.Options{}, dir)
	ignored := alone.Pending(alone.env.Machine(t))
	for i, s := range stacks {
		taken += w.follow(s, s.Apply(w.process()))
		if pending := s.Pending(w.process()); !slices.Equal(pending, ignored) {
			t.Errorf("state %d: a plan changes %q, without the other %q", i, pending, ignored)
		}
	}
	for _, problem := range w.problems {
		t.Error(problem)
	}
	// Whatever is there is in one of the states, or in both, or was made by the
	// platforms: of these there are as many as with one apply.
	registered := alone.env.Sim.Objects()["okta.apps"] - apps(alone.Stack)
	if n := w.env.Sim.Objects()["okta.apps"] - registered; n != apps(stacks...) {
		t.Errorf("the states have %d apps, there are %d", apps(stacks...), n)
	}
	t.Logf("%d imports taken; %d apps in the two states, %d there", taken, apps(stacks...), w.env.Sim.Objects()["okta.apps"])
}

// follow does what the errors of applies say, until there is none.
func (w *world) follow(s *acctest.Stack, errs string) (taken int) {
	w.t.Helper()
	for ; errs != ""; taken++ {
		w.judge(errs)
		address, _, _ := strings.Cut(errs, ": ")
		id, o := offered(errs), s.Objects[len(s.Objects)-1]
		if i := slices.IndexFunc(s.Objects, func(o *acctest.Configured) bool { return o.Address == address }); i >= 0 {
			o = s.Objects[i]
		}
		if id == "" || o.Address != address || taken == 1000 {
			w.t.Fatalf("after %d imports the error does not say how to go on: %s", taken, errs)
		}
		w.take(w.calm(), o, id)
		errs = s.Apply(w.process())
	}
	return taken
}

// apps counts the apps in states, each once.
func apps(stacks ...*acctest.Stack) int {
	owned := map[string]bool{}
	for _, s := range stacks {
		for _, o := range s.Objects {
			if o.Type == "gatehouse_okta_app_oauth" || o.Type == "gatehouse_okta_oauth_client" {
				owned[importID(o.Managed)] = true
			}
		}
	}
	return len(owned)
}
