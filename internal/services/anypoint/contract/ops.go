package contract

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// create requests access as a consumer does in Exchange, which wants to hear
// the API's coordinates, and approves the request if that was asked for.
func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.Contract)) (k anypoint.Contract, err error) {
	client, all, err := of(c, w.Plan)
	if err != nil {
		return k, err
	}
	api, err := client.APIInstances(w.Plan.OrganizationID.ValueString(), w.Plan.EnvironmentID.ValueString()).Get(ctx, w.Plan.APIInstanceID.ValueString())
	if e := rest.As(err); e != nil && e.Status == http.StatusNotFound {
		e.Next = "Check api_instance_id, organization_id and environment_id."
	}
	if err != nil {
		return k, err
	}
	k, err = rest.CreateWith(ctx, all, client.RequestContract(w.Plan.ApplicationID.ValueString(), api, tier(w.Plan)), func(o anypoint.Contract) bool {
		return string(o.ApplicationID) == w.Plan.ApplicationID.ValueString()
	})
	keep(client, k)
	if err != nil {
		explain(rest.As(err))
		return k, err
	}
	if k.Status != anypoint.ContractPending || !w.Plan.Approve.ValueBool() {
		return k, nil
	}
	saved(k)
	return act(ctx, client, w.Plan, string(k.ID), "approve")
}

func act(ctx context.Context, client *anypoint.Client, m model, id, action string) (anypoint.Contract, error) {
	k, err := client.ContractAction(ctx, m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString(), id, action)
	return keep(client, k), err
}

// keep remembers the application's secret, which comes with many answers, so
// that no error or log shows it.
func keep(client *anypoint.Client, k anypoint.Contract) anypoint.Contract {
	client.Secrets().Add(k.ClientSecret)
	if k.Application != nil {
		client.Secrets().Add(k.Application.ClientSecret)
	}
	return k
}

// explain adds to a refusal what a person can do.
func explain(e *rest.Error) {
	switch {
	case e == nil || e.Twin != nil: // a twin is the reason, and has been named
	case e.Status == http.StatusConflict:
		e.Advise("An application has one contract with an API instance.")
	case e.Status == http.StatusBadRequest:
		e.Next = "The application and the API instance must have the same client provider (create the application with this api_instance_id), the API instance must not be deprecated, and one with SLA tiers needs a tier_id."
	}
}

func read(ctx context.Context, c *crud.Clients, m model) (anypoint.Contract, error) {
	client, all, err := of(c, m)
	if err != nil {
		return anypoint.Contract{}, err
	}
	k, err := all.Get(ctx, m.ID.ValueString())
	return keep(client, k), err
}

// plan wants a contract that somebody revoked to be restored, and one that
// waits or was rejected to be approved if that was asked for.
func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	if p.Create || p.Destroy {
		return
	}
	switch {
	case step(p.Planned, p.Prior) != "":
		p.Set(ctx, path.Root("status"), types.StringValue(anypoint.ContractApproved))
	case !p.Planned.TierID.Equal(p.Prior.TierID):
		p.Set(ctx, path.Root("status"), types.StringUnknown()) // the tier decides whether it waits for approval
	}
}

// step is the action that brings a contract to the state that is wanted, empty for none.
func step(plan, prior model) string {
	switch prior.Status.ValueString() {
	case anypoint.ContractRevoked:
		return "restore"
	case anypoint.ContractPending, anypoint.ContractRejected:
		if plan.Approve.ValueBool() {
			return "approve"
		}
	}
	return ""
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (k anypoint.Contract, err error) {
	client, all, err := of(c, w.Prior)
	if err != nil {
		return k, err
	}
	id, done := w.Prior.ID.ValueString(), false
	action := step(w.Plan, w.Prior)
	if action == "restore" {
		if k, err = act(ctx, client, w.Prior, id, action); err != nil {
			return k, err
		}
		done = true
	}
	// An owner gives a tier to an approved contract; else it is a request,
	// which the approval below turns into the tier.
	give := w.Plan.Approve.ValueBool() && action != "approve"
	if t := tier(w.Plan); t != nil && (!w.Plan.TierID.Equal(w.Prior.TierID) || give && !w.Prior.Approve.ValueBool()) {
		body := map[string]*anypoint.ID{"requestedTierId": t}
		if give {
			body = map[string]*anypoint.ID{"tierId": t}
		}
		if k, err = rest.Patch(ctx, all, id, body); err != nil {
			return k, err
		}
		keep(client, k)
		done = true
	}
	if action == "approve" {
		return act(ctx, client, w.Prior, id, action)
	}
	if done {
		return k, nil
	}
	return all.Get(ctx, id)
}

// remove revokes first: the platform deletes no contract that is approved.
func remove(ctx context.Context, c *crud.Clients, m model) error {
	client, all, err := of(c, m)
	if err != nil {
		return err
	}
	id := m.ID.ValueString()
	revoke := func() error {
		_, err := act(ctx, client, m, id, "revoke")
		return err
	}
	approved := m.Status.ValueString() == anypoint.ContractApproved
	if approved {
		// Refused where somebody revoked it since the refresh: the deletion says more.
		if err := revoke(); err != nil && !rest.HasStatus(err, http.StatusBadRequest) && !rest.HasStatus(err, http.StatusConflict) {
			return err
		}
	}
	err = all.Delete(ctx, id)
	if !approved && (rest.HasStatus(err, http.StatusConflict) || rest.HasStatus(err, http.StatusBadRequest)) {
		if err := revoke(); err != nil { // somebody approved it since the refresh
			return err
		}
		return all.Delete(ctx, id)
	}
	return err
}
