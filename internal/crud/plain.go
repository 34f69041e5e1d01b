package crud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// plain is what there is to do for a plan or a refresh of an object whose
// schema says everything about its attributes at the root: nothing inside of
// them is computed, has a default, modifies a plan or is write-only.
type plain struct {
	computed  []string // without a default
	writeOnly []string
	defaults  map[string]func(context.Context, path.Path) (attr.Value, diag.Diagnostics)
	modifiers map[string]modify
	// normalized are the strings of which several forms mean the same.
	normalized []string
}

// plainForm is the plain form of a schema, or nil where it has none.
func plainForm(ctx context.Context, s schema.Schema) *plain {
	p := &plain{
		defaults:  map[string]func(context.Context, path.Path) (attr.Value, diag.Diagnostics){},
		modifiers: map[string]modify{},
	}
	for _, block := range s.Blocks {
		single, ok := block.(schema.SingleNestedBlock)
		if !ok || len(single.PlanModifiers) > 0 || !inert(ctx, single.Attributes) {
			return nil
		}
	}
	for name, attribute := range s.Attributes {
		usual, change, ok := behaviour(ctx, attribute)
		if !ok {
			return nil
		}
		if change != nil {
			p.modifiers[name] = change
		}
		switch {
		case usual != nil:
			p.defaults[name] = usual
		case attribute.IsComputed():
			p.computed = append(p.computed, name)
		}
		if attribute.IsWriteOnly() {
			p.writeOnly = append(p.writeOnly, name)
		}
		if equates(ctx, attribute.GetType()) {
			p.normalized = append(p.normalized, name)
		}
	}
	return p
}

// inert tells whether nested attributes leave plans and states as they are.
func inert(ctx context.Context, attributes map[string]schema.Attribute) bool {
	for _, attribute := range attributes {
		usual, change, ok := behaviour(ctx, attribute)
		if !ok || usual != nil || change != nil || attribute.IsComputed() || attribute.IsWriteOnly() || equates(ctx, attribute.GetType()) {
			return false
		}
	}
	return true
}

// equates tells whether a type's values can mean the same in several forms.
func equates(ctx context.Context, typ attr.Type) bool {
	_, ok := typ.ValueType(ctx).(basetypes.StringValuableWithSemanticEquals)
	return ok
}

type usually = func(context.Context, path.Path) (attr.Value, diag.Diagnostics)

// behaviour is an attribute's default and what it does to a plan; ok is false
// for kinds of attributes that no schema of the provider has.
func behaviour(ctx context.Context, attribute schema.Attribute) (usual usually, change modify, ok bool) {
	switch a := attribute.(type) {
	case schema.StringAttribute:
		if d := a.Default; d != nil {
			usual = func(ctx context.Context, at path.Path) (attr.Value, diag.Diagnostics) {
				var r defaults.StringResponse
				d.DefaultString(ctx, defaults.StringRequest{Path: at}, &r)
				return r.PlanValue, r.Diagnostics
			}
		}
		return usual, stringModifiers(a.PlanModifiers), true
	case schema.BoolAttribute:
		if d := a.Default; d != nil {
			usual = func(ctx context.Context, at path.Path) (attr.Value, diag.Diagnostics) {
				var r defaults.BoolResponse
				d.DefaultBool(ctx, defaults.BoolRequest{Path: at}, &r)
				return r.PlanValue, r.Diagnostics
			}
		}
		return usual, boolModifiers(a.PlanModifiers), true
	case schema.Int64Attribute:
		if d := a.Default; d != nil {
			usual = func(ctx context.Context, at path.Path) (attr.Value, diag.Diagnostics) {
				var r defaults.Int64Response
				d.DefaultInt64(ctx, defaults.Int64Request{Path: at}, &r)
				return r.PlanValue, r.Diagnostics
			}
		}
		return usual, int64Modifiers(a.PlanModifiers), true
	case schema.SetAttribute:
		if d := a.Default; d != nil {
			usual = func(ctx context.Context, at path.Path) (attr.Value, diag.Diagnostics) {
				var r defaults.SetResponse
				d.DefaultSet(ctx, defaults.SetRequest{Path: at}, &r)
				return r.PlanValue, r.Diagnostics
			}
		}
		return usual, setModifiers(a.PlanModifiers), !equates(ctx, a.ElementType)
	case schema.MapAttribute:
		return nil, mapModifiers(a.PlanModifiers), a.Default == nil && !equates(ctx, a.ElementType)
	case schema.ListAttribute:
		return nil, nil, a.Default == nil && len(a.PlanModifiers) == 0 && !equates(ctx, a.ElementType)
	case schema.DynamicAttribute:
		return nil, nil, a.Default == nil && len(a.PlanModifiers) == 0
	case schema.SingleNestedAttribute:
		return nil, objectModifiers(a.PlanModifiers), a.Default == nil && inert(ctx, a.Attributes)
	case schema.SetNestedAttribute:
		return nil, setModifiers(a.PlanModifiers), a.Default == nil && len(a.NestedObject.PlanModifiers) == 0 && inert(ctx, a.NestedObject.Attributes)
	case schema.ListNestedAttribute:
		return nil, nil, a.Default == nil && len(a.PlanModifiers) == 0 && len(a.NestedObject.PlanModifiers) == 0 && inert(ctx, a.NestedObject.Attributes)
	}
	return nil, nil, false
}

// attributePlan is what modifiers look at, and what they made of it.
type attributePlan struct {
	at                  path.Path
	config, prior, plan attr.Value
	whole               resourcePlan
	replace             bool
	diags               diag.Diagnostics
}

// modify runs an attribute's modifiers.
type modify func(ctx context.Context, p *attributePlan)

func stringModifiers(all []planmodifier.String) modify {
	return each(all, func(ctx context.Context, m planmodifier.String, p *attributePlan) {
		q := planmodifier.StringRequest{Path: p.at, PathExpression: p.at.Expression(), Config: p.whole.config, Plan: p.whole.plan, State: p.whole.state}
		q.ConfigValue, q.PlanValue, q.StateValue = asString(ctx, p.config), asString(ctx, p.plan), asString(ctx, p.prior)
		r := planmodifier.StringResponse{PlanValue: q.PlanValue}
		m.PlanModifyString(ctx, q, &r)
		p.took(r.PlanValue, r.RequiresReplace, r.Diagnostics)
	})
}

func boolModifiers(all []planmodifier.Bool) modify {
	return each(all, func(ctx context.Context, m planmodifier.Bool, p *attributePlan) {
		q := planmodifier.BoolRequest{Path: p.at, PathExpression: p.at.Expression(), Config: p.whole.config, Plan: p.whole.plan, State: p.whole.state}
		q.ConfigValue, q.PlanValue, q.StateValue = value[basetypes.BoolValue](p.config), value[basetypes.BoolValue](p.plan), value[basetypes.BoolValue](p.prior)
		r := planmodifier.BoolResponse{PlanValue: q.PlanValue}
		m.PlanModifyBool(ctx, q, &r)
		p.took(r.PlanValue, r.RequiresReplace, r.Diagnostics)
	})
}

func int64Modifiers(all []planmodifier.Int64) modify {
	return each(all, func(ctx context.Context, m planmodifier.Int64, p *attributePlan) {
		q := planmodifier.Int64Request{Path: p.at, PathExpression: p.at.Expression(), Config: p.whole.config, Plan: p.whole.plan, State: p.whole.state}
		q.ConfigValue, q.PlanValue, q.StateValue = value[basetypes.Int64Value](p.config), value[basetypes.Int64Value](p.plan), value[basetypes.Int64Value](p.prior)
		r := planmodifier.Int64Response{PlanValue: q.PlanValue}
		m.PlanModifyInt64(ctx, q, &r)
		p.took(r.PlanValue, r.RequiresReplace, r.Diagnostics)
	})
}

func setModifiers(all []planmodifier.Set) modify {
	return each(all, func(ctx context.Context, m planmodifier.Set, p *attributePlan) {
		q := planmodifier.SetRequest{Path: p.at, PathExpression: p.at.Expression(), Config: p.whole.config, Plan: p.whole.plan, State: p.whole.state}
		q.ConfigValue, q.PlanValue, q.StateValue = value[basetypes.SetValue](p.config), value[basetypes.SetValue](p.plan), value[basetypes.SetValue](p.prior)
		r := planmodifier.SetResponse{PlanValue: q.PlanValue}
		m.PlanModifySet(ctx, q, &r)
		p.took(r.PlanValue, r.RequiresReplace, r.Diagnostics)
	})
}

func mapModifiers(all []planmodifier.Map) modify {
	return each(all, func(ctx context.Context, m planmodifier.Map, p *attributePlan) {
		q := planmodifier.MapRequest{Path: p.at, PathExpression: p.at.Expression(), Config: p.whole.config, Plan: p.whole.plan, State: p.whole.state}
		q.ConfigValue, q.PlanValue, q.StateValue = value[basetypes.MapValue](p.config), value[basetypes.MapValue](p.plan), value[basetypes.MapValue](p.prior)
		r := planmodifier.MapResponse{PlanValue: q.PlanValue}
		m.PlanModifyMap(ctx, q, &r)
		p.took(r.PlanValue, r.RequiresReplace, r.Diagnostics)
	})
}

func objectModifiers(all []planmodifier.Object) modify {
	return each(all, func(ctx context.Context, m planmodifier.Object, p *attributePlan) {
		q := planmodifier.ObjectRequest{Path: p.at, PathExpression: p.at.Expression(), Config: p.whole.config, Plan: p.whole.plan, State: p.whole.state}
		q.ConfigValue, q.PlanValue, q.StateValue = value[basetypes.ObjectValue](p.config), value[basetypes.ObjectValue](p.plan), value[basetypes.ObjectValue](p.prior)
		r := planmodifier.ObjectResponse{PlanValue: q.PlanValue}
		m.PlanModifyObject(ctx, q, &r)
		p.took(r.PlanValue, r.RequiresReplace, r.Diagnostics)
	})
}

func each[T any](all []T, run func(context.Context, T, *attributePlan)) modify {
	if len(all) == 0 {
		return nil
	}
	return func(ctx context.Context, p *attributePlan) {
		for _, m := range all {
			if run(ctx, m, p); p.diags.HasError() {
				return
			}
		}
	}
}

func (p *attributePlan) took(v attr.Value, replace bool, diags diag.Diagnostics) {
	p.plan = v
	p.replace = p.replace || replace
	p.diags.Append(diags...)
}

// value is v as the framework's own type; schemas have custom types for
// strings alone.
func value[T attr.Value](v attr.Value) T {
	t, ok := v.(T)
	if !ok {
		panic("crud: an attribute with modifiers has a type of its own")
	}
	return t
}

func asString(ctx context.Context, v attr.Value) basetypes.StringValue {
	s, ok := v.(basetypes.StringValuable)
	if !ok {
		panic("crud: a string is not a string")
	}
	plain, _ := s.ToStringValue(ctx)
	return plain
}
