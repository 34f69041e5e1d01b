package authserverpolicyrule

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type target struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	PolicyID     types.String `tfsdk:"policy_id"`
	RuleID       types.String `tfsdk:"rule_id"`
}

var lifecycle = crud.Lifecycle[target]{
	Name: object.Name, Noun: "Okta Access Policy Rule Action", Thing: "rule", Needs: object.Needs,
	Arguments: map[string]string{
		"auth_server_id": "The identifier of the authorization server, or `default`.",
		"policy_id":      "The identifier of the access policy.",
		"rule_id":        "The identifier of the rule.",
	},
	Of: func(c *crud.Clients, m target) (okta.Acting, string, error) {
		all, err := of(c, m.AuthServerID.ValueString(), m.PolicyID.ValueString())
		return all, m.RuleID.ValueString(), err
	},
}

// NewActivateAction activates a rule.
func NewActivateAction() action.Action {
	return lifecycle.Activate("Activates a rule of an access policy of an Okta authorization server, whoever manages it.")
}

// NewDeactivateAction deactivates a rule.
func NewDeactivateAction() action.Action {
	return lifecycle.Deactivate("Deactivates a rule of an access policy of an Okta authorization server at once, whoever manages it, so that nobody gets tokens by it. " +
		"A `gatehouse_okta_auth_server_policy_rule` with the status `ACTIVE` activates it again at the next apply.")
}
