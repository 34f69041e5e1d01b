// Package automatedpolicy manages the policies that apply to all API instances
// of an Anypoint environment.
package automatedpolicy

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

var object = crud.Object{
	Name: "anypoint_automated_policy", Noun: "Anypoint Automated Policy", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "environment_id", "id"},
	Define:   define,
	Needs:    policy.Needs,
}

func of(c *crud.Clients, m model) (*anypoint.Client, *rest.Collection[anypoint.AutomatedPolicy], error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, nil, err
	}
	return client, client.AutomatedPolicies(m.OrganizationID.ValueString(), m.EnvironmentID.ValueString()), nil
}

// NewResource is gatehouse_anypoint_automated_policy.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, anypoint.AutomatedPolicy]{
		Create: create, Read: read, Update: update, Flatten: flatten, Validate: validate, Plan: plan,
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			_, all, err := of(c, m)
			if err != nil {
				return err
			}
			return all.Delete(ctx, m.ID.ValueString())
		},
	})
}

func validate(_ context.Context, config model, diags *diag.Diagnostics) {
	config.Validate(diags)
	if !config.RuntimeRange.IsNull() && config.Technology.ValueString() == "flexGateway" {
		diags.AddAttributeWarning(path.Root("runtime_range"), "Range of Versions for Flex Gateway",
			"The range is documented for Mule gateways only. It is sent as it is; the platform may refuse or ignore it.")
	}
}

func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	m := p.Planned
	policy.Planned{
		Configured: p.Config.Freeform, Now: m.Freeform, Before: p.Prior.Freeform,
		OrganizationID: m.OrganizationID, Version: m.AssetVersion, Prior: p.Prior.AssetVersion,
		// A change takes the configuration whatever it is for.
		Resent: !m.RuntimeRange.Equal(p.Prior.RuntimeRange) || !m.Order.Equal(p.Prior.Order) || !m.Disabled.Equal(p.Prior.Disabled),
	}.Plan(ctx, c, &p.Planning)
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.AutomatedPolicy)) (p anypoint.AutomatedPolicy, err error) {
	client, all, err := of(c, w.Plan)
	if err != nil {
		return p, err
	}
	body := expand(client, w)
	p, err = all.Create(ctx, body, func(o anypoint.AutomatedPolicy) bool {
		return o.GroupID == body.GroupID && o.AssetID == body.AssetID && (len(o.Rule.Technologies) == 0 || w.Plan.Technology.ValueString() == o.Rule.Technologies[0])
	})
	if e := rest.As(err); e != nil && e.Status == http.StatusConflict {
		e.Advise(fmt.Sprintf("The environment has an automated policy of %s already, or API instances with one of their own that stands against it. Import that policy, or narrow this one by technology or runtime_range.", body.AssetID))
	}
	if err != nil {
		return p, err
	}
	return settle(ctx, all, w, p, body, saved)
}

// update sends the whole policy by PATCH: it stays in force all the time.
func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (p anypoint.AutomatedPolicy, err error) {
	client, all, err := of(c, w.Prior)
	if err != nil {
		return p, err
	}
	body := expand(client, w)
	body.Rule.Technologies = nil // a change does not take them
	if body.Order == nil && !w.Prior.Order.IsNull() {
		body.Order = []byte("null")
	}
	if p, err = rest.Patch(ctx, all, w.Prior.ID.ValueString(), body); err != nil {
		return p, err
	}
	p.ID = anypoint.ID(w.Prior.ID.ValueString())
	return settle(ctx, all, w, p, body, func(anypoint.AutomatedPolicy) {})
}

// settle turns the answer to a write into the policy. Which members the
// platform answers is not documented: without all of them, the policy is read.
func settle(ctx context.Context, all *rest.Collection[anypoint.AutomatedPolicy], w crud.Write[model], p anypoint.AutomatedPolicy, sent anypoint.AutomatedPolicyChange, saved func(anypoint.AutomatedPolicy)) (anypoint.AutomatedPolicy, error) {
	note := func(p anypoint.AutomatedPolicy) anypoint.AutomatedPolicy {
		p.Written, p.Hidden = true, w.Config.Hidden()
		return p
	}
	if p.AssetID != "" && p.Rule.EnvironmentID != "" {
		return note(p), nil
	}
	p.GroupID, p.AssetID, p.AssetVersion, p.Configuration, p.Disabled = sent.GroupID, sent.AssetID, sent.AssetVersion, sent.Configuration, sent.Disabled
	p.Rule, p.Order = *sent.Rule, w.Plan.Order.ValueInt64()
	saved(note(p))
	p, err := all.Get(ctx, string(p.ID))
	return note(p), err
}

func read(ctx context.Context, c *crud.Clients, m model) (p anypoint.AutomatedPolicy, err error) {
	client, all, err := of(c, m)
	if err != nil {
		return p, err
	}
	if p, err = all.Get(ctx, m.ID.ValueString()); err != nil {
		return p, err
	}
	p.Template = policy.Facts(ctx, client, m.OrganizationID.ValueString(), p.Policy, m.Known(), false)
	return p, nil
}
