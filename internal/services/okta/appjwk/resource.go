// Package appjwk manages single public keys of an Okta app.
package appjwk

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
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
	Name: "okta_app_jwk", Noun: "Okta App Key", Platform: crud.Okta,
	Identity: []string{"app_id", "id"},
	Define:   define,
	Needs:    crud.OktaNeeds("okta.apps", "Application Administrator"),
}

// fixed is an argument of which a key consists: another value is another key.
func fixed(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Changing it forces a new object.", Optional: true, Validators: validators,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
	}
}

func define() schema.Schema {
	kty := fixed("The kind of key: `RSA` or `EC`.")
	kty.Optional, kty.Required = false, true
	return schema.Schema{
		MarkdownDescription: "A public key of an Okta app, as an object of its own, so that two overlap while a key is rotated. " +
			"Do not list the app's keys in the argument `jwks` of `gatehouse_okta_app_oauth` as well, or let it ignore changes of that argument: there, the list is all keys.",
		Attributes: map[string]schema.Attribute{
			"id":     tf.ID("The key's identifier in Okta."),
			"app_id": tf.Parent("The identifier of the app."),
			"kid":    fixed("The key's identifier, which the client names in its assertions; unique among the app's keys. Needed as soon as the app has another key. Default: none.", stringvalidator.LengthAtLeast(1)),
			"kty":    kty,
			"use":    fixed("What the key is for: `sig` (the client's signatures) or `enc` (ID tokens encrypted for the client; one active key at most, and Okta does not let it be deactivated). Default: none, which means `sig`.", tf.Known("sig", "enc")),
			"alg":    fixed("The algorithm that the key is for, such as `RS256`. Default: none.", stringvalidator.LengthAtLeast(1)),
			"n":      fixed("The modulus of an RSA key, in base64url; at least 2,048 bits."),
			"e":      fixed("The exponent of an RSA key, in base64url; `AQAB` almost always."),
			"x":      fixed("The x coordinate of an EC key, in base64url."),
			"y":      fixed("The y coordinate of an EC key, in base64url."),
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE` or `INACTIVE`. Default: `ACTIVE`.", Optional: true, Computed: true,
				Default: stringdefault.StaticString(okta.Active), Validators: []validator.String{tf.Known(okta.Active, okta.Inactive)},
			},
			"created": tf.ID("When the key was added."),
		},
	}
}

type model struct {
	ID      types.String `tfsdk:"id"`
	AppID   types.String `tfsdk:"app_id"`
	KID     types.String `tfsdk:"kid"`
	KTY     types.String `tfsdk:"kty"`
	Use     types.String `tfsdk:"use"`
	Alg     types.String `tfsdk:"alg"`
	N       types.String `tfsdk:"n"`
	E       types.String `tfsdk:"e"`
	X       types.String `tfsdk:"x"`
	Y       types.String `tfsdk:"y"`
	Status  types.String `tfsdk:"status"`
	Created types.String `tfsdk:"created"`
}

func expand(m model) okta.JWK {
	return okta.JWK{
		KID: tf.Pointer(m.KID), KTY: m.KTY.ValueString(), Use: tf.Pointer(m.Use), Alg: tf.Pointer(m.Alg),
		N: tf.Pointer(m.N), E: tf.Pointer(m.E), X: tf.Pointer(m.X), Y: tf.Pointer(m.Y), Status: m.Status.ValueString(),
	}
}

func flatten(_ context.Context, m *model, k okta.JWK) diag.Diagnostics {
	m.ID = types.StringValue(k.ID)
	m.KID = tf.StringPointer(k.KID)
	m.KTY = types.StringValue(k.KTY)
	m.Use = tf.StringPointer(k.Use)
	m.Alg = tf.StringPointer(k.Alg)
	m.N, m.E, m.X, m.Y = tf.StringPointer(k.N), tf.StringPointer(k.E), tf.StringPointer(k.X), tf.StringPointer(k.Y)
	m.Status = types.StringValue(k.Status)
	m.Created = tf.String(k.Created)
	return nil
}

// NewResource is gatehouse_okta_app_jwk.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, okta.JWK]{
		Of: func(c *crud.Clients, m model) (*rest.Collection[okta.JWK], error) {
			return of(c, m.AppID.ValueString())
		},
		ID:      func(m model) string { return m.ID.ValueString() },
		Expand:  func(m model) any { return expand(m) },
		Same:    func(m model, k okta.JWK) bool { return k.KID != nil && *k.KID == m.KID.ValueString() },
		Flatten: flatten,
	}.Ops()
	ops.Validate = validate
	ops.Update = func(ctx context.Context, c *crud.Clients, w crud.Write[model]) (k okta.JWK, err error) {
		client, err := c.Okta()
		if err != nil {
			return k, err
		}
		return client.SetKeyStatus(ctx, w.Prior.AppID.ValueString(), w.Prior.ID.ValueString(), w.Plan.Status.ValueString())
	}
	// Okta deletes no active key.
	ops.Delete = func(ctx context.Context, c *crud.Clients, m model) error {
		client, err := c.Okta()
		if err != nil {
			return err
		}
		app, id := m.AppID.ValueString(), m.ID.ValueString()
		if m.Status.ValueString() != okta.Inactive {
			if _, err := client.SetKeyStatus(ctx, app, id, okta.Inactive); err != nil {
				return explain(err, m)
			}
		}
		return client.AppJWKs(app).Delete(ctx, id)
	}
	return crud.New(object, ops)
}

func of(c *crud.Clients, appID string) (*rest.Collection[okta.JWK], error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.AppJWKs(appID), nil
}

// explain says what Okta's two refusals to deactivate a key leave to do. The
// first is no reason to fail: whoever destroys an app with its keys destroys
// the keys first, and the last one goes with the app.
func explain(err error, m model) error {
	e := rest.As(err)
	if e == nil {
		return err
	}
	switch {
	case e.Says("only active JSON Web Key"):
		return &crud.Left{Summary: "The Key Is Still There", Detail: fmt.Sprintf(
			"A client with private_key_jwt always has one active key, so that Okta keeps %q (%s) until the app %s goes. Terraform forgets it. If the app stays, add another key first, import this one again and destroy it.",
			m.KID.ValueString(), m.ID.ValueString(), m.AppID.ValueString())}
	case e.Says("active encryption key"):
		e.Next = "Okta replaces the active encryption key when another one becomes active. Add another key with the use \"enc\" first, or let Terraform forget this one with a removed block."
	}
	return err
}

func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	for _, v := range []types.String{m.KTY, m.Use, m.N, m.E, m.X, m.Y} {
		if v.IsUnknown() {
			return
		}
	}
	if member, problem := expand(m).Check(); problem != "" {
		diags.AddAttributeError(path.Root(member), "Invalid Key", fmt.Sprintf("The key is not complete or not valid: %s.", problem))
	}
}
