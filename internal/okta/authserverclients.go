package okta

import (
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// AuthServerClient is a client that has refresh tokens of an authorization
// server. Source: schema OAuth2Client.
type AuthServerClient struct {
	ClientID   string `json:"client_id"`
	ClientName string `json:"client_name"`
	ClientURI  string `json:"client_uri"`
	LogoURI    string `json:"logo_uri"`
}

// AuthServerClients are the clients that have refresh tokens of an
// authorization server; the list has no pages and no item of its own.
func (c *Client) AuthServerClients(authServerID string) *rest.Collection[AuthServerClient] {
	return &rest.Collection[AuthServerClient]{
		Client: c.Client, Noun: "client of the authorization server",
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/clients", authServerID),
		ID:   func(a AuthServerClient) string { return a.ClientID },
	}
}

// IssuedRefreshToken is what Okta tells of a refresh token: never the token itself.
// Times are in RFC 3339. Source: schema OAuth2RefreshToken.
type IssuedRefreshToken struct {
	ID          string   `json:"id"`
	Status      string   `json:"status"`
	Created     string   `json:"created"`
	LastUpdated string   `json:"lastUpdated"`
	ExpiresAt   string   `json:"expiresAt"`
	Issuer      string   `json:"issuer"`
	UserID      string   `json:"userId"`
	Scopes      []string `json:"scopes"`
}

// RefreshTokens are the refresh tokens of an authorization server that one
// client has.
func (c *Client) RefreshTokens(authServerID, clientID string) *rest.Collection[IssuedRefreshToken] {
	return &rest.Collection[IssuedRefreshToken]{
		Client: c.Client, Noun: "refresh token", Item: "/{tokenId}",
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/clients/{clientId}/tokens", authServerID, clientID),
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext,
		ID: func(t IssuedRefreshToken) string { return t.ID },
	}
}
