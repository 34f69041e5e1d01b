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
func (c *Client) AppJWKs(appID string) rest.Collection[JWK] {
	return rest.Collection[JWK]{
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
		if member, problem := base64URL("n", k.N, "e", k.E); problem != "" {
			return member, problem
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
		return base64URL("x", k.X, "y", k.Y)
	default:
		return "kty", fmt.Sprintf(`%q is not a key type that Okta takes: write "RSA" or "EC"`, k.KTY)
	}
	return "", ""
}

func base64URL(members ...any) (member, problem string) {
	for i := 0; i < len(members); i += 2 {
		name, _ := members[i].(string)
		value, _ := members[i+1].(*string)
		if _, err := decodeBase64URL(*value); err != nil || *value == "" {
			return name, fmt.Sprintf("%q is not in base64url (letters, digits, - and _)", *value)
		}
	}
	return "", ""
}

func decodeBase64URL(s string) ([]byte, error) {
	return base64.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
}
