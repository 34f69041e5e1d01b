package okta

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// JWK is the public key of a client.
type JWK struct {
	ID      string  `json:"id,omitempty"`
	KID     *string `json:"kid,omitempty"`
	KTY     string  `json:"kty"`
	Use     *string `json:"use,omitempty"`
	Alg     *string `json:"alg,omitempty"`
	Status  string  `json:"status,omitempty"`
	N       *string `json:"n,omitempty"`
	E       *string `json:"e,omitempty"`
	X       *string `json:"x,omitempty"`
	Y       *string `json:"y,omitempty"`
	Crv     *string `json:"crv,omitempty"`
	Created string  `json:"created,omitempty"`
}

// JWKSet is a set of keys.
type JWKSet struct {
	Keys []JWK `json:"keys"`
}

// AppJWKs are the public keys of one app.
func (c *Client) AppJWKs(appID string) *rest.Collection[JWK] {
	return &rest.Collection[JWK]{
		Client: c.Client, Noun: "key", Path: rest.P("/api/v1/apps/{appId}/credentials/jwks", appID), Item: "/{keyId}", ReadAhead: true,
		ID:      func(k JWK) string { return k.ID },
		Created: func(k JWK) string { return k.Created },
	}
}

// minRSABytes is the size of the smallest RSA key that Okta takes, 2,048 bits.
const minRSABytes = 256

// Check tells which member of a key is wrong, and why. A member that is nil is
// missing; unknown members must not be nil.
func (k JWK) Check() (member, problem string) {
	switch k.KTY {
	case "RSA":
		if k.N == nil || k.E == nil {
			return "kty", `an RSA key needs "n" (modulus) and "e" (exponent)`
		}
		if !isBase64URL(*k.N) {
			return "n", notBase64URL(*k.N)
		}
		if !isBase64URL(*k.E) {
			return "e", notBase64URL(*k.E)
		}
		if n, _ := decodeBase64URL(*k.N); len(n) < minRSABytes {
			return "n", fmt.Sprintf("the RSA key has %d bits; Okta takes keys of at least 2,048", len(n)*8)
		}
	case "EC":
		if k.X == nil || k.Y == nil {
			return "kty", `an EC key needs "x" and "y", the coordinates of its point`
		}
		if k.Use != nil && *k.Use == "enc" {
			return "use", "Okta encrypts with RSA keys only"
		}
		if !isBase64URL(*k.X) {
			return "x", notBase64URL(*k.X)
		}
		if !isBase64URL(*k.Y) {
			return "y", notBase64URL(*k.Y)
		}
	default:
		return "kty", fmt.Sprintf(`%q is not a key type that Okta takes: write "RSA" or "EC"`, k.KTY)
	}
	return "", ""
}

func isBase64URL(s string) bool {
	_, err := decodeBase64URL(s)
	return err == nil && s != ""
}

func notBase64URL(s string) string {
	return fmt.Sprintf("%q is not in base64url (letters, digits, - and _)", s)
}

func decodeBase64URL(s string) ([]byte, error) {
	return base64.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
}
