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
	Diagnostics     *diag.Diagnostics

	resp *resource.ModifyPlanResponse
}

// Set writes one attribute of the plan.
func (p *Planning) Set(ctx context.Context, at path.Path, value any) {
	p.Diagnostics.Append(p.resp.Plan.SetAttribute(ctx, at, value)...)
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
// organization and the environment, and calls the object's own hook.
func (r *Resource[M, A]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.clients == nil {
		return
	}
	p := Plan[M]{Planning: Planning{Create: req.State.Raw.IsNull(), Destroy: req.Plan.Raw.IsNull(), Diagnostics: &resp.Diagnostics, resp: resp}}
	if err := r.clients.check(r.Platform); err != nil {
		Report(&resp.Diagnostics, "Plan", r.Noun, err)
		return
	}
	if !p.Destroy {
		r.planDefaults(ctx, r.clients, req, resp)
	}
	if r.Ops.Plan == nil || resp.Diagnostics.HasError() {
		return
	}
	if !p.Destroy {
		resp.Diagnostics.Append(req.Config.Get(ctx, &p.Config)...)
		resp.Diagnostics.Append(resp.Plan.Get(ctx, &p.Planned)...)
	}
	if !p.Create {
		resp.Diagnostics.Append(req.State.Get(ctx, &p.Prior)...)
	}
	if !resp.Diagnostics.HasError() {
		r.Ops.Plan(ctx, r.clients, &p)
	}
}

// planDefaults gives organization_id and environment_id the provider's value
// where the configuration has none. A default that has changed since means
// another object: that is a replacement.
func (o Object) planDefaults(ctx context.Context, c *Clients, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	for name, attribute := range o.Define().Attributes {
		value, known, ok := c.fallback(name)
		if !ok || !attribute.IsComputed() {
			continue
		}
		at := path.Root(name)
		var config types.String
		if resp.Diagnostics.Append(req.Config.GetAttribute(ctx, at, &config)...); !config.IsNull() {
			continue
		}
		if !known {
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, types.StringUnknown())...)
			continue
		}
		if value == "" {
			resp.Diagnostics.AddAttributeError(at, "Missing "+name, fmt.Sprintf(
				"%s needs %q, and neither the resource nor the provider gives it. Set %q here, or %q in the provider's anypoint block, or the environment variable ANYPOINT_%s.",
				o.Noun, name, name, name, strings.ToUpper(name)))
			continue
		}
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, at, value)...)
		if req.State.Raw.IsNull() {
			continue
		}
		var prior types.String
		if resp.Diagnostics.Append(req.State.GetAttribute(ctx, at, &prior)...); prior.ValueString() != value {
			resp.RequiresReplace.Append(at)
		}
	}
}
