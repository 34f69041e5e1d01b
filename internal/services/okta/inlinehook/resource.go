package inlinehook

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// NewResource is gatehouse_okta_inline_hook.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.Hook]{
		Create: create, Update: update, Delete: remove, Flatten: flatten, Validate: validate,
		Read: func(ctx context.Context, c *crud.Clients, m model) (h okta.Hook, err error) {
			client, err := c.Okta()
			if err != nil {
				return h, err
			}
			return client.InlineHooks().Get(ctx, m.ID.ValueString())
		},
		Moves: []crud.Move{{From: "okta_inline_hook", Identity: map[string]string{"id": "id"}}},
	})
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(okta.Hook)) (h okta.Hook, err error) {
	client, err := c.Okta()
	if err != nil {
		return h, err
	}
	wanted, err := request(ctx, client, w)
	if err != nil {
		return h, err
	}
	wanted.Type = w.Plan.Type.ValueString()
	h, err = client.InlineHooks().Create(ctx, wanted, func(o okta.Hook) bool { return o.Name == wanted.Name })
	if err != nil {
		return h, err
	}
	saved(h) // Okta makes every hook active
	return settle(ctx, client, w.Plan, h)
}

// request is the hook that is to be sent, its secrets known as such.
func request(ctx context.Context, client *okta.Client, w crud.Write[model]) (okta.Hook, error) {
	wanted, secrets, err := expand(ctx, w.Plan, w.Config)
	for _, secret := range secrets {
		client.Secrets().Add(secret)
	}
	return wanted, err
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (h okta.Hook, err error) {
	client, err := c.Okta()
	if err != nil {
		return h, err
	}
	id, p, q := w.Prior.ID.ValueString(), w.Plan, w.Prior
	if p.Name.Equal(q.Name) && p.Version.Equal(q.Version) && p.Channel.Equal(q.Channel) && p.Auth.Equal(q.Auth) && p.Headers.Equal(q.Headers) && p.ChannelJSON.Equal(q.ChannelJSON) {
		if p.Status.Equal(q.Status) {
			return client.InlineHooks().Get(ctx, id)
		}
		return client.SetHookStatus(ctx, id, p.Status.ValueString())
	}
	wanted, err := request(ctx, client, w)
	if err != nil {
		return h, err
	}
	h, err = rest.Replace(ctx, client.InlineHooks(), id, wanted)
	if err != nil {
		return h, err
	}
	return settle(ctx, client, p, h)
}

// settle gives a hook the status that was asked for.
func settle(ctx context.Context, client *okta.Client, m model, h okta.Hook) (okta.Hook, error) {
	if status := m.Status.ValueString(); h.Status != status {
		return client.SetHookStatus(ctx, h.ID, status)
	}
	return h, nil
}

// remove deactivates first: Okta deletes no active hook, and somebody may have
// activated this one since.
func remove(ctx context.Context, c *crud.Clients, m model) error {
	client, err := c.Okta()
	if err != nil {
		return err
	}
	id := m.ID.ValueString()
	if _, err := client.SetHookStatus(ctx, id, okta.Inactive); err != nil {
		return err
	}
	return client.InlineHooks().Delete(ctx, id)
}
