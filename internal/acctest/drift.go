package acctest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Drift proves, for every argument of a resource, that a change on the platform
// is seen by the next plan, as a change of that argument and nothing else, and
// that an apply repairs it.
type Drift struct {
	Type string
	// Config has every argument that can be set at the same time.
	Config map[string]any
	// Path is where the object is in the API, for Edits that are patches.
	Path func(*Managed) string
	// Edits are the changes, by argument ("name", "spec.version").
	Edits map[string][]Edit
	// Except are the arguments that the platform cannot change or does not
	// tell, each with the reason.
	Except map[string]string
}

// Edit is one change made by hand on the platform.
type Edit struct {
	// Patch is merged into the object, which is written back by PUT.
	Patch map[string]any
	// Do is what to do instead.
	Do func(*testing.T, *Env, *Managed)
	// With are arguments that must differ from Config for this edit: nil
	// removes one.
	With map[string]any
	// Also are arguments that change with this one, because the platform ties
	// them together.
	Also []string
}

// Coverage counts the arguments of a resource and those that Drift covers.
type Coverage struct {
	Type           string
	Covered, Known int
	Except         []string
}

// Run does it.
func (d Drift) Run(t *testing.T, e *Env) {
	t.Helper()
	m := e.Machine(t)
	known := arguments(m.Schema(d.Type).Block.Attributes, "")
	report := Coverage{Type: d.Type, Known: len(known)}
	for _, argument := range known {
		edits, reason := d.Edits[argument], d.Except[argument]
		switch {
		case len(edits) == 0 && reason == "":
			t.Errorf("%s: no edit and no reason for the argument %s", d.Type, argument)
		case len(edits) > 0 && reason != "":
			t.Errorf("%s: the argument %s has both edits and a reason for none", d.Type, argument)
		case reason != "":
			report.Except = append(report.Except, argument+": "+reason)
		default:
			report.Covered++
		}
	}
	for argument := range d.Edits {
		if !slices.Contains(known, argument) {
			t.Errorf("%s: there is no argument %s", d.Type, argument)
		}
	}
	for argument := range d.Except {
		if !slices.Contains(known, argument) {
			t.Errorf("%s: there is no argument %s to except", d.Type, argument)
		}
	}
	o := m.Create(d.Type, d.Config)
	d.settled(t, o, d.Config, "after the first apply")
	for _, argument := range known {
		for i, edit := range d.Edits[argument] {
			t.Run(fmt.Sprintf("%s/%d", argument, i), func(t *testing.T) { d.one(t, e, o, argument, edit) })
		}
	}
	o.Apply(d.Config)
	o.Destroy()
	slices.Sort(report.Except)
	t.Logf("drift of %s: %d of %d arguments covered, %d excepted", d.Type, report.Covered, report.Known, len(report.Except))
	for _, line := range report.Except {
		t.Log("  excepted: " + line)
	}
}

func (d Drift) one(t *testing.T, e *Env, o *Managed, argument string, edit Edit) {
	t.Helper()
	o.m.t = t
	config := map[string]any{}
	maps.Copy(config, d.Config)
	for k, v := range edit.With {
		if v == nil {
			delete(config, k)
			continue
		}
		config[k] = v
	}
	o.Apply(config)
	d.settled(t, o, config, "before the edit")
	if edit.Do != nil {
		edit.Do(t, e, o)
	} else {
		e.Edit(t, d.Path(o), edit.Patch)
	}
	if o.Refresh() {
		t.Fatal("the edit removed the object")
	}
	p := o.Plan(config)
	if p.Errors != "" {
		t.Fatal(p.Errors)
	}
	want := append([]string{argument}, edit.Also...)
	slices.Sort(want)
	if got := collapse(p.Changed, want); !slices.Equal(got, want) {
		t.Fatalf("the plan changes %v, want %v", got, want)
	}
	o.Apply(config)
	d.settled(t, o, config, "after the repair")
}

// collapse shows a change below a wanted argument as the argument itself.
func collapse(changed, want []string) []string {
	var out []string
	for _, c := range changed {
		for _, w := range want {
			if strings.HasPrefix(c, w+".") {
				c = w
			}
		}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func (Drift) settled(t *testing.T, o *Managed, config map[string]any, when string) {
	t.Helper()
	if o.Refresh() {
		t.Fatalf("%s: the object is gone", when)
	}
	if p := o.Plan(config); p.Errors != "" || !p.Empty() {
		t.Fatalf("%s: the plan is not empty: %v %v %s", when, p.Changed, p.Replace, p.Errors)
	}
}

// arguments are the paths of everything that a configuration can set. A nested
// object counts by its members; lists, sets and maps count as one.
func arguments(attributes []*tfprotov6.SchemaAttribute, prefix string) []string {
	var out []string
	for _, a := range attributes {
		if !a.Required && !a.Optional {
			continue
		}
		if a.NestedType != nil && a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle {
			out = append(out, arguments(a.NestedType.Attributes, prefix+a.Name+".")...)
			continue
		}
		out = append(out, prefix+a.Name)
	}
	slices.Sort(out)
	return out
}
