// Package appgroupassignment manages the assignment of one group to one app.
package appgroupassignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/assign"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	assign.Common

	GroupID  types.String `tfsdk:"group_id"`
	Priority types.Int64  `tfsdk:"priority"`
}

var kind = assign.Kind[model, okta.AppGroup, *model]{
	Object: crud.Object{
		Name: "okta_app_group_assignment", Noun: "Okta App Group Assignment", Platform: crud.Okta,
		Identity: []string{"app_id", "group_id"},
		Define:   define,
		Needs:    assign.Needs,
	},
	Of:      assign.Groups,
	Member:  func(m model) string { return m.GroupID.ValueString() },
	Flatten: flatten,
}

func define() schema.Schema {
	priority := assign.GroupPriority()
	priority.Computed = true
	priority.PlanModifiers = []planmodifier.Int64{int64planmodifier.UseStateForUnknown()}
	return schema.Schema{
		MarkdownDescription: "Assigns one group to one Okta app, beside whatever else is assigned to it. To own all assignments of an app, use `gatehouse_okta_app_group_assignments`.",
		Attributes: assign.Attributes("group", assign.GroupProfileText, map[string]schema.Attribute{
			"group_id": tf.Parent("The identifier of the group."),
			"priority": priority,
		}),
	}
}

// NewResource is gatehouse_okta_app_group_assignment.
func NewResource() resource.Resource {
	ops := kind.Ops(crud.Move{
		From: "okta_app_group_assignment", Identity: map[string]string{"app_id": "app_id", "group_id": "group_id"},
		Keep: map[string]string{"retain_assignment": "retain_assignment"},
	})
	// Okta creates an assignment by PUT, too.
	ops.Create = func(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(okta.AppGroup)) (okta.AppGroup, error) {
		return put(ctx, c, w)
	}
	ops.Update = put
	return crud.New(kind.Object, ops)
}

func put(ctx context.Context, c *crud.Clients, w crud.Write[model]) (g okta.AppGroup, err error) {
	all, err := assign.Groups(c, w.Plan.AppID.ValueString())
	if err != nil {
		return g, err
	}
	g, err = rest.Replace(ctx, all, w.Plan.GroupID.ValueString(), okta.AppGroup{Priority: tf.Int64Pointer(w.Config.Priority), Profile: assign.GroupProfile(w.Plan.Profile)})
	if err == nil && w.Config.Priority.IsNull() && !w.Plan.Priority.IsUnknown() {
		// Nobody asked for a priority, so another one than before is not a
		// contradiction: the next refresh shows it.
		g.Priority = w.Plan.Priority.ValueInt64Pointer()
	}
	return g, err
}

func flatten(_ context.Context, m *model, g okta.AppGroup) diag.Diagnostics {
	m.GroupID = types.StringValue(g.ID)
	m.Priority = types.Int64PointerValue(g.Priority)
	m.Profile = assign.ShownProfile(m.Profile, g.Profile)
	return nil
}
