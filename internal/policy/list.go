package policy

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

type filter struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
}

// place is the common part of a model that says where the policies are.
func (f filter) place(c *crud.Clients) (Common, error) {
	organization, environment, err := crud.Where(c, f.OrganizationID, f.EnvironmentID)
	return Common{OrganizationID: organization, EnvironmentID: environment, APIInstanceID: f.APIInstanceID}, err
}

// List is the list resource of a kind: the policies of one API instance that
// are wanted. seed makes a model of its common part.
func (k Kind[M]) List(object crud.Object, description string, wanted func(anypoint.Policy) bool, seed func(Common) M) list.ListResource {
	return &crud.List[M, anypoint.Policy, filter]{
		Object: object, Flatten: k.FlattenAll,
		Filters: listschema.Schema{
			MarkdownDescription: description,
			Attributes: map[string]listschema.Attribute{
				"api_instance_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the API instance.", Required: true},
				"organization_id": listschema.StringAttribute{MarkdownDescription: "The identifier of the organization (business group). Default: the provider's `organization_id`.", Optional: true},
				"environment_id":  listschema.StringAttribute{MarkdownDescription: "The identifier of the environment. Default: the provider's `environment_id`.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[anypoint.Policy, error] {
			place, err := f.place(c)
			if err != nil {
				return crud.Failed[anypoint.Policy](err)
			}
			all, err := of(c, &place)
			if err != nil {
				return crud.Failed[anypoint.Policy](err)
			}
			return crud.Only(all.All(ctx, nil), wanted)
		},
		Seed: func(c *crud.Clients, f filter, _ anypoint.Policy) M {
			place, _ := f.place(c) // All has failed before if this does
			return seed(place)
		},
		Complete: k.complete,
		Title:    title,
	}
}

// complete reads the template of a listed policy where the kind needs it, as
// read does for an import.
func (k Kind[M]) complete(ctx context.Context, c *crud.Clients, f filter, p anypoint.Policy) (anypoint.Policy, error) {
	if k.Known == nil {
		return p, nil
	}
	client, err := c.Anypoint()
	if err != nil {
		return p, err
	}
	place, err := f.place(c)
	if err != nil {
		return p, err
	}
	// Without it nobody can tell a policy for the way to the upstream; a person
	// who may not read templates still gets the list.
	if facts, err := client.PolicyTemplate(ctx, place.OrganizationID.ValueString(), p.GroupID, p.AssetID, p.AssetVersion); err == nil {
		p.Template = facts
	}
	return p, nil
}

func title(p anypoint.Policy) string {
	name := p.AssetID + " " + p.AssetVersion
	if p.Label != nil && *p.Label != "" {
		name = *p.Label + " (" + name + ")"
	}
	return name
}
