package contract

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID             types.String `tfsdk:"id"`
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
	ApplicationID  types.String `tfsdk:"application_id"`
	TierID         types.String `tfsdk:"tier_id"`
	Approve        types.Bool   `tfsdk:"approve"`
	Status         types.String `tfsdk:"status"`
}

// tier is the wanted tier in the form of a request.
func tier(m model) *anypoint.ID {
	if s := m.TierID.ValueString(); s != "" {
		id := anypoint.ID(s)
		return &id
	}
	return nil
}

func flatten(_ context.Context, m *model, k anypoint.Contract) diag.Diagnostics {
	m.ID = types.StringValue(string(k.ID))
	m.ApplicationID = types.StringValue(string(k.ApplicationID))
	m.Status = types.StringValue(k.Status)
	m.TierID = wantedTier(m.TierID, k)
	if m.Approve.IsNull() || m.Approve.IsUnknown() { // the platform does not keep it
		m.Approve = types.BoolValue(false)
	}
	return nil
}

// wantedTier is the tier that was asked for, where the contract has it or
// waits for it; else the one that counts, else the one that it waits for.
func wantedTier(wanted types.String, k anypoint.Contract) types.String {
	current, requested := k.Tiers()
	if v := wanted.ValueString(); v != "" && (v == current || v == requested) {
		return wanted
	}
	if current != "" {
		return types.StringValue(current)
	}
	return tf.String(requested)
}
