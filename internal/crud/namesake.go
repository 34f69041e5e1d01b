package crud

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Lookout finds the objects that have the name of a planned one; none while that
// is null or not known.
type Lookout func(ctx context.Context, c *Clients, p Sought) ([]rest.Twin, error)

// Sought is a planned object that others are sought for. Its parents are known.
type Sought struct {
	model  any
	values map[string]tftypes.Value
}

// Text is an attribute at the root, empty while it is null or not known.
func (s Sought) Text(attribute string) (text string) {
	_ = s.values[attribute].As(&text) // which leaves it empty
	return text
}

// ByModel is a Lookout that reads the planned object's model.
func ByModel[M any](find func(ctx context.Context, c *Clients, m *M) ([]rest.Twin, error)) Lookout {
	return func(ctx context.Context, c *Clients, p Sought) ([]rest.Twin, error) {
		return find(ctx, c, of[M](p.model))
	}
}

// ByName is a Lookout for the objects of a list that are named as an attribute
// says. query is the parameter that narrows the list down to a name, if there is one.
func ByName(attribute, query string, all func(c *Clients, p Sought) (rest.List, error)) Lookout {
	return func(ctx context.Context, c *Clients, p Sought) ([]rest.Twin, error) {
		name := p.Text(attribute)
		if name == "" {
			return nil, nil
		}
		list, err := all(c, p)
		if err != nil {
			return nil, err
		}
		var narrow url.Values
		if query != "" {
			narrow = url.Values{query: {name}}
		}
		return list.Namesakes(ctx, name, narrow)
	}
}

// meet notes that the state has an object.
func (r *Resource) meet(ctx context.Context, raw tftypes.Value) {
	if r.ops.namesakes == nil {
		return
	}
	if id, ok := r.form(ctx).lastName(raw); ok {
		r.clients.met.Store(r.Name+"/"+id, nil)
	}
}

// lastName is the innermost part of an object's identity, if all of the outer
// ones are known.
func (f *form) lastName(raw tftypes.Value) (id string, ok bool) {
	values, err := members(raw)
	if err != nil {
		return "", false
	}
	for _, name := range f.names {
		if values[name].As(&id) != nil || id == "" {
			return name, false
		}
	}
	return id, true
}

// lookForNamesake warns where a plan creates what is there already, in every
// argument that the plan knows, and was not met in the state: the next apply
// would make a second one.
func (r *Resource) lookForNamesake(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.ops.namesakes == nil || r.clients.Trusting || req.Plan.Raw.IsNull() {
		return
	}
	if !req.State.Raw.IsNull() {
		r.meet(ctx, req.State.Raw)
		return
	}
	f := r.form(ctx)
	last := f.names[len(f.names)-1]
	if missing, ok := f.lastName(resp.Plan.Raw); ok || missing != last {
		return // its parents are not there yet
	}
	p := Sought{model: r.ops.model()}
	if f.decode(ctx, resp.Plan.Raw, p.model).HasError() {
		return
	}
	p.values, _ = members(resp.Plan.Raw) // as decode has done
	var adopt bool
	if p.values["adopt"].As(&adopt) == nil && adopt {
		return // it will be taken over
	}
	twins, err := r.ops.namesakes(ctx, r.clients, p)
	if err != nil {
		return // whoever may create need not be allowed to list; the log has the call
	}
	const most = 5 // of the same name, which are read one by one
	for _, twin := range twins[:min(len(twins), most)] {
		if _, met := r.clients.met.Load(r.Name + "/" + twin.ID); met {
			continue
		}
		whole, ok := r.as(ctx, resp.Plan.Raw, last, twin.ID)
		unlike := f.unlike(ctx, tftypes.Value{}, resp.Plan.Raw, whole)
		if !ok || slices.ContainsFunc(unlike, func(name string) bool { return !slices.Contains(r.ops.later, name) }) {
			continue
		}
		but := strings.Join(unlike, ", ")
		if but != "" {
			but = " (but " + but + ", which comes last)"
		}
		text := "id " + twin.ID
		if twin.Age != "" {
			text += ", " + twin.Age
		}
		resp.Diagnostics.AddWarning("Such an "+r.Noun+" Exists", fmt.Sprintf(
			"There is one already with this name and all that this plan says of it%s: %s. This run did not meet it in its state (an apply meets only what it changes). The platform lets names repeat: the apply makes another one. "+
				"If a run that was cut short left it behind, take it over instead, or delete it.%s", but, text, f.importBlock(r.Name, whole)))
		return
	}
}

// as is what a planned object would be if it were the one with that identifier.
func (r *Resource) as(ctx context.Context, planned tftypes.Value, last, id string) (whole tftypes.Value, ok bool) {
	f := r.form(ctx)
	named, err := f.with(planned, map[string]tftypes.Value{last: tftypes.NewValue(tftypes.String, id)})
	if err != nil {
		return whole, false
	}
	m := r.ops.model()
	if f.decode(ctx, named, m).HasError() {
		return whole, false
	}
	a, err := r.ops.read(ctx, r.clients, m)
	if err != nil {
		return whole, false
	}
	if r.ops.flatten(ctx, m, a).HasError() {
		return whole, false
	}
	whole, diags := f.encode(ctx, m, named)
	return whole, !diags.HasError()
}
