// Package grouprule manages the rules that assign users to groups in Okta.
package grouprule

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_group_rule", Noun: "Okta Group Rule", Platform: crud.Okta,
	Identity: []string{"id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.groups", "Group Administrator"),
}

const expressionType = "urn:okta:expression:1.0"

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A rule that assigns users to groups by an expression. Okta changes and deletes only inactive rules, so an active one is deactivated for the moment that takes.",
		Attributes: map[string]schema.Attribute{
			"id": tf.ID("The rule's identifier."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The rule's name, unique in the org; at most 50 characters.", Required: true, Validators: []validator.String{stringvalidator.UTF8LengthBetween(1, 50)},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE` or `INACTIVE`. Okta says `INVALID` when a group of the rule is gone. Default: `ACTIVE`.", Optional: true, Computed: true,
				Default: stringdefault.StaticString(okta.Active), Validators: []validator.String{tf.Known(okta.Active, okta.Inactive)},
			},
			"expression_value": schema.StringAttribute{
				MarkdownDescription: "The expression, in Okta's expression language, such as `user.department==\"cards\"`.", Required: true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))},
			},
			"expression_type": schema.StringAttribute{
				MarkdownDescription: "The language of the expression. Default: `" + expressionType + "`.", Optional: true, Computed: true,
				Default: stringdefault.StaticString(expressionType), Validators: []validator.String{tf.Known(expressionType)},
			},
			"group_assignments": schema.SetAttribute{
				MarkdownDescription: "The identifiers of the groups that users are assigned to. Changing it forces a new object, because Okta cannot change it.", Required: true, ElementType: types.StringType,
				Validators:    []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1))},
				PlanModifiers: []planmodifier.Set{setplanmodifier.RequiresReplace()},
			},
			"users_excluded": schema.SetAttribute{
				MarkdownDescription: "The identifiers of users that the rule does not assign. Default: none.", Optional: true, ElementType: types.StringType,
			},
			"groups_excluded": schema.SetAttribute{
				MarkdownDescription: "The identifiers of groups whose users the rule does not assign. Default: none.", Optional: true, ElementType: types.StringType,
			},
			"remove_assigned_users": tf.Flag("Whether the users that the rule assigned leave their groups when the rule is destroyed.", false),
		},
	}
}

type model struct {
	ID              types.String `tfsdk:"id"`
	Name            types.String `tfsdk:"name"`
	Status          types.String `tfsdk:"status"`
	ExpressionValue types.String `tfsdk:"expression_value"`
	ExpressionType  types.String `tfsdk:"expression_type"`
	Groups          types.Set    `tfsdk:"group_assignments"`
	UsersExcluded   types.Set    `tfsdk:"users_excluded"`
	GroupsExcluded  types.Set    `tfsdk:"groups_excluded"`
	RemoveUsers     types.Bool   `tfsdk:"remove_assigned_users"`
}

func expand(m model) okta.GroupRule {
	r := okta.GroupRule{
		Type: "group_rule", Name: m.Name.ValueString(),
		Conditions: okta.GroupRuleConditions{
			People: &okta.GroupRulePeople{
				Users:  okta.GroupRuleExcluded{Exclude: tf.Strings(m.UsersExcluded)},
				Groups: okta.GroupRuleExcluded{Exclude: tf.Strings(m.GroupsExcluded)},
			},
			Expression: okta.GroupRuleExpression{Value: m.ExpressionValue.ValueString(), Type: m.ExpressionType.ValueString()},
		},
	}
	r.Actions.AssignUserToGroups.GroupIDs = tf.Strings(m.Groups)
	return r
}

func flatten(_ context.Context, m *model, r okta.GroupRule) diag.Diagnostics {
	m.ID = types.StringValue(r.ID)
	m.Name = types.StringValue(r.Name)
	m.Status = types.StringValue(r.Status)
	m.ExpressionValue = types.StringValue(r.Conditions.Expression.Value)
	m.ExpressionType = types.StringValue(r.Conditions.Expression.Type)
	m.Groups = tf.SetOf(r.Actions.AssignUserToGroups.GroupIDs)
	people := okta.GroupRulePeople{}
	if r.Conditions.People != nil {
		people = *r.Conditions.People
	}
	m.UsersExcluded = tf.Set(people.Users.Exclude, m.UsersExcluded)
	m.GroupsExcluded = tf.Set(people.Groups.Exclude, m.GroupsExcluded)
	m.RemoveUsers = types.BoolValue(m.RemoveUsers.ValueBool()) // an import does not know it
	return nil
}

// NewResource is gatehouse_okta_group_rule.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.GroupRule]{
		Create: create, Update: update, Flatten: flatten,
		Read: func(ctx context.Context, c *crud.Clients, m model) (r okta.GroupRule, err error) {
			client, err := c.Okta()
			if err != nil {
				return r, err
			}
			return client.GroupRules().Get(ctx, m.ID.ValueString())
		},
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			id := m.ID.ValueString()
			if m.Status.ValueString() == okta.Active {
				if err := client.SetGroupRuleStatus(ctx, id, okta.Inactive); err != nil {
					return err
				}
			}
			return client.DeleteGroupRule(ctx, id, m.RemoveUsers.ValueBool())
		},
		Moves: []crud.Move{{From: "okta_group_rule", Identity: map[string]string{"id": "id"}, Keep: map[string]string{"remove_assigned_users": "remove_assigned_users"}}},
	})
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(okta.GroupRule)) (r okta.GroupRule, err error) {
	client, err := c.Okta()
	if err != nil {
		return r, err
	}
	r, err = client.GroupRules().Create(ctx, expand(w.Plan), func(other okta.GroupRule) bool { return other.Name == w.Plan.Name.ValueString() })
	if err != nil {
		return r, err
	}
	saved(r) // Okta makes every rule inactive
	return settle(ctx, client, w.Plan, r)
}

func settle(ctx context.Context, client *okta.Client, m model, r okta.GroupRule) (okta.GroupRule, error) {
	if status := m.Status.ValueString(); r.Status != status {
		if err := client.SetGroupRuleStatus(ctx, r.ID, status); err != nil {
			return r, err
		}
		r.Status = status
	}
	return r, nil
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (r okta.GroupRule, err error) {
	client, err := c.Okta()
	if err != nil {
		return r, err
	}
	id, wanted := w.Prior.ID.ValueString(), expand(w.Plan)
	if same(w) {
		wanted.ID, wanted.Status = id, w.Prior.Status.ValueString()
		return settle(ctx, client, w.Plan, wanted)
	}
	if w.Prior.Status.ValueString() == okta.Active {
		if err := client.SetGroupRuleStatus(ctx, id, okta.Inactive); err != nil {
			return r, err
		}
	}
	r, err = rest.Replace(ctx, client.GroupRules(), id, wanted)
	if err != nil {
		if w.Prior.Status.ValueString() == okta.Active && ctx.Err() == nil {
			// The rule worked before: it goes on working as it was.
			if back := client.SetGroupRuleStatus(ctx, id, okta.Active); back != nil && rest.As(err) != nil {
				rest.As(err).Next = "The rule was deactivated for the change and could not be activated again: activate it in Okta, or apply once more."
			}
		}
		return r, err
	}
	return settle(ctx, client, w.Plan, r)
}

// same tells whether only the status, or what Okta does not know, changes.
func same(w crud.Write[model]) bool {
	p, q := w.Plan, w.Prior
	return p.Name.Equal(q.Name) && p.ExpressionValue.Equal(q.ExpressionValue) && p.ExpressionType.Equal(q.ExpressionType) &&
		p.UsersExcluded.Equal(q.UsersExcluded) && p.GroupsExcluded.Equal(q.GroupsExcluded)
}
