package apipolicies

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// expand is the whole of a configuration, or of an object in it: the platform
// replaces what is there. config is the same object with its write-only values.
func expand(arguments []Argument, planned, config map[string]attr.Value) map[string]any {
	out := map[string]any{}
	for _, a := range arguments {
		v := planned[a.Name]
		if a.Secret && (v == nil || v.IsNull()) {
			v = config[a.Name+"_wo"]
		}
		if given := a.expand(v, config[a.Name]); given != nil {
			out[a.key()] = given
		}
	}
	return out
}

// keep adds to a configuration that is sent what the platform shows and no
// argument is for: it was set in API Manager, or came with a newer version, and
// the platform would drop it. In objects of a list nobody can tell which is
// which; a secret that is shown as asterisks must not become its value.
func keep(arguments []Argument, shown, sent map[string]any) {
	for key, v := range shown {
		i := slices.IndexFunc(arguments, func(a Argument) bool { return a.key() == key })
		if i < 0 {
			if text, _ := v.(string); text == "" || strings.Trim(text, "*") != "" {
				sent[key] = v
			}
		} else if mine, ok := sent[key].(map[string]any); ok && arguments[i].Kind == Nested {
			inner, _ := v.(map[string]any)
			keep(arguments[i].Of, inner, mine)
		}
	}
}

// expand is nil where nothing is to be sent.
func (a Argument) expand(v, config attr.Value) any {
	if a.Kind == Scopes && (v == nil || v.IsNull()) {
		return "" // of any token
	}
	if v == nil || v.IsNull() || v.IsUnknown() {
		return nil
	}
	switch v := v.(type) {
	case types.String:
		return v.ValueString()
	case types.Bool:
		return v.ValueBool()
	case types.Int64:
		return v.ValueInt64()
	case types.Set:
		return tf.Strings(v)
	case types.List:
		if a.Kind == Scopes {
			return strings.Join(tf.Strings(v), " ")
		}
		if a.Kind == Items {
			items, configured := []any{}, elements(config)
			for i, e := range v.Elements() {
				var secret attr.Value
				if i < len(configured) {
					secret = configured[i]
				}
				items = append(items, expand(a.Of, inside(e), inside(secret)))
			}
			return items
		}
		return tf.Strings(v)
	case types.Object:
		return expand(a.Of, v.Attributes(), inside(config))
	case types.Dynamic:
		if raw, known := tf.JSON(v); known {
			return raw
		}
	}
	return nil
}

// inside are the attributes of an object; none of anything else.
func inside(v attr.Value) map[string]attr.Value {
	if o, ok := v.(types.Object); ok {
		return o.Attributes()
	}
	return nil
}

func elements(v attr.Value) []attr.Value {
	if l, ok := v.(types.List); ok {
		return l.Elements()
	}
	return nil
}
