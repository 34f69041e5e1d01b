package okta_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// TestTrust_registrationClientURI: RFC 7592 lets a server name the address at
// which a client is managed. It is not asked: the org's own path is.
func TestTrust_registrationClientURI(t *testing.T) {
	t.Parallel()
	away := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s %s came", r.Method, r.URL) }))
	defer away.Close()
	var paths []string
	org := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		paths = append(paths, r.Method+" "+r.URL.Path)
		_ = json.NewEncoder(w).Encode(map[string]any{
			"client_id": "0oa1", "registration_client_uri": away.URL + "/clients/0oa1", "registration_access_token": "t",
			"jwks_uri": away.URL + "/keys", "_links": map[string]any{"self": map[string]any{"href": away.URL + "/self"}},
		})
	}))
	defer org.Close()
	base, err := url.Parse(org.URL)
	if err != nil {
		t.Fatal(err)
	}
	clients := okta.New(okta.Options{OrgURL: base, Signer: okta.APIToken("secret"), MaxTries: 1}).OAuthClients()
	made, err := clients.Create(t.Context(), map[string]any{"client_name": "x"}, nil)
	if err != nil || made.ClientID != "0oa1" {
		t.Fatal(made, err)
	}
	if _, err := clients.Get(t.Context(), made.ClientID); err != nil {
		t.Error(err)
	}
	if err := clients.Delete(t.Context(), made.ClientID); err != nil {
		t.Error(err)
	}
	if len(paths) != 3 || paths[1] != "GET /oauth2/v1/clients/0oa1" || paths[2] != "DELETE /oauth2/v1/clients/0oa1" {
		t.Errorf("the org was asked %q", paths)
	}
}
