package appoauth_test

import (
	"maps"
	"net/http"
	"slices"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_okta_app_oauth"
	modulus  = "owfoXNHcAlAVpIO41840ZU2tZraLGw3yEr3xZvAti7oEZPUKCytk88IDgH7440JOuz8GC_D6vtduWOqnEt0j0_faJnhKHgfj7DTWBOCxzSdjrM-Uyj6-e_XLFvZXzYsQvt52PnBJUV15G1W9QTjlghT_pFrW0xrTtbO1c281u1HJdPd5BeIyPb0pGbciySlx53OqGyxrAxPAt5P5h-n36HJkVsSQtNvgptLyOwWYkX50lgnh2szbJ0_O581bqkNBy9uqlnVeK1RZDQUl4mk8roWYhsx_JOgjpC3YyeXA6hHsT5xWZos_gNx98AHivNaAjzIzvyVItX2-hP0Aoscfff"
)

// key is an RSA key of a configuration.
func key(kid string) map[string]any {
	return map[string]any{"kid": kid, "kty": "RSA", "e": "AQAB", "n": modulus}
}

// full has every argument that goes together.
func full() map[string]any {
	return map[string]any{
		"label": "Card", "type": "web", "status": "ACTIVE", "profile": `{"team":"cards"}`, "implicit_assignment": true,
		"admin_note": "Owned by cards", "enduser_note": "Call 42", "accessibility_self_service": true,
		"accessibility_error_redirect_url": "https://card.example.com/error", "accessibility_login_redirect_url": "https://card.example.com/login",
		"app_links_json": `{"oidc_client_link":false}`, "app_settings_json": `{"a":"b"}`,
		"auto_launch": true, "auto_submit_toolbar": true, "hide_ios": false, "hide_web": false,
		"user_name_template": "user.login", "user_name_template_type": "CUSTOM", "user_name_template_suffix": "@x", "user_name_template_push_status": "PUSH",
		"token_endpoint_auth_method": "client_secret_post", "auto_key_rotation": false, "pkce_required": true, "dpop_bound_access_tokens": true,
		"jwks":                       []any{key("one")},
		"request_object_signing_alg": "RS256", "id_token_encrypted_response_alg": "RSA-OAEP-256", "subject_type": "pairwise", "sector_identifier_uri": "https://card.example.com/sector",
		"groups_claim": map[string]any{"name": "groups", "type": "FILTER", "filter_type": "STARTS_WITH", "value": "team-"},
		"network":      map[string]any{"connection": "ZONE", "include": []any{"nzo1", "nzo2"}, "exclude": []any{"nzo3"}},
		"grant_types":  []any{"authorization_code", "refresh_token", "implicit", "urn:openid:params:grant-type:ciba"}, "response_types": []any{"code", "id_token"},
		"redirect_uris": []any{"https://card.example.com/callback", "https://*.example.com/callback"}, "post_logout_redirect_uris": []any{"https://card.example.com/out"},
		"wildcard_redirect": "SUBDOMAIN", "login_uri": "https://card.example.com/start", "login_mode": "OKTA", "login_scopes": []any{"openid", "email"},
		"consent_method": "REQUIRED", "issuer_mode": "DYNAMIC", "refresh_token_rotation": "ROTATE", "refresh_token_leeway": 20,
		"client_uri": "https://card.example.com", "logo_uri": "https://card.example.com/logo.png", "policy_uri": "https://card.example.com/policy", "tos_uri": "https://card.example.com/tos",
		"participate_slo": true, "frontchannel_logout_uri": "https://card.example.com/bye", "frontchannel_logout_session_required": true,
		"backchannel_custom_authenticator_id": "aut1ab2cd3ef4gh5ij6k", "backchannel_token_delivery_mode": "poll", "backchannel_authentication_request_signing_alg": "RS256",
	}
}

func settings(members map[string]any) map[string]any {
	return map[string]any{"settings": map[string]any{"oauthClient": members}}
}

func credentials(members map[string]any) map[string]any {
	return map[string]any{"credentials": map[string]any{"oauthClient": members}}
}

// set is the edits of a setting that is a plain value: another one, none, and
// one where the configuration has none.
func set(argument string, wrap func(map[string]any) map[string]any, member string, other any) []acctest.Edit {
	return []acctest.Edit{
		{Patch: wrap(map[string]any{member: other})},
		{Patch: wrap(map[string]any{member: nil})},
		{Patch: wrap(map[string]any{member: other}), With: map[string]any{argument: nil}},
	}
}

func under(path ...string) func(map[string]any) map[string]any {
	return func(members map[string]any) map[string]any {
		out := members
		for _, name := range slices.Backward(path) {
			out = map[string]any{name: out}
		}
		return out
	}
}

// #2732, #2840 and the rest of "perpetual diffs": every argument is read back.
func TestApp_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	edits := map[string][]acctest.Edit{
		"label":                            {{Patch: map[string]any{"label": "Other"}}},
		"profile":                          set("profile", under(), "profile", map[string]any{"team": "other"}),
		"implicit_assignment":              set("implicit_assignment", under("settings"), "implicitAssignment", false)[:1],
		"admin_note":                       set("admin_note", under("settings", "notes"), "admin", "Other"),
		"enduser_note":                     set("enduser_note", under("settings", "notes"), "enduser", "Other"),
		"accessibility_self_service":       set("accessibility_self_service", under("accessibility"), "selfService", false)[:2],
		"accessibility_error_redirect_url": set("accessibility_error_redirect_url", under("accessibility"), "errorRedirectUrl", "https://other.example.com"),
		"accessibility_login_redirect_url": set("accessibility_login_redirect_url", under("accessibility"), "loginRedirectUrl", "https://other.example.com"),
		"app_links_json":                   {{Patch: under("visibility")(map[string]any{"appLinks": map[string]any{"oidc_client_link": true}})}, {Patch: under("visibility")(map[string]any{"appLinks": map[string]any{"oidc_client_link": false}}), With: map[string]any{"app_links_json": nil}}},
		"app_settings_json":                {{Patch: under("settings", "app")(map[string]any{"a": "c"})}, {Patch: under("settings", "app")(map[string]any{"a": nil})}},
		"auto_launch":                      set("auto_launch", under("visibility"), "autoLaunch", false)[:2],
		"auto_submit_toolbar":              set("auto_submit_toolbar", under("visibility"), "autoSubmitToolbar", false)[:2],
		"hide_ios":                         {{Patch: under("visibility", "hide")(map[string]any{"iOS": true})}, {Patch: under("visibility", "hide")(map[string]any{"iOS": false}), With: map[string]any{"hide_ios": nil}}},
		"hide_web":                         {{Patch: under("visibility", "hide")(map[string]any{"web": true})}, {Patch: under("visibility", "hide")(map[string]any{"web": false}), With: map[string]any{"hide_web": nil}}},
		"user_name_template":               set("user_name_template", under("credentials", "userNameTemplate"), "template", "user.email"),
		"user_name_template_type":          set("user_name_template_type", under("credentials", "userNameTemplate"), "type", "NONE"),
		"user_name_template_suffix":        set("user_name_template_suffix", under("credentials", "userNameTemplate"), "userSuffix", "@y"),
		"user_name_template_push_status":   set("user_name_template_push_status", under("credentials", "userNameTemplate"), "pushStatus", "DONT_PUSH"),
		"token_endpoint_auth_method":       set("token_endpoint_auth_method", credentials, "token_endpoint_auth_method", "client_secret_jwt"),
		"auto_key_rotation":                set("auto_key_rotation", credentials, "autoKeyRotation", true)[:2],
		// #2732: a drift of pkce_required was not shown.
		"pkce_required":            {{Patch: credentials(map[string]any{"pkce_required": false})}, {Patch: credentials(map[string]any{"pkce_required": true}), With: map[string]any{"pkce_required": nil}}},
		"dpop_bound_access_tokens": set("dpop_bound_access_tokens", settings, "dpop_bound_access_tokens", false)[:2],
		"jwks": append(curves(func(keys []any) map[string]any { return settings(map[string]any{"jwks": map[string]any{"keys": keys}}) }), []acctest.Edit{
			{Patch: settings(map[string]any{"jwks": map[string]any{"keys": []any{key("two")}}})},
			{Patch: settings(map[string]any{"jwks": nil})},
			{Patch: settings(map[string]any{"jwks": map[string]any{"keys": []any{key("one"), key("two")}}})},
			{Patch: settings(map[string]any{"jwks": map[string]any{"keys": []any{map[string]any{"kid": "one", "kty": "RSA", "e": "AQAB", "n": modulus, "use": "enc"}}}})},
			{Patch: settings(map[string]any{"jwks": map[string]any{"keys": []any{map[string]any{"kid": "one", "kty": "RSA", "e": "AQAB", "n": modulus, "status": "INACTIVE"}}}})},
		}...),
		"jwks_uri":                             {{Patch: settings(map[string]any{"jwks": nil, "jwks_uri": "https://other.example.com/keys"}), With: map[string]any{"jwks": nil, "jwks_uri": "https://card.example.com/keys"}}, {Patch: settings(map[string]any{"jwks_uri": nil}), With: map[string]any{"jwks": nil, "jwks_uri": "https://card.example.com/keys"}}},
		"request_object_signing_alg":           set("request_object_signing_alg", settings, "request_object_signing_alg", "ES256"),
		"id_token_encrypted_response_alg":      set("id_token_encrypted_response_alg", settings, "id_token_encrypted_response_alg", "RSA-OAEP-512"),
		"subject_type":                         set("subject_type", settings, "subject_type", "public"),
		"sector_identifier_uri":                set("sector_identifier_uri", settings, "sector_identifier_uri", "https://other.example.com"),
		"network.connection":                   {{Patch: settings(map[string]any{"network": map[string]any{"connection": "ANYWHERE"}})}},
		"network.include":                      {{Patch: settings(map[string]any{"network": map[string]any{"include": []any{"nzo1"}}})}, {Patch: settings(map[string]any{"network": map[string]any{"include": nil}})}},
		"network.exclude":                      {{Patch: settings(map[string]any{"network": map[string]any{"exclude": []any{"nzo9"}}})}, {Patch: settings(map[string]any{"network": map[string]any{"exclude": nil}})}},
		"grant_types":                          {{Patch: settings(map[string]any{"grant_types": []any{"authorization_code", "refresh_token", "urn:openid:params:grant-type:ciba", "implicit", "client_credentials"}})}},
		"response_types":                       {{Patch: settings(map[string]any{"response_types": []any{"code", "id_token", "token"}})}, {Patch: settings(map[string]any{"response_types": []any{"code", "id_token"}}), With: map[string]any{"response_types": nil}}},
		"redirect_uris":                        {{Patch: settings(map[string]any{"redirect_uris": []any{"https://card.example.com/callback"}})}},
		"post_logout_redirect_uris":            set("post_logout_redirect_uris", settings, "post_logout_redirect_uris", []any{"https://other.example.com"}),
		"wildcard_redirect":                    {{Patch: settings(map[string]any{"wildcard_redirect": "DISABLED"}), With: map[string]any{"redirect_uris": []any{"https://card.example.com/callback"}}}},
		"login_uri":                            {{Patch: settings(map[string]any{"initiate_login_uri": "https://other.example.com"})}, {Patch: settings(map[string]any{"initiate_login_uri": "https://other.example.com"}), With: map[string]any{"login_uri": nil, "login_mode": nil}}},
		"login_mode":                           {{Patch: settings(map[string]any{"idp_initiated_login": map[string]any{"mode": "SPEC"}})}, {Patch: settings(map[string]any{"idp_initiated_login": map[string]any{"mode": "SPEC"}}), With: map[string]any{"login_mode": nil}}},
		"login_scopes":                         {{Patch: settings(map[string]any{"idp_initiated_login": map[string]any{"default_scope": []any{"openid"}}})}, {Patch: settings(map[string]any{"idp_initiated_login": map[string]any{"default_scope": []any{}}})}},
		"consent_method":                       set("consent_method", settings, "consent_method", "TRUSTED")[:2],
		"issuer_mode":                          set("issuer_mode", settings, "issuer_mode", "CUSTOM_URL"),
		"refresh_token_rotation":               {{Patch: settings(map[string]any{"refresh_token": map[string]any{"rotation_type": "ROTATE"}}), With: map[string]any{"refresh_token_rotation": nil, "refresh_token_leeway": nil}, Also: []string{"refresh_token_leeway"}}, {Patch: settings(map[string]any{"refresh_token": map[string]any{"rotation_type": "STATIC"}})}},
		"refresh_token_leeway":                 {{Patch: settings(map[string]any{"refresh_token": map[string]any{"leeway": 5}})}, {Patch: settings(map[string]any{"refresh_token": map[string]any{"leeway": 5}}), With: map[string]any{"refresh_token_leeway": nil}}},
		"client_uri":                           set("client_uri", settings, "client_uri", "https://other.example.com"),
		"logo_uri":                             set("logo_uri", settings, "logo_uri", "https://other.example.com"),
		"policy_uri":                           set("policy_uri", settings, "policy_uri", "https://other.example.com"),
		"tos_uri":                              set("tos_uri", settings, "tos_uri", "https://other.example.com"),
		"participate_slo":                      set("participate_slo", settings, "participate_slo", false)[:2],
		"frontchannel_logout_uri":              set("frontchannel_logout_uri", settings, "frontchannel_logout_uri", "https://other.example.com"),
		"frontchannel_logout_session_required": set("frontchannel_logout_session_required", settings, "frontchannel_logout_session_required", false)[:2],
		"backchannel_custom_authenticator_id":  set("backchannel_custom_authenticator_id", settings, "backchannel_custom_authenticator_id", "aut2ab2cd3ef4gh5ij6k"),
		"backchannel_token_delivery_mode":      {{Patch: settings(map[string]any{"backchannel_token_delivery_mode": "ping"})}, {Patch: settings(map[string]any{"backchannel_token_delivery_mode": "ping"}), With: map[string]any{"backchannel_token_delivery_mode": nil}}},
		"backchannel_authentication_request_signing_alg": set("backchannel_authentication_request_signing_alg", settings, "backchannel_authentication_request_signing_alg", "ES256"),
		"status": {
			{Do: act("deactivate")},
			{Do: act("activate"), With: map[string]any{"status": "INACTIVE"}},
			{Do: act("deactivate"), With: map[string]any{"status": nil}},
		},
		"authentication_policy": {{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPut, "okta:/api/v1/apps/"+o.Text("id")+"/policies/"+policy(t, e, "Okta Dashboard"), nil)
		}, With: map[string]any{"authentication_policy": policy(t, e, "Okta Admin Console")}}},
	}
	// A flag that the configuration leaves out has a default to go back to.
	for argument, patch := range map[string]map[string]any{
		"implicit_assignment":                  under("settings")(map[string]any{"implicitAssignment": true}),
		"accessibility_self_service":           under("accessibility")(map[string]any{"selfService": true}),
		"auto_launch":                          under("visibility")(map[string]any{"autoLaunch": true}),
		"auto_submit_toolbar":                  under("visibility")(map[string]any{"autoSubmitToolbar": true}),
		"auto_key_rotation":                    credentials(map[string]any{"autoKeyRotation": false}),
		"dpop_bound_access_tokens":             settings(map[string]any{"dpop_bound_access_tokens": true}),
		"consent_method":                       settings(map[string]any{"consent_method": "REQUIRED"}),
		"participate_slo":                      settings(map[string]any{"participate_slo": true}),
		"frontchannel_logout_session_required": settings(map[string]any{"frontchannel_logout_session_required": true}),
	} {
		edits[argument] = append(edits[argument], acctest.Edit{Patch: patch, With: map[string]any{argument: nil}})
	}
	for member, claim := range map[string]map[string]any{
		"name": {"name": "teams"}, "type": {"valueType": "EXPRESSION"}, "filter_type": {"groupFilterType": "REGEX"}, "value": {"value": "squad-"},
	} {
		edits["groups_claim."+member] = []acctest.Edit{{Do: claims(claim)}}
	}
	acctest.Drift{
		Type: typeName, Config: full(), Edits: edits,
		Path: func(o *acctest.Managed) string { return "okta:/api/v1/apps/" + o.Text("id") },
		Except: map[string]string{
			"type":                           "Okta cannot change an app's type; another one is another app",
			"preconfigured_app":              "an app's kind cannot change",
			"client_id":                      "Okta: \"immutable\"",
			"store_client_secret":            "it is about the state, not about Okta",
			"client_basic_secret":            "GET never shows the secret",
			"client_basic_secret_wo":         "GET never shows the secret, and the state has none to compare",
			"client_basic_secret_wo_version": "it is about the state, not about Okta",
		},
	}.Run(t, e)
}

// claims changes the groups claim by hand as Okta's console does; nil takes it away.
func claims(change map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
	return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
		t.Helper()
		claim := map[string]any{"issuerMode": "ORG_URL"}
		if change != nil {
			maps.Copy(claim, map[string]any{"name": "groups", "valueType": "GROUPS", "groupFilterType": "STARTS_WITH", "value": "team-"})
			maps.Copy(claim, change)
		}
		e.ByHand(t, http.MethodPost, "okta:/api/v1/internal/apps/"+o.Text("id")+"/settings/oauth/idToken", claim)
	}
}

func act(verb string) func(*testing.T, *acctest.Env, *acctest.Managed) {
	return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
		t.Helper()
		e.ByHand(t, http.MethodPost, "okta:/api/v1/apps/"+o.Text("id")+"/lifecycle/"+verb, nil)
	}
}

// policy is the identifier of an authentication policy.
func policy(t *testing.T, e *acctest.Env, name string) string {
	t.Helper()
	all, _ := e.ByHand(t, http.MethodGet, "okta:/api/v1/policies?type=ACCESS_POLICY", nil).([]any)
	for _, p := range all {
		if p, _ := p.(map[string]any); p["name"] == name {
			id, _ := p["id"].(string)
			return id
		}
	}
	t.Fatalf("no policy %q", name)
	return ""
}

// ec is a public key on a curve, with these members changed.
func ec(change map[string]any) map[string]any {
	k := map[string]any{
		"kid": "curve", "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256",
		"x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
	}
	maps.Copy(k, change)
	return k
}

// curves are edits of each member of such a key that Okta tells: not of the curve.
func curves(patch func([]any) map[string]any) []acctest.Edit {
	var out []acctest.Edit
	for name, value := range map[string]any{
		"use": "enc", "alg": "ES384", "x": "gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0", "y": "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps", "status": "INACTIVE",
	} {
		out = append(out, acctest.Edit{With: map[string]any{"jwks": []any{ec(nil)}}, Patch: patch([]any{ec(map[string]any{name: value})})})
	}
	return out
}
