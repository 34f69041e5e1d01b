// Package policy looks up the policies of an Okta org as data, for what refers
// to them by identifier, such as the authentication policy of an app.
package policy

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID          types.String `tfsdk:"id"`
	Type        types.String `tfsdk:"type"`
	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	Status      types.String `tfsdk:"status"`
	Priority    types.Int64  `tfsdk:"priority"`
	System      types.Bool   `tfsdk:"system"`
}

func flatten(p okta.Policy) model {
	return model{
		ID: types.StringValue(p.ID), Type: types.StringValue(p.Type), Name: types.StringValue(p.Name), Description: tf.StringPointer(p.Description),
		Status: types.StringValue(p.Status), Priority: types.Int64PointerValue(p.Priority), System: types.BoolValue(p.System),
	}
}

// attributes are what is told of a policy.
func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": tf.Shown("The policy's identifier."), "type": tf.Shown("The type of policy, such as `ACCESS_POLICY`."), "name": tf.Shown("The policy's name."),
		"description": tf.Shown("What the policy is for."), "status": tf.Shown("Whether the policy counts: `ACTIVE` or `INACTIVE`."),
		"priority": schema.Int64Attribute{MarkdownDescription: "The policy's place among those of its type, 1 first.", Computed: true},
		"system":   schema.BoolAttribute{MarkdownDescription: "Whether Okta made the policy itself.", Computed: true},
	}
}

func ofType(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{tf.Known(okta.PolicyTypes...)}}
}

// usual are the types that people look for; Okta has more.
const usual = "such as `ACCESS_POLICY` (how users sign in to apps), `OKTA_SIGN_ON`, `PASSWORD`, `MFA_ENROLL`, `IDP_DISCOVERY` or `PROFILE_ENROLLMENT`"

// NewDataSource is gatehouse_okta_policy.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_policy", Noun: "Okta Policy", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.policies"),
		Define: func() schema.Schema {
			all := attributes()
			all["type"] = ofType("The type of policy, " + usual + ".")
			all["name"] = schema.StringAttribute{
				MarkdownDescription: "The policy's exact name. It is an error when no policy of the type, or more than one, has it.",
				Required:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			}
			return schema.Schema{
				MarkdownDescription: "A policy of the Okta org by its type and exact name: its identifier is what `gatehouse_okta_app_access_policy_assignment` and the argument `authentication_policy` of an app take. The access policies of authorization servers are `gatehouse_okta_auth_server_policy`.",
				Attributes:          all,
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			found, err := crud.One(ctx, client.Policies(m.Type.ValueString()), "Okta policy of the type "+m.Type.ValueString(), "", m.Name.ValueString(), nil,
				func(p okta.Policy) (id, name string) { return p.ID, p.Name })
			if err == nil {
				*m = flatten(found)
			}
			return err
		},
	}
}

type list struct {
	Type     types.String `tfsdk:"type"`
	Status   types.String `tfsdk:"status"`
	Policies []model      `tfsdk:"policies"`
}

// NewListDataSource is gatehouse_okta_policies.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[list]{
		Name: "okta_policies", Noun: "Okta Policies", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.policies"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The policies of one type of the Okta org, over all pages.",
				Attributes: map[string]schema.Attribute{
					"type":     ofType("The type of policies, " + usual + "."),
					"status":   schema.StringAttribute{MarkdownDescription: "Only policies in this state: `ACTIVE` or `INACTIVE`. Default: all.", Optional: true, Validators: []validator.String{tf.Known(okta.Active, okta.Inactive)}},
					"policies": schema.ListNestedAttribute{MarkdownDescription: "The policies.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributes()}},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *list) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			m.Policies, err = crud.Gather(client.Policies(m.Type.ValueString()).All(ctx, crud.Query("status", m.Status)), crud.Plainly(flatten))
			return err
		},
	}
}
