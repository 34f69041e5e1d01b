package authserverpolicy

import (
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type target struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	PolicyID     types.String `tfsdk:"policy_id"`
}

var lifecycle = crud.Lifecycle[target]{
	Name: object.Name, Noun: "Okta Access Policy Action", Thing: "access policy", Needs: object.Needs,
	Arguments: map[string]string{
		"auth_server_id": "The identifier of the authorization server, or `default`.",
		"policy_id":      "The identifier of the access policy.",
	},
	Of: func(c *crud.Clients, m target) (okta.Acting, string, error) {
		all, err := of(c, m.AuthServerID.ValueString())
		return all, m.PolicyID.ValueString(), err
	},
}

// NewActivateAction activates an access policy.
func NewActivateAction() action.Action {
	return lifecycle.Activate("Activates an access policy of an Okta authorization server, whoever manages it.")
}

// NewDeactivateAction deactivates an access policy.
func NewDeactivateAction() action.Action {
	return lifecycle.Deactivate("Deactivates an access policy of an Okta authorization server at once, whoever manages it, so that its clients get no tokens by it. " +
		"A `gatehouse_okta_auth_server_policy` with the status `ACTIVE` activates it again at the next apply.")
}
