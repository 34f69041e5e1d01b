package apipolicies

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

func (d *Descriptor) schema() schema.Schema {
	text := "The policy *" + d.Title + "* on an API instance: " + d.Is
	if d.Gateway != "" {
		text += " Only " + d.Gateway + " has it."
	}
	if d.Outbound {
		text += " It is an outbound policy, for the way to the upstream."
	}
	own := map[string]schema.Attribute{
		"asset_version": schema.StringAttribute{
			MarkdownDescription: "The version of the policy. Default: the newest one that the platform offers for the API instance when the policy is created; it stays until another is given here.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
	}
	if len(d.Arguments) > 0 {
		settings := "The policy's settings. Others, made in API Manager, stay as they are until the version changes."
		if d.Optional {
			settings += " Default: none are sent, and the gateway's own defaults hold."
		}
		own["configuration"] = schema.SingleNestedAttribute{
			MarkdownDescription: settings,
			Required:            !d.Optional, Optional: d.Optional,
			Attributes: attributes(d.Arguments),
		}
	}
	return schema.Schema{MarkdownDescription: text, Attributes: policy.Attributes(own)}
}

func attributes(arguments []Argument) map[string]schema.Attribute {
	out := map[string]schema.Attribute{}
	for _, a := range arguments {
		out[a.Name] = a.attribute()
		if a.Secret {
			out[a.Name+"_wo"], out[a.Name+"_wo_version"] = a.writeOnly(), a.version()
		}
	}
	return out
}

// attribute is the argument in the schema.
func (a Argument) attribute() schema.Attribute {
	text, optional, computed := a.describe(), !a.Required || a.Secret, a.Default != nil
	required := !optional
	switch a.Kind {
	case Flag:
		out := schema.BoolAttribute{MarkdownDescription: text, Required: required, Optional: optional, Computed: computed}
		if usual, ok := a.Default.(bool); ok {
			out.Default = booldefault.StaticBool(usual)
		}
		return out
	case Whole:
		out := schema.Int64Attribute{MarkdownDescription: text, Required: required, Optional: optional, Computed: computed, Validators: a.bounds()}
		if usual, ok := a.Default.(int); ok {
			out.Default = int64default.StaticInt64(int64(usual))
		}
		return out
	case Texts:
		return schema.SetAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, ElementType: types.StringType,
			Validators: []validator.Set{setvalidator.ValueStringsAre(a.values()...)},
		}
	case Ordered:
		return schema.ListAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, ElementType: types.StringType,
			Validators: []validator.List{listvalidator.ValueStringsAre(a.values()...)},
		}
	case Scopes:
		// A list, because Terraform drops repeated elements of a set before a
		// provider sees them.
		return schema.ListAttribute{
			MarkdownDescription: text, Required: required, Optional: optional, ElementType: types.StringType,
			Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.ValueStringsAre(tf.ScopeToken())},
		}
	case Nested:
		return schema.SingleNestedAttribute{MarkdownDescription: text, Required: required, Optional: optional, Attributes: attributes(a.Of)}
	case Items:
		return schema.ListNestedAttribute{
			MarkdownDescription: text, Required: required, Optional: optional,
			NestedObject: schema.NestedAttributeObject{Attributes: attributes(a.Of)},
		}
	case Any:
		return schema.DynamicAttribute{MarkdownDescription: text, Required: required, Optional: optional}
	case Text:
	}
	out := schema.StringAttribute{MarkdownDescription: text, Required: required, Optional: optional, Computed: computed, Sensitive: a.Secret, Validators: a.values()}
	if usual, ok := a.Default.(string); ok {
		out.Default = stringdefault.StaticString(usual)
	}
	if a.Secret {
		out.Validators = append(out.Validators, stringvalidator.ConflictsWith(path.MatchRelative().AtParent().AtName(a.Name+"_wo")))
	}
	return out
}

// describe is the argument's description with what follows from its other members.
func (a Argument) describe() string {
	text := a.Is
	if a.Secret {
		text += " It is kept in the state: prefer `" + a.Name + "_wo`."
	}
	if a.Kind == Any {
		text += " `configuration_json` of the data source `gatehouse_anypoint_policy_template` shows the form."
	}
	if len(a.Values) > 0 {
		text += " One of `" + strings.Join(a.Values, "`, `") + "`."
	}
	switch {
	case a.Least != 0 && a.Most != 0:
		text += fmt.Sprintf(" From %d to %d.", a.Least, a.Most)
	case a.Most != 0:
		text += fmt.Sprintf(" At most %d.", a.Most)
	case a.Least != 0:
		text += fmt.Sprintf(" At least %d.", a.Least)
	}
	switch {
	case a.Required:
	case a.Default != nil:
		text += fmt.Sprintf(" Default: `%v`.", a.Default)
	case a.Usual != nil:
		text += fmt.Sprintf(" Default: the gateway's, `%v`.", a.Usual)
	default:
		text += " Default: none."
	}
	return text
}

func (a Argument) values() []validator.String {
	if len(a.Values) == 0 {
		return nil
	}
	v := tf.Known(a.Values...)
	if !a.Firm {
		v = tf.Doubt(v)
	}
	return []validator.String{v}
}

func (a Argument) bounds() []validator.Int64 {
	var v validator.Int64
	switch {
	case a.Least != 0 && a.Most != 0:
		v = int64validator.Between(a.Least, a.Most)
	case a.Most != 0:
		v = int64validator.AtMost(a.Most)
	case a.Least != 0:
		v = int64validator.AtLeast(a.Least)
	default:
		return nil
	}
	if !a.Firm {
		v = tf.DoubtInt64(v)
	}
	return []validator.Int64{v}
}

func (a Argument) writeOnly() schema.StringAttribute {
	name := a.Name + "_wo"
	return schema.StringAttribute{
		MarkdownDescription: a.Is + " Never kept in the state. It is sent whenever the configuration is written, and `" + name + "_version` says that it has changed. Default: none.",
		Optional:            true, Sensitive: true, WriteOnly: true,
		Validators: []validator.String{stringvalidator.AlsoRequires(path.MatchRelative().AtParent().AtName(name + "_version"))},
	}
}

func (a Argument) version() schema.Int64Attribute {
	name := a.Name + "_wo"
	return schema.Int64Attribute{
		MarkdownDescription: "A number that you change to have `" + name + "` sent again. Default: none.", Optional: true,
		Validators: []validator.Int64{int64validator.AlsoRequires(path.MatchRelative().AtParent().AtName(name))},
	}
}

// fields are the types of the attributes of an object. They are needed for every
// policy that is read, and worked out without its schema.
func fields(arguments []Argument) map[string]attr.Type {
	out := map[string]attr.Type{}
	for _, a := range arguments {
		out[a.Name] = a.typ()
		if a.Secret {
			out[a.Name+"_wo"], out[a.Name+"_wo_version"] = types.StringType, types.Int64Type
		}
	}
	return out
}

// typ is the type of the argument's attribute.
func (a Argument) typ() attr.Type {
	switch a.Kind {
	case Flag:
		return types.BoolType
	case Whole:
		return types.Int64Type
	case Texts:
		return types.SetType{ElemType: types.StringType}
	case Ordered, Scopes:
		return types.ListType{ElemType: types.StringType}
	case Nested:
		return types.ObjectType{AttrTypes: fields(a.Of)}
	case Items:
		return types.ListType{ElemType: types.ObjectType{AttrTypes: fields(a.Of)}}
	case Any:
		return types.DynamicType
	case Text:
	}
	return types.StringType
}
