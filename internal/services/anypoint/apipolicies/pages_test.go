package apipolicies_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
)

// What MuleSoft's pages on policies have, and MuleSoft's own provider otherwise
// or not at all.

// TestPages_defaults: what is left out is sent with the default of the page. For
// a token, 10 are seconds.
func TestPages_defaults(t *testing.T) {
	t.Parallel()
	const inbound, outbound = "POST " + items, "POST /apimanager/xapi/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/policies/outbound-policies"
	for name, c := range map[string]struct {
		post          string
		configuration map[string]any
		key, want     string
	}{
		"credential_injection_oauth2": {outbound, map[string]any{"oauth_service": "https://example.okta.com/token", "client_id": "card", "client_secret": "secret"}, "tokenFetchTimeout", "10"},
		"native_ext_proc":             {inbound, map[string]any{"uri": "h2://processor.example.com:9091"}, "allowModeOverride", "true"},
		"spec_validation":             {inbound, map[string]any{}, "blockOperation", "true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, api := world(t)
			e.Machine(t).Create("gatehouse_anypoint_api_policy_"+name, of(api, c.configuration))
			if got := fmt.Sprint(e.LastBody(t, c.post)["configurationData"].(map[string]any)[c.key]); got != c.want {
				t.Errorf("%s is %s, want %s", c.key, got, c.want)
			}
		})
	}
}

// TestPages_values: no warning about the values of the page, and one about the
// names that look as likely.
func TestPages_values(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	for _, c := range []struct {
		policy, argument string
		page, other      any
		more             map[string]any
	}{
		{"native_aws_lambda", "invocation_mode", "async", "asynchronous", map[string]any{"arn": "arn:aws:lambda:us-east-1:123456789012:function:cards", "payload_passthrough": true, "authentication_mode": "default"}},
		{"native_aws_lambda", "authentication_mode", "static", "static_credentials", map[string]any{"arn": "arn:aws:lambda:us-east-1:123456789012:function:cards", "payload_passthrough": true, "invocation_mode": "sync"}},
		{"injection_protection", "built_in_protections", []any{"sql", "xss"}, []any{"sql-injection"}, nil},
		{"dataweave_body_transformation", "request_flow", "onResponse", "response", map[string]any{"script": "payload"}},
	} {
		for value, warns := range map[*any]bool{&c.page: false, &c.other: true} {
			configuration := map[string]any{c.argument: *value}
			maps.Copy(configuration, c.more)
			errs, warnings := m.Validate("gatehouse_anypoint_api_policy_"+c.policy, of(api, configuration)), m.Warnings("gatehouse_anypoint_api_policy_"+c.policy, of(api, configuration))
			if errs != "" || strings.Contains(warnings, c.argument) != warns {
				t.Errorf("%s %s = %v: errors %q, warnings %q", c.policy, c.argument, *value, errs, warnings)
			}
		}
	}
}

// TestPages_modes: the modes of external processing are not held to Envoy's
// spelling, which refused those of the page, nor to the page's.
func TestPages_modes(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	for _, mode := range []string{"send", "SEND"} {
		config := of(api, map[string]any{"uri": "h2://processor.example.com:9091", "request_header_mode": mode})
		if errs, warnings := m.Validate("gatehouse_anypoint_api_policy_native_ext_proc", config), m.Warnings("gatehouse_anypoint_api_policy_native_ext_proc", config); errs+warnings != "" {
			t.Errorf("%s: %s%s", mode, errs, warnings)
		}
	}
}

// TestPages_case: a value in another case is refused where the platform is known
// to refuse it, and else doubted.
func TestPages_case(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	jwt := map[string]any{"jwt_origin": "httpBearerAuthenticationHeader", "jwt_key_origin": "jwks", "signing_method": "RSA"}
	for policy, c := range map[string]struct {
		configuration   map[string]any
		refused, doubts string
	}{
		"jwt_validation":                         {jwt, "", `Write it as "rsa"`},
		"openidconnect_access_token_enforcement": {map[string]any{"scope_validation_criteria": "or"}, `Write it as "OR"`, ""},
	} {
		config := of(api, c.configuration)
		errs, warnings := m.Validate("gatehouse_anypoint_api_policy_"+policy, config), m.Warnings("gatehouse_anypoint_api_policy_"+policy, config)
		if (errs != "") != (c.refused != "") || !strings.Contains(errs, c.refused) || !strings.Contains(warnings, c.doubts) {
			t.Errorf("%s: errors %q, warnings %q", policy, errs, warnings)
		}
	}
}
