package clientprovider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/dynamicvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/clientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An identity provider that keeps the clients of applications, registered by OpenID Connect Dynamic Client Registration (RFC 7591), such as Okta. " +
			"It belongs to the root organization; environments and API instances choose it. Deleting it makes its APIs and applications fall back to Anypoint's own client identities: contracts stay, policies that ask this provider fail.\n\n" +
			"When Terraform plans to create it, or to change its addresses, the provider reads the issuer's published metadata and compares. Differences are warnings; an issuer that cannot be reached from here is passed over.",
		Attributes: map[string]schema.Attribute{
			"id":              tf.ID("The client provider's identifier."),
			"organization_id": tf.OrganizationID("The identifier of the organization. It must be the root organization: the platform keeps no client providers in business groups."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The client provider's name, as Anypoint shows it.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "What the client provider is for. Default: none.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"allow_untrusted_certificates": tf.Flag("Whether Anypoint talks to the identity provider although it cannot verify its certificate.", false),
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The authorization server's issuer, exactly as its metadata says, such as `https://dev-1.okta.com/oauth2/default`. Anypoint reads the grant types from its metadata; without it clients cannot use client credentials.",
				Required:            true,
				Validators:          []validator.String{tf.SecureURL(), plainIssuer{}},
			},
			"client_registration_url": schema.StringAttribute{
				MarkdownDescription: "Where Anypoint registers clients: the metadata's `registration_endpoint`, or an interceptor in front of it.",
				Required:            true,
				Validators:          []validator.String{tf.SecureURL()},
			},
			"authorization_header":            tf.KeptSecret("The value of the `Authorization` header with which Anypoint registers clients, scheme included: `SSWS` and a token for Okta. It is stored in the state; prefer `authorization_header_wo`. Default: none, Anypoint registers without credentials.", "authorization_header", headerValue{}),
			"authorization_header_wo":         tf.WriteOnly("authorization_header", headerValue{}),
			"authorization_header_wo_version": tf.WriteOnlyVersion("authorization_header", "sends the header again only then"),
			"token_endpoint_auth_methods": schema.SetAttribute{
				MarkdownDescription: "How clients may authenticate at the token endpoint, such as `client_secret_basic`. Default: Anypoint's own.",
				Optional:            true, ElementType: types.StringType,
			},
			"introspection_client_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of the client with which gateways introspect tokens. It sends its secret in the request's body.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"introspection_client_secret":            tf.KeptSecret("The secret of the introspection client. It is stored in the state; prefer `introspection_client_secret_wo`. Exactly one of both is needed to create the client provider; one that was imported keeps its secret while both are left out.", "introspection_client_secret", stringvalidator.LengthAtLeast(1)),
			"introspection_client_secret_wo":         tf.WriteOnly("introspection_client_secret", stringvalidator.LengthAtLeast(1)),
			"introspection_client_secret_wo_version": tf.WriteOnlyVersion("introspection_client_secret", "sends the secret again only then"),
			"authorize_url":                          endpoint("Where users authorize: the metadata's `authorization_endpoint`."),
			"token_url":                              endpoint("Where clients get tokens: the metadata's `token_endpoint`."),
			"introspection_url":                      endpoint("Where gateways introspect tokens: the metadata's `introspection_endpoint`."),
			"allow_client_deletion":                  tf.Flag("Whether applications can be deleted in Anypoint.", false),
			"allow_client_modification":              tf.Flag("Whether Anypoint updates and deletes the client at the identity provider when its application is updated or deleted. It needs `allow_client_deletion = true`.", false),
			"allow_client_import": schema.BoolAttribute{
				MarkdownDescription: "Whether clients that exist at the identity provider can be brought into Anypoint. Default: not allowed.",
				Optional:            true,
			},
			"client_request_timeout_ms": schema.Int64Attribute{
				MarkdownDescription: "How long Anypoint waits for the identity provider when it registers, updates or deletes a client, in milliseconds: `5000` to `20000` (the console shows seconds). Default: `5000`.",
				Optional:            true, Computed: true, Default: int64default.StaticInt64(defaultTimeout),
				Validators: []validator.Int64{timeoutRange{}},
			},
			"supported_grant_types": clientproviders.GrantTypes("the platform reads them from the issuer's metadata"),
			"azure_key_expires_in": schema.StringAttribute{
				MarkdownDescription: "For Microsoft Entra ID: how long the secrets of the clients that Anypoint registers there live, as its member `key_expired_in` has it; the vendor's document does not tell the form. Default: none, the identity provider is not Entra ID.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"extra": schema.DynamicAttribute{
				MarkdownDescription: "Members of the platform's own object that this resource has no argument for, nested as they are there, such as `{ oidc_dynamic_client_provider = { client = { ... } } }`. They are merged into what is sent, member by member, and compared with what the platform shows; what it does not show counts as unchanged. Taking one away replaces the client provider's configuration (PUT), which needs the introspection secret. Default: none. See the guide *Registration without a long-lived token*.",
				Optional:            true,
			},
			"extra_wo": schema.DynamicAttribute{
				MarkdownDescription: "Like `extra`, for members that are secrets: never stored, merged last. Taking it away leaves what was sent on the platform. It needs `extra_wo_version`.",
				Optional:            true, Sensitive: true, WriteOnly: true,
				Validators: []validator.Dynamic{dynamicvalidator.AlsoRequires(path.MatchRoot("extra_wo_version"))},
			},
			"extra_wo_version": schema.Int64Attribute{
				MarkdownDescription: "A number to raise whenever `extra_wo` has changed: Terraform cannot see that itself, and sends the members again only then.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.AlsoRequires(path.MatchRoot("extra_wo"))},
			},
			"skip_metadata_check": schema.BoolAttribute{
				MarkdownDescription: "Whether to leave out the comparison with the issuer's metadata when Terraform plans. For an issuer whose metadata is wrong. Default: `false`.",
				Optional:            true,
			},
		},
	}
}

func endpoint(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{tf.SecureURL()}}
}
