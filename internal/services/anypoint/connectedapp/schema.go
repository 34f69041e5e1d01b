package connectedapp

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

const organization = "The identifier of the organization that owns the connected app."

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A connected app: a client of Anypoint Platform itself, which acts on its own behalf (the grant type `client_credentials`, with `scopes`) or on behalf of users (the other grant types, with `user_scopes`). The consumers of APIs are a `gatehouse_anypoint_client_application`.",
		Attributes: map[string]schema.Attribute{
			"id":              tf.ID("The connected app's identifier, which is its client id."),
			"organization_id": tf.OrganizationID(organization),
			"name": schema.StringAttribute{
				MarkdownDescription: "The connected app's name, 1 to 255 characters.",
				Required:            true, Validators: []validator.String{upTo255()},
			},
			"grant_types": schema.SetAttribute{
				MarkdownDescription: "How the connected app gets tokens: `client_credentials` on its own behalf, `authorization_code`, `refresh_token`, `implicit`, `password` and `urn:ietf:params:oauth:grant-type:jwt-bearer` on behalf of users.",
				Required:            true, ElementType: types.StringType,
				Validators: []validator.Set{
					setvalidator.SizeAtLeast(1),
					setvalidator.ValueStringsAre(tf.Known(clientCredentials, "authorization_code", "refresh_token", "implicit", "password", jwtBearer)),
				},
			},
			"scopes": schema.SetNestedAttribute{
				MarkdownDescription: "What the connected app may do on its own behalf, and where. The set is the whole of it: what somebody grants elsewhere is taken away. The scope `profile`, which the platform gives to every connected app, need not be said. Default: none.",
				Optional:            true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"scope": schema.StringAttribute{
						MarkdownDescription: "The scope's identifier, such as `manage:apis`, 1 to 255 characters.",
						Required:            true, Validators: []validator.String{upTo255()},
					},
					"organization_id": schema.StringAttribute{
						MarkdownDescription: "The identifier of the organization that the scope is for. Default: none, for scopes that are for no organization, such as `profile`.",
						Optional:            true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))},
					},
					"environment_id": schema.StringAttribute{
						MarkdownDescription: "The identifier of the environment of that organization that the scope is for. Default: none, for scopes that are for a whole organization.",
						Optional:            true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))},
					},
				}},
			},
			"user_scopes": schema.SetAttribute{
				MarkdownDescription: "The scopes that the connected app may ask of users, such as `full`, `read:full`, `openid` or `profile`. Default: none.",
				Optional:            true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
			},
			"redirect_uris": schema.SetAttribute{
				MarkdownDescription: "Where users are sent back to. Default: none.",
				Optional:            true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
			},
			"public_keys": schema.SetAttribute{
				MarkdownDescription: "The public keys, in PEM, with which the platform verifies assertions of the grant type JWT bearer, each 1 to 4,096 characters. Default: none.",
				Optional:            true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.ValueStringsAre(stringvalidator.UTF8LengthBetween(1, 4096))},
			},
			"audience": schema.StringAttribute{
				MarkdownDescription: "Who may use the connected app on their behalf: `internal`, the people of the organization, or `everyone`. Default: `internal`.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString("internal"),
				Validators: []validator.String{tf.Known("internal", "everyone")},
			},
			"enabled":    tf.Flag("Whether the connected app may sign in.", true),
			"client_uri": uri("Where users learn more about the connected app"),
			"policy_uri": uri("Where users read the connected app's privacy policy"),
			"tos_uri":    uri("Where users read the connected app's terms of service"),
			"generate_iss_claim_without_token": schema.BoolAttribute{
				MarkdownDescription: "The platform's setting of that name. Default: what the platform has.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
			"client_secret_wo": schema.StringAttribute{
				MarkdownDescription: "A client secret of your own, 1 to 255 characters, never stored. It needs `client_secret_wo_version`. Default: the platform makes one, and the action `gatehouse_anypoint_connected_app_secret_reset` another.",
				Optional:            true, Sensitive: true, WriteOnly: true,
				Validators: []validator.String{upTo255(), stringvalidator.AlsoRequires(path.MatchRoot("client_secret_wo_version"))},
			},
			"client_secret_wo_version": schema.Int64Attribute{
				MarkdownDescription: "A number to raise whenever `client_secret_wo` has changed: Terraform cannot see that itself, and sends the secret again only then.",
				Optional:            true, Validators: []validator.Int64{int64validator.AlsoRequires(path.MatchRoot("client_secret_wo"))},
			},
			"store_client_secret": schema.BoolAttribute{
				MarkdownDescription: "Whether the client secret is kept in the state, in `client_secret`, for tools that know no ephemeral resources. Default: `false`; the ephemeral resource `gatehouse_anypoint_connected_app_secret` hands it out without keeping it.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			"client_secret": schema.StringAttribute{
				MarkdownDescription: "The client secret, with `store_client_secret = true` only.",
				Computed:            true, Sensitive: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
		},
	}
}

func upTo255() validator.String { return stringvalidator.UTF8LengthBetween(1, 255) }

// uri can be changed, but not taken away: the vendor's document takes neither
// null nor an empty text.
func uri(what string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: what + ", 1 to 255 characters. Default: none. Removing the argument forces a new object, with another client id: the platform has no way to clear it.",
		Optional:            true, Validators: []validator.String{upTo255()},
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(replaceWhenCleared, "", "")},
	}
}
