// Package tf holds small pieces of Terraform that many objects share:
// attributes, conversions that keep null apart from empty, and validators.
package tf

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// ID is the identifier that the platform gives an object.
func ID(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Computed:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// Parent is an argument that says where an object is. Another value means
// another object.
func Parent(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Changing it forces a new object.",
		Required:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

// Flag is an argument that is the usual value where it is left out.
func Flag(description string, usual bool) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: fmt.Sprintf("%s Default: `%t`.", description, usual),
		Optional:            true, Computed: true, Default: booldefault.StaticBool(usual),
	}
}

// OrganizationID is the Anypoint organization of an object. crud puts in the
// provider's default.
func OrganizationID(description string) schema.StringAttribute {
	return place(description + " Default: the provider's `organization_id`. Changing it forces a new object.")
}

// EnvironmentID is the Anypoint environment of an object. crud puts in the
// provider's default.
func EnvironmentID() schema.StringAttribute {
	return place("The identifier of the Anypoint environment. Default: the provider's `environment_id`. Changing it forces a new object.")
}

// place keeps the known value in an update before it looks for a change: an
// unknown one would always look like another place.
func place(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Optional:            true,
		Computed:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplace()},
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}
