package acctest

import (
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unknown stands for a value that Terraform does not know yet.
var Unknown = unknown{}

type unknown struct{}

// Value makes a protocol value of plain Go: string, bool, numbers, slices and
// maps. Members that are left out are null.
func Value(typ tftypes.Type, v any) tftypes.Value {
	switch v.(type) {
	case nil:
		return tftypes.NewValue(typ, nil)
	case unknown:
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	}
	r := reflect.ValueOf(v)
	switch typ := typ.(type) {
	case tftypes.Object:
		members := map[string]tftypes.Value{}
		for name, t := range typ.AttributeTypes {
			members[name] = Value(t, member(r, name))
		}
		for _, key := range r.MapKeys() {
			if _, ok := typ.AttributeTypes[key.String()]; !ok {
				panic(fmt.Sprintf("there is no attribute %q", key.String()))
			}
		}
		return tftypes.NewValue(typ, members)
	case tftypes.Map:
		members := map[string]tftypes.Value{}
		for _, key := range r.MapKeys() {
			members[key.String()] = Value(typ.ElementType, r.MapIndex(key).Interface())
		}
		return tftypes.NewValue(typ, members)
	case tftypes.Set:
		return tftypes.NewValue(typ, values(typ.ElementType, r))
	case tftypes.List:
		return tftypes.NewValue(typ, values(typ.ElementType, r))
	}
	if typ.Is(tftypes.Number) {
		return tftypes.NewValue(typ, new(big.Float).SetFloat64(reflect.ValueOf(v).Convert(reflect.TypeFor[float64]()).Float()))
	}
	if typ.Is(tftypes.DynamicPseudoType) {
		return dynamicValue(v)
	}
	return tftypes.NewValue(typ, v)
}

func member(r reflect.Value, name string) any {
	v := r.MapIndex(reflect.ValueOf(name))
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}

func values(typ tftypes.Type, r reflect.Value) []tftypes.Value {
	out := make([]tftypes.Value, r.Len())
	for i := range out {
		out[i] = Value(typ, r.Index(i).Interface())
	}
	return out
}

// dynamicValue gives plain Go the type that an HCL literal would have.
func dynamicValue(v any) tftypes.Value {
	switch v := v.(type) {
	case string:
		return tftypes.NewValue(tftypes.String, v)
	case bool:
		return tftypes.NewValue(tftypes.Bool, v)
	case map[string]any:
		types, members := map[string]tftypes.Type{}, map[string]tftypes.Value{}
		for k, e := range v {
			members[k] = dynamicValue(e)
			types[k] = members[k].Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, members)
	case []any:
		types, members := make([]tftypes.Type, len(v)), make([]tftypes.Value, len(v))
		for i, e := range v {
			members[i] = dynamicValue(e)
			types[i] = members[i].Type()
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, members)
	}
	return tftypes.NewValue(tftypes.Number, new(big.Float).SetFloat64(reflect.ValueOf(v).Convert(reflect.TypeFor[float64]()).Float()))
}

// Plain is the reverse of Value; unknown values become Unknown.
func Plain(v tftypes.Value) any {
	switch {
	case v.Type() == nil || v.IsNull():
		return nil
	case !v.IsKnown():
		return Unknown
	}
	typ := v.Type()
	switch {
	case typ.Is(tftypes.String):
		var s string
		_ = v.As(&s)
		return s
	case typ.Is(tftypes.Bool):
		var b bool
		_ = v.As(&b)
		return b
	case typ.Is(tftypes.Number):
		var f big.Float
		_ = v.As(&f)
		n, _ := f.Float64()
		return n
	case typ.Is(tftypes.Object{}) || typ.Is(tftypes.Map{}):
		var members map[string]tftypes.Value
		_ = v.As(&members)
		out := map[string]any{}
		for k, e := range members {
			out[k] = Plain(e)
		}
		return out
	}
	var elements []tftypes.Value
	_ = v.As(&elements)
	out := make([]any, len(elements))
	for i, e := range elements {
		out[i] = Plain(e)
	}
	return out
}

// propose is what Terraform proposes as the new state: what is configured,
// else what is there where the provider may decide, else nothing.
func propose(block *tfprotov6.SchemaBlock, prior, config tftypes.Value) tftypes.Value {
	return proposeObject(block.Attributes, prior, config)
}

func proposeObject(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	was, is, out := map[string]tftypes.Value{}, map[string]tftypes.Value{}, map[string]tftypes.Value{}
	if !prior.IsNull() && prior.IsKnown() {
		_ = prior.As(&was)
	}
	_ = config.As(&is)
	maps.Copy(out, is) // blocks, which only the configuration decides
	for _, a := range attributes {
		configured, before := is[a.Name], was[a.Name]
		switch {
		case a.WriteOnly:
			out[a.Name] = tftypes.NewValue(configured.Type(), nil)
		case configured.IsNull() && a.Computed && prior.IsNull():
			out[a.Name] = tftypes.NewValue(configured.Type(), tftypes.UnknownValue)
		case configured.IsNull() && a.Computed && a.Optional && given(a.NestedType, before):
			out[a.Name] = configured
		case configured.IsNull() && a.Computed && before.Type() != nil:
			out[a.Name] = before
		case a.NestedType != nil && a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle && before.Type() != nil:
			out[a.Name] = proposeObject(a.NestedType.Attributes, before, configured)
		default:
			out[a.Name] = configured
		}
	}
	return tftypes.NewValue(config.Type(), out)
}

// given tells whether an object holds a value that only a configuration can
// have given. Terraform concludes that leaving the object out now is a change.
func given(o *tfprotov6.SchemaObject, v tftypes.Value) bool {
	if o == nil || v.Type() == nil || v.IsNull() || !v.IsKnown() {
		return false
	}
	objects := []tftypes.Value{v}
	if o.Nesting != tfprotov6.SchemaObjectNestingModeSingle {
		objects = nil
		var byName map[string]tftypes.Value
		if v.As(&objects) != nil && v.As(&byName) == nil {
			objects = slices.Collect(maps.Values(byName))
		}
	}
	for _, e := range objects {
		members := map[string]tftypes.Value{}
		_ = e.As(&members)
		for _, a := range o.Attributes {
			if m := members[a.Name]; m.Type() != nil && !m.IsNull() && (!a.Computed || given(a.NestedType, m)) {
				return true
			}
		}
	}
	return false
}

// changes lists the paths at which two values differ, leaving out what is
// unknown in the second.
func changes(before, after tftypes.Value) []string {
	var out []string
	compare("", Plain(before), Plain(after), &out)
	slices.Sort(out)
	return out
}

func compare(at string, before, after any, out *[]string) {
	if after == Unknown {
		return
	}
	b, isObject := before.(map[string]any)
	a, isObjectToo := after.(map[string]any)
	if isObject && isObjectToo {
		names := map[string]bool{}
		for k := range b {
			names[k] = true
		}
		for k := range a {
			names[k] = true
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			compare(strings.TrimPrefix(at+"."+name, "."), b[name], a[name], out)
		}
		return
	}
	if at == "" && before == nil { // a creation: every configured attribute
		for name, v := range a {
			compare(name, nil, v, out)
		}
		return
	}
	if !reflect.DeepEqual(sorted(before), sorted(after)) {
		*out = append(*out, at)
	}
}

// sorted makes sets comparable: the protocol gives their elements in any order.
// Lists of the provider whose order matters differ in content in the tests.
func sorted(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return list
}

func dotted(path *tftypes.AttributePath) string {
	var parts []string
	for _, step := range path.Steps() {
		if name, ok := step.(tftypes.AttributeName); ok {
			parts = append(parts, string(name))
		}
	}
	return strings.Join(parts, ".")
}

// touches tells whether a path, or one below it, is among the changed ones.
func touches(changed []string, path string) bool {
	return slices.ContainsFunc(changed, func(c string) bool { return c == path || strings.HasPrefix(c, path+".") })
}

func becomesUnknown(before, after tftypes.Value, path string) bool {
	get := func(v any) any {
		for part := range strings.SplitSeq(path, ".") {
			m, ok := v.(map[string]any)
			if !ok {
				return nil
			}
			v = m[part]
		}
		return v
	}
	return get(Plain(after)) == Unknown && get(Plain(before)) != Unknown
}

// inconsistent names what differs between a plan and the state after it, which
// Terraform would call "Provider produced inconsistent result after apply".
func inconsistent(planned, state tftypes.Value) string {
	if planned.IsNull() != state.IsNull() {
		return fmt.Sprintf("planned null: %v, state null: %v\n", planned.IsNull(), state.IsNull())
	}
	var different []string
	p, _ := Plain(planned).(map[string]any)
	s, _ := Plain(state).(map[string]any)
	for name, v := range p {
		if !agrees(v, s[name]) {
			different = append(different, fmt.Sprintf("%s: planned %v, but the state has %v", name, v, s[name]))
		}
	}
	slices.Sort(different)
	if len(different) == 0 {
		return ""
	}
	return "inconsistent result: " + strings.Join(different, "; ") + "\n"
}

func agrees(planned, state any) bool {
	if planned == Unknown {
		return state != Unknown
	}
	if p, ok := planned.(map[string]any); ok {
		s, ok := state.(map[string]any)
		if !ok {
			return false
		}
		for k, v := range p {
			if !agrees(v, s[k]) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(sorted(planned), sorted(state))
}
