package authserverclaim

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

const server = "The identifier of the authorization server, or `default`."

type dataModel struct {
	claim
	AuthServerID types.String `tfsdk:"auth_server_id"`
}

// NewDataSource is data.gatehouse_okta_auth_server_claim.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[dataModel]{
		Name: "okta_auth_server_claim", Noun: "Okta Authorization Server Claim", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			known := tf.Told(define().Attributes, "adopt")
			known["auth_server_id"], known["id"] = tf.Within(server), tf.SoughtByID("The claim's identifier.", "name")
			known["name"] = tf.Sought("The claim's exact name. With `claim_type` where both tokens have a claim of that name.")
			known["claim_type"] = tf.Sought("In which token the claim is: `RESOURCE` (access token) or `IDENTITY` (id token).", tf.Known("RESOURCE", "IDENTITY"))
			return schema.Schema{MarkdownDescription: "One claim of an Okta authorization server, by its identifier or its exact name.", Attributes: known}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *dataModel) error {
			all, err := of(c, m.AuthServerID.ValueString())
			if err != nil {
				return err
			}
			var a okta.AuthServerClaim
			if id := m.ID.ValueString(); id != "" {
				a, err = all.Get(ctx, id)
			} else {
				name, kind := m.Name.ValueString(), m.ClaimType.ValueString()
				wanted := fmt.Sprintf("the name %q", name)
				if kind != "" {
					wanted += " and the type " + kind
				}
				a, err = crud.Find("claim", wanted, all.All(ctx, nil),
					func(a okta.AuthServerClaim) bool { return a.Name == name && (kind == "" || a.ClaimType == kind) }, describe)
			}
			if err != nil {
				return err
			}
			m.Scopes = tf.SetOf(nil)
			m.claim.flatten(a)
			return nil
		},
	}
}

type listModel struct {
	AuthServerID types.String `tfsdk:"auth_server_id"`
	Claims       []claim      `tfsdk:"claims"`
}

// NewListDataSource is data.gatehouse_okta_auth_server_claims.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[listModel]{
		Name: "okta_auth_server_claims", Noun: "Okta Authorization Server Claims", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The claims of one Okta authorization server, those that Okta made included.",
				Attributes: map[string]schema.Attribute{
					"auth_server_id": tf.Within(server),
					"claims": schema.ListNestedAttribute{
						MarkdownDescription: "The claims, in Okta's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: tf.Told(define().Attributes, "adopt", "auth_server_id")},
					},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *listModel) error {
			all, err := of(c, m.AuthServerID.ValueString())
			if err != nil {
				return err
			}
			m.Claims, err = crud.Gather(all.All(ctx, nil), func(a okta.AuthServerClaim) (claim, error) {
				one := claim{Scopes: tf.SetOf(nil)}
				one.flatten(a)
				return one, nil
			})
			return err
		},
	}
}
