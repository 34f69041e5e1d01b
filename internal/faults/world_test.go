package faults

import (
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

const folder = "../provider/testdata/everything"

// world is a tenant with everything on it. It is taken down again object by
// object, what needs others first: whatever is looked at has no dependents.
type world struct {
	t      *testing.T
	began  time.Time
	env    *acctest.Env
	way    *striker
	stack  *acctest.Stack
	around map[string]int // the objects there are without the one that is looked at
	whole  map[string]int // and with it

	problems []string // of the run at hand
	imported int      // how often a second apply took an import
}

// wrong notes what must not be.
func (w *world) wrong(format string, args ...any) {
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, began: time.Now(), way: &striker{}}
	w.env = acctest.InMemory(t, func(next http.RoundTripper) http.RoundTripper {
		w.way.next = next
		return w.way
	})
	variables := w.env.EverythingVariables(t)
	w.stack = w.process().Stack(folder, variables)
	return w
}

// old tells whether the world's tokens may expire soon: Okta's do after 30 days
// without use.
func (w *world) old() bool { return time.Since(w.began) > 10*24*time.Hour }

// process is a new process of the provider.
func (w *world) process() *acctest.Machine {
	w.t.Helper()
	<-time.After(70 * time.Second) // what is older is older; in a bubble it takes no time
	return w.env.Machine(w.t)
}

// calm is a new process whose calls do not fail.
func (w *world) calm() *acctest.Machine {
	w.t.Helper()
	w.way.watch()
	return w.process()
}

// upTo destroys what has to go before that object is looked at, and gives it.
func (w *world) upTo(address string) *acctest.Configured {
	w.t.Helper()
	for i, o := range slices.Backward(w.stack.Objects) {
		if o.Address == address {
			w.stack.Objects = w.stack.Objects[:i+1]
			w.measure(o)
			return o
		}
		if o.Adopt(w.process()); o.Exists() { // else its last cell was a deletion
			o.Refresh()
			o.Destroy()
		}
	}
	w.t.Fatalf("there is no %s", address)
	return nil
}

// measure counts the objects with that one and without it.
func (w *world) measure(o *acctest.Configured) {
	w.t.Helper()
	o.Adopt(w.process())
	o.Refresh()
	w.whole = w.env.Sim.Objects()
	o.Destroy()
	w.around = w.env.Sim.Objects()
	o.Apply(o.Config)
	if now := w.env.Sim.Objects(); !reflect.DeepEqual(now, w.whole) {
		w.t.Fatalf("%s: made again, it is %s", o.Address, difference(now, w.whole))
	}
}

// difference says what is there beyond want.
func difference(now, want map[string]int) string {
	var out []string
	for _, kind := range slices.Sorted(maps.Keys(now)) {
		if n := now[kind] - want[kind]; n != 0 {
			out = append(out, fmt.Sprintf("%+d %s", n, kind))
		}
	}
	return strings.Join(out, ", ")
}

var identities = func() map[string][]string {
	out := map[string][]string{}
	for _, factory := range provider.New("test").Resources(nil) { //nolint:staticcheck // it is not looked at
		if r, ok := factory().(interface{ Identifiers() (string, []string) }); ok {
			name, attributes := r.Identifiers()
			out["gatehouse_"+name] = attributes
		}
	}
	return out
}()

// importID is the identifier by which an object is imported.
func importID(o *acctest.Managed) string {
	var id []string
	for _, name := range identities[o.Type] {
		id = append(id, fmt.Sprint(o.Get(name)))
	}
	return strings.Join(id, "/")
}
