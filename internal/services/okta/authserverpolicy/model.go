package authserverpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID              types.String `tfsdk:"id"`
	AuthServerID    types.String `tfsdk:"auth_server_id"`
	Name            types.String `tfsdk:"name"`
	Description     types.String `tfsdk:"description"`
	ClientWhitelist types.Set    `tfsdk:"client_whitelist"`
	Priority        types.Int64  `tfsdk:"priority"`
	Status          types.String `tfsdk:"status"`
	System          types.Bool   `tfsdk:"system"`
}

func expand(m model) okta.AuthServerPolicy {
	return okta.AuthServerPolicy{
		Rank:        okta.Rank{Priority: m.Priority.ValueInt64(), Status: m.Status.ValueString()},
		Type:        okta.AuthServerPolicyType,
		Name:        m.Name.ValueString(),
		Description: tf.Pointer(m.Description),
		Conditions:  okta.PolicyConditions{Clients: okta.Include{Include: tf.Strings(m.ClientWhitelist)}},
	}
}

func flatten(_ context.Context, m *model, p okta.AuthServerPolicy) diag.Diagnostics {
	m.ID = types.StringValue(p.ID)
	m.Name = types.StringValue(p.Name)
	m.Description = tf.StringPointer(p.Description)
	m.ClientWhitelist = tf.SetOf(p.Conditions.Clients.Include)
	m.Priority = types.Int64Value(p.Priority)
	m.Status = types.StringValue(p.Status)
	m.System = types.BoolValue(p.System)
	return nil
}
