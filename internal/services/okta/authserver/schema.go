package authserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

func define() schema.Schema {
	nonEmpty := []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))}
	return schema.Schema{
		MarkdownDescription: "A custom authorization server of Okta: it issues access tokens for APIs, under its own scopes, claims and access policies. " +
			"An existing one, the org's `default` above all, is taken over with `adopt`.",
		Attributes: map[string]schema.Attribute{
			"id": tf.ID("The authorization server's identifier."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The authorization server's name. With `adopt`, the exact name of the one to take over.",
				Required:            true,
				Validators:          nonEmpty,
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the authorization server is for. Default: none; with `adopt`, what is there.",
				Optional:            true, Computed: true,
			},
			"audiences": schema.SetAttribute{
				MarkdownDescription: "The recipients of the access tokens (the claim `aud`), such as `api://cards`. Okta takes exactly one today.",
				Required:            true, ElementType: types.StringType,
				Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1)), setvalidator.ValueStringsAre(nonEmpty...), oneAudience{}},
			},
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The issuer of the tokens (the claim `iss`): the address under which the authorization server answers.",
				Computed:            true,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"issuer_mode": schema.StringAttribute{
				MarkdownDescription: "Which address the issuer has: `ORG_URL`, `CUSTOM_URL` (the org's custom domain) or `DYNAMIC` (the domain of the request). Default: what Okta decides, which depends on the org's domains.",
				Optional:            true, Computed: true,
				Validators:    []validator.String{tf.Known("ORG_URL", "CUSTOM_URL", "DYNAMIC")},
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "`ACTIVE` or `INACTIVE`. An inactive authorization server issues no tokens. Default: `ACTIVE`; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{stringvalidator.OneOf(okta.Active, okta.Inactive)},
			},
			"credentials_rotation_mode": schema.StringAttribute{
				MarkdownDescription: "Who rotates the signing keys: `AUTO` (Okta, every three months) or `MANUAL`. Default: `AUTO`; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.Known("AUTO", "MANUAL")},
			},
			"credentials_last_rotated":  schema.StringAttribute{MarkdownDescription: "When the signing key came into use (RFC 3339).", Computed: true},
			"credentials_next_rotation": schema.StringAttribute{MarkdownDescription: "When Okta rotates the signing key next (RFC 3339). Null with `MANUAL`.", Computed: true},
			"kid":                       schema.StringAttribute{MarkdownDescription: "The identifier of the key that signs tokens now.", Computed: true},
			"access_token_encrypted_response_algorithm": schema.StringAttribute{
				MarkdownDescription: "The algorithm by which access tokens are encrypted after signing: `RSA-OAEP-256`, `RSA-OAEP-384` or `RSA-OAEP-512`. Needs `jwks` or `jwks_uri`. Default: no encryption; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.Known(okta.EncryptionAlgs...)},
			},
			"jwks": schema.SetNestedAttribute{
				MarkdownDescription: "The public RSA keys of the API to which access tokens are encrypted. Default: none; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"kid":    schema.StringAttribute{MarkdownDescription: "The key's identifier.", Required: true, Validators: nonEmpty},
					"e":      schema.StringAttribute{MarkdownDescription: "The exponent, in base64url.", Required: true, Validators: nonEmpty},
					"n":      schema.StringAttribute{MarkdownDescription: "The modulus, in base64url.", Required: true, Validators: nonEmpty},
					"status": schema.StringAttribute{MarkdownDescription: "`ACTIVE` or `INACTIVE`. Okta encrypts to the active key. Default: `ACTIVE`.", Optional: true, Validators: []validator.String{stringvalidator.OneOf(okta.Active, okta.Inactive)}},
				}},
				Validators: []validator.Set{tf.DoubtSet(setvalidator.SizeAtLeast(1))},
			},
			"jwks_uri": schema.StringAttribute{
				MarkdownDescription: "Where Okta fetches the API's public keys, in place of `jwks`. Default: none; with `adopt`, what is there.",
				Optional:            true, Computed: true,
				Validators: []validator.String{tf.Doubt(tf.SecureURL()), stringvalidator.ConflictsWith(path.MatchRoot("jwks"))},
			},
			"default": schema.BoolAttribute{
				MarkdownDescription: "Whether this is the org's default authorization server.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
			"adopt": schema.BoolAttribute{
				MarkdownDescription: "Whether to take over the existing authorization server of that name instead of creating one. Arguments that are not set stay as they are. " +
					"Destroying the resource then leaves the authorization server as it is; Okta could not make its `default` again. Default: `false`; after an import of the default server, `true`.",
				Optional: true, Computed: true,
				PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

// oneAudience warns: the contract says "Okta currently supports only one audience".
type oneAudience struct{}

func (oneAudience) Description(context.Context) string { return "one audience" }

func (v oneAudience) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (oneAudience) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	if len(req.ConfigValue.Elements()) > 1 {
		resp.Diagnostics.AddAttributeWarning(req.Path, "Several Audiences", "Okta's documentation says that an authorization server has one audience. The list is sent as it is; Okta may refuse it.")
	}
}
