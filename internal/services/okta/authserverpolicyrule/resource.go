// Package authserverpolicyrule manages the rules of an access policy of an
// Okta authorization server.
package authserverpolicyrule

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_auth_server_policy_rule", Noun: "Okta Access Policy Rule", Platform: crud.Okta,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
	Identity: []string{"auth_server_id", "policy_id", "id"},
	Define:   define,
}

func define() schema.Schema {
	nonEmpty := stringvalidator.LengthAtLeast(1)
	set := func(description string, more ...validator.Set) schema.SetAttribute {
		return schema.SetAttribute{
			MarkdownDescription: description, Optional: true, ElementType: types.StringType,
			Validators: append([]validator.Set{setvalidator.ValueStringsAre(tf.Doubt(nonEmpty))}, more...),
		}
	}
	return schema.Schema{
		MarkdownDescription: "A rule of an access policy of an Okta authorization server: for which grants, people and scopes a token is issued, and how long it lives.",
		Attributes: map[string]schema.Attribute{
			"id":             tf.ID("The rule's identifier."),
			"auth_server_id": tf.Parent("The identifier of the authorization server."),
			"policy_id":      tf.Parent("The identifier of the access policy."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The rule's name, unique within the policy.",
				Required:            true,
				Validators:          []validator.String{nonEmpty},
			},
			"type": schema.StringAttribute{
				MarkdownDescription: "The rule's type: `RESOURCE_ACCESS`, the only one there is. Default: `RESOURCE_ACCESS`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString("RESOURCE_ACCESS"),
				Validators: []validator.String{tf.Known("RESOURCE_ACCESS")},
			},
			"priority": schema.Int64Attribute{
				MarkdownDescription: "The rule's place in its policy, from 1 without gaps: the first that applies decides. Whatever the order in which Terraform writes them, rules end at their places in one apply. Default: the place that Okta gives it, after the others.",
				Optional:            true, Computed: true,
				Validators:    []validator.Int64{tf.DoubtInt64(int64validator.AtLeast(1))},
				PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE` or `INACTIVE`. Default: `ACTIVE`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(okta.Active),
				Validators: []validator.String{stringvalidator.OneOf(okta.Active, okta.Inactive)},
			},
			"grant_type_whitelist": schema.SetAttribute{
				MarkdownDescription: "The grant types that the rule applies to, such as `client_credentials`, `authorization_code` or `password`.",
				Required:            true, ElementType: types.StringType,
				Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1)), setvalidator.ValueStringsAre(tf.Known(okta.GrantTypes...))},
			},
			"scope_whitelist": set("The names of the scopes that the rule allows, or `*` alone for all. Default: none.", setvalidator.ValueStringsAre(tf.Doubt(tf.ScopeToken())), tf.Alone("*")),
			"group_whitelist": set("The ids of the groups whose members the rule applies to, or `EVERYONE`. Means nothing to client credentials. Default: none."),
			"group_blacklist": set("The ids of the groups whose members the rule does not apply to. Default: none."),
			"user_whitelist":  set("The ids of the users that the rule applies to, besides those of `group_whitelist`. Default: none."),
			"user_blacklist":  set("The ids of the users that the rule does not apply to. Default: none."),
			"access_token_lifetime_minutes": schema.Int64Attribute{
				MarkdownDescription: "How long an access token lives, from 5 to 1440 minutes. Default: `60`.",
				Optional:            true, Computed: true, Default: int64default.StaticInt64(60),
				Validators: []validator.Int64{int64validator.Between(5, 1440)},
			},
			"refresh_token_lifetime_minutes": schema.Int64Attribute{
				MarkdownDescription: "How long a refresh token lives, in minutes: no less than an access token, or `0` for no end. Default: `0`.",
				Optional:            true, Computed: true, Default: int64default.StaticInt64(0),
				Validators: []validator.Int64{int64validator.AtLeast(0)},
			},
			"refresh_token_window_minutes": schema.Int64Attribute{
				MarkdownDescription: "After how much time without use a refresh token ends, from 10 to 2628000 minutes (five years). Default: `10080` (a week).",
				Optional:            true, Computed: true, Default: int64default.StaticInt64(10080),
				Validators: []validator.Int64{int64validator.Between(10, 2628000)},
			},
			"inline_hook_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of the token inline hook (`gatehouse_okta_inline_hook`) that Okta calls when it issues a token by this rule, and that may change or refuse the token. Default: none.",
				Optional:            true,
			},
			"system": schema.BoolAttribute{
				MarkdownDescription: "Whether Okta made the rule itself.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// NewResource is gatehouse_okta_auth_server_policy_rule.
func NewResource() resource.Resource {
	ops := crud.InOrder[model, okta.AuthServerPolicyRule]{
		Of: func(c *crud.Clients, m model) (collection, error) {
			return of(c, m.AuthServerID.ValueString(), m.PolicyID.ValueString())
		},
		// Rules of other policies do not wait.
		Order: func(m model) string {
			return "okta rules of " + m.AuthServerID.ValueString() + "/" + m.PolicyID.ValueString()
		},
		ID:     func(m model) string { return m.ID.ValueString() },
		Rank:   func(r *okta.AuthServerPolicyRule) *okta.Rank { return &r.Rank },
		Wanted: func(m model) (types.Int64, types.String) { return m.Priority, m.Status },
		Expand: func(m model) any { return expand(m) },
		Same:   func(m model, r okta.AuthServerPolicyRule) bool { return r.Name == m.Name.ValueString() },
		Change: change, Items: "rules", Within: "policy", Flatten: flatten,
	}.Ops()
	ops.Validate = validate
	ops.Moves = []crud.Move{{
		From: "okta_auth_server_policy_rule", Identity: map[string]string{"auth_server_id": "auth_server_id", "policy_id": "policy_id", "id": "id"},
	}}
	return crud.New(object, ops)
}

type collection = *rest.Collection[okta.AuthServerPolicyRule]

func of(c *crud.Clients, authServerID, policyID string) (collection, error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.AuthServerPolicyRules(authServerID, policyID), nil
}

func change(w crud.Write[model], current json.RawMessage) (any, error) {
	wanted := expand(w.Plan)
	body, err := okta.Keep(current, wanted)
	if token, ok := dig(body, "actions", "token"); ok && wanted.Actions.Token.InlineHook == nil {
		delete(token, "inlineHook")
	}
	if conditions, ok := dig(body, "conditions"); ok { // lists that are left out are cleared
		conditions["people"] = wanted.Conditions.People
	}
	return body, err
}

func dig(o map[string]any, names ...string) (map[string]any, bool) {
	for _, name := range names {
		var ok bool
		if o, ok = o[name].(map[string]any); !ok {
			return nil, false
		}
	}
	return o, true
}
