package apiinstance

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type promotion struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	OriginID       types.String `tfsdk:"origin_api_instance_id"`
	InstanceLabel  types.String `tfsdk:"instance_label"`
	ProviderID     types.String `tfsdk:"provider_id"`
	Policies       types.Bool   `tfsdk:"policies"`
	Tiers          types.Bool   `tfsdk:"tiers"`
	Alerts         types.Bool   `tfsdk:"alerts"`
	Contracts      types.Bool   `tfsdk:"contracts"`
}

// NewPromoteAction copies an API instance into another environment.
func NewPromoteAction() action.Action {
	return &crud.Action[promotion]{
		Name: "anypoint_api_instance_promote", Noun: "Anypoint API Promotion",
		Needs: crud.AnypointNeeds("*Manage APIs Configuration* in both environments, and *Exchange Viewer*"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "Promotes an API instance: copies it, as it is in another environment, into an environment. What the promotion made can be imported; its identifier is in the action's last message. Each run makes a new instance: give `instance_label`, which must be unique, to have a second run refused.",
				Attributes: map[string]schema.Attribute{
					"organization_id":        schema.StringAttribute{MarkdownDescription: "The identifier of the organization or business group. Default: the provider's `organization_id`.", Optional: true},
					"environment_id":         schema.StringAttribute{MarkdownDescription: "The identifier of the environment to promote to. Default: the provider's `environment_id`.", Optional: true},
					"origin_api_instance_id": schema.StringAttribute{MarkdownDescription: "The identifier of the API instance to copy, a number.", Required: true},
					"instance_label":         schema.StringAttribute{MarkdownDescription: "The label of the new instance. Default: the platform's choice.", Optional: true},
					"provider_id":            schema.StringAttribute{MarkdownDescription: "The identifier of the new instance's client provider. Default: the platform's choice.", Optional: true},
					"policies":               schema.BoolAttribute{MarkdownDescription: "Whether the policies are copied. Default: `true`.", Optional: true},
					"tiers":                  schema.BoolAttribute{MarkdownDescription: "Whether the SLA tiers are copied. Default: `true`.", Optional: true},
					"alerts":                 schema.BoolAttribute{MarkdownDescription: "Whether the alerts are copied. Default: `true`.", Optional: true},
					"contracts":              schema.BoolAttribute{MarkdownDescription: "Whether the contracts are copied. Default: `false`.", Optional: true},
				},
			}
		},
		Run: promote,
	}
}

func promote(ctx context.Context, c *crud.Clients, m promotion, progress func(string)) error {
	organization, environment, err := filter{OrganizationID: m.OrganizationID, EnvironmentID: m.EnvironmentID}.place(c)
	if err != nil {
		return err
	}
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	origin := m.OriginID.ValueString()
	copied := func(wanted types.Bool, usual bool) map[string]bool {
		if !wanted.IsNull() {
			usual = wanted.ValueBool()
		}
		return map[string]bool{"allEntities": usual}
	}
	body := anypoint.Members{"promote": map[string]any{
		"originApiId": anypoint.ID(origin),
		"policies":    copied(m.Policies, true), "tiers": copied(m.Tiers, true), "alerts": copied(m.Alerts, true), "contracts": copied(m.Contracts, false),
	}}
	for name, v := range map[string]types.String{"instanceLabel": m.InstanceLabel, "providerId": m.ProviderID} {
		if p := tf.Pointer(v); p != nil {
			body[name] = p
		}
	}
	progress("Promoting the API instance " + origin + ".")
	made, err := client.CreateAPIInstance(ctx, organization, environment, body, nil)
	if err != nil {
		return err
	}
	id := string(made.ID)
	if id == "" {
		id = string(made.APIID)
	}
	progress(fmt.Sprintf("The API instance %s is in the environment %s. Its import identifier is %s/%s/%s.", id, environment, organization, environment, id))
	return nil
}
