package automatedpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An automated policy: a policy of any kind that the platform applies to all API instances of an environment, those made later included. It comes before the policies of the API instances themselves, and takes the place of theirs of the same asset. " +
			"A policy for one API instance is a `gatehouse_anypoint_api_policy`, or one of the typed resources. Changes are made in place, so that the APIs are never without the policy.",
		Attributes: policy.FreeformAttributes(map[string]schema.Attribute{
			"id":              tf.ID("The automated policy's identifier."),
			"organization_id": tf.OrganizationID("The identifier of the organization (business group) of the environment."),
			"environment_id":  tf.EnvironmentID(),
			"technology": schema.StringAttribute{
				MarkdownDescription: "The runtimes whose API instances the policy applies to: `mule4` or `flexGateway` (Omni/Flex Gateway). Default: all runtimes. Changing it forces a new object.",
				Optional:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators:          []validator.String{tf.Known("mule4", "flexGateway")},
			},
			"runtime_range": schema.SingleNestedAttribute{
				MarkdownDescription: "The versions of Mule that the policy applies to. Default: all. Removing it forces a new object.",
				Optional:            true,
				PlanModifiers: []planmodifier.Object{objectplanmodifier.RequiresReplaceIf(removed,
					"Removing it forces a new object: the platform keeps a range that a change leaves out.", "Removing it forces a new object.")},
				Attributes: map[string]schema.Attribute{
					"from": schema.StringAttribute{
						MarkdownDescription: "The lowest version, such as `4.1.1`.",
						Required:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
					},
					"to": schema.StringAttribute{
						MarkdownDescription: "The highest version, such as `4.3.x`, where `x` is every patch. Default: no end.",
						Optional:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
					},
				},
			},
			"order": schema.Int64Attribute{
				MarkdownDescription: "The place of the policy among the automated policies of the environment; at least 1. Default: none, and the platform decides.",
				Optional:            true, Validators: []validator.Int64{int64validator.AtLeast(1)},
			},
			"disabled": tf.Flag("Whether the policy is kept but not enforced.", false),
		}),
	}
}

// removed: nothing says how a range could be taken out of a rule, whose
// members a PATCH may leave out.
func removed(_ context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = req.PlanValue.IsNull()
}
