// Package appuserassignment manages the assignment of one user to one app.
package appuserassignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_app_user_assignment", Noun: "Okta App User Assignment", Platform: crud.Okta,
	Identity: []string{"app_id", "user_id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.apps", "Application Administrator"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Assigns one user to one Okta app, beside whoever else is assigned to it: for the first person who tries a client out, before a group gets it by `gatehouse_okta_app_group_assignment`. A user whom a group brought gets an assignment of their own, and falls back to the group's when this one is destroyed.",
		Attributes: map[string]schema.Attribute{
			"app_id":  tf.Parent("The identifier of the app. An OAuth 2.0 client that was registered dynamically, by Anypoint for example, is an app with its client id as identifier."),
			"user_id": tf.Parent("The identifier of the user, as of the data source `gatehouse_okta_user`."),
			"username": schema.StringAttribute{
				MarkdownDescription: "The user's name in the app. Default: what the app's user name template makes.",
				Optional:            true, Computed: true,
				Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"profile": schema.StringAttribute{
				MarkdownDescription: "The app's profile of the user, a JSON object, as of `jsonencode`. Default: empty.",
				Optional:            true, CustomType: jsontypes.NormalizedType{},
			},
			"retain_assignment": schema.BoolAttribute{
				MarkdownDescription: "Whether the user stays assigned when this resource is destroyed. Default: `false`.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
		},
	}
}

// NewResource is gatehouse_okta_app_user_assignment.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, okta.AppUser]{
		Of:      func(c *crud.Clients, m model) (assignments, error) { return of(c, m.AppID.ValueString()) },
		ID:      func(m model) string { return m.UserID.ValueString() },
		Expand:  func(m model) any { return expand(m) },
		Same:    func(m model, u okta.AppUser) bool { return u.ID == m.UserID.ValueString() },
		Flatten: flatten,
	}.Ops()
	ops.Update = update
	remove := ops.Delete
	ops.Delete = func(ctx context.Context, c *crud.Clients, m model) error {
		if m.Retain.ValueBool() {
			return nil
		}
		return remove(ctx, c, m)
	}
	ops.Moves = []crud.Move{{
		From: "okta_app_user", Identity: map[string]string{"app_id": "app_id", "user_id": "user_id"},
		Keep: map[string]string{"retain_assignment": "retain_assignment"},
	}}
	return crud.New(object, ops)
}

type assignments = rest.Collection[okta.AppUser]

func of(c *crud.Clients, appID string) (assignments, error) {
	client, err := c.Okta()
	if err != nil {
		return assignments{}, err
	}
	return client.AppUsers(appID), nil
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (u okta.AppUser, err error) {
	client, err := c.Okta()
	if err != nil {
		return u, err
	}
	app, user := w.Prior.AppID.ValueString(), w.Prior.UserID.ValueString()
	changes, err := changed(w.Prior, w.Plan)
	if err != nil {
		return u, err
	}
	if err := client.ChangeAppUser(ctx, app, user, changes...); err != nil {
		return u, err
	}
	return client.AppUsers(app).Get(ctx, user)
}
