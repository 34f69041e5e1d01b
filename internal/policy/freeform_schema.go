package policy

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/dynamicvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// FreeformAttributes are those of Freeform and of the asset's version, and
// those in more.
func FreeformAttributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"group_id": schema.StringAttribute{
			MarkdownDescription: "The Exchange group of the policy's asset. Default: MuleSoft's, `" + anypoint.MuleSoftGroup + "`. Changing it forces a new object.",
			Optional:            true, Computed: true, Default: stringdefault.StaticString(anypoint.MuleSoftGroup),
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		},
		"asset_id": schema.StringAttribute{
			MarkdownDescription: "The policy's asset in Exchange, such as `rate-limiting`. Changing it forces a new object.",
			Required:            true,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"asset_version": schema.StringAttribute{
			MarkdownDescription: "The version of the policy's asset, such as `1.4.0`.",
			Required:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"configuration": schema.DynamicAttribute{
			MarkdownDescription: "The policy's configuration, as an object with the keys of the policy's own documentation. Keys that are left out get the policy's defaults, which are no difference; a key that somebody adds or changes by hand is one. Secrets belong into `sensitive_configuration_wo`. A plan compares it with the template of the policy that the platform has, where the credentials may read it. Default: empty.",
			Optional:            true,
		},
		"configuration_defaults": schema.StringAttribute{
			MarkdownDescription: "What the platform added to the configuration when it was last written, as JSON. A later change of it shows in `configuration`. The keys of secrets have no value there.",
			Computed:            true,
			PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"sensitive_configuration": schema.DynamicAttribute{
			MarkdownDescription: "The keys of the configuration that are secret, as an object. They are in the state: use `sensitive_configuration_wo` where the command line knows write-only arguments. The platform does not show secrets, so that a change by hand is not seen.",
			Optional:            true, Sensitive: true,
			Validators: []validator.Dynamic{dynamicvalidator.ConflictsWith(path.MatchRoot("sensitive_configuration_wo"))},
		},
		"sensitive_configuration_wo": schema.DynamicAttribute{
			MarkdownDescription: "The keys of the configuration that are secret, as an object. They are in no state and no plan; they are sent when the policy is created, and with every change of the configuration or of `sensitive_configuration_wo_version`.",
			Optional:            true, Sensitive: true, WriteOnly: true,
			Validators: []validator.Dynamic{dynamicvalidator.AlsoRequires(path.MatchRoot("sensitive_configuration_wo_version"))},
		},
		"sensitive_configuration_wo_version": schema.Int64Attribute{
			MarkdownDescription: "A number to raise when `sensitive_configuration_wo` changes: nothing else tells Terraform.",
			Optional:            true, Validators: []validator.Int64{int64validator.AlsoRequires(path.MatchRoot("sensitive_configuration_wo"))},
		},
	}
	maps.Copy(all, more)
	return all
}
