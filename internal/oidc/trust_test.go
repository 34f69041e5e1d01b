package oidc_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// nobody fails the test when anything is sent.
type nobody struct{ t *testing.T }

func (n nobody) RoundTrip(r *http.Request) (*http.Response, error) {
	n.t.Errorf("%s %s was sent", r.Method, r.URL)
	return nil, http.ErrUseLastResponse
}

// TestTrust_nothingGoesInTheClear: not to the token endpoint, not for metadata,
// not with a token to an API.
func TestTrust_nothingGoesInTheClear(t *testing.T) {
	t.Parallel()
	c := oidc.New(nobody{t}, "test", &rest.Secrets{}, nil)
	wanted := oidc.TokenRequest{URL: "http://as.example.com/token", ClientID: "c", Secret: "s"}
	for name, try := range map[string]func() error{
		"token":      func() error { _, err := c.Token(t.Context(), wanted); return err },
		"introspect": func() error { _, err := c.Introspect(t.Context(), wanted, "t"); return err },
		"metadata": func() error {
			_, err := c.Metadata(t.Context(), "http://as.example.com", oidc.OpenIDConfiguration)
			return err
		},
		"call": func() error {
			_, err := c.Call(t.Context(), oidc.Call{Method: http.MethodGet, URL: "http://api.example.com/x", AccessToken: "t"})
			return err
		},
	} {
		if err := try(); err == nil || !strings.Contains(err.Error(), "Use https") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTrust_noRedirectTakesCredentialsAlong, and addresses in metadata are told
// and not asked.
func TestTrust_noRedirectTakesCredentialsAlong(t *testing.T) {
	t.Parallel()
	away := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s %s came", r.Method, r.URL) }))
	defer away.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/.well-known/") {
			_, _ = w.Write([]byte(`{"issuer":"` + away.URL + `","jwks_uri":"` + away.URL + `/keys","token_endpoint":"` + away.URL + `/token","registration_endpoint":"` + away.URL + `/clients"}`))
			return
		}
		http.Redirect(w, r, away.URL+"/take", http.StatusTemporaryRedirect)
	}))
	defer server.Close()
	c := oidc.New(nil, "test", &rest.Secrets{}, nil)
	wanted := oidc.TokenRequest{URL: server.URL + "/token", ClientID: "c", Secret: "s"}
	if _, err := c.Token(t.Context(), wanted); !rest.HasStatus(err, http.StatusTemporaryRedirect) {
		t.Errorf("token: %v", err)
	}
	if _, err := c.Introspect(t.Context(), wanted, "t"); !rest.HasStatus(err, http.StatusTemporaryRedirect) {
		t.Errorf("introspection: %v", err)
	}
	if a, err := c.Call(t.Context(), oidc.Call{Method: http.MethodGet, URL: server.URL, AccessToken: "t"}); err != nil || a.Status != http.StatusTemporaryRedirect {
		t.Errorf("call: %v %v", a.Status, err)
	}
	if m, err := c.Metadata(t.Context(), server.URL, oidc.OpenIDConfiguration); err != nil || m.JWKSURI != away.URL+"/keys" {
		t.Errorf("metadata: %v %v", m, err)
	}
}
