package okta_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

// serviceApp makes a service app in the simulator that signs in with key, and
// grants it scopes.
func serviceApp(t *testing.T, s *sim.Simulator, public any, alg string, dpop bool, scopes ...string) string {
	t.Helper()
	jwk, err := json.Marshal(jose.JSONWebKey{Key: public, KeyID: "key-1", Algorithm: alg, Use: "sig"})
	if err != nil {
		t.Fatal(err)
	}
	app := byHand(t, s, "/api/v1/apps", map[string]any{
		"name": "oidc_client", "label": "terraform " + alg, "signOnMode": "OPENID_CONNECT",
		"credentials": map[string]any{"oauthClient": map[string]any{"token_endpoint_auth_method": "private_key_jwt"}},
		"settings": map[string]any{"oauthClient": map[string]any{
			"application_type": "service", "grant_types": []string{"client_credentials"}, "response_types": []string{"token"},
			"dpop_bound_access_tokens": dpop, "jwks": map[string]any{"keys": []any{json.RawMessage(jwk)}},
		}},
	})
	id := fmt.Sprint(app["id"])
	for _, scope := range scopes {
		byHand(t, s, "/api/v1/apps/"+id+"/grants", map[string]any{"issuer": s.World.OktaURL, "scopeId": scope})
	}
	return id
}

func byHand(t *testing.T, s *sim.Simulator, path string, body any) map[string]any {
	t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.World.OktaURL+path, bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "SSWS "+s.Env()["OKTA_API_TOKEN"])
	req.Header.Set("Content-Type", "application/json")
	resp, err := s.World.Client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer := map[string]any{}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil || resp.StatusCode > 299 {
		t.Fatalf("%s: %d %v %v", path, resp.StatusCode, answer, err)
	}
	return answer
}

func client(t *testing.T, s *sim.Simulator, signer rest.Signer) *okta.Client {
	t.Helper()
	u, err := url.Parse(s.World.OktaURL)
	if err != nil {
		t.Fatal(err)
	}
	return okta.New(okta.Options{OrgURL: u, Signer: signer, MaxTries: 1})
}

func start(t *testing.T) *sim.Simulator {
	t.Helper()
	s, err := sim.Start(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	contract.Observe(t, s.World, contract.Judge{})
	return s
}

func countTokens(s *sim.Simulator) int {
	n := 0
	for _, x := range s.World.Log.All() {
		if x.Path == "/oauth2/v1/token" && x.Status == 200 {
			n++
		}
	}
	return n
}

func firstScope(t *testing.T, c *okta.Client) error {
	t.Helper()
	for _, err := range c.AuthServerScopes("default").All(t.Context(), nil) {
		return err
	}
	return nil
}

func TestServiceApp_privateKeyJWT(t *testing.T) {
	t.Parallel()
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8 := func(key any) string {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	}
	ecJWK, err := json.Marshal(jose.JSONWebKey{Key: ecKey, KeyID: "key-1"})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		public any
		alg    string
		text   string
		id     string
		dpop   bool
		ahead  time.Duration // of our clock is Okta's
	}{
		"RS256":      {&rsaKey.PublicKey, "RS256", pkcs8(rsaKey), "key-1", false, 0},
		"ES256":      {&ecKey.PublicKey, "ES256", string(ecJWK), "", false, 0},
		"RS256_DPoP": {&rsaKey.PublicKey, "RS256", pkcs8(rsaKey), "key-1", true, 0},

		"RS256_clockBehind":      {&rsaKey.PublicKey, "RS256", pkcs8(rsaKey), "key-1", false, 10 * time.Minute},
		"RS256_DPoP_clockBehind": {&rsaKey.PublicKey, "RS256", pkcs8(rsaKey), "key-1", true, 10 * time.Minute},
		"RS256_clockAhead":       {&rsaKey.PublicKey, "RS256", pkcs8(rsaKey), "key-1", false, -10 * time.Minute},
		"RS256_DPoP_clockAhead":  {&rsaKey.PublicKey, "RS256", pkcs8(rsaKey), "key-1", true, -10 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.World.Clock.Advance(c.ahead)
			id := serviceApp(t, s, c.public, c.alg, c.dpop, "okta.authorizationServers.read")
			key, err := oidc.ParseKey(c.text, c.id)
			if err != nil {
				t.Fatal(err)
			}
			secrets := &rest.Secrets{}
			signer := okta.NewServiceApp(oidc.New(nil, "test", secrets, nil), s.World.OktaURL, id, key, []string{"okta.authorizationServers.read"})
			api := client(t, s, signer)
			var wg sync.WaitGroup
			for range 8 { // at the same time: one token for all
				wg.Go(func() {
					if err := firstScope(t, api); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if n := countTokens(s); n != 1 {
				t.Errorf("%d tokens for one process", n)
			}
			_, err = api.AuthServerScopes("default").Create(t.Context(), okta.AuthServerScope{Name: "x"}, nil)
			if !rest.HasCode(err, okta.CodeForbidden) || !strings.Contains(err.Error(), "okta.authorizationServers.manage") {
				t.Errorf("a missing scope: %v", err)
			}
			// An expired token is renewed once, after the 401.
			s.World.Clock.Advance(2 * time.Hour)
			if err := firstScope(t, api); err != nil {
				t.Error(err)
			}
			if n := countTokens(s); n != 2 {
				t.Errorf("%d tokens after one has expired", n)
			}
		})
	}
}

func TestParseKey_refuses(t *testing.T) {
	t.Parallel()
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public, err := json.Marshal(jose.JSONWebKey{Key: &p384.PublicKey})
	if err != nil {
		t.Fatal(err)
	}
	private, err := json.Marshal(jose.JSONWebKey{Key: p384})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"nonsense":      "neither PEM nor a JWK",
		"{":             "not a valid JWK",
		string(public):  "public key",
		string(private): "P-256",
		"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----": "unencrypted",
	} {
		if _, err := oidc.ParseKey(text, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20s: %v", text, err)
		}
	}
}

func TestReadyTokens(t *testing.T) {
	t.Parallel()
	for want, signer := range map[string]rest.Signer{"SSWS a-token": okta.APIToken("a-token"), "Bearer a-token": okta.AccessToken("a-token")} {
		r := call(t)
		fails(t, signer.Sign(t.Context(), r), "")
		if got := r.Header.Get("Authorization"); got != want {
			t.Errorf("%q, not %q", got, want)
		}
		if signer.Refused(t.Context(), r, &http.Response{StatusCode: http.StatusUnauthorized}) {
			t.Errorf("%q: there is no other token to offer", want)
		}
	}
}

func TestAPIToken_wrong(t *testing.T) {
	t.Parallel()
	s := start(t)
	err := firstScope(t, client(t, s, okta.APIToken("00wrong-token-value")))
	if !rest.HasCode(err, okta.CodeInvalidToken) || strings.Contains(err.Error(), "00wrong") || !strings.Contains(err.Error(), "30 days") {
		t.Errorf("error %v", err)
	}
}
