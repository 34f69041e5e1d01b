// Package apipolicy manages policies of any kind on Anypoint API instances.
package apipolicy

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/dynamicvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// The injection points.
const (
	inbound  = "inbound"
	outbound = "outbound"
)

var object = crud.Object{
	Name: "anypoint_api_policy", Noun: "Anypoint API Policy", Platform: crud.Anypoint,
	Identity: policy.Identity,
	Define:   define,
	Needs:    policy.Needs,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A policy of any kind on an API instance: MuleSoft's own, by the asset's name, or one of your own from Exchange. Changes are made in place, so that the API is never without its policy. " +
			"For OpenID Connect there is the typed `gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement`.",
		Attributes: policy.Attributes(map[string]schema.Attribute{
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
			"injection_point": schema.StringAttribute{
				MarkdownDescription: "Where the policy is enforced: `inbound`, on the way into the API, or `outbound`, on the way to the upstream (Omni/Flex Gateway only). Default: `inbound`. Changing it forces a new object.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(inbound),
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators:    []validator.String{stringvalidator.OneOf(inbound, outbound)},
			},
			"upstream_ids": schema.SetAttribute{
				MarkdownDescription: "The upstreams that an outbound policy is for. Default: none is named.",
				Optional:            true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.SizeAtLeast(1)},
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
		}),
	}
}

// NewResource is gatehouse_anypoint_api_policy.
func NewResource() resource.Resource {
	ops := kind.Ops()
	ops.Validate = validate
	ops.Plan = plan
	ops.Moves = policy.Moves()
	return crud.New(object, ops)
}

var kind = policy.Kind[model]{
	Common:   func(m *model) *policy.Common { return &m.Common },
	Asset:    func(m model) (string, string) { return m.GroupID.ValueString(), m.AssetID.ValueString() },
	Expand:   expand,
	Changed:  changed,
	Outbound: func(m model) bool { return m.InjectionPoint.ValueString() == outbound },
	Known:    known,
	Hidden:   hidden,
	Flatten:  flatten,
	Explain: func(e *rest.Error) {
		switch {
		case len(e.Causes) > 0: // they say which part of the configuration it refuses
		case contains(e.Summary, "as inbound"):
			e.Next = `This policy is enforced on the way to the upstream. Set injection_point = "outbound".`
		case contains(e.Summary, "as outbound"):
			e.Next = `This policy is enforced on the way into the API. Set injection_point = "inbound".`
		case contains(e.Summary, "client provider"):
			e.Next = "Set provider_id of the gatehouse_anypoint_api_instance to the id of a gatehouse_anypoint_client_provider."
		}
	},
}

// changed tells whether the configuration has to be sent.
func changed(w crud.Write[model]) bool {
	return !tf.Same(w.Plan.Configuration, w.Prior.Configuration, anypoint.Equal) || !w.Plan.SensitiveConfiguration.Equal(w.Prior.SensitiveConfiguration) ||
		!w.Plan.SensitiveWOVersion.Equal(w.Prior.SensitiveWOVersion) || !w.Plan.UpstreamIDs.Equal(w.Prior.UpstreamIDs)
}
