package appoauth_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	address = typeName + ".test"
	items   = "/api/v1/apps"
	item    = items + "/{appId}"
)

func config(e *acctest.Env, more string) string {
	return e.Provider + fmt.Sprintf(`
resource "gatehouse_okta_app_oauth" "test" {
  label         = "Card"
  type          = "web"
  redirect_uris = ["https://card.example.com/callback"]
%s}
`, more)
}

func web(more map[string]any) map[string]any {
	c := map[string]any{"label": "Card", "type": "web", "redirect_uris": []any{"https://card.example.com/callback"}}
	maps.Copy(c, more)
	return c
}

// 2a.2: the secret is not in the state; 2a.9: nothing asks for an access policy
// (#1204, #1552, #2370: "error finding default ACCESS_POLICY"); 2a.7: nor is a
// private path of Okta's used. 2a.8: a plan after import is empty.
func TestApp_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile("^0oa"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("client_id"), knownvalue.StringRegexp(regexp.MustCompile("^0oa"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("client_secret"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("grant_types"), knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("authorization_code")})),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("response_types"), knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("code")})),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("ACTIVE")),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true},
		{
			Config:           config(e, "  status = \"INACTIVE\"\n  consent_method = \"REQUIRED\"\n"),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
		},
		{Config: config(e, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	for what, want := range map[string]int{"POST " + items: 1, "* /api/v1/policies": 0, "* " + item + "/policies/{policyId}": 0, "* " + idToken: 1 /* the import */, "* " + item + "/credentials/secrets": 0} {
		if n := e.Count(what); n != want {
			t.Errorf("%s was sent %d times, want %d", what, n, want)
		}
	}
	for _, x := range e.Requests() {
		if x.Status >= 400 {
			t.Errorf("%s %s failed with %d", x.Method, x.Path, x.Status)
		}
	}
}

func TestApp_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, ""), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

// 2a.1, #2701: an app that somebody deleted is removed from the state by a
// refresh, and destroying it succeeds without waiting.
func TestApp_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	gone := func(o *acctest.Managed) {
		act("deactivate")(t, e, o)
		e.ByHand(t, http.MethodDelete, "okta:/api/v1/apps/"+o.Text("id"), nil)
	}
	o := m.Create(typeName, web(nil))
	gone(o)
	if !o.Refresh() {
		t.Error("the app is still in the state")
	}
	o = m.Create(typeName, web(nil))
	gone(o)
	began := time.Now()
	o.Destroy()
	if d := time.Since(began); d > 5*time.Second {
		t.Errorf("destroying an app that is gone took %s", d)
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

// app_delete_500: Okta answers 500 E0000009 for some seconds after a
// deactivation. It is waited out; any other error is not.
func TestApp_deletionWaits(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.Okta.SetSlowAppDeletion(2 * time.Second)
	m := e.Machine(t)
	m.Create(typeName, web(nil)).Destroy()
	if n := e.Count("DELETE " + item); n < 2 || n > 4 {
		t.Errorf("DELETE was sent %d times", n)
	}
	if n := e.Count("POST " + item + "/lifecycle/deactivate"); n != 1 {
		t.Errorf("deactivated %d times", n)
	}
	e.Sim.Okta.SetSlowAppDeletion(0)
	o := m.Create(typeName, web(nil))
	e.Sim.World.Faults.Add(kernel.Fault{
		Platform: "okta", Method: http.MethodDelete, Path: item, Times: 1, Status: http.StatusForbidden, Header: map[string]string{"Content-Type": "application/json"},
		Body: `{"errorCode":"E0000006","errorSummary":"You do not have permission to perform the requested action","errorLink":"E0000006","errorId":"x","errorCauses":[]}`,
	})
	began := time.Now()
	if errs := o.TryDestroy(); !strings.Contains(errs, "could not delete the app") {
		t.Errorf("errors: %q", errs)
	}
	if d := time.Since(began); d > 3*time.Second {
		t.Errorf("a refusal took %s", d)
	}
}

// 2a.5, PR #2834, #2950: an update keeps what the provider does not know, and
// what the configuration does not mention.
func TestApp_updateKeepsOtherSettings(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(nil))
	path := "okta:/api/v1/apps/" + o.Text("id")
	e.Edit(t, path, map[string]any{"settings": map[string]any{
		"inlineHookId":  "calHook",
		"notifications": map[string]any{"vpn": map[string]any{"network": map[string]any{"connection": "ANYWHERE"}, "message": "Use the VPN"}},
		"oauthClient":   map[string]any{"jwks": map[string]any{"keys": []any{key("theirs")}}},
	}})
	o.Refresh()
	o.Apply(web(map[string]any{"admin_note": "changed"}))
	app, _ := e.ByHand(t, http.MethodGet, path, nil).(map[string]any)
	text := fmt.Sprint(app)
	for _, kept := range []string{"calHook", "Use the VPN", "theirs", "changed"} {
		if !strings.Contains(text, kept) {
			t.Errorf("%q is lost: %s", kept, text)
		}
	}
	// 2a.5: DPoP that is configured stays on.
	o.Apply(web(map[string]any{"dpop_bound_access_tokens": true}))
	o.Apply(web(map[string]any{"dpop_bound_access_tokens": true, "admin_note": "again"}))
	client := reach(e.LastBody(t, "PUT "+item), "settings", "oauthClient")
	if client["dpop_bound_access_tokens"] != true {
		t.Errorf("sent %v", client["dpop_bound_access_tokens"])
	}
}

// #2950: an app that had DPoP before it was imported keeps it, because a plan
// shows it.
func TestApp_importShowsDPoP(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(map[string]any{"dpop_bound_access_tokens": true}))
	imported := m.Import(typeName, o.Text("id"))
	if p := imported.Plan(web(nil)); len(p.Changed) != 1 || p.Changed[0] != "dpop_bound_access_tokens" {
		t.Errorf("the plan changes %v", p.Changed)
	}
	// 2a.8: the plan after an import is empty for the same configuration.
	if p := imported.Plan(web(map[string]any{"dpop_bound_access_tokens": true})); !p.Empty() {
		t.Errorf("the plan after the import changes %v", p.Changed)
	}
}

// An app whose keys are resources of their own keeps them when it is imported:
// leaving jwks out clears only what was managed by it.
func TestApp_importLeavesKeysOfOthers(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	config := map[string]any{"label": "Job", "type": "service", "token_endpoint_auth_method": "private_key_jwt"}
	o := m.Create(typeName, config)
	m.Create("gatehouse_okta_app_jwk", map[string]any{"app_id": o.Text("id"), "kid": "theirs", "kty": "EC", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"})
	kept := func() bool {
		app, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+o.Text("id"), nil).(map[string]any)
		return strings.Contains(fmt.Sprint(app), "theirs")
	}
	imported := m.Import(typeName, o.Text("id"))
	if p := imported.Plan(config); !slices.Equal(p.Changed, []string{"jwks"}) || !slices.Contains(p.Warnings, "Keys Stay on the App") {
		t.Errorf("the plan changes %v, warnings %v", p.Changed, p.Warnings)
	}
	imported.Apply(config)
	if !kept() {
		t.Error("the key that another resource manages is gone")
	}
	imported.Refresh()
	if p := imported.Plan(config); !p.Empty() || len(p.Warnings) > 0 {
		t.Errorf("afterwards the plan changes %v, warnings %v", p.Changed, p.Warnings)
	}
	// Once they are managed here, leaving them out removes them.
	with := maps.Clone(config)
	with["jwks"] = []any{key("ours")}
	imported.Apply(with)
	imported.Apply(config)
	if app, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+o.Text("id"), nil).(map[string]any); strings.Contains(fmt.Sprint(app), "ours") {
		t.Error("the keys stay although they were managed here")
	}
	// The same right after an import that said them.
	again := m.Import(typeName, o.Text("id"))
	again.Apply(with)
	if p := again.Plan(config); slices.Contains(p.Warnings, "Keys Stay on the App") {
		t.Error("a warning after the first write")
	}
}

func TestApp_importOfEverything(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	o := m.Create(typeName, full())
	if p := m.Import(typeName, o.Text("id")).Plan(full()); !p.Empty() {
		t.Errorf("the plan after the import changes %v, replaces %v: %s", p.Changed, p.Replace, p.Errors)
	}
}

// reach is an object below others.
func reach(v map[string]any, path ...string) map[string]any {
	for _, name := range path {
		v, _ = v[name].(map[string]any)
	}
	return v
}

// 2a.9, #1817, #1742: a policy that somebody chose in the console stays, and one
// that is configured is assigned once.
func TestApp_authenticationPolicy(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	chosen := policy(t, e, "Okta Dashboard")
	o := m.Create(typeName, web(nil))
	e.ByHand(t, http.MethodPut, "okta:/api/v1/apps/"+o.Text("id")+"/policies/"+chosen, nil)
	o.Refresh()
	o.Apply(web(map[string]any{"admin_note": "x"}))
	app, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+o.Text("id"), nil).(map[string]any)
	if href, _ := reach(app, "_links", "accessPolicy")["href"].(string); !strings.HasSuffix(href, chosen) {
		t.Errorf("the policy is %s", href)
	}
	const assign = "PUT " + item + "/policies/{policyId}"
	if n := e.Count(assign); n != 0 {
		t.Errorf("a policy was assigned %d times although none was asked for", n)
	}
	other := policy(t, e, "Okta Admin Console")
	o.Apply(web(map[string]any{"authentication_policy": other}))
	o.Apply(web(map[string]any{"authentication_policy": other, "admin_note": "y"}))
	if n := e.Count(assign); n != 1 {
		t.Errorf("the policy was assigned %d times", n)
	}
	if got := o.Text("authentication_policy"); got != other {
		t.Errorf("the state has %q", got)
	}
	// Left out, it is shown and left as it is: what somebody chooses between a
	// plan and its apply is neither undone nor an error.
	third := policy(t, e, "Any two factors")
	e.ByHand(t, http.MethodPut, "okta:/api/v1/apps/"+o.Text("id")+"/policies/"+third, nil)
	o.Apply(web(map[string]any{"admin_note": "z"}))
	if n := e.Count(assign); n != 1 {
		t.Errorf("the policy was assigned %d times", n)
	}
	o.Refresh()
	if got := o.Text("authentication_policy"); got != third {
		t.Errorf("the state has %q", got)
	}
	if p := o.Plan(web(map[string]any{"admin_note": "z"})); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
}

// 2a.2: the state has the secret only where it is asked for, going back
// replaces nothing, and it is the current one after a rotation elsewhere.
func TestApp_storeClientSecret(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.StoresSecrets("the app says store_client_secret")
	m := e.Machine(t)
	o := m.Create(typeName, web(map[string]any{"store_client_secret": true}))
	first := o.Text("client_secret")
	if first == "" {
		t.Fatal("no secret")
	}
	if n := e.Count("GET " + item + "/credentials/secrets"); n != 0 {
		t.Errorf("the answer to the POST has the secret, yet it was asked for %d times", n)
	}
	e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+o.Text("id")+"/credentials/secrets", map[string]any{"client_secret": "a-secret-of-forty-characters"})
	o.Refresh()
	if got := o.Text("client_secret"); got != "a-secret-of-forty-characters" {
		t.Error("the state has an old secret")
	}
	if p := o.Plan(web(nil)); len(p.Replace) != 0 {
		t.Errorf("replaces %v", p.Replace)
	}
	o.Apply(web(nil))
	if o.Get("client_secret") != nil {
		t.Error("the secret is still in the state")
	}
	o.Apply(web(map[string]any{"store_client_secret": true}))
	if o.Text("client_secret") == "" {
		t.Error("no secret in the state")
	}
}

// 2a.3, #2924: a write-only secret is sent whenever its version changes, in
// every combination, and never otherwise.
func TestApp_ownSecret(t *testing.T) {
	t.Parallel()
	for _, store := range []any{nil, false, true} {
		t.Run(fmt.Sprint(store), func(t *testing.T) {
			t.Parallel()
			e := acctest.Start(t)
			if store == true {
				e.StoresSecrets("the app says store_client_secret")
			}
			m := e.Machine(t)
			with := func(secret string, version int, note string) map[string]any {
				return web(map[string]any{"client_basic_secret_wo": secret, "client_basic_secret_wo_version": version, "store_client_secret": store, "admin_note": note})
			}
			o := m.Create(typeName, with("the-first-secret", 1, "a"))
			inUse := func(want string) {
				t.Helper()
				all, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+o.Text("id")+"/credentials/secrets", nil).([]any)
				if len(all) != 1 || all[0].(map[string]any)["client_secret"] != want {
					t.Errorf("Okta has other secrets than %q", want)
				}
			}
			inUse("the-first-secret")
			o.Apply(with("the-second-secret", 1, "b")) // no new version: not sent
			inUse("the-first-secret")
			if sent := reach(e.LastBody(t, "PUT "+item), "credentials", "oauthClient"); sent["client_secret"] != nil {
				t.Errorf("sent %v", sent)
			}
			o.Apply(with("the-second-secret", 2, "b"))
			inUse("the-second-secret")
			if o.Get("client_basic_secret_wo") != nil {
				t.Error("the write-only secret is in the state")
			}
			if got := o.Text("client_secret"); (got != "") != (store == true) || got != "" && got != "the-second-secret" {
				t.Errorf("client_secret is %q", got)
			}
		})
	}
}

func TestApp_ownSecretInState(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(map[string]any{"client_basic_secret": "the-first-secret"}))
	o.Apply(web(map[string]any{"client_basic_secret": "the-second-secret"}))
	if sent := reach(e.LastBody(t, "PUT "+item), "credentials", "oauthClient"); sent["client_secret"] != "the-second-secret" {
		t.Errorf("sent %v", sent)
	}
	o.Apply(web(map[string]any{"client_basic_secret": "the-second-secret", "admin_note": "x"}))
	if sent := reach(e.LastBody(t, "PUT "+item), "credentials", "oauthClient"); sent["client_secret"] != nil {
		t.Errorf("sent again: %v", sent)
	}
}

func TestApp_replaces(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	o := m.Create(typeName, web(nil))
	for argument, value := range map[string]any{"type": "native", "client_id": "another-client", "preconfigured_app": "strongdm"} {
		if p := o.Plan(web(map[string]any{argument: value})); len(p.Replace) != 1 || p.Replace[0] != argument {
			t.Errorf("%s: replacements %v %s", argument, p.Replace, p.Errors)
		}
	}
}

// An app whose label changes while its grants are not known yet can be planned.
func TestApp_unknownValues(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	o := m.New(typeName)
	all := full()
	for argument := range all {
		c := full()
		c[argument] = acctest.Unknown
		if p := o.Plan(c); p.Errors != "" {
			t.Errorf("%s unknown: %s", argument, p.Errors)
		}
		if errs := m.Validate(typeName, c); errs != "" {
			t.Errorf("%s unknown: %s", argument, errs)
		}
	}
}

// A refusal needs a proof. What Okta's table does not have, or what is only
// unusual, is a warning: a service app with implicit was recorded with 200.
func TestApp_doubtful(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	with := func(kind string, more map[string]any) map[string]any {
		c := web(more)
		c["type"] = kind
		return c
	}
	for name, c := range map[string]struct {
		config map[string]any
		want   string // empty: not even a warning
	}{
		"service with implicit":         {with("service", map[string]any{"grant_types": []any{"implicit", "client_credentials"}, "response_types": []any{"token"}}), `does not have "implicit" for apps of type "service"`},
		"leeway without the grant":      {with("web", map[string]any{"refresh_token_leeway": 10}), "No Effect of refresh_token_leeway"},
		"logout address without scheme": {with("web", map[string]any{"post_logout_redirect_uris": []any{"card.example.com"}}), "has no scheme"},
		"a secret without a method":     {with("web", map[string]any{"token_endpoint_auth_method": "none", "client_basic_secret": "fourteen-characters"}), "does not prove itself"},
		"an app of the network":         {with("web", map[string]any{"preconfigured_app": "strongdm", "redirect_uris": nil}), ""},
		"keys over plain http":          {with("web", map[string]any{"jwks_uri": "http://card.example.com/keys"}), "in the clear"},
		"a long label":                  {with("web", map[string]any{"label": strings.Repeat("日", 101)}), "has 101 characters"},
		"unknown grant":                 {with("web", map[string]any{"grant_types": []any{"authorization_code", "client_credential"}}), `Did you mean "client_credentials"?`},
		"grant in another case":         {with("web", map[string]any{"grant_types": []any{"Authorization_Code", "authorization_code"}}), `Did you mean "authorization_code"?`},
		"service with code":             {with("service", map[string]any{"grant_types": []any{"authorization_code"}}), `does not have "authorization_code" for apps of type "service"`},
		"browser with credentials":      {with("browser", map[string]any{"grant_types": []any{"authorization_code", "client_credentials"}}), `does not have "client_credentials" for apps of type "browser"`},
		"code without its response":     {with("web", map[string]any{"response_types": []any{"id_token"}}), `needs the response type "code"`},
		"token without implicit":        {with("service", map[string]any{"response_types": []any{"code"}}), `The response type "code" needs`},
		"none for a service":            {with("service", map[string]any{"token_endpoint_auth_method": "none"}), `should prove itself`},
		"private key without keys":      {with("service", map[string]any{"token_endpoint_auth_method": "private_key_jwt"}), ""},
		"rotation without the grant":    {with("web", map[string]any{"refresh_token_rotation": "ROTATE"}), `the grant type "refresh_token"`},
	} {
		t.Run(name, func(t *testing.T) {
			errs, warnings := m.Validate(typeName, c.config), m.Warnings(typeName, c.config)
			if errs != "" || c.want == "" && warnings != "" || !strings.Contains(warnings, c.want) {
				t.Errorf("errors %q, warnings %q, want %q", errs, warnings, c.want)
			}
		})
	}
}

// 2a.11, #465, #1547, #2248: the rules of Okta's API are checked at plan,
// and do not refuse what Okta takes.
func TestApp_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	with := func(kind string, more map[string]any) map[string]any {
		c := web(more)
		c["type"] = kind
		return c
	}
	for name, c := range map[string]struct {
		config map[string]any
		want   string // empty: valid
	}{
		"a grant newer than this":       {with("web", map[string]any{"grant_types": []any{"authorization_code", "urn:ietf:params:oauth:grant-type:new"}}), ""},
		"redirect without scheme":       {with("web", map[string]any{"redirect_uris": []any{"card.example.com/callback"}}), `"card.example.com/callback" has no scheme`},
		"redirect with fragment":        {with("web", map[string]any{"redirect_uris": []any{"https://card.example.com/#x"}}), "has a fragment"},
		"a native redirect":             {with("native", map[string]any{"redirect_uris": []any{"com.example.card:/callback"}}), ""},
		"no redirect":                   {with("web", map[string]any{"redirect_uris": nil}), "Give at least one"},
		"no redirect for a service":     {with("service", map[string]any{"redirect_uris": nil}), ""},
		"no redirect, other grants":     {with("web", map[string]any{"redirect_uris": nil, "grant_types": []any{"authorization_code", "client_credentials"}}), ""},
		"browser with refresh, #465":    {with("browser", map[string]any{"grant_types": []any{"authorization_code", "refresh_token"}}), ""},
		"web without code":              {with("web", map[string]any{"grant_types": []any{"client_credentials"}}), `use the type "service"`},
		"none without PKCE":             {with("web", map[string]any{"token_endpoint_auth_method": "none", "pkce_required": false}), "must use PKCE"},
		"private key with keys":         {with("service", map[string]any{"token_endpoint_auth_method": "private_key_jwt", "jwks": []any{key("one")}}), ""},
		"private key and a secret":      {with("service", map[string]any{"token_endpoint_auth_method": "private_key_jwt", "jwks": []any{key("one")}, "client_basic_secret": "fourteen-characters"}), "has no secret"},
		"short secret for the JWT":      {with("web", map[string]any{"token_endpoint_auth_method": "client_secret_jwt", "client_basic_secret": "fourteen-characters"}), "at least 32"},
		"both secrets":                  {with("web", map[string]any{"client_basic_secret": "fourteen-characters", "client_basic_secret_wo": "fourteen-characters", "client_basic_secret_wo_version": 1}), "client_basic_secret_wo"},
		"a secret without version":      {with("web", map[string]any{"client_basic_secret_wo": "fourteen-characters"}), "client_basic_secret_wo_version"},
		"both kinds of keys":            {with("web", map[string]any{"jwks": []any{key("one")}, "jwks_uri": "https://card.example.com/keys"}), "jwks"},
		"a key without modulus":         {with("web", map[string]any{"jwks": []any{map[string]any{"kid": "a", "kty": "RSA", "e": "AQAB"}}}), `needs "n"`},
		"a short key":                   {with("web", map[string]any{"jwks": []any{map[string]any{"kid": "a", "kty": "RSA", "e": "AQAB", "n": "AQAB"}}}), "at least 2,048"},
		"keys of one name":              {with("web", map[string]any{"jwks": []any{key("a"), map[string]any{"kid": "a", "kty": "EC", "x": "AQAB", "y": "AQAB"}}}), "each needs a \"kid\" of its own"},
		"an unknown kind of key":        {with("web", map[string]any{"jwks": []any{map[string]any{"kid": "a", "kty": "oct"}}}), `"oct" is not a key type`},
		"login without address":         {with("web", map[string]any{"login_mode": "SPEC"}), "login_uri"},
		"logout of a native app":        {with("native", map[string]any{"participate_slo": true}), "Single logout"},
		"leeway too long":               {with("web", map[string]any{"grant_types": []any{"authorization_code", "refresh_token"}, "refresh_token_leeway": 61}), "between 0 and 60"},
		"a wildcard redirect":           {with("web", map[string]any{"redirect_uris": []any{"https://*.example.com/cb"}, "wildcard_redirect": "SUBDOMAIN"}), ""},
		"a type in the wrong case":      {with("Web", nil), `Write it as "web"`},
		"a long address of a logo":      {with("web", map[string]any{"logo_uri": "https://example.com/" + strings.Repeat("é", 1005)}), "at most 1024"},
		"one that is just long enough":  {with("web", map[string]any{"logo_uri": "https://example.com/" + strings.Repeat("é", 1004)}), ""},
		"a client id that is too short": {with("web", map[string]any{"client_id": "abc"}), "between 6 and 100"},
	} {
		t.Run(name, func(t *testing.T) {
			errs := m.Validate(typeName, c.config)
			if c.want == "" && errs != "" || c.want != "" && !strings.Contains(errs, c.want) {
				t.Errorf("errors: %q, want %q", errs, c.want)
			}
		})
	}
}

// A refresh token's settings follow the grant, and what Okta does not keep for
// static tokens is no difference.
func TestApp_refreshTokens(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	grants := []any{"authorization_code", "refresh_token"}
	o := m.Create(typeName, web(map[string]any{"grant_types": grants}))
	if o.Text("refresh_token_rotation") != "STATIC" || o.Get("refresh_token_leeway") != nil {
		t.Errorf("rotation %v, leeway %v", o.Get("refresh_token_rotation"), o.Get("refresh_token_leeway"))
	}
	o.Apply(web(map[string]any{"grant_types": grants, "refresh_token_rotation": "ROTATE"}))
	if o.Get("refresh_token_leeway") != float64(30) {
		t.Errorf("leeway %v", o.Get("refresh_token_leeway"))
	}
	// As configurations of the official provider have it.
	static := web(map[string]any{"grant_types": grants, "refresh_token_rotation": "STATIC", "refresh_token_leeway": 0})
	o.Apply(static)
	o.Refresh()
	if p := o.Plan(static); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
	o.Apply(web(nil))
	if o.Get("refresh_token_rotation") != nil {
		t.Error("the rotation outlives the grant")
	}
}

// Keys that are not in the configuration are others' business; keys that are
// taken out of it are removed.
func TestApp_keys(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(nil))
	e.Edit(t, "okta:/api/v1/apps/"+o.Text("id"), settings(map[string]any{"jwks": map[string]any{"keys": []any{key("theirs")}}}))
	o.Refresh()
	if p := o.Plan(web(nil)); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
	o.Apply(web(map[string]any{"jwks": []any{key("ours")}}))
	o.Apply(web(nil))
	app, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/apps/"+o.Text("id"), nil).(map[string]any)
	if k := reach(app, "settings", "oauthClient")["jwks"]; k != nil {
		t.Errorf("keys are left: %v", k)
	}
}

// An app of the integration network shows no client.
func TestApp_preconfigured(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	c := web(map[string]any{"preconfigured_app": "strongdm"})
	o := m.Create(typeName, c)
	if o.Refresh() {
		t.Fatal("gone")
	}
	if p := o.Plan(c); !p.Empty() {
		t.Errorf("the plan changes %v, replaces %v", p.Changed, p.Replace)
	}
	if o.Text("name") != "strongdm" {
		t.Errorf("name %q", o.Text("name"))
	}
}

// Every app of the org that is listed plans empty with the configuration that
// is generated of it.
func TestApp_list(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	m.Create(typeName, web(map[string]any{"label": "Plain"}))
	m.Create(typeName, full())
	all, errs := m.List(typeName, map[string]any{"q": nil, "filter": nil})
	if errs != "" || len(all) != 2 {
		t.Fatalf("%d apps: %s", len(all), errs)
	}
	for _, one := range all {
		id, _ := one.Resource["id"].(string)
		if p := m.Import(typeName, id).Plan(m.Configuration(typeName, one.Resource)); !p.Empty() || p.Errors != "" {
			t.Errorf("%s: the plan changes %v, replaces %v: %s", one.Name, p.Changed, p.Replace, p.Errors)
		}
	}
	if some, _ := m.List(typeName, map[string]any{"q": "Plai"}); len(some) != 1 || some[0].Name != "Plain" {
		t.Errorf("q finds %v", some)
	}
}

// Q3, #2847: a label is compared as a whole, over all that begin with it.
// 2a.4: the data source never reads the secret.
func TestApp_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	m.Create(typeName, web(map[string]any{"label": "foobar"}))
	o := m.Create(typeName, web(map[string]any{"label": "foo"}))
	const data = "gatehouse_okta_app_oauth"
	got, errs := m.Data(data, map[string]any{"label": "foo"})
	if errs != "" || got["id"] != o.Text("id") || got["client_id"] != o.Text("client_id") {
		t.Errorf("found %v: %s", got["id"], errs)
	}
	if _, errs := m.Data(data, map[string]any{"label": "fo"}); !strings.Contains(errs, `"foobar"`) || !strings.Contains(errs, `"foo"`) {
		t.Errorf("the error names nothing: %s", errs)
	}
	m.Create(typeName, web(map[string]any{"label": "foo"}))
	if _, errs := m.Data(data, map[string]any{"label": "foo"}); !strings.Contains(errs, o.Text("id")) {
		t.Errorf("two apps of one label: %s", errs)
	}
	if got, errs := m.Data(data, map[string]any{"id": o.Text("id")}); errs != "" || got["label"] != "foo" {
		t.Errorf("by id: %v %s", got["label"], errs)
	}
	if n := e.Count("* " + item + "/credentials/secrets"); n != 0 {
		t.Errorf("the secret was read %d times", n)
	}
}

// A state as the official provider writes it moves over: nothing is planned,
// and its secret is not taken along.
func TestApp_moved(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	made := m.Create(typeName, web(map[string]any{"grant_types": []any{"authorization_code", "refresh_token"}}))
	id := made.Text("id")
	o := m.Move(typeName, "okta_app_oauth", "registry.terraform.io/okta/okta", map[string]any{
		"id": id, "label": "Card", "type": "web", "client_id": id, "client_secret": "a-secret-of-the-official-provider", "omit_secret": false,
		"grant_types": []any{"authorization_code", "refresh_token"}, "redirect_uris": []any{"https://card.example.com/callback"}, "response_types": []any{"code"},
		"consent_method": "TRUSTED", "issuer_mode": "ORG_URL", "hide_ios": true, "hide_web": true, "status": "ACTIVE", "pkce_required": false, "auto_key_rotation": true,
		"refresh_token_rotation": "STATIC", "refresh_token_leeway": 0, "authentication_policy": "rst1", "skip_authentication_policy": false, "token_endpoint_auth_method": "client_secret_basic",
		"login_mode": "DISABLED", "wildcard_redirect": "DISABLED", "user_name_template": "${source.login}", "user_name_template_type": "BUILT_IN", "name": "oidc_client", "sign_on_mode": "OPENID_CONNECT",
		"jwks": []any{}, "groups_claim": []any{}, "network": []any{}, "timeouts": nil,
	})
	if o.Refresh() {
		t.Fatal("gone")
	}
	c := web(map[string]any{
		"grant_types": []any{"authorization_code", "refresh_token"}, "refresh_token_rotation": "STATIC",
		"consent_method": "TRUSTED", "issuer_mode": "ORG_URL", "hide_ios": true, "hide_web": true, "pkce_required": false, "response_types": []any{"code"},
	})
	if p := o.Plan(c); !p.Empty() || p.Errors != "" {
		t.Errorf("the plan changes %v, replaces %v: %s", p.Changed, p.Replace, p.Errors)
	}
	if o.Get("client_secret") != nil {
		t.Error("the secret came along")
	}
}

// An app is created inactive in one apply, and an answer that was lost does
// not make a second app.
func TestApp_createInactiveAndLost(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(map[string]any{"status": "INACTIVE"}))
	if o.Text("status") != "INACTIVE" || e.Count("* "+item+"/lifecycle/deactivate") != 0 {
		t.Errorf("status %q after %d calls", o.Text("status"), e.Count("* "+item+"/lifecycle/deactivate"))
	}
	o.Destroy()
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "okta", Method: http.MethodPost, Path: items, Times: 1, After: true})
	if errs := m.New(typeName).TryApply(web(nil)); errs != "" && !strings.Contains(errs, "with the id") {
		t.Errorf("errors: %s", errs)
	}
	if n := e.Count("POST " + items); n != 2 {
		t.Errorf("POST was sent %d times", n)
	}
}

func TestApp_actions(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, web(nil))
	for action, status := range map[string]string{"gatehouse_okta_app_deactivate": "INACTIVE"} {
		messages, errs := m.Invoke(action, map[string]any{"app_id": o.Text("id")})
		o.Refresh()
		if errs != "" || o.Text("status") != status || len(messages) != 1 {
			t.Errorf("%s: status %s, messages %v: %s", action, o.Text("status"), messages, errs)
		}
	}
	if _, errs := m.Invoke("gatehouse_okta_app_activate", map[string]any{"app_id": o.Text("id")}); errs != "" {
		t.Error(errs)
	}
	if o.Refresh(); o.Text("status") != "ACTIVE" {
		t.Errorf("status %s", o.Text("status"))
	}
}

// keeping is an Okta that keeps the settings of refresh tokens for every app.
type keeping struct{ rotation map[string]any }

func (k *keeping) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || !strings.HasPrefix(r.URL.Path, "/api/v1/apps/") || resp.StatusCode != http.StatusOK {
		return resp, err
	}
	raw, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err != nil {
		return nil, err
	}
	app := map[string]any{}
	if json.Unmarshal(raw, &app) == nil && app["settings"] != nil {
		reach(app, "settings", "oauthClient")["refresh_token"] = k.rotation
		if raw, err = json.Marshal(app); err != nil {
			return nil, err
		}
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	return resp, nil
}

// The official provider's own update test takes the grant away and leaves its
// settings: a warning, sent, and settled whatever Okta keeps.
func TestApp_refreshSettingsWithoutTheGrant(t *testing.T) {
	t.Parallel()
	with := map[string]any{"grant_types": []any{"authorization_code", "refresh_token"}, "refresh_token_rotation": "ROTATE", "refresh_token_leeway": 10}
	without := map[string]any{"grant_types": []any{"authorization_code"}, "refresh_token_rotation": "ROTATE", "refresh_token_leeway": 10}
	for name, through := range map[string]http.RoundTripper{
		"an Okta that drops them":   nil,
		"an Okta that keeps them":   &keeping{map[string]any{"rotation_type": "ROTATE", "leeway": 10}},
		"an Okta that resets them":  &keeping{map[string]any{"rotation_type": "STATIC"}},
		"an Okta that answers null": &keeping{},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.Start(t)
			o := e.Machine(t).Create(typeName, web(with))
			if through != nil {
				e.Through(through)
				o.Adopt(e.Machine(t))
			}
			o.Apply(web(without))
			sent := reach(e.LastBody(t, "PUT "+item), "settings", "oauthClient", "refresh_token")
			if sent["rotation_type"] != "ROTATE" || sent["leeway"] != 10.0 {
				t.Errorf("sent %v", sent)
			}
			for range 2 {
				if p := o.Plan(web(without)); !p.Empty() || p.Errors != "" {
					t.Errorf("the plan changes %v: %s", p.Changed, p.Errors)
				}
				o.Refresh()
			}
			none := map[string]any{"grant_types": []any{"authorization_code"}}
			o.Apply(web(none))
			if o.Refresh(); !o.Plan(web(none)).Empty() {
				t.Errorf("without the arguments the plan changes %v", o.Plan(web(none)).Changed)
			}
		})
	}
}

// Okta writes the key of a catalogue app in lower case.
func TestApp_catalogue(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	config := func(key string) map[string]any {
		return map[string]any{"label": "StrongDM", "type": "web", "preconfigured_app": key}
	}
	o := m.Create(typeName, config("StrongDM"))
	if o.Text("name") != "strongdm" || o.Text("preconfigured_app") != "StrongDM" {
		t.Errorf("name %q, key %q", o.Text("name"), o.Text("preconfigured_app"))
	}
	o.Refresh()
	if p := o.Plan(config("StrongDM")); !p.Empty() || p.Errors != "" {
		t.Errorf("the plan changes %v: %s", p.Changed, p.Errors)
	}
	if p := o.Plan(config("strongdm")); len(p.Replace) != 0 {
		t.Errorf("other letters replace %v", p.Replace)
	}
	if p := o.Plan(config("other")); len(p.Replace) != 1 {
		t.Errorf("another app replaces %v", p.Replace)
	}
	imported := m.Import(typeName, o.Text("id"))
	if p := imported.Plan(config("StrongDM")); len(p.Replace) != 0 {
		t.Errorf("after an import: replacements %v", p.Replace)
	}
}
