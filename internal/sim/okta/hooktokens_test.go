package okta

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestHooks_signIn: ID tokens have commands of their own, and a refresh asks
// the hook again, with the refresh token's identifier.
func TestHooks_signIn(t *testing.T) {
	o := newOrg(t)
	service := newHookService(t)
	o.hooked(httpChannel(service.URL))
	app := o.newApp("web").object()
	service.says(`{"commands":[{"type":"com.okta.identity.patch","value":[{"op":"add","path":"/claims/nick","value":"ada"},{"op":"remove","path":"/claims/locale","value":null}]},
		{"type":"com.okta.access.patch","value":[{"op":"add","path":"/claims/nick","value":"ada"}]}]}`)
	tokens, err := o.SignIn("default", app.str("id"), "openid", "profile", "offline_access")
	if err != nil {
		t.Fatal(err)
	}
	if claims := claimsOf(t, tokens.IDToken); claims.str("nick") != "ada" || claims.has("locale") || !claims.has("zoneinfo") {
		t.Errorf("%v", claims.values)
	}
	if claimsOf(t, tokens.AccessToken).str("nick") != "ada" {
		t.Error("the access token is as it was")
	}
	_, bodies := service.calls()
	data := bodies[0].obj("data")
	first := data.obj("refresh_token").str("jti")
	if first == "" || data.obj("identity", "claims").str("locale") != "en_US" || data.obj("context", "user").str("id") == "" || data.obj("context", "session").str("login") != "admin@example.com" {
		t.Errorf("%v", data.values)
	}
	service.says(`{"commands":[{"type":"com.okta.access.patch","value":[{"op":"add","path":"/claims/again","value":true}]}]}`)
	secret := app.obj("credentials", "oauthClient").str("client_secret")
	o.do("PUT", "/api/v1/apps/"+app.str("id"), withGrants(t, app, "authorization_code", "refresh_token")).want(200)
	got := o.form("/oauth2/default/v1/token", map[string][]string{"grant_type": {"refresh_token"}, "refresh_token": {tokens.RefreshToken}}, basic(app.str("id"), secret)).want(200).object()
	if claims := claimsOf(t, got.str("access_token")); !claims.bool("again") {
		t.Errorf("%v", claims.values)
	}
	if _, bodies := service.calls(); bodies[0].obj("data", "refresh_token").str("jti") != first {
		t.Errorf("%v", bodies[0].values)
	}
	service.says(`{"error":{"errorSummary":"No"}}`)
	if _, err := o.SignIn("default", app.str("id"), "openid"); err == nil || !strings.Contains(err.Error(), "No") {
		t.Errorf("%v", err)
	}
}

func withGrants(t *testing.T, app *object, grants ...string) string {
	t.Helper()
	app = app.clone()
	app.obj("settings", "oauthClient").set("grant_types", anys(grants))
	data, err := json.Marshal(app)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
