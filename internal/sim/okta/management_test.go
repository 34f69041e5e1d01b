package okta

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestSignIn(t *testing.T) {
	o := newOrg(t)
	o.as("", "GET", "/api/v1/groups", "").refused(401, "E0000011")
	o.as("SSWS wrong", "GET", "/api/v1/groups", "").refused(401, "E0000011")
	o.as("Bearer wrong", "GET", "/api/v1/groups", "").refused(401, "E0000011")
	o.as("Basic x", "GET", "/api/v1/groups", "").refused(401, "E0000011")
	limited := "SSWS " + o.NewAPIToken("okta.groups.read")
	o.as(limited, "GET", "/api/v1/groups", "").want(200)
	o.as(limited, "POST", "/api/v1/groups", `{"profile":{"name":"g"}}`).refused(403, "E0000006")
	o.as("SSWS "+o.NewAPIToken(), "GET", "/api/v1/groups", "").refused(403, "E0000006")
	if !slices.Contains(o.world.Secrets.All(), o.token) {
		t.Error("the token is not among the secrets")
	}
}

func TestUnknownPaths(t *testing.T) {
	o := newOrg(t)
	o.do("GET", "/api/v1/nothing", "").refused(404, "E0000007")
	o.do("PATCH", "/api/v1/groups", "").refused(405, "E0000022")
}

func TestAPITokens(t *testing.T) {
	o := newOrg(t)
	o.NewAPIToken("okta.groups.read")
	list := o.do("GET", "/api/v1/api-tokens", "").want(200)
	if len(list.list()) != 2 {
		t.Fatalf("%s", list.raw)
	}
	current := o.do("GET", "/api/v1/api-tokens/current", "").want(200).object()
	if current.str("id") != list.names("id")[0] || strings.Contains(string(list.raw), o.token) {
		t.Errorf("%v", current.values)
	}
	o.do("GET", "/api/v1/api-tokens/"+current.str("id"), "").want(200)
	o.do("GET", "/api/v1/api-tokens/none", "").refused(404, "E0000007")
	o.world.Clock.Advance(31 * 24 * time.Hour)
	o.do("GET", "/api/v1/api-tokens", "").refused(401, "E0000011") // unused for longer than its window
}

func TestAuthServers(t *testing.T) {
	o := newOrg(t)
	const base = "/api/v1/authorizationServers"
	o.do("POST", base, `{"audiences":["a"]}`).refused(400, "E0000001")
	o.do("POST", base, `{"name":"n"}`).refused(400, "E0000001")
	o.do("POST", base, `{"name":"n","audiences":["a"],"issuerMode":"WRONG"}`).refused(400, "E0000001")
	o.do("POST", base, `{"name":`).refused(400, "E0000003")
	o.do("POST", base, `{"name":"n","audiences":"a"}`).refused(400, "E0000003")
	id := o.do("POST", base, `{"name":"n","audiences":["a"],"description":"d"}`).want(201).id()
	got := o.do("PUT", base+"/"+id, `{"name":"n2","audiences":["b"],"credentials":{"signing":{"rotationMode":"MANUAL"}}}`).want(200).object()
	if got.str("name") != "n2" || got.get("description") != nil || got.obj("credentials", "signing").has("nextRotation") {
		t.Errorf("%v", got.values)
	}
	o.do("POST", base+"/"+id+"/lifecycle/deactivate", "").want(204)
	if got := o.do("GET", base+"/"+id, "").want(200).object(); got.str("status") != "INACTIVE" || !got.obj("_links").has("activate") {
		t.Errorf("%v", got.values)
	}
	if got := o.do("GET", base+"?q=n2", "").want(200).names("id"); !slices.Equal(got, []string{id}) {
		t.Errorf("%v", got)
	}
	o.do("DELETE", base+"/"+id, "").want(204)
	o.do("GET", base+"/"+id, "").refused(404, "E0000007")
	o.do("GET", base+"/"+id+"/scopes", "").refused(404, "E0000007")
	s, _ := o.server("default")
	for _, alias := range []string{"default", s.id} {
		if got := o.do("GET", base+"/"+alias, "").want(200).object(); got.str("id") != s.id || !got.bool("default") {
			t.Errorf("%v", got.values)
		}
	}
}

func TestAssociatedServers(t *testing.T) {
	o := newOrg(t)
	a, b := o.newServer(), o.newServer()
	base := "/api/v1/authorizationServers/" + a + "/associatedServers"
	o.do("POST", base, `{"trusted":["nobody"]}`).refused(404, "E0000007")
	o.do("POST", base, `{"trusted":["`+a+`"]}`).refused(400, "E0000001")
	o.do("POST", base, `{"trusted":["`+b+`"]}`).want(200)
	if got := o.do("GET", base+"?trusted=true", "").want(200).names("id"); !slices.Equal(got, []string{b}) {
		t.Errorf("%v", got)
	}
	if got := o.do("GET", base+"?trusted=false", "").want(200).names("name"); !slices.Equal(got, []string{"default"}) {
		t.Errorf("%v", got)
	}
	o.do("DELETE", base+"/"+b, "").want(204)
	o.do("DELETE", base+"/"+b, "").refused(404, "E0000007")
}

func TestScopesAndClaims(t *testing.T) {
	o := newOrg(t)
	const base = "/api/v1/authorizationServers/default"
	got := o.do("POST", base+"/scopes", `{"name":"s"}`).want(201).object()
	if got.str("consent") != "IMPLICIT" || got.str("metadataPublish") != "NO_CLIENTS" || got.has("displayName") {
		t.Errorf("defaults: %v", got.values)
	}
	o.do("POST", base+"/scopes", `{"name":"s"}`).refused(400, "E0000001")
	o.do("POST", base+"/scopes", `{"name":"two words"}`).refused(400, "E0000001")
	o.do("POST", base+"/scopes", `{"name":"t","consent":"MAYBE"}`).refused(400, "E0000001")
	o.do("POST", base+"/scopes", `{}`).refused(400, "E0000001")
	for _, sc := range o.do("GET", base+"/scopes", "").list() {
		if sc := sc.(*object); sc.bool("system") {
			o.do("DELETE", base+"/scopes/"+sc.str("id"), "").refused(403, "E0000006")
			break
		}
	}
	if got := o.do("GET", base+"/scopes?q=offline", "").names("name"); !slices.Equal(got, []string{"offline_access"}) {
		t.Errorf("%v", got)
	}
	if got := o.do("GET", base+"/scopes?filter="+url.QueryEscape(`name eq "s"`), "").names("name"); !slices.Equal(got, []string{"s"}) {
		t.Errorf("%v", got)
	}
	o.do("GET", base+"/scopes?filter=name", "").refused(400, "E0000031")

	for _, bad := range []string{
		`{"claimType":"RESOURCE","value":"v"}`, `{"name":"c","value":"v"}`, `{"name":"c","claimType":"RESOURCE"}`,
		`{"name":"c","claimType":"RESOURCE","valueType":"GROUPS","value":"v"}`,
	} {
		o.do("POST", base+"/claims", bad).refused(400, "E0000001")
	}
	claims := o.do("GET", base+"/claims", "").want(200)
	if len(claims.list()) != 19 { // recorded: claim_list_200
		t.Errorf("%d claims", len(claims.list()))
	}
	o.do("DELETE", base+"/claims/"+claims.names("id")[0], "").refused(403, "E0000006")
}

func TestPriorities(t *testing.T) {
	o := newOrg(t)
	server := o.newServer()
	base := "/api/v1/authorizationServers/" + server + "/policies"
	add := func(name string, priority int) string {
		return o.do("POST", base, fmt.Sprintf(`{"name":"%s","priority":%d,"conditions":{"clients":{"include":["ALL_CLIENTS"]}}}`, name, priority)).want(201).id()
	}
	order := func(path string) string {
		list := o.do("GET", path, "").want(200)
		for i, item := range list.list() {
			if item.(*object).int("priority") != i+1 {
				t.Errorf("priorities are not contiguous: %s", list.raw)
			}
		}
		return strings.Join(list.names("name"), " ")
	}
	a := add("a", 1)
	add("b", 1)
	add("c", 0)
	add("d", 99)
	if got := order(base); got != "b a c d" {
		t.Errorf("%s", got)
	}
	o.do("PUT", base+"/"+a, `{"name":"a","priority":3,"conditions":{"clients":{"include":["ALL_CLIENTS"]}}}`).want(200)
	if got := order(base); got != "b c a d" {
		t.Errorf("%s", got)
	}
	o.do("DELETE", base+"/"+a, "").want(204)
	if got := order(base); got != "b c d" {
		t.Errorf("%s", got)
	}
	o.do("POST", base, `{"name":"b","conditions":{"clients":{"include":["ALL_CLIENTS"]}}}`).refused(400, "E0000001")
	o.do("POST", base, `{"name":"e","conditions":{"clients":{"include":["nobody"]}}}`).refused(400, "E0000001")

	for field, most := range map[string]int{"name": 100, "description": 255} { // contract: maxLength
		body := func(n int) string {
			text := map[string]string{"name": "long", "description": "long", field: strings.Repeat("é", n)}
			return fmt.Sprintf(`{"name":%q,"description":%q,"conditions":{"clients":{"include":["ALL_CLIENTS"]}}}`, text["name"], text["description"])
		}
		o.do("POST", base, body(most+1)).refused(400, "E0000001")
		o.do("DELETE", base+"/"+o.do("POST", base, body(most)).want(201).id(), "").want(204)
	}

	rules := base + "/" + o.do("GET", base, "").names("id")[0] + "/rules"
	rule := func(name string, priority int) {
		o.do("POST", rules, fmt.Sprintf(`{"name":"%s","priority":%d,"type":"RESOURCE_ACCESS","conditions":{"grantTypes":{"include":["implicit"]}}}`, name, priority)).want(201)
	}
	rule("x", 1)
	rule("y", 1)
	rule("z", 2)
	if got := order(rules); got != "y z x" {
		t.Errorf("%s", got)
	}
	for _, bad := range []string{
		`{"type":"RESOURCE_ACCESS","conditions":{"grantTypes":{"include":["implicit"]}}}`,
		`{"name":"n","conditions":{"grantTypes":{"include":["implicit"]}}}`,
		`{"name":"n","type":"RESOURCE_ACCESS"}`,
		`{"name":"n","type":"RESOURCE_ACCESS","conditions":{"grantTypes":{"include":["no"]}}}`,
		`{"name":"n","type":"RESOURCE_ACCESS","conditions":{"grantTypes":{"include":["implicit"]},"people":{"groups":{"include":["no"]}}}}`,
		`{"name":"n","type":"RESOURCE_ACCESS","conditions":{"grantTypes":{"include":["implicit"]}},"actions":{"token":{"accessTokenLifetimeMinutes":4}}}`,
		`{"name":"n","type":"RESOURCE_ACCESS","conditions":{"grantTypes":{"include":["implicit"]}},"actions":{"token":{"refreshTokenLifetimeMinutes":5}}}`,
		`{"name":"n","type":"RESOURCE_ACCESS","conditions":{"grantTypes":{"include":["implicit"]}},"actions":{"token":{"refreshTokenWindowMinutes":5}}}`,
	} {
		o.do("POST", rules, bad).refused(400, "E0000001")
	}
}

func TestPaging(t *testing.T) {
	o := newOrg(t)
	for i := range 45 {
		o.do("POST", "/api/v1/apps", strings.Replace(oidcApp("web", "authorization_code"), "testAcc_2849725357", fmt.Sprintf("app %02d", i), 1)).want(200)
	}
	seen, pages, path := []string{}, 0, "/api/v1/apps?q=app"
	for path != "" {
		r := o.do("GET", path, "").want(200)
		seen = append(seen, r.names("label")...)
		pages++
		path = ""
		for _, l := range r.header.Values("Link") {
			if target, isNext := strings.CutSuffix(l, `>; rel="next"`); isNext {
				path = strings.TrimPrefix(target, "<"+o.world.OktaURL)
				if !strings.Contains(path, "q=app") {
					t.Errorf("the next link forgets the query: %s", l)
				}
			}
		}
	}
	slices.Sort(seen)
	if pages != 3 || len(slices.Compact(seen)) != 45 {
		t.Errorf("%d pages, %d apps", pages, len(seen))
	}
	if n := len(o.do("GET", "/api/v1/apps?limit=1000", "").want(200).list()); n != 45 {
		t.Errorf("%d apps", n)
	}
	if got := o.do("GET", "/api/v1/apps?q=APP%2007", "").names("label"); !slices.Equal(got, []string{"app 07"}) {
		t.Errorf("%v", got)
	}
}

func TestApps_rules(t *testing.T) {
	o := newOrg(t)
	app := func(credentials, settings string) string {
		return `{"label":"l","signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{` + credentials + `}},"settings":{"oauthClient":{` + settings + `}}}`
	}
	const web = `"application_type":"web","grant_types":["authorization_code"],"response_types":["code"],"redirect_uris":["https://a.example/cb"]`
	for name, body := range map[string]string{
		"no label":             `{"signOnMode":"OPENID_CONNECT"}`,
		"no mode":              `{"label":"l"}`,
		"no grants":            app(``, `"application_type":"web"`),
		"unknown grant":        app(``, `"application_type":"web","grant_types":["authorization_code","magic"],"redirect_uris":["https://a.example/cb"]`),
		"web credentials only": app(``, `"application_type":"web","grant_types":["client_credentials"]`),
		"no redirect":          app(``, `"application_type":"web","grant_types":["authorization_code"]`),
		"relative redirect":    app(``, `"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["/cb"]`),
		"fragment":             app(``, `"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["https://a.example/#x"]`),
		"wildcard":             app(``, `"application_type":"web","grant_types":["authorization_code"],"redirect_uris":["https://*.a.example/"]`),
		"unknown type":         app(``, `"application_type":"robot","grant_types":["client_credentials"]`),
		"unknown method":       app(`"token_endpoint_auth_method":"handshake"`, web),
		"none without pkce":    app(`"token_endpoint_auth_method":"none","pkce_required":false`, web),
		"short secret":         app(`"client_secret":"short"`, web),
		"short id":             app(`"client_id":"x"`, web),
		"long address":         app(``, web+`,"logo_uri":"https://a.example/`+strings.Repeat("é", 1007)+`"`),
		"reserved id":          app(`"client_id":"ALL_CLIENTS"`, web),
		"login without uri":    app(``, web+`,"idp_initiated_login":{"mode":"OKTA"}`),
		"leeway":               app(``, `"application_type":"web","grant_types":["authorization_code","refresh_token"],"redirect_uris":["https://a.example/"],"refresh_token":{"rotation_type":"ROTATE","leeway":61}`),
		"slo of a service":     app(``, `"application_type":"service","grant_types":["client_credentials"],"participate_slo":true`),
	} {
		if r := o.do("POST", "/api/v1/apps", body); r.status != 400 || r.object().str("errorCode") != "E0000001" {
			t.Errorf("%s: %d %s", name, r.status, r.raw)
		}
	}
	if n := o.Objects()["okta.apps"]; n != 0 {
		t.Errorf("refused requests made %d apps", n)
	}
	// What the table of registration does not have, the apps API takes: the first
	// was recorded, the rest is tolerated.
	for name, body := range map[string]string{
		"service implicit":      app(``, `"application_type":"service","grant_types":["implicit","client_credentials"],"response_types":["token"],"redirect_uris":["https://a.example/cb"]`),
		"service code":          app(``, `"application_type":"service","grant_types":["authorization_code"],"redirect_uris":["https://a.example/cb"]`),
		"native credentials":    app(``, `"application_type":"native","grant_types":["authorization_code","client_credentials"],"redirect_uris":["https://a.example/cb"]`),
		"browser password":      app(``, `"application_type":"browser","grant_types":["authorization_code","password"],"redirect_uris":["https://a.example/cb"]`),
		"response without code": app(``, `"application_type":"web","grant_types":["authorization_code"],"response_types":["token"],"redirect_uris":["https://a.example/"]`),
		"code without grant":    app(``, `"application_type":"browser","grant_types":["implicit"],"response_types":["code"],"redirect_uris":["https://a.example/"]`),
		"key method, no key":    app(`"token_endpoint_auth_method":"private_key_jwt"`, web),
	} {
		o.do("POST", "/api/v1/apps", strings.Replace(body, `"label":"l"`, `"label":"`+name+`"`, 1)).want(200)
	}
	native := o.do("POST", "/api/v1/apps", app(``, `"application_type":"native","grant_types":["authorization_code"],"redirect_uris":["https://a.example/cb"],"post_logout_redirect_uris":["https://a.example/out"]`)).want(200)
	if got := native.object(); got.get("universalLogout") != nil || got.obj("credentials", "oauthClient").str("client_secret") == "" {
		t.Errorf("native: %v", got.values)
	}
	for _, item := range o.do("GET", "/api/v1/apps?q=l&limit=200", "").want(200).list() {
		if a, _ := item.(*object); a.str("id") == native.id() && len(a.obj("settings", "oauthClient").strs("post_logout_redirect_uris")) != 1 {
			t.Errorf("in a list: %v", a.obj("settings", "oauthClient").values)
		}
	}
	catalogue := o.do("POST", "/api/v1/apps", `{"name":"StrongDM","label":"s","signOnMode":"OPENID_CONNECT","settings":{"oauthClient":{"application_type":"web","grant_types":["authorization_code"]}}}`).want(200).object()
	if catalogue.str("name") != "strongdm" || !catalogue.obj("_links").has("help") {
		t.Errorf("catalogue: %s %v", catalogue.str("name"), catalogue.obj("_links").keys)
	}
	none := o.do("POST", "/api/v1/apps", app(`"token_endpoint_auth_method":"none","pkce_required":false`, web)).refused(400, "E0000001")
	if !strings.Contains(string(none.raw), "''pkce_required'' must be set to true when ''token_endpoint_auth_method'' is ''none''") {
		t.Errorf("none without PKCE: %s", none.raw)
	}
	for name, body := range map[string]string{
		"both grants":   app(``, `"application_type":"web","grant_types":["authorization_code","client_credentials"],"response_types":["code","token"],"redirect_uris":[]`),
		"spa refresh":   app(`"token_endpoint_auth_method":"none"`, `"application_type":"browser","grant_types":["authorization_code","refresh_token"],"redirect_uris":["https://a.example/"]`),
		"own id":        app(`"client_id":"my-client.1"`, web),
		"bookmark":      `{"label":"b","name":"bookmark","signOnMode":"BOOKMARK","settings":{"app":{"url":"https://a.example"}}}`,
		"device native": app(``, `"application_type":"native","grant_types":["authorization_code","urn:ietf:params:oauth:grant-type:device_code"],"redirect_uris":["com.example:/cb"]`),
	} {
		if r := o.do("POST", "/api/v1/apps", body); r.status != 200 {
			t.Errorf("%s: %d %s", name, r.status, r.raw)
		}
	}
	o.do("POST", "/api/v1/apps", app(`"client_id":"my-client.1"`, web)).refused(400, "E0000001")
}

func TestApps_replace(t *testing.T) {
	o := newOrg(t)
	first := o.do("POST", "/api/v1/apps", `{"label":"l","signOnMode":"OPENID_CONNECT","settings":{"oauthClient":{"application_type":"web",
		"grant_types":["authorization_code","refresh_token"],"redirect_uris":["https://a.example/"],"dpop_bound_access_tokens":true,"tos_uri":"https://a.example/tos",
		"refresh_token":{"rotation_type":"ROTATE","leeway":10}}}}`).want(200).object()
	id := first.str("id")
	secret := first.obj("credentials", "oauthClient").str("client_secret")
	got := o.do("PUT", "/api/v1/apps/"+id, `{"id":"x","status":"INACTIVE","name":"other","label":"m","signOnMode":"OPENID_CONNECT","settings":{"oauthClient":{"application_type":"web",
		"grant_types":["authorization_code","refresh_token"],"redirect_uris":["https://b.example/"]}}}`).want(200).object()
	client := got.obj("settings", "oauthClient")
	if got.str("id") != id || got.str("status") != "ACTIVE" || got.str("name") != "oidc_client" || got.str("label") != "m" {
		t.Errorf("%v", got.values)
	}
	if client.bool("dpop_bound_access_tokens") || client.has("tos_uri") { // a replacement forgets what it is not told
		t.Errorf("%v", client.values)
	}
	if client.obj("refresh_token").int("leeway") != 10 { // contract: the previously configured values are used
		t.Errorf("%v", client.obj("refresh_token").values)
	}
	if got.obj("credentials", "oauthClient").str("client_secret") != secret {
		t.Error("the secret changed")
	}
	own := strings.Repeat("x", 20)
	o.do("PUT", "/api/v1/apps/"+id, `{"label":"m","signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{"client_secret":"`+own+`"}},"settings":{"oauthClient":{
		"grant_types":["authorization_code"],"redirect_uris":["https://b.example/"]}}}`).want(200)
	if got := o.do("GET", "/api/v1/apps/"+id+"/credentials/secrets", "").want(200).names("client_secret"); !slices.Equal(got, []string{own}) {
		t.Errorf("%v", got)
	}
	o.do("PUT", "/api/v1/apps/"+id, `{"label":""}`).refused(400, "E0000001")
	if o.do("GET", "/api/v1/apps/"+id, "").object().str("label") != "m" {
		t.Error("a refused request changed the app")
	}
}

func TestApps_lifecycle(t *testing.T) {
	o := newOrg(t)
	id := o.newApp("web").id()
	path := "/api/v1/apps/" + id
	o.do("DELETE", path, "").refused(403, "E0000056")
	o.do("POST", path+"/lifecycle/deactivate", "").want(200)
	for filter, want := range map[string]int{`status eq "ACTIVE"`: 0, `status eq "INACTIVE"`: 1, `id eq "` + id + `"`: 1, `name eq "oidc_client" and status eq "INACTIVE"`: 1} {
		if n := len(o.do("GET", "/api/v1/apps?filter="+url.QueryEscape(filter), "").want(200).list()); n != want {
			t.Errorf("%s: %d", filter, n)
		}
	}
	o.do("GET", "/api/v1/apps?filter="+url.QueryEscape(`label eq "x"`), "").refused(400, "E0000031")
	o.SetSlowAppDeletion(5 * time.Second)
	o.do("DELETE", path, "").refused(500, "E0000009")
	o.world.Clock.Advance(6 * time.Second)
	o.do("DELETE", path, "").want(204)
	o.do("DELETE", path, "").refused(404, "E0000007")
}

func TestSecrets(t *testing.T) {
	o := newOrg(t)
	app := o.newApp("service").object()
	id, old := app.str("id"), app.obj("credentials", "oauthClient").str("client_secret")
	base := "/api/v1/apps/" + id + "/credentials/secrets"
	first := o.do("GET", base, "").names("id")[0]
	o.do("POST", base+"/"+first+"/lifecycle/deactivate", "").refused(400, "E0000001")
	second := o.do("POST", base, `{}`).want(201).object()
	o.do("POST", base, `{}`).refused(400, "E0000001")
	o.do("POST", "/api/v1/authorizationServers/default/scopes", `{"name":"s"}`).want(201)
	signIn := func(secret string) int {
		return o.form("/oauth2/default/v1/token", clientCredentials("s"), basic(id, secret)).status
	}
	if signIn(old) != 200 || signIn(second.str("client_secret")) != 200 {
		t.Error("the secrets do not overlap")
	}
	o.do("DELETE", base+"/"+first, "").refused(400, "E0000001")
	o.do("POST", base+"/"+first+"/lifecycle/deactivate", "").want(200)
	if signIn(old) != 401 || signIn(second.str("client_secret")) != 200 {
		t.Error("an inactive secret counts")
	}
	o.do("POST", base+"/"+first+"/lifecycle/activate", "").want(200)
	o.do("POST", base+"/"+first+"/lifecycle/deactivate", "").want(200)
	o.do("DELETE", base+"/"+first, "").want(204)
	o.do("GET", base+"/"+first, "").refused(404, "E0000007")
	o.do("POST", base, `{"client_secret":"short"}`).refused(400, "E0000001")
	o.do("POST", base, `{"client_secret":"long enough for anyone","status":"INACTIVE"}`).want(201)
	if !slices.Contains(o.world.Secrets.All(), "long enough for anyone") {
		t.Error("a given secret is not among the secrets")
	}
}

func TestClientKeys(t *testing.T) {
	o := newOrg(t)
	key := newKey(t)
	id := o.keyClient("", key)
	base := "/api/v1/apps/" + id + "/credentials/jwks"
	first := o.do("GET", base, "").want(200).names("id")[0]
	o.do("POST", base+"/"+first+"/lifecycle/deactivate", "").refused(400, "E0000001")
	o.do("DELETE", base+"/"+first, "").refused(400, "E0000001")
	const ec = `"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"`
	o.do("POST", base, `{`+ec+`}`).refused(400, "E0000001")            // no kid
	o.do("POST", base, `{`+ec+`,"kid":"k0"}`).refused(400, "E0000001") // taken
	o.do("POST", base, `{"kty":"RSA","kid":"r","e":"AQAB","n":"AQAB"}`).refused(400, "E0000001")
	o.do("POST", base, `{`+ec+`,"kid":"k1","use":"sig"}`).want(201)
	o.do("POST", base+"/"+first+"/lifecycle/deactivate", "").want(200)
	o.do("POST", "/api/v1/apps/"+id+"/grants", `{"issuer":"`+o.world.OktaURL+`","scopeId":"okta.apps.read"}`).want(201)
	o.orgToken(id, key, "okta.apps.read").failed(401, "invalid_client")
	o.do("DELETE", base+"/"+first, "").want(204)
	if n := len(o.do("GET", "/api/v1/apps/"+id, "").object().obj("settings", "oauthClient", "jwks").get("keys").([]any)); n != 1 {
		t.Errorf("%d keys", n)
	}
}

func TestGrants(t *testing.T) {
	o := newOrg(t)
	id := o.newApp("service").id()
	base := "/api/v1/apps/" + id + "/grants"
	o.do("POST", base, `{"issuer":"https://elsewhere","scopeId":"okta.apps.read"}`).refused(400, "E0000001")
	o.do("POST", base, `{"issuer":"`+o.world.OktaURL+`","scopeId":"made.up"}`).refused(400, "E0000001")
	grant := o.do("POST", base, `{"issuer":"`+o.world.OktaURL+`","scopeId":"okta.apps.read"}`).want(201).id()
	if o.do("GET", base+"/"+grant+"?expand=scope", "").want(200).object().obj("_embedded", "scope").str("id") != "okta.apps.read" {
		t.Error("no embedded scope")
	}
	o.do("DELETE", base+"/"+grant, "").want(204)
	o.do("DELETE", base+"/"+grant, "").refused(404, "E0000007")
}

func TestGroups(t *testing.T) {
	o := newOrg(t)
	const base = "/api/v1/groups"
	id := o.do("POST", base, `{"profile":{"name":"devs","custom":"kept"}}`).want(200).id()
	o.do("POST", base, `{"profile":{"name":"DEVS"}}`).refused(400, "E0000001")
	o.do("POST", base, `{"profile":{}}`).refused(400, "E0000001")
	o.newGroup("devs-eu")
	// q matches the start of the name, also when another name is equal to it.
	if got := o.do("GET", base+"?q=dev", "").names("profile"); len(got) != 2 {
		t.Errorf("%v", got)
	}
	if n := len(o.do("GET", base+"?search="+url.QueryEscape(`profile.name eq "devs" and type eq "OKTA_GROUP"`), "").list()); n != 1 {
		t.Errorf("search: %d", n)
	}
	o.do("GET", base+"?filter="+url.QueryEscape(`profile.name eq "devs"`), "").refused(400, "E0000031")
	everyone := o.do("GET", base+"?q=Everyone", "").names("id")[0]
	o.do("DELETE", base+"/"+everyone, "").refused(403, "E0000006")
	o.do("PUT", base+"/"+everyone, `{"profile":{"name":"x"}}`).refused(403, "E0000006")
	app := o.newApp("web").id()
	o.do("PUT", "/api/v1/apps/"+app+"/groups/"+id, "").want(200)
	if got := o.do("GET", base+"/"+id+"/apps", "").names("id"); !slices.Equal(got, []string{app}) {
		t.Errorf("%v", got)
	}
	if got := o.do("GET", base+"?expand=stats&q=devs&limit=1", "").list()[0].(*object).obj("_embedded", "stats").int("appsCount"); got != 1 {
		t.Errorf("appsCount %d", got)
	}
	o.do("DELETE", base+"/"+id, "").want(204)
	o.do("GET", "/api/v1/apps/"+app+"/groups/"+id, "").refused(404, "E0000007")
}

func TestAppGroups(t *testing.T) {
	o := newOrg(t)
	app := o.newApp("web").id()
	base := "/api/v1/apps/" + app + "/groups"
	o.do("PUT", base+"/nobody", "").refused(404, "E0000007")
	var ids []string
	for i := range 25 {
		id := o.newGroup("g" + strconv.Itoa(i))
		ids = append(ids, id)
		o.do("PUT", base+"/"+id, `{}`).want(200)
	}
	if n := len(o.do("GET", base, "").want(200).list()); n != 20 {
		t.Errorf("a page of %d", n)
	}
	o.do("PUT", base+"/"+ids[24], `{"priority":0}`).want(200)
	list := o.do("GET", base+"?limit=200", "").want(200)
	seen := map[int]bool{}
	for _, item := range list.list() {
		seen[item.(*object).int("priority")] = true
	}
	if len(seen) != 25 || list.names("id")[0] != ids[24] {
		t.Errorf("%d priorities", len(seen))
	}
	o.do("DELETE", base+"/"+ids[0], "").want(204)
	o.do("DELETE", base+"/"+ids[0], "").refused(404, "E0000007")
}

func TestGroupRules(t *testing.T) {
	o := newOrg(t)
	a, b, other := o.newGroup("a"), o.newGroup("b"), o.newGroup("c")
	const base = "/api/v1/groups/rules"
	body := func(name, group string) string {
		return `{"type":"group_rule","name":"` + name + `","conditions":{"expression":{"value":"true","type":"urn:okta:expression:1.0"}},"actions":{"assignUserToGroups":{"groupIds":["` + group + `"]}}}`
	}
	rule := o.do("POST", base, body("r", a)).want(200).object()
	id := rule.str("id")
	if rule.str("status") != "INACTIVE" {
		t.Errorf("%v", rule.values)
	}
	o.do("POST", base, body("r", a)).refused(400, "E0000001")
	o.do("POST", base, body("q", "nobody")).refused(400, "E0000001")
	o.do("PUT", base+"/"+id, body("r", b)).refused(400, "E0000001") // the actions cannot change
	o.do("PUT", base+"/"+id, body("r2", a)).want(200)
	o.do("POST", base+"/"+id+"/lifecycle/activate", "").want(204)
	o.do("PUT", base+"/"+id, body("r3", a)).refused(400, "E0000001")
	o.do("DELETE", base+"/"+id, "").refused(400, "E0000001")
	o.do("DELETE", "/api/v1/groups/"+a, "").want(204)
	if got := o.do("GET", base+"/"+id, "").object().str("status"); got != "INVALID" {
		t.Errorf("status %s", got)
	}
	o.do("POST", base+"/"+id+"/lifecycle/deactivate", "").want(204)
	o.do("DELETE", base+"/"+id, "").want(202)
	o.SetReconciling(1)
	o.do("POST", base, body("s", b)).refused(423, "E0000239")
	second := o.do("POST", base, body("s", b)).want(200)
	if second.object().get("allGroupsValid") != true {
		t.Errorf("allGroupsValid is %v", second.object().get("allGroupsValid"))
	}
	// Recorded: while one is activated, another with its group is refused.
	o.SetRuleActivation(time.Minute)
	o.do("POST", base+"/"+second.id()+"/lifecycle/activate", "").want(204)
	o.do("POST", base, body("t", b)).refused(423, "E0000239")
	o.do("POST", base, body("t", other)).want(200)
	o.world.Clock.Advance(time.Minute)
	o.do("POST", base, body("u", b)).want(200)
	o.do("DELETE", "/api/v1/groups/"+b, "").want(204)
	if got := o.do("GET", base+"/"+second.id(), "").object(); got.get("allGroupsValid") != false {
		t.Errorf("without its group: %v", got.values)
	}
}

func TestOrigins(t *testing.T) {
	o := newOrg(t)
	const base = "/api/v1/trustedOrigins"
	good := `{"name":"n","origin":"https://a.example","scopes":[{"type":"CORS"}]}`
	id := o.do("POST", base, good).want(200).id()
	o.do("POST", base, good).refused(400, "E0000001")
	o.do("POST", base, `{"name":"m","origin":"nonsense","scopes":[{"type":"CORS"}]}`).refused(400, "E0000001")
	o.do("POST", base, `{"name":"m","origin":"https://b.example","scopes":[]}`).refused(400, "E0000001")
	if n := len(o.do("GET", base+"?filter="+url.QueryEscape(`type eq "CORS" and status eq "ACTIVE"`), "").want(200).list()); n != 1 {
		t.Errorf("%d origins", n)
	}
	o.do("DELETE", base+"/"+id, "").want(204)
	o.do("DELETE", base+"/"+id, "").refused(404, "E0000007")
}

func TestAccessPolicies(t *testing.T) {
	o := newOrg(t)
	app := o.newApp("web").id()
	policy := o.do("POST", "/api/v1/policies", `{"name":"p","type":"ACCESS_POLICY"}`).want(200).id()
	o.do("PUT", "/api/v1/apps/"+app+"/policies/nothing", "").refused(404, "E0000007")
	o.do("PUT", "/api/v1/apps/"+app+"/policies/"+policy, "").want(204)
	link := func() string {
		return o.do("GET", "/api/v1/apps/"+app, "").object().obj("_links", "accessPolicy").str("href")
	}
	if !strings.HasSuffix(link(), policy) {
		t.Errorf("%s", link())
	}
	rules := "/api/v1/policies/" + policy + "/rules"
	o.do("POST", rules, `{"name":"r","priority":1,"actions":{"appSignOn":{"access":"DENY"}}}`).want(200)
	if got := o.do("GET", rules, "").names("name"); !slices.Equal(got, []string{"r", "Catch-all Rule"}) {
		t.Errorf("%v", got)
	}
	o.do("DELETE", "/api/v1/policies/"+policy, "").want(204)
	o.do("DELETE", "/api/v1/policies/"+o.st.defaultAccess, "").refused(403, "E0000006")
	o.do("GET", "/api/v1/policies", "").refused(400, "E0000001")
}

func TestRegistration(t *testing.T) {
	o := newOrg(t)
	const base = "/oauth2/v1/clients"
	o.as("", "POST", base, `{"client_name":"x"}`).refused(401, "E0000011")
	o.as("SSWS "+o.NewAPIToken("okta.clients.read"), "POST", base, `{"client_name":"x"}`).refused(403, "E0000006")
	for name, body := range map[string]string{
		"no name":       `{"redirect_uris":["https://a.example/"]}`,
		"no redirect":   `{"client_name":"x"}`,
		"bad grant":     `{"client_name":"x","grant_types":["magic"]}`,
		"web alone":     `{"client_name":"x","application_type":"web","grant_types":["client_credentials"]}`,
		"not a list":    `{"client_name":"x","redirect_uris":"https://a.example/"}`,
		"not an object": `[]`,
	} {
		if r := o.do("POST", base, body); r.status != 400 || r.object().str("error") != "invalid_client_metadata" {
			t.Errorf("%s: %d %s", name, r.status, r.raw)
		}
	}
	// What Anypoint sends for a client-credentials application.
	got := o.do("POST", base, `{"client_name":"Card Application","redirect_uris":[],"grant_types":["client_credentials"],"response_types":[],"token_endpoint_auth_method":"client_secret_basic"}`).want(201).object()
	id, secret := got.str("client_id"), got.str("client_secret")
	if len(secret) != 40 || got.str("application_type") != "web" || got.int("client_secret_expires_at") != 0 || !got.has("client_secret_expires_at") {
		t.Errorf("%v", got.values)
	}
	app := o.do("GET", "/api/v1/apps/"+id, "").want(200).object()
	if app.str("label") != "Card Application" || app.obj("settings", "oauthClient").str("consent_method") != "REQUIRED" {
		t.Errorf("%v", app.values)
	}
	if o.do("GET", base+"/"+id, "").want(200).object().has("client_secret") || strings.Contains(string(o.do("GET", base, "").want(200).raw), secret) {
		t.Error("a read shows the secret")
	}
	update := `{"client_id":"` + id + `","client_name":"Renamed","redirect_uris":["https://a.example/"],"grant_types":["authorization_code","client_credentials"],"response_types":["code"],"token_endpoint_auth_method":"client_secret_basic"}`
	changed := o.do("PUT", base+"/"+id, update).want(200).object()
	if changed.str("client_secret") != secret || changed.str("client_name") != "Renamed" {
		t.Errorf("%v", changed.values)
	}
	if got := o.do("GET", "/api/v1/apps/"+id, "").object().obj("settings", "oauthClient").str("consent_method"); got != "REQUIRED" {
		t.Errorf("consent_method %s", got)
	}
	o.do("PUT", base+"/"+id, strings.Replace(update, `{`, `{"client_id_issued_at":1,`, 1)).failed(400, "invalid_client_metadata")
	o.do("PUT", base+"/"+id, strings.Replace(update, id, "other", 1)).failed(400, "invalid_client_metadata")
	fresh := o.do("POST", base+"/"+id+"/lifecycle/newSecret", "").want(200).object().str("client_secret")
	o.do("POST", "/api/v1/authorizationServers/default/scopes", `{"name":"mulescope"}`).want(201)
	o.form("/oauth2/default/v1/token", clientCredentials("mulescope"), basic(id, secret)).failed(401, "invalid_client")
	o.form("/oauth2/default/v1/token", clientCredentials("mulescope"), basic(id, fresh)).want(200)
	if got := o.do("GET", base+"?q=ren", "").names("client_id"); !slices.Equal(got, []string{id}) {
		t.Errorf("%v", got)
	}
	policy := o.do("POST", "/api/v1/authorizationServers/default/policies", `{"name":"p","conditions":{"clients":{"include":["`+id+`"]}}}`).want(201).id()
	o.do("DELETE", base+"/"+id, "").want(204)
	o.do("GET", base+"/"+id, "").refused(404, "E0000007")
	o.do("GET", "/api/v1/apps/"+id, "").refused(404, "E0000007")
	clients := o.do("GET", "/api/v1/authorizationServers/default/policies/"+policy, "").object().obj("conditions", "clients")
	if n := len(clients.strs("include")); n != 0 {
		t.Errorf("the policy still names %d clients", n)
	}
}

func TestRateLimits(t *testing.T) {
	o := newOrg(t)
	if err := o.SetRateLimits("3"); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		r := o.do("GET", "/api/v1/groups", "").want(200)
		if got := r.header.Get("X-Rate-Limit-Remaining"); got != strconv.Itoa(2-i) || r.header.Get("X-Rate-Limit-Limit") != "3" {
			t.Errorf("remaining %s", got)
		}
	}
	r := o.do("GET", "/api/v1/groups", "").refused(429, "E0000047")
	reset, err := strconv.ParseInt(r.header.Get("X-Rate-Limit-Reset"), 10, 64)
	if err != nil || reset <= o.world.Clock.Now().Unix() || r.header.Get("X-Okta-Request-Id") == "" {
		t.Errorf("%v", r.header)
	}
	o.do("GET", "/api/v1/trustedOrigins", "").want(200) // another bucket
	o.world.Clock.Advance(time.Duration(reset-o.world.Clock.Now().Unix())*time.Second + time.Second)
	o.do("GET", "/api/v1/groups", "").want(200)
	if err := o.SetRateLimits("okta-default"); err != nil {
		t.Fatal(err)
	}
	if got := o.do("GET", "/api/v1/apps", "").want(200).header.Get("X-Rate-Limit-Limit"); got != "100" {
		t.Errorf("limit %s", got)
	}
	if o.SetRateLimits("some") == nil {
		t.Error("nonsense was taken")
	}
}

// TestConcurrency is for the race detector: priorities stay contiguous when
// policies are written at once.
func TestConcurrency(t *testing.T) {
	o := newOrg(t)
	server := o.newServer()
	base := "/api/v1/authorizationServers/" + server + "/policies"
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			o.do("POST", base, fmt.Sprintf(`{"name":"p%d","priority":%d,"conditions":{"clients":{"include":["ALL_CLIENTS"]}}}`, i, i%5+1)).want(201)
			o.do("GET", base, "").want(200)
			o.newApp("web")
		})
	}
	wg.Wait()
	for i, item := range o.do("GET", base, "").list() {
		if item.(*object).int("priority") != i+1 {
			t.Fatalf("priority %d at %d", item.(*object).int("priority"), i)
		}
	}
	if got := o.Objects()["okta.authorizationPolicies"]; got != 20 {
		t.Errorf("%d policies", got)
	}
	o.Reset()
	for kind, n := range o.Objects() {
		if n != 0 {
			t.Errorf("%d %s after a reset", n, kind)
		}
	}
}

// TestBadInput sends every route something it cannot use: no answer may be a
// server error.
func TestBadInput(t *testing.T) {
	o := newOrg(t)
	app := o.newApp("web").id()
	server := o.newServer()
	for pattern := range o.scopes {
		method, path, _ := strings.Cut(pattern, " ")
		if method == "DELETE" || strings.Contains(path, "lifecycle") {
			continue
		}
		path = strings.NewReplacer("{appId}", app, "{authServerId}", server, "{clientId}", app, "{policyId}", "x").Replace(path)
		for _, body := range []string{
			"", "null", "[]", "{}", `"x"`, "{", `{"name":1}`, `{"name":null,"label":null,"profile":null,"settings":null,"credentials":[],"conditions":{"people":1}}`,
			`{"label":"l","signOnMode":"OPENID_CONNECT","settings":{"oauthClient":{"grant_types":["authorization_code"],"redirect_uris":["::"],"jwks":{"keys":[1,null]}}}}`,
			`{"client_name":"n","jwks":{"keys":[{"kty":"RSA","n":"@","e":"AQAB"}]},"grant_types":["client_credentials"]}`,
			`{"keys":[{}],"kty":"EC","x":"","trusted":[""],"scopes":[1],"origin":"x","priority":99999999999}`,
		} {
			if r := o.do(method, path+"?filter=(&search=((&limit=-1&after=%00", body); r.status >= 500 {
				t.Errorf("%s %s: %d %s", pattern, body, r.status, r.raw)
			}
		}
	}
}

// The schemas of profiles, and a user with all of the default one.
func TestSchemas(t *testing.T) {
	o := newOrg(t)
	group := o.do("GET", "/api/v1/meta/schemas/group/default", "").want(200).object()
	if !group.obj("definitions", "base", "properties").has("name") || group.obj("definitions", "base").strs("required")[0] != "name" {
		t.Errorf("%v", group.values)
	}
	user := o.do("GET", "/api/v1/meta/schemas/user/default", "").want(200).object()
	base := user.obj("definitions", "base", "properties")
	if len(base.keys) != 31 {
		t.Errorf("%d properties: %v", len(base.keys), base.keys)
	}
	profile := ""
	for _, name := range base.keys {
		value := "grace@example.com"
		if name == "countryCode" {
			value = "US"
		}
		profile += `,"` + name + `":"` + value + `"`
	}
	made := o.do("POST", "/api/v1/users", `{"profile":{`+profile[1:]+`}}`).want(200).object()
	if got := made.obj("profile"); got.str("postalAddress") == "" || len(got.keys) != 31 {
		t.Errorf("%d properties: %v", len(got.keys), got.keys)
	}
	o.do("POST", "/api/v1/users", `{"profile":{"login":"x@example.com","notValid":"x"}}`).refused(400, "E0000001")
	o.do("GET", "/api/v1/meta/schemas/user/other", "").refused(404, "E0000007")
}
