package apipolicies

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// flatten is a configuration, or an object in it, as the platform shows it. was
// is what was planned or known before.
func flatten(arguments []Argument, shown map[string]any, was map[string]attr.Value) types.Object {
	values := map[string]attr.Value{}
	for _, a := range arguments {
		values[a.Name] = a.flatten(shown[a.key()], was[a.Name])
		if a.Secret {
			values[a.Name+"_wo"] = types.StringNull()
			if values[a.Name+"_wo_version"] = was[a.Name+"_wo_version"]; values[a.Name+"_wo_version"] == nil {
				values[a.Name+"_wo_version"] = types.Int64Null()
			}
		}
	}
	return types.ObjectValueMust(fields(arguments), values)
}

func (a Argument) flatten(shown any, was attr.Value) attr.Value {
	none := was == nil || was.IsNull() || was.IsUnknown()
	if a.Secret { // shown, if at all, by the answer to a write: it stays what was configured
		if none {
			return types.StringNull()
		}
		return was
	}
	if shown == nil {
		switch {
		case a.Default != nil:
			shown = a.Default
		case a.Usual != nil && !none:
			shown = a.Usual
		}
	} else if none && a.Usual != nil && fmt.Sprint(shown) == fmt.Sprint(a.Usual) {
		shown = nil // as good as left out
	}
	switch a.Kind {
	case Text:
		return text(shown, was)
	case Flag:
		return flag(shown)
	case Whole:
		return whole(shown)
	case Texts:
		prior, _ := was.(types.Set)
		return tf.Set(texts(shown), prior)
	case Ordered:
		prior, _ := was.(types.List)
		return tf.List(texts(shown), prior)
	case Scopes:
		return scopes(shown, was)
	case Nested:
		if object, ok := shown.(map[string]any); ok {
			return flatten(a.Of, object, inside(was))
		}
		return types.ObjectNull(fields(a.Of))
	case Items:
		return a.items(shown, was)
	case Any:
		return dynamic(shown, was)
	}
	panic(fmt.Sprintf("apipolicies: an argument of the kind %d", a.Kind))
}

// items: an empty array is what was configured, null or empty.
func (a Argument) items(shown any, was attr.Value) attr.Value {
	kind := types.ObjectType{AttrTypes: fields(a.Of)}
	all, _ := shown.([]any)
	if prior, ok := was.(types.List); len(all) == 0 && (!ok || prior.IsNull() || prior.IsUnknown()) {
		return types.ListNull(kind)
	}
	before, out := elements(was), []attr.Value{}
	for i, e := range all {
		var prior attr.Value
		if i < len(before) {
			prior = before[i]
		}
		object, _ := e.(map[string]any)
		out = append(out, flatten(a.Of, object, inside(prior)))
	}
	return types.ListValueMust(kind, out)
}

// text is a text, which some versions of a policy have as a number.
func text(shown any, was attr.Value) types.String {
	prior, _ := was.(types.String)
	if shown == nil {
		return tf.Text("", prior)
	}
	return tf.Text(fmt.Sprint(shown), prior)
}

// flag reads a boolean, which may also come as a text.
func flag(shown any) types.Bool {
	switch v := shown.(type) {
	case bool:
		return types.BoolValue(v)
	case string:
		return types.BoolValue(v == "true")
	}
	return types.BoolNull()
}

// whole reads a whole number, which may also come as a text.
func whole(shown any) types.Int64 {
	if shown == nil {
		return types.Int64Null()
	}
	if n, err := json.Number(fmt.Sprint(shown)).Int64(); err == nil {
		return types.Int64Value(n)
	}
	return types.Int64Null()
}

func texts(shown any) []string {
	var out []string
	all, _ := shown.([]any)
	for _, e := range all {
		out = append(out, fmt.Sprint(e))
	}
	return out
}

// scopes keep the order that they were configured in.
func scopes(shown any, was attr.Value) attr.Value {
	text, _ := shown.(string)
	names := strings.Fields(text)
	if prior, ok := was.(types.List); ok && slices.Equal(slices.Sorted(slices.Values(names)), sorted(prior)) {
		return prior
	}
	return tf.List(names, types.ListNull(types.StringType))
}

// sorted are texts without regard to their order.
func sorted(l types.List) []string {
	out := tf.Strings(l)
	slices.Sort(out)
	return out
}

// dynamic keeps the types of what was configured where the content is the same.
func dynamic(shown any, was attr.Value) attr.Value {
	now := tf.Dynamic(shown)
	if prior, ok := was.(types.Dynamic); ok && !prior.IsUnknown() && tf.Same(prior, now, anypoint.Equal) {
		return prior
	}
	return now
}
