package oidc_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// strict is a server that takes a client assertion once, and loses the first
// answer.
type strict struct {
	t      *testing.T
	public any
	seen   map[string]bool
}

// ServeHTTP implements http.Handler.
func (s *strict) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t := s.t
	body, _ := io.ReadAll(r.Body)
	form, err := url.ParseQuery(string(body))
	if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
		t.Errorf("%s %s: %v", r.Method, r.Header, err)
	}
	assertion := form.Get("client_assertion")
	if r.URL.RawQuery != "" || strings.Contains(r.RequestURI, assertion) || r.Header.Get("Authorization") != "" {
		t.Errorf("more than the body has credentials: %s %v", r.RequestURI, r.Header)
	}
	if form.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" || form.Get("client_id") != "client" || form.Has("client_secret") {
		t.Errorf("%v", form)
	}
	token, err := jwt.ParseSigned(assertion, []jose.SignatureAlgorithm{jose.RS256, jose.ES256})
	if err != nil {
		t.Fatal(err)
	}
	var claims jwt.Claims
	if err := token.Claims(s.public, &claims); err != nil || token.Headers[0].KeyID != "k1" {
		t.Errorf("the signature of %+v: %v", token.Headers[0], err)
	}
	if claims.Issuer != "client" || claims.Subject != "client" || len(claims.Audience) != 1 || claims.Audience[0] != "http://"+r.Host+r.URL.Path {
		t.Errorf("%+v is not for %s", claims, r.URL.Path)
	}
	if life := claims.Expiry.Time().Sub(claims.IssuedAt.Time()); life <= 0 || life > 5*time.Minute || time.Since(claims.IssuedAt.Time()).Abs() > time.Minute {
		t.Errorf("it lives for %s from %s on", life, claims.IssuedAt.Time())
	}
	if len(claims.ID) < 20 || s.seen[claims.ID] {
		t.Errorf("the identifier %q is used again", claims.ID)
	}
	s.seen[claims.ID] = true
	switch len(s.seen) {
	case 1:
		panic(http.ErrAbortHandler) // it acted, and the answer is lost
	case 2:
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(`{"access_token":"at","active":true}`))
}

// TestAssertion: in the body and nowhere else, for this endpoint, signed,
// short-lived, and another one for every try.
func TestAssertion(t *testing.T) {
	t.Parallel()
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, keys := range map[string]struct{ private, public any }{"RS256": {rsaKey, rsaKey.Public()}, "ES256": {ecKey, ecKey.Public()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			der, err := x509.MarshalPKCS8PrivateKey(keys.private)
			if err != nil {
				t.Fatal(err)
			}
			key, err := oidc.ParseKey(string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), "k1")
			if err != nil {
				t.Fatal(err)
			}
			s := &strict{t: t, public: keys.public, seen: map[string]bool{}}
			server := httptest.NewServer(s)
			defer server.Close()
			c := oidc.New(nil, "test", &rest.Secrets{}, nil)
			if token, err := c.Token(t.Context(), oidc.TokenRequest{URL: server.URL + "/v1/token", ClientID: "client", Key: key}); err != nil || token.AccessToken != "at" {
				t.Errorf("%v %v", token, err)
			}
			if told, err := c.Introspect(t.Context(), oidc.TokenRequest{URL: server.URL + "/v1/introspect", ClientID: "client", Key: key}, "at"); err != nil || !told.Active {
				t.Errorf("%v %v", told, err)
			}
			if len(s.seen) != 4 {
				t.Errorf("%d assertions were sent", len(s.seen))
			}
		})
	}
}
