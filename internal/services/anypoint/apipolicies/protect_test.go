package apipolicies_test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// call is a request to the protected API, and what comes back.
type call struct {
	name, method string // GET without one
	header       []string
	body         string
	status       int
	answers      map[string]string // headers of the answer; "" for absent
}

// TestPolicies_protect applies each policy that the gateway enforces by its
// resource, and calls the API: right calls pass, wrong ones do not.
func TestPolicies_protect(t *testing.T) {
	t.Parallel()
	const hmac = "0123456789abcdef0123456789abcdef"
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: []byte(hmac)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	token := func(claims map[string]any) []string {
		text, err := jwt.Signed(signer).Claims(claims).Serialize()
		if err != nil {
			t.Fatal(err)
		}
		return []string{"Authorization", "Bearer " + text}
	}
	basic := func(credentials string) []string {
		return []string{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte(credentials))}
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		good := r.FormValue("token") == "good" && r.Header.Get("Authorization") == "Basic aWQ6c2VjcmV0"
		_ = json.NewEncoder(w).Encode(map[string]any{"active": good, "scope": "read"})
	}))
	t.Cleanup(server.Close)
	// A Mule OAuth 2.0 provider says the scopes as a list.
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		scopes, known := map[string][]string{"good": {"READ", "WRITE"}, "poor": {"WRITE"}}[r.FormValue("access_token")]
		if !known || r.Method != http.MethodGet {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"uid": "john", "scope": scopes, "expires_in": 580, "token_type": "Bearer"})
	}))
	t.Cleanup(provider.Close)
	const client = "(the client id)"
	for name, c := range map[string]struct {
		configuration map[string]any
		calls         []call
	}{
		"http_basic_authentication": {
			map[string]any{"username": "ann", "password_wo": "pw", "password_wo_version": 1},
			[]call{{name: "right", header: basic("ann:pw"), status: 200}, {name: "wrong", header: basic("ann:x"), status: 401}, {name: "none", status: 401}},
		},
		"client_id_enforcement": {
			map[string]any{"client_id_expression": "#[attributes.headers['client_id']]"},
			[]call{{name: "right", header: []string{"client_id", client}, status: 200}, {name: "foreign", header: []string{"client_id", "x"}, status: 401}, {name: "none", status: 401}},
		},
		"jwt_validation": {
			map[string]any{
				"jwt_origin": "httpBearerAuthenticationHeader", "signing_method": "hmac", "signing_key_length": 256, "jwt_key_origin": "text",
				"text_key_wo": hmac, "text_key_wo_version": 1, "skip_client_id_validation": true, "validate_aud_claim": true, "supported_audiences": "api://cards",
				"validate_custom_claim": true, "mandatory_custom_claims": []any{map[string]any{"key": "zone", "value": "eu"}},
			},
			[]call{
				{name: "right", header: token(map[string]any{"aud": "api://cards", "zone": "eu"}), status: 200},
				{name: "foreign audience", header: token(map[string]any{"aud": "api://x", "zone": "eu"}), status: 401},
				{name: "wrong claim", header: token(map[string]any{"aud": "api://cards", "zone": "us"}), status: 401},
				{name: "none", status: 400},
			},
		},
		"oauth2_token_introspection": {
			map[string]any{
				"introspection_url": server.URL, "authorization_value_wo": "Basic aWQ6c2VjcmV0", "authorization_value_wo_version": 1,
				"skip_client_id_validation": true, "scopes": []any{"read", "write"}, "scope_validation_criteria": "OR",
			},
			[]call{{name: "right", header: []string{"Authorization", "Bearer good"}, status: 200}, {name: "unknown", header: []string{"Authorization", "Bearer x"}, status: 400}, {name: "none", status: 400}},
		},
		"external_oauth2_access_token_enforcement": {
			map[string]any{"token_url": provider.URL, "scopes": []any{"READ"}, "skip_client_id_validation": true, "authentication_timeout": 5000},
			[]call{
				{name: "right", header: []string{"Authorization", "Bearer good"}, status: 200},
				{name: "without the scope", header: []string{"Authorization", "Bearer poor"}, status: 403},
				{name: "unknown", header: []string{"Authorization", "Bearer x"}, status: 401},
				{name: "no bearer", header: []string{"Authorization", "good"}, status: 400},
				{name: "none", status: 400},
			},
		},
		"rate_limiting": {
			map[string]any{"rate_limits": []any{map[string]any{"maximum_requests": 1, "time_period_in_milliseconds": 60000}}, "expose_headers": true},
			[]call{{name: "first", status: 200, answers: map[string]string{"X-Ratelimit-Remaining": "0"}}, {name: "second", status: 429}},
		},
		"spike_control": {
			map[string]any{"maximum_requests": 1, "time_period_in_milliseconds": 5000, "delay_time_in_millis": 1, "delay_attempts": 1, "expose_headers": true},
			[]call{{name: "first", status: 200, answers: map[string]string{"X-Ratelimit-Limit": "1"}}, {name: "second", status: 429}},
		},
		"json_threat_protection": {
			map[string]any{"max_container_depth": 1},
			[]call{
				{name: "flat", method: "POST", header: []string{"Content-Type", "application/json"}, body: `{"a":1}`, status: 200},
				{name: "deep", method: "POST", header: []string{"Content-Type", "application/json"}, body: `{"a":{}}`, status: 400},
			},
		},
		"cors": {
			map[string]any{"public_resource": false, "origin_groups": []any{map[string]any{
				"name": "apps", "origins": []any{"https://app.example.com"}, "headers": []any{"content-type"}, "access_control_max_age": 60,
				"allowed_methods": []any{map[string]any{"method_name": "GET", "is_allowed": true}},
			}}},
			[]call{
				{name: "allowed", header: []string{"Origin", "https://app.example.com"}, status: 200, answers: map[string]string{"Access-Control-Allow-Origin": "https://app.example.com"}},
				{name: "foreign", header: []string{"Origin", "https://x.example.com"}, status: 200, answers: map[string]string{"Access-Control-Allow-Origin": ""}},
			},
		},
		"ip_allowlist": {
			map[string]any{"ip_expression": "#[attributes.headers['x-forwarded-for']]", "ips": []any{"10.0.0.0/8"}},
			[]call{{name: "inside", header: []string{"X-Forwarded-For", "10.1.2.3"}, status: 200}, {name: "outside", header: []string{"X-Forwarded-For", "11.1.2.3"}, status: 403}},
		},
		"ip_blocklist": {
			map[string]any{"ip_expression": "#[attributes.headers['x-forwarded-for']]", "ips": []any{"10.0.0.0/8"}},
			[]call{{name: "inside", header: []string{"X-Forwarded-For", "10.1.2.3"}, status: 403}, {name: "outside", header: []string{"X-Forwarded-For", "11.1.2.3"}, status: 200}},
		},
		"header_injection": {
			map[string]any{"outbound_headers": []any{map[string]any{"key": "X-Zone", "value": "eu"}}},
			[]call{{name: "answer", status: 200, answers: map[string]string{"X-Zone": "eu"}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, api := world(t)
			e.Sim.Gateway.Poll = 0
			id := approved(t, e, api)
			config := of(api, c.configuration)
			o := e.Machine(t).Create("gatehouse_anypoint_api_policy_"+name, config)
			if p := o.Plan(config); p.Errors != "" || !p.Empty() {
				t.Errorf("after the creation the plan changes %v %s", p.Changed, p.Errors)
			}
			for _, request := range c.calls {
				request.header = slices.Clone(request.header)
				for i, v := range request.header {
					request.header[i] = strings.ReplaceAll(v, client, id)
				}
				request.check(t, e.Var("GATEWAY_URL")+"/card")
			}
			o.Destroy()
			if last := c.calls[len(c.calls)-1]; last.status != 200 {
				last.name, last.status, last.answers = "after the policy is gone: "+last.name, 200, nil
				last.check(t, e.Var("GATEWAY_URL")+"/card")
			}
		})
	}
}

func (c call) check(t *testing.T, address string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), c.method, address, strings.NewReader(c.body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(c.header); i += 2 {
		r.Header.Set(c.header[i], c.header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != c.status {
		t.Errorf("%s: %d, not %d: %s", c.name, answer.StatusCode, c.status, body)
	}
	for name, want := range c.answers {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s: %s is %q, not %q", c.name, name, got, want)
		}
	}
}

// approved makes an application with a contract on an API, and returns its client id.
func approved(t *testing.T, e *acctest.Env, api string) string {
	t.Helper()
	app := e.GivenApplication(t, "shop", api)
	id := json.Number(app)
	e.ByHand(t, http.MethodPost, e.APIs()+"/"+api+"/contracts", map[string]any{"applicationId": id})
	got, _ := e.ByHand(t, http.MethodGet, e.Organization("exchange/api/v2")+"/applications/"+app, nil).(map[string]any)
	client, _ := got["clientId"].(string)
	if client == "" {
		t.Fatalf("the application has no client id: %v", got)
	}
	return client
}
