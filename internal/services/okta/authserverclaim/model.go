package authserverclaim

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	claim
	AuthServerID types.String `tfsdk:"auth_server_id"`
	Adopt        types.Bool   `tfsdk:"adopt"`
}

// claim is what the resource and the data sources share.
type claim struct {
	ID                   types.String `tfsdk:"id"`
	Name                 types.String `tfsdk:"name"`
	ClaimType            types.String `tfsdk:"claim_type"`
	ValueType            types.String `tfsdk:"value_type"`
	Value                types.String `tfsdk:"value"`
	GroupFilterType      types.String `tfsdk:"group_filter_type"`
	Scopes               types.Set    `tfsdk:"scopes"`
	Status               types.String `tfsdk:"status"`
	AlwaysIncludeInToken types.Bool   `tfsdk:"always_include_in_token"`
	System               types.Bool   `tfsdk:"system"`
}

func expand(m model) okta.AuthServerClaim {
	return okta.AuthServerClaim{
		Name:            m.Name.ValueString(),
		Status:          m.Status.ValueString(),
		ClaimType:       m.ClaimType.ValueString(),
		ValueType:       m.ValueType.ValueString(),
		Value:           tf.Pointer(m.Value),
		Conditions:      okta.ClaimConditions{Scopes: tf.Strings(m.Scopes)},
		AlwaysInclude:   m.AlwaysIncludeInToken.ValueBool(),
		GroupFilterType: m.GroupFilterType.ValueString(),
	}
}

// adopted lays what the configuration sets over the claim that is there.
func adopted(m model, is okta.AuthServerClaim) okta.AuthServerClaim {
	wanted := expand(m)
	out := is
	out.ID, out.System = "", false
	out.ClaimType = wanted.ClaimType
	if wanted.Status != "" {
		out.Status = wanted.Status
	}
	if wanted.ValueType != "" && wanted.ValueType != out.ValueType {
		out.ValueType, out.Value, out.GroupFilterType = wanted.ValueType, nil, ""
	}
	if wanted.Value != nil {
		out.Value = wanted.Value
	}
	if wanted.GroupFilterType != "" {
		out.GroupFilterType = wanted.GroupFilterType
	}
	if !m.Scopes.IsUnknown() {
		out.Conditions.Scopes = wanted.Conditions.Scopes
	}
	if !m.AlwaysIncludeInToken.IsUnknown() {
		out.AlwaysInclude = wanted.AlwaysInclude
	}
	return out
}

func flatten(_ context.Context, m *model, a okta.AuthServerClaim) diag.Diagnostics {
	if m.Adopt.IsNull() || m.Adopt.IsUnknown() {
		m.Adopt = types.BoolValue(a.System) // what Okta made, a destroy leaves
	}
	m.claim.flatten(a)
	return nil
}

func (m *claim) flatten(a okta.AuthServerClaim) {
	m.ID = types.StringValue(a.ID)
	m.Name = types.StringValue(a.Name)
	m.ClaimType = types.StringValue(a.ClaimType)
	// Okta shows no filter where none counts: one that is configured there stays.
	idle := m.ValueType.ValueString() != groups && a.ValueType != groups && !m.GroupFilterType.IsUnknown()
	if a.GroupFilterType != "" || !idle {
		m.GroupFilterType = tf.String(a.GroupFilterType)
	}
	m.ValueType = types.StringValue(a.ValueType)
	m.Value = tf.TextPointer(a.Value, m.Value)
	m.Scopes = tf.Set(a.Conditions.Scopes, m.Scopes)
	m.Status = types.StringValue(a.Status)
	m.AlwaysIncludeInToken = types.BoolValue(a.AlwaysInclude)
	m.System = types.BoolValue(a.System)
}
