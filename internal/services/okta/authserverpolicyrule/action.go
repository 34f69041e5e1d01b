package authserverpolicyrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

type target struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	PolicyID     types.String `tfsdk:"policy_id"`
	RuleID       types.String `tfsdk:"rule_id"`
}

// NewActivateAction activates a rule.
func NewActivateAction() action.Action {
	return lifecycle("okta_auth_server_policy_rule_activate", okta.Active, "Activates a rule of an access policy of an Okta authorization server, whoever manages it.")
}

// NewDeactivateAction deactivates a rule.
func NewDeactivateAction() action.Action {
	return lifecycle("okta_auth_server_policy_rule_deactivate", okta.Inactive, "Deactivates a rule of an access policy of an Okta authorization server at once, whoever manages it, so that nobody gets tokens by it. "+
		"A `gatehouse_okta_auth_server_policy_rule` with the status `ACTIVE` activates it again at the next apply.")
}

func lifecycle(name, status, description string) action.Action {
	return &crud.Action[target]{
		Name: name, Noun: "Okta Access Policy Rule Action",
		Needs: crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: description,
				Attributes: map[string]schema.Attribute{
					"auth_server_id": schema.StringAttribute{MarkdownDescription: "The identifier of the authorization server, or `default`.", Required: true},
					"policy_id":      schema.StringAttribute{MarkdownDescription: "The identifier of the access policy.", Required: true},
					"rule_id":        schema.StringAttribute{MarkdownDescription: "The identifier of the rule.", Required: true},
				},
			}
		},
		Run: func(ctx context.Context, c *crud.Clients, m target, progress func(string)) error {
			all, err := of(c, m.AuthServerID.ValueString(), m.PolicyID.ValueString())
			if err != nil {
				return err
			}
			id, verb := m.RuleID.ValueString(), okta.StatusVerb(status)
			if _, err := all.Act(ctx, id, verb, "/lifecycle/"+verb, nil); err != nil {
				return err
			}
			progress("The rule " + id + " is " + status + ".")
			return nil
		},
	}
}
