// Package apipolicy manages policies of any kind on Anypoint API instances.
package apipolicy

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
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
			"Most of MuleSoft's have a resource of their own, which knows their settings, such as `gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement`.",
		Attributes: policy.Attributes(policy.FreeformAttributes(map[string]schema.Attribute{
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
		})),
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
	Known:    func(m model) []string { return m.Known() },
	Hidden:   func(w crud.Write[model]) []string { return w.Config.Hidden() },
	Flatten:  flatten,
	Explain: func(e *rest.Error) {
		switch {
		case len(e.Causes) > 0: // they say which part of the configuration it refuses
		case e.Says("as inbound"):
			e.Next = `This policy is enforced on the way to the upstream. Set injection_point = "outbound".`
		case e.Says("as outbound"):
			e.Next = `This policy is enforced on the way into the API. Set injection_point = "inbound".`
		case e.Says("client provider"):
			e.Next = "Set provider_id of the gatehouse_anypoint_api_instance to the id of a gatehouse_anypoint_client_provider."
		}
	},
}

// changed tells whether the configuration or the upstreams have to be sent.
func changed(w crud.Write[model]) bool {
	return w.Plan.Changed(w.Prior.Freeform) || !w.Plan.UpstreamIDs.Equal(w.Prior.UpstreamIDs)
}
