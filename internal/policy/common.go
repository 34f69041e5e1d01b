// Package policy is what the resources for policies on API instances have in
// common, whatever policy they are for: where it is, what it applies to, its
// order, and how it is applied, changed and removed.
package policy

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// Identity are the attributes that identify a policy.
var Identity = []string{"organization_id", "environment_id", "api_instance_id", "id"}

// Needs says which permissions a policy takes.
var Needs = crud.AnypointNeeds("*Manage Policies* (*View Policies* for reading only) for the environment")

// Common is the part of the models that all policies share. It is embedded.
type Common struct {
	ID             types.String `tfsdk:"id"`
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
	AssetVersion   types.String `tfsdk:"asset_version"`
	Pointcut       types.Set    `tfsdk:"pointcut"`
	Order          types.Int64  `tfsdk:"order"`
	Disabled       types.Bool   `tfsdk:"disabled"`
	Label          types.String `tfsdk:"label"`
	AllowDuplicate types.Bool   `tfsdk:"allow_duplicate"`
}

// Attributes are those of Common, but for asset_version, and those in more.
func Attributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"id":              tf.ID("The policy's identifier within its API instance."),
		"organization_id": tf.OrganizationID("The identifier of the organization (business group) of the API instance."),
		"environment_id":  tf.EnvironmentID(),
		"api_instance_id": tf.Parent("The identifier of the API instance that the policy is applied to."),
		"pointcut": schema.SetNestedAttribute{
			MarkdownDescription: "The requests that the policy applies to: those that match one of these pairs. Default: all requests.",
			Optional:            true,
			Validators:          []validator.Set{setvalidator.SizeAtLeast(1)},
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"method_regex": schema.StringAttribute{
					MarkdownDescription: "A regular expression for the request's method, such as `GET|POST`; `.*` for any.",
					Required:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
				},
				"uri_template_regex": schema.StringAttribute{
					MarkdownDescription: "A regular expression for the path below the API's base path, such as `/cards/.*`; `.*` for any.",
					Required:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
				},
			}},
		},
		"order": schema.Int64Attribute{
			MarkdownDescription: "The place of the policy among those of the API instance; policies are enforced in ascending order, from 1. Default: the platform puts a new policy behind the others.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			Validators:    []validator.Int64{int64validator.AtLeast(1)},
		},
		"disabled": tf.Flag("Whether the policy is kept but not enforced.", false),
		"label": schema.StringAttribute{
			MarkdownDescription: "A name that tells policies of the same kind apart. Default: none.",
			Optional:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"allow_duplicate": schema.BoolAttribute{
			MarkdownDescription: "Whether the API instance may have another policy of the same asset already, as with two policies for different methods. It counts when the policy is created. Default: `false`, and the platform refuses.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
		},
	}
	maps.Copy(all, more)
	return all
}
