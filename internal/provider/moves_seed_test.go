package provider_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// movesFiles are states of the official Okta provider 6.12.0. The first was
// written by that provider itself, on this project's simulator; only its secrets
// are redacted. The second was composed from the provider's published schema: the
// types and the blocks that the first lacks.
var movesFiles = []string{"testdata/moves/written.json", "testdata/moves/composed.json"}

// source is an object in one of these states.
type source struct {
	Type, Name string
	Attributes map[string]any
}

func (s source) text(name string) string {
	v, _ := s.Attributes[name].(string)
	return v
}

// filled are the attributes that have a value.
func (s source) filled() map[string]any {
	out := map[string]any{}
	for name, v := range s.Attributes {
		if v != nil && v != "" {
			out[name] = v
		}
	}
	return out
}

func sourcesOf(t *testing.T, state []byte) []source {
	t.Helper()
	var in struct {
		Resources []struct {
			Type      string `json:"type"`
			Name      string `json:"name"`
			Instances []struct {
				Attributes map[string]any `json:"attributes"`
			} `json:"instances"`
		} `json:"resources"`
	}
	if err := json.Unmarshal(state, &in); err != nil {
		t.Fatal(err)
	}
	var out []source
	for _, r := range in.Resources {
		out = append(out, source{r.Type, r.Name, r.Instances[0].Attributes})
	}
	return out
}

// planters make the objects of a state by hand, as its own provider would have
// made them, and give their identifiers; parents come first. An object without
// an identifier of its own gives "".
var planters = []struct {
	from  string
	plant func(p *plot, s source) string
}{
	{"okta_group", func(p *plot, s source) string {
		return p.post("groups", map[string]any{"profile": map[string]any{"name": s.text("name"), "description": s.text("description")}})
	}},
	{"okta_group_rule", plantGroupRule},
	{"okta_trusted_origin", func(p *plot, s source) string {
		scopes := []any{}
		for _, scope := range list(s.Attributes["scopes"]) {
			scopes = append(scopes, map[string]any{"type": scope})
		}
		return p.post("trustedOrigins", map[string]any{"name": s.text("name"), "origin": s.text("origin"), "scopes": scopes})
	}},
	{"okta_inline_hook", plantHook},
	{"okta_app_oauth", plantApp},
	{"okta_app_group_assignment", func(p *plot, s source) string {
		p.send(http.MethodPut, "apps/"+s.text("app_id")+"/groups/"+s.text("group_id"), map[string]any{"priority": s.Attributes["priority"]})
		return ""
	}},
	{"okta_app_group_assignments", func(p *plot, s source) string {
		for _, g := range list(s.Attributes["group"]) {
			g, _ := g.(map[string]any)
			p.send(http.MethodPut, fmt.Sprintf("apps/%s/groups/%s", s.text("app_id"), g["id"]), map[string]any{"priority": g["priority"]})
		}
		return ""
	}},
	{"okta_app_user", func(p *plot, s source) string {
		id := p.post("users", map[string]any{"profile": map[string]any{"login": s.text("username"), "firstName": "Grace", "lastName": "Hopper"}})
		p.post("apps/"+s.text("app_id")+"/users", map[string]any{"id": id, "scope": "USER"})
		return id
	}},
	{"okta_app_access_policy_assignment", func(p *plot, s source) string {
		p.send(http.MethodPut, "apps/"+s.text("app_id")+"/policies/"+s.text("policy_id"), nil)
		return ""
	}},
	{"okta_app_oauth_api_scope", func(p *plot, s source) string {
		for _, scope := range list(s.Attributes["scopes"]) {
			p.send(http.MethodPost, "apps/"+s.text("app_id")+"/grants", map[string]any{"issuer": p.e.Var("OKTA_ORG_URL"), "scopeId": scope})
		}
		return ""
	}},
	{"okta_auth_server", func(p *plot, s source) string {
		return p.post("authorizationServers", map[string]any{
			"name": s.text("name"), "description": s.text("description"), "audiences": s.Attributes["audiences"], "issuerMode": s.text("issuer_mode"),
		})
	}},
	{"okta_auth_server_default", func(p *plot, _ source) string {
		return p.send(http.MethodGet, "authorizationServers/default", nil)
	}},
	{"okta_trusted_server", func(p *plot, s source) string {
		p.post("authorizationServers/"+s.text("auth_server_id")+"/associatedServers", map[string]any{"trusted": s.Attributes["trusted"]})
		return ""
	}},
	{"okta_auth_server_scope", func(p *plot, s source) string {
		return p.post("authorizationServers/"+s.text("auth_server_id")+"/scopes", map[string]any{
			"name": s.text("name"), "description": s.text("description"), "consent": s.text("consent"), "metadataPublish": s.text("metadata_publish"),
		})
	}},
	{"okta_auth_server_claim", plantClaim},
	{"okta_auth_server_claim_default", func(p *plot, s source) string {
		all, _ := p.e.ByHand(p.t, http.MethodGet, "okta:/api/v1/authorizationServers/"+s.text("auth_server_id")+"/claims", nil).([]any)
		for _, c := range all {
			if c, _ := c.(map[string]any); c["name"] == s.text("name") {
				return fmt.Sprint(c["id"])
			}
		}
		p.t.Fatalf("the server has no claim %q", s.text("name"))
		return ""
	}},
	{"okta_auth_server_policy", func(p *plot, s source) string {
		return p.post("authorizationServers/"+s.text("auth_server_id")+"/policies", map[string]any{
			"type": "OAUTH_AUTHORIZATION_POLICY", "name": s.text("name"), "description": s.text("description"), "priority": s.Attributes["priority"],
			"conditions": map[string]any{"clients": map[string]any{"include": s.Attributes["client_whitelist"]}},
		})
	}},
	{"okta_auth_server_policy_rule", plantPolicyRule},
}

// plantHook has the channel, the header and the further headers where Okta's
// API has them.
func plantHook(p *plot, s source) string {
	channel, _ := s.Attributes["channel"].(map[string]any)
	return p.post("inlineHooks", map[string]any{
		"name": s.text("name"), "type": s.text("type"), "version": s.text("version"),
		"channel": map[string]any{"type": channel["type"], "version": channel["version"], "config": map[string]any{
			"uri": channel["uri"], "method": channel["method"], "headers": s.Attributes["headers"], "authScheme": s.Attributes["auth"],
		}},
	})
}

func list(v any) []any {
	out, _ := v.([]any)
	return out
}

// plot is where objects are planted.
type plot struct {
	t *testing.T
	e *acctest.Env
	// answer is that to the last request, policy what the last app is under.
	answer map[string]any
	policy string
}

func (p *plot) send(method, path string, body any) string {
	p.t.Helper()
	p.answer, _ = p.e.ByHand(p.t, method, "okta:/api/v1/"+path, body).(map[string]any)
	id, _ := p.answer["id"].(string)
	return id
}

func (p *plot) post(path string, body any) string {
	p.t.Helper()
	return p.send(http.MethodPost, path, body)
}

// planted makes the objects of all states, and gives the states with the
// identifiers that the simulator gave.
func planted(t *testing.T, e *acctest.Env) [][]byte {
	t.Helper()
	states := make([][]byte, len(movesFiles))
	for i, file := range movesFiles {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		states[i] = bytes.ReplaceAll(text, []byte("https://127.0.0.1"), []byte(e.Var("OKTA_ORG_URL")))
	}
	n := 0
	for _, planter := range planters {
		for i := range states {
			// Each time anew: identifiers of parents have changed.
			for _, s := range sourcesOf(t, states[i]) {
				if s.Type != planter.from {
					continue
				}
				p := &plot{t: t, e: e}
				id := planter.plant(p, s)
				for j := range states {
					if id != "" {
						states[j] = bytes.ReplaceAll(states[j], []byte(s.text("id")), []byte(id))
					}
					if old := s.text("authentication_policy"); old != "" {
						states[j] = bytes.ReplaceAll(states[j], []byte(old), []byte(p.policy))
					}
				}
				n++
			}
		}
	}
	all := 0
	for _, state := range states {
		all += len(sourcesOf(t, state))
	}
	if n != all {
		t.Fatalf("%d of %d objects were planted: a type has no planter", n, all)
	}
	return states
}

func plantGroupRule(p *plot, s source) string {
	id := p.post("groups/rules", map[string]any{
		"type": "group_rule", "name": s.text("name"),
		"conditions": map[string]any{"expression": map[string]any{"type": s.text("expression_type"), "value": s.text("expression_value")}},
		"actions":    map[string]any{"assignUserToGroups": map[string]any{"groupIds": s.Attributes["group_assignments"]}},
	})
	p.post("groups/rules/"+id+"/lifecycle/activate", nil)
	return id
}

func plantClaim(p *plot, s source) string {
	body := map[string]any{
		"name": s.text("name"), "claimType": s.text("claim_type"), "valueType": s.text("value_type"), "value": s.text("value"), "status": s.text("status"),
		"alwaysIncludeInToken": s.Attributes["always_include_in_token"], "conditions": map[string]any{"scopes": list(s.Attributes["scopes"])},
	}
	if filter := s.text("group_filter_type"); filter != "" {
		body["group_filter_type"] = filter
	}
	return p.post("authorizationServers/"+s.text("auth_server_id")+"/claims", body)
}

func plantPolicyRule(p *plot, s source) string {
	include := func(name string) map[string]any { return map[string]any{"include": list(s.Attributes[name])} }
	return p.post("authorizationServers/"+s.text("auth_server_id")+"/policies/"+s.text("policy_id")+"/rules", map[string]any{
		"type": s.text("type"), "name": s.text("name"), "priority": s.Attributes["priority"],
		"conditions": map[string]any{
			"grantTypes": include("grant_type_whitelist"), "scopes": include("scope_whitelist"),
			"people": map[string]any{"groups": include("group_whitelist"), "users": include("user_whitelist")},
		},
		"actions": map[string]any{"token": map[string]any{
			"accessTokenLifetimeMinutes": s.Attributes["access_token_lifetime_minutes"], "refreshTokenLifetimeMinutes": s.Attributes["refresh_token_lifetime_minutes"],
			"refreshTokenWindowMinutes": s.Attributes["refresh_token_window_minutes"],
		}},
	})
}

func plantApp(p *plot, s source) string {
	a := s.filled()
	client := map[string]any{
		"application_type": a["type"], "grant_types": a["grant_types"], "response_types": a["response_types"], "consent_method": a["consent_method"],
		"issuer_mode": a["issuer_mode"], "wildcard_redirect": a["wildcard_redirect"], "idp_initiated_login": map[string]any{"mode": a["login_mode"]},
	}
	for name, from := range map[string]string{
		"redirect_uris": "redirect_uris", "post_logout_redirect_uris": "post_logout_redirect_uris", "initiate_login_uri": "login_uri",
	} {
		if v, ok := a[from]; ok {
			client[name] = v
		}
	}
	if slices.Contains(list(a["grant_types"]), any("refresh_token")) {
		client["refresh_token"] = map[string]any{"rotation_type": a["refresh_token_rotation"], "leeway": a["refresh_token_leeway"]}
	}
	for _, n := range list(a["network"]) {
		client["network"] = source{Attributes: n.(map[string]any)}.filled()
	}
	var keys []any
	for _, k := range list(a["jwks"]) {
		keys = append(keys, source{Attributes: k.(map[string]any)}.filled())
	}
	if keys != nil {
		client["jwks"] = map[string]any{"keys": keys}
	}
	credentials := map[string]any{
		"token_endpoint_auth_method": a["token_endpoint_auth_method"], "autoKeyRotation": a["auto_key_rotation"], "pkce_required": a["pkce_required"],
	}
	if secret, ok := a["client_basic_secret"]; ok {
		credentials["client_secret"] = secret
	}
	id := p.post("apps", map[string]any{
		"name": "oidc_client", "label": a["label"], "signOnMode": "OPENID_CONNECT",
		"visibility": map[string]any{"autoSubmitToolbar": a["auto_submit_toolbar"], "hide": map[string]any{"iOS": a["hide_ios"], "web": a["hide_web"]}},
		"credentials": map[string]any{
			"oauthClient":      credentials,
			"userNameTemplate": map[string]any{"template": a["user_name_template"], "type": a["user_name_template_type"]},
		},
		"settings": map[string]any{"oauthClient": client},
	})
	links, _ := p.answer["_links"].(map[string]any)
	link, _ := links["accessPolicy"].(map[string]any)
	href, _ := link["href"].(string)
	p.policy = href[strings.LastIndex(href, "/")+1:]
	for _, c := range list(a["groups_claim"]) {
		c, _ := c.(map[string]any)
		p.post("internal/apps/"+id+"/settings/oauth/idToken", map[string]any{
			"name": c["name"], "value": c["value"], "valueType": "GROUPS", "groupFilterType": c["filter_type"], "issuerMode": c["issuer_mode"],
		})
	}
	return id
}
