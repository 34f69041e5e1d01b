package faults

import (
	"reflect"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// TestListLag applies, plans, changes and destroys on a tenant whose lists lag
// behind what is written. Every process begins right after the last one's writes.
// Nothing may be different from a tenant whose lists do not lag.
func TestListLag(t *testing.T) {
	t.Parallel()
	for _, dir := range []string{"../../examples/tutorial", folder} {
		for _, lag := range []time.Duration{time.Second, 5 * time.Second} {
			t.Run(dir+" "+lag.String(), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { lagging(t, dir, lag) })
			})
		}
	}
}

func lagging(t *testing.T, dir string, lag time.Duration) {
	prompt, late := applied(t, sim.Options{}, dir), applied(t, sim.Options{ListLag: lag}, dir)
	late.like(prompt, "after the apply")
	want, got := prompt.Pending(prompt.env.Machine(t)), late.Pending(late.env.Machine(t))
	if !slices.Equal(got, want) {
		t.Errorf("right after the apply a plan changes %q, else %q", got, want)
	}
	late.like(prompt, "after the plan")
	changed := 0
	for i, o := range prompt.Objects {
		if slices.Contains(want, o.Address) {
			continue // something else in the configuration changes it, and it is told to ignore that
		}
		config := prompt.change(o)
		if config == nil {
			continue
		}
		changed++
		late.put(late.Objects[i], config)
		late.like(prompt, "after a change of "+o.Address)
	}
	for i, o := range prompt.Objects { // and back, as it was
		if slices.Contains(want, o.Address) {
			continue
		}
		prompt.put(o, o.Config)
		late.put(late.Objects[i], late.Objects[i].Config)
	}
	late.like(prompt, "after the changes were taken back")
	if errs := late.Destroy(late.env.Machine(t)); errs != "" {
		t.Errorf("destroy: %s", errs)
	}
	if err := late.env.Empty(); err != nil {
		t.Error(err)
	}
	t.Logf("%d objects, %d of them changed in place and back", len(prompt.Objects), changed)
}

// site is a configuration on a tenant.
type site struct {
	*acctest.Stack
	t   *testing.T
	env *acctest.Env
}

// applied applies the configuration in a folder on a new tenant.
func applied(t *testing.T, o sim.Options, dir string) *site {
	t.Helper()
	s := &site{t: t, env: acctest.InMemoryWith(t, o, nil)}
	s.Stack = acctest.ReadStack(t, dir, s.env.EverythingVariables(t))
	if errs := s.Apply(s.env.Machine(t)); errs != "" {
		t.Fatal(errs)
	}
	return s
}

// like compares the objects that are there.
func (s *site) like(other *site, when string) {
	s.t.Helper()
	if now, want := s.env.Sim.Objects(), other.env.Sim.Objects(); !reflect.DeepEqual(now, want) {
		s.t.Fatalf("%s: %s", when, difference(now, want))
	}
}

// change finds a configuration that differs from an object's, and brings it
// about; nil: there is none that leaves the object what it is.
func (s *site) change(o *acctest.Configured) map[string]any {
	s.t.Helper()
	o.Adopt(s.env.Machine(s.t))
	for _, v := range variants(o.Config) {
		config, _ := v.(map[string]any)
		if p := o.Plan(config); p.Errors != "" || len(p.Changed) == 0 || len(p.Replace) > 0 {
			continue
		}
		if o.TryApply(config) == "" && !o.Refresh() && o.Plan(config).Empty() {
			return config
		}
		o.TryApply(o.Config)
	}
	return nil
}

// put applies a configuration of an object, and plans it at once in another process.
func (s *site) put(o *acctest.Configured, config map[string]any) {
	s.t.Helper()
	o.Adopt(s.env.Machine(s.t))
	if errs := o.TryApply(config); errs != "" {
		s.t.Errorf("%s: %s", o.Address, errs)
	}
	o.Adopt(s.env.Machine(s.t))
	if o.Refresh() {
		s.t.Fatalf("%s: it is taken for gone", o.Address)
	}
	if p := o.Plan(config); !p.Empty() {
		s.t.Errorf("%s: right after a change a plan changes %q", o.Address, p.Changed)
	}
}
