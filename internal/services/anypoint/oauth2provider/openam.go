package oauth2provider

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type openAM struct {
	common

	Version            types.String `tfsdk:"version"`
	AdminTokenURL      types.String `tfsdk:"admin_token_url"`
	Scopes             types.Set    `tfsdk:"scopes"`
	DefaultScopes      types.Set    `tfsdk:"default_scopes"`
	AllowedClientTypes types.Object `tfsdk:"allowed_client_types"`
}

var (
	openAMObject = object("openam", "OpenAM", defineOpenAM)
	clientTypes  = map[string]attr.Type{"confidential": types.SetType{ElemType: types.StringType}, "public": types.SetType{ElemType: types.StringType}}
)

// NewOpenAM is gatehouse_anypoint_client_provider_openam.
func NewOpenAM() resource.Resource { return managed[openAM](openAMObject) }

// NewOpenAMList lists the client providers of one root organization that this
// resource can manage.
func NewOpenAMList() list.ListResource { return listed[openAM](openAMObject, "OpenAM") }

func (m *openAM) typ() string { return anypoint.OpenAM }

func (m *openAM) secrets() []secret { return []secret{m.password("admin_token")} }

func (m *openAM) removable() map[string]attr.Value {
	return map[string]attr.Value{
		"supported_grant_types": m.SupportedGrantTypes, "version": m.Version,
		"scopes": m.Scopes, "default_scopes": m.DefaultScopes, "allowed_client_types": m.AllowedClientTypes,
	}
}

func (m *openAM) expand(p *anypoint.ClientProvider) {
	p.Type.Version = m.Version.ValueString()
	p.AdminToken = &anypoint.OAuth2Part{URLs: anypoint.OAuth2URLs{Create: m.AdminTokenURL.ValueString()}, Username: m.Username.ValueString()}
	p.Clients.Scopes, p.Clients.DefaultScopes = names(m.Scopes), names(m.DefaultScopes)
	if !m.AllowedClientTypes.IsNull() {
		p.Clients.AllowedClientTypes = &anypoint.OpenAMClientTypes{Confidential: members(m.AllowedClientTypes, "confidential"), Public: members(m.AllowedClientTypes, "public")}
	}
}

func (m *openAM) flatten(p anypoint.ClientProvider) {
	m.Version, m.AdminTokenURL, m.Username = tf.String(p.Type.Version), tf.String(p.AdminToken.URLs.Create), tf.String(p.AdminToken.Username)
	m.Scopes, m.DefaultScopes = shown(p.Clients.Scopes, m.Scopes), shown(p.Clients.DefaultScopes, m.DefaultScopes)
	m.AllowedClientTypes = types.ObjectNull(clientTypes)
	if t := p.Clients.AllowedClientTypes; t != nil {
		m.AllowedClientTypes = types.ObjectValueMust(clientTypes, map[string]attr.Value{"confidential": tf.SetOf(t.Confidential), "public": tf.SetOf(t.Public)})
	}
}

// names is nil where an argument is left out.
func names(v types.Set) *[]string {
	if v.IsNull() {
		return nil
	}
	return new(tf.Strings(v))
}

func shown(values *[]string, prior types.Set) types.Set {
	if values == nil {
		values = new([]string)
	}
	return tf.Set(*values, prior)
}

func members(o types.Object, name string) []string {
	set, _ := o.Attributes()[name].(types.Set)
	return tf.Strings(set)
}

func defineOpenAM() schema.Schema {
	scopes := func(description string) schema.SetAttribute {
		return schema.SetAttribute{MarkdownDescription: description + " Default: none.", Optional: true, ElementType: types.StringType}
	}
	clients := func(kind string) schema.SetAttribute {
		return schema.SetAttribute{MarkdownDescription: "The list of the member `" + kind + "`.", Required: true, ElementType: types.StringType}
	}
	return define("OpenAM as the identity provider that keeps the clients of applications, by its own API. (OpenAM can do OpenID Connect Dynamic Client Registration, too: that is `gatehouse_anypoint_client_provider`.) "+
		"It belongs to the root organization; environments and API instances choose it. Deleting it makes its APIs and applications fall back to Anypoint's own client identities: contracts stay, policies that ask this provider fail."+removal,
		"The password of that user.",
		map[string]schema.Attribute{
			"version":                 optional("The version of OpenAM, as the console asks for it. Changing it replaces the client provider's configuration (PUT), which needs the password."),
			"admin_token_url":         endpoint("Where Anypoint gets the token with which it manages clients."),
			"username":                required("The user with whose name and password Anypoint gets that token."),
			"authorize_url":           endpoint("Where users authorize: `/oauth2/authorize` below OpenAM's own address."),
			"token_url":               endpoint("Where clients get tokens: `/oauth2/access_token` below OpenAM's own address."),
			"token_validation_url":    endpoint("Where gateways have tokens validated: `/oauth2/tokeninfo` below OpenAM's own address."),
			"client_registration_url": endpoint("Where Anypoint registers clients: OpenAM's API for clients."),
			"client_deletion_url":     endpoint("Where Anypoint deletes clients."),
			"scopes":                  scopes("The scopes that clients can have."),
			"default_scopes":          scopes("The scopes of clients that ask for none."),
			"allowed_client_types": schema.SingleNestedAttribute{
				MarkdownDescription: "The allowed types of clients, as the platform's member `allowed_client_types` has them; the vendor's document does not tell what its two lists hold. Default: none.",
				Optional:            true,
				Attributes:          map[string]schema.Attribute{"confidential": clients("Confidential"), "public": clients("Public")},
			},
		})
}

const removal = "\n\nMost changes send what has changed (PATCH). Taking an optional argument away replaces the client provider's configuration (PUT), which needs its secrets: keep the password in the configuration."
