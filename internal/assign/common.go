// Package assign is what the resources that assign users and groups to Okta
// apps have in common: where an assignment is, its profile, and how it is
// listed, removed and retained.
package assign

import (
	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// Needs says which permissions an assignment takes.
var Needs = crud.OktaNeeds("okta.apps", "Application Administrator")

// Common is the part of the models that the assignments of one user and of one
// group share. It is embedded.
type Common struct {
	AppID   types.String         `tfsdk:"app_id"`
	Profile jsontypes.Normalized `tfsdk:"profile"`
	Retain  types.Bool           `tfsdk:"retain_assignment"`
}

// common is the common part of a model that embeds it.
func (c *Common) common() *Common { return c }

// settle gives what only Terraform knows its default, for an import does not
// know it.
func (c *Common) settle() { c.Retain = types.BoolValue(c.Retain.ValueBool()) }

// Imported tells whether the model is that of an import, which knows the
// identity and nothing else. Every other one has the default.
func (c *Common) Imported() bool { return c.Retain.IsNull() }

// Attributes are those of Common and those in more. who is whom an assignment
// assigns: "user", "group".
func Attributes(who, profile string, more map[string]schema.Attribute) map[string]schema.Attribute {
	more["app_id"] = AppID()
	more["profile"] = schema.StringAttribute{MarkdownDescription: profile, Optional: true, CustomType: jsontypes.NormalizedType{}}
	more["retain_assignment"] = tf.Flag("Whether the "+who+" stays assigned when this resource is destroyed.", false)
	return more
}

// AppID is the app that somebody is assigned to.
func AppID() schema.StringAttribute {
	return tf.Parent("The identifier of the app. An OAuth 2.0 client that was registered dynamically, by Anypoint for example, is an app with its client id as identifier.")
}

// GroupPriority is the priority of a group's assignment.
func GroupPriority() schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "Which group's profile counts for a user of several groups: the lowest number does. 0 to 100. Default: Okta decides.",
		Optional:            true,
		Validators:          []validator.Int64{tf.DoubtInt64(int64validator.Between(0, 100))},
	}
}

// GroupProfileText describes the profile of a group's assignment.
const GroupProfileText = "The app's profile for users of the group, a JSON object, as of `jsonencode`. Default: empty."
