package apiinstance

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// keepContracts refuses a plan that the platform would refuse: another client
// provider while there are contracts. Credentials that may not see contracts
// leave it to the apply.
func keepContracts(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	is, was := p.Planned.ProviderID, p.Prior.ProviderID
	if is.IsUnknown() || is.Equal(was) || !p.Planned.PreventContractLoss.ValueBool() || replaced(ctx, p) {
		return
	}
	client, err := c.Anypoint()
	if err != nil {
		return
	}
	organization, environment := place(p.Prior)
	var names []string
	for k, err := range client.Contracts(organization, environment, p.Prior.ID.ValueString()).All(ctx, nil) {
		if err != nil {
			return
		}
		name := "contract " + string(k.ID)
		if k.Application != nil {
			name = fmt.Sprintf("%q (contract %s)", k.Application.Name, k.ID)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return
	}
	shown, more := names, ""
	if len(names) > 10 {
		shown, more = names[:10], fmt.Sprintf(" and %d more", len(names)-10)
	}
	p.Diagnostics.AddAttributeError(path.Root("provider_id"), "Contracts Would Be Lost", fmt.Sprintf(
		"The client provider cannot change from %s to %s: the platform allows that only while the API has no contracts, and it has %d: %s%s. "+
			"Remove them first, or set prevent_contract_loss = false to have this apply revoke and delete them. Their applications need new contracts afterwards, with clients of the new provider.",
		called(was.ValueString()), called(is.ValueString()), len(names), strings.Join(shown, ", "), more))
}

// replaced tells whether another object takes the place of this one.
func replaced(ctx context.Context, p *crud.Plan[model]) bool {
	is, was := tf.As[spec](ctx, p.Planned.Spec), tf.As[spec](ctx, p.Prior.Spec)
	return !p.Planned.Technology.Equal(p.Prior.Technology) || !is.GroupID.Equal(was.GroupID) || !is.AssetID.Equal(was.AssetID) ||
		!p.Planned.OrganizationID.Equal(p.Prior.OrganizationID) || !p.Planned.EnvironmentID.Equal(p.Prior.EnvironmentID)
}

func called(provider string) string {
	if provider == "" {
		return "Anypoint's own"
	}
	return fmt.Sprintf("%q", provider)
}

// dropContracts removes all contracts. The platform deletes none that is
// approved, so that those are revoked first.
func dropContracts(ctx context.Context, client *anypoint.Client, m model) error {
	organization, environment := place(m)
	id := m.ID.ValueString()
	contracts := client.Contracts(organization, environment, id)
	var all []anypoint.Contract
	for k, err := range contracts.All(ctx, nil) {
		if err != nil {
			return err
		}
		all = append(all, k)
	}
	for _, k := range all {
		if k.Status == anypoint.ContractApproved {
			if _, err := client.ContractAction(ctx, organization, environment, id, string(k.ID), "revoke"); err != nil {
				return err
			}
		}
		if err := contracts.Delete(ctx, string(k.ID)); err != nil && !rest.IsNotFound(err) {
			return err
		}
	}
	return nil
}
