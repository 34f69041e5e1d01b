// Package authserverpolicy manages the access policies of an Okta
// authorization server.
package authserverpolicy

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_auth_server_policy", Noun: "Okta Access Policy", Platform: crud.Okta,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
	Identity: []string{"auth_server_id", "id"},
	Define:   define,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An access policy of an Okta authorization server: its rules decide which tokens the clients of its list get. A client that no policy and no rule lets in gets none.",
		Attributes: map[string]schema.Attribute{
			"id":             tf.ID("The policy's identifier."),
			"auth_server_id": tf.Parent("The identifier of the authorization server."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The policy's name, at most 100 characters, unique within the authorization server.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 100)},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the policy is for, at most 255 characters. Default: none.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 255)},
			},
			"client_whitelist": schema.SetAttribute{
				MarkdownDescription: "The ids of the clients that the policy applies to, or `ALL_CLIENTS` alone. Default: not managed here; a new policy then starts without clients, and `gatehouse_okta_auth_server_policy_client` adds them one by one.",
				Optional:            true, Computed: true, ElementType: types.StringType,
				Validators:    []validator.Set{setvalidator.ValueStringsAre(tf.Doubt(stringvalidator.LengthAtLeast(1))), tf.Alone(okta.AllClients)},
				PlanModifiers: []planmodifier.Set{setplanmodifier.UseStateForUnknown()},
			},
			"priority": schema.Int64Attribute{
				MarkdownDescription: "The policy's place among those of the authorization server, from 1 without gaps: the first that applies decides. Whatever the order in which Terraform writes them, policies end at their places in one apply. Default: the place that Okta gives it, after the others.",
				Optional:            true, Computed: true,
				Validators:    []validator.Int64{tf.DoubtInt64(int64validator.AtLeast(1))},
				PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE` or `INACTIVE`. Default: `ACTIVE`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(okta.Active),
				Validators: []validator.String{stringvalidator.OneOf(okta.Active, okta.Inactive)},
			},
			"system": schema.BoolAttribute{
				MarkdownDescription: "Whether Okta made the policy itself.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// NewResource is gatehouse_okta_auth_server_policy.
func NewResource() resource.Resource {
	ops := crud.InOrder[model, okta.AuthServerPolicy]{
		Of:     func(c *crud.Clients, m model) (collection, error) { return of(c, m.AuthServerID.ValueString()) },
		Order:  func(m model) string { return "okta policies of " + m.AuthServerID.ValueString() },
		ID:     func(m model) string { return m.ID.ValueString() },
		Rank:   func(p *okta.AuthServerPolicy) *okta.Rank { return &p.Rank },
		Wanted: func(m model) (types.Int64, types.String) { return m.Priority, m.Status },
		Expand: func(m model) any { return expand(m) },
		Same:   func(m model, p okta.AuthServerPolicy) bool { return p.Name == m.Name.ValueString() },
		Change: change, Planned: planned,
		Items: "policies", Within: "authorization server",
		Flatten: flatten,
	}.Ops()
	update := ops.Update
	ops.Update = func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (okta.AuthServerPolicy, error) {
		// Whoever adds clients to the same policy reads and writes it as a whole.
		defer c.Lock(okta.PolicyLock(w.Prior.AuthServerID.ValueString(), w.Prior.ID.ValueString()))()
		return update(ctx, c, w)
	}
	ops.Moves = []crud.Move{{
		From: "okta_auth_server_policy", Identity: map[string]string{"auth_server_id": "auth_server_id", "id": "id"},
	}}
	return crud.New(object, ops)
}

type collection = *rest.Collection[okta.AuthServerPolicy]

func of(c *crud.Clients, authServerID string) (collection, error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.AuthServerPolicies(authServerID), nil
}

func change(w crud.Write[model], current json.RawMessage) (any, error) {
	wanted := expand(w.Plan)
	if w.Config.ClientWhitelist.IsNull() { // others add clients: what is there counts, not what was
		var is okta.AuthServerPolicy
		if err := json.Unmarshal(current, &is); err != nil {
			return nil, err
		}
		wanted.Conditions.Clients.Include = is.Conditions.Clients.Include
	}
	body, err := okta.Keep(current, wanted)
	if wanted.Description == nil {
		delete(body, "description")
	}
	return body, err
}

// planned keeps the clients that were planned: others may have added some since.
func planned(m model, p *okta.AuthServerPolicy) {
	if !m.ClientWhitelist.IsUnknown() {
		p.Conditions.Clients.Include = tf.Strings(m.ClientWhitelist)
	}
}
