package okta

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// OAuthClient is a client by dynamic registration (RFC 7591). Okta keeps it as
// an app.
type OAuthClient struct {
	ClientID                          string   `json:"client_id,omitempty"`
	ClientSecret                      *string  `json:"client_secret"`
	ClientIDIssuedAt                  *int64   `json:"client_id_issued_at"`
	ClientName                        string   `json:"client_name"`
	ClientURI                         *string  `json:"client_uri"`
	LogoURI                           *string  `json:"logo_uri"`
	ApplicationType                   *string  `json:"application_type"`
	RedirectURIs                      []string `json:"redirect_uris"`
	PostLogoutRedirectURIs            []string `json:"post_logout_redirect_uris"`
	ResponseTypes                     []string `json:"response_types"`
	GrantTypes                        []string `json:"grant_types"`
	TokenEndpointAuthMethod           *string  `json:"token_endpoint_auth_method"`
	InitiateLoginURI                  *string  `json:"initiate_login_uri"`
	TOSURI                            *string  `json:"tos_uri"`
	PolicyURI                         *string  `json:"policy_uri"`
	JWKSURI                           *string  `json:"jwks_uri"`
	JWKS                              *JWKSet  `json:"jwks,omitempty"`
	RequestObjectSigningAlg           *string  `json:"request_object_signing_alg"`
	IDTokenEncryptedResponseAlg       *string  `json:"id_token_encrypted_response_alg"`
	FrontchannelLogoutURI             *string  `json:"frontchannel_logout_uri"`
	FrontchannelLogoutSessionRequired *bool    `json:"frontchannel_logout_session_required"`
}

// OAuthClients are the registered clients of the org.
func (c *Client) OAuthClients() *rest.Collection[OAuthClient] {
	return &rest.Collection[OAuthClient]{
		Client: c.Client, Noun: "client", Path: rest.P("/oauth2/v1/clients"), Item: "/{clientId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext, ReadAhead: true,
		ID: func(o OAuthClient) string { return o.ClientID },
		Created: func(o OAuthClient) string {
			if o.ClientIDIssuedAt == nil {
				return ""
			}
			return time.Unix(*o.ClientIDIssuedAt, 0).UTC().Format(time.RFC3339)
		},
	}
}

// NewOAuthClient is the body that registers a client.
func NewOAuthClient(o OAuthClient) (map[string]any, error) {
	return merged(json.RawMessage(`{}`), o)
}

// ChangedOAuthClient is the body that replaces a client. Okta wants every
// setting in it, except for the two times and the secret, which it refuses or
// does not need.
func ChangedOAuthClient(current json.RawMessage, o OAuthClient) (map[string]any, error) {
	body, err := merged(current, o)
	for _, key := range []string{"client_id_issued_at", "client_secret_expires_at", "client_secret", "_links"} {
		delete(body, key)
	}
	return body, err
}

// NewSecret gives a registered client another secret. The old one ends.
func (c *Client) NewSecret(ctx context.Context, clientID string) error {
	o, err := rest.Do[OAuthClient](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("make a new secret for the client %q", clientID), Method: http.MethodPost,
		Path: rest.P("/oauth2/v1/clients/{clientId}/lifecycle/newSecret", clientID),
	})
	if o.ClientSecret != nil {
		c.Secrets().Add(*o.ClientSecret)
	}
	return err
}
