// Package authserverclaim manages the claims of an Okta authorization server's
// tokens, those that Okta made included.
package authserverclaim

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "okta_auth_server_claim", Noun: "Okta Authorization Server Claim", Platform: crud.Okta,
	Needs:    crud.OktaNeeds("okta.authorizationServers", "API Access Management Administrator"),
	Identity: []string{"auth_server_id", "id"},
	Define:   define,
}

// The types of a claim's value.
const (
	expression = "EXPRESSION"
	groups     = "GROUPS"
	system     = "SYSTEM"
)

func define() schema.Schema {
	nonEmpty := tf.Doubt(stringvalidator.LengthAtLeast(1))
	return schema.Schema{
		MarkdownDescription: "A claim of an Okta authorization server's tokens: what they say of the user or the client, such as the user's groups. A claim that Okta made, such as `sub` or `email`, is taken over with `adopt`.",
		Attributes: map[string]schema.Attribute{
			"id":             tf.ID("The claim's identifier."),
			"auth_server_id": tf.Parent("The identifier of the authorization server."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The claim's name in the token. With `adopt`, the exact name of the one to take over.",
				Required:            true,
				Validators:          []validator.String{nonEmpty},
			},
			"claim_type": schema.StringAttribute{
				MarkdownDescription: "In which token the claim is: `RESOURCE` (access token) or `IDENTITY` (id token).",
				Required:            true,
				Validators:          []validator.String{tf.Known("RESOURCE", "IDENTITY")},
			},
			"value_type": schema.StringAttribute{
				MarkdownDescription: "What `value` is: `EXPRESSION` (of Okta's expression language), `GROUPS` (a filter for the user's groups; needs `group_filter_type`) or `SYSTEM` (Okta's own; adopted claims only). Default: `EXPRESSION`; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.Known(expression, groups, system)},
			},
			"value": schema.StringAttribute{
				MarkdownDescription: "The claim's value: an expression such as `user.department`, or the text that groups are compared with; claims of type `SYSTEM` have none. Required, except for these and for adopted ones.",
				Optional:            true, Computed: true,
				Validators: []validator.String{nonEmpty},
			},
			"group_filter_type": schema.StringAttribute{
				MarkdownDescription: "How groups are compared with `value`: `CONTAINS`, `EQUALS`, `REGEX` or `STARTS_WITH`. Required with `GROUPS`, and only there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.Known("CONTAINS", "EQUALS", "REGEX", "STARTS_WITH")},
			},
			"scopes": schema.SetAttribute{
				MarkdownDescription: "The names of the scopes with which the token has the claim; with none of them, every token has it. Default: none; with `adopt`, what is there.",
				Optional:            true, Computed: true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.ValueStringsAre(tf.Doubt(tf.ScopeToken()))},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE` or `INACTIVE`. Default: `ACTIVE`; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.OneOf(okta.Active, okta.Inactive)},
			},
			"always_include_in_token": schema.BoolAttribute{
				MarkdownDescription: "Whether an id token always has the claim; otherwise clients ask for it at the userinfo endpoint. Access tokens always have theirs. Default: `true`; with `adopt`, what is there.",
				Optional:            true, Computed: true,
			},
			"system": schema.BoolAttribute{
				MarkdownDescription: "Whether Okta made the claim itself.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
			"adopt": schema.BoolAttribute{
				MarkdownDescription: "Whether to take over the existing claim of that name and type instead of creating one. Arguments that are not set stay as they are, and destroying the resource leaves the claim as it is: Okta does not delete its own. Default: `false`; after an import of a claim that Okta made, `true`.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// NewResource is gatehouse_okta_auth_server_claim.
func NewResource() resource.Resource {
	ops := crud.InCollection[model, okta.AuthServerClaim]{
		Of:     func(c *crud.Clients, m model) (collection, error) { return of(c, m.AuthServerID.ValueString()) },
		ID:     func(m model) string { return m.ID.ValueString() },
		Expand: func(m model) any { return expand(m) },
		Same: func(m model, a okta.AuthServerClaim) bool {
			return a.Name == m.Name.ValueString() && a.ClaimType == m.ClaimType.ValueString()
		},
		Flatten: flatten,
	}.Ops()
	create, remove := ops.Create, ops.Delete
	ops.Create = func(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(okta.AuthServerClaim)) (okta.AuthServerClaim, error) {
		if w.Plan.Adopt.ValueBool() {
			return adopt(ctx, c, w.Plan)
		}
		return create(ctx, c, w, saved)
	}
	ops.Delete = func(ctx context.Context, c *crud.Clients, m model) error {
		if m.Adopt.ValueBool() {
			return nil
		}
		return remove(ctx, c, m)
	}
	ops.Validate, ops.Plan = validate, plan
	ops.Namesakes = crud.ByName("name", "", func(c *crud.Clients, p crud.Sought) (rest.List, error) {
		all, err := of(c, p.Text("auth_server_id"))
		if err != nil {
			return rest.List{}, err
		}
		return rest.NamedBy(all, "name"), nil
	})
	ops.Moves = []crud.Move{
		{From: "okta_auth_server_claim", Identity: map[string]string{"auth_server_id": "auth_server_id", "id": "id"}},
		{From: "okta_auth_server_claim_default", Identity: map[string]string{"auth_server_id": "auth_server_id", "id": "id"}},
	}
	return crud.New(object, ops)
}

type collection = *rest.Collection[okta.AuthServerClaim]

func of(c *crud.Clients, authServerID string) (collection, error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.AuthServerClaims(authServerID), nil
}

func describe(a okta.AuthServerClaim) string {
	return fmt.Sprintf("%q (%s, %s)", a.Name, a.ClaimType, a.ID)
}

// adopt takes over the claim of that name and type.
func adopt(ctx context.Context, c *crud.Clients, m model) (okta.AuthServerClaim, error) {
	all, err := of(c, m.AuthServerID.ValueString())
	if err != nil {
		return okta.AuthServerClaim{}, err
	}
	name, kind := m.Name.ValueString(), m.ClaimType.ValueString()
	found, err := crud.Find("claim", fmt.Sprintf("the name %q and the type %s", name, kind), all.All(ctx, nil),
		func(a okta.AuthServerClaim) bool { return a.Name == name && a.ClaimType == kind }, describe)
	if err != nil {
		return found, &crud.AttributeError{
			Path: path.Root("adopt"), Summary: "Nothing to Adopt",
			Detail: err.Error() + " Correct the name or the type, or leave adopt out to create a new claim.",
		}
	}
	return rest.Replace(ctx, all, found.ID, adopted(m, found))
}

// doubtfulSystem: no document says whether Okta takes it.
const doubtfulSystem = "Claims of type SYSTEM are Okta's own, and Okta may refuse a new one. Take over an existing one with adopt = true, or use EXPRESSION."

func validate(_ context.Context, m model, diags *diag.Diagnostics) {
	if m.Adopt.IsUnknown() || m.ValueType.IsUnknown() {
		return
	}
	kind := m.ValueType.ValueString()
	if kind == "" && !m.Adopt.ValueBool() {
		kind = expression
	}
	if m.ClaimType.ValueString() == "RESOURCE" && !m.AlwaysIncludeInToken.IsNull() && !m.AlwaysIncludeInToken.IsUnknown() && !m.AlwaysIncludeInToken.ValueBool() {
		diags.AddAttributeError(path.Root("always_include_in_token"), "Always in Access Tokens",
			"A claim of type RESOURCE is always in the access token: Okta does not take false there. Leave the argument out, or bind the claim to scopes.")
	}
	if !m.GroupFilterType.IsNull() && kind != groups && kind != "" {
		diags.AddAttributeWarning(path.Root("group_filter_type"), "Filter Without Groups", fmt.Sprintf(
			"group_filter_type counts with value_type = \"GROUPS\" only; here value_type is %q. It is sent, and Okta shows none.", kind))
	}
	switch kind {
	case groups:
		if m.GroupFilterType.IsNull() {
			diags.AddAttributeWarning(path.Root("group_filter_type"), "Missing Group Filter",
				"group_filter_type says how groups are compared with value: CONTAINS, EQUALS, REGEX or STARTS_WITH. Okta may refuse a claim of type GROUPS without one.")
		}
		required(m, kind, "the text that groups are compared with", diags)
	case expression:
		required(m, kind, "an expression of Okta's expression language, such as user.department", diags)
	case system:
		if !m.Value.IsNull() {
			diags.AddAttributeError(path.Root("value"), "Value of a System Claim", "A claim of type SYSTEM has no value: Okta fills it in. Leave value out, or make the claim an EXPRESSION.")
		}
		if !m.Adopt.IsNull() && !m.Adopt.ValueBool() {
			diags.AddAttributeWarning(path.Root("value_type"), "Claim of Type SYSTEM", doubtfulSystem)
		}
	}
}

func required(m model, kind, what string, diags *diag.Diagnostics) {
	if m.Value.IsNull() && !m.Adopt.ValueBool() {
		diags.AddAttributeError(path.Root("value"), "Missing Value", fmt.Sprintf("A claim of type %s needs a value: %s.", kind, what))
	}
}

func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		if p.Prior.Adopt.ValueBool() {
			p.Diagnostics.AddWarning("Okta Claim Stays", fmt.Sprintf(
				"The claim %q (%s) was adopted: Terraform forgets it, and it stays in Okta as it is.", p.Prior.Name.ValueString(), p.Prior.ID.ValueString()))
		}
		return
	}
	if p.Create && p.Config.Adopt.IsNull() {
		p.Set(ctx, path.Root("adopt"), false)
		p.Planned.Adopt = types.BoolValue(false)
		if p.Config.ValueType.ValueString() == system {
			p.Diagnostics.AddAttributeWarning(path.Root("value_type"), "Claim of Type SYSTEM", doubtfulSystem)
		}
	}
	if p.Planned.Adopt.IsUnknown() {
		return
	}
	keep := p.Planned.Adopt.ValueBool()
	// Another type of value has another value.
	other := !p.Create && !p.Config.ValueType.IsNull() && !p.Config.ValueType.Equal(p.Prior.ValueType)
	p.Otherwise(ctx, "value_type", p.Config.ValueType, p.Prior.ValueType, keep, expression)
	p.Otherwise(ctx, "value", p.Config.Value, p.Prior.Value, keep && !other, types.StringNull())
	p.Otherwise(ctx, "group_filter_type", p.Config.GroupFilterType, p.Prior.GroupFilterType, keep && !other, types.StringNull())
	p.Otherwise(ctx, "scopes", p.Config.Scopes, p.Prior.Scopes, keep, types.SetNull(types.StringType))
	p.Otherwise(ctx, "status", p.Config.Status, p.Prior.Status, keep, okta.Active)
	p.Otherwise(ctx, "always_include_in_token", p.Config.AlwaysIncludeInToken, p.Prior.AlwaysIncludeInToken, keep, true)
}
