package authserverclients_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

func TestAuthServerClients_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Unjudged(func(x kernel.Exchange) bool { return x.Status >= http.StatusBadRequest })
	m := e.Machine(t)
	read := func(config map[string]any) []any {
		t.Helper()
		config["auth_server_id"] = "default"
		got, errs := m.Data("gatehouse_okta_auth_server_clients", config)
		if errs != "" {
			t.Fatal(errs)
		}
		return got["clients"].([]any)
	}
	app := func(label string) string {
		return m.Create("gatehouse_okta_app_oauth", map[string]any{
			"label": label, "type": "web", "redirect_uris": []any{"https://a.example.com/cb"}, "grant_types": []any{"authorization_code", "refresh_token"},
			"client_uri": "https://a.example.com", "logo_uri": "https://a.example.com/logo.png",
		}).Text("client_id")
	}
	shop, desk := app("Shop"), app("Desk")
	app("Nobody signed in")
	if none := read(map[string]any{}); len(none) != 0 {
		t.Errorf("before anybody signs in: %v", none)
	}
	secrets := map[string]string{}
	for _, id := range []string{shop, shop, desk} {
		tokens, err := e.Sim.Okta.SignIn("default", id, "openid", "offline_access")
		if err != nil {
			t.Fatal(err)
		}
		secrets[tokens.RefreshToken] = id
	}
	if len(secrets) != 3 {
		t.Fatalf("%d refresh tokens", len(secrets))
	}

	held := map[string]int{}
	for _, one := range read(map[string]any{}) {
		c := one.(map[string]any)
		tokens := c["refresh_tokens"].([]any)
		held[c["client_id"].(string)] = len(tokens)
		if c["client_uri"] != "https://a.example.com" || c["logo_uri"] != "https://a.example.com/logo.png" {
			t.Errorf("%v", c)
		}
		for _, one := range tokens {
			token := one.(map[string]any)
			made, err := time.Parse(time.RFC3339, token["created"].(string))
			ends, err2 := time.Parse(time.RFC3339, token["expires_at"].(string))
			if err != nil || err2 != nil || !ends.After(made) {
				t.Errorf("times %v", token)
			}
			scopes := token["scopes"].([]any)
			if !strings.HasPrefix(token["id"].(string), "oar") || token["status"] != "ACTIVE" || token["user_id"] == "" || len(scopes) != 2 || !strings.Contains(token["issuer"].(string), "/oauth2/") {
				t.Errorf("%v", token)
			}
			for _, v := range token {
				if s, _ := v.(string); secrets[s] != "" {
					t.Errorf("a refresh token is told: %v", token)
				}
			}
		}
	}
	if len(held) != 2 || held[shop] != 2 || held[desk] != 1 {
		t.Errorf("held: %v", held)
	}
	one := read(map[string]any{"client_id": desk})
	if len(one) != 1 || one[0].(map[string]any)["client_name"] != "Desk" {
		t.Errorf("one client: %v", one)
	}
	// Revoked by hand, the token is gone.
	e.ByHand(t, http.MethodDelete, "okta:/api/v1/authorizationServers/default/clients/"+desk+"/tokens", nil)
	if left := read(map[string]any{"client_id": desk}); len(left) != 0 {
		t.Errorf("after revoking: %v", left)
	}
	if _, errs := m.Data("gatehouse_okta_auth_server_clients", map[string]any{"auth_server_id": "nowhere"}); !strings.Contains(errs, "E0000007") {
		t.Errorf("an unknown server: %s", errs)
	}
}
