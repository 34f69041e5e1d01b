// Package authserverpolicy manages the access policies of an Okta
// authorization server.
package authserverpolicy

import (
	"context"
	"encoding/json"
	"iter"

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
		MarkdownDescription: "An access policy of an Okta authorization server: for which clients its rules decide about tokens.",
		Attributes: map[string]schema.Attribute{
			"id":             tf.ID("The policy's identifier."),
			"auth_server_id": tf.Parent("The identifier of the authorization server."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The policy's name, at most 100 characters, unique within the authorization server.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1), tf.UsuallyAtMost(100)},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the policy is for, at most 255 characters. Default: none.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1), tf.UsuallyAtMost(255)},
			},
			"client_whitelist": schema.SetAttribute{
				MarkdownDescription: "The ids of the clients that the policy applies to, or `ALL_CLIENTS` alone. Default: not managed here; a new policy then starts without clients, and `gatehouse_okta_auth_server_policy_client` adds them one by one.",
				Optional:            true, Computed: true, ElementType: types.StringType,
				Validators:    []validator.Set{setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)), tf.Alone(okta.AllClients)},
				PlanModifiers: []planmodifier.Set{setplanmodifier.UseStateForUnknown()},
			},
			"priority": schema.Int64Attribute{
				MarkdownDescription: "The policy's place among those of the authorization server, from 1 without gaps: the first that applies decides. Whatever the order in which Terraform writes them, policies end at their places in one apply. Default: the place that Okta gives it, after the others.",
				Optional:            true, Computed: true,
				Validators:    []validator.Int64{int64validator.AtLeast(1)},
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
	ops := crud.InCollection[model, okta.AuthServerPolicy]{
		Of:      func(c *crud.Clients, m model) (collection, error) { return of(c, m.AuthServerID.ValueString()) },
		ID:      func(m model) string { return m.ID.ValueString() },
		Flatten: flatten,
	}.Ops()
	ops.Create, ops.Update, ops.Plan = create, update, plan
	remove := ops.Delete
	ops.Delete = func(ctx context.Context, c *crud.Clients, m model) error {
		return order(c, m).Remove(m.ID.ValueString(), func() error { return remove(ctx, c, m) })
	}
	ops.Moves = []crud.Move{{
		From: "okta_auth_server_policy", Identity: map[string]string{"auth_server_id": "auth_server_id", "id": "id"},
	}}
	return crud.New(object, ops)
}

type collection = rest.Collection[okta.AuthServerPolicy]

func of(c *crud.Clients, authServerID string) (collection, error) {
	client, err := c.Okta()
	if err != nil {
		return collection{}, err
	}
	return client.AuthServerPolicies(authServerID), nil
}

// order is the one of the authorization server's policies.
func order(c *crud.Clients, m model) *crud.Order {
	return c.Order("okta policies of " + m.AuthServerID.ValueString())
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(okta.AuthServerPolicy)) (made okta.AuthServerPolicy, err error) {
	all, err := of(c, w.Plan.AuthServerID.ValueString())
	if err != nil {
		return made, err
	}
	write := func() (crud.Place, error) {
		made, err = all.Create(ctx, expand(w.Plan), func(p okta.AuthServerPolicy) bool { return p.Name == w.Plan.Name.ValueString() })
		if err != nil {
			return crud.Place{}, err
		}
		now := crud.Place{ID: made.ID, Priority: made.Priority}
		planned(&made, w.Plan)
		saved(made)
		return now, nil
	}
	if err := order(c, w.Plan).Write(ctx, w.Plan.Priority.ValueInt64(), 0, write, places(all), move(all)); err != nil {
		return made, err
	}
	return setStatus(ctx, all, made, w.Plan)
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (now okta.AuthServerPolicy, err error) {
	all, err := of(c, w.Prior.AuthServerID.ValueString())
	if err != nil {
		return now, err
	}
	// Whoever adds clients to the same policy reads and writes it as a whole.
	defer c.Lock(okta.PolicyLock(w.Prior.AuthServerID.ValueString(), w.Prior.ID.ValueString()))()
	wanted := expand(w.Plan)
	write := func() (crud.Place, error) {
		now, err = all.Change(ctx, w.Prior.ID.ValueString(), func(current json.RawMessage) (any, error) {
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
		})
		place := crud.Place{ID: now.ID, Priority: now.Priority}
		planned(&now, w.Plan)
		return place, err
	}
	if err := order(c, w.Prior).Write(ctx, w.Plan.Priority.ValueInt64(), w.Prior.Priority.ValueInt64(), write, places(all), move(all)); err != nil {
		return now, err
	}
	return setStatus(ctx, all, now, w.Plan)
}

// planned keeps the place that was planned: the list may not be long enough
// for it yet, and the order puts the policy there as soon as it is.
func planned(p *okta.AuthServerPolicy, m model) {
	if !m.Priority.IsUnknown() {
		p.Priority = m.Priority.ValueInt64()
	}
	if !m.ClientWhitelist.IsUnknown() { // others may have added clients since the plan
		p.Conditions.Clients.Include = tf.Strings(m.ClientWhitelist)
	}
}

func places(all collection) func(context.Context) iter.Seq2[crud.Place, error] {
	return func(ctx context.Context) iter.Seq2[crud.Place, error] {
		return func(yield func(crud.Place, error) bool) {
			for p, err := range all.All(ctx, nil) {
				if !yield(crud.Place{ID: p.ID, Priority: p.Priority}, err) {
					return
				}
			}
		}
	}
}

func move(all collection) func(context.Context, string, int64) error {
	return func(ctx context.Context, id string, to int64) error {
		_, err := all.Change(ctx, id, func(current json.RawMessage) (any, error) {
			return okta.Keep(current, map[string]any{"priority": to})
		})
		return err
	}
}

// setStatus brings a policy to its planned status: the official provider fails
// where it is INACTIVE on create. The operations answer nothing.
func setStatus(ctx context.Context, all collection, p okta.AuthServerPolicy, m model) (okta.AuthServerPolicy, error) {
	wanted := m.Status.ValueString()
	if p.Status == wanted {
		return p, nil
	}
	verb := okta.StatusVerb(wanted)
	_, err := all.Act(ctx, p.ID, verb, "/lifecycle/"+verb, nil)
	if err == nil {
		p.Status = wanted
	}
	return p, err
}

// plan says that a place beyond the end cannot be held.
func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy || p.Create || p.Config.Priority.IsNull() || p.Config.Priority.IsUnknown() || p.Config.Priority.ValueInt64() <= p.Prior.Priority.ValueInt64() {
		return
	}
	all, err := of(c, p.Prior.AuthServerID.ValueString())
	if err != nil {
		return
	}
	n := int64(0)
	for _, err := range all.All(ctx, nil) {
		if err != nil {
			return // the apply will say what is wrong
		}
		n++
	}
	p.Beyond(p.Config.Priority.ValueInt64(), n, "policies", "authorization server")
}
