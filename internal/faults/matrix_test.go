package faults

import (
	"fmt"
	"hash/fnv"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// setting says which cells are tried: "all", or any other text, which picks a
// tenth of them.
const setting = "GATEHOUSE_FAULTS"

// repetitions are how often a fault strikes, from each call of the operation on.
var repetitions = []struct {
	times int
	name  string
}{{1, "once"}, {3, "three times"}, {0, "for ever"}}

// cell is an operation on a type of resource, and a fault.
type cell struct{ typ, op, fault, times string }

func (c cell) String() string {
	return c.typ + ", " + c.op + ", " + c.fault + ", " + c.times
}

// chosen tells whether a cell is tried.
func (c cell) chosen(by string) bool {
	if by == "all" {
		return true
	}
	h := fnv.New64a()
	fmt.Fprint(h, by, c)
	return h.Sum64()%10 == 0
}

// result is what came of the cells.
type result struct {
	sync.Mutex
	held, tried map[cell]bool
	problems    map[cell]string
	calls       int
	imported    int
	without     map[string]string // operations that a type does not have, with the reason
}

// TestFaults makes every call of every operation of every type of resource fail
// in every way, once, three times and for ever. After each of it a second apply
// must settle everything: an empty plan, and exactly the configured objects.
func TestFaults(t *testing.T) {
	by := os.Getenv(setting)
	r := &result{held: map[cell]bool{}, tried: map[cell]bool{}, problems: map[cell]string{}, without: map[string]string{}}
	t.Run("cells", func(t *testing.T) {
		shards := 2 * runtime.GOMAXPROCS(0)
		for shard := range shards {
			t.Run(fmt.Sprint(shard), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { explore(t, by, shard, shards, r) })
			})
		}
	})
	r.print(t)
	r.check(t)
}

// explore looks at one of n parts of the objects.
func explore(t *testing.T, by string, shard, n int, r *result) {
	w := newWorld(t)
	for i, address := range subjects(w) {
		if i%n != shard {
			continue
		}
		if w.old() {
			w.env.Retire()
			w = newWorld(t)
		}
		w = w.look(by, address, r)
	}
}

// subjects are the addresses of one object of each type, the one with the most
// arguments, in the order in which they are looked at.
func subjects(w *world) []string {
	best := map[string]int{}
	for i, o := range w.stack.Objects {
		if j, ok := best[o.Type]; !ok || len(o.Config) > len(w.stack.Objects[j].Config) {
			best[o.Type] = i
		}
	}
	var out []string
	for i, o := range slices.Backward(w.stack.Objects) {
		if best[o.Type] == i {
			out = append(out, o.Address)
		}
	}
	return out
}

// look tries all cells of one object. It gives the world to go on with: one in
// which something went wrong is left behind.
func (w *world) look(by, address string, r *result) *world {
	typ, _, _ := strings.Cut(address, ".")
	o := w.upTo(address)
	for _, name := range operations {
		var op *operation
		n := 0
		for i := range kinds {
			for _, often := range repetitions {
				c := cell{typ, name, kinds[i].name, often.name}
				if !c.chosen(by) {
					continue
				}
				if op == nil {
					var why string
					if op, why = w.operation(name, o); op == nil {
						r.lacks(typ+", "+name, why)
						break
					}
					n = w.length(op, o)
				}
				problem := w.try(op, o, &kinds[i], often.times, c.calls(by, n), r)
				r.note(c, problem)
				if problem != "" {
					w.release(r)
					w.env.Retire()
					fresh := newWorld(w.t)
					w, o, op = fresh, fresh.upTo(address), nil
				}
			}
			if op == nil && r.lack(typ+", "+name) {
				break
			}
		}
	}
	w.release(r)
	return w
}

// length is the number of calls of an operation.
func (w *world) length(op *operation, o *acctest.Configured) int {
	w.t.Helper()
	op.ready(o)
	m := w.process()
	w.way.watch()
	if errs := op.act(m, o); errs != "" {
		w.t.Fatalf("%s: %s: %s", o.Address, op.name, errs)
	}
	calls, _ := w.way.calls()
	return len(calls)
}

// calls are the calls of an operation that are struck at: all n of them, or one.
func (c cell) calls(by string, n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	if by == "all" || n == 0 {
		return all
	}
	h := fnv.New64a()
	fmt.Fprint(h, c, by)
	i := h.Sum64() % uint64(n)
	return all[i : i+1]
}

// try strikes at calls of an operation; "" is a cell that holds.
func (w *world) try(op *operation, o *acctest.Configured, how *kind, times int, calls []int, r *result) string {
	w.t.Helper()
	for _, from := range calls {
		problems, hits := w.run(op, o, how, from, times)
		r.count(hits)
		if len(problems) > 0 {
			return fmt.Sprintf("at call %d: %s", from+1, strings.Join(problems, "; "))
		}
	}
	return ""
}
