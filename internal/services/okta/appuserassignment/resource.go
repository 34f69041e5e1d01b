// Package appuserassignment manages the assignment of one user to one app.
package appuserassignment

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/assign"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var kind = assign.Kind[model, okta.AppUser, *model]{
	Object: crud.Object{
		Name: "okta_app_user_assignment", Noun: "Okta App User Assignment", Platform: crud.Okta,
		Identity: []string{"app_id", "user_id"},
		Define:   define,
		Needs:    assign.Needs,
	},
	Of: func(c *crud.Clients, appID string) (all *rest.Collection[okta.AppUser], err error) {
		client, err := c.Okta()
		if err != nil {
			return all, err
		}
		return client.AppUsers(appID), nil
	},
	Member:  func(m model) string { return m.UserID.ValueString() },
	Expand:  func(m model) any { return expand(m) },
	Same:    func(m model, u okta.AppUser) bool { return u.ID == m.UserID.ValueString() && u.Own() },
	Flatten: flatten,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Assigns one user to one Okta app, beside whoever else is assigned to it: for the first person who tries a client out, before a group gets it by `gatehouse_okta_app_group_assignment`. " +
			"A user whom a group brought gets an assignment of their own. Okta refuses to take one away while a group of the user has the app: see `retain_assignment`, and turn the assignment into the group's in the Admin Console (*Convert assignments*). An assignment that was turned into the group's is planned anew.",
		Attributes: assign.Attributes(
			"user",
			"Members of the app's profile of the user, a JSON object, as of `jsonencode`. Only those that are named here are managed: Okta fills others by the app's mappings. One that is not named any more is removed. An import knows of none, so that the next apply writes them. Default: none.",
			map[string]schema.Attribute{
				"user_id": tf.Parent("The identifier of the user, as of the data source `gatehouse_okta_user`."),
				"username": schema.StringAttribute{
					MarkdownDescription: "The user's name in the app, 1 to 100 characters. Default: what the app's user name template made when the user was assigned. Okta makes a name only then: one that is taken out of the configuration stays as it is, until the assignment is replaced or another name is given.",
					Optional:            true, Computed: true,
					Validators:    []validator.String{stringvalidator.UTF8LengthBetween(1, 100)},
					PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
				},
			},
		),
	}
}

// NewResource is gatehouse_okta_app_user_assignment.
func NewResource() resource.Resource {
	ops := kind.Ops(crud.Move{
		From: "okta_app_user", Identity: map[string]string{"app_id": "app_id", "user_id": "user_id"},
		Keep: map[string]string{"retain_assignment": "retain_assignment"},
	})
	ops.Create, ops.Read, ops.Update = create(ops.Create), read(ops.Read), update
	return crud.New(kind.Object, ops)
}

type (
	creating = func(context.Context, *crud.Clients, crud.Write[model], func(okta.AppUser)) (okta.AppUser, error)
	reading  = func(context.Context, *crud.Clients, model) (okta.AppUser, error)
)

// create refuses an answer that leaves the user with the group's assignment:
// as an object of its own it would be gone at the next refresh, forever anew.
func create(post creating) creating {
	return func(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(okta.AppUser)) (okta.AppUser, error) {
		u, err := post(ctx, c, w, saved)
		if err == nil && !u.Own() {
			return okta.AppUser{}, fmt.Errorf("the user %q has the app %q by a group still, and no assignment of their own, although Okta took the request for one. Give the user what they need by the group's assignment, gatehouse_okta_app_group_assignment", u.ID, w.Plan.AppID.ValueString())
		}
		return u, err
	}
}

// read takes an assignment that is a group's for one that is gone: somebody
// turned it into the group's, and a plan shows that it is to be made again. An
// import is refused, not turned into an assignment of the user's own, because
// an import changes nothing on the platform.
func read(get reading) reading {
	return func(ctx context.Context, c *crud.Clients, m model) (okta.AppUser, error) {
		u, err := get(ctx, c, m)
		switch {
		case err != nil || u.Own():
			return u, err
		case m.Imported():
			return u, fmt.Errorf("the user %q has the app %q by a group, and no assignment of their own that could be imported. "+
				"Leave the import out: an apply of the resource makes an assignment of the user's own. Or manage the group's, by gatehouse_okta_app_group_assignment", u.ID, m.AppID.ValueString())
		}
		return u, &rest.Error{Status: http.StatusNotFound, Summary: "The user has the app by a group only"}
	}
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
