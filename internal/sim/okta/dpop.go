package okta

import (
	"crypto"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// proof is what a DPoP header proves (RFC 9449).
type proof struct {
	thumbprint string
	nonce      string
}

type proofClaims struct {
	ID       string           `json:"jti"`
	Method   string           `json:"htm"`
	URL      string           `json:"htu"`
	IssuedAt *jwt.NumericDate `json:"iat"`
	Nonce    string           `json:"nonce"`
	Hash     string           `json:"ath"`
}

// readProof checks the proof of a request. accessToken is empty at the token
// endpoint. Like assertions it is checked against the simulated clock.
func (p *Platform) readProof(r *http.Request, accessToken string) (proof, error) {
	headers := r.Header.Values("DPoP")
	if len(headers) != 1 || headers[0] == "" {
		return proof{}, errors.New("The DPoP proof JWT header is missing.") //nolint:revive // Okta's words, shown to clients
	}
	token, err := jwt.ParseSigned(headers[0], asymmetricAlgorithms)
	if err != nil || len(token.Headers) != 1 {
		return proof{}, errors.New("the DPoP proof is not a JWT with a supported signature")
	}
	header := token.Headers[0]
	kind, _ := header.ExtraHeaders[jose.HeaderType].(string)
	key := header.JSONWebKey
	if !strings.EqualFold(kind, "dpop+jwt") || key == nil || !key.Valid() || !key.IsPublic() {
		return proof{}, errors.New("the DPoP proof must have the type dpop+jwt and a public key")
	}
	var claims proofClaims
	if err := token.Claims(key.Key, &claims); err != nil {
		return proof{}, errors.New("the signature of the DPoP proof is invalid")
	}
	now := p.world.Clock.Now()
	switch {
	case claims.ID == "" || claims.IssuedAt == nil:
		return proof{}, errors.New("the DPoP proof must have jti and iat")
	case !strings.EqualFold(claims.Method, r.Method):
		return proof{}, errors.New("the htm of the DPoP proof is not the request's method")
	case !p.isTarget(r, claims.URL):
		return proof{}, errors.New("the htu of the DPoP proof is not the request's address")
	case claims.IssuedAt.Time().Before(now.Add(-clockLeeway)) || claims.IssuedAt.Time().After(now.Add(clockLeeway)):
		return proof{}, errors.New("the iat of the DPoP proof is too far from now")
	}
	if accessToken != "" {
		sum := sha256.Sum256([]byte(accessToken))
		if claims.Hash != base64.RawURLEncoding.EncodeToString(sum[:]) {
			return proof{}, errors.New("the ath of the DPoP proof is not the access token's")
		}
	}
	thumbprint, err := key.Thumbprint(crypto.SHA256)
	if err != nil {
		return proof{}, errors.New("the key of the DPoP proof has no thumbprint")
	}
	if !p.firstUse("proof " + claims.ID) {
		return proof{}, errors.New("the DPoP proof was used before")
	}
	return proof{thumbprint: base64.RawURLEncoding.EncodeToString(thumbprint), nonce: claims.Nonce}, nil
}

// isTarget compares a proof's address with the request's, without query and
// fragment, by the org's own name or the one that the request used.
func (p *Platform) isTarget(r *http.Request, address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Path != r.URL.Path {
		return false
	}
	org, err := url.Parse(p.world.OktaURL)
	return err == nil && u.Scheme == org.Scheme && (u.Host == org.Host || u.Host == r.Host)
}

// proveToken checks the DPoP part of a token request. The thumbprint is empty
// when the client neither must nor does use DPoP. Codes and words: Okta's
// guide to DPoP; the contract has no example.
func (p *Platform) proveToken(q *oauthRequest) (thumbprint string, refusal *kernel.Answer) {
	if q.Header.Get("DPoP") == "" && !q.client.client.bool("dpop_bound_access_tokens") {
		return "", nil
	}
	pr, err := p.readProof(q.Request, "")
	if err != nil {
		return "", new(oauthError(http.StatusBadRequest, "invalid_dpop_proof", err.Error()))
	}
	if pr.nonce != p.st.nonce {
		a := oauthError(http.StatusBadRequest, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.")
		a.Header = http.Header{}
		a.Header.Set("DPoP-Nonce", p.st.nonce)
		return "", &a
	}
	return pr.thumbprint, nil
}

// checkAPIProof checks the use of an access token that is bound to a key.
func (p *Platform) checkAPIProof(r *http.Request, kind, value string, t *oauthToken) error {
	if t.thumbprint == "" {
		return errors.New("the access token is not bound to a key")
	}
	if !strings.EqualFold(kind, "DPoP") {
		return errors.New("the access token is bound to a key and must be sent as DPoP")
	}
	pr, err := p.readProof(r, value)
	if err != nil {
		return err
	}
	if pr.thumbprint != t.thumbprint {
		return errors.New("the access token is bound to another key")
	}
	return nil
}
