// Package appaccesspolicyassignment puts an Okta app under an authentication
// policy.
package appaccesspolicyassignment

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_app_access_policy_assignment", Noun: "Okta App Access Policy Assignment", Platform: crud.Okta,
	Identity: []string{"app_id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.apps", "Application Administrator"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Puts an Okta app under an authentication policy. Do not use it together with `authentication_policy` of `gatehouse_okta_app_oauth` for the same app. " +
			"Every app is always under some policy, so destroying this resource leaves the policy as it is.",
		Attributes: map[string]schema.Attribute{
			"app_id": tf.Parent("The identifier of the app."),
			"policy_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of the authentication policy, of type `ACCESS_POLICY`.", Required: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
		},
	}
}

type model struct {
	AppID    types.String `tfsdk:"app_id"`
	PolicyID types.String `tfsdk:"policy_id"`
}

func flatten(_ context.Context, m *model, a okta.App) diag.Diagnostics {
	m.AppID = types.StringValue(a.ID)
	m.PolicyID = tf.String(a.AccessPolicyID())
	return nil
}

// NewResource is gatehouse_okta_app_access_policy_assignment.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.App]{
		Create: func(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(okta.App)) (okta.App, error) {
			return assign(ctx, c, w)
		},
		Read: func(ctx context.Context, c *crud.Clients, m model) (a okta.App, err error) {
			client, err := c.Okta()
			if err != nil {
				return a, err
			}
			return client.Apps().Get(ctx, m.AppID.ValueString())
		},
		Update:  assign,
		Delete:  func(context.Context, *crud.Clients, model) error { return nil },
		Flatten: flatten,
		Moves:   []crud.Move{{From: "okta_app_access_policy_assignment", Identity: map[string]string{"app_id": "app_id"}}},
	})
}

// assign needs no read: Okta answers nothing, and what was sent is what is there.
func assign(ctx context.Context, c *crud.Clients, w crud.Write[model]) (a okta.App, err error) {
	client, err := c.Okta()
	if err != nil {
		return a, err
	}
	a.ID, a.Links = w.Plan.AppID.ValueString(), &okta.AppLinks{}
	a.Links.AccessPolicy.Href = w.Plan.PolicyID.ValueString()
	return a, client.AssignAccessPolicy(ctx, a.ID, w.Plan.PolicyID.ValueString())
}

type filter struct {
	Query types.String `tfsdk:"q"`
}

// NewListResource lists the apps with their policies.
func NewListResource() list.ListResource {
	return &crud.List[model, okta.App, filter]{
		Object: object, Flatten: flatten,
		Filters: listschema.Schema{
			MarkdownDescription: "The authentication policy of each app of the Okta org that has one.",
			Attributes: map[string]listschema.Attribute{
				"q": listschema.StringAttribute{MarkdownDescription: "Only apps whose label or name begins with this text. Default: all.", Optional: true},
			},
		},
		All: func(ctx context.Context, c *crud.Clients, f filter) iter.Seq2[okta.App, error] {
			client, err := c.Okta()
			if err != nil {
				return crud.Failed[okta.App](err)
			}
			return crud.Only(client.Apps().All(ctx, crud.Query("q", f.Query)), func(a okta.App) bool { return a.AccessPolicyID() != "" })
		},
		Seed:  func(*crud.Clients, filter, okta.App) model { return model{} },
		Title: func(a okta.App) string { return a.Label },
	}
}
