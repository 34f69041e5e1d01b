package slatier

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
	ID               types.String `tfsdk:"id"`
	OrganizationID   types.String `tfsdk:"organization_id"`
	EnvironmentID    types.String `tfsdk:"environment_id"`
	APIInstanceID    types.String `tfsdk:"api_instance_id"`
	Name             types.String `tfsdk:"name"`
	Description      types.String `tfsdk:"description"`
	AutoApprove      types.Bool   `tfsdk:"auto_approve"`
	Status           types.String `tfsdk:"status"`
	Limits           types.List   `tfsdk:"limits"`
	ApplicationCount types.Int64  `tfsdk:"application_count"`
}

var limitType = types.ObjectType{AttrTypes: map[string]attr.Type{
	"maximum_requests": types.Int64Type, "time_period_in_milliseconds": types.Int64Type, "visible": types.BoolType,
}}

func expand(m model) anypoint.Tier {
	return anypoint.Tier{
		Name: m.Name.ValueString(), Description: tf.Pointer(m.Description), AutoApprove: m.AutoApprove.ValueBool(), Status: m.Status.ValueString(), Limits: limits(m.Limits),
	}
}

func limits(l types.List) []anypoint.Limit {
	out := []anypoint.Limit{}
	for _, e := range l.Elements() {
		o, _ := e.(types.Object)
		members := o.Attributes()
		requests, _ := members["maximum_requests"].(types.Int64)
		period, _ := members["time_period_in_milliseconds"].(types.Int64)
		visible, _ := members["visible"].(types.Bool)
		out = append(out, anypoint.Limit{MaximumRequests: requests.ValueInt64(), TimePeriodInMilliseconds: period.ValueInt64(), Visible: visible.IsNull() || visible.ValueBool()})
	}
	return out
}

func flatten(_ context.Context, m *model, t anypoint.Tier) diag.Diagnostics {
	m.ID = types.StringValue(string(t.ID))
	m.Name = types.StringValue(t.Name)
	m.Description = tf.TextPointer(t.Description, m.Description)
	m.AutoApprove = types.BoolValue(t.AutoApprove)
	m.Status = types.StringValue(t.Status)
	m.ApplicationCount = types.Int64Value(t.ApplicationCount)
	if m.Limits.IsNull() || m.Limits.IsUnknown() || !alike(limits(m.Limits), t.Limits) {
		elements := make([]attr.Value, len(t.Limits))
		for i, l := range t.Limits {
			elements[i] = types.ObjectValueMust(limitType.AttrTypes, map[string]attr.Value{
				"maximum_requests": types.Int64Value(l.MaximumRequests), "time_period_in_milliseconds": types.Int64Value(l.TimePeriodInMilliseconds), "visible": types.BoolValue(l.Visible),
			})
		}
		m.Limits = types.ListValueMust(limitType, elements)
	}
	return nil
}

// alike tells whether two lists have the same limits in whatever order.
func alike(a, b []anypoint.Limit) bool {
	rest := slices.Clone(b)
	for _, l := range a {
		i := slices.Index(rest, l)
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return len(rest) == 0
}
