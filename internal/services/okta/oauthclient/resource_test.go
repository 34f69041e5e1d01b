package oauthclient_test

import (
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_okta_oauth_client"
	address  = typeName + ".test"
	items    = "/oauth2/v1/clients"
	item     = items + "/{clientId}"
	modulus  = "owfoXNHcAlAVpIO41840ZU2tZraLGw3yEr3xZvAti7oEZPUKCytk88IDgH7440JOuz8GC_D6vtduWOqnEt0j0_faJnhKHgfj7DTWBOCxzSdjrM-Uyj6-e_XLFvZXzYsQvt52PnBJUV15G1W9QTjlghT_pFrW0xrTtbO1c281u1HJdPd5BeIyPb0pGbciySlx53OqGyxrAxPAt5P5h-n36HJkVsSQtNvgptLyOwWYkX50lgnh2szbJ0_O581bqkNBy9uqlnVeK1RZDQUl4mk8roWYhsx_JOgjpC3YyeXA6hHsT5xWZos_gNx98AHivNaAjzIzvyVItX2-hP0Aoscfff"
)

func key(kid string) map[string]any {
	return map[string]any{"kid": kid, "kty": "RSA", "e": "AQAB", "n": modulus}
}

func web(more map[string]any) map[string]any {
	c := map[string]any{"client_name": "Card", "redirect_uris": []any{"https://card.example.com/callback"}}
	maps.Copy(c, more)
	return c
}

func full() map[string]any {
	return map[string]any{
		"client_name": "Card", "application_type": "web", "token_endpoint_auth_method": "client_secret_post",
		"grant_types": []any{"authorization_code", "refresh_token"}, "response_types": []any{"code", "id_token"},
		"redirect_uris": []any{"https://card.example.com/callback"}, "post_logout_redirect_uris": []any{"https://card.example.com/out"},
		"initiate_login_uri": "https://card.example.com/login", "client_uri": "https://card.example.com", "logo_uri": "https://card.example.com/logo.png",
		"policy_uri": "https://card.example.com/policy", "tos_uri": "https://card.example.com/tos", "jwks": []any{key("one")},
		"request_object_signing_alg": "RS256", "id_token_encrypted_response_alg": "RSA-OAEP-256",
		"frontchannel_logout_uri": "https://card.example.com/bye", "frontchannel_logout_session_required": true,
	}
}

func TestClient_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	config := func(name string) string {
		return e.Provider + `
resource "gatehouse_okta_oauth_client" "test" {
  client_name   = "` + name + `"
  redirect_uris = ["https://card.example.com/callback"]
}
`
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config("Card"), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("client_id"), knownvalue.StringRegexp(regexp.MustCompile("^0oa"))),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("client_secret"), knownvalue.Null()),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("application_type"), knownvalue.StringExact("web")),
		}},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "client_id", ImportStateIdFunc: acctest.ImportID(address, "client_id")},
		{Config: config("Cards"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	sent := e.LastBody(t, "PUT "+item)
	for _, refused := range []string{"client_id_issued_at", "client_secret_expires_at", "client_secret"} {
		if _, ok := sent[refused]; ok {
			t.Errorf("the replacement has %s, which Okta refuses", refused)
		}
	}
	for _, needed := range []string{"client_id", "client_name", "application_type", "grant_types", "response_types", "redirect_uris", "token_endpoint_auth_method"} {
		if _, ok := sent[needed]; !ok {
			t.Errorf("the replacement lacks %s, though Okta wants every setting", needed)
		}
	}
	e.NoFailures(t)
}

func TestClient_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: e.Provider + `resource "gatehouse_okta_oauth_client" "test" {
  client_name   = "Card"
  redirect_uris = ["https://card.example.com/callback"]
}`, ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("client_id"))}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func TestClient_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	plain := func(argument string, other any) []acctest.Edit {
		return []acctest.Edit{{Patch: map[string]any{argument: other}}, {Patch: map[string]any{argument: nil}}, {Patch: map[string]any{argument: other}, With: map[string]any{argument: nil}}}
	}
	put := func(patch map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			path := "okta:" + items + "/" + o.Text("client_id")
			now, _ := e.ByHand(t, http.MethodGet, path, nil).(map[string]any)
			for k, v := range patch {
				if now[k] = v; v == nil {
					delete(now, k)
				}
			}
			// The registration refuses these, so an edit by hand leaves them out.
			delete(now, "client_id_issued_at")
			delete(now, "client_secret_expires_at")
			e.ByHand(t, http.MethodPut, path, now)
		}
	}
	edits := map[string][]acctest.Edit{
		"client_name":                          {{Patch: map[string]any{"client_name": "Other"}}},
		"token_endpoint_auth_method":           plain("token_endpoint_auth_method", "client_secret_jwt"),
		"grant_types":                          {{Patch: map[string]any{"grant_types": []any{"authorization_code", "refresh_token", "client_credentials"}}}},
		"response_types":                       {{Patch: map[string]any{"response_types": []any{"code"}}}, {Patch: map[string]any{"response_types": []any{"code", "id_token"}}, With: map[string]any{"response_types": nil}}},
		"redirect_uris":                        {{Patch: map[string]any{"redirect_uris": []any{"https://other.example.com"}}}},
		"post_logout_redirect_uris":            plain("post_logout_redirect_uris", []any{"https://other.example.com"}),
		"initiate_login_uri":                   plain("initiate_login_uri", "https://other.example.com"),
		"client_uri":                           plain("client_uri", "https://other.example.com"),
		"logo_uri":                             plain("logo_uri", "https://other.example.com"),
		"policy_uri":                           plain("policy_uri", "https://other.example.com"),
		"tos_uri":                              plain("tos_uri", "https://other.example.com"),
		"jwks_uri":                             {{Patch: map[string]any{"jwks_uri": "https://other.example.com/keys"}, With: map[string]any{"jwks": nil, "jwks_uri": "https://card.example.com/keys"}}, {Patch: map[string]any{"jwks_uri": nil}, With: map[string]any{"jwks": nil, "jwks_uri": "https://card.example.com/keys"}}},
		"jwks":                                 append(curves(func(keys []any) map[string]any { return map[string]any{"jwks": map[string]any{"keys": keys}} }), []acctest.Edit{{Patch: map[string]any{"jwks": map[string]any{"keys": []any{key("two")}}}}, {Patch: map[string]any{"jwks": nil}}, {Patch: map[string]any{"jwks": map[string]any{"keys": []any{key("one"), key("two")}}}}}...),
		"request_object_signing_alg":           plain("request_object_signing_alg", "ES256"),
		"id_token_encrypted_response_alg":      plain("id_token_encrypted_response_alg", "RSA-OAEP-512"),
		"frontchannel_logout_uri":              plain("frontchannel_logout_uri", "https://other.example.com"),
		"frontchannel_logout_session_required": {{Patch: map[string]any{"frontchannel_logout_session_required": false}}, {Patch: map[string]any{"frontchannel_logout_session_required": true}, With: map[string]any{"frontchannel_logout_session_required": nil}}},
	}
	for _, all := range edits {
		for i := range all {
			all[i].Do, all[i].Patch = put(all[i].Patch), nil
		}
	}
	acctest.Drift{
		Type: typeName, Config: full(), Edits: edits,
		Except: map[string]string{
			"application_type":    "Okta cannot change an app's type; another one is another client",
			"store_client_secret": "it is about the state, not about Okta",
		},
	}.Run(t, e)
}

func TestClient_disappearsReplacesImports(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, full())
	if p := o.Plan(web(map[string]any{"application_type": "native"})); len(p.Replace) != 1 {
		t.Errorf("replaces %v", p.Replace)
	}
	if p := m.Import(typeName, o.Text("client_id")).Plan(full()); !p.Empty() {
		t.Errorf("the plan after the import changes %v", p.Changed)
	}
	all, errs := m.List(typeName, map[string]any{"q": "Car"})
	if errs != "" || len(all) != 1 {
		t.Fatalf("%d clients: %s", len(all), errs)
	}
	if p := m.Import(typeName, o.Text("client_id")).Plan(m.Configuration(typeName, all[0].Resource)); !p.Empty() {
		t.Errorf("the plan of the generated configuration changes %v", p.Changed)
	}
	e.ByHand(t, http.MethodDelete, "okta:"+items+"/"+o.Text("client_id"), nil)
	o.Destroy() // fails the test if a client that is gone cannot be destroyed
	o = m.Create(typeName, full())
	e.ByHand(t, http.MethodDelete, "okta:"+items+"/"+o.Text("client_id"), nil)
	if !o.Refresh() {
		t.Error("a refresh keeps a client that is gone")
	}
}

// What is not an argument, such as keys that others added, survives an update.
func TestClient_updateKeepsOtherSettings(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(nil))
	e.Edit(t, "okta:/api/v1/apps/"+o.Text("client_id"), map[string]any{"settings": map[string]any{"oauthClient": map[string]any{"jwks": map[string]any{"keys": []any{key("theirs")}}}}})
	o.Refresh()
	o.Apply(web(map[string]any{"client_uri": "https://card.example.com"}))
	if keys, _ := e.LastBody(t, "PUT "+item)["jwks"].(map[string]any); len(keys) == 0 {
		t.Error("the keys of others are lost")
	}
}

func TestClient_secret(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(map[string]any{"store_client_secret": true}))
	first := o.Text("client_secret")
	if first == "" {
		t.Fatal("no secret in the state")
	}
	if got, errs := m.Open("gatehouse_okta_app_secret", map[string]any{"app_id": o.Text("client_id")}); errs != "" || got["client_secret"] != first {
		t.Errorf("the ephemeral resource: %s", errs)
	}
	messages, errs := m.Invoke("gatehouse_okta_oauth_client_secret_rotate", map[string]any{"client_id": o.Text("client_id")})
	if errs != "" || len(messages) != 2 || strings.Contains(strings.Join(messages, ""), first) {
		t.Errorf("rotation: %v %s", messages, errs)
	}
	if got, errs := m.Open("gatehouse_okta_app_secret", map[string]any{"app_id": o.Text("client_id")}); errs != "" || got["client_secret"] == first {
		t.Errorf("the secret is the old one: %s", errs)
	}
	o.Apply(web(nil))
	if o.Get("client_secret") != nil {
		t.Error("the secret is still in the state")
	}
}

func TestClient_revokeTokens(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(map[string]any{"grant_types": []any{"authorization_code", "refresh_token"}}))
	id := o.Text("client_id")
	if _, err := e.Sim.Okta.SignIn("default", id, "openid", "offline_access"); err != nil {
		t.Fatal(err)
	}
	tokens := "okta:/api/v1/authorizationServers/default/clients/" + id + "/tokens"
	if all, _ := e.ByHand(t, http.MethodGet, tokens, nil).([]any); len(all) != 1 {
		t.Fatalf("%d tokens", len(all))
	}
	if messages, errs := m.Invoke("gatehouse_okta_oauth_client_tokens_revoke", map[string]any{"client_id": id, "auth_server_id": "default"}); errs != "" || len(messages) != 2 {
		t.Errorf("%v %s", messages, errs)
	}
	if all, _ := e.ByHand(t, http.MethodGet, tokens, nil).([]any); len(all) != 0 {
		t.Errorf("%d tokens are left", len(all))
	}
	if _, errs := m.Invoke("gatehouse_okta_oauth_client_tokens_revoke", map[string]any{"client_id": id}); errs != "" {
		t.Error(errs)
	}
}

// Q3: a name is compared as a whole.
func TestClient_data(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	m.Create(typeName, web(map[string]any{"client_name": "foobar"}))
	const data = "gatehouse_okta_oauth_client"
	if _, errs := m.Data(data, map[string]any{"client_name": "foo"}); !strings.Contains(errs, `"foobar"`) {
		t.Errorf("found, or not named: %s", errs)
	}
	o := m.Create(typeName, web(map[string]any{"client_name": "foo"}))
	for _, by := range []map[string]any{{"client_name": "foo"}, {"client_id": o.Text("client_id")}} {
		if got, errs := m.Data(data, by); errs != "" || got["client_id"] != o.Text("client_id") {
			t.Errorf("%v: %v %s", by, got["client_id"], errs)
		}
	}
}

// An app of the official provider can become a registered client, too.
func TestClient_moved(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	made := m.Create(typeName, web(nil))
	id := made.Text("client_id")
	o := m.Move(typeName, "okta_app_oauth", "registry.terraform.io/okta/okta", map[string]any{"id": id, "client_id": id, "label": "Card", "client_secret": "a-secret-of-the-official-provider"})
	if o.Refresh() {
		t.Fatal("gone")
	}
	if p := o.Plan(web(nil)); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
	if o.Get("client_secret") != nil {
		t.Error("the secret came along")
	}
}

func TestClient_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for want, c := range map[string]map[string]any{
		"has no scheme":     web(map[string]any{"redirect_uris": []any{"card.example.com"}}),
		"Give at least one": {"client_name": "Card"},
		"at least 2,048":    web(map[string]any{"jwks": []any{map[string]any{"kty": "RSA", "e": "AQAB", "n": "AQAB"}}}),
	} {
		if errs := m.Validate(typeName, c); !strings.Contains(errs, want) {
			t.Errorf("want %q: %q", want, errs)
		}
	}
	unknown := web(map[string]any{"grant_types": []any{"authorization_code", "authorization-cod"}})
	if errs, warnings := m.Validate(typeName, unknown), m.Warnings(typeName, unknown); errs != "" || !strings.Contains(warnings, "Did you mean") {
		t.Errorf("an unknown grant: errors %q, warnings %q", errs, warnings)
	}
	if errs := m.Validate(typeName, web(map[string]any{"token_endpoint_auth_method": "private_key_jwt"})); errs != "" {
		t.Errorf("keys may come later: %s", errs)
	}
	if errs := m.Validate(typeName, map[string]any{"client_name": "Card", "application_type": "service"}); errs != "" {
		t.Error(errs)
	}
}

// ec is a public key on a curve, with these members changed.
func ec(change map[string]any) map[string]any {
	k := map[string]any{
		"kid": "curve", "kty": "EC", "use": "sig", "alg": "ES256",
		"x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
	}
	maps.Copy(k, change)
	return k
}

// curves are edits of each member of such a key that Okta tells: not of the algorithm, the curve and the status.
func curves(patch func([]any) map[string]any) []acctest.Edit {
	var out []acctest.Edit
	for name, value := range map[string]any{
		"x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0", "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps",
	} {
		out = append(out, acctest.Edit{With: map[string]any{"jwks": []any{ec(nil)}}, Patch: patch([]any{ec(map[string]any{name: value})})})
	}
	return out
}
