package authserverpolicyrule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// NewDataSource is data.gatehouse_okta_auth_server_policy_rule.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_auth_server_policy_rule", Noun: "Okta Access Policy Rule", Platform: crud.Okta,
		Needs:  crud.OktaReads("okta.authorizationServers"),
		Define: defineData,
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			all, err := of(c, m.AuthServerID.ValueString(), m.PolicyID.ValueString())
			if err != nil {
				return err
			}
			r, err := crud.One(ctx, all, "access policy rule", m.ID.ValueString(), m.Name.ValueString(), nil,
				func(r okta.AuthServerPolicyRule) (id, name string) { return r.ID, r.Name })
			if err != nil {
				return err
			}
			return crud.Diagnosed(flatten(ctx, m, r))
		},
	}
}

func defineData() schema.Schema {
	known := tf.Told(define().Attributes)
	known["auth_server_id"] = tf.Within("The identifier of the authorization server, or `default`.")
	known["policy_id"] = tf.Within("The identifier of the access policy.")
	known["id"], known["name"] = tf.SoughtByID("The rule's identifier.", "name"), tf.Sought("The rule's exact name.")
	return schema.Schema{MarkdownDescription: "One rule of an access policy of an Okta authorization server, by its identifier or its exact name.", Attributes: known}
}
