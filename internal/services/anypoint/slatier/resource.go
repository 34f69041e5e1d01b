// Package slatier manages the SLA tiers of Anypoint API instances.
package slatier

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

var object = crud.Object{
	Name: "anypoint_sla_tier", Noun: "Anypoint SLA Tier", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "environment_id", "api_instance_id", "id"},
	Define:   define,
	Needs:    crud.AnypointNeeds("*Manage Contracts* (*View Contracts* for reading only) for the environment"),
}

type tiers = *rest.Collection[anypoint.Tier]

func of(c *crud.Clients, m model) (tiers, error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, err
	}
	return client.Tiers(m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString()), nil
}

// NewResource is gatehouse_anypoint_sla_tier.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, anypoint.Tier]{
		Of:      of,
		ID:      func(m model) string { return m.ID.ValueString() },
		Expand:  func(m model) any { return expand(m) },
		Same:    func(m model, t anypoint.Tier) bool { return t.Name == m.Name.ValueString() },
		Flatten: flatten,
	}.Ops()
	ops.Plan = plan
	update := ops.Update
	ops.Update = func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (anypoint.Tier, error) {
		t, err := update(ctx, c, w)
		if e := rest.As(err); e != nil && e.Status == http.StatusConflict {
			e.Advise(fmt.Sprintf("An API instance has one tier of a name: another one is called %q. To swap names, give one of the tiers a third name first.", w.Plan.Name.ValueString()))
		}
		return t, err
	}
	remove := ops.Delete
	ops.Delete = func(ctx context.Context, c *crud.Clients, m model) error {
		err := remove(ctx, c, m)
		if e := rest.As(err); e != nil && (e.Status == http.StatusConflict || e.Status == http.StatusBadRequest) {
			e.Next = "The platform deletes only tiers without active applications. Give their contracts another tier, or remove the contracts first; if Terraform manages them, let them refer to this tier's id, so that they are removed before it. status = \"DEPRECATED\" keeps new ones away."
		}
		return err
	}
	// Both other providers for Anypoint have this type, under attributes of
	// different names; the community's puts its identifier together of four.
	ops.Moves = []crud.Move{{
		From: "anypoint_api_instance_sla_tier", Last: true,
		Identity: map[string]string{"organization_id": "organization_id|org_id", "environment_id": "environment_id|env_id", "api_instance_id": "api_instance_id|api_id", "id": "id"},
	}}
	return crud.New(object, ops)
}

// plan keeps the limits where only their order has changed.
func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	if p.Create || p.Destroy {
		return
	}
	is, was := p.Planned.Limits, p.Prior.Limits
	if !is.Equal(was) && !was.IsNull() && known(is) && alike(limits(is), limits(was)) {
		p.Set(ctx, path.Root("limits"), was)
	}
}

// known tells whether every limit and each of its members is.
func known(l types.List) bool {
	return !l.IsUnknown() && !slices.ContainsFunc(l.Elements(), func(e attr.Value) bool {
		o, ok := e.(types.Object)
		return !ok || o.IsUnknown() || slices.ContainsFunc(slices.Collect(maps.Values(o.Attributes())), attr.Value.IsUnknown)
	})
}
