package crud

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Plan is what a plan hook looks at. Values may be unknown. It changes single
// attributes by Set: writing a whole model back would lose marks.
type Plan[M any] struct {
	Planning
	Config  M // zero on destroy
	Planned M // zero on destroy
	Prior   M // zero on create
}

// Planning is what a plan of any object has.
type Planning struct {
	Create, Destroy bool // neither: an update, perhaps an empty one
	// Imported is that of Write.
	Imported    bool
	Diagnostics *diag.Diagnostics

	resp *resource.ModifyPlanResponse
	form *form
	// set are the root attributes that were set, and not written to the plan yet.
	set map[string]tftypes.Value
}

// Set sets one attribute of the plan. Those at the root are written together
// in the end; the framework's way would copy the whole plan for each.
func (p *Planning) Set(ctx context.Context, at path.Path, value any) {
	if v, ok := value.(bool); ok {
		value = types.BoolValue(v)
	}
	steps := at.Steps()
	name, _ := steps[0].(path.PathStepAttributeName)
	v, isValue := value.(attr.Value)
	if len(steps) > 1 || !isValue {
		p.write()
		p.Diagnostics.Append(p.resp.Plan.SetAttribute(ctx, at, value)...)
		return
	}
	raw, err := p.form.value(ctx, string(name), v)
	if err != nil {
		p.Diagnostics.Append(p.form.defect(err)...)
		return
	}
	if p.set == nil {
		p.set = map[string]tftypes.Value{}
	}
	p.set[string(name)] = raw
}

// write writes to the plan what was set.
func (p *Planning) write() {
	if len(p.set) == 0 {
		return
	}
	whole, err := p.form.with(p.resp.Plan.Raw, p.set)
	if err != nil {
		p.Diagnostics.Append(p.form.defect(err)...)
	} else {
		p.resp.Plan.Raw = whole
	}
	p.set = nil
}

// Replace makes the plan a replacement, because of that attribute.
func (p *Planning) Replace(at path.Path) { p.resp.RequiresReplace.Append(at) }

// Otherwise plans an argument that the configuration leaves out: value, or,
// with keep, what the platform has. It serves arguments whose default depends
// on others; the rest have a Default in their schema.
func (p *Planning) Otherwise(ctx context.Context, name string, config, prior attr.Value, keep bool, value any) {
	switch {
	case !config.IsNull():
	case !keep:
		p.Set(ctx, path.Root(name), value)
	case !p.Create:
		p.Set(ctx, path.Root(name), prior)
	}
}

// Beyond warns about a priority that is greater than the number n of items: a
// platform that counts without gaps gives the item another one.
func (p *Planning) Beyond(priority, n int64, items, of string) {
	if priority > n {
		p.Diagnostics.AddAttributeWarning(path.Root("priority"), "Priority Beyond the End", fmt.Sprintf(
			"Priorities count from 1 without gaps, and the %s has %d %s: unless this apply adds more, the priority will be %d, not %d, and every plan will show it. Number the %s from 1, or leave priority out.",
			of, n, items, n, priority, items))
	}
}

// ModifyPlan implements resource.ResourceWithModifyPlan: it reports missing
// settings of the provider, puts in the provider's defaults for the
// organization and the environment, calls the object's own hook, and warns of
// an object that is there already.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.clients == nil || rehearsalOf(ctx) != nil {
		return
	}
	r.plan(ctx, req, resp)
	if !resp.Diagnostics.HasError() {
		r.lookForNamesake(ctx, req, resp)
	}
}

func (r *Resource) plan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	f := r.form(ctx)
	common := Planning{Create: req.State.Raw.IsNull(), Destroy: req.Plan.Raw.IsNull(), Diagnostics: &resp.Diagnostics, resp: resp, form: f}
	if err := r.clients.check(r.Platform); err != nil {
		Report(&resp.Diagnostics, "Plan", r.Noun, err)
		return
	}
	common.settle(req)
	if r.ops.plan == nil {
		defer common.write()
		if !common.Destroy {
			common.defaults(ctx, r.clients, req)
		}
		return
	}
	p := r.ops.planning(common)
	defer p.write()
	if !p.Destroy {
		p.defaults(ctx, r.clients, req)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if !p.Destroy {
		p.write()
		resp.Diagnostics.Append(f.decode(ctx, req.Config.Raw, p.config)...)
		resp.Diagnostics.Append(f.decode(ctx, resp.Plan.Raw, p.planned)...)
	}
	if !p.Create {
		resp.Diagnostics.Append(f.decode(ctx, req.State.Raw, p.prior)...)
		var problems diag.Diagnostics
		p.Imported, problems = wasImported(ctx, req.Private)
		resp.Diagnostics.Append(problems...)
	}
	if !resp.Diagnostics.HasError() {
		r.ops.plan(ctx, r.clients, p)
		p.settle(req) // the hook may have found that a difference is none
	}
}

// settle takes back a change in which nothing changes but that computed values
// have become unknown. The framework makes them so when anything differs at
// first, and a modifier or a hook that finds the difference to be none does not
// put them back. One such difference is Terraform's: where an Optional and
// Computed object is left out, it proposes null instead of what is there when
// that holds something that only a configuration can have given, as after an
// import.
func (p *Planning) settle(req resource.ModifyPlanRequest) {
	if p.Create {
		return
	}
	for _, v := range p.set {
		if !v.IsKnown() {
			return // a hook says that it will change
		}
	}
	p.write()
	planned, err := members(p.resp.Plan.Raw)
	if err != nil {
		p.Diagnostics.Append(p.form.defect(err)...)
		return
	}
	var unknown []string
	for name, v := range planned {
		if !v.IsKnown() {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) == 0 {
		return
	}
	config, err := members(req.Config.Raw)
	if err != nil {
		p.Diagnostics.Append(p.form.defect(err)...)
		return
	}
	prior, err := members(req.State.Raw)
	if err != nil {
		p.Diagnostics.Append(p.form.defect(err)...)
		return
	}
	for name, v := range planned {
		if v.IsKnown() && !v.Equal(prior[name]) || !v.IsKnown() && !config[name].IsNull() {
			return
		}
	}
	p.set = map[string]tftypes.Value{}
	for _, name := range unknown {
		p.set[name] = prior[name]
	}
}

// defaults gives organization_id and environment_id the provider's value
// where the configuration has none. A default that has changed since means
// another object: that is a replacement.
func (p *Planning) defaults(ctx context.Context, c *Clients, req resource.ModifyPlanRequest) {
	if len(p.form.fallbacks) == 0 {
		return
	}
	config, err := members(req.Config.Raw)
	if err != nil {
		p.Diagnostics.Append(p.form.defect(err)...)
		return
	}
	prior, err := members(req.State.Raw)
	if err != nil {
		p.Diagnostics.Append(p.form.defect(err)...)
		return
	}
	for _, name := range p.form.fallbacks {
		if config[name].IsNull() {
			p.fallBack(ctx, c, name, prior[name])
		}
	}
}

func (p *Planning) fallBack(ctx context.Context, c *Clients, name string, prior tftypes.Value) {
	at := path.Root(name)
	value, known, err := c.Sought(ctx, name)
	switch {
	case err != nil:
		p.Diagnostics.AddAttributeError(at, "Missing "+name, err.Error())
	case !known:
		p.Set(ctx, at, types.StringUnknown())
	case value == "":
		p.Diagnostics.AddAttributeError(at, "Missing "+name, fmt.Sprintf(
			"%s needs %q, and neither the resource nor the provider gives it. Set %q here, or %q in the provider's anypoint block, or the environment variable ANYPOINT_%s.",
			p.form.noun, name, name, name, strings.ToUpper(name)))
	default:
		p.Set(ctx, at, types.StringValue(value))
		if !p.Create && !prior.Equal(tftypes.NewValue(tftypes.String, value)) {
			p.Replace(at)
		}
	}
}
