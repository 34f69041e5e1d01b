package oidc

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// Key is a private key that signs client assertions.
type Key struct {
	private crypto.PrivateKey
	id      string
	alg     jose.SignatureAlgorithm
}

// ParseKey reads a private key: PEM (PKCS #8, PKCS #1 or SEC 1) or a JWK. RSA
// keys sign with RS256, keys on the curve P-256 with ES256. id is the key id
// that the server knows; empty: the JWK's own.
func ParseKey(text, id string) (*Key, error) {
	text = strings.TrimSpace(text)
	var private crypto.PrivateKey
	if strings.HasPrefix(text, "{") {
		var jwk jose.JSONWebKey
		if err := jwk.UnmarshalJSON([]byte(text)); err != nil {
			return nil, errors.New("the private key is not a valid JWK")
		}
		private = jwk.Key
		if id == "" {
			id = jwk.KeyID
		}
	} else {
		block, _ := pem.Decode([]byte(text))
		if block == nil {
			return nil, errors.New("the private key is neither PEM nor a JWK")
		}
		var err error
		if private, err = parsePEM(block); err != nil {
			return nil, err
		}
	}
	k := &Key{private: private, id: id}
	switch p := private.(type) {
	case *rsa.PrivateKey:
		k.alg = jose.RS256
	case *ecdsa.PrivateKey:
		if p.Curve.Params().BitSize != 256 {
			return nil, errors.New("the private key is on another curve than P-256")
		}
		k.alg = jose.ES256
	default:
		return nil, errors.New("the private key is neither RSA nor on the curve P-256, or it is a public key")
	}
	return k, nil
}

func parsePEM(block *pem.Block) (crypto.PrivateKey, error) {
	if k, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
		return k, nil
	}
	if k, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return k, nil
	}
	if k, err := x509.ParseECPrivateKey(block.Bytes); err == nil {
		return k, nil
	}
	return nil, errors.New("the PEM block " + block.Type + " is not an unencrypted private key")
}

// Assertion is a signed client assertion (RFC 7523) for one token request.
func (k *Key) Assertion(clientID, audience string, now time.Time) (string, error) {
	options := (&jose.SignerOptions{}).WithType("JWT")
	if k.id != "" {
		options = options.WithHeader("kid", k.id)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: k.alg, Key: k.private}, options)
	if err != nil {
		return "", err
	}
	return jwt.Signed(signer).Claims(jwt.Claims{
		Issuer: clientID, Subject: clientID, Audience: jwt.Audience{audience}, ID: nonce(),
		IssuedAt: jwt.NewNumericDate(now), Expiry: jwt.NewNumericDate(now.Add(5 * time.Minute)),
	}).Serialize()
}

func nonce() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails, see its documentation
	return base64.RawURLEncoding.EncodeToString(b)
}
