package authserverpolicy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// NewDataSource is data.gatehouse_okta_auth_server_policy.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_auth_server_policy", Noun: "Okta Access Policy", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			known := tf.Told(define().Attributes)
			known["auth_server_id"] = tf.Within("The identifier of the authorization server, or `default`.")
			known["id"], known["name"] = tf.SoughtByID("The policy's identifier.", "name"), tf.Sought("The policy's exact name, such as `Default Policy`.")
			return schema.Schema{MarkdownDescription: "One access policy of an Okta authorization server, by its identifier or its exact name.", Attributes: known}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			all, err := of(c, m.AuthServerID.ValueString())
			if err != nil {
				return err
			}
			p, err := crud.One(ctx, all, "access policy", m.ID.ValueString(), m.Name.ValueString(), nil,
				func(p okta.AuthServerPolicy) (id, name string) { return p.ID, p.Name })
			if err != nil {
				return err
			}
			return crud.Diagnosed(flatten(ctx, m, p))
		},
	}
}
