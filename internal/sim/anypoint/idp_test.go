package anypoint

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
)

// fakeIDP is an identity provider that keeps clients.
type fakeIDP struct {
	*httptest.Server
	mu      sync.Mutex
	calls   []string // method and path
	bodies  []obj
	auth    []string
	made    int // clients ever registered: an identifier is given once
	clients map[string]obj
	refuse  int // the status of every call for clients; 0: served
	delay   time.Duration
}

func newFakeIDP(t *testing.T) *fakeIDP {
	t.Helper()
	idp := &fakeIDP{clients: map[string]obj{}}
	idp.Server = httptest.NewServer(http.HandlerFunc(idp.serve))
	t.Cleanup(idp.Close)
	return idp
}

func (idp *fakeIDP) serve(w http.ResponseWriter, r *http.Request) {
	raw, _ := io.ReadAll(r.Body)
	idp.mu.Lock()
	delay := idp.delay
	idp.mu.Unlock()
	if delay != 0 {
		select {
		case <-time.After(delay):
		case <-r.Context().Done():
			return
		}
	}
	idp.mu.Lock()
	defer idp.mu.Unlock()
	body := obj{}
	_ = decode(raw, &body)
	idp.calls = append(idp.calls, r.Method+" "+r.URL.Path)
	idp.bodies = append(idp.bodies, body)
	idp.auth = append(idp.auth, r.Header.Get("Authorization"))
	answer := func(status int, v any) {
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(v)
	}
	id, one := strings.CutPrefix(r.URL.Path, "/clients/")
	switch {
	case r.URL.Path == "/as/.well-known/openid-configuration":
		answer(200, obj{"grant_types_supported": []string{"authorization_code", "implicit", "refresh_token"}})
	case r.URL.Path == "/as/.well-known/oauth-authorization-server":
		answer(200, obj{"grant_types_supported": []string{"authorization_code", "client_credentials", "urn:x"}})
	case idp.refuse != 0:
		answer(idp.refuse, obj{"error": "invalid_client_metadata", "error_description": "no such luck"})
	case r.Method == http.MethodPost && r.URL.Path == "/clients":
		idp.made++
		body["client_id"], body["client_secret"] = fmt.Sprintf("0oa%017d", idp.made), fmt.Sprintf("idp-secret-%d", idp.made)
		idp.clients[text(body, "client_id")] = body
		answer(201, body)
	case one && idp.clients[id] == nil:
		answer(404, obj{"errorCode": "E0000007"})
	case one && r.Method == http.MethodDelete:
		delete(idp.clients, id)
		w.WriteHeader(http.StatusNoContent)
	case one && r.Method == http.MethodPut:
		idp.clients[id] = body
		answer(200, body)
	case one:
		answer(200, idp.clients[id])
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// behave makes calls for clients fail, and all calls slow.
func (idp *fakeIDP) behave(refuse int, delay time.Duration) {
	idp.mu.Lock()
	defer idp.mu.Unlock()
	idp.refuse, idp.delay = refuse, delay
}

// last is the latest call, its body and its Authorization header.
func (idp *fakeIDP) last() (call string, body obj, authorization string) {
	idp.mu.Lock()
	defer idp.mu.Unlock()
	n := len(idp.calls) - 1
	return idp.calls[n], idp.bodies[n], idp.auth[n]
}

// providerBody configures the identity provider, with changes.
func (idp *fakeIDP) providerBody(changes obj) obj {
	return obj{
		"name": "okta", "type": obj{"name": "openid-dynamic-client", "description": "d"}, "allow_untrusted_certificates": false,
		"oidc_dynamic_client_provider": merge(obj{
			"issuer": idp.URL + "/as",
			"client": obj{"urls": obj{"register": idp.URL + "/clients"}, "registration": obj{"authorization": "SSWS secret-token"}},
			"primary_client": obj{
				"id": "primary", "secret": "primary-secret",
			},
			"urls":                        obj{"authorize": "https://x/authorize", "token": "https://x/token", "introspect": idp.URL + "/introspect"},
			"allow_local_client_deletion": true, "allow_external_client_modification": true, "client_request_timeout": 5000,
		}, changes),
	}
}

// withProvider makes a client provider and an API that uses it.
func (f *fixture) withProvider(idp *fakeIDP, changes obj) (provider, api string) {
	f.t.Helper()
	provider = text(f.must(201, "POST", f.accounts("/clientProviders"), idp.providerBody(changes)), "providerId")
	path, _ := f.newAPI("card-"+provider[:4], obj{"providerId": provider})
	return provider, path
}

func (f *fixture) apps(path string) string {
	return "/exchange/api/v2/organizations/" + f.org + "/applications" + path
}

func lastSegment(path string) string { return path[strings.LastIndex(path, "/")+1:] }

func TestClientProvider_learnsGrantTypesFromBothDocuments(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	provider, _ := f.withProvider(idp, nil)
	got := f.must(200, "GET", f.accounts("/clientProviders/"+provider+"/grantTypes"), nil)
	names := []string{}
	list, _ := got["grant_types"].([]any)
	for _, g := range list {
		o, _ := g.(obj)
		names = append(names, text(o, "name"))
	}
	if want := []string{"implicit", "client_credentials", "authorization_code", "refresh_token"}; !slices.Equal(names, want) {
		t.Errorf("grant types %v, not %v", names, want)
	}
	if text(object(got, "type"), "name") != oidcDynamic {
		t.Errorf("type: %v", got["type"])
	}
	before := len(idp.calls)
	f.must(200, "PATCH", f.accounts("/clientProviders/"+provider), obj{"name": "again"})
	if len(idp.calls) != before+2 {
		t.Errorf("an update asked for %d documents", len(idp.calls)-before)
	}
	f.must(200, "GET", "/exchange/api/v2/organizations/"+f.org+"/clientProviders/"+provider+"/grantTypes", nil)
}

func TestClientProvider_withoutMetadataTheDefaultsHold(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	provider, _ := f.withProvider(idp, obj{"issuer": idp.URL + "/nowhere"})
	cp, _ := f.platform.providers.Get(provider)
	if got := cp.offers(); !slices.Equal(got, defaultGrants) {
		t.Errorf("offers %v", got)
	}
}

func TestApplication_registersAClientWithTheDocumentedBody(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	provider, api := f.withProvider(idp, nil)
	got := f.must(201, "POST", f.apps("?apiInstanceId="+lastSegment(api)), obj{
		"name": "Card", "grantTypes": []string{"authorization_code", "client_credentials"}, "redirectUri": []string{"https://card/cb"},
	})
	call, body, authorization := idp.last()
	if call != "POST /clients" || authorization != "SSWS secret-token" {
		t.Errorf("%s with %q", call, authorization)
	}
	want := obj{
		"client_name": "Card", "redirect_uris": []any{"https://card/cb"}, "grant_types": []any{"authorization_code", "client_credentials"},
		"response_types": []any{"code"}, "token_endpoint_auth_method": "client_secret_basic",
	}
	delete(body, "client_id") // put in by the identity provider
	delete(body, "client_secret")
	if a, b := encoded(body), encoded(want); a != b {
		t.Errorf("sent %s, not %s", a, b)
	}
	if text(got, "clientId") != "0oa00000000000000001" || text(got, "clientSecret") != "idp-secret-1" || text(object(got, "clientProvider"), "providerId") != provider {
		t.Errorf("answer: %v", got)
	}
	if !slices.Contains(f.world.Secrets.All(), "idp-secret-1") {
		t.Error("the client's secret is not remembered")
	}
}

func TestApplication_updatesAndDeletesItsClientOnlyWhenAllowed(t *testing.T) {
	for _, allowed := range []bool{true, false} {
		f, idp := newFixture(t), newFakeIDP(t)
		provider, api := f.withProvider(idp, obj{"allow_external_client_modification": allowed})
		app := f.must(201, "POST", f.apps("?apiInstanceId="+lastSegment(api)), obj{"name": "Card", "grantTypes": []string{"client_credentials"}})
		id, _ := integer(app["id"])
		f.must(200, "PATCH", f.apps("/"+key(id)), obj{"name": "Card 2"})
		if call, body, _ := idp.last(); (call == "PUT /clients/0oa00000000000000001" && body["client_name"] == "Card 2" && body["client_secret"] == "idp-secret-1") != allowed {
			t.Errorf("allowed %v: after the update the last call is %s %v", allowed, call, body)
		}
		f.must(200, "PATCH", f.accounts("/clientProviders/"+provider), obj{"oidc_dynamic_client_provider": obj{"allow_local_client_deletion": false}})
		f.must(400, "DELETE", f.apps("/"+key(id)), nil)
		f.must(200, "PATCH", f.accounts("/clientProviders/"+provider), obj{"oidc_dynamic_client_provider": obj{"allow_local_client_deletion": true}})
		f.must(204, "DELETE", f.apps("/"+key(id)), nil)
		if gone := len(idp.clients) == 0; gone != allowed {
			t.Errorf("allowed %v: the client is gone: %v", allowed, gone)
		}
	}
}

func TestApplication_isNotKeptWhenTheIdentityProviderFails(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	_, api := f.withProvider(idp, obj{"client_request_timeout": 50})
	create := func(want int) obj {
		return f.must(want, "POST", f.apps("?apiInstanceId="+lastSegment(api)), obj{"name": "Card", "grantTypes": []string{"client_credentials"}})
	}
	idp.behave(400, 0)
	if got := create(400); !strings.Contains(text(got, "message"), "no such luck") || text(got, "name") == "" {
		t.Errorf("answer: %v", got)
	}
	idp.behave(500, 0)
	create(502)
	idp.behave(0, time.Minute)
	create(502)
	idp.behave(0, 0)
	if n := f.platform.Objects()["anypoint.applications"]; n != 0 {
		t.Fatalf("%d applications are kept", n)
	}
	create(201)
}

func TestApplication_ofDynamicRegistrationCanNotChooseItsCredentials(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	_, api := f.withProvider(idp, nil)
	path := f.apps("?apiInstanceId=" + lastSegment(api))
	f.must(400, "POST", path, obj{"name": "a", "clientId": "mine"})
	f.must(400, "POST", path, obj{"name": "a", "grantTypes": []string{"password"}})      // not offered
	f.must(400, "POST", path, obj{"name": "a", "grantTypes": []string{"refresh_token"}}) // depends on another
	app := f.must(201, "POST", path, obj{"name": "a", "grantTypes": []string{"client_credentials"}})
	id, _ := integer(app["id"])
	f.must(400, "POST", f.apps("/"+key(id)+"/secret/reset"), nil)
}

func TestApplication_import(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	provider, _ := f.withProvider(idp, nil)
	idp.clients["0oaEXISTING000000000"] = obj{"client_name": "Old", "grant_types": []string{"client_credentials"}, "redirect_uris": []string{}}
	path := "/apimanager/api/v1/organizations/" + f.org + "/applications"
	body := obj{"clientId": "0oaEXISTING000000000", "providerId": provider}
	f.must(400, "POST", path, body) // the feature is off
	f.must(200, "PATCH", f.accounts("/clientProviders/"+provider), obj{"oidc_dynamic_client_provider": obj{"allow_client_import": true}})
	f.must(400, "POST", path, obj{"clientId": "longer-than-twenty-characters", "providerId": provider})
	f.must(404, "POST", path, obj{"clientId": "unknown", "providerId": provider})
	if got := f.must(201, "POST", path, body); text(got, "clientId") != "0oaEXISTING000000000" || text(got, "name") != "Old" {
		t.Errorf("answer: %v", got)
	}
}

func TestApplication_oneNameForManyAtOnce(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	_, api := f.withProvider(idp, nil)
	var wg sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		wg.Go(func() {
			statuses[i], _, _ = f.raw("POST", f.apps("?apiInstanceId="+lastSegment(api)), obj{"name": "Card", "grantTypes": []string{"client_credentials"}})
		})
	}
	wg.Wait()
	slices.Sort(statuses)
	if statuses[0] != 201 || statuses[1] != 409 || statuses[7] != 409 {
		t.Errorf("statuses %v", statuses)
	}
	if len(idp.clients) != 1 {
		t.Errorf("%d clients are left at the identity provider", len(idp.clients))
	}
}

func encoded(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}
