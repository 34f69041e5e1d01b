package apipolicy

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
)

func validate(_ context.Context, config model, diags *diag.Diagnostics) {
	config.Validate(diags)
	if !config.UpstreamIDs.IsNull() && !config.InjectionPoint.IsUnknown() && config.InjectionPoint.ValueString() != outbound {
		diags.AddAttributeError(path.Root("upstream_ids"), "Upstreams of an Inbound Policy", `Only a policy with injection_point = "outbound" is for upstreams.`)
	}
}

func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	m := p.Planned
	facts, read := policy.Planned{
		Configured: p.Config.Freeform, Now: m.Freeform, Before: p.Prior.Freeform,
		OrganizationID: m.OrganizationID, Version: m.AssetVersion, Prior: p.Prior.AssetVersion,
		Resent: !m.UpstreamIDs.Equal(p.Prior.UpstreamIDs),
	}.Plan(ctx, c, &p.Planning)
	if at := facts.InjectionPoint; read && p.Create && (at == inbound || at == outbound) && !m.InjectionPoint.IsUnknown() && at != m.InjectionPoint.ValueString() {
		p.Diagnostics.AddAttributeError(path.Root("injection_point"), "Policy for the Other Direction", fmt.Sprintf(
			"The policy %s is %s, and cannot be applied as %s. Set injection_point = %q.", m.AssetID.ValueString(), at, m.InjectionPoint.ValueString(), at))
	}
}
