package oidc

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// DPoP proves possession of a key to servers that bind their tokens to one
// (RFC 9449). Its key lives as long as the process.
type DPoP struct {
	signer jose.Signer

	mu     sync.Mutex
	nonces map[string]string // by origin: every server has its own
}

// NewDPoP makes a key.
func NewDPoP() (*DPoP, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	options := (&jose.SignerOptions{EmbedJWK: true}).WithType("dpop+jwt")
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: key}, options)
	if err != nil {
		return nil, err
	}
	return &DPoP{signer: signer, nonces: map[string]string{}}, nil
}

// Proof is the DPoP header for one request. Each try needs its own: a server
// takes an id only once. at is the time by its clock. accessToken is empty at the token endpoint.
func (d *DPoP) Proof(method, address, accessToken string, at time.Time) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	u.RawQuery, u.Fragment = "", ""
	claims := map[string]any{"jti": nonce(), "htm": method, "htu": u.String(), "iat": at.Unix()}
	if accessToken != "" {
		sum := sha256.Sum256([]byte(accessToken))
		claims["ath"] = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	d.mu.Lock()
	if n := d.nonces[origin(address)]; n != "" {
		claims["nonce"] = n
	}
	d.mu.Unlock()
	return jwt.Signed(d.signer).Claims(claims).Serialize()
}

// SetNonce remembers the nonce that the server of that address demands.
func (d *DPoP) SetNonce(address, value string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.nonces[origin(address)] = value
}

func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}
