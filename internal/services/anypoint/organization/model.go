package organization

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID             types.String `tfsdk:"id"`
	Name           types.String `tfsdk:"name"`
	ParentID       types.String `tfsdk:"parent_organization_id"`
	OwnerID        types.String `tfsdk:"owner_id"`
	SessionTimeout types.Int64  `tfsdk:"session_timeout"`
	Entitlements   types.Object `tfsdk:"entitlements"`
	ClientID       types.String `tfsdk:"client_id"`
}

// expand is what the configuration says, and nothing else: who sends an
// entitlement that only the root organization may have gets 403 for all.
func expand(config model) anypoint.OrganizationChange {
	out := anypoint.OrganizationChange{
		Name: config.Name.ValueString(), OwnerID: config.OwnerID.ValueString(),
		SessionTimeout: tf.Int64Pointer(config.SessionTimeout), Entitlements: given(config.Entitlements),
	}
	if len(out.Entitlements) == 0 {
		out.Entitlements = nil
	}
	return out
}

func flatten(_ context.Context, m *model, o anypoint.Organization) diag.Diagnostics {
	m.ID = types.StringValue(o.ID)
	m.Name = types.StringValue(o.Name)
	m.ParentID = tf.String(o.Parent())
	m.OwnerID = types.StringValue(o.OwnerID)
	m.SessionTimeout = types.Int64PointerValue(o.SessionTimeout)
	m.Entitlements = shown(o.Entitlements)
	m.ClientID = tf.String(o.ClientID)
	return nil
}
