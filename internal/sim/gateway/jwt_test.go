package gateway

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

func sign(t *testing.T, alg jose.SignatureAlgorithm, key any, claims obj) []string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, nil)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return []string{"Authorization", "Bearer " + token}
}

func (f *fixture) wantJWT(what string, status int, header ...string) {
	f.t.Helper()
	if got, _, body := f.call("/card", header...); got != status {
		f.t.Errorf("%s: %d, not %d: %v", what, got, status, body)
	}
}

func TestJWT_claims(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const secret = "0123456789abcdef0123456789abcdef"
	f.apply("jwt-validation", "0.12.0", obj{
		"jwtOrigin": "httpBearerAuthenticationHeader", "signingMethod": "hmac", "signingKeyLength": 256, "jwtKeyOrigin": "text", "textKey": secret,
		"skipClientIdValidation": false, "clientIdExpression": "#[vars.claimSet.cid]",
		"validateAudClaim": true, "mandatoryAudClaim": true, "supportedAudiences": "api://cards, api://loans", "mandatoryExpClaim": true, "mandatoryNbfClaim": false,
		"validateCustomClaim":      true,
		"mandatoryCustomClaims":    []obj{{"key": "iss", "value": "https://idp.example"}},
		"nonMandatoryCustomClaims": []obj{{"key": "zone", "value": "#[vars.claimSet.zone == 'eu']"}},
	})
	now := f.world.Clock.Now().Unix()
	good := obj{"cid": f.clientID, "aud": "api://loans", "iss": "https://idp.example", "exp": now + 600}
	token := func(change obj) []string {
		claims := maps.Clone(good)
		maps.Copy(claims, change)
		maps.DeleteFunc(claims, func(_ string, v any) bool { return v == nil })
		return sign(t, jose.HS256, []byte(secret), claims)
	}
	f.wantJWT("no contract", 403, token(nil)...)
	f.contract()
	f.wantJWT("no token", 400)
	f.wantJWT("another scheme", 400, "Authorization", "Basic eDp5")
	f.wantJWT("no JWT", 401, "Authorization", "Bearer x")
	f.wantJWT("good", 200, token(nil)...)
	f.wantJWT("the right zone", 200, token(obj{"zone": "eu"})...)
	for what, change := range map[string]obj{
		"expired": {"exp": now - 1}, "not yet": {"nbf": now + 60}, "no exp": {"exp": nil}, "no aud": {"aud": nil},
		"foreign aud": {"aud": []string{"api://x"}}, "foreign issuer": {"iss": "https://x"}, "no issuer": {"iss": nil}, "wrong zone": {"zone": "us"},
	} {
		f.wantJWT(what, 401, token(change)...)
	}
	f.wantJWT("foreign client", 403, token(obj{"cid": "x"})...)
	f.wantJWT("another secret", 401, sign(t, jose.HS256, []byte("another-secret-0123456789abcdef0"), good)...)
	f.wantJWT("another length", 401, sign(t, jose.HS384, []byte(secret+secret), good)...)
	f.world.Clock.Advance(time.Hour)
	f.wantJWT("expired meanwhile", 401, token(nil)...)
}

func TestJWT_keySet(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	fetched := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fetched++
		_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "k1", Algorithm: "ES256", Use: "sig"}}})
	}))
	t.Cleanup(server.Close)
	f.apply("jwt-validation", "0.12.0", obj{
		"jwtOrigin": "customExpression", "jwtExpression": "#[attributes.headers['jwt']]", "signingMethod": "es", "signingKeyLength": 256,
		"jwtKeyOrigin": "jwks", "jwksUrl": server.URL, "jwksServiceTimeToLive": 1, "skipClientIdValidation": true, "claimsToHeaders": []string{"sub"},
	})
	token := sign(t, jose.ES256, jose.JSONWebKey{Key: key, KeyID: "k1"}, obj{"sub": "ann"})[1][len("Bearer "):]
	f.wantJWT("in another header", 400, "Authorization", "Bearer "+token)
	for range 2 {
		status, _, body := f.call("/card", "jwt", token)
		if headers, _ := body["headers"].(obj); status != 200 || headers["Sub"] != "ann" {
			t.Fatalf("%d %v", status, body)
		}
	}
	// A token that does not say its key is held against all of them.
	nameless := sign(t, jose.ES256, key, obj{"sub": "ann"})[1][len("Bearer "):]
	f.wantJWT("without a key id", 200, "jwt", nameless)
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	f.wantJWT("by another key", 401, "jwt", sign(t, jose.ES256, other, obj{"sub": "ann"})[1][len("Bearer "):])
	if fetched != 1 {
		t.Errorf("the key set was fetched %d times", fetched)
	}
	f.world.Clock.Advance(2 * time.Minute)
	server.Close()
	f.wantJWT("no key set", 503, "jwt", token)
}
