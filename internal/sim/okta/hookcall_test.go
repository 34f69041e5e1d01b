package okta

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestHooks_oauth: the service gets an access token of the authorization
// server that the channel names, here this one, whatever its clock says, and a
// test call answers what the service says.
func TestHooks_oauth(t *testing.T) {
	o := newOrg(t)
	o.world.Client = http.DefaultClient
	o.world.Clock.Advance(2 * time.Hour)
	service := newHookService(t)
	id, secret := o.service("hooks")
	key := o.do("POST", "/api/v1/hook-keys", `{"name":"hooks"}`).want(200).object()
	o.do("POST", "/api/v1/hook-keys", `{"name":"hooks"}`).refused(400, "E0000001")
	public := o.do("GET", "/api/v1/hook-keys/public/"+key.str("keyId"), "").want(200)
	signed := o.do("POST", "/api/v1/apps", `{"name":"oidc_client","label":"hook caller","signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{"token_endpoint_auth_method":"private_key_jwt"}},
		"settings":{"oauthClient":{"application_type":"service","grant_types":["client_credentials"],"response_types":["token"],"jwks":{"keys":[`+string(public.raw)+`]}}}}`).want(200).id()
	for _, more := range []string{
		fmt.Sprintf(`"authType":"client_secret_post","clientId":%q,"clientSecret":%q`, id, secret),
		fmt.Sprintf(`"authType":"private_key_jwt","clientId":%q,"hookKeyId":%q`, signed, key.str("id")),
	} {
		hook := o.do("POST", hooksPath, fmt.Sprintf(`{"name":"hook %d","type":"com.okta.oauth2.tokens.transform","version":"1.0.0","channel":{"type":"OAUTH","version":"1.0.0","config":{"uri":%q,
			"method":"POST","tokenUrl":%q,"scope":"hooks",%s}}}`, len(more), service.URL, o.world.OktaURL+"/oauth2/default/v1/token", more)).want(200).id()
		service.says(`{"commands":[]}`)
		if got := o.do("POST", hooksPath+"/"+hook+"/execute", `{"eventType":"com.okta.oauth2.tokens.transform"}`).want(200); !got.object().has("commands") {
			t.Errorf("%s", got.raw)
		}
		headers, _ := service.calls()
		token, isBearer := strings.CutPrefix(headers[0].Get("Authorization"), "Bearer ")
		if !isBearer || claimsOf(t, token).str("scp") != "" || !strings.HasPrefix(claimsOf(t, token).str("iss"), o.world.OktaURL) {
			t.Errorf("%q", token)
		}
		service.does(func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusForbidden) })
		if got := o.do("POST", hooksPath+"/"+hook+"/execute", `{}`).refused(400, "E0000001"); !strings.Contains(string(got.raw), "403") {
			t.Errorf("%s", got.raw)
		}
	}
	if got := o.do("GET", "/api/v1/hook-keys/"+key.str("id")+"?expand=publickey", "").want(200).object(); got.str("isUsed") != "true" || !got.has("_embedded") {
		t.Errorf("%v", got.values)
	}
	o.do("DELETE", "/api/v1/hook-keys/"+key.str("id"), "").want(403)
	if got := o.do("GET", "/api/v1/hook-keys", "").want(200).names("name"); !slices.Equal(got, []string{"hooks"}) {
		t.Errorf("%q", got)
	}
	other := o.do("POST", "/api/v1/hook-keys", `{"name":"other"}`).want(200).id()
	o.do("PUT", "/api/v1/hook-keys/"+other, `{"name":"spare"}`).want(200)
	o.do("DELETE", "/api/v1/hook-keys/"+other, "").want(204)
}
