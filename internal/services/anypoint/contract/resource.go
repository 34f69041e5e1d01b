// Package contract manages contracts between client applications and Anypoint
// API instances.
package contract

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_contract", Noun: "Anypoint Contract", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "environment_id", "api_instance_id", "id"},
	Define:   define,
	Needs:    crud.AnypointNeeds("*Manage Contracts* and *View APIs Configuration* for the environment, and the ownership of the client application (or *Manage Client Applications*)"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A contract: a client application's access to an API instance. Creating it requests the access in the application's name, and accepts the API's terms. " +
			"A contract that somebody revoked is restored by the next apply. Destroying it revokes the access and deletes the contract.",
		Attributes: map[string]schema.Attribute{
			"id":              tf.ID("The contract's identifier within its API instance."),
			"organization_id": tf.OrganizationID("The identifier of the organization (business group) of the API instance."),
			"environment_id":  tf.EnvironmentID(),
			"api_instance_id": tf.Parent("The identifier of the API instance. It must have the same client provider as the application."),
			"application_id":  tf.Parent("The identifier of the client application."),
			"tier_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of the SLA tier. An API instance that has tiers demands one. Without `approve`, another tier is requested, and counts when it is approved. Default: none; a tier that the contract has is kept when the argument is removed.",
				Optional:            true, Computed: true,
				Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"approve": schema.BoolAttribute{
				MarkdownDescription: "Whether to approve the request as the API's owner, where the API or the tier does not do that by itself, and to give another tier without asking. Default: `false`, and such a contract stays `PENDING` until somebody approves it.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "The contract's state: `PENDING`, `APPROVED`, `REJECTED` or `REVOKED`.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// NewResource is gatehouse_anypoint_contract.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, anypoint.Contract]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Plan: plan,
	})
}

type contracts = *rest.Collection[anypoint.Contract]

func of(c *crud.Clients, m model) (*anypoint.Client, contracts, error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, nil, err
	}
	return client, client.Contracts(m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString()), nil
}
