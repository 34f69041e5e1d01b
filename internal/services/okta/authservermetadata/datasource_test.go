package authservermetadata_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const typ = "gatehouse_okta_auth_server_metadata"

func TestMetadata(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	org := e.Var("OKTA_ORG_URL")
	for name, test := range map[string]struct {
		config map[string]any
		want   map[string]any // nil: null
	}{
		"org": {map[string]any{}, map[string]any{
			"issuer": org, "token_endpoint": org + "/oauth2/v1/token", "registration_endpoint": org + "/oauth2/v1/clients", "userinfo_endpoint": org + "/oauth2/v1/userinfo", "jwks_uri": org + "/oauth2/v1/keys",
		}},
		"custom": {map[string]any{"auth_server_id": "default"}, map[string]any{
			"issuer": org + "/oauth2/default", "authorization_endpoint": org + "/oauth2/default/v1/authorize", "token_endpoint": org + "/oauth2/default/v1/token",
			"introspection_endpoint": org + "/oauth2/default/v1/introspect", "revocation_endpoint": org + "/oauth2/default/v1/revoke", "end_session_endpoint": org + "/oauth2/default/v1/logout",
		}},
		"other document": {map[string]any{"auth_server_id": "default", "document": "oauth-authorization-server"}, map[string]any{
			"issuer": org + "/oauth2/default", "userinfo_endpoint": nil, "jwks_uri": org + "/oauth2/default/v1/keys",
		}},
		"by issuer": {map[string]any{"issuer": org + "/oauth2/default"}, map[string]any{"token_endpoint": org + "/oauth2/default/v1/token"}},
	} {
		before := len(e.Requests())
		got, errs := e.Machine(t).Data(typ, test.config)
		if errs != "" {
			t.Errorf("%s: %s", name, errs)
			continue
		}
		for attribute, want := range test.want {
			if got[attribute] != want {
				t.Errorf("%s: %s is %v, want %v", name, attribute, got[attribute], want)
			}
		}
		if n := len(e.Requests()) - before; n != 1 {
			t.Errorf("%s: %d requests, want 1", name, n)
		}
	}
}

// Scopes that are not published are not told, published ones are.
func TestMetadata_scopes(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	for name, publish := range map[string]string{"seen": "ALL_CLIENTS", "hidden": "NO_CLIENTS"} {
		e.ByHand(t, http.MethodPost, "okta:/api/v1/authorizationServers/default/scopes", map[string]any{"name": name, "metadataPublish": publish})
	}
	got, errs := e.Machine(t).Data(typ, map[string]any{"auth_server_id": "default"})
	scopes, _ := got["scopes_supported"].([]any)
	if errs != "" || !slices.Contains(scopes, any("seen")) || slices.Contains(scopes, any("hidden")) {
		t.Errorf("%v %s", scopes, errs)
	}
}

// One document is read once per process, however many objects look at it.
func TestMetadata_onceAProcess(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for range 3 {
		if _, errs := m.Data(typ, map[string]any{}); errs != "" {
			t.Fatal(errs)
		}
	}
	if n := len(e.Requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestMetadata_errors(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	server, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/authorizationServers/default", nil).(map[string]any)
	id, _ := server["id"].(string)
	for want, config := range map[string]map[string]any{
		"Another Issuer":         {"issuer": e.Var("OKTA_ORG_URL") + "/oauth2/" + id}, // the document names …/default
		"Use https":              {"issuer": "http://a.example.com"},
		"document":               {"document": "jwks"},
		"could not read the met": {"auth_server_id": "nothing"},
	} {
		if _, errs := m.Data(typ, config); !strings.Contains(errs, want) {
			t.Errorf("%v: %q is not in %q", config, want, errs)
		}
	}
}
