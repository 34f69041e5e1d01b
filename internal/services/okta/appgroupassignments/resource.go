// Package appgroupassignments manages the groups of an app together.
package appgroupassignments

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/assign"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_app_group_assignments", Noun: "Okta App Group Assignments", Platform: crud.Okta,
	Identity: []string{"app_id"},
	Define:   define,
	Needs:    assign.Needs,
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Several groups that are assigned to one Okta app, as one object. By default it minds only its own groups, so that others can be assigned elsewhere; with `authoritative = true` it owns all assignments of the app and removes the rest. " +
			"Only what differs is written. For a single group, use `gatehouse_okta_app_group_assignment`.",
		Attributes: map[string]schema.Attribute{
			"app_id":        assign.AppID(),
			"authoritative": tf.Flag("Whether groups that are not listed here are taken from the app, and shown by a plan.", false),
			"group": schema.SetNestedAttribute{
				MarkdownDescription: "The groups. Their order means nothing.", Required: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id":       schema.StringAttribute{MarkdownDescription: "The identifier of the group.", Required: true},
					"priority": assign.GroupPriority(),
					"profile": schema.StringAttribute{
						MarkdownDescription: assign.GroupProfileText, Optional: true, CustomType: jsontypes.NormalizedType{},
					},
				}},
			},
		},
	}
}

// NewResource is gatehouse_okta_app_group_assignments.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, assigned]{
		Flatten: flatten, Validate: validate,
		Create: func(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(assigned)) (assigned, error) {
			now, err := read(ctx, c, w.Plan.AppID.ValueString())
			if err != nil {
				return now, err
			}
			saved(now)
			return change(ctx, c, now, w)
		},
		Read: func(ctx context.Context, c *crud.Clients, m model) (assigned, error) {
			return read(ctx, c, m.AppID.ValueString())
		},
		Update: func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (assigned, error) {
			now, err := read(ctx, c, w.Prior.AppID.ValueString())
			if err != nil {
				return now, err
			}
			return change(ctx, c, now, w)
		},
		// The state knows the groups: nothing has to be read to take them away.
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			all, err := assign.Groups(c, m.AppID.ValueString())
			if err != nil {
				return err
			}
			var failed []error
			for _, g := range groups(ctx, m.Groups) {
				if err := all.Delete(ctx, g.ID.ValueString()); err != nil && !rest.IsNotFound(err) {
					failed = append(failed, err)
				}
			}
			return errors.Join(failed...)
		},
		Moves: []crud.Move{{From: "okta_app_group_assignments", Identity: map[string]string{"app_id": "app_id"}, Also: moved}},
	})
}

func read(ctx context.Context, c *crud.Clients, appID string) (assigned, error) {
	a := assigned{appID: appID}
	all, err := assign.Groups(c, appID)
	if err != nil {
		return a, err
	}
	a.groups, err = crud.Gather(all.All(ctx, nil), crud.Itself)
	return a, err
}

// change writes what differs: groups that are missing or other than wanted,
// in the order of their priorities, so that none pushes another one away; and
// it removes those that were managed here and are not any more, or all others
// where it owns the app's assignments.
func change(ctx context.Context, c *crud.Clients, now assigned, w crud.Write[model]) (assigned, error) {
	all, err := assign.Groups(c, now.appID)
	if err != nil {
		return now, err
	}
	wanted := groups(ctx, w.Plan.Groups)
	slices.SortFunc(wanted, func(a, b group) int { return int(a.Priority.ValueInt64() - b.Priority.ValueInt64()) })
	managed := map[string]bool{}
	for _, g := range groups(ctx, w.Prior.Groups) {
		managed[g.ID.ValueString()] = true
	}
	var failed []error
	result := assigned{appID: now.appID}
	for _, g := range now.groups {
		switch {
		case slices.ContainsFunc(wanted, func(x group) bool { return x.ID.ValueString() == g.ID }):
		case managed[g.ID] || w.Plan.Authoritative.ValueBool():
			if err := all.Delete(ctx, g.ID); err != nil && !rest.IsNotFound(err) {
				failed = append(failed, err)
				result.groups, result.left = append(result.groups, g), append(result.left, g.ID)
			}
		default:
			result.groups = append(result.groups, g)
		}
	}
	for _, x := range wanted {
		i := slices.IndexFunc(now.groups, func(g okta.AppGroup) bool { return g.ID == x.ID.ValueString() })
		if i >= 0 && x.matches(ctx, now.groups[i]) {
			result.groups = append(result.groups, now.groups[i])
			continue
		}
		g, err := rest.Replace(ctx, all, x.ID.ValueString(), okta.AppGroup{Priority: tf.Int64Pointer(x.Priority), Profile: assign.GroupProfile(x.Profile)})
		if err != nil {
			failed = append(failed, fmt.Errorf("the group %q: %w", x.ID.ValueString(), err))
			if i >= 0 {
				result.groups = append(result.groups, now.groups[i])
			}
			continue
		}
		result.groups = append(result.groups, g)
	}
	if len(failed) > 0 {
		return result, &crud.Partly[assigned]{Done: result, Err: errors.Join(failed...)}
	}
	return result, nil
}

func validate(ctx context.Context, m model, diags *diag.Diagnostics) {
	seen := map[string]bool{}
	for _, g := range groups(ctx, m.Groups) {
		id := g.ID.ValueString()
		if id == "" {
			continue
		}
		if seen[id] {
			diags.AddAttributeError(path.Root("group"), "Repeated Group", fmt.Sprintf("The group %q is listed twice. Give it once, with the priority and profile that count.", id))
		}
		seen[id] = true
	}
}
