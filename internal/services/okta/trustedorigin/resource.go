// Package trustedorigin manages the trusted origins of an Okta org.
package trustedorigin

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_trusted_origin", Noun: "Okta Trusted Origin", Platform: crud.Okta,
	Identity: []string{"id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.trustedOrigins", "Organization Administrator"),
}

const embed = "IFRAME_EMBED"

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A site from which browsers may call Okta, to which Okta may send them back, or which may show Okta in a frame.",
		Attributes: map[string]schema.Attribute{
			"id": tf.ID("The origin's identifier."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The origin's name, unique in the org; at most 255 characters.", Required: true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1)), tf.UsuallyAtMost(255)},
			},
			"origin": schema.StringAttribute{
				MarkdownDescription: "The scheme, host and port of the site, without a path, as in `https://app.example.com`; unique in the org.", Required: true,
				Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1)), tf.UsuallyAtMost(255)},
			},
			"scopes": schema.SetAttribute{
				MarkdownDescription: "What the site may do: `CORS` (call Okta's API from a browser), `REDIRECT` (have browsers sent back to it) and `" + embed + "` (show Okta in a frame).", Required: true, ElementType: types.StringType,
				Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1)), setvalidator.ValueStringsAre(tf.Known("CORS", "REDIRECT", embed))},
			},
			"allowed_okta_apps": schema.SetAttribute{
				MarkdownDescription: "Which of Okta's own apps the scope `" + embed + "` is for, such as `OKTA_ENDUSER`. Default: Okta's.", Optional: true, ElementType: types.StringType,
				Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1))},
			},
			"active": tf.Flag("Whether the origin is trusted.", true),
		},
	}
}

type model struct {
	ID     types.String `tfsdk:"id"`
	Name   types.String `tfsdk:"name"`
	Origin types.String `tfsdk:"origin"`
	Scopes types.Set    `tfsdk:"scopes"`
	Apps   types.Set    `tfsdk:"allowed_okta_apps"`
	Active types.Bool   `tfsdk:"active"`
}

func expand(m model) okta.TrustedOrigin {
	o := okta.TrustedOrigin{Name: m.Name.ValueString(), Origin: m.Origin.ValueString(), Scopes: []okta.OriginScope{}}
	for _, s := range tf.Strings(m.Scopes) {
		scope := okta.OriginScope{Type: s}
		if s == embed {
			scope.AllowedOktaApps = tf.Strings(m.Apps)
		}
		o.Scopes = append(o.Scopes, scope)
	}
	return o
}

func flatten(_ context.Context, m *model, o okta.TrustedOrigin) diag.Diagnostics {
	m.ID = types.StringValue(o.ID)
	m.Name = types.StringValue(o.Name)
	m.Origin = types.StringValue(o.Origin)
	m.Active = types.BoolValue(o.Status == okta.Active)
	var scopes, apps []string
	for _, s := range o.Scopes {
		scopes = append(scopes, s.Type)
		apps = append(apps, s.AllowedOktaApps...)
	}
	m.Scopes = tf.SetOf(scopes)
	m.Apps = tf.Set(apps, m.Apps)
	return nil
}

// NewResource is gatehouse_okta_trusted_origin.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, okta.TrustedOrigin]{
		Of: func(c *crud.Clients, _ model) (*rest.Collection[okta.TrustedOrigin], error) {
			client, err := c.Okta()
			if err != nil {
				return nil, err
			}
			return client.TrustedOrigins(), nil
		},
		ID:      func(m model) string { return m.ID.ValueString() },
		Expand:  func(m model) any { return expand(m) },
		Same:    func(m model, o okta.TrustedOrigin) bool { return o.Origin == m.Origin.ValueString() },
		Flatten: flatten,
	}.Ops()
	create, replace := ops.Create, ops.Update
	ops.Create = func(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(okta.TrustedOrigin)) (okta.TrustedOrigin, error) {
		o, err := create(ctx, c, w, saved)
		if err != nil {
			return o, err
		}
		saved(o) // Okta makes every origin active
		return settle(ctx, c, w.Plan, o)
	}
	ops.Update = func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (okta.TrustedOrigin, error) {
		p, q := w.Plan, w.Prior
		if p.Name.Equal(q.Name) && p.Origin.Equal(q.Origin) && p.Scopes.Equal(q.Scopes) && p.Apps.Equal(q.Apps) {
			return settle(ctx, c, p, okta.TrustedOrigin{ID: q.ID.ValueString(), Status: "unknown"})
		}
		o, err := replace(ctx, c, w)
		if err != nil {
			return o, err
		}
		return settle(ctx, c, p, o)
	}
	ops.Validate = validate
	ops.Moves = []crud.Move{{From: "okta_trusted_origin", Identity: map[string]string{"id": "id"}}}
	return crud.New(object, ops)
}

// settle gives the origin the status that was asked for.
func settle(ctx context.Context, c *crud.Clients, m model, o okta.TrustedOrigin) (okta.TrustedOrigin, error) {
	status := okta.Inactive
	if m.Active.ValueBool() {
		status = okta.Active
	}
	if o.Status == status {
		return o, nil
	}
	client, err := c.Okta()
	if err != nil {
		return o, err
	}
	return client.SetOriginStatus(ctx, o.ID, status)
}

func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if origin := m.Origin.ValueString(); origin != "" {
		if u, err := url.Parse(origin); err != nil || u.Scheme == "" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
			diags.AddAttributeWarning(path.Root("origin"), "Doubtful Origin", fmt.Sprintf("%q is not an origin. Write the scheme, host and port only, as in https://app.example.com.", origin))
		}
	}
	if !m.Apps.IsNull() && tf.AllKnown(m.Scopes) && !slices.Contains(tf.Strings(m.Scopes), embed) {
		diags.AddAttributeError(path.Root("allowed_okta_apps"), "Invalid allowed_okta_apps", "Only the scope \""+embed+"\" has allowed apps. Add it to scopes, or remove this argument.")
	}
}
