// Package appgroupassignment manages the assignment of one group to one app.
package appgroupassignment

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_app_group_assignment", Noun: "Okta App Group Assignment", Platform: crud.Okta,
	Identity: []string{"app_id", "group_id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.apps", "Application Administrator"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Assigns one group to one Okta app, beside whatever else is assigned to it. To own all assignments of an app, use `gatehouse_okta_app_group_assignments`.",
		Attributes: map[string]schema.Attribute{
			"app_id":   tf.Parent("The identifier of the app. An OAuth 2.0 client that was registered dynamically, by Anypoint for example, is an app with its client id as identifier."),
			"group_id": tf.Parent("The identifier of the group."),
			"priority": schema.Int64Attribute{
				MarkdownDescription: "Which group's profile counts for a user of several groups: the lowest number does. 0 to 100. Default: Okta decides.",
				Optional:            true, Computed: true,
				Validators:    []validator.Int64{tf.DoubtInt64(int64validator.Between(0, 100))},
				PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"profile": schema.StringAttribute{
				MarkdownDescription: "The app's profile for users of the group, a JSON object, as of `jsonencode`. Default: empty.",
				Optional:            true, CustomType: jsontypes.NormalizedType{},
			},
			"retain_assignment": schema.BoolAttribute{
				MarkdownDescription: "Whether the group stays assigned when this resource is destroyed. Default: `false`.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
		},
	}
}

// NewResource is gatehouse_okta_app_group_assignment.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, okta.AppGroup]{
		Of:      func(c *crud.Clients, m model) (assignments, error) { return of(c, m.AppID.ValueString()) },
		ID:      func(m model) string { return m.GroupID.ValueString() },
		Flatten: flatten,
	}.Ops()
	// Okta creates an assignment by PUT, too.
	ops.Create = func(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(okta.AppGroup)) (okta.AppGroup, error) {
		return put(ctx, c, w)
	}
	ops.Update = put
	remove := ops.Delete
	ops.Delete = func(ctx context.Context, c *crud.Clients, m model) error {
		if m.Retain.ValueBool() {
			return nil
		}
		return remove(ctx, c, m)
	}
	ops.Moves = []crud.Move{{
		From: "okta_app_group_assignment", Identity: map[string]string{"app_id": "app_id", "group_id": "group_id"},
		Keep: map[string]string{"retain_assignment": "retain_assignment"},
	}}
	return crud.New(object, ops)
}

type assignments = rest.Collection[okta.AppGroup]

func of(c *crud.Clients, appID string) (assignments, error) {
	client, err := c.Okta()
	if err != nil {
		return assignments{}, err
	}
	return client.AppGroups(appID), nil
}

func put(ctx context.Context, c *crud.Clients, w crud.Write[model]) (g okta.AppGroup, err error) {
	all, err := of(c, w.Plan.AppID.ValueString())
	if err != nil {
		return g, err
	}
	g, err = all.Replace(ctx, w.Plan.GroupID.ValueString(), okta.AppGroup{Priority: tf.Int64Pointer(w.Config.Priority), Profile: profile(w.Plan)})
	if err == nil && w.Config.Priority.IsNull() && !w.Plan.Priority.IsUnknown() {
		// Nobody asked for a priority, so another one than before is not a
		// contradiction: the next refresh shows it.
		g.Priority = w.Plan.Priority.ValueInt64Pointer()
	}
	return g, err
}

type model struct {
	AppID    types.String         `tfsdk:"app_id"`
	GroupID  types.String         `tfsdk:"group_id"`
	Priority types.Int64          `tfsdk:"priority"`
	Profile  jsontypes.Normalized `tfsdk:"profile"`
	Retain   types.Bool           `tfsdk:"retain_assignment"`
}

// profile is the whole of it: Okta replaces what is there.
func profile(m model) json.RawMessage {
	if m.Profile.IsNull() {
		return json.RawMessage(`{}`)
	}
	return json.RawMessage(m.Profile.ValueString())
}

func flatten(_ context.Context, m *model, g okta.AppGroup) diag.Diagnostics {
	m.GroupID = types.StringValue(g.ID)
	m.Priority = types.Int64PointerValue(g.Priority)
	m.Retain = types.BoolValue(m.Retain.ValueBool()) // an import does not know it
	switch s := string(g.Profile); {
	case s != "" && s != "null" && s != "{}":
		m.Profile = jsontypes.NewNormalizedValue(s)
	case m.Profile.ValueString() != "{}":
		m.Profile = jsontypes.NewNormalizedNull()
	}
	return nil
}
