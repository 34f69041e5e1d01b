// Package environment manages the environments of Anypoint organizations.
package environment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_environment", Noun: "Anypoint Environment", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "id"},
	Define:   define,
	Needs:    crud.AnypointNeeds("*Create Environment* and *View Environment* (the role Organization Administrator), in the organization"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An environment of an Anypoint organization: a place for APIs, with permissions and client providers of its own. Destroying it also removes what is in it.",
		Attributes: map[string]schema.Attribute{
			"id":              tf.ID("The environment's identifier."),
			"organization_id": tf.OrganizationID("The identifier of the organization or business group."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The environment's name, 2 to 65 characters.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.UTF8LengthBetween(2, 65)},
			},
			"type": schema.StringAttribute{
				MarkdownDescription: "What the environment is for: `design`, `sandbox` or `production`. Changing it forces a new object: the platform changes only an environment's name.",
				Required:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
				Validators:          []validator.String{tf.Known("design", "sandbox", "production")},
			},
			"is_production": schema.BoolAttribute{
				MarkdownDescription: "Whether the environment counts as one for production. Default: `true` for the type `production`, else `false`. Changing it forces a new object.",
				Optional:            true, Computed: true,
				// In this order: what the platform decided is never a reason to replace.
				PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown(), boolplanmodifier.RequiresReplace()},
			},
			"client_id": tf.ID("The client identifier with which gateways and runtimes of the environment sign in."),
		},
	}
}

// NewResource is gatehouse_anypoint_environment.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, anypoint.Environment]{
		Of:      func(c *crud.Clients, m model) (environments, error) { return of(c, m.OrganizationID.ValueString()) },
		ID:      func(m model) string { return m.ID.ValueString() },
		Expand:  func(m model) any { return expand(m) },
		Same:    func(m model, e anypoint.Environment) bool { return e.Name == m.Name.ValueString() },
		Flatten: flatten,
	}.Ops()
	ops.Update = func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (anypoint.Environment, error) {
		items, err := of(c, w.Prior.OrganizationID.ValueString())
		if err != nil {
			return anypoint.Environment{}, err
		}
		return rest.Replace(ctx, items, w.Prior.ID.ValueString(), map[string]string{"name": w.Plan.Name.ValueString()})
	}
	ops.Namesakes = crud.ByName("name", "", func(c *crud.Clients, p crud.Sought) (rest.List, error) {
		all, err := of(c, p.Text("organization_id"))
		if err != nil {
			return rest.List{}, err
		}
		return rest.NamedBy(all, "name"), nil
	})
	for _, from := range []string{"anypoint_environment", "anypoint_env"} { // MuleSoft's own provider, and the community's
		ops.Moves = append(ops.Moves, crud.Move{From: from, Identity: map[string]string{"organization_id": "organization_id|org_id", "id": "id"}, Last: true})
	}
	return crud.New(object, ops)
}

type environments = *rest.Collection[anypoint.Environment]

func of(c *crud.Clients, organizationID string) (environments, error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, err
	}
	return client.Environments(organizationID), nil
}
