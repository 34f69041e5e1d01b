// Package bench keeps the numbers to hold: calls, seconds and memory, each
// printed beside what today's providers need. `make bench` runs it.
package bench_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

const root = "../.."

// BenchmarkTutorial applies examples/tutorial and plans it again. The limits
// are 30 and 20 calls, none of which may fail.
func BenchmarkTutorial(b *testing.B) {
	for b.Loop() {
		e := acctest.Start(b)
		w, err := workspace.New(b.Context(), b.TempDir(), root, "examples/tutorial", acctest.Program(b))
		if err != nil {
			b.Fatal(err)
		}
		w.Env = e.TutorialVariables()
		run := func(args ...string) time.Duration {
			start := time.Now()
			if out, err := w.Run(b.Context(), args...); err != nil {
				b.Fatal(err, out)
			}
			return time.Since(start)
		}
		run("init")
		count := func(what string, limit int) {
			failed := 0
			for _, x := range e.Requests() {
				if x.Status >= 400 && x.Platform != "gateway" {
					failed++
					fmt.Fprintf(os.Stderr, "failed: %s %s %d\n", x.Method, x.Path, x.Status)
				}
			}
			b.ReportMetric(float64(len(e.Requests())), what+"-calls")
			b.ReportMetric(float64(limit), what+"-limit")
			b.ReportMetric(float64(failed), what+"-failed")
			e.Sim.World.Log.Clear()
		}
		b.ReportMetric(run("apply", "-auto-approve").Seconds(), "apply-s")
		count("apply", 30)
		b.ReportMetric(run("plan").Seconds(), "plan-s")
		count("plan", 20)
		run("destroy", "-auto-approve")
		if err := e.Empty(); err != nil {
			b.Fatal(err)
		}
	}
}
