package anypoint

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// The types of client providers: OpenID Connect Dynamic Client Registration,
// PingFederate and OpenAM.
const (
	OIDCDynamic = "openid-dynamic-client"
	Ping        = "ping"
	OpenAM      = "openam"
)

// ClientProvider is an identity provider that keeps the clients of
// applications. In a request, what is empty or nil is left out.
type ClientProvider struct {
	ID                         string             `json:"providerId,omitempty"`
	OrganizationID             string             `json:"organizationId,omitempty"`
	Name                       string             `json:"name,omitempty"`
	Type                       ClientProviderType `json:"type,omitzero"`
	AllowUntrustedCertificates *bool              `json:"allow_untrusted_certificates,omitempty"`
	// OIDC is nil for the other types, and where the platform shows a summary:
	// in lists, and to business groups.
	OIDC *OIDCProvider `json:"oidc_dynamic_client_provider,omitempty"`
	// Azure stands beside OIDC where the identity provider is Entra ID.
	Azure *AzureProvider `json:"azure_ad_provider,omitempty"`
	OAuth2Provider

	// Extra is laid over everything else in a request, member by member.
	Extra map[string]any `json:"-"`
	// Raw is the platform's whole answer.
	Raw Object `json:"-"`
}

// AzureProvider is what Entra ID needs beside OpenID Connect.
type AzureProvider struct {
	Client struct {
		Registration struct {
			KeyExpiredIn string `json:"key_expired_in"`
		} `json:"registration"`
	} `json:"client"`
}

type plainClientProvider ClientProvider // without the methods below

// MarshalJSON implements json.Marshaler.
func (p ClientProvider) MarshalJSON() ([]byte, error) {
	text, err := json.Marshal(plainClientProvider(p))
	if len(p.Extra) == 0 {
		return text, err
	}
	whole, err := rest.Merge(text, p.Extra)
	if err != nil {
		return nil, err
	}
	return json.Marshal(whole)
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *ClientProvider) UnmarshalJSON(text []byte) error {
	var plain plainClientProvider
	if err := json.Unmarshal(text, &plain); err != nil {
		return err
	}
	if err := json.Unmarshal(text, &plain.Raw); err != nil {
		return err
	}
	*p = ClientProvider(plain)
	return nil
}

// Whole tells whether the platform showed more than a summary.
func (p ClientProvider) Whole() bool { return p.OIDC != nil || p.Clients != nil }

// Empty tells whether a change has nothing to say.
func (p ClientProvider) Empty() bool { return reflect.ValueOf(p).IsZero() }

// ClientProviderType is a provider's type; only its description can change.
type ClientProviderType struct {
	Name        string  `json:"name,omitempty"`
	Description *string `json:"description,omitempty"`
	// Version is OpenAM's.
	Version string `json:"version,omitempty"`
}

// OIDCProvider is the configuration of the type OIDCDynamic.
type OIDCProvider struct {
	Issuer                          string            `json:"issuer,omitempty"`
	Client                          OIDCRegistration  `json:"client,omitzero"`
	PrimaryClient                   OIDCPrimaryClient `json:"primary_client,omitzero"`
	URLs                            OIDCURLs          `json:"urls,omitzero"`
	AllowLocalClientDeletion        *bool             `json:"allow_local_client_deletion,omitempty"`
	AllowExternalClientModification *bool             `json:"allow_external_client_modification,omitempty"`
	// AllowClientImport is sent by a live client; the vendor's document omits it.
	AllowClientImport *bool `json:"allow_client_import,omitempty"`
	// ClientRequestTimeout is in milliseconds.
	ClientRequestTimeout *float64 `json:"client_request_timeout,omitempty"`
	// GrantTypes is nil where they are left to the platform.
	GrantTypes *[]GrantType `json:"supported_grant_types,omitempty"`
}

// OIDCRegistration is how clients are registered.
type OIDCRegistration struct {
	URLs struct {
		Register string `json:"register,omitempty"`
	} `json:"urls,omitzero"`
	Registration struct {
		Authorization string `json:"authorization,omitempty"`
	} `json:"registration,omitzero"`
	// TokenEndpointAuthMethods is nil where it is not said.
	TokenEndpointAuthMethods *[]string `json:"token_endpoint_auth_methods_supported,omitempty"`
}

// OIDCPrimaryClient is the client that validates tokens.
type OIDCPrimaryClient struct {
	ID     string `json:"id,omitempty"`
	Secret string `json:"secret,omitempty"`
}

// OIDCURLs are the endpoints of the authorization server.
type OIDCURLs struct {
	Authorize  string `json:"authorize,omitempty"`
	Token      string `json:"token,omitempty"`
	Introspect string `json:"introspect,omitempty"`
}

// ClientProviders are those of a root organization.
func (c *Client) ClientProviders(organizationID string) *rest.Collection[ClientProvider] {
	return &rest.Collection[ClientProvider]{
		Client: c.Client, Noun: "client provider",
		Path: rest.P("/accounts/api/organizations/{organizationId}/clientProviders", organizationID),
		Item: "/{clientProviderId}",
		// The vendor's document requires "ascending" and "includeSecrets".
		List: url.Values{"limit": {"500"}, "offset": {"0"}, "sort": {"name"}, "ascending": {"true"}}, Pager: rest.OffsetLimit("data"),
		One: url.Values{"includeSecrets": {"false"}},
		ID:  func(p ClientProvider) string { return p.ID },
	}
}

// PatchClientProvider changes the members that body has and keeps the others,
// the secrets among them.
func (c *Client) PatchClientProvider(ctx context.Context, organizationID, id string, body ClientProvider) (ClientProvider, error) {
	return rest.Do[ClientProvider](ctx, c.Client, rest.Request{
		Operation: "update the client provider \"" + id + "\"", Method: http.MethodPatch,
		Path: c.ClientProviders(organizationID).Path.Join("/{clientProviderId}", id),
		// The vendor's document requires it.
		Query: url.Values{"recreateTokenValidationClient": {"false"}}, Body: body,
	})
}

// GrantTypes are the grant types that a client provider offers, and its type.
type GrantTypes struct {
	Type struct {
		Name        string `json:"name"`
		Description string `json:"description"`
	} `json:"type"`
	GrantTypes []GrantType `json:"grant_types"`
}

// GrantType is one of them, in the platform's own words.
type GrantType struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"`
	Required bool     `json:"required"`
	Exclude  []string `json:"exclude"`
	Depends  []string `json:"depends"`
}

// Names are those of the grant types.
func (g GrantTypes) Names() []string {
	names := make([]string, 0, len(g.GrantTypes))
	for _, t := range g.GrantTypes {
		names = append(names, t.Name)
	}
	return names
}

// GrantTypes are the grant types that a client provider offers.
func (c *Client) GrantTypes(ctx context.Context, organizationID, id string) (GrantTypes, error) {
	return rest.Do[GrantTypes](ctx, c.Client, rest.Request{
		Operation: "read the grant types of the client provider \"" + id + "\"", Method: http.MethodGet,
		Path: c.ClientProviders(organizationID).Path.Join("/{clientProviderId}/grantTypes", id),
	})
}

// EnvironmentClientProviders are the client providers that an environment
// suggests for new APIs, its default first.
type EnvironmentClientProviders struct {
	IDs []string `json:"suggestedClientManagementProviderIds"`
}

func environmentClientProviders(organizationID, environmentID string) rest.Path {
	return rest.P("/accounts/api/organizations/{organizationId}/environments/{environmentId}/clientManagementProviders", organizationID, environmentID)
}

// EnvironmentClientProviders reads them.
func (c *Client) EnvironmentClientProviders(ctx context.Context, organizationID, environmentID string) (EnvironmentClientProviders, error) {
	return rest.Do[EnvironmentClientProviders](ctx, c.Client, rest.Request{
		Operation: "read the client providers of the environment \"" + environmentID + "\"", Method: http.MethodGet,
		Path: environmentClientProviders(organizationID, environmentID), List: true,
	})
}

// SetEnvironmentClientProviders replaces them all.
func (c *Client) SetEnvironmentClientProviders(ctx context.Context, organizationID, environmentID string, ids []string) (EnvironmentClientProviders, error) {
	return rest.Do[EnvironmentClientProviders](ctx, c.Client, rest.Request{
		Operation: "set the client providers of the environment \"" + environmentID + "\"", Method: http.MethodPut,
		Path: environmentClientProviders(organizationID, environmentID), Body: EnvironmentClientProviders{IDs: ids},
	})
}
