// Package apipolicyorder manages the order of the policies of one Anypoint API
// instance.
package apipolicyorder

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/policy"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_api_policy_order", Noun: "Anypoint API Policy Order", Platform: crud.Anypoint,
	Identity: []string{"organization_id", "environment_id", "api_instance_id"},
	Define:   define,
	Needs:    policy.Needs,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The order in which a gateway enforces the policies of one API instance, set by one call however many move. There is one order for each API instance: leave `order` out of the policies that are named here. " +
			"Destroying it leaves the policies where they are.",
		Attributes: map[string]schema.Attribute{
			"organization_id": tf.OrganizationID("The identifier of the organization (business group) of the API instance."),
			"environment_id":  tf.EnvironmentID(),
			"api_instance_id": tf.Parent("The identifier of the API instance."),
			"policy_ids": schema.ListAttribute{
				MarkdownDescription: "The identifiers of the policies that are enforced first, in order. Policies that are not named follow, in the order that they have. One that somebody put between the named ones is shown, and moved behind them by the next apply.",
				Required:            true, ElementType: types.StringType,
				Validators: []validator.List{listvalidator.UniqueValues(), listvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)), listvalidator.NoNullValues()},
			},
		},
	}
}

type model struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	APIInstanceID  types.String `tfsdk:"api_instance_id"`
	PolicyIDs      types.List   `tfsdk:"policy_ids"`
}

// NewResource is gatehouse_anypoint_api_policy_order.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, sequence]{
		Create: func(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(sequence)) (sequence, error) {
			return arrange(ctx, c, w.Plan)
		},
		Read: read,
		Update: func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (sequence, error) {
			return arrange(ctx, c, w.Plan)
		},
		Delete:  func(context.Context, *crud.Clients, model) error { return nil },
		Flatten: flatten,
	})
}

func read(ctx context.Context, c *crud.Clients, m model) (sequence, error) {
	client, err := c.Anypoint()
	if err != nil {
		return nil, err
	}
	return sequenceOf(client.Policies(m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString()).All(ctx, nil))
}

// arrange brings the named policies to the front, by one call, or by none where
// they are there.
func arrange(ctx context.Context, c *crud.Clients, m model) (sequence, error) {
	have, err := read(ctx, c, m)
	if err != nil {
		return nil, err
	}
	wanted := tf.Strings(m.PolicyIDs)
	if missing := have.missing(wanted); len(missing) > 0 {
		return have, &crud.AttributeError{Path: path.Root("policy_ids"), Summary: "No Such Policy", Detail: fmt.Sprintf(
			"The API instance %s has no policy %s. It has: %s. Refer to the policies by their attribute id.",
			m.APIInstanceID.ValueString(), strings.Join(missing, ", "), have)}
	}
	now, moves := have.arranged(wanted)
	if len(moves) == 0 {
		return have, nil
	}
	client, err := c.Anypoint()
	if err != nil {
		return have, err
	}
	return now, client.OrderPolicies(ctx, m.OrganizationID.ValueString(), m.EnvironmentID.ValueString(), m.APIInstanceID.ValueString(), moves)
}

// flatten shows the policies down to the last that was named; all after an import.
func flatten(_ context.Context, m *model, s sequence) diag.Diagnostics {
	m.PolicyIDs = tf.List(s.shown(tf.Strings(m.PolicyIDs), m.PolicyIDs.IsNull()), types.ListValueMust(types.StringType, nil))
	return nil
}
