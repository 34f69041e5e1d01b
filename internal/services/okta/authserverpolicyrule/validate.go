package authserverpolicyrule

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// forUsers are the grants by which a user gets a token.
var forUsers = []string{"authorization_code", "implicit", "password", "interaction_code", "urn:ietf:params:oauth:grant-type:device_code"}

func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	access := int64(60)
	if !m.AccessLifetime.IsNull() {
		access = m.AccessLifetime.ValueInt64()
	}
	refresh := m.RefreshLifetime
	if !refresh.IsNull() && !refresh.IsUnknown() && !m.AccessLifetime.IsUnknown() && refresh.ValueInt64() != 0 && refresh.ValueInt64() < access {
		diags.AddAttributeError(path.Root("refresh_token_lifetime_minutes"), "Refresh Token Too Short", fmt.Sprintf(
			"A refresh token of %d minutes would end before the access token of %d minutes. Give at least %d, or 0 for no end.", refresh.ValueInt64(), access, access))
	}
	if !tf.AllKnown(m.GrantTypeWhitelist) {
		return
	}
	var users []string
	for _, grant := range tf.Strings(m.GrantTypeWhitelist) {
		if slices.Contains(forUsers, grant) {
			users = append(users, grant)
		}
	}
	if len(users) > 0 && m.GroupWhitelist.IsNull() && m.UserWhitelist.IsNull() {
		diags.AddAttributeWarning(path.Root("group_whitelist"), "Rule Without People", fmt.Sprintf(
			"By %s a user gets a token, and the rule names no users: it applies to none of them, and Okta may refuse it. Give group_whitelist (such as [\"EVERYONE\"]) or user_whitelist.", strings.Join(users, ", ")))
	}
}
