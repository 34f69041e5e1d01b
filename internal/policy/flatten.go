package policy

import (
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var pointcutType = types.ObjectType{AttrTypes: map[string]attr.Type{"method_regex": types.StringType, "uri_template_regex": types.StringType}}

// Flatten writes what the platform says over the common attributes.
func (m *Common) Flatten(p anypoint.Policy) {
	m.ID = types.StringValue(string(p.ID))
	m.AssetVersion = types.StringValue(p.AssetVersion)
	m.Order = types.Int64Value(p.Order)
	m.Label = tf.StringPointer(p.Label)
	if p.Disabled != nil {
		m.Disabled = types.BoolValue(*p.Disabled)
	} else if m.Disabled.IsNull() || m.Disabled.IsUnknown() {
		m.Disabled = types.BoolValue(false)
	}
	if m.AllowDuplicate.IsNull() || m.AllowDuplicate.IsUnknown() { // the platform does not keep it
		m.AllowDuplicate = types.BoolValue(false)
	}
	m.Pointcut = flattenPointcuts(p.Pointcuts)
}

// flattenPointcuts: what a pair leaves out means everything.
func flattenPointcuts(pairs []anypoint.Pointcut) types.Set {
	all := func(s string) types.String {
		if s == "" {
			s = ".*"
		}
		return types.StringValue(s)
	}
	var out []attr.Value
	for _, p := range pairs {
		pair := types.ObjectValueMust(pointcutType.AttrTypes, map[string]attr.Value{
			"method_regex": all(p.MethodRegex), "uri_template_regex": all(p.URITemplateRegex),
		})
		if !slices.ContainsFunc(out, pair.Equal) {
			out = append(out, pair)
		}
	}
	if len(out) == 0 {
		return types.SetNull(pointcutType)
	}
	return types.SetValueMust(pointcutType, out)
}

// expandPointcuts: null is every request.
func expandPointcuts(set types.Set) json.RawMessage {
	var pairs []anypoint.Pointcut
	for _, e := range set.Elements() {
		pair, _ := e.(types.Object) // pointcutType
		text := func(name string) string {
			s, _ := pair.Attributes()[name].(types.String)
			return s.ValueString()
		}
		pairs = append(pairs, anypoint.Pointcut{MethodRegex: text("method_regex"), URITemplateRegex: text("uri_template_regex")})
	}
	raw, err := json.Marshal(pairs) // nil is null
	if err != nil {
		panic(err) // two strings
	}
	return raw
}

func expandLabel(label types.String) json.RawMessage {
	raw, err := json.Marshal(tf.Pointer(label))
	if err != nil {
		panic(err) // a string or nil
	}
	return raw
}
