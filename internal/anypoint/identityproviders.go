package anypoint

import (
	"encoding/json"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// The types of identity providers.
const (
	OpenID = "openid"
	SAML   = "saml"
)

// IdentityProvider signs people in to Anypoint. In a request, what is empty or
// nil is left out.
type IdentityProvider struct {
	ID                         string               `json:"provider_id,omitempty"`
	OrganizationID             string               `json:"org_id,omitempty"`
	Name                       string               `json:"name,omitempty"`
	Type                       ClientProviderType   `json:"type,omitzero"`
	ArcNamespace               string               `json:"arc_namespace,omitempty"`
	LoginDisabled              *bool                `json:"login_disabled,omitempty"`
	AllowUntrustedCertificates *bool                `json:"allow_untrusted_certificates,omitempty"`
	OpenID                     *IdentityOpenID      `json:"oidc_provider,omitempty"`
	SAML                       *IdentitySAML        `json:"saml,omitempty"`
	ServiceProvider            *IdentityServiceURLs `json:"service_provider,omitempty"`
}

// Whole tells whether the platform showed all that it knows: lists, and the
// answers to some writes, leave out the rest.
func (p IdentityProvider) Whole() bool {
	return p.SAML != nil || p.OpenID != nil && p.OpenID.URLs.Redirect != ""
}

// IdentityOpenID is what an OpenID provider is known by.
type IdentityOpenID struct {
	Issuer string               `json:"issuer,omitempty"`
	Client IdentityOpenIDClient `json:"client,omitzero"`
	URLs   struct {
		Authorize string `json:"authorize,omitempty"`
		Token     string `json:"token,omitempty"`
		UserInfo  string `json:"userinfo,omitempty"`
		// Redirect is the platform's own: it is in answers only.
		Redirect string `json:"redirect,omitempty"`
	} `json:"urls,omitzero"`
	GroupScope    string               `json:"group_scope,omitempty"`
	ClaimsMapping IdentityOpenIDClaims `json:"claims_mapping,omitzero"`
}

// IdentityOpenIDClaims say where the groups of a person are.
type IdentityOpenIDClaims struct {
	GroupExpression string `json:"group_expression,omitempty"`
}

// IdentityOpenIDClient is the client that Anypoint is at the OpenID provider:
// one that was made by hand, or one that Anypoint registers itself.
type IdentityOpenIDClient struct {
	Credentials IdentityCredentials `json:"credentials,omitzero"`
	URLs        struct {
		Register string `json:"register,omitempty"`
	} `json:"urls,omitzero"`
	Registration struct {
		Authorization string `json:"authorization,omitempty"`
	} `json:"registration,omitzero"`
	Metadata struct {
		Name string `json:"name,omitempty"`
	} `json:"metadata,omitzero"`
}

// IdentityCredentials are those of a client.
type IdentityCredentials struct {
	ID     string `json:"id,omitempty"`
	Secret string `json:"secret,omitempty"`
}

// IdentitySAML is what a SAML identity provider is known by.
type IdentitySAML struct {
	Audience                       string             `json:"audience,omitempty"`
	Issuer                         string             `json:"issuer,omitempty"`
	PublicKey                      OneOrMore          `json:"public_key,omitempty"`
	ClaimsMapping                  IdentityAttributes `json:"claims_mapping,omitzero"`
	IDPInitiatedSSOEnabled         *bool              `json:"idp_initiated_sso_enabled,omitempty"`
	SPInitiatedSSOEnabled          *bool              `json:"sp_initiated_sso_enabled,omitempty"`
	UseComposerACSURL              *bool              `json:"use_composer_acs_url,omitempty"`
	RequireEncryptedSAMLAssertions *bool              `json:"require_encrypted_saml_assertions,omitempty"`
}

// IdentityAttributes are the attributes of an assertion that say who somebody is.
type IdentityAttributes struct {
	Username  string `json:"username_attribute,omitempty"`
	FirstName string `json:"firstname_attribute,omitempty"`
	LastName  string `json:"lastname_attribute,omitempty"`
	Email     string `json:"email_attribute,omitempty"`
	Group     string `json:"group_attribute,omitempty"`
}

// IdentityServiceURLs are where people sign in and out.
type IdentityServiceURLs struct {
	URLs struct {
		SignOn  string `json:"sign_on,omitempty"`
		SignOut string `json:"sign_out,omitempty"`
	} `json:"urls,omitzero"`
}

// OneOrMore is a list of texts that the older form of the API has as one text.
type OneOrMore []string

// UnmarshalJSON implements json.Unmarshaler.
func (o *OneOrMore) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		if *o = nil; one != "" {
			*o = OneOrMore{one}
		}
		return nil
	}
	return json.Unmarshal(raw, (*[]string)(o))
}

// IdentityProviders are those of a root organization.
func (c *Client) IdentityProviders(organizationID string) *rest.Collection[IdentityProvider] {
	return &rest.Collection[IdentityProvider]{
		Client: c.Client, Noun: "identity provider",
		Path: rest.P("/accounts/api/organizations/{organizationId}/identityProviders", organizationID),
		Item: "/{identityProviderId}",
		// The vendor's document requires "include_full_details", "ascending" and
		// "include_secrets". Whether the full details have the secrets, it does
		// not say: each is read by itself.
		List:  url.Values{"limit": {"500"}, "offset": {"0"}, "sort": {"name"}, "ascending": {"true"}, "include_full_details": {"false"}},
		Pager: rest.OffsetLimit("data"),
		One:   url.Values{"include_secrets": {"false"}},
		ID:    func(p IdentityProvider) string { return p.ID },
	}
}
