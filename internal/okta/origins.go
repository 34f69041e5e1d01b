package okta

import (
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TrustedOrigin is another site that may call Okta from a browser.
type TrustedOrigin struct {
	ID      string        `json:"id,omitempty"`
	Name    string        `json:"name"`
	Origin  string        `json:"origin"`
	Status  string        `json:"status,omitempty"`
	Scopes  []OriginScope `json:"scopes"`
	Created string        `json:"created,omitempty"`
}

// OriginScope is one thing that an origin may do.
type OriginScope struct {
	Type            string   `json:"type"` // CORS, REDIRECT, IFRAME_EMBED
	AllowedOktaApps []string `json:"allowedOktaApps,omitempty"`
}

// TrustedOrigins are the trusted origins of the org.
func (c *Client) TrustedOrigins() *rest.Collection[TrustedOrigin] {
	return &rest.Collection[TrustedOrigin]{
		Client: c.Client, Noun: "trusted origin", Path: rest.P("/api/v1/trustedOrigins"), Item: "/{trustedOriginId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext, ReadAhead: true,
		ID:      func(o TrustedOrigin) string { return o.ID },
		Created: func(o TrustedOrigin) string { return o.Created },
	}
}

// APITokenInfo is what is known of an API token; the token itself is not.
type APITokenInfo struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	UserID      string          `json:"userId"`
	ClientName  string          `json:"clientName"`
	TokenWindow string          `json:"tokenWindow"`
	ExpiresAt   string          `json:"expiresAt"`
	Created     string          `json:"created"`
	LastUpdated string          `json:"lastUpdated"`
	Network     APITokenNetwork `json:"network"`
}

// APITokenNetwork says from where a token may be used.
type APITokenNetwork struct {
	Connection string   `json:"connection"`
	Include    []string `json:"include"`
	Exclude    []string `json:"exclude"`
}

// APITokens are the API tokens of the org. Okta's API cannot make one.
func (c *Client) APITokens() *rest.Collection[APITokenInfo] {
	return &rest.Collection[APITokenInfo]{
		Client: c.Client, Noun: "API token", Path: rest.P("/api/v1/api-tokens"), Item: "/{apiTokenId}",
		Pager: rest.LinkNext, ID: func(t APITokenInfo) string { return t.ID },
	}
}
