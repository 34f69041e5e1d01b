package apipolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	policy.Common
	policy.Freeform
	InjectionPoint types.String `tfsdk:"injection_point"`
	UpstreamIDs    types.Set    `tfsdk:"upstream_ids"`
}

func expand(_ context.Context, client *anypoint.Client, w crud.Write[model], body *anypoint.PolicyChange) error {
	body.Configuration = w.Plan.Expand(client, w.Config.Freeform)
	if !w.Plan.UpstreamIDs.Equal(w.Prior.UpstreamIDs) {
		upstreams := tf.Strings(w.Plan.UpstreamIDs)
		if len(upstreams) > 0 || len(w.Prior.UpstreamIDs.Elements()) > 0 {
			body.UpstreamIDs = &upstreams
		}
	}
	return nil
}

func flatten(_ context.Context, m *model, p anypoint.Policy) diag.Diagnostics {
	if m.InjectionPoint.IsNull() || m.InjectionPoint.IsUnknown() { // the policy itself does not say it
		m.InjectionPoint = types.StringValue(inbound)
		if p.Template.InjectionPoint == outbound || len(p.UpstreamIDs) > 0 {
			m.InjectionPoint = types.StringValue(outbound)
		}
	}
	m.UpstreamIDs = tf.Set(p.UpstreamIDs, m.UpstreamIDs)
	m.Freeform.Flatten(p)
	return nil
}
