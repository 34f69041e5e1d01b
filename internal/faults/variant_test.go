package faults

import (
	"maps"
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// variants are configurations that differ in one value.
func variants(v any) []any {
	var out []any
	switch v := v.(type) {
	case bool:
		out = append(out, !v)
	case float64:
		out = append(out, v+1, v-1)
	case string:
		out = append(out, v+"-2", v+"2")
	case []any:
		for i, item := range v {
			for _, other := range variants(item) {
				changed := slices.Clone(v)
				changed[i] = other
				out = append(out, changed)
			}
		}
		if len(v) > 1 {
			out = append(out, v[:len(v)-1])
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			for _, other := range variants(v[name]) {
				changed := maps.Clone(v)
				changed[name] = other
				out = append(out, changed)
			}
		}
	}
	return out
}

// another finds a configuration that differs from the object's, and that an
// update brings about and back, and counts the objects with it. It is nil where
// every change makes a new object.
func (w *world) another(o *acctest.Configured) (config map[string]any, objects map[string]int) {
	w.t.Helper()
	o.Adopt(w.process())
	for _, v := range variants(o.Config) {
		config, ok := v.(map[string]any)
		if !ok {
			continue
		}
		o.Refresh()
		p := o.Plan(config)
		if p.Errors != "" || len(p.Changed) == 0 || len(p.Replace) > 0 {
			continue
		}
		w.way.watch()
		errs := o.TryApply(config)
		calls, _ := w.way.calls()
		objects = w.env.Sim.Objects()
		settled := errs == "" && len(calls) > 0 && !o.Refresh() && o.Plan(config).Empty()
		o.Apply(o.Config)
		if settled && o.Plan(o.Config).Empty() {
			return config, objects
		}
	}
	return nil, nil
}
