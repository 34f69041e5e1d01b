package crud

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A plan asks for every object, and a refresh too. The framework answers
// generally: it walks each attribute's path through the schema from the root,
// a dozen times, and copies the schema's map of attributes at every step, so
// that an object of sixty attributes costs milliseconds. What follows answers
// the same for objects with a plain schema in one pass over the attributes.
// Whatever is not plain, or not as usual, goes to the framework; the tests
// compare both answers wherever a plan is made.

// Quick answers calls of the protocol for one type of resource. ok is false
// where the framework has to.
type Quick interface {
	QuickPlan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (resp *tfprotov6.PlanResourceChangeResponse, ok bool)
	QuickRead(ctx context.Context, req *tfprotov6.ReadResourceRequest) (resp *tfprotov6.ReadResourceResponse, ok bool)
	// Plain tells whether the schema is one that it can answer for.
	Plain(ctx context.Context) bool
}

// Plain implements Quick.
func (r *Resource) Plain(ctx context.Context) bool { return r.form(ctx).plain != nil }

// resourcePlan is a plan as the framework's hooks and modifiers see it.
type resourcePlan struct {
	config tfsdk.Config
	plan   tfsdk.Plan
	state  tfsdk.State
}

// QuickPlan implements Quick.
func (r *Resource) QuickPlan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, bool) {
	f := r.form(ctx)
	if f.plain == nil || len(req.PriorPrivate) > 0 {
		return nil, false
	}
	p, ok := f.quickPlan(ctx, req)
	if !ok {
		return nil, false
	}
	resp := resource.ModifyPlanResponse{Plan: p.plan, RequiresReplace: p.replace}
	r.ModifyPlan(ctx, resource.ModifyPlanRequest{Config: p.config, Plan: p.plan, State: p.state}, &resp)
	return f.planned(req, resp)
}

// quickPlanned is what the schema alone makes of a plan.
type quickPlanned struct {
	resourcePlan
	replace path.Paths
}

func (f *form) quickPlan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (out quickPlanned, ok bool) {
	config, err := req.Config.Unmarshal(f.object)
	if err != nil {
		return out, false
	}
	state, err := req.PriorState.Unmarshal(f.object)
	if err != nil {
		return out, false
	}
	plan, err := req.ProposedNewState.Unmarshal(f.object)
	if err != nil {
		return out, false
	}
	out.config = tfsdk.Config{Raw: config, Schema: f.schema}
	out.state = tfsdk.State{Raw: state, Schema: f.schema}
	out.plan = tfsdk.Plan{Raw: plan, Schema: f.schema}
	if plan.IsNull() {
		return out, true // a destruction
	}
	same := len(req.PriorState.MsgPack) > 0 && bytes.Equal(req.PriorState.MsgPack, req.ProposedNewState.MsgPack)
	changed, ok := f.fill(ctx, config, state, plan, same)
	if !ok {
		return out, false
	}
	if out.plan.Raw, err = object(f.object, changed); err != nil {
		return out, false
	}
	return out, f.modify(ctx, &out, changed)
}

// fill puts in the defaults, and unknown for what the platform decides when
// anything changes.
func (f *form) fill(ctx context.Context, config, state, plan tftypes.Value, same bool) (map[string]tftypes.Value, bool) {
	configured, err := members(config)
	if err != nil {
		return nil, false
	}
	before, err := members(state)
	if err != nil {
		return nil, false
	}
	proposed, err := members(plan)
	if err != nil {
		return nil, false
	}
	out := maps.Clone(proposed)
	for name, usual := range f.plain.defaults {
		if configured[name].IsNull() {
			v, diags := usual(ctx, path.Root(name))
			if diags.HasError() {
				return nil, false
			}
			if out[name], err = f.value(ctx, name, v); err != nil {
				return nil, false
			}
			same = same && out[name].Equal(proposed[name])
		}
	}
	for _, name := range f.plain.writeOnly {
		if !out[name].IsNull() {
			out[name] = tftypes.NewValue(f.object.AttributeTypes[name], nil)
		}
	}
	if !same {
		same = !state.IsNull() && maps.EqualFunc(out, before, func(a, b tftypes.Value) bool { return a.Equal(b) })
	}
	if !same {
		for _, name := range f.plain.computed {
			if configured[name].IsNull() {
				out[name] = tftypes.NewValue(f.object.AttributeTypes[name], tftypes.UnknownValue)
			}
		}
	}
	return out, true
}

// modify runs the modifiers of the schema's attributes. Each sees the plan as
// it was before any of them.
func (f *form) modify(ctx context.Context, p *quickPlanned, planned map[string]tftypes.Value) bool {
	configured, err := members(p.config.Raw)
	if err != nil {
		return false
	}
	before, err := members(p.state.Raw)
	if err != nil {
		return false
	}
	changed := map[string]tftypes.Value{}
	for name, run := range f.plain.modifiers {
		a := attributePlan{at: path.Root(name), whole: p.resourcePlan}
		for _, v := range []struct {
			from map[string]tftypes.Value
			to   *attr.Value
		}{{configured, &a.config}, {planned, &a.plan}, {before, &a.prior}} {
			if *v.to, err = f.types[name].ValueFromTerraform(ctx, f.member(v.from, name)); err != nil {
				return false
			}
		}
		run(ctx, &a)
		if len(a.diags) > 0 {
			return false // the framework says it
		}
		if a.replace {
			p.replace = append(p.replace, a.at)
		}
		if changed[name], err = f.value(ctx, name, a.plan); err != nil {
			return false
		}
	}
	maps.Copy(planned, changed)
	p.plan.Raw, err = object(f.object, planned)
	return err == nil
}

// planned is the answer. Everything that a hook did has been done: from here
// on an error is a defect, and no second try.
func (f *form) planned(req *tfprotov6.PlanResourceChangeRequest, resp resource.ModifyPlanResponse) (*tfprotov6.PlanResourceChangeResponse, bool) {
	out := &tfprotov6.PlanResourceChangeResponse{PlannedIdentity: req.PriorIdentity}
	if out.PlannedIdentity == nil {
		nobody, err := tfprotov6.NewDynamicValue(f.identify, tftypes.NewValue(f.identify, nil))
		if err != nil {
			resp.Diagnostics.Append(f.defect(err)...)
		}
		out.PlannedIdentity = &tfprotov6.ResourceIdentityData{IdentityData: &nobody}
	}
	state, err := tfprotov6.NewDynamicValue(f.object, resp.Plan.Raw)
	if err != nil {
		resp.Diagnostics.Append(f.defect(err)...)
	}
	out.PlannedState = &state
	for _, at := range resp.RequiresReplace {
		out.RequiresReplace = append(out.RequiresReplace, protocolPath(at))
	}
	slices.SortFunc(out.RequiresReplace, func(a, b *tftypes.AttributePath) int { return strings.Compare(a.String(), b.String()) })
	out.RequiresReplace = slices.CompactFunc(out.RequiresReplace, func(a, b *tftypes.AttributePath) bool { return a.Equal(b) })
	out.Diagnostics = protocolDiagnostics(resp.Diagnostics)
	return out, true
}

func protocolDiagnostics(diags diag.Diagnostics) []*tfprotov6.Diagnostic {
	var out []*tfprotov6.Diagnostic
	for _, d := range diags {
		p := &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: d.Summary(), Detail: d.Detail()}
		if d.Severity() == diag.SeverityWarning {
			p.Severity = tfprotov6.DiagnosticSeverityWarning
		}
		if located, ok := d.(diag.DiagnosticWithPath); ok {
			p.Attribute = protocolPath(located.Path())
		}
		out = append(out, p)
	}
	return out
}

// protocolPath is a path in the protocol's form, up to an element of a set,
// which has no place there that a person could find.
func protocolPath(at path.Path) *tftypes.AttributePath {
	out := tftypes.NewAttributePath()
	for _, step := range at.Steps() {
		switch s := step.(type) {
		case path.PathStepAttributeName:
			out = out.WithAttributeName(string(s))
		case path.PathStepElementKeyInt:
			out = out.WithElementKeyInt(int(s))
		case path.PathStepElementKeyString:
			out = out.WithElementKeyString(string(s))
		default:
			return out
		}
	}
	return out
}
