package tf

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// JSON gives a value of any type as what encoding/json would make of it, with
// json.Number for numbers, so that none loses a digit. Members that are null
// are left out. ok is false as long as any part is unknown.
func JSON(v attr.Value) (out any, ok bool) {
	switch {
	case v == nil || v.IsNull():
		return nil, true
	case v.IsUnknown():
		return nil, false
	}
	switch v := v.(type) {
	case types.Dynamic:
		return JSON(v.UnderlyingValue())
	case types.String:
		return v.ValueString(), true
	case types.Bool:
		return v.ValueBool(), true
	case types.Number:
		return number(v.ValueBigFloat()), true
	case types.Object:
		return members(v.Attributes())
	case types.Map:
		return members(v.Elements())
	case types.List:
		return items(v.Elements())
	case types.Set:
		return items(v.Elements())
	case types.Tuple:
		return items(v.Elements())
	}
	return fmt.Sprint(v), true
}

func number(f *big.Float) json.Number {
	if i, accuracy := f.Int(nil); accuracy == big.Exact {
		return json.Number(i.String())
	}
	return json.Number(f.Text('g', -1))
}

func members(values map[string]attr.Value) (any, bool) {
	out := map[string]any{}
	for k, v := range values {
		e, ok := JSON(v)
		if !ok {
			return nil, false
		}
		if e != nil {
			out[k] = e
		}
	}
	return out, true
}

func items(values []attr.Value) (any, bool) {
	out := make([]any, len(values))
	for i, v := range values {
		e, ok := JSON(v)
		if !ok {
			return nil, false
		}
		out[i] = e
	}
	return out, true
}

// Dynamic is the reverse of JSON: a value with the types that an HCL literal
// of the same content has.
func Dynamic(v any) types.Dynamic {
	if v == nil {
		return types.DynamicNull()
	}
	return types.DynamicValue(literal(v))
}

// maxExponent bounds numbers, in bits: 1e400000000 would be written out.
const maxExponent = 1 << 14

func literal(v any) attr.Value {
	switch v := v.(type) {
	case string:
		return types.StringValue(v)
	case bool:
		return types.BoolValue(v)
	case json.Number:
		f, _, err := big.ParseFloat(string(v), 10, 512, big.ToNearestEven)
		if err != nil || f.IsInf() || max(f.MantExp(nil), -f.MantExp(nil)) > maxExponent {
			return types.StringValue(string(v))
		}
		return types.NumberValue(f)
	case map[string]any:
		kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if v[k] == nil {
				continue
			}
			values[k] = literal(v[k])
			kinds[k] = values[k].Type(context.Background())
		}
		return types.ObjectValueMust(kinds, values)
	case []any:
		kinds, values := make([]attr.Type, len(v)), make([]attr.Value, len(v))
		for i, e := range v {
			values[i] = literal(e)
			kinds[i] = values[i].Type(context.Background())
		}
		return types.TupleValueMust(kinds, values)
	}
	return types.StringNull()
}

// Leaves are all texts in JSON. Of a secret value, these are what no log and no
// error may show.
func Leaves(v any) (out []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		for _, e := range v {
			out = append(out, Leaves(e)...)
		}
	case []any:
		for _, e := range v {
			out = append(out, Leaves(e)...)
		}
	}
	return out
}

// Deep tells whether JSON has more than so many levels: Terraform's types of
// nested values take time by the square of their depth.
func Deep(v any, levels int) bool {
	switch v := v.(type) {
	case map[string]any:
		for _, e := range v {
			if levels == 0 || Deep(e, levels-1) {
				return true
			}
		}
	case []any:
		for _, e := range v {
			if levels == 0 || Deep(e, levels-1) {
				return true
			}
		}
	}
	return false
}

// Same tells whether two values have the same content, whatever their types:
// a list and a tuple, a map and an object. Unknown values are the same as none.
func Same(a, b attr.Value, equal func(a, b any) bool) bool {
	x, knownX := JSON(a)
	y, knownY := JSON(b)
	return knownX && knownY && equal(x, y)
}
