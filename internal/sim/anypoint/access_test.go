package anypoint

import (
	"encoding/base64"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestSignIn_jsonAndForm(t *testing.T) {
	f := newFixture(t)
	id, secret, _, _ := f.platform.Credentials()
	f.token = ""
	form := url.Values{"client_id": {id}, "client_secret": {secret}, "grant_type": {"client_credentials"}}.Encode()
	got := f.must(200, "POST", "/accounts/api/v2/oauth2/token", io.Reader(strings.NewReader(form)), "Content-Type", "application/x-www-form-urlencoded")
	if n, _ := integer(got["expires_in"]); n != 3600 || text(got, "token_type") != "bearer" || text(got, "access_token") == "" {
		t.Errorf("answer: %v", got)
	}
	if !slices.Contains(f.world.Secrets.All(), text(got, "access_token")) {
		t.Error("the token is not remembered as a secret")
	}
	f.must(401, "POST", "/accounts/api/v2/oauth2/token", obj{"client_id": id, "client_secret": "wrong", "grant_type": "client_credentials"})
	f.must(400, "POST", "/accounts/api/v2/oauth2/token", obj{"client_id": id, "client_secret": secret, "grant_type": "implicit"})
	name, password := f.platform.User()
	f.must(200, "POST", "/accounts/api/v2/oauth2/token", obj{"client_id": id, "client_secret": secret, "grant_type": "password", "username": name, "password": password})
	f.must(401, "POST", "/accounts/login", obj{"username": name, "password": "wrong"})
	got = f.must(200, "POST", "/accounts/login", obj{"username": name, "password": password})
	if text(got, "redirectUrl") != "/home/" {
		t.Errorf("answer: %v", got)
	}
	f.token = text(got, "access_token")
	if me := f.must(200, "GET", "/accounts/api/users/me", nil); text(me, "username") != name || text(object(me, "organization"), "id") != f.org {
		t.Errorf("me: %v", me)
	}
}

func TestSignIn_tokensExpireByTheSimulatedClock(t *testing.T) {
	f := newFixture(t)
	f.must(200, "GET", "/accounts/api/me", nil)
	f.world.Clock.Advance(time.Hour)
	status, header, raw := f.raw("GET", "/accounts/api/me", nil)
	if status != 401 || string(raw) != "Unauthorized" || header.Get("X-Request-Id") == "" {
		t.Errorf("%d %s %v", status, raw, header)
	}
}

func TestSignIn_meOfAConnectedApp(t *testing.T) {
	f := newFixture(t)
	id, _, _, _ := f.platform.Credentials()
	me := f.must(200, "GET", "/accounts/api/me", nil)
	if client := object(me, "client"); text(client, "client_id") != id || text(client, "org_id") != f.org {
		t.Errorf("client: %v", client)
	}
	if text(object(object(me, "user"), "organization"), "id") != f.org {
		t.Errorf("user: %v", me["user"])
	}
}

func TestSignIn_basicOnExchangeOnly(t *testing.T) {
	f := newFixture(t)
	id, secret, _, _ := f.platform.Credentials()
	token := f.token
	f.token = ""
	for user, password := range map[string]string{"~~~Client~~~": id + "~?~" + secret, "~~~Token~~~": token} {
		basic := "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
		if status, _, _ := f.raw("GET", "/exchange/api/v2/assets/search", nil, "Authorization", basic); status != 200 {
			t.Errorf("%s on Exchange: %d", user, status)
		}
		if status, _, _ := f.raw("GET", "/accounts/api/me", nil, "Authorization", basic); status != 401 {
			t.Errorf("%s on Access Management: %d", user, status)
		}
	}
}

func TestScopes_refuseWhatWasNotGranted(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	path, _ := f.newAPI("card-api", nil)
	for _, c := range []struct {
		method, path string
		body         any
		scopes       []string
		want         int
	}{
		{"GET", f.accounts("/clientProviders"), nil, nil, 403},
		{"GET", f.accounts("/clientProviders"), nil, []string{"read:orgclientproviders"}, 200},
		{"POST", f.accounts("/clientProviders"), idp.providerBody(nil), []string{"read:orgclientproviders"}, 403},
		{"POST", f.accounts("/clientProviders"), idp.providerBody(nil), []string{"admin:orgclientproviders"}, 201},
		{"PUT", f.accounts("/environments/" + f.env + "/clientManagementProviders"), obj{"suggestedClientManagementProviderIds": []string{}}, []string{"view:envclientproviders"}, 403},
		{"PUT", f.accounts("/environments/" + f.env + "/clientManagementProviders"), obj{"suggestedClientManagementProviderIds": []string{}}, []string{"manage:envclientproviders"}, 200},
		{"GET", path, nil, []string{"read:api_configuration"}, 200},
		{"PATCH", path, obj{"instanceLabel": "a"}, []string{"read:api_configuration"}, 403},
		{"PATCH", path, obj{"instanceLabel": "a"}, []string{"manage:api_configuration"}, 200},
		{"POST", path + "/contracts", obj{"applicationId": 1}, []string{"manage:api_contracts"}, 403}, // the Exchange Viewer is missing
		{"POST", path + "/contracts", obj{"applicationId": 1}, []string{"manage:api_contracts", "read:exchange"}, 404},
		{"POST", f.apps(""), obj{"name": "x"}, []string{"manage:api_contracts"}, 403},
		{"POST", f.apps(""), obj{"name": "x"}, []string{"create:client_applications"}, 201},
		{"GET", f.accounts("/environments"), nil, []string{"full"}, 200},
		{"GET", path, nil, []string{"read:full"}, 200},
		{"PATCH", path, obj{}, []string{"read:full"}, 403},
	} {
		f.signIn(f.platform.NewConnectedApp(c.scopes...))
		status, _, raw := f.raw(c.method, c.path, c.body)
		if status != c.want {
			t.Errorf("%s %s with %v: %d, not %d: %s", c.method, c.path, c.scopes, status, c.want, raw)
		}
	}
}

func TestScopes_assignedOnesHoldInTheirContext(t *testing.T) {
	f := newFixture(t)
	id, secret := f.platform.NewConnectedApp()
	admin := f.token
	envs := f.must(200, "GET", f.accounts("/environments?name=Design"), nil)
	list, _ := envs["data"].([]any)
	design, _ := list[0].(obj)
	f.must(204, "PUT", f.accounts("/connectedApplications/"+id+"/scopes"), obj{"scopes": []obj{
		{"scope": "read:api_configuration", "context_params": obj{"org": f.org, "envId": f.env}},
	}})
	got := f.must(200, "GET", f.accounts("/connectedApplications/"+id+"/scopes"), nil)
	if n, _ := integer(got["total"]); n != 1 {
		t.Errorf("scopes: %v", got)
	}
	f.signIn(id, secret)
	f.must(200, "GET", f.api(""), nil)
	f.must(403, "GET", strings.Replace(f.api(""), f.env, text(design, "id"), 1), nil)
	f.token = admin
	f.must(204, "PATCH", "/accounts/api/connectedApplications/"+id+"/scopes", obj{"scopes": []obj{{"scope": "read:exchange", "context_params": obj{"org": f.org}}}})
	f.must(204, "DELETE", f.accounts("/connectedApplications/"+id+"/scopes"), obj{"scopes": []obj{{"scope": "read:exchange", "context_params": obj{"org": f.org}}}})
	if got = f.must(200, "GET", f.accounts("/connectedApplications/"+id+"/scopes"), nil); encoded(got["total"]) != "1" {
		t.Errorf("scopes: %v", got)
	}
}

func TestConnectedApps_lifeCycle(t *testing.T) {
	f := newFixture(t)
	base := f.accounts("/connectedApplications")
	f.must(400, "POST", base, obj{"client_name": "a"}) // redirect_uris is required
	f.must(400, "POST", base, obj{"client_name": "a", "redirect_uris": []string{}, "nonsense": 1})
	app := f.must(200, "POST", base, obj{"client_name": "a", "redirect_uris": []string{}, "grant_types": []string{"client_credentials"}, "audience": "internal"})
	id := text(app, "client_id")
	f.must(200, "PATCH", base+"/"+id+"?resetSecret=true", obj{"client_name": "b"})
	if got := f.must(200, "GET", base+"/"+id, nil); text(got, "client_name") != "b" || text(got, "client_secret") == text(app, "client_secret") {
		t.Errorf("after the update: %v", got)
	}
	f.must(204, "DELETE", base+"/"+id, nil)
	f.must(404, "GET", base+"/"+id, nil)
}

func TestEnvironments_rules(t *testing.T) {
	f := newFixture(t)
	base := f.accounts("/environments")
	for _, bad := range []obj{
		{"type": "sandbox"},
		{"name": "Dev"},
		{"name": "x", "type": "sandbox"},
		{"name": "a!", "type": "sandbox"},
		{"name": strings.Repeat("a", 66), "type": "sandbox"},
		{"name": "Dev", "type": "test"},
	} {
		f.must(400, "POST", base, bad)
	}
	e := f.must(201, "POST", base, obj{"name": "Dev", "type": "sandbox", "isProduction": false})
	one := base + "/" + text(e, "id")
	got := f.must(200, "PUT", one, obj{"name": "Dev2", "type": "production", "isProduction": true})
	if text(got, "name") != "Dev2" || text(got, "type") != "sandbox" || flag(got, "isProduction") {
		t.Errorf("more than the name changed: %v", got)
	}
	if list := f.must(200, "GET", base+"?limit=2&offset=1", nil); len(list["data"].([]any)) != 2 || encoded(list["total"]) != "4" {
		t.Errorf("page: %v", list)
	}
	if list := f.must(200, "GET", base+"?isProduction=true", nil); encoded(list["total"]) != "1" {
		t.Errorf("production: %v", list)
	}
	f.must(400, "GET", base+"?limit=501", nil)
	f.must(204, "DELETE", one, nil)
	f.must(404, "GET", one, nil)
	f.must(404, "DELETE", one, nil)
}

func TestOrganizations_softDelete(t *testing.T) {
	f := newFixture(t)
	o := f.must(201, "POST", "/accounts/api/organizations", obj{"name": "Sub", "parentOrganizationId": f.org})
	path := "/accounts/api/organizations/" + text(o, "id")
	if root := f.must(200, "GET", "/accounts/api/organizations/"+f.org, nil); !slices.Contains(root["subOrganizationIds"].([]any), any(text(o, "id"))) || !flag(root, "isRoot") {
		t.Errorf("root: %v", root)
	}
	f.must(200, "PUT", path, obj{"name": "Sub2"})
	f.must(200, "DELETE", path, nil)
	if got := f.must(200, "GET", path, nil); got["deletedAt"] == nil {
		t.Errorf("deleted: %v", got)
	}
	f.must(400, "DELETE", "/accounts/api/organizations/"+f.org, nil)
	f.must(404, "GET", "/accounts/api/organizations/00000000-0000-4000-8000-000000000000", nil)
}

func TestClientProviders_closedBodies(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	base := f.accounts("/clientProviders")
	for name, change := range map[string]func(obj){
		"unknown key at the top":      func(b obj) { b["x"] = 1 },
		"unknown key inside":          func(b obj) { object(b, "oidc_dynamic_client_provider")["x"] = 1 },
		"unknown type":                func(b obj) { b["type"] = obj{"name": "okta"} },
		"no type":                     func(b obj) { delete(b, "type") },
		"no primary client":           func(b obj) { delete(object(b, "oidc_dynamic_client_provider"), "primary_client") },
		"no secret":                   func(b obj) { object(b, "oidc_dynamic_client_provider")["primary_client"] = obj{"id": "x"} },
		"no introspection URL":        func(b obj) { delete(object(object(b, "oidc_dynamic_client_provider"), "urls"), "introspect") },
		"a registration without text": func(b obj) { object(object(b, "oidc_dynamic_client_provider"), "client")["registration"] = obj{} },
		"a flag that is a text":       func(b obj) { object(b, "oidc_dynamic_client_provider")["allow_local_client_deletion"] = "true" },
		"a null":                      func(b obj) { object(b, "oidc_dynamic_client_provider")["issuer"] = nil },
	} {
		body := idp.providerBody(nil)
		change(body)
		if status, _, raw := f.raw("POST", base, body); status != 400 {
			t.Errorf("%s: %d %s", name, status, raw)
		}
	}
	f.must(201, "POST", base, idp.providerBody(obj{"allow_client_import": true, "supported_grant_types": []obj{{"name": "implicit", "label": "Implicit Grant", "required": false, "exclude": []any{}, "depends": []any{}}}}))
}

// otherProviders are whole configurations of the other types.
func otherProviders() map[string]obj {
	part := func(address string) obj { return obj{"urls": obj{address: "https://idp.example.com/x"}} }
	both := func(kind string, more obj) obj {
		b := obj{
			"name": kind, "type": obj{"name": kind}, "oauth2_authorization_provider": part("authorize"), "oauth2_token_provider": part("create"),
			"oauth2_token_validation_provider": part("validate"),
			"oauth2_client_provider":           obj{"urls": obj{"create": "https://idp.example.com/c", "delete": "https://idp.example.com/d"}},
		}
		for k, v := range more {
			if into, there := b[k].(obj); there {
				maps.Copy(into, v.(obj))
				continue
			}
			b[k] = v
		}
		return b
	}
	return map[string]obj{
		"openam": both("openam", obj{"admin_token": obj{"urls": obj{"create": "https://idp.example.com/a"}, "username": "u", "password": "the-password"}}),
		"ping": both("ping", obj{
			"oauth2_client_provider":           obj{"username": "u", "password": "the-password"},
			"oauth2_token_validation_provider": obj{"client_id": "v", "client_secret": "the-password"},
		}),
	}
}

// TestClientProviders_otherTypes: PingFederate and OpenAM have closed schemas of
// their own, and secrets that are masked.
func TestClientProviders_otherTypes(t *testing.T) {
	f := newFixture(t)
	base := f.accounts("/clientProviders")
	for kind, body := range otherProviders() {
		for name, change := range map[string]func(obj){
			"unknown key inside": func(b obj) { object(b, "oauth2_client_provider")["x"] = 1 },
			"no authorize URL":   func(b obj) { b["oauth2_authorization_provider"] = obj{"urls": obj{}} },
			"no validation":      func(b obj) { delete(b, "oauth2_token_validation_provider") },
			"no registration":    func(b obj) { delete(b, "oauth2_client_provider") },
			"no deletion URL":    func(b obj) { object(b, "oauth2_client_provider")["urls"] = obj{"create": "x"} },
			"no password": func(b obj) {
				delete(object(b, "admin_token"), "password")
				delete(object(b, "oauth2_client_provider"), "password")
			},
			"half a grant type":      func(b obj) { object(b, "oauth2_client_provider")["grant_types"] = []any{obj{"name": "implicit"}} },
			"members of another":     func(b obj) { b["oidc_dynamic_client_provider"] = obj{} },
			"a half of client types": func(b obj) { object(b, "oauth2_client_provider")["allowed_client_types"] = obj{"Public": []any{}} },
			"a version of Ping's":    func(b obj) { b["type"] = obj{"name": "ping", "version": "1"} },
		} {
			bad := clone(body)
			change(bad)
			if status, _, raw := f.raw("POST", base, bad); status != 400 {
				t.Errorf("%s: %s: %d %s", kind, name, status, raw)
			}
		}
		made := f.must(201, "POST", base, body)
		one := base + "/" + text(made, "providerId")
		for _, got := range []obj{made, f.must(200, "GET", one, nil)} {
			if raw := encoded(got); strings.Contains(raw, "the-password") || !strings.Contains(raw, `"********"`) {
				t.Errorf("%s: the secrets are not masked: %s", kind, raw)
			}
		}
		f.must(400, "PATCH", one, obj{"type": obj{"version": "2"}})
		f.must(200, "PATCH", one, obj{"oauth2_token_provider": obj{"urls": obj{"create": "https://idp.example.com/y"}}})
		got := f.must(200, "GET", one+"?includeSecrets=true", nil)
		if raw := encoded(got); !strings.Contains(raw, "the-password") || !strings.Contains(raw, "idp.example.com/y") {
			t.Errorf("%s: after the PATCH: %s", kind, raw)
		}
		if all, _ := f.must(200, "GET", one+"/grantTypes", nil)["grant_types"].([]any); len(all) != 5 {
			t.Errorf("%s offers %v", kind, all)
		}
	}
}

func TestClientProviders_lifeCycleAndSecrets(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	base := f.accounts("/clientProviders")
	made := f.must(201, "POST", base, idp.providerBody(nil))
	one := base + "/" + text(made, "providerId")
	hasSecrets := func(o obj) bool {
		raw := encoded(o)
		return strings.Contains(raw, "SSWS secret-token") && strings.Contains(raw, "primary-secret")
	}
	for _, got := range []obj{made, f.must(200, "GET", one, nil), f.must(200, "GET", one+"?includeSecrets=false", nil)} {
		if strings.Contains(encoded(got), "secret") {
			t.Errorf("a secret came back: %v", got)
		}
	}
	if !hasSecrets(f.must(200, "GET", one+"?includeSecrets=true", nil)) {
		t.Error("includeSecrets=true left the secrets out")
	}
	f.must(200, "PATCH", one+"?recreateTokenValidationClient=false", obj{"type": obj{"description": "new"}, "oidc_dynamic_client_provider": obj{"primary_client": obj{"id": "other"}}})
	got := f.must(200, "GET", one+"?includeSecrets=true", nil)
	if !hasSecrets(got) || !strings.Contains(encoded(got), `"other"`) || text(object(got, "type"), "description") != "new" || text(object(got, "type"), "name") != oidcDynamic {
		t.Errorf("after the PATCH: %v", got)
	}
	f.must(400, "PATCH", one, obj{"type": obj{"name": "ping"}})

	replaced := idp.providerBody(nil)
	delete(object(object(replaced, "oidc_dynamic_client_provider"), "client"), "registration")
	f.must(200, "PUT", one, replaced)
	if got = f.must(200, "GET", one+"?includeSecrets=true", nil); strings.Contains(encoded(got), "SSWS") {
		t.Errorf("PUT kept what it was not given: %v", got)
	}
	for _, secret := range []string{"SSWS secret-token", "primary-secret"} {
		if !slices.Contains(f.world.Secrets.All(), secret) {
			t.Errorf("%q is not remembered as a secret", secret)
		}
	}
	f.must(204, "DELETE", one, nil)
	f.must(404, "GET", one, nil)
	f.must(404, "DELETE", one, nil)
}

func TestClientProviders_listing(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	base := f.accounts("/clientProviders")
	for i := range maxProviders {
		body := idp.providerBody(nil)
		body["name"] = "idp " + string(rune('z'-i))
		f.must(201, "POST", base, body)
	}
	f.must(400, "POST", base, idp.providerBody(nil))
	got := f.must(200, "GET", base+"?sort=name&ascending=false&limit=2&offset=1", nil)
	list := got["data"].([]any)
	if encoded(got["total"]) != "25" || len(list) != 2 || text(list[0].(obj), "name") != "idp y" {
		t.Errorf("list: %v", got)
	}
	if keys := sortedKeys(list[0].(obj)); !slices.Equal(keys, []string{"name", "organizationId", "providerId", "type"}) {
		t.Errorf("a list item has %v", keys)
	}
	if got = f.must(200, "GET", base+"?search=IDP%20Q&ascending=true", nil); encoded(got["total"]) != "1" {
		t.Errorf("search: %v", got)
	}
	id := text(list[0].(obj), "providerId")
	if got = f.must(200, "GET", base+"?provider_id="+id+",x&cp_type=openid-dynamic-client", nil); encoded(got["total"]) != "1" {
		t.Errorf("by id: %v", got)
	}
}

func TestClientProviders_businessGroupsOnlyLook(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	made := f.must(201, "POST", f.accounts("/clientProviders"), idp.providerBody(nil))
	base := "/accounts/api/organizations/" + f.platform.BusinessGroup() + "/clientProviders"
	one := base + "/" + text(made, "providerId")
	f.must(405, "POST", base, idp.providerBody(nil))
	f.must(405, "PUT", one, idp.providerBody(nil))
	f.must(405, "PATCH", one, obj{})
	f.must(405, "DELETE", one, nil)
	if got := f.must(200, "GET", one+"?includeSecrets=true", nil); !slices.Equal(sortedKeys(got), []string{"name", "organizationId", "providerId", "type"}) {
		t.Errorf("a business group sees %v", sortedKeys(got))
	}
	if got := f.must(200, "GET", base, nil); encoded(got["total"]) != "1" {
		t.Errorf("list: %v", got)
	}
	f.must(404, "POST", "/accounts/api/organizations/00000000-0000-4000-8000-000000000000/clientProviders", idp.providerBody(nil))
}

func TestClientProviders_deletionFallsBackToTheNativeOne(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	provider, api := f.withProvider(idp, nil)
	f.must(200, "PUT", f.accounts("/environments/"+f.env+"/clientManagementProviders"), obj{"suggestedClientManagementProviderIds": []string{provider}})
	app := f.must(201, "POST", f.apps("?apiInstanceId="+lastSegment(api)), obj{"name": "a", "grantTypes": []string{"client_credentials"}})
	id, _ := integer(app["id"])
	f.must(201, "POST", api+"/contracts", obj{"applicationId": id})
	f.must(204, "DELETE", f.accounts("/clientProviders/"+provider), nil)
	if got := f.must(200, "GET", api, nil); got["providerId"] != nil {
		t.Errorf("the API keeps %v", got["providerId"])
	}
	if got := f.must(200, "GET", f.apps("/"+key(id)), nil); object(got, "clientProvider")["providerId"] != nil {
		t.Errorf("the application keeps %v", got["clientProvider"])
	}
	if got := f.must(200, "GET", api+"/contracts", nil); encoded(got["total"]) != "1" {
		t.Errorf("contracts: %v", got)
	}
	if got := f.must(200, "GET", f.accounts("/environments/"+f.env+"/clientManagementProviders"), nil); encoded(got) != `{"suggestedClientManagementProviderIds":[]}` {
		t.Errorf("the environment keeps %v", got)
	}
}

func TestClientProviders_clients(t *testing.T) {
	f, idp := newFixture(t), newFakeIDP(t)
	provider, api := f.withProvider(idp, nil)
	f.must(201, "POST", f.apps("?apiInstanceId="+lastSegment(api)), obj{"name": "of an app", "grantTypes": []string{"client_credentials"}})
	base := f.accounts("/clientProviders/" + provider + "/clients")
	f.must(400, "POST", base, obj{"client_id": "c", "client_secret": "short"})
	f.must(201, "POST", base, obj{"client_id": "c", "client_name": "by hand", "client_secret": "long enough"})
	if got := f.must(200, "GET", base+"?sort=client_name", nil); encoded(got["total"]) != "2" || text(got["data"].([]any)[0].(obj), "client_name") != "by hand" {
		t.Errorf("list: %v", got)
	}
	f.must(200, "PATCH", base+"/c?resetSecret=true", obj{"client_name": "renamed"})
	if got := f.must(200, "GET", base+"/c", nil); text(got, "client_name") != "renamed" || text(got, "client_secret") == "long enough" || text(got, "client_management_provider_id") != provider {
		t.Errorf("client: %v", got)
	}
	f.must(204, "DELETE", base+"/c?force=true", nil)
	f.must(404, "GET", base+"/c", nil)
}

func TestIdentityProviders_lifeCycle(t *testing.T) {
	f := newFixture(t)
	base := f.accounts("/identityProviders")
	urls := obj{"authorize": "https://id.example.com/authorize", "token": "https://id.example.com/token", "userinfo": "https://id.example.com/userinfo"}
	openid := func(client obj) obj {
		return obj{"name": "a", "type": obj{"name": "openid"}, "oidc_provider": obj{"issuer": "https://id.example.com", "client": client, "urls": urls}}
	}
	client := func(answer obj) obj { return object(object(answer, "oidc_provider"), "client") }
	f.must(400, "POST", base, obj{"name": "a", "type": obj{"name": "magic"}})
	f.must(400, "POST", base, obj{"name": "a", "type": obj{"name": "saml"}, "saml": obj{"issuer": "i", "audience": "a", "public_key": []any{}}, "service_provider": obj{"urls": obj{"sign_on": "u", "sign_out": "u"}}})
	f.must(400, "POST", base, openid(obj{"credentials": obj{"id": "i", "secret": "s"}, "urls": obj{"register": "https://id.example.com/register"}}))

	made := f.must(201, "POST", base, openid(obj{"credentials": obj{"id": "i", "secret": "s3cret"}}))
	if text(object(client(made), "credentials"), "secret") != "s3cret" || text(made, "org_id") != "" {
		t.Errorf("the answer to a creation: %v", made)
	}
	one := base + "/" + text(made, "provider_id")
	f.must(400, "PATCH", one, obj{"type": obj{"name": "saml"}})
	if got := f.must(200, "PATCH", one, obj{"name": "b"}); text(got, "name") != "b" || strings.Contains(encoded(got), "s3cret") {
		t.Errorf("after the update: %v", got)
	}
	if got := f.must(200, "GET", one+"?include_secrets=true", nil); text(object(client(got), "credentials"), "secret") != "s3cret" {
		t.Errorf("with secrets: %v", got)
	}
	if got := f.must(200, "GET", base, nil); encoded(got["total"]) != "1" {
		t.Errorf("list: %v", got)
	}
	if got := f.must(200, "GET", base+"?idp_type=saml,ldap", nil); encoded(got["total"]) != "0" {
		t.Errorf("list of other types: %v", got)
	}
	f.must(204, "DELETE", one, nil)

	if got := f.must(400, "POST", base, openid(obj{"urls": obj{"register": ""}})); !strings.Contains(text(got, "message"), "registration URL") {
		t.Errorf("without an address: %v", got)
	}
	made = f.must(201, "POST", base, openid(obj{"urls": obj{"register": "https://id.example.com/register"}}))
	one = base + "/" + text(made, "provider_id")
	if got := f.must(200, "GET", one, nil); text(object(client(got), "credentials"), "id") == "" || text(object(object(got, "oidc_provider"), "urls"), "redirect") == "" {
		t.Errorf("registered: %v", got)
	}
	for _, method := range []string{"GET", "POST"} {
		f.must(405, method, "/accounts/api/organizations/"+f.platform.BusinessGroup()+"/identityProviders", openid(obj{}))
	}
}
