package faults

import (
	"context"
	"net/http"
	"os"
	"sync/atomic"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// TestSIGINT interrupts a command line in the middle of the tutorial's apply,
// while the platform has acted on a creation and not answered yet: what was made
// is in the state, and the next apply goes on from there.
func TestSIGINT(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Unjudged(func(x kernel.Exchange) bool { return x.Status >= http.StatusBadRequest })
	w := e.Workspace(t, repository, "examples/tutorial")
	w.Env = e.TutorialVariables()
	if out, err := w.Run(t.Context(), "init"); err != nil {
		t.Fatal(err, out)
	}
	var left atomic.Int64 // creations until the command line is interrupted
	var interrupt atomic.Value
	e.Sim.World.Log.Observe(func(x kernel.Exchange) {
		creation := x.Method == http.MethodPost && x.Status == http.StatusCreated
		if stop, ok := interrupt.Load().(context.CancelFunc); ok && !x.Internal && creation && left.Add(-1) == 0 {
			stop()
		}
	})
	moments := []int64{2}
	if os.Getenv(setting) == "all" {
		moments = []int64{1, 2, 3, 4, 5}
	}
	for _, at := range moments {
		ctx, stop := context.WithCancel(t.Context())
		interrupt.Store(stop)
		left.Store(at)
		if out, err := w.Run(ctx, "apply", "-auto-approve"); err == nil {
			t.Errorf("interrupted at creation %d, and the apply went on:\n%s", at, out)
		}
		stop()
		left.Store(0)
		if _, err := w.Run(t.Context(), "apply", "-auto-approve"); err != nil {
			t.Errorf("interrupted at creation %d: the second apply fails: %v", at, err)
		}
		if changes, err := w.Changes(t.Context()); err != nil || len(changes) > 0 {
			t.Errorf("interrupted at creation %d: after the second apply a plan changes %q: %v", at, changes, err)
		}
		if _, err := w.Run(t.Context(), "destroy", "-auto-approve"); err != nil {
			t.Error(err)
		}
		if err := e.Empty(); err != nil {
			t.Errorf("interrupted at creation %d: something was left to nobody: %v", at, err)
		}
	}
}
