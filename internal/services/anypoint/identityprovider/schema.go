package identityprovider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

func define() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An external identity provider by which people sign in to Anypoint, with OpenID Connect or SAML 2.0. " +
			"It belongs to the root organization. It is another matter than `gatehouse_anypoint_client_provider`, which keeps the clients of applications. The members of `oidc` and `saml` have the names of the platform's own API.\n\n" +
			"Where it is the only way in, a mistake in it, or its removal, locks people out: keep somebody who signs in with Anypoint's own identity.",
		Attributes: map[string]schema.Attribute{
			"id":              tf.ID("The identity provider's identifier."),
			"organization_id": tf.OrganizationID("The identifier of the organization. It must be the root organization: the platform keeps no identity providers in business groups."),
			"name": schema.StringAttribute{
				MarkdownDescription: "The identity provider's name, as people see it where they sign in.",
				Required:            true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))},
			},
			"type": tf.ID("The type: `openid` or `saml`. Data sources know `ldap`, too, for which `oidc` and `saml` are both null."),
			"description": schema.StringAttribute{
				MarkdownDescription: "The description of the type. Default: `OpenID Connect` or `SAML 2.0`, as in the vendor's examples.",
				Optional:            true, Computed: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"login_disabled": tf.Flag("Whether nobody can sign in by this identity provider.", false),
			"arc_namespace": optional("The namespace of the identity provider, as the platform's member `arc_namespace` has it; the vendor's document does not tell what it is for. " +
				"The platform takes it with a new object only, and does not show it for OpenID Connect. Changing it forces a new object."),
			"oidc":         openID(),
			"saml":         saml(),
			"client_id":    tf.ID("For OpenID Connect: the identifier of the client that Anypoint is at the identity provider, its own registration included."),
			"redirect_url": tf.ID("For OpenID Connect: where the identity provider sends people back, which its client must allow."),
			"sign_on_url":  tf.ID("For OpenID Connect: where people begin to sign in."),
		},
	}
}

func openID() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "An identity provider with OpenID Connect. Exactly one of `oidc` and `saml` is given. Changing from one to the other forces a new object.",
		Optional:            true,
		Validators:          []validator.Object{objectvalidator.ExactlyOneOf(path.MatchRoot("oidc"), path.MatchRoot("saml"))},
		Attributes: map[string]schema.Attribute{
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The issuer of the identity tokens, exactly as its metadata says.",
				Required:            true, Validators: []validator.String{tf.Doubt(tf.SecureURL())},
			},
			"urls": schema.SingleNestedAttribute{
				MarkdownDescription: "The endpoints of the identity provider.",
				Required:            true,
				Attributes: map[string]schema.Attribute{
					"authorize": address("Where people sign in: the metadata's `authorization_endpoint`."),
					"token":     address("Where Anypoint gets tokens: the metadata's `token_endpoint`."),
					"userinfo":  address("Where Anypoint asks who somebody is: the metadata's `userinfo_endpoint`."),
				},
			},
			"client":      client(),
			"group_scope": optional("The scope that Anypoint asks for to learn the groups of a person."),
			"claims_mapping": schema.SingleNestedAttribute{
				MarkdownDescription: "Where Anypoint finds what it wants to know of a person. Default: none.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"group_expression": optional("The expression that gives the groups of a person out of the claims."),
				},
			},
			"allow_untrusted_certificates": tf.Flag("Whether Anypoint talks to the identity provider although it cannot verify its certificate.", false),
		},
	}
}

// client has the two ways of the contract, whose schemas are closed: what one
// of them has, the other refuses.
func client() schema.SingleNestedAttribute {
	alone := []validator.Object{objectvalidator.ConflictsWith(path.MatchRelative().AtParent().AtName("credentials"))}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "The client that Anypoint is at the identity provider: `credentials` of one that was made there, or `urls` to have Anypoint register one. Changing from one to the other forces a new object.",
		Required:            true,
		Attributes: map[string]schema.Attribute{
			"credentials": schema.SingleNestedAttribute{
				MarkdownDescription: "The credentials of a client that was made at the identity provider. Exactly one of `credentials` and `urls` is given. Default: none.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"id":                schema.StringAttribute{MarkdownDescription: "The client's identifier.", Required: true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))}},
					"secret":            tf.KeptSecret("The client's secret. It is stored in the state; prefer `secret_wo`. One of both is needed to create the identity provider; one that was imported keeps its secret while both are left out. Default: none.", "secret", stringvalidator.LengthAtLeast(1)),
					"secret_wo":         tf.WriteOnly("secret", stringvalidator.LengthAtLeast(1)),
					"secret_wo_version": tf.WriteOnlyVersion("secret", "sends the secret again only then and with other changes of `oidc`"),
				},
			},
			"urls": schema.SingleNestedAttribute{
				MarkdownDescription: "Where Anypoint registers a client for itself. Default: none.",
				Optional:            true,
				Attributes:          map[string]schema.Attribute{"register": address("The metadata's `registration_endpoint`.")},
			},
			"registration": schema.SingleNestedAttribute{
				MarkdownDescription: "With what Anypoint registers the client. Excludes `credentials`. Default: none, without credentials.",
				Optional:            true, Validators: alone,
				Attributes: map[string]schema.Attribute{
					"authorization":            tf.KeptSecret("The value of the `Authorization` header, scheme included. It is stored in the state; prefer `authorization_wo`. Default: none. Taking it away sends an empty one: the API has no other way.", "authorization", stringvalidator.LengthAtLeast(1)),
					"authorization_wo":         tf.WriteOnly("authorization", stringvalidator.LengthAtLeast(1)),
					"authorization_wo_version": tf.WriteOnlyVersion("authorization", "sends the header again only then and with other changes of `oidc`"),
				},
			},
			"metadata": schema.SingleNestedAttribute{
				MarkdownDescription: "What Anypoint says of the client that it registers. Excludes `credentials`. Default: none.",
				Optional:            true, Validators: alone,
				Attributes: map[string]schema.Attribute{"name": optional("The client's name at the identity provider.")},
			},
		},
	}
}

func saml() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "An identity provider with SAML 2.0. Exactly one of `oidc` and `saml` is given. Changing from one to the other forces a new object.",
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"issuer":   schema.StringAttribute{MarkdownDescription: "The identity provider's entity id, which its assertions name as their issuer.", Required: true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))}},
			"audience": schema.StringAttribute{MarkdownDescription: "The audience of the assertions: Anypoint's entity id for the organization, such as `example.anypoint.mulesoft.com`.", Required: true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))}},
			"public_key": schema.SetAttribute{
				MarkdownDescription: "The certificates with which the identity provider signs, one or two: PEM, or the text between its first and last line. Line breaks and those lines make no difference.",
				Required:            true, ElementType: types.StringType,
				Validators: []validator.Set{setvalidator.SizeBetween(1, 2), setvalidator.ValueStringsAre(certificate{})},
			},
			"urls": schema.SingleNestedAttribute{
				MarkdownDescription: "Where Anypoint sends people, as the platform's member `service_provider.urls`.",
				Required:            true,
				Attributes: map[string]schema.Attribute{
					"sign_on":  address("Where people sign in."),
					"sign_out": address("Where people sign out."),
				},
			},
			"claims_mapping": schema.SingleNestedAttribute{
				MarkdownDescription: "Which attributes of an assertion say who somebody is. Default: none, those that the platform looks for itself.",
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"username_attribute":  optional("The attribute with the user name."),
					"firstname_attribute": optional("The attribute with the first name."),
					"lastname_attribute":  optional("The attribute with the last name."),
					"email_attribute":     optional("The attribute with the email address."),
					"group_attribute":     optional("The attribute with the groups."),
				},
			},
			"sp_initiated_sso_enabled":          tf.Flag("Whether people can begin at Anypoint.", true),
			"idp_initiated_sso_enabled":         tf.Flag("Whether people can begin at the identity provider.", true),
			"require_encrypted_saml_assertions": tf.Flag("Whether Anypoint refuses assertions that are not encrypted.", false),
			"use_composer_acs_url":              schema.BoolAttribute{MarkdownDescription: "Whether the assertions go to the address of MuleSoft Composer. Default: none, the platform's own choice.", Optional: true},
		},
	}
}

func optional(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description + " Default: none.", Optional: true}
}

func address(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{tf.Doubt(tf.SecureURL())}}
}
