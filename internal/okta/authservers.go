package okta

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// DefaultAuthServer is the alias under which paths know the authorization
// server that an org starts with.
const DefaultAuthServer = "default"

// AuthServer is a custom authorization server (AuthorizationServer).
type AuthServer struct {
	ID          string                `json:"id,omitempty"`
	Name        string                `json:"name"`
	Description *string               `json:"description"`
	Audiences   []string              `json:"audiences"`
	Issuer      string                `json:"issuer,omitempty"`
	IssuerMode  string                `json:"issuerMode,omitempty"` // ORG_URL, CUSTOM_URL, DYNAMIC
	Status      string                `json:"status,omitempty"`
	Created     string                `json:"created,omitempty"`
	Default     bool                  `json:"default,omitempty"`
	Credentials AuthServerCredentials `json:"credentials"`
	// The encryption of access tokens.
	Algorithm string          `json:"accessTokenEncryptedResponseAlgorithm,omitempty"`
	JWKS      *AuthServerJWKS `json:"jwks,omitempty"`
	JWKSURI   string          `json:"jwks_uri,omitempty"`
}

// AuthServerCredentials are an authorization server's keys.
type AuthServerCredentials struct {
	Signing AuthServerSigning `json:"signing"`
}

// AuthServerSigning is how an authorization server signs its tokens.
type AuthServerSigning struct {
	KeyID        string `json:"kid,omitempty"`
	RotationMode string `json:"rotationMode,omitempty"` // AUTO, MANUAL
	LastRotated  string `json:"lastRotated,omitempty"`
	NextRotation string `json:"nextRotation,omitempty"` // only with AUTO
}

// AuthServerJWKS are the keys that an authorization server encrypts with.
type AuthServerJWKS struct {
	Keys []EncryptionKey `json:"keys"`
}

// EncryptionKey is a public RSA key (ResourceServerJsonWebKey).
type EncryptionKey struct {
	Kty    string `json:"kty"`
	Use    string `json:"use"`
	Kid    string `json:"kid"`
	E      string `json:"e"`
	N      string `json:"n"`
	Status string `json:"status,omitempty"`
}

// SigningKey is a public key of an authorization server as the management API
// shows it (AuthorizationServerJsonWebKey).
type SigningKey struct {
	Kty    string `json:"kty"`
	Alg    string `json:"alg"`
	Kid    string `json:"kid"`
	Use    string `json:"use"`
	E      string `json:"e"`
	N      string `json:"n"`
	Status string `json:"status"` // ACTIVE, NEXT, EXPIRED
}

// AuthServers are the custom authorization servers of the org.
func (c *Client) AuthServers() *rest.Collection[AuthServer] {
	return &rest.Collection[AuthServer]{
		Client: c.Client, Noun: "authorization server",
		Path: rest.P("/api/v1/authorizationServers"), Item: "/{authServerId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext, ReadAhead: true,
		ID:      func(s AuthServer) string { return s.ID },
		Created: func(s AuthServer) string { return s.Created },
	}
}

// AuthServerKeys are the keys that an authorization server signs with.
func (c *Client) AuthServerKeys(authServerID string) *rest.Collection[SigningKey] {
	return &rest.Collection[SigningKey]{
		Client: c.Client, Noun: "authorization server key",
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/credentials/keys", authServerID), Item: "/{keyId}",
		ID: func(k SigningKey) string { return k.Kid },
	}
}

// RotateKeys makes an authorization server sign with its next key.
func (c *Client) RotateKeys(ctx context.Context, authServerID string) ([]SigningKey, error) {
	return rest.Do[[]SigningKey](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("rotate the keys of the authorization server %q", authServerID), Method: http.MethodPost,
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/credentials/lifecycle/keyRotate", authServerID),
		Body: map[string]string{"use": "sig"},
	})
}
