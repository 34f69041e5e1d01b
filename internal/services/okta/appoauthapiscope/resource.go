// Package appoauthapiscope manages the scopes of the org authorization server
// that are granted to an Okta app.
package appoauthapiscope

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_app_oauth_api_scope", Noun: "Okta App API Scopes", Platform: crud.Okta,
	Identity: []string{"app_id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.appGrants", "Super Administrator"),
}

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The scopes of Okta's own API that an app may ask for, such as `okta.groups.read`. It owns all grants of the app: another one that somebody adds is a change that the next plan shows.",
		Attributes: map[string]schema.Attribute{
			"app_id": tf.Parent("The identifier of the app."),
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The issuer of the org authorization server. Default: the org's address. Changing it forces a new object.",
				Optional:            true, Computed: true,
				Validators:    []validator.String{tf.Doubt(tf.SecureURL())},
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplace()},
			},
			"scopes": schema.SetAttribute{
				MarkdownDescription: "The names of the scopes.", Required: true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.ValueStringsAre(tf.Doubt(tf.ScopeToken()))},
			},
		},
	}
}

type model struct {
	AppID  types.String `tfsdk:"app_id"`
	Issuer types.String `tfsdk:"issuer"`
	Scopes types.Set    `tfsdk:"scopes"`
}

// granted are all grants of an app.
type granted struct {
	appID  string
	issuer string
	grants []okta.Grant
}

func (g granted) scopes() []string {
	out := make([]string, len(g.grants))
	for i, one := range g.grants {
		out[i] = one.ScopeID
	}
	return out
}

func flatten(_ context.Context, m *model, g granted) diag.Diagnostics {
	m.AppID = types.StringValue(g.appID)
	if m.Issuer.IsNull() || m.Issuer.IsUnknown() {
		m.Issuer = types.StringValue(g.issuer)
	}
	// A trailing slash is not another issuer.
	if len(g.grants) > 0 && strings.TrimSuffix(g.grants[0].Issuer, "/") != strings.TrimSuffix(m.Issuer.ValueString(), "/") {
		m.Issuer = types.StringValue(g.grants[0].Issuer)
	}
	m.Scopes = tf.SetOf(g.scopes())
	return nil
}

// NewResource is gatehouse_okta_app_oauth_api_scope.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, granted]{
		Create: create, Flatten: flatten, Plan: plan,
		Read: func(ctx context.Context, c *crud.Clients, m model) (granted, error) {
			return read(ctx, c, m.AppID.ValueString())
		},
		Update: func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (granted, error) {
			now, err := read(ctx, c, w.Prior.AppID.ValueString())
			if err != nil {
				return now, err
			}
			return change(ctx, c, now, w.Plan)
		},
		Delete: func(ctx context.Context, c *crud.Clients, m model) error {
			now, err := read(ctx, c, m.AppID.ValueString())
			if err != nil {
				return err
			}
			m.Scopes = tf.SetOf(nil)
			_, err = change(ctx, c, now, m)
			return err
		},
		Moves: []crud.Move{{From: "okta_app_oauth_api_scope", Identity: map[string]string{"app_id": "app_id"}, Keep: map[string]string{"issuer": "issuer"}}},
	})
}

func read(ctx context.Context, c *crud.Clients, appID string) (granted, error) {
	client, err := c.Okta()
	if err != nil {
		return granted{}, err
	}
	g := granted{appID: appID, issuer: client.OrgURL()}
	g.grants, err = crud.Gather(client.AppGrants(appID).All(ctx, nil), crud.Itself)
	return g, rest.Within(err, func() error { _, gone := client.Apps().Get(ctx, appID); return gone })
}

// create refuses to take over an app that has other grants already: no plan
// would have shown that they go.
func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(granted)) (granted, error) {
	now, err := read(ctx, c, w.Plan.AppID.ValueString())
	if err != nil {
		return now, err
	}
	wanted := tf.Strings(w.Plan.Scopes)
	var others []string
	for _, s := range now.scopes() {
		if !slices.Contains(wanted, s) {
			others = append(others, s)
		}
	}
	if len(others) > 0 {
		return now, &crud.AttributeError{
			Path: path.Root("scopes"), Summary: "App Has Other Grants",
			Detail: fmt.Sprintf("The app %q has grants that are not in \"scopes\": %s. This resource owns all grants of an app. Add them here, revoke them, or import the resource (its id is the app's) to see them in a plan.", now.appID, strings.Join(others, ", ")),
		}
	}
	saved(now)
	return change(ctx, c, now, w.Plan)
}

// change grants what is missing and revokes what is too much, and nothing else.
func change(ctx context.Context, c *crud.Clients, now granted, m model) (granted, error) {
	client, err := c.Okta()
	if err != nil {
		return now, err
	}
	grants, wanted := client.AppGrants(now.appID), tf.Strings(m.Scopes)
	kept := granted{appID: now.appID, issuer: now.issuer}
	var failed []error
	for _, g := range now.grants {
		if slices.Contains(wanted, g.ScopeID) {
			kept.grants = append(kept.grants, g)
			continue
		}
		if err := grants.Delete(ctx, g.ID); err != nil && !rest.IsNotFound(err) {
			failed = append(failed, err)
			kept.grants = append(kept.grants, g)
		}
	}
	for _, scope := range wanted {
		if slices.Contains(kept.scopes(), scope) {
			continue
		}
		g, err := grants.Create(ctx, okta.Grant{Issuer: issuer(m, now), ScopeID: scope}, func(g okta.Grant) bool { return g.ScopeID == scope })
		if err != nil {
			failed = append(failed, fmt.Errorf("the scope %q: %w", scope, err))
			continue
		}
		kept.grants = append(kept.grants, g)
	}
	if len(failed) > 0 {
		return kept, &crud.Partly[granted]{Done: kept, Err: errors.Join(failed...)}
	}
	return kept, nil
}

func issuer(m model, now granted) string {
	if v := m.Issuer.ValueString(); v != "" {
		return v
	}
	return now.issuer
}

// plan knows the default issuer: the org's address.
func plan(ctx context.Context, c *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy || !p.Config.Issuer.IsNull() {
		return
	}
	client, err := c.Okta()
	if err != nil {
		return // not known yet
	}
	p.Set(ctx, path.Root("issuer"), types.StringValue(client.OrgURL()))
}
