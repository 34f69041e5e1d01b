package automatedpolicy

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	policy.Freeform
	ID             types.String `tfsdk:"id"`
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	AssetVersion   types.String `tfsdk:"asset_version"`
	Technology     types.String `tfsdk:"technology"`
	RuntimeRange   types.Object `tfsdk:"runtime_range"`
	Order          types.Int64  `tfsdk:"order"`
	Disabled       types.Bool   `tfsdk:"disabled"`
}

var rangeType = map[string]attr.Type{"from": types.StringType, "to": types.StringType}

// expand is the whole policy, which is what a change takes, too.
func expand(client *anypoint.Client, w crud.Write[model]) anypoint.AutomatedPolicyChange {
	m := w.Plan
	body := anypoint.AutomatedPolicyChange{
		Rule:    &anypoint.PolicyRule{EnvironmentID: m.EnvironmentID.ValueString(), Range: expandRange(m.RuntimeRange)},
		GroupID: m.GroupID.ValueString(), AssetID: m.AssetID.ValueString(), AssetVersion: m.AssetVersion.ValueString(),
		Configuration: m.Expand(client, w.Config.Freeform), Disabled: tf.BoolPointer(m.Disabled),
	}
	if !m.Technology.IsNull() {
		body.Rule.Technologies = []string{m.Technology.ValueString()}
	}
	if order := tf.Int64Pointer(m.Order); order != nil {
		body.Order, _ = json.Marshal(*order) // a number
	}
	return body
}

func expandRange(o types.Object) *anypoint.PolicyRange {
	if o.IsNull() {
		return nil
	}
	text := func(name string) string {
		s, _ := o.Attributes()[name].(types.String)
		return s.ValueString()
	}
	return &anypoint.PolicyRange{From: text("from"), To: text("to")}
}

func flatten(_ context.Context, m *model, p anypoint.AutomatedPolicy) diag.Diagnostics {
	m.ID = types.StringValue(string(p.ID))
	m.AssetVersion = types.StringValue(p.AssetVersion)
	if p.Rule.EnvironmentID != "" {
		m.EnvironmentID = types.StringValue(p.Rule.EnvironmentID)
	}
	// The documented answers have no technologies, whose change is not
	// documented either: where none are said, nothing is known to differ.
	if len(p.Rule.Technologies) > 0 {
		m.Technology = types.StringValue(p.Rule.Technologies[0])
	}
	m.RuntimeRange = types.ObjectNull(rangeType)
	if r := p.Rule.Range; r != nil {
		m.RuntimeRange = types.ObjectValueMust(rangeType, map[string]attr.Value{"from": types.StringValue(r.From), "to": tf.String(r.To)})
	}
	m.Order = types.Int64Null()
	if p.Order > 0 {
		m.Order = types.Int64Value(p.Order)
	}
	m.Disabled = tf.True(p.Disabled)
	m.Freeform.Flatten(p.Policy)
	return nil
}
