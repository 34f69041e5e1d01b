package faults

import (
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// mortal is the way to the platforms of a process that dies at one of its calls:
// the goroutine of that call ends, and nothing that it knew is left.
type mortal struct {
	next  http.RoundTripper
	calls atomic.Int64
	at    int64 // which call is the last; 0: it lives
	acted bool  // whether the platform still gets it
}

// RoundTrip implements http.RoundTripper.
func (m *mortal) RoundTrip(r *http.Request) (*http.Response, error) {
	if m.calls.Add(1) == m.at {
		if m.acted {
			_ = carriedOut(r, m.next)
		}
		runtime.Goexit()
	}
	return m.next.RoundTrip(r)
}

// arm makes the process die at that call from now on.
func (m *mortal) arm(at int64, acted bool) {
	m.calls.Store(0)
	m.at, m.acted = at, acted
}

// run does something that the process may not survive.
func (m *mortal) run(do func()) (survived bool) {
	over := make(chan struct{})
	go func() {
		defer close(over)
		do()
		survived = true
	}()
	<-over
	return survived
}

// tenant is a simulator with a process that can be killed.
func tenant(t *testing.T, dir string) (e *acctest.Env, way *mortal, s *acctest.Stack) {
	t.Helper()
	way = &mortal{}
	e = acctest.InMemory(t, func(next http.RoundTripper) http.RoundTripper {
		way.next = next
		return way
	})
	return e, way, acctest.ReadStack(t, dir, e.EverythingVariables(t))
}

func adopting(t *testing.T, e *acctest.Env) *acctest.Machine {
	t.Helper()
	settings := e.Settings()
	settings["on_conflict"] = "adopt"
	return e.MachineWith(t, settings)
}

// doubled are the objects of which a kill may leave a second one: the platform
// takes two with the same name, so that nothing refuses the second, and no
// process knows of the first. Each comes with what belongs to it.
var doubled = []map[string]int{
	{"okta.apps": 1, "okta.appSecrets": 1},
	{"anypoint.clientProviders": 1},
	{"anypoint.clientProviders": 1, "okta.apps": 1, "okta.appSecrets": 1},
	{"anypoint.apiInstances": 1},
	{"anypoint.apiInstances": 1, "anypoint.upstreams": 1},
}

// TestKill kills the process at every call of the apply of the tutorial, before
// the platform acts and after it. A second apply with on_conflict = "adopt"
// settles everything.
func TestKill_tutorialApply(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const dir = "../../examples/tutorial"
		e, way, s := tenant(t, dir)
		way.arm(0, false)
		if errs := s.Apply(e.Machine(t)); errs != "" {
			t.Fatal(errs)
		}
		calls, want := way.calls.Load(), e.Sim.Objects()
		exact, more := 0, map[string]int{}
		for at := int64(1); at <= calls; at++ {
			for _, acted := range []bool{false, true} {
				e, way, s := tenant(t, dir)
				first := e.Machine(t)
				way.arm(at, acted)
				if way.run(func() { s.Apply(first) }) {
					t.Fatalf("call %d of %d was never made", at, calls)
				}
				way.arm(0, false)
				where := fmt.Sprintf("killed at call %d of %d, carried out: %t", at, calls, acted)
				if errs := s.Apply(adopting(t, e)); errs != "" {
					t.Errorf("%s: the second apply fails: %s", where, errs)
					continue
				}
				if pending := s.Pending(e.Machine(t)); len(pending) > 0 {
					t.Errorf("%s: after the second apply the plan changes %q", where, pending)
				}
				now := e.Sim.Objects()
				switch extra := beyond(now, want); {
				case reflect.DeepEqual(now, want):
					exact++
				case expected(extra):
					more[difference(now, want)]++
				default:
					t.Errorf("%s: in the end there are too many or too few: %s", where, difference(now, want))
				}
			}
		}
		t.Logf("%d kills at %d calls: %d left exactly what is configured; doubled, because names repeat: %v", 2*calls, calls, exact, more)
	})
}

func expected(extra map[string]int) bool {
	return slices.ContainsFunc(doubled, func(d map[string]int) bool { return maps.Equal(d, extra) })
}

func beyond(now, want map[string]int) map[string]int {
	out := map[string]int{}
	for kind, n := range now {
		if n != want[kind] {
			out[kind] = n - want[kind]
		}
	}
	return out
}

// TestKill_tutorialDestroy does the same with the destruction.
func TestKill_tutorialDestroy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const dir = "../../examples/tutorial"
		for at := int64(1); ; at++ {
			alive := 0
			for _, acted := range []bool{false, true} {
				e, way, s := tenant(t, dir)
				if errs := s.Apply(e.Machine(t)); errs != "" {
					t.Fatal(errs)
				}
				m := e.Machine(t)
				way.arm(at, acted)
				if way.run(func() { s.Destroy(m) }) {
					alive++
				}
				way.arm(0, false)
				if errs := s.Destroy(e.Machine(t)); errs != "" {
					t.Errorf("killed at call %d, carried out: %t: the second destruction fails: %s", at, acted, errs)
				} else if err := e.Empty(); err != nil {
					t.Errorf("killed at call %d, carried out: %t: %s", at, acted, strings.TrimSpace(err.Error()))
				}
			}
			if alive == 2 {
				t.Logf("%d kills at %d calls", 2*(at-1), at-1)
				return
			}
		}
	})
}
