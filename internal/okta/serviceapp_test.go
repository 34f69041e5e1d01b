package okta_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// signedOn makes a service app that asks an org for its tokens.
func signedOn(t *testing.T, org *scripted) *okta.ServiceApp {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(jose.JSONWebKey{Key: private, KeyID: "key-1"})
	if err != nil {
		t.Fatal(err)
	}
	key, err := oidc.ParseKey(string(text), "")
	if err != nil {
		t.Fatal(err)
	}
	return okta.NewServiceApp(oidc.New(org, "test", &rest.Secrets{}, nil), "https://a.test", "0oa1", key, []string{"okta.apps.read"})
}

func call(t *testing.T) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://a.test/api/v1/apps?limit=1", nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestServiceApp_tokens: how often an org is asked for a token, and how the one
// that it gives is sent.
func TestServiceApp_tokens(t *testing.T) {
	t.Parallel()
	const (
		proof  = `400 {"error":"invalid_dpop_proof","error_description":"The DPoP proof JWT header is missing."}`
		bearer = `200 {"access_token":"a-token","token_type":"Bearer","expires_in":3600}`
		bound  = `200 {"access_token":"a-token","token_type":"DPoP","expires_in":3600}`
	)
	for name, c := range map[string]struct {
		answers []string
		asked   int
		header  string
		want    string // of the error
	}{
		"bearer":            {[]string{bearer}, 1, "Bearer a-token", ""},
		"bound":             {[]string{proof, bound}, 2, "DPoP a-token", ""},
		"refused":           {[]string{`401 {"error":"invalid_client"}`}, 1, "", "invalid_client"},
		"proof refused too": {[]string{proof, proof}, 2, "", "invalid_dpop_proof"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			org := &scripted{answers: c.answers}
			r := call(t)
			fails(t, signedOn(t, org).Sign(t.Context(), r), c.want)
			if got := r.Header.Get("Authorization"); got != c.header || len(org.asked) != c.asked {
				t.Errorf("%q after %q", got, org.asked)
			}
		})
	}
}

// TestServiceApp_refused: a refusal asks for a new token, or for a proof with a
// nonce where proofs are used at all.
func TestServiceApp_refused(t *testing.T) {
	t.Parallel()
	const (
		proof = `400 {"error":"invalid_dpop_proof"}`
		first = `200 {"access_token":"first","token_type":"Bearer","expires_in":3600}`
		next  = `200 {"access_token":"next","token_type":"Bearer","expires_in":3600}`
		bound = `200 {"access_token":"first","token_type":"DPoP","expires_in":3600}`
		other = `200 {"access_token":"next","token_type":"DPoP","expires_in":3600}`
	)
	for name, c := range map[string]struct {
		answers       []string
		nonce         string
		header, proof string // the second time
	}{
		"bearer":           {[]string{first, next}, "", "Bearer next", ""},
		"bearer and nonce": {[]string{first, next}, "n-1", "Bearer next", ""},
		"bound":            {[]string{proof, bound, other}, "", "DPoP next", ""},
		"bound and nonce":  {[]string{proof, bound}, "n-1", "DPoP first", "n-1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			org := &scripted{answers: c.answers}
			app := signedOn(t, org)
			if app.Refused(t.Context(), call(t), &http.Response{Header: http.Header{}}) {
				t.Error("a request without a token has another to offer")
			}
			r := call(t)
			fails(t, app.Sign(t.Context(), r), "")
			if !app.Refused(t.Context(), r, &http.Response{Header: http.Header{"Dpop-Nonce": {c.nonce}}}) {
				t.Error("there is nothing to offer")
			}
			again := call(t)
			fails(t, app.Sign(t.Context(), again), "")
			if got := again.Header.Get("Authorization"); got != c.header {
				t.Errorf("%q, not %q", got, c.header)
			}
			if got := nonceOf(t, again.Header.Get("Dpop")); got != c.proof {
				t.Errorf("the proof has the nonce %q", got)
			}
		})
	}
}

// nonceOf is the nonce in a proof; of none there is none.
func nonceOf(t *testing.T, proof string) string {
	t.Helper()
	if proof == "" {
		return ""
	}
	parsed, err := jwt.ParseSigned(proof, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		t.Fatal(err)
	}
	var claims struct {
		Nonce string `json:"nonce"`
	}
	if err := parsed.UnsafeClaimsWithoutVerification(&claims); err != nil {
		t.Fatal(err)
	}
	return claims.Nonce
}
