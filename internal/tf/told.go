package tf

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	data "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// Told are the attributes of a resource as its data sources tell them: all
// computed, and described by the same sentences less those that are about
// giving an argument. Sensitive and write-only attributes are never told, and
// those named in except are not.
func Told(attributes map[string]schema.Attribute, except ...string) map[string]data.Attribute {
	out := make(map[string]data.Attribute, len(attributes))
	for name, a := range attributes {
		if a.IsSensitive() || a.IsWriteOnly() || strings.HasSuffix(name, "_wo_version") || slices.Contains(except, name) {
			continue
		}
		shown := told(name, a)
		if o, nested := shown.(data.SingleNestedAttribute); nested && len(o.Attributes) == 0 {
			continue
		}
		out[name] = shown
	}
	return out
}

// Shown is a text that a data source tells.
func Shown(description string) data.StringAttribute {
	return data.StringAttribute{MarkdownDescription: description, Computed: true}
}

func told(name string, a schema.Attribute) data.Attribute {
	text := Statements(a.GetMarkdownDescription())
	switch a := a.(type) {
	case schema.StringAttribute:
		return data.StringAttribute{MarkdownDescription: text, Computed: true, CustomType: a.CustomType}
	case schema.BoolAttribute:
		return data.BoolAttribute{MarkdownDescription: text, Computed: true}
	case schema.Int64Attribute:
		return data.Int64Attribute{MarkdownDescription: text, Computed: true}
	case schema.Float64Attribute:
		return data.Float64Attribute{MarkdownDescription: text, Computed: true}
	case schema.SetAttribute:
		return data.SetAttribute{MarkdownDescription: text, Computed: true, ElementType: a.ElementType}
	case schema.ListAttribute:
		return data.ListAttribute{MarkdownDescription: text, Computed: true, ElementType: a.ElementType}
	case schema.ListNestedAttribute:
		return data.ListNestedAttribute{MarkdownDescription: text, Computed: true, NestedObject: data.NestedAttributeObject{Attributes: Told(a.NestedObject.Attributes)}}
	case schema.SetNestedAttribute:
		return data.SetNestedAttribute{MarkdownDescription: text, Computed: true, NestedObject: data.NestedAttributeObject{Attributes: Told(a.NestedObject.Attributes)}}
	case schema.DynamicAttribute:
		return data.DynamicAttribute{MarkdownDescription: text, Computed: true}
	case schema.SingleNestedAttribute:
		return data.SingleNestedAttribute{MarkdownDescription: text, Computed: true, Attributes: Told(a.Attributes)}
	}
	panic(fmt.Sprintf("tf: a data source cannot tell %q, a %T: add the type here", name, a))
}

// instructions are how the sentences begin that tell people what to give, and
// not what an attribute is.
var instructions = []string{
	"Default:", "Changing it forces", "Required", "Needed", "Needs ", "It needs", "It cannot change", "Given,", "Left out,", "Whatever the order", "Removing the argument", "Excludes", "With `adopt`",
}

// Statements are the sentences of a description that say what an attribute is:
// those about giving an argument are left out.
func Statements(description string) string {
	var kept []string
	for _, s := range sentences(description) {
		if !slices.ContainsFunc(instructions, func(start string) bool { return strings.HasPrefix(s, start) }) {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " ")
}

// sentences cuts a text where a full stop is followed by a space and the
// beginning of a sentence, outside of code.
func sentences(text string) []string {
	var out []string
	start, code := 0, false
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case r == '`':
			code = !code
		case r == '.' && !code && i+2 < len(runes) && runes[i+1] == ' ' && (unicode.IsUpper(runes[i+2]) || unicode.IsDigit(runes[i+2]) || runes[i+2] == '`'):
			out = append(out, string(runes[start:i+1]))
			start = i + 2
		}
	}
	return append(out, string(runes[start:]))
}

// Sought makes an attribute of a data source one by which an object may be
// sought, with a description of its own.
func Sought(description string, validators ...validator.String) data.StringAttribute {
	return data.StringAttribute{
		MarkdownDescription: description, Optional: true, Computed: true,
		Validators: append(validators, stringvalidator.LengthAtLeast(1)),
	}
}

// SoughtByID is the identifier of an object that is sought by that or by
// another argument.
func SoughtByID(description, other string) data.StringAttribute {
	return Sought(fmt.Sprintf("%s Exactly one of `id` and `%s` is given.", description, other),
		stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot(other)))
}

// Within is the required argument of a data source that says where an object is.
func Within(description string) data.StringAttribute {
	return data.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
}
