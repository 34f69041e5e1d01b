package group

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID          types.String         `tfsdk:"id"`
	Name        types.String         `tfsdk:"name"`
	Description types.String         `tfsdk:"description"`
	Custom      jsontypes.Normalized `tfsdk:"custom_profile_attributes"`
	Type        types.String         `tfsdk:"type"`
}

// expand gives the whole profile. kept are attributes that are not managed
// here and stay.
func expand(m model, kept map[string]json.RawMessage) map[string]json.RawMessage {
	profile := map[string]json.RawMessage{}
	maps.Copy(profile, kept)
	if !m.Custom.IsNull() {
		_ = json.Unmarshal([]byte(m.Custom.ValueString()), &profile) // validated
	}
	profile["name"] = quote(m.Name.ValueString())
	// Okta keeps a description that is left out: it must be sent as empty.
	profile["description"] = quote(m.Description.ValueString())
	return profile
}

func quote(s string) json.RawMessage {
	b, _ := json.Marshal(s) // a string always has a JSON form
	return b
}

func flatten(_ context.Context, m *model, g okta.Group) diag.Diagnostics {
	fresh := m.Name.IsNull() // imported or listed: then everything is shown
	m.ID = types.StringValue(g.ID)
	m.Name = types.StringValue(g.Name())
	m.Description = tf.Text(g.Description(), m.Description)
	m.Type = tf.String(g.Type)
	custom := g.Custom()
	switch {
	case len(custom) > 0 && (fresh || !m.Custom.IsNull()):
		text, err := json.Marshal(custom)
		if err != nil {
			return diag.Diagnostics{diag.NewErrorDiagnostic("Unreadable Profile", err.Error())}
		}
		m.Custom = jsontypes.NewNormalizedValue(string(text))
	case len(custom) == 0 && m.Custom.ValueString() != "{}":
		m.Custom = jsontypes.NewNormalizedNull()
	}
	return nil
}
