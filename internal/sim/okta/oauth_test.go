package okta

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// service makes a client for client credentials and a scope that it may have.
func (o *org) service(scope string) (id, secret string) {
	o.t.Helper()
	app := o.newApp("service").object()
	o.do("POST", "/api/v1/authorizationServers/default/scopes", `{"name":"`+scope+`","metadataPublish":"ALL_CLIENTS"}`).want(201)
	return app.str("id"), app.obj("credentials", "oauthClient").str("client_secret")
}

func clientCredentials(scope string) url.Values {
	return url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}
}

// TestJudge_clientCredentials lets golang.org/x/oauth2 fetch a token and
// coreos/go-oidc verify it by discovery and JWKS.
func TestJudge_clientCredentials(t *testing.T) {
	o := newOrg(t)
	id, secret := o.service("mulescope")
	ctx := context.Background()
	issuer := o.world.OktaURL + "/oauth2/default"
	provider, err := oidc.NewProvider(ctx, issuer)
	if err != nil {
		t.Fatal(err)
	}
	for _, style := range []oauth2.AuthStyle{oauth2.AuthStyleInHeader, oauth2.AuthStyleInParams, oauth2.AuthStyleAutoDetect} {
		config := clientcredentials.Config{
			ClientID: id, ClientSecret: secret, TokenURL: provider.Endpoint().TokenURL, Scopes: []string{"mulescope"}, AuthStyle: style,
		}
		token, err := config.Token(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if !token.Valid() || token.Type() != "Bearer" || time.Until(token.Expiry) > time.Hour {
			t.Errorf("%+v", token)
		}
		verified, err := provider.Verifier(&oidc.Config{ClientID: "api://default"}).Verify(ctx, token.AccessToken)
		if err != nil {
			t.Fatal(err)
		}
		var claims struct {
			ClientID string   `json:"cid"`
			Scopes   []string `json:"scp"`
			Subject  string   `json:"sub"`
		}
		if err := verified.Claims(&claims); err != nil || claims.ClientID != id || claims.Subject != id || len(claims.Scopes) != 1 {
			t.Errorf("%+v %v", claims, err)
		}
	}
}

// TestJudge_identity lets coreos/go-oidc check both kinds of issuer: the ID
// token of a user and the userinfo endpoint.
func TestJudge_identity(t *testing.T) {
	o := newOrg(t)
	app := o.newApp("web").object()
	ctx := context.Background()
	for id, issuer := range map[string]string{"": o.world.OktaURL, "default": o.world.OktaURL + "/oauth2/default"} {
		provider, err := oidc.NewProvider(ctx, issuer)
		if err != nil {
			t.Fatal(err)
		}
		tokens, err := o.SignIn(id, app.str("id"), "openid", "email", "profile")
		if err != nil {
			t.Fatal(err)
		}
		idToken, err := provider.Verifier(&oidc.Config{ClientID: app.str("id")}).Verify(ctx, tokens.IDToken)
		if err != nil {
			t.Fatal(err)
		}
		info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: tokens.AccessToken}))
		if err != nil || info.Email != "admin@example.com" || info.Subject != idToken.Subject {
			t.Errorf("%+v %v", info, err)
		}
	}
}

func TestToken_refusals(t *testing.T) {
	o := newOrg(t)
	id, secret := o.service("s")
	web := o.newApp("web").object()
	webSecret := web.obj("credentials", "oauthClient").str("client_secret")
	const token = "/oauth2/default/v1/token"
	o.form(token, clientCredentials("s")).failed(401, "invalid_client")
	o.form(token, clientCredentials("s"), basic(id, "wrong")).failed(401, "invalid_client")
	o.form(token, clientCredentials("s"), basic("nobody", secret)).failed(401, "invalid_client")
	o.form(token, clientCredentials(""), basic(id, secret)).failed(400, "invalid_scope")
	o.form(token, clientCredentials("other"), basic(id, secret)).failed(400, "invalid_scope")
	o.form(token, clientCredentials("openid"), basic(id, secret)).failed(400, "invalid_scope")
	o.form(token, clientCredentials("s"), basic(web.str("id"), webSecret)).failed(400, "unauthorized_client")
	o.form(token, url.Values{"grant_type": {"authorization_code"}, "code": {"x"}}, basic(web.str("id"), webSecret)).failed(400, "invalid_grant")
	o.form(token, url.Values{"grant_type": {"strange"}}, basic(id, secret)).failed(400, "unsupported_grant_type")
	o.form(token, url.Values{}, basic(id, secret)).failed(400, "invalid_request")
	both := clientCredentials("s")
	both.Set("client_secret", secret)
	o.form(token, both, basic(id, secret)).failed(400, "invalid_request")
	o.form("/oauth2/v1/token", clientCredentials("okta.apps.read"), basic(id, secret)).failed(401, "invalid_client")
	o.form("/oauth2/nowhere/v1/token", clientCredentials("s"), basic(id, secret)).refused(404, "E0000007")
	o.do("POST", "/api/v1/apps/"+id+"/lifecycle/deactivate", "").want(200)
	o.form(token, clientCredentials("s"), basic(id, secret)).failed(401, "invalid_client")
}

// TestToken_policies checks that access policies decide, by priority.
func TestToken_policies(t *testing.T) {
	o := newOrg(t)
	id, secret := o.service("a")
	server := o.do("POST", "/api/v1/authorizationServers", `{"name":"n","audiences":["api://n"]}`).want(201).id()
	base := "/api/v1/authorizationServers/" + server
	for _, s := range []string{"a", "b"} {
		o.do("POST", base+"/scopes", `{"name":"`+s+`"}`).want(201)
	}
	ask := func(scope string) reply {
		return o.form("/oauth2/"+server+"/v1/token", clientCredentials(scope), basic(id, secret))
	}
	ask("a").failed(400, "access_denied") // a new server has no policy
	policy := func(name, client string) string {
		return o.do("POST", base+"/policies", `{"name":"`+name+`","type":"OAUTH_AUTHORIZATION_POLICY","conditions":{"clients":{"include":["`+client+`"]}}}`).want(201).id()
	}
	rule := func(policy, grant, scope string, minutes int) string {
		return o.do("POST", base+"/policies/"+policy+"/rules", fmt.Sprintf(`{"name":"%s %s","type":"RESOURCE_ACCESS",
			"conditions":{"grantTypes":{"include":["%s"]},"scopes":{"include":["%s"]}},"actions":{"token":{"accessTokenLifetimeMinutes":%d}}}`,
			grant, scope, grant, scope, minutes)).want(201).id()
	}
	other := o.newApp("service").id()
	rule(policy("other", other), "client_credentials", "*", 10)
	ask("a").failed(400, "access_denied") // another client's
	everybody := policy("all", "ALL_CLIENTS")
	rule(everybody, "implicit", "*", 10)
	ask("a").failed(400, "access_denied") // another grant's
	only := rule(everybody, "client_credentials", "a", 10)
	if n := ask("a").want(200).object().int("expires_in"); n != 600 {
		t.Errorf("expires in %d", n)
	}
	ask("a b").failed(400, "access_denied") // not all scopes
	mine := policy("mine", id)
	rule(mine, "client_credentials", "*", 20)
	if n := ask("a").want(200).object().int("expires_in"); n != 600 {
		t.Errorf("the policy of lower priority decided: %d", n)
	}
	ask("a b").want(200) // a later policy allows what the first does not
	o.do("PUT", base+"/policies/"+mine, `{"name":"mine","priority":1,"conditions":{"clients":{"include":["`+id+`"]}}}`).want(200)
	if n := ask("a").want(200).object().int("expires_in"); n != 1200 {
		t.Errorf("the priority did not count: %d", n)
	}
	o.do("POST", base+"/policies/"+mine+"/lifecycle/deactivate", "").want(204)
	o.do("POST", base+"/policies/"+everybody+"/rules/"+only+"/lifecycle/deactivate", "").want(204)
	ask("a").failed(400, "access_denied")
	o.do("POST", base+"/lifecycle/deactivate", "").want(204)
	ask("a").refused(404, "E0000007")
}

func TestIntrospectAndRevoke(t *testing.T) {
	o := newOrg(t)
	id, secret := o.service("s")
	const base = "/oauth2/default/v1"
	issued := o.form(base+"/token", clientCredentials("s"), basic(id, secret)).want(200)
	if issued.header.Get("Cache-Control") == "" {
		t.Error("a token may be cached")
	}
	token := issued.object().str("access_token")
	ask := func(base string) *object {
		return o.form(base+"/introspect", url.Values{"token": {token}, "client_id": {id}, "client_secret": {secret}}).want(200).object()
	}
	got := ask(base)
	if !got.bool("active") || got.str("client_id") != id || got.str("scope") != "s" || got.str("iss") != o.world.OktaURL+base[:len(base)-3] {
		t.Errorf("%v", got.values)
	}
	if ask("/oauth2/v1").bool("active") {
		t.Error("another server knows the token")
	}
	o.form(base+"/introspect", url.Values{}, basic(id, secret)).failed(400, "invalid_request")
	o.form(base+"/introspect", url.Values{"token": {token}}).failed(401, "invalid_client")

	o.world.Clock.Advance(2 * time.Hour)
	if ask(base).bool("active") {
		t.Error("an expired token is active")
	}
	o.world.Clock.Reset()
	other := o.newApp("service").object()
	otherSecret := other.obj("credentials", "oauthClient").str("client_secret")
	o.form(base+"/revoke", url.Values{"token": {token}}, basic(other.str("id"), otherSecret)).want(200)
	if !ask(base).bool("active") {
		t.Error("another client revoked the token")
	}
	o.form(base+"/revoke", url.Values{"token": {token}}, basic(id, secret)).want(200)
	if ask(base).bool("active") {
		t.Error("a revoked token is active")
	}
}

func TestKeyRotation(t *testing.T) {
	o := newOrg(t)
	id, secret := o.service("s")
	ctx := context.Background()
	fetch := func() string {
		return o.form("/oauth2/default/v1/token", clientCredentials("s"), basic(id, secret)).want(200).object().str("access_token")
	}
	before := fetch()
	keys := "/api/v1/authorizationServers/default/credentials"
	if got := o.do("GET", keys+"/keys", "").want(200).names("status"); strings.Join(got, " ") != "ACTIVE NEXT" {
		t.Errorf("%v", got)
	}
	o.do("POST", keys+"/lifecycle/keyRotate", `{"use":"enc"}`).refused(400, "E0000001")
	next := o.do("GET", keys+"/keys", "").names("kid")[1]
	rotated := o.do("POST", keys+"/lifecycle/keyRotate", `{"use":"sig"}`).want(200)
	if got := rotated.names("status"); strings.Join(got, " ") != "ACTIVE NEXT EXPIRED" || rotated.names("kid")[0] != next {
		t.Errorf("%s", rotated.raw)
	}
	set := oidc.NewRemoteKeySet(ctx, o.world.OktaURL+"/oauth2/default/v1/keys")
	for _, token := range []string{before, fetch()} {
		if _, err := set.VerifySignature(ctx, token); err != nil {
			t.Error(err)
		}
	}
}

// keyClient makes a service app that signs in with a key.
func (o *org) keyClient(extra string, keys ...*ecdsa.PrivateKey) string {
	o.t.Helper()
	var list []string
	for i, k := range keys {
		data, err := json.Marshal(jose.JSONWebKey{Key: &k.PublicKey, KeyID: fmt.Sprintf("k%d", i), Use: "sig"})
		if err != nil {
			o.t.Fatal(err)
		}
		list = append(list, string(data))
	}
	body := `{"label":"key client","signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{"token_endpoint_auth_method":"private_key_jwt"}},
		"settings":{"oauthClient":{"application_type":"service","grant_types":["client_credentials"],"response_types":["token"]` + extra
	if len(list) > 0 {
		body += `,"jwks":{"keys":[` + strings.Join(list, ",") + `]}`
	}
	return o.do("POST", "/api/v1/apps", body+`}}}`).want(200).id()
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func signJWT(t *testing.T, key any, algorithm jose.SignatureAlgorithm, header map[jose.HeaderKey]any, claims any) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, &jose.SignerOptions{ExtraHeaders: header})
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func assertion(token string) url.Values {
	return url.Values{"client_assertion_type": {assertionType}, "client_assertion": {token}}
}

func (o *org) orgToken(id string, key *ecdsa.PrivateKey, scope string, change ...func(*http.Request)) reply {
	o.t.Helper()
	form := assertion(signJWT(o.t, key, jose.ES256, nil, jwt.Claims{
		Issuer: id, Subject: id, Audience: jwt.Audience{o.world.OktaURL + "/oauth2/v1/token"},
		Expiry: jwt.NewNumericDate(time.Now().Add(time.Minute)), ID: o.world.IDs.Text(20),
	}))
	form.Set("grant_type", "client_credentials")
	form.Set("scope", scope)
	return o.form("/oauth2/v1/token", form, change...)
}

func TestOrgServer_serviceApp(t *testing.T) {
	o := newOrg(t)
	key := newKey(t)
	id := o.keyClient("", key)
	grant := func(scope string) string {
		return o.do("POST", "/api/v1/apps/"+id+"/grants", `{"issuer":"`+o.world.OktaURL+`","scopeId":"`+scope+`"}`).want(201).id()
	}
	o.orgToken(id, key, "okta.groups.read").failed(400, "consent_required")
	o.orgToken(id, key, "mine").failed(400, "invalid_scope")
	read := grant("okta.groups.read")
	token := o.orgToken(id, key, "okta.groups.read").want(200).object().str("access_token")
	o.as("Bearer "+token, "GET", "/api/v1/groups", "").want(200)
	o.as("Bearer "+token, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`).refused(403, "E0000006")
	o.as("Bearer "+token, "GET", "/api/v1/apps", "").refused(403, "E0000006")
	grant("okta.groups.manage")
	manage := o.orgToken(id, key, "okta.groups.manage").want(200).object().str("access_token")
	o.as("Bearer "+manage, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`).want(200)
	o.as("Bearer "+manage, "GET", "/api/v1/groups", "").want(200) // manage includes read
	o.do("DELETE", "/api/v1/apps/"+id+"/grants/"+read, "").want(204)
	o.orgToken(id, key, "okta.groups.read").failed(400, "consent_required")
	o.orgToken(id, newKey(t), "okta.groups.manage").failed(401, "invalid_client")

	// The private path is for SSWS tokens alone.
	grant("okta.apps.read")
	apps := o.orgToken(id, key, "okta.apps.read").want(200).object().str("access_token")
	o.as("Bearer "+apps, "GET", "/api/v1/apps/"+id, "").want(200)
	o.as("Bearer "+apps, "GET", "/api/v1/internal/apps/"+id+"/settings/oauth/idToken", "").refused(403, "E0000006")

	// A custom server's token does not open the org's API.
	sid, secret := o.service("okta.like")
	custom := o.form("/oauth2/default/v1/token", clientCredentials("okta.like"), basic(sid, secret)).want(200).object().str("access_token")
	o.as("Bearer "+custom, "GET", "/api/v1/groups", "").refused(401, "E0000011")
	o.world.Clock.Advance(2 * time.Hour)
	o.as("Bearer "+manage, "GET", "/api/v1/groups", "").refused(401, "E0000011")
}

func TestAssertions(t *testing.T) {
	o := newOrg(t)
	key := newKey(t)
	id := o.keyClient("", key)
	o.do("POST", "/api/v1/authorizationServers/default/scopes", `{"name":"s"}`).want(201)
	good := func() jwt.Claims {
		return jwt.Claims{
			Issuer: id, Subject: id, Audience: jwt.Audience{o.world.OktaURL + "/oauth2/default/v1/token"},
			Expiry: jwt.NewNumericDate(time.Now().Add(time.Minute)), ID: "once",
		}
	}
	ask := func(claims jwt.Claims) reply {
		form := assertion(signJWT(t, key, jose.ES256, nil, claims))
		form.Set("grant_type", "client_credentials")
		form.Set("scope", "s")
		return o.form("/oauth2/default/v1/token", form)
	}
	ask(good()).want(200)
	ask(good()).failed(401, "invalid_client") // the same jti
	for name, change := range map[string]func(*jwt.Claims){
		"issuer":   func(c *jwt.Claims) { c.Issuer = "x" },
		"subject":  func(c *jwt.Claims) { c.Subject = "x" },
		"audience": func(c *jwt.Claims) { c.Audience = jwt.Audience{"https://elsewhere"} },
		"no exp":   func(c *jwt.Claims) { c.Expiry = nil },
		"expired":  func(c *jwt.Claims) { c.Expiry = jwt.NewNumericDate(time.Now().Add(-time.Hour)) },
		"far":      func(c *jwt.Claims) { c.Expiry = jwt.NewNumericDate(time.Now().Add(3 * time.Hour)) },
	} {
		claims := good()
		claims.ID = name
		change(&claims)
		if r := ask(claims); r.status != 401 {
			t.Errorf("%s: %d %s", name, r.status, r.raw)
		}
	}
	o.form("/oauth2/default/v1/token", assertion("garbage")).failed(401, "invalid_client")
	wrong := assertion("garbage")
	wrong.Set("client_assertion_type", "x")
	o.form("/oauth2/default/v1/token", wrong).failed(400, "invalid_request")
}

func TestAssertions_jwksURI(t *testing.T) {
	o := newOrg(t)
	key := newKey(t)
	keys := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &key.PublicKey, KeyID: "k"}}})
	}))
	defer keys.Close()
	id := o.keyClient(`,"jwks_uri":"` + keys.URL + `"`)
	o.do("POST", "/api/v1/apps/"+id+"/grants", `{"issuer":"`+o.world.OktaURL+`","scopeId":"okta.apps.read"}`).want(201)
	o.orgToken(id, key, "okta.apps.read").want(200)
	o.orgToken(id, newKey(t), "okta.apps.read").failed(401, "invalid_client")
}

func TestAssertions_clientSecretJWT(t *testing.T) {
	o := newOrg(t)
	secret := strings.Repeat("s", 40)
	app := o.do("POST", "/api/v1/apps", `{"label":"l","signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{
		"token_endpoint_auth_method":"client_secret_jwt","client_secret":"`+secret+`"}},
		"settings":{"oauthClient":{"application_type":"service","grant_types":["client_credentials"]}}}`).want(200).id()
	o.do("POST", "/api/v1/authorizationServers/default/scopes", `{"name":"s"}`).want(201)
	form := assertion(signJWT(t, []byte(secret), jose.HS256, nil, jwt.Claims{
		Issuer: app, Subject: app, Audience: jwt.Audience{o.world.OktaURL + "/oauth2/default"}, Expiry: jwt.NewNumericDate(time.Now().Add(time.Minute)),
	}))
	form.Set("grant_type", "client_credentials")
	form.Set("scope", "s")
	o.form("/oauth2/default/v1/token", form).want(200)
	o.form("/oauth2/default/v1/token", clientCredentials("s"), basic(app, secret)).failed(401, "invalid_client")
}

// proofHeader makes a DPoP proof.
func (o *org) proofHeader(key *ecdsa.PrivateKey, method, path, nonce, accessToken string) func(*http.Request) {
	o.t.Helper()
	claims := map[string]any{"jti": o.world.IDs.Text(20), "htm": method, "htu": o.world.OktaURL + path, "iat": time.Now().Unix()}
	if nonce != "" {
		claims["nonce"] = nonce
	}
	if accessToken != "" {
		sum := sha256.Sum256([]byte(accessToken))
		claims["ath"] = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	proof := signJWT(o.t, key, jose.ES256, map[jose.HeaderKey]any{"typ": "dpop+jwt", "jwk": jose.JSONWebKey{Key: &key.PublicKey}}, claims)
	return func(r *http.Request) { r.Header.Set("DPoP", proof) }
}

func TestDPoP(t *testing.T) {
	o := newOrg(t)
	key, bound := newKey(t), newKey(t)
	id := o.keyClient(`,"dpop_bound_access_tokens":true`, key)
	o.do("POST", "/api/v1/apps/"+id+"/grants", `{"issuer":"`+o.world.OktaURL+`","scopeId":"okta.groups.read"}`).want(201)
	const endpoint = "/oauth2/v1/token"
	o.orgToken(id, key, "okta.groups.read").failed(400, "invalid_dpop_proof")
	first := o.orgToken(id, key, "okta.groups.read", o.proofHeader(bound, "POST", endpoint, "", "")).failed(400, "use_dpop_nonce")
	nonce := first.header.Get("DPoP-Nonce")
	o.orgToken(id, key, "okta.groups.read", o.proofHeader(bound, "GET", endpoint, nonce, "")).failed(400, "invalid_dpop_proof")
	o.orgToken(id, key, "okta.groups.read", o.proofHeader(bound, "POST", "/elsewhere", nonce, "")).failed(400, "invalid_dpop_proof")
	answer := o.orgToken(id, key, "okta.groups.read", o.proofHeader(bound, "POST", endpoint, nonce, "")).want(200).object()
	token := answer.str("access_token")
	if answer.str("token_type") != "DPoP" {
		t.Errorf("%v", answer.values)
	}
	get := func(authorization string, change func(*http.Request)) reply {
		req, err := http.NewRequest(http.MethodGet, o.world.OktaURL+"/api/v1/groups?limit=1", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", authorization)
		change(req)
		return o.send(req)
	}
	get("DPoP "+token, o.proofHeader(bound, "GET", "/api/v1/groups", "", token)).want(200)
	get("Bearer "+token, func(*http.Request) {}).refused(401, "E0000011")
	get("DPoP "+token, func(*http.Request) {}).refused(401, "E0000011")
	get("DPoP "+token, o.proofHeader(bound, "GET", "/api/v1/groups", "", "")).refused(401, "E0000011")
	get("DPoP "+token, o.proofHeader(newKey(t), "GET", "/api/v1/groups", "", token)).refused(401, "E0000011")
	once := o.proofHeader(bound, "GET", "/api/v1/groups", "", token)
	get("DPoP "+token, once).want(200)
	get("DPoP "+token, once).refused(401, "E0000011")

	// DPoP is optional for a client that does not ask for it.
	thumbprint, err := (&jose.JSONWebKey{Key: &bound.PublicKey}).Thumbprint(crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	sid, secret := o.service("s")
	free := o.form("/oauth2/default/v1/token", clientCredentials("s"), basic(sid, secret), o.proofHeader(bound, "POST", "/oauth2/default/v1/token", nonce, "")).want(200).object()
	got := o.form("/oauth2/default/v1/introspect", url.Values{"token": {free.str("access_token")}}, basic(sid, secret)).want(200).object()
	if got.obj("cnf").str("jkt") != base64.RawURLEncoding.EncodeToString(thumbprint) {
		t.Errorf("%v", got.values)
	}
}

func TestRefreshTokens(t *testing.T) {
	o := newOrg(t)
	app := o.do("POST", "/api/v1/apps", oidcApp("web", "authorization_code", "refresh_token")).want(200).object()
	id, secret := app.str("id"), app.obj("credentials", "oauthClient").str("client_secret")
	tokens, err := o.SignIn("default", id, "openid", "offline_access")
	if err != nil {
		t.Fatal(err)
	}
	refresh := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {tokens.RefreshToken}}
	o.form("/oauth2/default/v1/token", refresh, basic(id, secret)).want(200)
	const base = "/api/v1/authorizationServers/default/clients"
	if got := o.do("GET", base, "").want(200).names("client_id"); len(got) != 1 || got[0] != id {
		t.Errorf("clients %v", got)
	}
	list := o.do("GET", base+"/"+id+"/tokens?expand=scope", "").want(200)
	if len(list.list()) != 1 || len(list.list()[0].(*object).obj("_embedded").get("scopes").([]any)) != 2 {
		t.Errorf("%s", list.raw)
	}
	o.do("DELETE", base+"/"+id+"/tokens/"+list.names("id")[0], "").want(204)
	o.form("/oauth2/default/v1/token", refresh, basic(id, secret)).failed(400, "invalid_grant")
	if n := len(o.do("GET", base, "").want(200).list()); n != 0 {
		t.Errorf("%d clients", n)
	}
	if _, err := o.SignIn("default", id, "offline_access"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.SignIn("", id, "offline_access"); err != nil {
		t.Fatal(err)
	}
	byApp := o.do("GET", "/api/v1/apps/"+id+"/tokens?expand=scope", "").want(200).names("id")
	if len(byApp) != 2 {
		t.Errorf("%d tokens of the app", len(byApp))
	}
	o.do("GET", "/api/v1/apps/"+id+"/tokens/"+byApp[1], "").want(200)
	o.do("DELETE", "/api/v1/apps/"+id+"/tokens/"+byApp[1], "").want(204)
	o.do("DELETE", "/api/v1/apps/"+id+"/tokens/"+byApp[1], "").refused(404, "E0000007")
	o.do("DELETE", base+"/"+id+"/tokens", "").want(204)
	if n := len(o.do("GET", base+"/"+id+"/tokens", "").want(200).list()); n != 0 {
		t.Errorf("%d tokens", n)
	}
}

func TestAuthorize_sendsBack(t *testing.T) {
	o := newOrg(t)
	id := o.newApp("web").id()
	r := o.as("", "GET", "/oauth2/default/v1/authorize?client_id="+id+"&redirect_uri=http://d.com/&state=a%26b&response_type=code&scope=openid", "").want(302)
	u, err := url.Parse(r.header.Get("Location"))
	if err != nil || u.Query().Get("error") != "login_required" || u.Query().Get("state") != "a&b" {
		t.Errorf("%s", r.header.Get("Location"))
	}
	o.as("", "GET", "/oauth2/default/v1/authorize?client_id="+id+"&redirect_uri=http://evil.example/", "").failed(400, "invalid_request")
	o.as("", "GET", "/oauth2/v1/authorize?client_id=x", "").failed(400, "invalid_client")
}

func TestMetadata(t *testing.T) {
	o := newOrg(t)
	o.service("shown")
	o.do("POST", "/api/v1/authorizationServers/default/scopes", `{"name":"hidden"}`).want(201)
	for _, document := range []string{"oauth-authorization-server", "openid-configuration"} {
		custom := o.as("", "GET", "/oauth2/default/.well-known/"+document, "").want(200).object()
		scopes := strings.Join(custom.strs("scopes_supported"), " ")
		if !strings.Contains(scopes, "shown") || strings.Contains(scopes, "hidden") {
			t.Errorf("%s: scopes %s", document, scopes)
		}
		if custom.str("registration_endpoint") != o.world.OktaURL+"/oauth2/v1/clients" || custom.str("issuer") != o.world.OktaURL+"/oauth2/default" {
			t.Errorf("%s: %v", document, custom.values)
		}
		o.as("", "GET", "/.well-known/"+document, "").want(200)
	}
	s, _ := o.server("default")
	if got := o.as("", "GET", "/oauth2/"+s.id+"/.well-known/openid-configuration", "").want(200).object().str("issuer"); got != o.world.OktaURL+"/oauth2/default" {
		t.Errorf("issuer by id: %s", got)
	}
	o.as("", "GET", "/oauth2/nowhere/.well-known/openid-configuration", "").refused(404, "E0000007")
	o.as("", "GET", "/.well-known/openid-configuration?client_id=nobody", "").refused(400, "invalid_client")
}

func TestClaims_inTokens(t *testing.T) {
	o := newOrg(t)
	id, secret := o.service("s")
	for _, c := range []string{
		`{"name":"tenant","claimType":"RESOURCE","valueType":"EXPRESSION","value":"\"acme\""}`,
		`{"name":"client","claimType":"RESOURCE","valueType":"EXPRESSION","value":"app.clientId","conditions":{"scopes":["s"]}}`,
		`{"name":"absent","claimType":"RESOURCE","valueType":"EXPRESSION","value":"\"x\"","conditions":{"scopes":["other"]}}`,
		`{"name":"off","claimType":"RESOURCE","valueType":"EXPRESSION","value":"\"x\"","status":"INACTIVE"}`,
		`{"name":"groups","claimType":"RESOURCE","valueType":"GROUPS","value":"Every","group_filter_type":"STARTS_WITH"}`,
	} {
		o.do("POST", "/api/v1/authorizationServers/default/claims", c).want(201)
	}
	payload := func(token string) *object {
		data, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
		if err != nil {
			t.Fatal(err)
		}
		claims, err := parseObject(data)
		if err != nil {
			t.Fatal(err)
		}
		return claims
	}
	got := payload(o.form("/oauth2/default/v1/token", clientCredentials("s"), basic(id, secret)).want(200).object().str("access_token"))
	if got.str("tenant") != "acme" || got.str("client") != id || got.has("absent") || got.has("off") || got.has("groups") {
		t.Errorf("%v", got.values)
	}
	tokens, err := o.SignIn("default", o.newApp("web").id(), "openid")
	if err != nil {
		t.Fatal(err)
	}
	if got := payload(tokens.AccessToken).strs("groups"); len(got) != 1 || got[0] != "Everyone" {
		t.Errorf("groups %v", got)
	}
}

// TestAssertions_asOktaSDKsSendThem: the parameters in the query, and the same
// assertion again with a proof of possession after it was refused without.
func TestAssertions_asOktaSDKsSendThem(t *testing.T) {
	o := newOrg(t)
	key, bound := newKey(t), newKey(t)
	id := o.keyClient(`,"dpop_bound_access_tokens":true`, key)
	o.do("POST", "/api/v1/apps/"+id+"/grants", `{"issuer":"`+o.world.OktaURL+`","scopeId":"okta.groups.read"}`).want(201)
	query := assertion(signJWT(t, key, jose.ES256, nil, jwt.Claims{
		Issuer: id, Subject: id, Audience: jwt.Audience{o.world.OktaURL + "/oauth2/v1/token"},
		Expiry: jwt.NewNumericDate(time.Now().Add(time.Hour)), ID: "once",
	}))
	query.Set("grant_type", "client_credentials")
	query.Set("scope", "okta.groups.read")
	path := "/oauth2/v1/token?" + query.Encode()
	o.form(path, nil).failed(400, "invalid_dpop_proof")
	nonce := o.form(path, nil, o.proofHeader(bound, "POST", "/oauth2/v1/token", "", "")).failed(400, "use_dpop_nonce").header.Get("DPoP-Nonce")
	o.form(path, nil, o.proofHeader(bound, "POST", "/oauth2/v1/token", nonce, "")).want(200)
	o.form(path, nil, o.proofHeader(bound, "POST", "/oauth2/v1/token", nonce, "")).failed(401, "invalid_client")
}
