package contract

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// ByHand is the user agent of requests that a test makes itself, as an
// administrator would: what they ask is the test's business, only the answers
// are judged.
const ByHand = "by-hand"

// Judge says what of an exchange is judged.
type Judge struct {
	// Request tells whether the request is; nil: unless it was made by hand.
	Request func(kernel.Exchange) bool
	// Skip tells of exchanges that are not judged at all, such as those that a
	// test provokes; nil: none.
	Skip func(kernel.Exchange) bool
}

// Simulator is how a simulator's own tests are judged. They send much that is
// wrong on purpose, so that only what the platforms send to each other counts
// as a request.
var Simulator = Judge{
	Request: func(x kernel.Exchange) bool { return x.Internal },
	Skip:    func(x kernel.Exchange) bool { return x.Route == "" },
}

// Observe judges every exchange of a world until the test ends, and fails the
// test for each kind of violation. The answers that faults put in are not the
// platform's, and neither is a connection that was cut.
func Observe(t testing.TB, w *kernel.World, j Judge) {
	t.Helper()
	if _, err := Folder(); err != nil {
		announce(t, err)
		return
	}
	var mu sync.Mutex
	var seen []kernel.Exchange
	w.Log.Observe(func(x kernel.Exchange) {
		if x.Platform == "gateway" || x.Faulted || x.Status == 0 {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, x)
	})
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, v := range judge(t, seen, j) {
			t.Errorf("the exchange does not follow the vendor's document: %s\n"+
				"Correct the client or the simulator. Where the platform is known to do otherwise, or the document contradicts itself, an exception in exceptions_%s.go says so, with the evidence.", v, v.Platform)
		}
	})
}

var once sync.Once

// announce says once per process that nothing was checked.
func announce(t testing.TB, err error) {
	t.Helper()
	once.Do(func() { t.Logf("NOT CHECKED: exchanges are not compared with the vendors' documents: %v", err) })
}

// judge returns the distinct violations that are no exceptions.
func judge(t testing.TB, exchanges []kernel.Exchange, j Judge) []Violation {
	t.Helper()
	var out []Violation
	for _, x := range exchanges {
		if j.Skip != nil && j.Skip(x) {
			continue
		}
		request := x.Header.Get("User-Agent") != ByHand
		if j.Request != nil {
			request = j.Request(x)
		}
		violations, err := check(x, request)
		if err != nil {
			t.Errorf("comparing with the vendors' documents: %v", err)
			return nil
		}
		for _, v := range violations {
			if excepted(v) == nil && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// Main runs the tests of a simulated platform, and fails when an exception for
// what it answers was not needed by any of them: the platform no longer
// deviates there. It judges complete runs only.
func Main(m *testing.M, platform string) {
	code := m.Run()
	if _, err := Folder(); err == nil && code == 0 && complete() {
		for _, e := range exceptions {
			answers := e.Where == "reply" || e.Where == "status" || e.Where == "operation"
			if e.Platform == platform && answers && !e.Services && e.met.Load() == 0 {
				fmt.Printf("an exception is not needed any more (remove it, or say Services where only tests of the provider need it): %s %s %s %s %s %s (%s)\n", e.Platform, e.Method, e.Template, e.Where, e.At, e.What, e.Evidence)
				code = 1
			}
		}
	}
	os.Exit(code)
}

// complete tells whether all tests of the package were run.
func complete() bool {
	for _, name := range []string{"test.run", "test.skip", "test.list"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return false
		}
	}
	return !testing.Short()
}
