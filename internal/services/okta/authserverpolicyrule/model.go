package authserverpolicyrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID                 types.String `tfsdk:"id"`
	AuthServerID       types.String `tfsdk:"auth_server_id"`
	PolicyID           types.String `tfsdk:"policy_id"`
	Name               types.String `tfsdk:"name"`
	Type               types.String `tfsdk:"type"`
	Priority           types.Int64  `tfsdk:"priority"`
	Status             types.String `tfsdk:"status"`
	GrantTypeWhitelist types.Set    `tfsdk:"grant_type_whitelist"`
	ScopeWhitelist     types.Set    `tfsdk:"scope_whitelist"`
	GroupWhitelist     types.Set    `tfsdk:"group_whitelist"`
	GroupBlacklist     types.Set    `tfsdk:"group_blacklist"`
	UserWhitelist      types.Set    `tfsdk:"user_whitelist"`
	UserBlacklist      types.Set    `tfsdk:"user_blacklist"`
	AccessLifetime     types.Int64  `tfsdk:"access_token_lifetime_minutes"`
	RefreshLifetime    types.Int64  `tfsdk:"refresh_token_lifetime_minutes"`
	RefreshWindow      types.Int64  `tfsdk:"refresh_token_window_minutes"`
	InlineHookID       types.String `tfsdk:"inline_hook_id"`
	System             types.Bool   `tfsdk:"system"`
}

func expand(m model) okta.AuthServerPolicyRule {
	r := okta.AuthServerPolicyRule{
		Rank: okta.Rank{Priority: m.Priority.ValueInt64(), Status: m.Status.ValueString()},
		Type: m.Type.ValueString(),
		Name: m.Name.ValueString(),
		Conditions: okta.RuleConditions{
			People: okta.People{
				Users:  okta.InOrOut{Include: tf.Strings(m.UserWhitelist), Exclude: tf.Strings(m.UserBlacklist)},
				Groups: okta.InOrOut{Include: tf.Strings(m.GroupWhitelist), Exclude: tf.Strings(m.GroupBlacklist)},
			},
			GrantTypes: okta.Include{Include: tf.Strings(m.GrantTypeWhitelist)},
			Scopes:     okta.Include{Include: tf.Strings(m.ScopeWhitelist)},
		},
		Actions: okta.RuleActions{Token: okta.RuleToken{
			AccessLifetime: m.AccessLifetime.ValueInt64(), RefreshLifetime: m.RefreshLifetime.ValueInt64(), RefreshWindow: m.RefreshWindow.ValueInt64(),
		}},
	}
	if id := m.InlineHookID.ValueString(); id != "" {
		r.Actions.Token.InlineHook = &okta.HookRef{ID: id}
	}
	return r
}

func flatten(_ context.Context, m *model, r okta.AuthServerPolicyRule) diag.Diagnostics {
	people, token := r.Conditions.People, r.Actions.Token
	m.ID = types.StringValue(r.ID)
	m.Name = types.StringValue(r.Name)
	m.Type = types.StringValue(r.Type)
	m.Priority = types.Int64Value(r.Priority)
	m.Status = types.StringValue(r.Status)
	m.GrantTypeWhitelist = tf.SetOf(r.Conditions.GrantTypes.Include)
	m.ScopeWhitelist = tf.Set(r.Conditions.Scopes.Include, m.ScopeWhitelist)
	m.GroupWhitelist = tf.Set(people.Groups.Include, m.GroupWhitelist)
	m.GroupBlacklist = tf.Set(people.Groups.Exclude, m.GroupBlacklist)
	m.UserWhitelist = tf.Set(people.Users.Include, m.UserWhitelist)
	m.UserBlacklist = tf.Set(people.Users.Exclude, m.UserBlacklist)
	m.AccessLifetime = types.Int64Value(token.AccessLifetime)
	m.RefreshLifetime = types.Int64Value(token.RefreshLifetime)
	m.RefreshWindow = types.Int64Value(token.RefreshWindow)
	hook := ""
	if token.InlineHook != nil {
		hook = token.InlineHook.ID
	}
	m.InlineHookID = tf.Text(hook, m.InlineHookID)
	m.System = types.BoolValue(r.System)
	return nil
}
