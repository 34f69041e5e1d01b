package acctest

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Managed is an object in the state.
type Managed struct {
	// Warned are the summaries of the warnings of the last apply.
	Warned []string

	m        *Machine
	Type     string
	schema   *tfprotov6.Schema
	typ      tftypes.Type
	state    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

// Planned is what a plan would do.
type Planned struct {
	// Changed are the paths of the arguments whose value would change, such as
	// "name" or "spec.version", sorted. What only becomes unknown is not among them.
	Changed []string
	// Replace are the paths that force a replacement.
	Replace []string
	// Errors is the text of the plan's errors, empty for none.
	Errors string
	// Warnings are the summaries of the plan's warnings, Advice is their details.
	Warnings []string
	Advice   string

	value    tftypes.Value
	private  []byte
	config   tftypes.Value
	identity *tfprotov6.ResourceIdentityData
}

// Empty tells whether nothing would be done. Terraform shows a value that only
// becomes unknown as a change, too.
func (p Planned) Empty() bool {
	return len(p.Changed) == 0 && len(p.Replace) == 0 && p.value.IsFullyKnown()
}

// Plan plans a configuration against the state.
func (o *Managed) Plan(config map[string]any) Planned {
	o.m.t.Helper()
	value := Value(o.typ, config)
	proposed := propose(o.schema.Block, o.state, value)
	resp, err := o.m.server.PlanResourceChange(o.m.ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: o.Type, PriorState: o.m.dynamic(o.typ, o.state), Config: o.m.dynamic(o.typ, value),
		ProposedNewState: o.m.dynamic(o.typ, proposed), PriorPrivate: o.private, PriorIdentity: o.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	p := Planned{Errors: errorsOf(resp.Diagnostics), config: value, private: resp.PlannedPrivate, identity: resp.PlannedIdentity}
	for _, d := range resp.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityWarning {
			p.Warnings = append(p.Warnings, d.Summary)
			p.Advice += d.Detail + "\n"
		}
	}
	if p.Errors != "" {
		return p
	}
	p.value = o.m.value(o.typ, resp.PlannedState)
	p.Changed = changes(o.state, p.value)
	for _, path := range resp.RequiresReplace {
		p.Replace = append(p.Replace, dotted(path))
	}
	slices.Sort(p.Replace)
	// A path that forces a replacement counts only where its value differs.
	p.Replace = slices.DeleteFunc(p.Replace, func(path string) bool {
		return !o.state.IsNull() && !touches(p.Changed, path) && !becomesUnknown(o.state, p.value, path)
	})
	return p
}

// Apply plans and applies a configuration. A replacement destroys first.
func (o *Managed) Apply(config map[string]any) {
	o.m.t.Helper()
	if errs := o.TryApply(config); errs != "" {
		o.m.t.Fatalf("%s: apply: %s", o.Type, errs)
	}
}

// TryApply is Apply that returns the text of the errors, empty for none.
func (o *Managed) TryApply(config map[string]any) string {
	o.m.t.Helper()
	if errs := o.m.Validate(o.Type, config); errs != "" {
		return errs
	}
	p := o.Plan(config)
	if p.Errors != "" {
		return p.Errors
	}
	if len(p.Replace) > 0 && !o.state.IsNull() {
		o.Destroy()
		if p = o.Plan(config); p.Errors != "" {
			return p.Errors
		}
	}
	return o.apply(p)
}

func (o *Managed) apply(p Planned) string {
	o.m.t.Helper()
	resp, err := o.m.server.ApplyResourceChange(o.m.ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: o.Type, PriorState: o.m.dynamic(o.typ, o.state), PlannedState: o.m.dynamic(o.typ, p.value),
		Config: o.m.dynamic(o.typ, p.config), PlannedPrivate: p.private, PlannedIdentity: p.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	o.state, o.private, o.identity = o.m.value(o.typ, resp.NewState), resp.Private, resp.NewIdentity
	o.Warned = nil
	for _, d := range resp.Diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityWarning {
			o.Warned = append(o.Warned, d.Summary)
		}
	}
	return errorsOf(resp.Diagnostics) + inconsistent(p.value, o.state)
}

// Refresh reads the object and tells whether it is gone.
func (o *Managed) Refresh() (gone bool) {
	o.m.t.Helper()
	if errs := o.TryRefresh(); errs != "" {
		o.m.t.Fatalf("%s: refresh: %s", o.Type, errs)
	}
	return o.state.IsNull()
}

// TryRefresh is Refresh that returns the text of the errors, empty for none.
// After an error the object is still in the state.
func (o *Managed) TryRefresh() string {
	o.m.t.Helper()
	resp, err := o.m.server.ReadResource(o.m.ctx, &tfprotov6.ReadResourceRequest{
		TypeName: o.Type, CurrentState: o.m.dynamic(o.typ, o.state), Private: o.private, CurrentIdentity: o.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	o.state, o.private, o.identity = o.m.value(o.typ, resp.NewState), resp.Private, resp.NewIdentity
	return errorsOf(resp.Diagnostics)
}

// Destroy removes the object.
func (o *Managed) Destroy() {
	o.m.t.Helper()
	if errs := o.TryDestroy(); errs != "" {
		o.m.t.Fatalf("%s: destroy: %s", o.Type, errs)
	}
}

// TryDestroy is Destroy that returns the text of the errors, empty for none.
// After an error the object is still in the state.
func (o *Managed) TryDestroy() string {
	o.m.t.Helper()
	none := tftypes.NewValue(o.typ, nil)
	plan, err := o.m.server.PlanResourceChange(o.m.ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: o.Type, PriorState: o.m.dynamic(o.typ, o.state), Config: o.m.dynamic(o.typ, none),
		ProposedNewState: o.m.dynamic(o.typ, none), PriorPrivate: o.private, PriorIdentity: o.identity,
	})
	if err != nil {
		o.m.t.Fatal(err)
	}
	if errs := errorsOf(plan.Diagnostics); errs != "" {
		return errs
	}
	return o.apply(Planned{value: none, config: none, private: plan.PlannedPrivate})
}

// Exists tells whether the object is in the state.
func (o *Managed) Exists() bool { return !o.state.IsNull() }

// Text is a string attribute of the state, empty for null.
func (o *Managed) Text(name string) string {
	s, _ := o.Get(name).(string)
	return s
}

// Get is an attribute of the state as plain Go.
func (o *Managed) Get(name string) any { return o.Values()[name] }

// Values is the whole state as plain Go, nil for none.
func (o *Managed) Values() map[string]any {
	values, _ := Plain(o.state).(map[string]any)
	return values
}

// Adopt lets another machine manage the object from now on: another process,
// so to speak, with the same state.
func (o *Managed) Adopt(m *Machine) { o.m = m }
