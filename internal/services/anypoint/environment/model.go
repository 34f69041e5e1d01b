package environment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	ID             types.String `tfsdk:"id"`
	Name           types.String `tfsdk:"name"`
	Type           types.String `tfsdk:"type"`
	IsProduction   types.Bool   `tfsdk:"is_production"`
	ClientID       types.String `tfsdk:"client_id"`
}

// expand is a new environment. Whether it is for production is always said:
// the vendor's document requires it.
func expand(m model) anypoint.Environment {
	production := m.Type.ValueString() == "production"
	if !m.IsProduction.IsNull() && !m.IsProduction.IsUnknown() {
		production = m.IsProduction.ValueBool()
	}
	return anypoint.Environment{Name: m.Name.ValueString(), Type: m.Type.ValueString(), IsProduction: &production}
}

func flatten(_ context.Context, m *model, e anypoint.Environment) diag.Diagnostics {
	m.ID = types.StringValue(e.ID)
	m.Name = types.StringValue(e.Name)
	m.Type = types.StringValue(e.Type)
	m.IsProduction = tf.True(e.IsProduction)
	m.ClientID = types.StringValue(e.ClientID)
	return nil
}
