package appuserassignment

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
	AppID    types.String         `tfsdk:"app_id"`
	UserID   types.String         `tfsdk:"user_id"`
	Username types.String         `tfsdk:"username"`
	Profile  jsontypes.Normalized `tfsdk:"profile"`
	Retain   types.Bool           `tfsdk:"retain_assignment"`
}

func expand(m model) okta.AppUser {
	u := okta.AppUser{ID: m.UserID.ValueString(), Scope: okta.OwnAssignment}
	if name := m.Username.ValueString(); name != "" {
		u.Credentials = &okta.AppUserCredentials{UserName: name}
	}
	if !m.Profile.IsNull() {
		u.Profile = json.RawMessage(m.Profile.ValueString())
	}
	return u
}

// changed are the requests that lead from prior to plan. A member of the
// profile that is not wanted any more is sent as null.
func changed(prior, plan model) ([]okta.AppUser, error) {
	var changes []okta.AppUser
	if !plan.Username.IsUnknown() && !plan.Username.Equal(prior.Username) {
		changes = append(changes, okta.AppUser{Credentials: &okta.AppUserCredentials{UserName: plan.Username.ValueString()}})
	}
	if plan.Profile.Equal(prior.Profile) {
		return changes, nil
	}
	profile := map[string]any{}
	for _, from := range []jsontypes.Normalized{prior.Profile, plan.Profile} {
		members := map[string]any{}
		if !from.IsNull() {
			if err := json.Unmarshal([]byte(from.ValueString()), &members); err != nil {
				return nil, err
			}
		}
		for name := range profile {
			profile[name] = nil
		}
		maps.Copy(profile, members)
	}
	text, err := json.Marshal(profile)
	return append(changes, okta.AppUser{Profile: text}), err
}

func flatten(_ context.Context, m *model, u okta.AppUser) diag.Diagnostics {
	m.UserID = types.StringValue(u.ID)
	m.Username = types.StringNull()
	if u.Credentials != nil {
		m.Username = tf.String(u.Credentials.UserName)
	}
	m.Retain = types.BoolValue(m.Retain.ValueBool()) // an import does not know it
	members := map[string]any{}
	if len(u.Profile) > 0 {
		if err := json.Unmarshal(u.Profile, &members); err != nil {
			return diag.Diagnostics{diag.NewErrorDiagnostic("Unexpected Profile", "The app's profile of the user is not a JSON object: "+err.Error())}
		}
	}
	for name, v := range members {
		if v == nil {
			delete(members, name)
		}
	}
	if len(members) == 0 {
		if m.Profile.ValueString() != "{}" {
			m.Profile = jsontypes.NewNormalizedNull()
		}
		return nil
	}
	text, err := json.Marshal(members)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Unexpected Profile", err.Error())}
	}
	m.Profile = jsontypes.NewNormalizedValue(string(text))
	return nil
}
