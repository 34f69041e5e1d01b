package inlinehook_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName  = "gatehouse_okta_inline_hook"
	address   = typeName + ".test"
	items     = "/api/v1/inlineHooks"
	tokenHook = "com.okta.oauth2.tokens.transform"
)

// A hook is created inactive, deactivated before it goes, and its secrets are
// in no state: what is imported has everything else.
func TestHook_lifecycle(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	config := func(status, version string) string {
		return e.Provider + `
resource "gatehouse_okta_inline_hook" "test" {
  name   = "Claims"
  type   = "com.okta.oauth2.tokens.transform"
  status = "` + status + `"
  channel = {
    uri = "https://hooks.example.com/claims"
  }
  auth = {
    key              = "Authorization"
    value_wo         = "secret-` + version + `"
    value_wo_version = ` + version + `
  }
  headers = [{ key = "X-Team", value = "api" }]
}
`
	}
	versions := []string{"auth.%", "auth.value_wo_version"}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config("INACTIVE", "1"), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))}},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: versions},
		{Config: config("ACTIVE", "1"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{PreConfig: func() {
			if n := e.Count("PUT " + items + "/{inlineHookId}"); n != 0 {
				t.Errorf("%d replacements for a status", n)
			}
		}, Config: config("ACTIVE", "2"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	scheme, _ := json.Marshal(e.LastBody(t, "PUT "+items+"/{inlineHookId}")["channel"])
	if !strings.Contains(string(scheme), `"authScheme":{"key":"Authorization","type":"HEADER","value":"secret-2"}`) {
		t.Errorf("%s", scheme)
	}
	e.NoFailures(t)
}

func TestHook_drift(t *testing.T) {
	t.Parallel()
	act := func(verb string) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPost, "okta:"+items+"/"+o.Text("id")+"/lifecycle/"+verb, nil)
		}
	}
	config := func(members map[string]any) map[string]any {
		return map[string]any{"channel": map[string]any{"config": members}}
	}
	path := func(o *acctest.Managed) string { return "okta:" + items + "/" + o.Text("id") }
	const untold = "Okta does not tell secrets"
	const unset = "only Terraform knows it"
	const other = "an argument of the other test, with another type of channel"
	oauth := map[string]any{
		"uri": "https://hooks.example.com", "type": "OAUTH", "auth_type": "client_secret_post", "client_id": "0oa1", "token_url": "https://login.example.com/token", "scope": "hooks",
		"client_secret_wo": "oauth-secret", "client_secret_wo_version": 1,
	}
	with := func(name string, v any) map[string]any {
		c := maps.Clone(oauth)
		c[name] = v
		if v == nil {
			delete(c, name)
		}
		return map[string]any{"channel": c}
	}
	t.Run("HTTP", func(t *testing.T) {
		acctest.Drift{
			Type: typeName, Path: path,
			Config: map[string]any{
				"name": "Claims", "type": tokenHook, "version": "1.0.0", "status": "ACTIVE",
				"channel": map[string]any{"type": "HTTP", "version": "1.0.0", "uri": "https://hooks.example.com", "method": "POST"},
				"auth":    map[string]any{"type": "HEADER", "key": "Authorization", "value_wo": "http-secret", "value_wo_version": 1},
				"headers": []any{map[string]any{"key": "X-Team", "value": "api"}},
			},
			Edits: map[string][]acctest.Edit{
				"name":            {{Patch: map[string]any{"name": "Other"}}},
				"version":         {{Patch: map[string]any{"version": "1.0.1"}}, {Patch: map[string]any{"version": "1.0.1"}, With: map[string]any{"version": nil}}},
				"status":          {{Do: act("deactivate")}, {Do: act("deactivate"), With: map[string]any{"status": nil}}, {Do: act("activate"), With: map[string]any{"status": "INACTIVE"}}},
				"channel.uri":     {{Patch: config(map[string]any{"uri": "https://elsewhere.example.com"})}},
				"channel.method":  {{Patch: config(map[string]any{"method": "PUT"})}},
				"channel.version": {{Patch: map[string]any{"channel": map[string]any{"version": "1.0.1"}}}},
				"auth.key":        {{Patch: config(map[string]any{"authScheme": map[string]any{"key": "X-Key"}})}},
				"auth.type":       {{Patch: config(map[string]any{"authScheme": map[string]any{"type": "OTHER"}})}},
				"headers": {
					{Patch: config(map[string]any{"headers": []any{}})},
					{Patch: config(map[string]any{"headers": []any{map[string]any{"key": "X-Other", "value": "api"}}})},
					{Patch: config(map[string]any{"headers": []any{map[string]any{"key": "X-Team", "value": "web"}}})},
					{Patch: config(map[string]any{"headers": []any{map[string]any{"key": "X", "value": "y"}}}), With: map[string]any{"headers": nil}},
				},
			},
			Except: map[string]string{
				"type": "Okta never changes it", "auth.value": untold, "auth.value_wo": untold, "auth.value_wo_version": unset, "channel_json": "it excludes the others: TestHook_channelJSON",
				"channel.type": other, "channel.auth_type": other, "channel.client_id": other, "channel.token_url": other, "channel.scope": other, "channel.hook_key_id": other,
				"channel.client_secret": untold, "channel.client_secret_wo": untold, "channel.client_secret_wo_version": unset,
			},
		}.Run(t, acctest.Start(t))
	})
	t.Run("OAUTH", func(t *testing.T) {
		const elsewhere = "covered with a channel of the type HTTP"
		acctest.Drift{
			Type: typeName, Path: path,
			Config: map[string]any{"name": "Claims", "type": tokenHook, "channel": oauth},
			Edits: map[string][]acctest.Edit{
				"channel.type":      {{Patch: map[string]any{"channel": map[string]any{"type": "HTTP"}}}},
				"channel.auth_type": {{Patch: config(map[string]any{"authType": "private_key_jwt", "hookKeyId": "HKY1"}), Also: []string{"channel.hook_key_id"}}},
				"channel.client_id": {{Patch: config(map[string]any{"clientId": "0oa2"})}},
				"channel.token_url": {{Patch: config(map[string]any{"tokenUrl": "https://other.example.com"})}},
				"channel.scope":     {{Patch: config(map[string]any{"scope": "all"})}, {Patch: config(map[string]any{"scope": "all"}), With: with("scope", nil)}},
				"channel.hook_key_id": {{Patch: config(map[string]any{"hookKeyId": "HKY2"}), With: map[string]any{"channel": map[string]any{
					"uri": "https://hooks.example.com", "type": "OAUTH", "auth_type": "private_key_jwt", "client_id": "0oa1", "token_url": "https://login.example.com/token", "scope": "hooks", "hook_key_id": "HKY1",
				}}}},
			},
			Except: map[string]string{
				"name": elsewhere, "type": elsewhere, "version": elsewhere, "status": elsewhere, "channel.uri": elsewhere, "channel.method": elsewhere, "channel.version": elsewhere,
				"auth.key": elsewhere, "auth.type": elsewhere, "headers": elsewhere, "auth.value": elsewhere,
				"auth.value_wo": elsewhere, "auth.value_wo_version": elsewhere, "channel_json": elsewhere,
				"channel.client_secret": untold, "channel.client_secret_wo": untold, "channel.client_secret_wo_version": unset,
			},
		}.Run(t, acctest.Start(t))
	})
}
