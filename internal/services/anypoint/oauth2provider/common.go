package oauth2provider

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/clientproviders"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// common is the part of the models that both types share.
type common struct {
	OrganizationID             types.String `tfsdk:"organization_id"`
	ID                         types.String `tfsdk:"id"`
	Name                       types.String `tfsdk:"name"`
	Description                types.String `tfsdk:"description"`
	AllowUntrustedCertificates types.Bool   `tfsdk:"allow_untrusted_certificates"`
	AuthorizeURL               types.String `tfsdk:"authorize_url"`
	TokenURL                   types.String `tfsdk:"token_url"`
	TokenValidationURL         types.String `tfsdk:"token_validation_url"`
	ClientRegistrationURL      types.String `tfsdk:"client_registration_url"`
	ClientDeletionURL          types.String `tfsdk:"client_deletion_url"`
	Username                   types.String `tfsdk:"username"`
	Password                   types.String `tfsdk:"password"`
	PasswordWO                 types.String `tfsdk:"password_wo"`
	PasswordWOVersion          types.Int64  `tfsdk:"password_wo_version"`
	SupportedGrantTypes        types.Set    `tfsdk:"supported_grant_types"`
}

func (m *common) shared() *common { return m }

// password is the secret of both types; its place is not the same.
func (m *common) password(part string) secret {
	return secret{argument: "password", kept: m.Password, written: m.PasswordWO, version: m.PasswordWOVersion, part: part, member: "password", beside: "username", whose: m.Username}
}

// expand is the whole provider without secrets.
func expand(m own) anypoint.ClientProvider {
	s := m.shared()
	p := anypoint.ClientProvider{
		Name: s.Name.ValueString(), Type: anypoint.ClientProviderType{Name: m.typ(), Description: tf.Pointer(s.Description)},
		AllowUntrustedCertificates: tf.BoolPointer(s.AllowUntrustedCertificates),
		OAuth2Provider: anypoint.OAuth2Provider{
			Authorize:  &anypoint.OAuth2Part{URLs: anypoint.OAuth2URLs{Authorize: s.AuthorizeURL.ValueString()}},
			Token:      &anypoint.OAuth2Part{URLs: anypoint.OAuth2URLs{Create: s.TokenURL.ValueString()}},
			Validation: &anypoint.OAuth2Validation{URLs: anypoint.OAuth2URLs{Validate: s.TokenValidationURL.ValueString()}},
			Clients: &anypoint.OAuth2Clients{
				OAuth2Part: anypoint.OAuth2Part{URLs: anypoint.OAuth2URLs{Create: s.ClientRegistrationURL.ValueString(), Delete: s.ClientDeletionURL.ValueString()}},
				GrantTypes: clientproviders.Offered(s.SupportedGrantTypes),
			},
		},
	}
	m.expand(&p)
	return p
}

// flatten never looks at a secret: the platform masks them or leaves them out.
func flatten(m own, p anypoint.ClientProvider) {
	s := m.shared()
	s.ID = types.StringValue(p.ID)
	if p.OrganizationID != "" && s.OrganizationID.ValueString() == "" {
		s.OrganizationID = types.StringValue(p.OrganizationID)
	}
	s.Name, s.Description = types.StringValue(p.Name), tf.StringPointer(p.Type.Description)
	s.AllowUntrustedCertificates = tf.True(p.AllowUntrustedCertificates)
	filled(&p.Authorize)
	filled(&p.Token)
	filled(&p.Validation)
	filled(&p.Clients)
	filled(&p.AdminToken)
	s.AuthorizeURL, s.TokenURL = tf.String(p.Authorize.URLs.Authorize), tf.String(p.Token.URLs.Create)
	s.TokenValidationURL = tf.String(p.Validation.URLs.Validate)
	s.ClientRegistrationURL, s.ClientDeletionURL = tf.String(p.Clients.URLs.Create), tf.String(p.Clients.URLs.Delete)
	s.SupportedGrantTypes = clientproviders.Shown(p.Clients.GrantTypes, s.SupportedGrantTypes)
	m.flatten(p)
}

// filled puts an empty part where the platform shows none.
func filled[T any](part **T) {
	if *part == nil {
		*part = new(T)
	}
}

// define is the schema of both types, with the attributes of one.
func define(description, password string, more map[string]schema.Attribute) schema.Schema {
	attributes := map[string]schema.Attribute{
		"id":              tf.ID("The client provider's identifier."),
		"organization_id": tf.OrganizationID("The identifier of the organization. It must be the root organization: the platform keeps no client providers in business groups."),
		"name": schema.StringAttribute{
			MarkdownDescription: "The client provider's name, as Anypoint shows it.",
			Required:            true, Validators: []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "What the client provider is for. Default: none.",
			Optional:            true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"allow_untrusted_certificates": tf.Flag("Whether Anypoint talks to the identity provider although it cannot verify its certificate.", false),
		"password":                     tf.KeptSecret(password+" It is stored in the state; prefer `password_wo`. Exactly one of both is needed to create the client provider; one that was imported keeps its password while both are left out.", "password", stringvalidator.LengthAtLeast(1)),
		"password_wo":                  tf.WriteOnly("password", stringvalidator.LengthAtLeast(1)),
		"password_wo_version":          tf.WriteOnlyVersion("password", "sends the password again only then, and with a replacement of the configuration (PUT)"),
		"supported_grant_types":        clientproviders.GrantTypes("the platform has its own"),
	}
	maps.Copy(attributes, more)
	return schema.Schema{MarkdownDescription: description, Attributes: attributes}
}

func required(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: append(validators, tf.Doubt(stringvalidator.LengthAtLeast(1)))}
}

func endpoint(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{tf.Doubt(tf.SecureURL())}}
}

// optional is an argument whose removal takes a PUT.
func optional(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description + " Default: none.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
}
