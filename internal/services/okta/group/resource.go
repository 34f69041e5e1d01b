// Package group manages the groups of an Okta org.
package group

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_group", Noun: "Okta Group", Platform: crud.Okta,
	Identity: []string{"id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.groups", "Group Administrator"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A group of users in Okta. Assign it to apps with `gatehouse_okta_app_group_assignment`.",
		Attributes: map[string]schema.Attribute{
			"id": tf.ID("The group's identifier."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The group's name, unique in the org; at most 255 characters.",
				Required:            true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1)), tf.UsuallyAtMost(255)},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the group is for; at most 1,024 characters. Default: none.",
				Optional:            true, Validators: []validator.String{tf.UsuallyAtMost(1024)},
			},
			"custom_profile_attributes": schema.StringAttribute{
				MarkdownDescription: "The attributes that your org added to the profile of its groups, a JSON object, as of `jsonencode`. Given, these are all of them; left out, they stay as they are; removed from the configuration, they are cleared.",
				Optional:            true, CustomType: jsontypes.NormalizedType{},
			},
			"type": tf.ID("The kind of group: `OKTA_GROUP`, or `APP_GROUP` and `BUILT_IN`, which Okta or an app made."),
		},
	}
}

// NewResource is gatehouse_okta_group.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, okta.Group]{
		Of:      func(c *crud.Clients, _ model) (*rest.Collection[okta.Group], error) { return of(c) },
		ID:      func(m model) string { return m.ID.ValueString() },
		Expand:  func(m model) any { return okta.Group{Profile: expand(m, nil)} },
		Same:    func(m model, g okta.Group) bool { return g.Name() == m.Name.ValueString() },
		Flatten: flatten,
	}.Ops()
	ops.Update = update
	ops.Validate = validate
	ops.Moves = []crud.Move{{From: "okta_group", Identity: map[string]string{"id": "id"}}}
	return crud.New(object, ops)
}

func of(c *crud.Clients) (*rest.Collection[okta.Group], error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.Groups(), nil
}

// update keeps the attributes of the profile that are not managed here: Okta
// replaces the whole profile.
func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (g okta.Group, err error) {
	groups, err := of(c)
	if err != nil {
		return g, err
	}
	managed := !w.Plan.Custom.IsNull() || !w.Prior.Custom.IsNull()
	if managed {
		return rest.Replace(ctx, groups, w.Prior.ID.ValueString(), okta.Group{Profile: expand(w.Plan, nil)})
	}
	return rest.Change(ctx, groups, w.Prior.ID.ValueString(), func(current json.RawMessage) (any, error) {
		var now okta.Group
		if err := json.Unmarshal(current, &now); err != nil {
			return nil, err
		}
		return okta.Group{Profile: expand(w.Plan, now.Custom())}, nil
	})
}

func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if m.Custom.IsNull() || m.Custom.IsUnknown() {
		return
	}
	members := map[string]json.RawMessage{}
	at := path.Root("custom_profile_attributes")
	if err := json.Unmarshal([]byte(m.Custom.ValueString()), &members); err != nil {
		diags.AddAttributeError(at, "Invalid Profile", "The custom attributes are not a JSON object. Write them as jsonencode({ costCenter = \"42\" }).")
		return
	}
	for _, name := range []string{"name", "description"} {
		if _, ok := members[name]; ok {
			diags.AddAttributeError(at, "Invalid Profile", "\""+name+"\" is an argument of its own: remove it from custom_profile_attributes.")
		}
	}
}
