package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	Okta      *oktaModel     `tfsdk:"okta"`
	Anypoint  *anypointModel `tfsdk:"anypoint"`
	ReadAhead types.Bool     `tfsdk:"read_ahead"`
	MaxTries  types.Int64    `tfsdk:"max_tries"`
	Share     types.Int64    `tfsdk:"max_requests_share"`
	Conflict  types.String   `tfsdk:"on_conflict"`
	Existing  types.Bool     `tfsdk:"look_for_existing"`
}

type oktaModel struct {
	OrgURL       types.String `tfsdk:"org_url"`
	OrgName      types.String `tfsdk:"org_name"`
	BaseURL      types.String `tfsdk:"base_url"`
	HTTPProxy    types.String `tfsdk:"http_proxy"`
	APIToken     types.String `tfsdk:"api_token"`
	AccessToken  types.String `tfsdk:"access_token"`
	ClientID     types.String `tfsdk:"client_id"`
	PrivateKey   types.String `tfsdk:"private_key"`
	PrivateKeyID types.String `tfsdk:"private_key_id"`
	Scopes       types.Set    `tfsdk:"scopes"`
	CAFile       types.String `tfsdk:"ca_file"`
}

type anypointModel struct {
	BaseURL        types.String `tfsdk:"base_url"`
	Region         types.String `tfsdk:"region"`
	ClientID       types.String `tfsdk:"client_id"`
	ClientSecret   types.String `tfsdk:"client_secret"`
	Username       types.String `tfsdk:"username"`
	Password       types.String `tfsdk:"password"`
	AccessToken    types.String `tfsdk:"access_token"`
	OrganizationID types.String `tfsdk:"organization_id"`
	EnvironmentID  types.String `tfsdk:"environment_id"`
	CAFile         types.String `tfsdk:"ca_file"`
}

// Schema implements provider.Provider.
func (*Provider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	nonEmpty := []validator.String{stringvalidator.LengthAtLeast(1)}
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: nonEmpty}
	}
	secret := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Sensitive: true, Validators: nonEmpty}
	}
	address := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{tf.SecureURL()}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Okta OAuth 2.0 in front of MuleSoft Anypoint APIs. Each half may be left out: then only the objects of that platform fail.",
		Attributes: map[string]schema.Attribute{
			"okta": schema.SingleNestedAttribute{
				MarkdownDescription: "How to reach and sign in to Okta. Whatever is left out comes from the environment variables named below.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"org_url":        address("The org's address, such as `https://dev-1.okta.com`, or its custom domain. Default: `OKTA_ORG_URL`, then what `http_proxy`, `org_name` and `base_url` say."),
					"org_name":       text("The org's name, such as `dev-1`, in place of `org_url`, as the official Okta provider has it. Default: `OKTA_ORG_NAME`."),
					"base_url":       text("The domain after `org_name`, such as `okta.com`, `okta-emea.com`, `okta-gov.com`, `oktapreview.com` or one of your own. Default: `OKTA_BASE_URL`, or `okta.com`."),
					"http_proxy":     address("An address that is called in place of the org's, as the official Okta provider has it. Default: `OKTA_HTTP_PROXY`."),
					"api_token":      secret("An API token (the scheme SSWS). Default: `OKTA_API_TOKEN`."),
					"access_token":   secret("A ready OAuth 2.0 access token of the org authorization server. Default: `OKTA_ACCESS_TOKEN`."),
					"client_id":      text("The client id of a service app that signs in with `private_key`. Default: `OKTA_API_CLIENT_ID`."),
					"private_key":    secret("The service app's private key, as PEM, as JWK, or the name of a file with one of them: RSA (RS256) or on the curve P-256 (ES256). Default: `OKTA_API_PRIVATE_KEY`."),
					"private_key_id": text("The key id under which Okta knows the public key. Default: `OKTA_API_PRIVATE_KEY_ID`, or the JWK's own `kid`."),
					"scopes": schema.SetAttribute{
						MarkdownDescription: "The OAuth 2.0 scopes that the service app asks for, such as `okta.apps.manage`. They must be granted to it. Default: `OKTA_API_SCOPES`, separated by spaces or commas.",
						Optional:            true, ElementType: types.StringType,
						Validators: []validator.Set{setvalidator.SizeAtLeast(1)},
					},
					"ca_file": text("A file with the certificates (PEM) of authorities that are trusted beside the system's, for Okta, for other authorization servers and for API probes. Default: `OKTA_CA_FILE`."),
				},
			},
			"anypoint": schema.SingleNestedAttribute{
				MarkdownDescription: "How to reach and sign in to Anypoint Platform. Whatever is left out comes from the environment variables named below.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"base_url":        address("The control plane's address. Beside `region` it must say the same. Default: `ANYPOINT_BASE_URL`, then what `region` says, then `ANYPOINT_HOST`, the host's name as MuleSoft's tools have it."),
					"region":          schema.StringAttribute{MarkdownDescription: "The control plane's region, in place of `base_url`: `us`, `eu`, `gov` (MuleSoft Government Cloud), `ca` (Canada), `jp` (Japan), `in` (India), `au` (Australia), or the name in an address `https://<region>.platform.mulesoft.com`, such as `ca1`. Default: `ANYPOINT_REGION`, then `ANYPOINT_CPLANE`, or `us` where no address is given.", Optional: true, Validators: []validator.String{stringvalidator.RegexMatches(regionPattern, "must be us, eu, gov, ca, jp, in, au, or a region such as ca1")}},
					"client_id":       text("The client id of a connected app. Default: `ANYPOINT_CLIENT_ID`."),
					"client_secret":   secret("The connected app's client secret. Default: `ANYPOINT_CLIENT_SECRET`."),
					"username":        text("A user's name, in place of a connected app that acts on its own behalf, or beside one that acts on a user's behalf. Default: `ANYPOINT_USERNAME`."),
					"password":        secret("The user's password. Default: `ANYPOINT_PASSWORD`."),
					"access_token":    secret("A ready bearer token. It excludes the other ways to sign in. Default: `ANYPOINT_ACCESS_TOKEN`, then `ANYPOINT_BEARER`."),
					"organization_id": text("The organization of every object that does not name its own, by its identifier. Default: `ANYPOINT_ORGANIZATION_ID`, then `ANYPOINT_ORG`, which may be a name: that is looked up once, when the first object needs it."),
					"environment_id":  text("The environment of every object that does not name its own, by its identifier. Default: `ANYPOINT_ENVIRONMENT_ID`, then `ANYPOINT_ENV`, which may be a name of an environment of that organization: it is looked up once, when the first object needs it."),
					"ca_file":         text("A file with the certificates (PEM) of authorities that are trusted beside the system's, for Anypoint Platform. Default: `ANYPOINT_CA_FILE`."),
				},
			},
			"read_ahead": schema.BoolAttribute{
				MarkdownDescription: "Whether a refresh may read many objects by one list instead of one by one. It never takes more than one list page for each object that is read. Default: `true`.",
				Optional:            true,
			},
			"max_tries": schema.Int64Attribute{
				MarkdownDescription: "How often one call is tried at the most, the first time included, when the platform cannot be reached or is overloaded. Only calls that are safe to repeat are repeated. Waiting for a rate limit is no try. Default: `6`.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(1, 20)},
			},
			"max_requests_share": schema.Int64Attribute{
				MarkdownDescription: "How many percent of each rate limit this provider uses at the most, from 1 to 100, so that others of the tenant have the rest. The limits are those that the platforms name in their answers. Default: `100`.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(1, 100)},
			},
			"look_for_existing": schema.BoolAttribute{
				MarkdownDescription: "Whether a plan to create an object of which the platform takes a second one with the same name looks whether it is there already, and warns. It takes one list for each kind of object, and once more when an apply begins. Default: `true`.",
				Optional:            true,
			},
			"on_conflict": schema.StringAttribute{
				MarkdownDescription: "What a creation does that the platform refuses because there is such an object already: `fail` ends with an error that has the `import` block of the object; `adopt` takes it over, with a warning, where it is exactly what the plan says, and fails otherwise. `adopt` is for a run that was killed: its objects are there, and no state knows of them. An object with write-only arguments is never taken over, because no platform tells them. Default: `fail`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf("fail", "adopt")},
			},
		},
	}
}
