// Package apiinstance manages API instances of Anypoint API Manager.
package apiinstance

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_api_instance", Noun: "Anypoint API Instance", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "environment_id", "id"},
	Define:   define,
	Needs:    crud.AnypointNeeds("*Manage APIs Configuration* (*View APIs Configuration* for reading only) in the environment, and *Exchange Viewer*"),
}

// NewResource is gatehouse_anypoint_api_instance.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, anypoint.APIInstance]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Plan: plan, Namesakes: crud.ByModel(namesakes), Later: []string{"description", "tags", "deprecated"}, Moves: moves(),
	})
}

// moves are from MuleSoft's own provider and from the community's, which has
// one type for each technology.
func moves() (out []crud.Move) {
	for _, from := range []string{"anypoint_api_instance", "anypoint_apim_mule4", "anypoint_apim_flexgateway"} {
		out = append(out, crud.Move{From: from, Last: true, Identity: map[string]string{
			"organization_id": "organization_id|org_id", "environment_id": "environment_id|env_id", "id": "id",
		}})
	}
	return out
}

func place(m model) (organization, environment string) {
	return m.OrganizationID.ValueString(), m.EnvironmentID.ValueString()
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.APIInstance)) (anypoint.APIInstance, error) {
	client, err := c.Anypoint()
	if err != nil {
		return anypoint.APIInstance{}, err
	}
	organization, environment := place(w.Plan)
	name := named(ctx, w.Plan)
	a, err := client.CreateAPIInstance(ctx, organization, environment, expand(ctx, w.Plan), func(a anypoint.APIInstance) bool {
		return nameOf(a) == name
	})
	if err != nil {
		return a, err
	}
	more := later(w.Plan)
	if len(more) == 0 && complete(a) {
		return a, nil
	}
	saved(a)
	if len(more) > 0 {
		if a, err = client.PatchAPIInstance(ctx, organization, environment, string(a.ID), more); err != nil || complete(a) {
			return a, err
		}
	}
	return client.APIInstance(ctx, organization, environment, string(a.ID))
}

// named is what an API instance is known by: of which asset's version it is, and
// its label. Any number may have the same.
func named(ctx context.Context, m model) string {
	s := tf.As[spec](ctx, m.Spec)
	return nameOf(anypoint.APIInstance{AssetID: s.AssetID.ValueString(), AssetVersion: s.Version.ValueString(), InstanceLabel: m.InstanceLabel.ValueString()})
}

func nameOf(a anypoint.APIInstance) string {
	return a.AssetID + "/" + a.AssetVersion + "/" + a.InstanceLabel
}

func namesakes(ctx context.Context, c *crud.Clients, m *model) ([]rest.Twin, error) {
	client, err := c.Anypoint()
	s := tf.As[spec](ctx, m.Spec)
	if err != nil || !isSet(s.AssetID) || !isSet(s.Version) || m.InstanceLabel.IsUnknown() {
		return nil, err
	}
	all := rest.Named(client.APIInstances(place(*m)), func(object any) string {
		a, _ := object.(anypoint.APIInstance)
		return nameOf(a)
	})
	return all.Namesakes(ctx, named(ctx, *m), nil)
}

// complete tells whether an answer tells all: the whole object, and no routes,
// whose upstreams only a read puts together.
func complete(a anypoint.APIInstance) bool { return a.Whole() && len(a.Routing) == 0 }

func read(ctx context.Context, c *crud.Clients, m model) (anypoint.APIInstance, error) {
	client, err := c.Anypoint()
	if err != nil {
		return anypoint.APIInstance{}, err
	}
	organization, environment := place(m)
	return client.APIInstance(ctx, organization, environment, m.ID.ValueString())
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (anypoint.APIInstance, error) {
	client, err := c.Anypoint()
	if err != nil {
		return anypoint.APIInstance{}, err
	}
	organization, environment := place(w.Prior)
	id := w.Prior.ID.ValueString()
	body := change(ctx, w.Plan, w.Prior)
	rerouted := !w.Plan.Routing.Equal(w.Prior.Routing)
	var spare []string
	if rerouted {
		if spare, err = reroute(ctx, client, w, body); err != nil {
			return anypoint.APIInstance{}, err
		}
	}
	if _, moves := body["providerId"]; moves && !w.Plan.PreventContractLoss.ValueBool() {
		if err := dropContracts(ctx, client, w.Prior); err != nil {
			return anypoint.APIInstance{}, err
		}
	}
	var a anypoint.APIInstance
	if len(body) > 0 {
		if a, err = client.PatchAPIInstance(ctx, organization, environment, id, body); err != nil {
			return a, explain(err, body)
		}
	}
	for _, upstream := range spare {
		if err := client.DeleteUpstream(ctx, organization, environment, id, upstream); err != nil && !rest.IsNotFound(err) {
			return a, err
		}
	}
	if complete(a) {
		return a, nil
	}
	return client.APIInstance(ctx, organization, environment, id)
}

// explain adds the reasons for which the platform refuses another client
// provider. Its status for that is not documented.
func explain(err error, body anypoint.Members) error {
	e := rest.As(err)
	if _, changed := body["providerId"]; changed && e != nil && (e.Status == http.StatusBadRequest || e.Status == http.StatusConflict) {
		e.Next = "An API instance's client provider can change only while the instance has no contracts, is in no API group, and has no policy that needs a provider of the other type. " +
			"Remove those first (prevent_contract_loss = false removes the contracts), or replace the instance (terraform apply -replace)."
	}
	return err
}

func remove(ctx context.Context, c *crud.Clients, m model) error {
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	organization, environment := place(m)
	return client.APIInstances(organization, environment).Delete(ctx, m.ID.ValueString())
}

// plan lets what follows from the asset's version change with it, and refuses
// another client provider where contracts would stop it in the apply.
func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Create || p.Destroy {
		return
	}
	keepContracts(ctx, c, p)
	if !tf.As[spec](ctx, p.Planned.Spec).Version.Equal(tf.As[spec](ctx, p.Prior.Spec).Version) {
		p.Set(ctx, path.Root("product_version"), types.StringUnknown())
		p.Set(ctx, path.Root("autodiscovery_instance_name"), types.StringUnknown())
	}
}
