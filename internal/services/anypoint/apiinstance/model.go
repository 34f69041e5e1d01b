package apiinstance

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	OrganizationID            types.String `tfsdk:"organization_id"`
	EnvironmentID             types.String `tfsdk:"environment_id"`
	ID                        types.String `tfsdk:"id"`
	Technology                types.String `tfsdk:"technology"`
	ProviderID                types.String `tfsdk:"provider_id"`
	InstanceLabel             types.String `tfsdk:"instance_label"`
	ApprovalMethod            types.String `tfsdk:"approval_method"`
	ConsumerEndpoint          types.String `tfsdk:"consumer_endpoint"`
	Description               types.String `tfsdk:"description"`
	Tags                      types.Set    `tfsdk:"tags"`
	Deprecated                types.Bool   `tfsdk:"deprecated"`
	PreventContractLoss       types.Bool   `tfsdk:"prevent_contract_loss"`
	Spec                      types.Object `tfsdk:"spec"`
	Endpoint                  types.Object `tfsdk:"endpoint"`
	Deployment                types.Object `tfsdk:"deployment"`
	Routing                   types.List   `tfsdk:"routing"`
	ProductVersion            types.String `tfsdk:"product_version"`
	Status                    types.String `tfsdk:"status"`
	AutodiscoveryInstanceName types.String `tfsdk:"autodiscovery_instance_name"`
}

type spec struct {
	GroupID types.String `tfsdk:"group_id"`
	AssetID types.String `tfsdk:"asset_id"`
	Version types.String `tfsdk:"version"`
}

type endpoint struct {
	Type                 types.String `tfsdk:"type"`
	URI                  types.String `tfsdk:"uri"`
	ProxyURI             types.String `tfsdk:"proxy_uri"`
	IsCloudHub           types.Bool   `tfsdk:"is_cloud_hub"`
	DeploymentType       types.String `tfsdk:"deployment_type"`
	ReferencesUserDomain types.Bool   `tfsdk:"references_user_domain"`
	ResponseTimeout      types.Int64  `tfsdk:"response_timeout"`
	MuleVersion4OrAbove  types.Bool   `tfsdk:"mule_version_4_or_above"`
	Validation           types.String `tfsdk:"validation"`
	TLSContexts          types.Object `tfsdk:"tls_contexts"`
}

type tlsContexts struct {
	Inbound  types.Object `tfsdk:"inbound"`
	Outbound types.Object `tfsdk:"outbound"`
}

type tlsContext struct {
	SecretGroupID types.String `tfsdk:"secret_group_id"`
	TLSContextID  types.String `tfsdk:"tls_context_id"`
}

type deployment struct {
	EnvironmentID  types.String `tfsdk:"environment_id"`
	Type           types.String `tfsdk:"type"`
	ExpectedStatus types.String `tfsdk:"expected_status"`
	Overwrite      types.Bool   `tfsdk:"overwrite"`
	TargetID       types.String `tfsdk:"target_id"`
	TargetName     types.String `tfsdk:"target_name"`
	GatewayVersion types.String `tfsdk:"gateway_version"`
}

type route struct {
	Label     types.String `tfsdk:"label"`
	Rules     types.Object `tfsdk:"rules"`
	Upstreams types.List   `tfsdk:"upstreams"`
}

type rules struct {
	Methods types.String `tfsdk:"methods"`
	Host    types.String `tfsdk:"host"`
	Path    types.String `tfsdk:"path"`
	Headers types.Map    `tfsdk:"headers"`
}

type upstream struct {
	URI        types.String `tfsdk:"uri"`
	Label      types.String `tfsdk:"label"`
	Weight     types.Int64  `tfsdk:"weight"`
	TLSContext types.Object `tfsdk:"tls_context"`
}

var (
	specTypes        = attributeTypes("spec")
	endpointTypes    = attributeTypes("endpoint")
	deploymentTypes  = attributeTypes("deployment")
	routeType        = elementType("routing")
	rulesTypes       = nested(routeType.AttrTypes["rules"])
	upstreamType     = nestedElement(routeType.AttrTypes["upstreams"])
	tlsContextsTypes = nested(endpointTypes["tls_contexts"])
	tlsContextTypes  = nested(tlsContextsTypes["inbound"])
)

func attributeTypes(name string) map[string]attr.Type {
	return nested(define().Attributes[name].GetType())
}

func elementType(name string) types.ObjectType {
	return nestedElement(define().Attributes[name].GetType())
}

func nested(t attr.Type) map[string]attr.Type {
	o, ok := t.(types.ObjectType)
	if !ok {
		panic("apiinstance: an attribute is not an object")
	}
	return o.AttrTypes
}

func nestedElement(t attr.Type) types.ObjectType {
	l, ok := t.(types.ListType)
	if !ok {
		panic("apiinstance: an attribute is not a list")
	}
	o, ok := l.ElemType.(types.ObjectType)
	if !ok {
		panic("apiinstance: a list is not of objects")
	}
	return o
}

func elementsAs[T any](ctx context.Context, l types.List) []T {
	var v []T
	l.ElementsAs(ctx, &v, false)
	return v
}

func isSet(v attr.Value) bool { return !v.IsNull() && !v.IsUnknown() }

// sameKind are the endpoint types that the platform writes for one another: it
// answered "raml" to "rest-api" when that was recorded.
var sameKind = [][]string{{"rest-api", "rest", "raml", "oas"}, {"http-api", "http"}, {"soap-api", "wsdl"}}

func equivalent(a, b string) bool {
	return a == b || slices.ContainsFunc(sameKind, func(kind []string) bool { return slices.Contains(kind, a) && slices.Contains(kind, b) })
}

func flatten(ctx context.Context, m *model, a anypoint.APIInstance) (diags diag.Diagnostics) {
	m.ID = types.StringValue(string(a.ID))
	if a.Technology != "" {
		m.Technology = types.StringValue(a.Technology)
	}
	m.ProviderID = tf.String(a.ProviderID)
	m.InstanceLabel = tf.String(a.InstanceLabel)
	m.ApprovalMethod = tf.String(a.ApprovalMethod)
	m.ConsumerEndpoint = tf.String(a.ConsumerEndpoint)
	m.Description = tf.String(a.Description)
	m.Tags = tf.Set(a.Tags, m.Tags)
	m.Deprecated = types.BoolValue(a.Deprecated)
	if !isSet(m.PreventContractLoss) { // only Terraform knows it
		m.PreventContractLoss = types.BoolValue(true)
	}
	m.ProductVersion = tf.String(a.ProductVersion)
	m.Status = tf.String(a.Status)
	m.AutodiscoveryInstanceName = tf.String(a.AutodiscoveryInstanceName)
	if a.AssetID != "" {
		m.Spec = objectOf(ctx, specTypes, spec{types.StringValue(a.GroupID), types.StringValue(a.AssetID), types.StringValue(a.AssetVersion)}, &diags)
	}
	m.Endpoint = flattenEndpoint(ctx, m.Endpoint, a.Endpoint, a.Read, &diags)
	m.Deployment = flattenDeployment(ctx, m.Deployment, a.Deployment, &diags)
	m.Routing = flattenRouting(ctx, m.Routing, a.Routing, a.Read, &diags)
	return diags
}

// flattenEndpoint takes what only a read tells, the TLS contexts and the
// validation, from the plan where the answer is that to a write (read is
// false). A validation that is not configured is left alone.
func flattenEndpoint(ctx context.Context, before types.Object, e *anypoint.Endpoint, read bool, diags *diag.Diagnostics) types.Object {
	if e == nil {
		return types.ObjectNull(endpointTypes)
	}
	was := tf.As[endpoint](ctx, before)
	kind := tf.String(e.Type)
	if isSet(was.Type) && equivalent(was.Type.ValueString(), e.Type) {
		kind = was.Type
	}
	validation, contexts := tf.String(e.Validation), types.ObjectNull(tlsContextsTypes)
	if e.Validation == "NOT_APPLICABLE" && was.Validation.ValueString() != e.Validation {
		validation = types.StringNull() // there is nothing to say
	}
	if isSet(before) && (!read && isSet(was.Validation) || was.Validation.IsNull()) {
		validation = was.Validation
	}
	if !read && isSet(was.TLSContexts) {
		contexts = was.TLSContexts
	} else if t := e.TLSContexts; t != nil && (t.Inbound != nil || t.Outbound != nil) {
		contexts = objectOf(ctx, tlsContextsTypes, tlsContexts{flattenTLS(ctx, t.Inbound, diags), flattenTLS(ctx, t.Outbound, diags)}, diags)
	}
	return objectOf(ctx, endpointTypes, endpoint{
		Type: kind, URI: tf.String(e.URI), ProxyURI: tf.String(e.ProxyURI), IsCloudHub: types.BoolPointerValue(e.IsCloudHub),
		DeploymentType: tf.String(e.DeploymentType), ReferencesUserDomain: types.BoolPointerValue(e.ReferencesUserDomain),
		ResponseTimeout: types.Int64PointerValue(e.ResponseTimeout), MuleVersion4OrAbove: types.BoolPointerValue(e.MuleVersion4OrAbove),
		Validation: validation, TLSContexts: contexts,
	}, diags)
}

func flattenTLS(ctx context.Context, t *anypoint.TLSContext, diags *diag.Diagnostics) types.Object {
	if t == nil {
		return types.ObjectNull(tlsContextTypes)
	}
	return objectOf(ctx, tlsContextTypes, tlsContext{types.StringValue(t.SecretGroupID), types.StringValue(t.TLSContextID)}, diags)
}

func flattenDeployment(ctx context.Context, was types.Object, d *anypoint.Deployment, diags *diag.Diagnostics) types.Object {
	if d == nil {
		return types.ObjectNull(deploymentTypes)
	}
	overwrite := tf.As[deployment](ctx, was).Overwrite // an order to the platform, which it does not repeat
	if overwrite.IsUnknown() {
		overwrite = types.BoolNull()
	}
	return objectOf(ctx, deploymentTypes, deployment{
		EnvironmentID: tf.String(d.EnvironmentID), Type: tf.String(d.Type), ExpectedStatus: tf.String(d.ExpectedStatus), Overwrite: overwrite,
		TargetID: tf.String(d.TargetID), TargetName: tf.String(d.TargetName), GatewayVersion: tf.String(d.GatewayVersion),
	}, diags)
}

// flattenRouting takes an upstream's TLS context, which only a read tells, from
// the plan where the answer is that to a write.
func flattenRouting(ctx context.Context, was types.List, routes []anypoint.Route, read bool, diags *diag.Diagnostics) types.List {
	if len(routes) == 0 {
		return types.ListNull(routeType)
	}
	before := elementsAs[route](ctx, was)
	out := make([]route, len(routes))
	for i, r := range routes {
		upstreams := make([]upstream, len(r.Upstreams))
		var planned []upstream
		if !read && i < len(before) {
			planned = elementsAs[upstream](ctx, before[i].Upstreams)
		}
		for k, u := range r.Upstreams {
			upstreams[k] = upstream{URI: tf.String(u.URI), Label: tf.String(u.Label), Weight: types.Int64Value(100), TLSContext: flattenTLS(ctx, u.TLSContext, diags)}
			if u.Weight != nil {
				upstreams[k].Weight = types.Int64Value(*u.Weight)
			}
			if k < len(planned) && isSet(planned[k].TLSContext) && planned[k].URI.ValueString() == u.URI {
				upstreams[k].TLSContext = planned[k].TLSContext
			}
		}
		out[i] = route{Label: tf.String(r.Label), Rules: types.ObjectNull(rulesTypes), Upstreams: listOf(ctx, upstreamType, upstreams, diags)}
		if r.Rules != nil && (r.Rules.Methods != "" || r.Rules.Host != "" || r.Rules.Path != "" || len(r.Rules.Headers) > 0) {
			headers := types.MapNull(types.StringType)
			if len(r.Rules.Headers) > 0 {
				var d diag.Diagnostics
				headers, d = types.MapValueFrom(ctx, types.StringType, r.Rules.Headers)
				diags.Append(d...)
			}
			out[i].Rules = objectOf(ctx, rulesTypes, rules{tf.String(r.Rules.Methods), tf.String(r.Rules.Host), tf.String(r.Rules.Path), headers}, diags)
		} else if i < len(before) && isSet(before[i].Rules) && r.Rules != nil {
			out[i].Rules = before[i].Rules // rules without a rule
		}
	}
	return listOf(ctx, routeType, out, diags)
}

func objectOf(ctx context.Context, typ map[string]attr.Type, v any, diags *diag.Diagnostics) types.Object {
	o, d := types.ObjectValueFrom(ctx, typ, v)
	diags.Append(d...)
	return o
}

func listOf(ctx context.Context, typ attr.Type, v any, diags *diag.Diagnostics) types.List {
	l, d := types.ListValueFrom(ctx, typ, v)
	diags.Append(d...)
	return l
}
