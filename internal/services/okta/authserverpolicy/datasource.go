package authserverpolicy

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
)

// NewDataSource is data.gatehouse_okta_auth_server_policy.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_auth_server_policy", Noun: "Okta Access Policy", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.authorizationServers"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "One access policy of an Okta authorization server, by its identifier or its exact name.",
				Attributes: map[string]schema.Attribute{
					"auth_server_id": schema.StringAttribute{MarkdownDescription: "The identifier of the authorization server, or `default`.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
					"id": schema.StringAttribute{
						MarkdownDescription: "The policy's identifier. Exactly one of `id` and `name` is given.",
						Optional:            true, Computed: true,
						Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
					},
					"name":             schema.StringAttribute{MarkdownDescription: "The policy's exact name, such as `Default Policy`.", Optional: true, Computed: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
					"description":      schema.StringAttribute{MarkdownDescription: "What the policy is for.", Computed: true},
					"client_whitelist": schema.SetAttribute{MarkdownDescription: "The ids of the clients that the policy applies to, or `ALL_CLIENTS`.", Computed: true, ElementType: types.StringType},
					"priority":         schema.Int64Attribute{MarkdownDescription: "The policy's place among those of the authorization server, from 1.", Computed: true},
					"status":           schema.StringAttribute{MarkdownDescription: "`ACTIVE` or `INACTIVE`.", Computed: true},
					"system":           schema.BoolAttribute{MarkdownDescription: "Whether Okta made the policy itself.", Computed: true},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			all, err := of(c, m.AuthServerID.ValueString())
			if err != nil {
				return err
			}
			var p okta.AuthServerPolicy
			if id := m.ID.ValueString(); id != "" {
				p, err = all.Get(ctx, id)
			} else {
				p, err = crud.Find("access policy", fmt.Sprintf("the name %q", m.Name.ValueString()), all.All(ctx, nil),
					func(p okta.AuthServerPolicy) bool { return p.Name == m.Name.ValueString() },
					func(p okta.AuthServerPolicy) string { return fmt.Sprintf("%q (%s)", p.Name, p.ID) })
			}
			if err != nil {
				return err
			}
			return crud.Diagnosed(flatten(ctx, m, p))
		},
	}
}
