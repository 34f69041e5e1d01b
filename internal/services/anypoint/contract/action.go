package contract

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// decisions are what an API's owner can do with a contract.
var decisions = []struct{ verb, does string }{
	{"approve", "Approves a contract that waits for its API's owner, or that was rejected."},
	{"reject", "Rejects a contract that waits for its API's owner."},
	{"revoke", "Revokes an approved contract: its application is refused at once. A `gatehouse_anypoint_contract` for it would restore it with the next apply."},
	{"restore", "Restores a revoked contract."},
}

type target struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
	ContractID     types.String `tfsdk:"contract_id"`
}

// NewActions are an action for each decision.
func NewActions() []func() action.Action {
	var out []func() action.Action
	for _, d := range decisions {
		out = append(out, func() action.Action {
			return &crud.Action[target]{
				Name: "anypoint_contract_" + d.verb, Noun: "Anypoint Contract Decision", Needs: object.Needs,
				Define: func() schema.Schema {
					return schema.Schema{
						MarkdownDescription: d.does + " It is for contracts that Terraform does not manage, and for decisions by hand.",
						Attributes: map[string]schema.Attribute{
							"organization_id": schema.StringAttribute{MarkdownDescription: "The identifier of the organization (business group) of the API instance. Default: the provider's `organization_id`.", Optional: true},
							"environment_id":  schema.StringAttribute{MarkdownDescription: "The identifier of the environment. Default: the provider's `environment_id`.", Optional: true},
							"api_instance_id": schema.StringAttribute{MarkdownDescription: "The identifier of the API instance.", Required: true},
							"contract_id":     schema.StringAttribute{MarkdownDescription: "The identifier of the contract.", Required: true},
						},
					}
				},
				Run: func(ctx context.Context, c *crud.Clients, t target, progress func(string)) error {
					place, err := filter{OrganizationID: t.OrganizationID, EnvironmentID: t.EnvironmentID, APIInstanceID: t.APIInstanceID}.place(c)
					if err != nil {
						return err
					}
					client, err := c.Anypoint()
					if err != nil {
						return err
					}
					k, err := act(ctx, client, place, t.ContractID.ValueString(), d.verb)
					// Not known: with which of them the platform refuses a decision that the
					// contract's status does not allow.
					if e := rest.As(err); e != nil && (e.Status == http.StatusBadRequest || e.Status == http.StatusConflict || e.Status == http.StatusUnprocessableEntity) {
						e.Next = "A contract that waits (PENDING) is approved or rejected, a rejected one approved, an approved one revoked, a revoked one restored. The data source gatehouse_anypoint_contracts tells the status."
					}
					if err != nil {
						return err
					}
					progress(fmt.Sprintf("The contract %s is %s.", t.ContractID.ValueString(), k.Status))
					return nil
				},
			}
		})
	}
	return out
}
