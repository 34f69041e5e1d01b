package okta

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

const hooksPath = "/api/v1/inlineHooks"

// hookService is somebody's service that token hooks call.
type hookService struct {
	*httptest.Server
	mu      sync.Mutex
	answer  func(w http.ResponseWriter, attempt int)
	headers []http.Header
	bodies  []*object
}

func newHookService(t *testing.T) *hookService {
	t.Helper()
	s := &hookService{}
	s.says(`{}`)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		told, err := parseObject(body)
		if err != nil {
			t.Error(err)
		}
		s.mu.Lock()
		s.headers, s.bodies = append(s.headers, r.Header), append(s.bodies, told)
		answer, n := s.answer, len(s.bodies)
		s.mu.Unlock()
		answer(w, n)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *hookService) says(body string) {
	s.does(func(w http.ResponseWriter, _ int) { _, _ = io.WriteString(w, body) })
}

func (s *hookService) does(answer func(w http.ResponseWriter, attempt int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer, s.headers, s.bodies = answer, nil, nil
}

// calls are the calls since the answer was set.
func (s *hookService) calls() ([]http.Header, []*object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.headers), slices.Clone(s.bodies)
}

// hooked makes a hook of the default server's only rule.
func (o *org) hooked(channel string) (hook string) {
	o.t.Helper()
	hook = o.do("POST", hooksPath, `{"name":"claims","type":"com.okta.oauth2.tokens.transform","version":"1.0.0","channel":`+channel+`}`).want(200).id()
	s, _ := o.server("default")
	s.policies[0].rules[0].inlineHook = hook
	return hook
}

func httpChannel(uri string) string {
	return fmt.Sprintf(`{"type":"HTTP","version":"1.0.0","config":{"uri":%q,"method":"POST","headers":[{"key":"X-Team","value":"api"}],
		"authScheme":{"type":"HEADER","key":"X-Hook-Key","value":"hook-secret-1"}}}`, uri)
}

// claimsOf are the claims of a token, whoever signed it.
func claimsOf(t *testing.T, token string) *object {
	t.Helper()
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		t.Fatal(err)
	}
	claims := obj()
	if err := parsed.UnsafeClaimsWithoutVerification(claims); err != nil {
		t.Fatal(err)
	}
	return claims
}

// TestHooks_management: every answer as the official provider's tests recorded
// it in 2025.
func TestHooks_management(t *testing.T) {
	o := newOrg(t)
	made := o.do("POST", hooksPath, `{"name":"Inline Hook","status":"INACTIVE","type":"com.okta.oauth2.tokens.transform","version":"1.0.1","channel":{"type":"HTTP","version":"1.0.0",
		"config":{"uri":"https://example.com/post","method":"POST","headers":[{"key":"custom_key","value":"custom_val"}],"authScheme":{"type":"HEADER","key":"authorization","value":"some_secret"}}}}`).want(200)
	id := made.id()
	const config = `"config":{"uri":"https://example.com/post","headers":[{"key":"custom_key","value":"custom_val"}],"method":"POST","authScheme":{"type":"HEADER","key":"authorization"}}`
	for _, want := range []string{`"status":"ACTIVE"`, `"version":"1.0.1"`, config, `"_links":{"self":`} {
		if !strings.Contains(string(made.raw), want) {
			t.Errorf("no %s in %s", want, made.raw)
		}
	}
	oauth := o.do("POST", hooksPath, `{"name":"OAuth","type":"com.okta.saml.tokens.transform","version":"1.0.2","channel":{"type":"OAUTH","version":"1.0.0","config":{"uri":"https://example.com/service",
		"method":"POST","authType":"client_secret_post","clientId":"abc123","clientSecret":"def456","tokenUrl":"https://example.com/token","scope":"api"}}}`).want(200)
	const told = `"config":{"uri":"https://example.com/service","headers":[],"method":"POST","authScheme":null,"clientId":"abc123","tokenUrl":"https://example.com/token","authType":"client_secret_post","scope":"api"}`
	if !strings.Contains(string(oauth.raw), told) {
		t.Errorf("%s", oauth.raw)
	}
	if got := o.do("GET", hooksPath+"?type=com.okta.saml.tokens.transform", "").want(200).names("id"); !slices.Equal(got, []string{oauth.id()}) {
		t.Errorf("by type: %q", got)
	}
	if got := o.do("GET", hooksPath, "").want(200).names("id"); len(got) != 2 {
		t.Errorf("all: %q", got)
	}
	// A replacement leaves the status and clears what it does not name.
	path := hooksPath + "/" + id
	for _, method := range []string{"PUT", "POST"} {
		got := o.do(method, path, `{"name":"Other","status":"INACTIVE","version":"1.0.0","channel":{"type":"HTTP","version":"1.0.0","config":{"uri":"https://example.com/2","method":"POST"}}}`).want(200)
		for _, want := range []string{`"status":"ACTIVE"`, `"name":"Other"`, `"headers":[]`, `"authScheme":null`} {
			if !strings.Contains(string(got.raw), want) {
				t.Errorf("%s: no %s in %s", method, want, got.raw)
			}
		}
	}
	o.do("POST", hooksPath, `{`).refused(400, "E0000003")
	for _, body := range []string{
		`{"type":"com.okta.oauth2.tokens.transform","version":"1.0.0"}`,
		`{"name":"x","type":"com.example","version":"1.0.0"}`,
		`{"name":"x","version":"1.0.0"}`,
		`{"name":"x","type":"com.okta.oauth2.tokens.transform","version":"1","channel":{"config":{"uri":"http://example.com"}}}`,
		`{"name":"x","type":"com.okta.oauth2.tokens.transform","version":"1","channel":{"config":{"uri":"https://e.com/ a"}}}`,
		`{"name":"OAuth","type":"com.okta.import.transform","version":"1","channel":{"config":{"uri":"https://e.com/"}}}`,
	} {
		o.do("POST", hooksPath, body).refused(400, "E0000001")
	}
	o.do("DELETE", path, "").refused(403, "E0000006")
	if got := o.do("POST", path+"/lifecycle/deactivate", "").want(200); !strings.Contains(string(got.raw), `"_links":{"activate":`) {
		t.Errorf("%s", got.raw)
	}
	o.do("POST", path+"/lifecycle/activate", "").want(200)
	o.do("POST", path+"/lifecycle/deactivate", "").want(200)
	o.do("DELETE", path, "").want(204)
	o.do("GET", path, "").refused(404, "E0000007")
	if !slices.Contains(o.world.Secrets.All(), "some_secret") || !slices.Contains(o.world.Secrets.All(), "def456") {
		t.Error("secrets are not known as such")
	}
}

// TestHooks_changeTokens: the service is told what the contract says, with the
// hook's headers, and its commands are carried out.
func TestHooks_changeTokens(t *testing.T) {
	o := newOrg(t)
	service := newHookService(t)
	hook := o.hooked(httpChannel(service.URL + "/hook"))
	id, secret := o.service("orders")
	service.says(`{"commands":[{"type":"com.okta.access.patch","value":[
		{"op":"add","path":"/claims/tier","value":{"name":"gold","limits":[10]}},
		{"op":"add","path":"/claims/tier/limits/-","value":20},
		{"op":"replace","path":"/claims/aud","value":"api://orders"},
		{"op":"add","path":"/claims/https:~1~1example.com~1team","value":"a"},
		{"op":"replace","path":"/token/lifetime/expiration","value":300}]}]}`)
	got := o.form("/oauth2/default/v1/token", clientCredentials("orders"), basic(id, secret)).want(200).object()
	claims := claimsOf(t, got.str("access_token"))
	tier, _ := json.Marshal(claims.get("tier"))
	if string(tier) != `{"limits":[10,20],"name":"gold"}` || claims.str("aud") != "api://orders" || claims.str("https://example.com/team") != "a" {
		t.Errorf("%v", claims.values)
	}
	if n := got.int("expires_in"); n != 300 || claims.int("exp")-claims.int("iat") != 300 {
		t.Errorf("it lives %d seconds, %d by its claims", n, claims.int("exp")-claims.int("iat"))
	}
	headers, bodies := service.calls()
	if len(bodies) != 1 || headers[0].Get("X-Hook-Key") != "hook-secret-1" || headers[0].Get("X-Team") != "api" || headers[0].Get("Content-Type") != "application/json" {
		t.Fatalf("%v", headers)
	}
	s, _ := o.server("default")
	told := bodies[0]
	about := told.obj("data", "context")
	if told.str("eventType") != tokenHook || told.str("cloudEventVersion") != "0.1" || about.obj("policy").str("id") != s.policies[0].id || about.obj("policy", "rule").str("id") != s.policies[0].rules[0].id {
		t.Errorf("%s", told.values)
	}
	protocol := about.obj("protocol")
	if protocol.obj("request").str("scope") != "orders" || protocol.obj("request").str("grant_type") != "client_credentials" || protocol.obj("client").str("id") != id || protocol.obj("issuer").str("uri") != o.issuer(s) {
		t.Errorf("%v", protocol.values)
	}
	access := told.obj("data", "access")
	if access.obj("claims").str("cid") != id || access.obj("token", "lifetime").int("expiration") != 3600 || access.obj("scopes", "orders").str("action") != "GRANT" || told.obj("data").has("identity") {
		t.Errorf("%v", access.values)
	}
	// Introspection tells the claims as they were signed.
	if got := o.form("/oauth2/default/v1/introspect", map[string][]string{"token": {got.str("access_token")}}, basic(id, secret)).object(); got.str("aud") != "api://orders" {
		t.Errorf("%v", got.values)
	}
	// What makes Okta issue the token as it is.
	plain := func(why string) {
		t.Helper()
		got := o.form("/oauth2/default/v1/token", clientCredentials("orders"), basic(id, secret)).want(200).object()
		if claims := claimsOf(t, got.str("access_token")); claims.has("tier") || claims.str("aud") != "api://default" || got.int("expires_in") != 3600 {
			t.Errorf("%s: %v", why, claims.values)
		}
	}
	add := `{"op":"add","path":"/claims/tier","value":"x"}`
	for _, bad := range []string{
		`{"op":"replace","path":"/claims/tier","value":"x"}`, `{"op":"remove","path":"/claims/tier"}`, `{"op":"add","path":"/claims/iss","value":"x"}`,
		`{"op":"add","path":"/claims/tier/deep","value":"x"}`, `{"op":"add","path":"/other/tier","value":"x"}`, `{"op":"move","path":"/claims/tier","value":"x"}`,
		`{"op":"replace","path":"/token/lifetime/expiration","value":299}`, `{"op":"replace","path":"/token/lifetime/expiration","value":86401}`,
		`{"op":"remove","path":"/claims/sub","value":"x"}`,
	} {
		// The good command before it is void, too.
		good := add
		if strings.Contains(bad, "/tier") {
			good = `{"op":"replace","path":"/claims/aud","value":"x"}`
		}
		service.says(`{"commands":[{"type":"com.okta.access.patch","value":[` + good + `,` + bad + `]}]}`)
		plain(bad)
	}
	service.says(`{"commands":[{"type":"com.okta.identity.patch","value":[` + add + `]}]}`)
	plain("a command for an ID token that there is not")
	service.says(`not JSON`)
	plain("no JSON")
	service.does(func(w http.ResponseWriter, _ int) { w.WriteHeader(http.StatusNoContent) })
	plain("another status")
	if _, bodies := service.calls(); len(bodies) != 2 {
		t.Errorf("%d calls: it is tried once more", len(bodies))
	}
	o.SetHookTimeout(50 * time.Millisecond)
	service.does(func(http.ResponseWriter, int) { <-time.After(200 * time.Millisecond) })
	plain("a timeout")
	o.SetHookTimeout(0)
	service.does(func(w http.ResponseWriter, attempt int) {
		if attempt == 1 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		_, _ = io.WriteString(w, `{"commands":[{"type":"com.okta.access.patch","value":[`+add+`]}]}`)
	})
	if got := o.form("/oauth2/default/v1/token", clientCredentials("orders"), basic(id, secret)).object(); claimsOf(t, got.str("access_token")).str("tier") != "x" {
		t.Error("the second try does not count")
	}
	// An error refuses the token.
	service.says(`{"error":{"errorSummary":"Not on Sundays"}}`)
	refused := o.form("/oauth2/default/v1/token", clientCredentials("orders"), basic(id, secret)).failed(400, "server_error").object()
	if refused.str("error_description") != "Not on Sundays" {
		t.Errorf("%v", refused.values)
	}
	service.says(`{"error":{}}`)
	if got := o.form("/oauth2/default/v1/token", clientCredentials("orders"), basic(id, secret)).failed(400, "server_error").object(); got.str("error_description") != "The callback service returned an error" {
		t.Errorf("%v", got.values)
	}
	o.do("POST", hooksPath+"/"+hook+"/lifecycle/deactivate", "").want(200)
	plain("an inactive hook")
	o.do("DELETE", hooksPath+"/"+hook, "").want(204)
	plain("no hook")
}
