package faults

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// operation is one of the six, on one object.
type operation struct {
	name string
	// ready brings the object to where the operation begins.
	ready func(o *acctest.Configured)
	// act is the operation; the text is that of its errors.
	act func(m *acctest.Machine, o *acctest.Configured) string
	// config is what the object must be like in the end, nil: gone; want are all
	// objects that there are then.
	config map[string]any
	want   map[string]int
}

var operations = []string{"create", "read", "update", "delete", "import", "list"}

// operation is nil where the object has none of that name; why says so.
func (w *world) operation(name string, o *acctest.Configured) (op *operation, why string) {
	w.t.Helper()
	present := func(o *acctest.Configured) {
		o.Adopt(w.process())
		if !o.Exists() || o.Refresh() || !o.Plan(o.Config).Empty() {
			o.Apply(o.Config)
		}
	}
	op = &operation{name: name, ready: present, config: o.Config, want: w.whole}
	switch name {
	case "create":
		op.ready = func(o *acctest.Configured) {
			if o.Exists() {
				o.Adopt(w.process())
				o.Destroy()
			}
		}
		op.act = func(m *acctest.Machine, o *acctest.Configured) string {
			o.Adopt(m)
			return o.TryApply(o.Config)
		}
	case "read":
		op.act = func(m *acctest.Machine, o *acctest.Configured) string {
			o.Adopt(m)
			return o.TryRefresh()
		}
	case "update":
		op.config, op.want = w.another(o)
		if op.config == nil {
			return nil, "every change makes a new object"
		}
		op.act = func(m *acctest.Machine, o *acctest.Configured) string {
			o.Adopt(m)
			return o.TryApply(op.config)
		}
	case "delete":
		op.config, op.want = nil, w.around
		op.act = func(m *acctest.Machine, o *acctest.Configured) string {
			o.Adopt(m)
			return o.TryDestroy()
		}
	case "import":
		present(o) // the deletion may have come before
		calm, errs := w.process().Importing(o.Type, importID(o.Managed))
		if errs != "" {
			w.t.Fatalf("%s: import: %s", o.Address, errs)
		}
		usual := calm.Plan(o.Config)
		op.act = func(m *acctest.Machine, o *acctest.Configured) string {
			got, errs := m.Importing(o.Type, importID(o.Managed))
			if errs != "" {
				return errs
			}
			if !got.Exists() {
				return "Cannot import non-existent remote object" // as Terraform says
			}
			got.Adopt(w.calm())
			if p := got.Plan(o.Config); !slices.Equal(p.Changed, usual.Changed) || !slices.Equal(p.Replace, usual.Replace) {
				w.wrong("after the import a plan changes %q, else %q", p.Changed, usual.Changed)
			}
			return ""
		}
	case "list":
		present(o)
		config, ok := listed(w.process(), o)
		if !ok {
			return nil, "there is no list of it"
		}
		usual, errs := w.process().List(o.Type, config)
		if errs != "" {
			w.t.Fatalf("%s: list: %s", o.Address, errs)
		}
		op.act = func(m *acctest.Machine, o *acctest.Configured) string {
			all, errs := m.List(o.Type, config)
			if errs == "" && !reflect.DeepEqual(names(all), names(usual)) {
				w.wrong("it lists %d objects without an error, there are %d", len(all), len(usual))
			}
			return errs
		}
	}
	return op, ""
}

func names(all []acctest.Listed) []string {
	var out []string
	for _, l := range all {
		out = append(out, fmt.Sprint(l.Name, l.Resource["id"]))
	}
	slices.Sort(out)
	return out
}

// listed is the configuration of the list that has the object.
func listed(m *acctest.Machine, o *acctest.Configured) (map[string]any, bool) {
	s := m.ListSchema(o.Type)
	if s == nil {
		return nil, false
	}
	config := map[string]any{}
	for _, a := range s.Block.Attributes {
		if a.Required {
			config[a.Name] = o.Get(a.Name)
		}
	}
	return config, true
}

// run strikes at one call of an operation, and looks at what comes of it.
func (w *world) run(op *operation, o *acctest.Configured, how *kind, from, times int) (problems []string, hits int) {
	w.t.Helper()
	w.problems = nil
	op.ready(o)
	m := w.process()
	w.way.aim(how, from, times)
	errs := op.act(m, o)
	_, hits = w.way.calls()
	w.way.watch()
	w.judge(errs)
	tainted := op.name == "create" && errs != "" && o.Exists()
	if id := offered(errs); id != "" && !o.Exists() && op.config != nil {
		w.take(w.calm(), o, id)
	}
	w.again(op, o, tainted)
	want := op.want
	if now := w.env.Sim.Objects(); !reflect.DeepEqual(now, want) {
		w.wrong("in the end there are too many or too few: %s", difference(now, want))
	}
	w.problems = append(w.problems, w.env.Leaked()...)
	if len(w.problems) > 0 && errs != "" {
		w.problems = append(w.problems, "the error was: "+errs)
	}
	return w.problems, hits
}

// again applies a second time, as a person would who has read the error and the
// plan's warnings, and looks whether that settles everything.
func (w *world) again(op *operation, o *acctest.Configured, tainted bool) {
	w.t.Helper()
	m := w.calm()
	o.Adopt(m)
	if o.Exists() {
		if errs := o.TryRefresh(); errs != "" {
			w.wrong("the refresh afterwards fails: %s", errs)
			return
		}
	}
	if op.config == nil || tainted && o.Exists() {
		if errs := o.TryDestroy(); o.Exists() && errs != "" {
			w.wrong("the second destruction fails: %s", errs)
			return
		}
	}
	if op.config == nil {
		return
	}
	if !o.Exists() {
		// The plan of what was left behind warns, and offers it, too.
		if id := offered(o.Plan(op.config).Advice); id != "" {
			w.take(m, o, id)
		}
	}
	if !o.Exists() || !o.Plan(op.config).Empty() {
		errs := o.TryApply(op.config)
		if id := offered(errs); id != "" {
			w.take(m, o, id)
			errs = o.TryApply(op.config)
		}
		if errs != "" {
			w.wrong("the second apply fails: %s", errs)
			return
		}
	}
	o.Adopt(w.calm())
	if errs := o.TryRefresh(); errs != "" || !o.Exists() {
		w.wrong("after the second apply the object cannot be read: %s", errs)
		return
	}
	if p := o.Plan(op.config); !p.Empty() {
		w.wrong("after the second apply the plan is not empty: %q %s", p.Changed, p.Errors)
	}
}

// take imports an object, as an error offers it.
func (w *world) take(m *acctest.Machine, o *acctest.Configured, id string) {
	w.t.Helper()
	w.imported++
	got, errs := m.Importing(o.Type, id)
	if errs != "" {
		w.wrong("the import that the error offers fails: %s", errs)
		return
	}
	*o.Managed = *got
}

var block = regexp.MustCompile(`(?s)import \{\n.*?\n  id = "([^"]+)"`)

// offered is the identifier in an error's import block.
func offered(errs string) string {
	if m := block.FindStringSubmatch(errs); m != nil {
		return m[1]
	}
	return ""
}

var bare = regexp.MustCompile(`: \d{3} [A-Z][A-Za-z -]*\.(\n|$)`)

// judge looks at an error's text: it says what was tried, and what to do where
// the platform said nothing.
func (w *world) judge(errs string) {
	if bare.MatchString(errs) && !strings.Contains(errs, "What to do:") {
		w.wrong("the error is a bare status")
	}
}
