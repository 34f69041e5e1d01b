package provider_test

import (
	"maps"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// replaceable sends requests to whatever stands behind it now.
type replaceable struct{ to http.RoundTripper }

func (r *replaceable) RoundTrip(req *http.Request) (*http.Response, error) {
	return r.to.RoundTrip(req)
}

// TestState_keepsEverything makes one of every resource on a simulator that
// keeps its tenant, ends it, and goes on with another on the same file: nothing
// is missing, and no plan changes anything that it did not change before.
func TestState_keepsEverything(t *testing.T) {
	t.Parallel()
	behind := &replaceable{}
	e := acctest.InMemory(t, func(s http.RoundTripper) http.RoundTripper { behind.to = s; return behind })
	file := filepath.Join(t.TempDir(), "tenant")
	if err := e.Sim.Keep(file); err != nil {
		t.Fatal(err)
	}
	s := e.Machine(t).Stack("testdata/everything", e.EverythingVariables(t))
	pending := map[string]bool{}
	for _, o := range s.Objects {
		o.Refresh()
		pending[o.Address] = !o.Plan(o.Config).Empty()
	}
	before, env := e.Sim.Objects(), e.Sim.Env()
	if err := e.Sim.Close(); err != nil {
		t.Fatal(err)
	}

	again, err := sim.InMemory(sim.Options{Seed: 99, StateFile: file})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := again.Close(); err != nil {
			t.Error(err)
		}
	}()
	if now := again.Objects(); !maps.Equal(now, before) {
		t.Errorf("there is %v\nthere was %v", now, before)
	}
	if now := again.Env(); !maps.Equal(now, env) {
		t.Errorf("the variables are %v\nthey were %v", now, env)
	}
	behind.to = again
	for _, o := range s.Objects {
		if o.Refresh() {
			t.Errorf("%s is not the same", o.Address)
		}
		if plan := o.Plan(o.Config); !plan.Empty() && !pending[o.Address] {
			t.Errorf("%s: %q", o.Address, plan.Changed)
		}
	}
	if len(s.Objects) < 50 {
		t.Errorf("only %d objects were compared", len(s.Objects))
	}
}
