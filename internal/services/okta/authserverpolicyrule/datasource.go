package authserverpolicyrule

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
			var r okta.AuthServerPolicyRule
			if id := m.ID.ValueString(); id != "" {
				r, err = all.Get(ctx, id)
			} else {
				r, err = crud.Find("access policy rule", fmt.Sprintf("the name %q", m.Name.ValueString()), all.All(ctx, nil),
					func(r okta.AuthServerPolicyRule) bool { return r.Name == m.Name.ValueString() },
					func(r okta.AuthServerPolicyRule) string { return fmt.Sprintf("%q (%s)", r.Name, r.ID) })
			}
			if err != nil {
				return err
			}
			return crud.Diagnosed(flatten(ctx, m, r))
		},
	}
}

func defineData() schema.Schema {
	nonEmpty := []validator.String{stringvalidator.LengthAtLeast(1)}
	set := func(description string) schema.SetAttribute {
		return schema.SetAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
	}
	return schema.Schema{
		MarkdownDescription: "One rule of an access policy of an Okta authorization server, by its identifier or its exact name.",
		Attributes: map[string]schema.Attribute{
			"auth_server_id": schema.StringAttribute{MarkdownDescription: "The identifier of the authorization server, or `default`.", Required: true, Validators: nonEmpty},
			"policy_id":      schema.StringAttribute{MarkdownDescription: "The identifier of the access policy.", Required: true, Validators: nonEmpty},
			"id": schema.StringAttribute{
				MarkdownDescription: "The rule's identifier. Exactly one of `id` and `name` is given.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1), stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))},
			},
			"name":                           schema.StringAttribute{MarkdownDescription: "The rule's exact name.", Optional: true, Computed: true, Validators: nonEmpty},
			"type":                           schema.StringAttribute{MarkdownDescription: "`RESOURCE_ACCESS`.", Computed: true},
			"priority":                       number("The rule's place in its policy, from 1."),
			"status":                         schema.StringAttribute{MarkdownDescription: "`ACTIVE` or `INACTIVE`.", Computed: true},
			"grant_type_whitelist":           set("The grant types that the rule applies to."),
			"scope_whitelist":                set("The names of the scopes that the rule allows; `*` is all."),
			"group_whitelist":                set("The ids of the groups whose members the rule applies to, or `EVERYONE`."),
			"group_blacklist":                set("The ids of the groups whose members the rule does not apply to."),
			"user_whitelist":                 set("The ids of the users that the rule applies to."),
			"user_blacklist":                 set("The ids of the users that the rule does not apply to."),
			"access_token_lifetime_minutes":  number("How long an access token lives, in minutes."),
			"refresh_token_lifetime_minutes": number("How long a refresh token lives, in minutes; `0` is no end."),
			"refresh_token_window_minutes":   number("After how many minutes without use a refresh token ends."),
			"inline_hook_id":                 schema.StringAttribute{MarkdownDescription: "The identifier of the token inline hook that may change the token.", Computed: true},
			"system":                         schema.BoolAttribute{MarkdownDescription: "Whether Okta made the rule itself.", Computed: true},
		},
	}
}
