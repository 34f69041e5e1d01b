// Package appsecret manages the secrets of an Okta app as objects of their
// own, and hands them out without keeping them.
package appsecret

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_app_secret", Noun: "Okta App Secret", Platform: crud.Okta,
	Identity: []string{"app_id", "id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.apps", "Application Administrator"),
}

func define() schema.Schema {
	const length = "It has 14 to 100 printable ASCII characters."
	return schema.Schema{
		MarkdownDescription: "A secret of an Okta app, as an object of its own, so that two overlap while a secret is rotated: add the new one, move the clients over, set the old one to `INACTIVE`, remove it. " +
			"An app has two secrets at most, and the one that Okta made with the app is one of them. At least one must be active.\n\n" +
			"The secret is not kept in the state unless `store_client_secret` is true; the ephemeral resource of the same name hands it out.",
		Attributes: map[string]schema.Attribute{
			"id":     tf.ID("The secret's identifier."),
			"app_id": tf.Parent("The identifier of the app."),
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE` or `INACTIVE`. Default: `ACTIVE`.", Optional: true, Computed: true,
				Default: stringdefault.StaticString(okta.Active), Validators: []validator.String{tf.Known(okta.Active, okta.Inactive)},
			},
			"client_secret": schema.StringAttribute{
				MarkdownDescription: "A secret of your own instead of one that Okta makes, for command lines without write-only arguments: it is kept in the state. " + length + " Prefer `client_secret_wo`. " +
					"Left out, it is the secret that Okta made where `store_client_secret` is true, else null. Changing it forces a new object.",
				Optional: true, Computed: true, Sensitive: true,
				Validators:    []validator.String{stringvalidator.UTF8LengthBetween(14, 100), stringvalidator.ConflictsWith(path.MatchRoot("client_secret_wo"))},
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIfConfigured()},
			},
			"client_secret_wo": schema.StringAttribute{
				MarkdownDescription: "A secret of your own instead of one that Okta makes; never kept in the state. " + length,
				Optional:            true, Sensitive: true, WriteOnly: true,
				Validators: []validator.String{stringvalidator.UTF8LengthBetween(14, 100), stringvalidator.AlsoRequires(path.MatchRoot("client_secret_wo_version"))},
			},
			"client_secret_wo_version": schema.Int64Attribute{
				MarkdownDescription: "A number that you change together with `client_secret_wo`. Changing it forces a new object.", Optional: true,
				Validators:    []validator.Int64{int64validator.AlsoRequires(path.MatchRoot("client_secret_wo"))},
				PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()},
			},
			"store_client_secret": schema.BoolAttribute{
				MarkdownDescription: "Whether to keep the secret in the state, as `client_secret`, for tools that know no ephemeral resources. Default: `false`.", Optional: true,
			},
			"keepers": schema.MapAttribute{
				MarkdownDescription: "Any values, such as a month; another value makes another secret. Use it with `create_before_destroy` where the app's first secret was removed. Default: none. Changing it forces a new object.",
				Optional:            true, ElementType: types.StringType,
				PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplace()},
			},
			"secret_hash": tf.ID("A hash of the secret, by which two can be told apart."),
			"created":     tf.ID("When the secret was made."),
		},
	}
}

type model struct {
	ID        types.String `tfsdk:"id"`
	AppID     types.String `tfsdk:"app_id"`
	Status    types.String `tfsdk:"status"`
	Secret    types.String `tfsdk:"client_secret"`
	SecretWO  types.String `tfsdk:"client_secret_wo"`
	WOVersion types.Int64  `tfsdk:"client_secret_wo_version"`
	Store     types.Bool   `tfsdk:"store_client_secret"`
	Keepers   types.Map    `tfsdk:"keepers"`
	Hash      types.String `tfsdk:"secret_hash"`
	Created   types.String `tfsdk:"created"`
}

func flatten(_ context.Context, m *model, s okta.ClientSecret) diag.Diagnostics {
	m.ID = types.StringValue(s.ID)
	m.Status = types.StringValue(s.Status)
	m.Hash = tf.String(s.Hash)
	m.Created = tf.String(s.Created)
	m.SecretWO = types.StringNull()
	if m.Keepers.IsNull() {
		m.Keepers = types.MapNull(types.StringType)
	}
	switch {
	case m.Store.ValueBool():
		m.Secret = types.StringValue(s.Secret)
	case m.Secret.IsUnknown():
		m.Secret = types.StringNull()
	case !m.Secret.IsNull():
		m.Secret = types.StringValue(s.Secret) // it was given, and the state has it anyway
	}
	return nil
}

// NewResource is gatehouse_okta_app_secret.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, okta.ClientSecret]{
		Create: create, Update: update, Delete: remove, Flatten: flatten, Plan: plan, Namesakes: recent,
		Read: func(ctx context.Context, c *crud.Clients, m model) (s okta.ClientSecret, err error) {
			client, err := c.Okta()
			if err != nil {
				return s, err
			}
			s, err = client.AppSecrets(m.AppID.ValueString()).Get(ctx, m.ID.ValueString())
			client.Secrets().Add(s.Secret)
			return s, err
		},
	})
}

// recent are the secrets of the app that were made within a day, without the
// oldest, which came with the app. Secrets have no names: one that is older than a
// day is a person's.
func recent(ctx context.Context, c *crud.Clients, p crud.Sought) (out []rest.Twin, err error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	const name = "secret"
	all, err := rest.Named(client.AppSecrets(p.Text("app_id")), func(any) string { return name }).Namesakes(ctx, name, nil)
	oldest := ""
	for _, s := range all {
		if oldest == "" || s.Created < oldest {
			oldest = s.Created
		}
	}
	for _, s := range all {
		if made, err := time.Parse(time.RFC3339, s.Created); err == nil && s.Created != oldest && client.Now().Sub(made) < 24*time.Hour {
			out = append(out, s)
		}
	}
	return out, err
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], _ func(okta.ClientSecret)) (s okta.ClientSecret, err error) {
	client, err := c.Okta()
	if err != nil {
		return s, err
	}
	own := w.Config.SecretWO.ValueString()
	if own == "" {
		own = w.Config.Secret.ValueString()
	}
	client.Secrets().Add(own)
	s, err = client.AppSecrets(w.Plan.AppID.ValueString()).Create(ctx, okta.ClientSecret{Secret: own, Status: w.Plan.Status.ValueString()}, func(other okta.ClientSecret) bool {
		// Secrets have no names: the one that was made just now is it.
		return own == "" || other.Secret == own
	})
	client.Secrets().Add(s.Secret)
	e := rest.As(err)
	if e != nil && !e.Ambiguous && e.Twin != nil {
		e.Twin, e.Next = nil, "Secrets have no names that could be taken. Look at the app's secrets in the console, and apply again."
	}
	if e != nil && e.Says("maximum number of client secrets") {
		e.Next = "An app has two secrets at most, and the one that Okta made with it counts. Deactivate and delete one first: another gatehouse_okta_app_secret of this app, or one in the console."
	}
	return s, err
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (s okta.ClientSecret, err error) {
	client, err := c.Okta()
	if err != nil {
		return s, err
	}
	app, id := w.Prior.AppID.ValueString(), w.Prior.ID.ValueString()
	if w.Plan.Status.Equal(w.Prior.Status) {
		s, err = client.AppSecrets(app).Get(ctx, id)
	} else {
		s, err = client.SetSecretStatus(ctx, app, id, w.Plan.Status.ValueString())
	}
	client.Secrets().Add(s.Secret)
	return s, lastOne(err)
}

// remove deactivates first: Okta deletes no active secret.
func remove(ctx context.Context, c *crud.Clients, m model) error {
	client, err := c.Okta()
	if err != nil {
		return err
	}
	app, id := m.AppID.ValueString(), m.ID.ValueString()
	if m.Status.ValueString() != okta.Inactive {
		if _, err := client.SetSecretStatus(ctx, app, id, okta.Inactive); err != nil {
			return lastOne(err)
		}
	}
	return client.AppSecrets(app).Delete(ctx, id)
}

// lastOne explains why the only active secret cannot be taken away.
func lastOne(err error) error {
	if e := rest.As(err); e != nil && e.Says("only active client secret") {
		e.Next = "An app always has one active secret. Activate or add another one first. If the app itself is to go, let Terraform forget this secret with a removed block (or terraform state rm): it goes with the app."
	}
	return err
}

// plan: a secret is computed only where it is to be kept.
func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy || !p.Config.Secret.IsNull() {
		return
	}
	at := path.Root("client_secret")
	switch {
	case !p.Planned.Store.IsUnknown() && !p.Planned.Store.ValueBool():
		p.Set(ctx, at, types.StringNull())
	case !p.Create && !p.Prior.Secret.IsNull():
		p.Set(ctx, at, p.Prior.Secret)
	default:
		p.Set(ctx, at, types.StringUnknown())
	}
}
