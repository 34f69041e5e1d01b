package tf

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// String is a value of the platform; an empty one is null, because the
// platforms answer "" or leave the member out for the same thing.
func String(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

// Text is String for a text that a configuration may have as "": prior is kept
// where neither has anything.
func Text(s string, prior types.String) types.String {
	if s == "" && !prior.IsUnknown() && prior.ValueString() == "" {
		return prior
	}
	return String(s)
}

// TextPointer is Text for a text that may be absent.
func TextPointer(s *string, prior types.String) types.String {
	if s == nil {
		return Text("", prior)
	}
	return Text(*s, prior)
}

// StringPointer is String for a value that may be absent.
func StringPointer(s *string) types.String { return TextPointer(s, types.StringNull()) }

// Pointer gives nil for null and unknown: the member is left out of a request.
func Pointer(v types.String) *string {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return v.ValueStringPointer()
}

// BoolPointer is Pointer for booleans.
func BoolPointer(v types.Bool) *bool {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return v.ValueBoolPointer()
}

// True is a boolean that the platform may leave out where it is false.
func True(b *bool) types.Bool { return types.BoolValue(b != nil && *b) }

// Int64Pointer is Pointer for whole numbers.
func Int64Pointer(v types.Int64) *int64 {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return v.ValueInt64Pointer()
}

// Set is the platform's list where order means nothing. An empty list is null
// unless prior says that the configuration has an empty set: the platforms do
// not tell the two apart.
func Set(values []string, prior types.Set) types.Set {
	if len(values) == 0 && (prior.IsNull() || prior.IsUnknown()) {
		return types.SetNull(types.StringType)
	}
	return SetOf(values)
}

// SetOf is a set of strings, empty for no values.
func SetOf(values []string) types.Set {
	return types.SetValueMust(types.StringType, elements(values))
}

// List is Set where order means something.
func List(values []string, prior types.List) types.List {
	if len(values) == 0 && (prior.IsNull() || prior.IsUnknown()) {
		return types.ListNull(types.StringType)
	}
	return types.ListValueMust(types.StringType, elements(values))
}

// elements leaves out repeated values, which a set cannot hold.
func elements(values []string) []attr.Value {
	out := make([]attr.Value, 0, len(values))
	seen := map[string]bool{}
	for _, v := range values {
		if !seen[v] {
			seen[v] = true
			out = append(out, types.StringValue(v))
		}
	}
	return out
}

// collection is what Set and List have in common.
type collection interface {
	attr.Value
	Elements() []attr.Value
}

// Strings are the known elements of a set or list of strings, sorted for a
// set, so that requests are the same every time. Never nil.
func Strings(v collection) []string {
	out := []string{}
	for _, e := range v.Elements() {
		// Every kind of string has it: custom types embed the framework's own.
		if s, ok := e.(interface{ ValueString() string }); ok && !e.IsNull() && !e.IsUnknown() {
			out = append(out, s.ValueString())
		}
	}
	if _, isSet := v.(types.Set); isSet {
		slices.Sort(out)
	}
	return out
}

// AllKnown tells whether a collection and all its elements are known.
func AllKnown(v collection) bool {
	if v.IsUnknown() {
		return false
	}
	return !slices.ContainsFunc(v.Elements(), attr.Value.IsUnknown)
}
