package appuserassignment

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/assign"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	assign.Common

	UserID   types.String `tfsdk:"user_id"`
	Username types.String `tfsdk:"username"`
}

// expand always says the scope: without one, a user whom a group brought stays
// the group's.
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

// changed are the requests that lead from prior to plan.
func changed(prior, plan model) ([]okta.AppUser, error) {
	var changes []okta.AppUser
	if !plan.Username.IsUnknown() && !plan.Username.Equal(prior.Username) {
		changes = append(changes, okta.AppUser{Credentials: &okta.AppUserCredentials{UserName: plan.Username.ValueString()}})
	}
	if plan.Profile.Equal(prior.Profile) {
		return changes, nil
	}
	text, err := profileChange(prior.Profile, plan.Profile)
	return append(changes, okta.AppUser{Profile: text}), err
}

func flatten(_ context.Context, m *model, u okta.AppUser) diag.Diagnostics {
	m.UserID = types.StringValue(u.ID)
	m.Username = types.StringNull()
	if u.Credentials != nil {
		m.Username = tf.String(u.Credentials.UserName)
	}
	profile, err := shownProfile(m.Profile, u.Profile)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Unexpected Profile", "The app's profile of the user is not a JSON object: "+err.Error())}
	}
	m.Profile = profile
	return nil
}
