package authserverpolicyrule_test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	hookedClient = "hooked-secret-1234"
	hookKey      = "key-of-the-hook"
)

// TestRule_inlineHook: HCL makes a hook and a rule that names it, and the claim
// that the hook's service adds is in the token. A hook that somebody takes out
// of the rule is seen and put back; without the argument the rule has none, and
// hook and argument can go in one apply.
func TestRule_inlineHook(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	var calls atomic.Int64
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != hookKey {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		calls.Add(1)
		_, _ = io.WriteString(w, `{"commands":[{"type":"com.okta.access.patch","value":[{"op":"add","path":"/claims/tier","value":"gold"}]}]}`)
	}))
	t.Cleanup(service.Close)
	config := func(hook, rule string) string {
		return e.Provider + `
resource "gatehouse_okta_auth_server" "test" {
  name      = "hooked"
  audiences = ["api://hooked"]
}
resource "gatehouse_okta_auth_server_scope" "test" {
  auth_server_id = gatehouse_okta_auth_server.test.id
  name           = "orders"
}
resource "gatehouse_okta_app_oauth" "test" {
  label                  = "hooked"
  type                   = "service"
  grant_types            = ["client_credentials"]
  response_types         = ["token"]
  client_basic_secret_wo = "` + hookedClient + `"
  client_basic_secret_wo_version = 1
}
resource "gatehouse_okta_auth_server_policy" "test" {
  auth_server_id   = gatehouse_okta_auth_server.test.id
  name             = "hooked"
  client_whitelist = [gatehouse_okta_app_oauth.test.client_id]
}
resource "gatehouse_okta_auth_server_policy_rule" "test" {
  auth_server_id       = gatehouse_okta_auth_server.test.id
  policy_id            = gatehouse_okta_auth_server_policy.test.id
  name                 = "hooked"
  grant_type_whitelist = ["client_credentials"]
  scope_whitelist      = [gatehouse_okta_auth_server_scope.test.name]
` + rule + `
}
` + hook
	}
	hook := func(status string) string {
		return `
resource "gatehouse_okta_inline_hook" "test" {
  name    = "tiers"
  type    = "com.okta.oauth2.tokens.transform"
  status  = "` + status + `"
  channel = { uri = "` + service.URL + `/tiers" }
  auth    = { key = "Authorization", value_wo = "` + hookKey + `", value_wo_version = 1 }
}
`
	}
	const named = "  inline_hook_id = gatehouse_okta_inline_hook.test.id"
	var rulePath string
	tier := func(want string, wantCalls int64) resource.TestCheckFunc {
		return func(s *terraform.State) error {
			t.Helper()
			root := s.RootModule().Resources
			server := root["gatehouse_okta_auth_server.test"].Primary.ID
			rule := root["gatehouse_okta_auth_server_policy_rule.test"].Primary
			rulePath = "okta:/api/v1/authorizationServers/" + server + "/policies/" + rule.Attributes["policy_id"] + "/rules/" + rule.ID
			calls.Store(0)
			claims := mint(t, e.Var("OKTA_ORG_URL")+"/oauth2/"+server+"/v1/token", root["gatehouse_okta_app_oauth.test"].Primary.Attributes["client_id"])
			if got, _ := claims["tier"].(string); got != want || calls.Load() != wantCalls {
				t.Errorf("the tier in the token is %q after %d calls, want %q and %d", got, calls.Load(), want, wantCalls)
			}
			return nil
		}
	}
	withoutHook := func() {
		rule, _ := e.ByHand(t, http.MethodGet, rulePath, nil).(map[string]any)
		token := rule["actions"].(map[string]any)["token"].(map[string]any)
		delete(token, "inlineHook")
		delete(rule, "_links")
		e.ByHand(t, http.MethodPut, rulePath, rule)
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(hook("ACTIVE"), named), Check: tier("gold", 1)},
		{PreConfig: withoutHook, Config: config(hook("ACTIVE"), named), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate), Check: tier("gold", 1)},
		{Config: config(hook("INACTIVE"), named), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionNoop), Check: tier("", 0)},
		{Config: config(hook("ACTIVE"), ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate), Check: tier("", 0)},
		{Config: config(hook("ACTIVE"), named), Check: tier("gold", 1)},
		{Config: config("", ""), Check: tier("", 0)},
	}})
	e.NoFailures(t)
}

// mint gets a token by client credentials and gives its claims.
func mint(t *testing.T, endpoint, clientID string) map[string]any {
	t.Helper()
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {"orders"}}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.SetBasicAuth(clientID, hookedClient)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var answer struct {
		Token string `json:"access_token"`
		Error string `json:"error_description"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(answer.Token, ".")
	if len(parts) != 3 {
		t.Fatalf("%d %s", resp.StatusCode, answer.Error)
	}
	text, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	claims := map[string]any{}
	if err := json.Unmarshal(text, &claims); err != nil {
		t.Fatal(err)
	}
	return claims
}

// Empty sets and an empty hook are the same as none, and settle: Okta takes
// them (recorded: rule_create_201 has scopes without a list).
func TestRule_emptyIsNone(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	none := map[string]any{
		"auth_server_id": "default", "policy_id": newPolicy(t, e, "empty"), "name": "empty", "grant_type_whitelist": []any{"client_credentials"},
		"scope_whitelist": []any{}, "group_whitelist": []any{}, "group_blacklist": []any{}, "user_whitelist": []any{}, "user_blacklist": []any{}, "inline_hook_id": "",
	}
	o := m.Create(typ, none)
	o.Refresh()
	if p := o.Plan(none); !p.Empty() {
		t.Errorf("the plan changes %q", p.Changed)
	}
	some := maps.Clone(none)
	some["scope_whitelist"], some["inline_hook_id"] = []any{"*"}, "calhook"
	o.Apply(some)
	o.Apply(none)
	o.Refresh()
	if p := o.Plan(none); !p.Empty() {
		t.Errorf("after a change the plan changes %q", p.Changed)
	}
}
