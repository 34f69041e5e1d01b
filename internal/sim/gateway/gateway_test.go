package gateway

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	conformance "github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

type obj = map[string]any

// fakeIDP is an identity provider: it registers clients and knows tokens.
type fakeIDP struct {
	*httptest.Server
	mu             sync.Mutex
	status         int            // of introspection; 0: 200
	tokens         map[string]obj // token → claims
	introspections int
	form           map[string][]string // of the last introspection
	clients        int
}

func newFakeIDP(t *testing.T) *fakeIDP {
	idp := &fakeIDP{tokens: map[string]obj{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /as/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"grant_types_supported":["authorization_code","client_credentials"]}`))
	})
	mux.HandleFunc("POST /clients", func(w http.ResponseWriter, _ *http.Request) {
		idp.mu.Lock()
		defer idp.mu.Unlock()
		idp.clients++
		w.WriteHeader(http.StatusCreated)
		_, _ = fmt.Fprintf(w, `{"client_id":"client-%d","client_secret":"secret-%d"}`, idp.clients, idp.clients)
	})
	mux.HandleFunc("POST /introspect", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		idp.mu.Lock()
		defer idp.mu.Unlock()
		idp.introspections++
		idp.form = r.PostForm
		if idp.status != 0 {
			w.WriteHeader(idp.status)
			return
		}
		claims, known := idp.tokens[r.PostForm.Get("token")]
		if !known {
			claims = obj{"active": false}
		}
		_ = json.NewEncoder(w).Encode(claims)
	})
	idp.Server = httptest.NewServer(mux)
	t.Cleanup(idp.Close)
	return idp
}

// allow makes a token known.
func (idp *fakeIDP) allow(token, client, scope string, exp time.Time) {
	idp.mu.Lock()
	defer idp.mu.Unlock()
	claims := obj{"active": true, "client_id": client, "scope": scope, "sub": client, "aud": []string{"a"}}
	if !exp.IsZero() {
		claims["exp"] = exp.Unix()
	}
	idp.tokens[token] = claims
}

func (idp *fakeIDP) count() int {
	idp.mu.Lock()
	defer idp.mu.Unlock()
	return idp.introspections
}

// fixture is a platform and a gateway with one API, /card, of a client provider.
type fixture struct {
	t             *testing.T
	world         *kernel.World
	platform      *anypoint.Platform
	gateway       *Gateway
	idp           *fakeIDP
	token         string
	org, env      string
	apiPath       string
	apiID         json.Number
	appID         json.Number
	clientID      string
	contractsPath string
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	w := &kernel.World{IDs: kernel.NewIDs(1), Client: kernel.MarkInternal(http.DefaultTransport, "internal")}
	p := anypoint.New(w)
	g := New(w, p)
	g.Poll = 0
	conformance.Observe(t, w, conformance.Simulator)
	p.SetInternal("internal")
	g.SetInternal("internal")
	platform, gateway := httptest.NewServer(p.Handler()), httptest.NewServer(g.Handler())
	t.Cleanup(platform.Close)
	t.Cleanup(gateway.Close)
	w.AnypointURL, w.GatewayURL = platform.URL, gateway.URL
	f := &fixture{t: t, world: w, platform: p, gateway: g, idp: newFakeIDP(t)}
	id, secret, org, env := p.Credentials()
	f.org, f.env = org, env
	f.token = f.must(200, "POST", "/accounts/api/v2/oauth2/token", obj{"client_id": id, "client_secret": secret, "grant_type": "client_credentials"})["access_token"].(string)

	provider := f.must(201, "POST", "/accounts/api/organizations/"+org+"/clientProviders", obj{
		"name": "idp", "type": obj{"name": "openid-dynamic-client"},
		"oidc_dynamic_client_provider": obj{
			"issuer": f.idp.URL + "/as", "client": obj{"urls": obj{"register": f.idp.URL + "/clients"}, "registration": obj{"authorization": "SSWS x"}},
			"primary_client": obj{"id": "primary", "secret": "primary-secret"},
			"urls":           obj{"authorize": f.idp.URL + "/authorize", "token": f.idp.URL + "/token", "introspect": f.idp.URL + "/introspect"},
		},
	})
	f.publish("card-api")
	apis := "/apimanager/api/v1/organizations/" + org + "/environments/" + env + "/apis"
	api := f.must(201, "POST", apis, obj{
		"technology": "mule4", "providerId": provider["providerId"], "spec": obj{"groupId": org, "assetId": "card-api", "version": "1.0.0"},
		"endpoint": obj{"type": "http", "uri": w.GatewayURL + "/_sim/echo", "proxyUri": "http://0.0.0.0:8081/card", "isCloudHub": nil},
	})
	f.apiID = api["id"].(json.Number)
	f.apiPath = apis + "/" + f.apiID.String()
	app := f.must(201, "POST", "/exchange/api/v2/organizations/"+org+"/applications?apiInstanceId="+f.apiID.String(), obj{"name": "card", "grantTypes": []string{"client_credentials"}})
	f.appID, f.clientID = app["id"].(json.Number), app["clientId"].(string)
	f.contractsPath = f.apiPath + "/contracts"
	return f
}

func (f *fixture) send(method, url string, body any, header ...string) (int, http.Header, obj) {
	f.t.Helper()
	var payload io.Reader
	if raw, isReader := body.(io.Reader); isReader {
		payload = raw
	} else if body != nil {
		raw, _ := json.Marshal(body)
		payload = bytes.NewReader(raw)
	}
	r, err := http.NewRequest(method, url, payload)
	if err != nil {
		f.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	out := obj{}
	d := json.NewDecoder(answer.Body)
	d.UseNumber()
	_ = d.Decode(&out)
	return answer.StatusCode, answer.Header, out
}

// must calls the platform.
func (f *fixture) must(status int, method, path string, body any, header ...string) obj {
	f.t.Helper()
	got, _, out := f.send(method, f.world.AnypointURL+path, body, append(header, "Authorization", "Bearer "+f.token)...)
	if got != status {
		f.t.Fatalf("%s %s: %d, not %d: %v", method, path, got, status, out)
	}
	return out
}

func (f *fixture) publish(id string) {
	f.t.Helper()
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	_ = m.WriteField("name", id)
	_ = m.WriteField("type", "http-api")
	_ = m.WriteField("properties.apiVersion", "v1")
	_ = m.Close()
	f.must(201, "POST", "/exchange/api/v2/organizations/"+f.org+"/assets/"+f.org+"/"+id+"/1.0.0", io.Reader(&form), "Content-Type", m.FormDataContentType(), "x-sync-publication", "true")
}

func (f *fixture) apply(asset, version string, configuration obj, more ...obj) {
	f.t.Helper()
	body := obj{"groupId": "68ef9520-24e9-4cf2-b2f5-620025690913", "assetId": asset, "assetVersion": version, "configurationData": configuration}
	for _, m := range more {
		maps.Copy(body, m)
	}
	f.must(201, "POST", f.apiPath+"/policies?allowDuplicated=true", body)
}

func (f *fixture) openID(configuration obj, more ...obj) {
	f.t.Helper()
	f.apply("openidconnect-access-token-enforcement", "1.6.0", configuration, more...)
}

func (f *fixture) contract() string {
	f.t.Helper()
	return f.must(201, "POST", f.contractsPath, obj{"applicationId": f.appID})["id"].(json.Number).String()
}

// call goes through the gateway.
func (f *fixture) call(path string, header ...string) (int, http.Header, obj) {
	f.t.Helper()
	return f.send("GET", f.world.GatewayURL+path, nil, header...)
}

// want calls /card and wants a status, and an error text when one is given.
func (f *fixture) want(status int, message, token string) http.Header {
	f.t.Helper()
	var header []string
	if token != "" {
		header = []string{"Authorization", "Bearer " + token}
	}
	got, answer, body := f.call("/card", header...)
	if got != status || message != "" && body["error"] != message {
		f.t.Fatalf("%d %v, not %d %q", got, body, status, message)
	}
	return answer
}

func (f *fixture) later() time.Time { return f.world.Clock.Now().Add(time.Hour) }

func TestGateway_theWholeFlow(t *testing.T) {
	f := newFixture(t)
	f.want(200, "", "") // nothing is enforced yet
	f.openID(obj{"scopes": "mulescope"})
	f.idp.allow("good", f.clientID, "mulescope other", f.later())
	f.idp.allow("narrow", f.clientID, "other", f.later())
	f.idp.allow("stranger", "somebody", "mulescope", f.later())

	f.want(400, "Access token was not provided", "")
	if got, _, body := f.call("/card", "Authorization", "Basic eDp5"); got != 400 || body["error"] != "Authorization header is invalid" {
		t.Fatalf("%d %v", got, body)
	}
	header := f.want(401, "Token has been revoked.", "unknown")
	if got := header.Get("WWW-Authenticate"); got != `Bearer realm="OpenId Client Realm"` {
		t.Errorf("WWW-Authenticate: %q", got)
	}
	f.want(403, "Invalid Client", "good")
	contract := f.contract()
	f.want(200, "", "good")
	f.want(403, "The required scopes are not authorized", "narrow")
	f.want(403, "Invalid Client", "stranger")
	if got, _, _ := f.call("/card?access_token=good"); got != 200 {
		t.Errorf("a token in the query: %d", got)
	}

	f.must(201, "POST", strings.Replace(f.contractsPath, "/api/v1", "/xapi/v1", 1)+"/"+contract+"/revoke", nil)
	f.want(403, "Invalid Client", "good")
}

func TestOpenID_introspectsWithTheCredentialsInTheBodyAndCachesUntilExp(t *testing.T) {
	f := newFixture(t)
	f.openID(obj{"scopes": "", "skipClientIdValidation": true})
	f.idp.allow("good", f.clientID, "", f.world.Clock.Now().Add(time.Minute))
	f.want(200, "", "good")
	f.want(200, "", "good")
	if n := f.idp.count(); n != 1 {
		t.Fatalf("%d introspections of a token in the cache", n)
	}
	for name, want := range map[string]string{"token": "good", "client_id": "primary", "client_secret": "primary-secret"} {
		if got := f.idp.form[name]; len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	f.world.Clock.Advance(2 * time.Minute)
	f.want(401, "Token has expired.", "good")

	f.idp.allow("endless", f.clientID, "", time.Time{})
	before := f.idp.count()
	f.want(200, "", "endless")
	f.want(200, "", "endless")
	if n := f.idp.count() - before; n != 2 {
		t.Errorf("a token without exp was introspected %d times", n)
	}
}

func TestOpenID_failuresOfTheAuthorizationServer(t *testing.T) {
	f := newFixture(t)
	f.openID(obj{"scopes": ""})
	for given, want := range map[int]int{400: 500, 401: 401, 403: 403, 500: 401} {
		f.idp.mu.Lock()
		f.idp.status = given
		f.idp.mu.Unlock()
		f.want(want, "", "any")
	}
	f.idp.Close()
	f.want(401, "Unauthorized", "any")
}

func TestOpenID_scopeCriteria(t *testing.T) {
	for _, c := range []struct {
		criteria, scopes, granted string
		want                      int
	}{
		{"AND", "a b", "a", 403}, {"AND", "a b", "b a c", 200}, {"OR", "a b", "b", 200}, {"OR", "a b", "c", 403}, {"OR", "", "", 200},
	} {
		f := newFixture(t)
		f.openID(obj{"scopes": c.scopes, "scopeValidationCriteria": c.criteria, "skipClientIdValidation": true})
		f.idp.allow("t", "x", c.granted, f.later())
		f.want(c.want, "", "t")
	}
}

func TestOpenID_exposesScalarClaims(t *testing.T) {
	f := newFixture(t)
	f.openID(obj{"exposeHeaders": true, "skipClientIdValidation": true})
	f.idp.allow("t", "x", "s", f.later())
	_, _, body := f.call("/card/deep", "Authorization", "Bearer t")
	headers := body["headers"].(obj)
	if headers["X-Agw-Client_id"] != "x" || headers["X-Agw-Active"] != "true" {
		t.Errorf("headers: %v", headers)
	}
	for _, absent := range []string{"X-Agw-Scope", "X-Agw-Exp", "X-Agw-Aud", "Authorization", kernel.InternalHeader} {
		if _, present := headers[absent]; present {
			t.Errorf("%s reached the backend's answer", absent)
		}
	}
	if body["path"] != "/_sim/echo/deep" || body["method"] != "GET" {
		t.Errorf("%v", body)
	}
}

func TestGateway_disabledAndLimitedPolicies(t *testing.T) {
	f := newFixture(t)
	f.openID(obj{}, obj{"disabled": true})
	f.want(200, "", "")
	f.openID(obj{}, obj{"pointcutData": []obj{{"methodRegex": "GET|POST", "uriTemplateRegex": "/private/.*"}}})
	f.want(200, "", "")
	if got, _, _ := f.call("/card/private/x"); got != 400 {
		t.Errorf("a path of the pointcut: %d", got)
	}
	if got, _, _ := f.send("DELETE", f.world.GatewayURL+"/card/private/x", nil); got != 200 {
		t.Errorf("a method outside of the pointcut: %d", got)
	}
}

func TestGateway_routesByTheLongestPath(t *testing.T) {
	f := newFixture(t)
	f.publish("inner")
	f.must(201, "POST", strings.TrimSuffix(f.apiPath, "/"+f.apiID.String()), obj{
		"spec": obj{"groupId": f.org, "assetId": "inner", "version": "1.0.0"}, "technology": "mule4",
		"endpoint": obj{"uri": f.world.GatewayURL + "/_sim/echo/inner", "proxyUri": "http://0.0.0.0:9/card/inner", "isCloudHub": nil},
	})
	for path, want := range map[string]string{"/card": "/_sim/echo", "/card/inner/x": "/_sim/echo/inner/x", "/card/innermost": "/_sim/echo/innermost"} {
		if _, _, body := f.call(path); body["path"] != want {
			t.Errorf("%s went to %v", path, body["path"])
		}
	}
	for _, path := range []string{"/", "/cards", "/other"} {
		if got, _, _ := f.call(path); got != 404 {
			t.Errorf("%s: %d", path, got)
		}
	}
}

func TestGateway_learnsOfAContractAtItsNextPoll(t *testing.T) {
	f := newFixture(t)
	f.openID(obj{})
	f.idp.allow("good", f.clientID, "", f.later())
	f.gateway.Poll = time.Hour
	f.want(403, "Invalid Client", "good")
	f.contract()
	f.want(403, "Invalid Client", "good")
	f.gateway.Reset()
	f.want(200, "", "good")
}

func TestGateway_otherPolicies(t *testing.T) {
	f := newFixture(t)
	f.contract()
	f.apply("client-id-enforcement", "1.3.3", obj{
		"credentialsOriginHasHttpBasicAuthenticationHeader": "customExpression",
		"clientIdExpression": "#[attributes.headers['client_id']]", "clientSecretExpression": "#[attributes.headers['client_secret']]",
	})
	f.apply("header-injection", "1.3.2", obj{"inboundHeaders": []obj{{"key": "x-in", "value": "1"}}, "outboundHeaders": []obj{{"key": "x-out", "value": "2"}}})
	f.apply("header-removal", "1.1.2", obj{"inboundHeaders": []string{"x-gone"}})
	f.apply("rate-limiting", "1.4.1", obj{"rateLimits": []obj{{"maximumRequests": 1, "timePeriodInMilliseconds": 60000}}})
	if got, _, _ := f.call("/card", "client_id", f.clientID, "client_secret", "wrong"); got != 401 {
		t.Errorf("a wrong secret: %d", got)
	}
	good := []string{"client_id", f.clientID, "client_secret", "secret-1", "x-gone", "y"}
	got, header, body := f.call("/card", good...)
	headers, _ := body["headers"].(obj)
	if got != 200 || headers["X-In"] != "1" || headers["X-Gone"] != nil || header.Get("x-out") != "2" {
		t.Fatalf("%d %v %v", got, header, body)
	}
	if got, _, _ := f.call("/card", good...); got != 429 {
		t.Errorf("over the limit: %d", got)
	}
	f.world.Clock.Advance(2 * time.Minute)
	if got, _, _ := f.call("/card", good...); got != 200 {
		t.Errorf("in the next window: %d", got)
	}
}

func TestGateway_ipLists(t *testing.T) {
	for asset, want := range map[string]int{"ip-allowlist": 200, "ip-blocklist": 403} {
		f := newFixture(t)
		f.apply(asset, "1.1.2", obj{"ipExpression": "#[attributes.headers['x-forwarded-for']]", "ips": []string{"10.0.0.0/8"}})
		if got, _, _ := f.call("/card", "x-forwarded-for", "10.1.2.3"); got != want {
			t.Errorf("%s: %d for a listed address", asset, got)
		}
		if got, _, _ := f.call("/card", "x-forwarded-for", "192.0.2.1"); got == want {
			t.Errorf("%s: %d for another address", asset, got)
		}
	}
}
