package apiinstance

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// expand is the body of a creation. It holds what is set and nothing else: the
// platform refuses null where it expects an object. The client provider is
// always named, null for Anypoint's own: what leaving it out means in an
// environment that has providers is not documented.
func expand(ctx context.Context, m model) anypoint.Members {
	s := tf.As[spec](ctx, m.Spec)
	body := anypoint.Members{
		"technology": m.Technology.ValueString(),
		"providerId": tf.Pointer(m.ProviderID),
		"spec": map[string]string{
			"groupId": s.GroupID.ValueString(), "assetId": s.AssetID.ValueString(), "version": s.Version.ValueString(),
		},
	}
	for name, v := range map[string]types.String{
		"instanceLabel": m.InstanceLabel, "approvalMethod": m.ApprovalMethod, "endpointUri": m.ConsumerEndpoint,
	} {
		if isSet(v) {
			body[name] = v.ValueString()
		}
	}
	if isSet(m.Endpoint) {
		body["endpoint"] = expandEndpoint(ctx, tf.As[endpoint](ctx, m.Endpoint), endpoint{})
	}
	if isSet(m.Deployment) {
		body["deployment"] = expandDeployment(tf.As[deployment](ctx, m.Deployment))
	}
	if isSet(m.Routing) {
		body["routing"] = expandRouting(ctx, m.Routing)
	}
	return body
}

// later is what the documented creation does not take, and a PATCH does.
func later(m model) anypoint.Members {
	body := anypoint.Members{}
	if isSet(m.Description) {
		body["description"] = m.Description.ValueString()
	}
	if len(m.Tags.Elements()) > 0 {
		body["tags"] = tf.Strings(m.Tags)
	}
	if m.Deprecated.ValueBool() {
		body["deprecated"] = true
	}
	return body
}

// change is what differs between the plan and the state, except the routes.
func change(ctx context.Context, is, was model) anypoint.Members {
	body := anypoint.Members{}
	for name, v := range map[string][2]types.String{
		"providerId": {is.ProviderID, was.ProviderID}, "instanceLabel": {is.InstanceLabel, was.InstanceLabel},
		"approvalMethod": {is.ApprovalMethod, was.ApprovalMethod}, "endpointUri": {is.ConsumerEndpoint, was.ConsumerEndpoint},
		"description": {is.Description, was.Description},
	} {
		if !v[0].Equal(v[1]) {
			body[name] = tf.Pointer(v[0])
		}
	}
	if !is.Tags.Equal(was.Tags) {
		body["tags"] = tf.Strings(is.Tags)
	}
	if !is.Deprecated.Equal(was.Deprecated) {
		body["deprecated"] = is.Deprecated.ValueBool()
	}
	if v := tf.As[spec](ctx, is.Spec).Version; !v.Equal(tf.As[spec](ctx, was.Spec).Version) {
		body["assetVersion"] = v.ValueString()
	}
	if isSet(is.Endpoint) && !is.Endpoint.Equal(was.Endpoint) {
		body["endpoint"] = expandEndpoint(ctx, tf.As[endpoint](ctx, is.Endpoint), tf.As[endpoint](ctx, was.Endpoint))
	}
	if isSet(is.Deployment) && !is.Deployment.Equal(was.Deployment) {
		body["deployment"] = expandDeployment(tf.As[deployment](ctx, is.Deployment))
	}
	return body
}

// expandEndpoint is the whole endpoint: uri, proxyUri and isCloudHub must be
// there, as null where there is none; of the others, what is set, and null for
// what was.
func expandEndpoint(ctx context.Context, is, was endpoint) map[string]any {
	body := map[string]any{
		"uri": tf.Pointer(is.URI), "proxyUri": tf.Pointer(is.ProxyURI), "isCloudHub": tf.BoolPointer(is.IsCloudHub),
	}
	put := func(name string, v, before attr.Value, value any) {
		switch {
		case isSet(v):
			body[name] = value
		case isSet(before):
			body[name] = nil
		}
	}
	put("type", is.Type, types.StringNull(), is.Type.ValueString())
	put("deploymentType", is.DeploymentType, types.StringNull(), is.DeploymentType.ValueString())
	put("referencesUserDomain", is.ReferencesUserDomain, was.ReferencesUserDomain, is.ReferencesUserDomain.ValueBool())
	put("responseTimeout", is.ResponseTimeout, was.ResponseTimeout, is.ResponseTimeout.ValueInt64())
	put("muleVersion4OrAbove", is.MuleVersion4OrAbove, types.BoolNull(), is.MuleVersion4OrAbove.ValueBool())
	put("validation", is.Validation, types.StringNull(), is.Validation.ValueString())
	if isSet(is.TLSContexts) || isSet(was.TLSContexts) {
		contexts, before := tf.As[tlsContexts](ctx, is.TLSContexts), tf.As[tlsContexts](ctx, was.TLSContexts)
		tls := map[string]any{}
		for name, v := range map[string][2]types.Object{"inbound": {contexts.Inbound, before.Inbound}, "outbound": {contexts.Outbound, before.Outbound}} {
			if isSet(v[0]) || isSet(v[1]) {
				tls[name] = expandTLS(ctx, v[0])
			}
		}
		body["tlsContexts"] = tls
	}
	return body
}

func expandTLS(ctx context.Context, o types.Object) *anypoint.TLSContext {
	if !isSet(o) {
		return nil
	}
	t := tf.As[tlsContext](ctx, o)
	return &anypoint.TLSContext{SecretGroupID: t.SecretGroupID.ValueString(), TLSContextID: t.TLSContextID.ValueString()}
}

func expandDeployment(d deployment) anypoint.Deployment {
	return anypoint.Deployment{
		EnvironmentID: d.EnvironmentID.ValueString(), Type: d.Type.ValueString(), ExpectedStatus: d.ExpectedStatus.ValueString(),
		Overwrite: tf.BoolPointer(d.Overwrite), TargetID: d.TargetID.ValueString(), TargetName: d.TargetName.ValueString(), GatewayVersion: d.GatewayVersion.ValueString(),
	}
}

func expandRouting(ctx context.Context, l types.List) []anypoint.Route {
	out := []anypoint.Route{}
	for _, r := range elementsAs[route](ctx, l) {
		one := anypoint.Route{Label: r.Label.ValueString(), Upstreams: []anypoint.Upstream{}}
		if isSet(r.Rules) {
			v := tf.As[rules](ctx, r.Rules)
			one.Rules = &anypoint.Rules{Methods: v.Methods.ValueString(), Host: v.Host.ValueString(), Path: v.Path.ValueString()}
			if isSet(v.Headers) {
				one.Rules.Headers = map[string]string{}
				for name, value := range v.Headers.Elements() {
					if s, ok := value.(types.String); ok {
						one.Rules.Headers[name] = s.ValueString()
					}
				}
			}
		}
		for _, u := range elementsAs[upstream](ctx, r.Upstreams) {
			one.Upstreams = append(one.Upstreams, anypoint.Upstream{
				URI: u.URI.ValueString(), Label: u.Label.ValueString(), Weight: tf.Int64Pointer(u.Weight), TLSContext: expandTLS(ctx, u.TLSContext),
			})
		}
		out = append(out, one)
	}
	return out
}
