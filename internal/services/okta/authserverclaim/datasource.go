package authserverclaim

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var nonEmpty = []validator.String{stringvalidator.LengthAtLeast(1)}

// attributes are what a data source tells of a claim.
func attributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	return map[string]schema.Attribute{
		"id":                      text("The claim's identifier."),
		"name":                    text("The claim's name in the token."),
		"claim_type":              text("In which token the claim is: `RESOURCE` (access token) or `IDENTITY` (id token)."),
		"value_type":              text("What `value` is: `EXPRESSION`, `GROUPS` or `SYSTEM`."),
		"value":                   text("The claim's value. Null for claims of type `SYSTEM`."),
		"group_filter_type":       text("How groups are compared with `value`, for claims of type `GROUPS`."),
		"scopes":                  schema.SetAttribute{MarkdownDescription: "The names of the scopes with which the token has the claim. Empty: with any.", Computed: true, ElementType: types.StringType},
		"status":                  text("`ACTIVE` or `INACTIVE`."),
		"always_include_in_token": schema.BoolAttribute{MarkdownDescription: "Whether the token always has the claim.", Computed: true},
		"system":                  schema.BoolAttribute{MarkdownDescription: "Whether Okta made the claim itself.", Computed: true},
	}
}

func parent() schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: "The identifier of the authorization server, or `default`.", Required: true, Validators: nonEmpty}
}

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
			known := attributes()
			known["auth_server_id"] = parent()
			known["id"] = schema.StringAttribute{
				MarkdownDescription: "The claim's identifier. Exactly one of `id` and `name` is given.",
				Optional:            true, Computed: true,
				Validators: []validator.String{nonEmpty[0], stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
			}
			known["name"] = schema.StringAttribute{MarkdownDescription: "The claim's exact name. With `claim_type` where both tokens have a claim of that name.", Optional: true, Computed: true, Validators: nonEmpty}
			known["claim_type"] = schema.StringAttribute{MarkdownDescription: "In which token the claim is: `RESOURCE` (access token) or `IDENTITY` (id token).", Optional: true, Computed: true, Validators: []validator.String{tf.Known("RESOURCE", "IDENTITY")}}
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
					"auth_server_id": parent(),
					"claims": schema.ListNestedAttribute{
						MarkdownDescription: "The claims, in Okta's order.", Computed: true,
						NestedObject: schema.NestedAttributeObject{Attributes: attributes()},
					},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *listModel) error {
			all, err := of(c, m.AuthServerID.ValueString())
			if err != nil {
				return err
			}
			m.Claims = []claim{}
			for a, err := range all.All(ctx, nil) {
				if err != nil {
					return err
				}
				one := claim{Scopes: tf.SetOf(nil)}
				one.flatten(a)
				m.Claims = append(m.Claims, one)
			}
			return nil
		},
	}
}
