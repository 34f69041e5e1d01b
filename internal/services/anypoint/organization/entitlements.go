package organization

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/float64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// entitlement is one of those that a business group gets from the organization
// above it. The others come with the subscription of the root organization:
// the platform answers 403 to whoever sends them for a business group.
type entitlement struct {
	name, key, what string
	// counted has a number of what was assigned. The rest are yes or no.
	counted bool
}

var entitlements = []entitlement{
	{name: "create_environments", key: "createEnvironments", what: "Whether the business group may have environments of its own."},
	{name: "create_sub_orgs", key: "createSubOrgs", what: "Whether the business group may have business groups below it."},
	{name: "global_deployment", key: "globalDeployment", what: "Whether applications may be deployed to every region."},
	{name: "vcores_production", key: "vCoresProduction", what: "Production vCores.", counted: true},
	{name: "vcores_sandbox", key: "vCoresSandbox", what: "Sandbox vCores.", counted: true},
	{name: "vcores_design", key: "vCoresDesign", what: "Design vCores.", counted: true},
	{name: "static_ips", key: "staticIps", what: "Static IP addresses.", counted: true},
	{name: "vpcs", key: "vpcs", what: "Anypoint VPCs.", counted: true},
	{name: "vpns", key: "vpns", what: "VPN connections.", counted: true},
	{name: "load_balancer", key: "loadBalancer", what: "Dedicated load balancers.", counted: true},
	{name: "network_connections", key: "networkConnections", what: "Network connections.", counted: true},
	{name: "worker_clouds", key: "workerClouds", what: "Worker clouds.", counted: true},
	{name: "managed_gateway_small", key: "managedGatewaySmall", what: "Small managed gateways.", counted: true},
	{name: "managed_gateway_large", key: "managedGatewayLarge", what: "Large managed gateways.", counted: true},
	{name: "partners_production", key: "partnersProduction", what: "Partners in production.", counted: true},
	{name: "partners_sandbox", key: "partnersSandbox", what: "Partners in sandboxes.", counted: true},
	{name: "trading_partners_production", key: "tradingPartnersProduction", what: "Trading partners in production.", counted: true},
	{name: "trading_partners_sandbox", key: "tradingPartnersSandbox", what: "Trading partners in sandboxes.", counted: true},
}

func entitlementsAttribute() schema.SingleNestedAttribute {
	all := map[string]schema.Attribute{}
	for _, e := range entitlements {
		all[e.name] = e.attribute()
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "What the business group gets from the organization above it. Only what the configuration says is sent and compared; the rest shows what the platform has, and a change of it is no reason for a plan. " +
			"Taking an entitlement out of the configuration leaves it as it is. What comes with the subscription of the root organization, such as Flex Gateway or Runtime Fabric, cannot be given to a business group and is not here. Default: what the platform gives.",
		Optional: true, Computed: true, Attributes: all,
		PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
	}
}

func (e entitlement) attribute() schema.Attribute {
	if !e.counted {
		return schema.BoolAttribute{
			MarkdownDescription: e.what + " Default: what the platform has.", Optional: true, Computed: true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		}
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: e.what + " Default: what the platform has.", Optional: true, Computed: true,
		Attributes: map[string]schema.Attribute{"assigned": schema.Float64Attribute{
			MarkdownDescription: "How many the business group gets. Default: what the platform has.", Optional: true, Computed: true,
			PlanModifiers: []planmodifier.Float64{float64planmodifier.UseStateForUnknown()},
		}},
		PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
	}
}

var countedTypes = map[string]attr.Type{"assigned": types.Float64Type}

// given is what a configuration says, as the platform takes it; nil for nothing.
func given(config types.Object) map[string]any {
	out := map[string]any{}
	for _, e := range entitlements {
		switch v := config.Attributes()[e.name].(type) {
		case types.Bool:
			if !v.IsNull() && !v.IsUnknown() {
				out[e.key] = v.ValueBool()
			}
		case types.Object:
			if n, ok := v.Attributes()["assigned"].(types.Float64); ok && !n.IsNull() && !n.IsUnknown() {
				out[e.key] = map[string]any{"assigned": n.ValueFloat64()}
			}
		}
	}
	return out
}

// shown is what the platform has.
func shown(have anypoint.Object) types.Object {
	kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
	for _, e := range entitlements {
		if !e.counted {
			kinds[e.name], values[e.name] = types.BoolType, types.BoolNull()
			if b, ok := have[e.key].(bool); ok {
				values[e.name] = types.BoolValue(b)
			}
			continue
		}
		kinds[e.name], values[e.name] = types.ObjectType{AttrTypes: countedTypes}, types.ObjectNull(countedTypes)
		if counts, ok := have[e.key].(map[string]any); ok {
			values[e.name] = types.ObjectValueMust(countedTypes, map[string]attr.Value{"assigned": count(counts["assigned"])})
		}
	}
	return types.ObjectValueMust(kinds, values)
}

func count(v any) types.Float64 {
	n, ok := v.(json.Number)
	if !ok {
		return types.Float64Null()
	}
	f, err := n.Float64()
	if err != nil {
		return types.Float64Null()
	}
	return types.Float64Value(f)
}

// refused is the first entitlement that was sent and that the platform shows
// otherwise: it takes what it does not honour without a word.
func refused(config types.Object, have anypoint.Object) (at path.Path, ok bool) {
	wanted, is := config.Attributes(), shown(have).Attributes()
	for _, e := range entitlements {
		at := path.Root("entitlements").AtName(e.name)
		if !e.counted {
			if v, isBool := wanted[e.name].(types.Bool); isBool && !v.IsNull() && !v.Equal(is[e.name]) {
				return at, true
			}
			continue
		}
		want, isObject := wanted[e.name].(types.Object)
		if !isObject || want.IsNull() {
			continue
		}
		n, has := want.Attributes()["assigned"].(types.Float64)
		now, _ := is[e.name].(types.Object)
		if has && !n.IsNull() && (now.IsNull() || !n.Equal(now.Attributes()["assigned"])) {
			return at.AtName("assigned"), true
		}
	}
	return at, false
}
