package provider_test

import (
	"maps"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// filled are values of arguments that take no address.
var filled = map[string]string{
	"request_object_signing_alg": "RS256", "id_token_encrypted_response_alg": "RSA-OAEP-256", "backchannel_authentication_request_signing_alg": "RS256",
	"user_name_template_push_status": "PUSH", "subject_type": "pairwise", "backchannel_custom_authenticator_id": "aut0123456789abcdefg",
}

// TestEmptyTexts: people write description = "" (recorded in group_create_200),
// and Okta takes it for none. It settles, and so does taking it away.
func TestEmptyTexts(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for typ, test := range map[string]struct {
		base  map[string]any
		texts []string
	}{
		"gatehouse_okta_group":             {map[string]any{"name": "operators"}, []string{"description"}},
		"gatehouse_okta_auth_server":       {map[string]any{"name": "cards", "audiences": []any{"api://cards"}}, []string{"description"}},
		"gatehouse_okta_auth_server_scope": {map[string]any{"auth_server_id": "default", "name": "cards.read"}, []string{"description", "display_name"}},
		"gatehouse_okta_app_oauth": {
			map[string]any{"label": "Card", "type": "web", "redirect_uris": []any{"https://a.example.com/cb"}},
			[]string{
				"admin_note", "enduser_note", "client_uri", "logo_uri", "policy_uri", "tos_uri", "login_uri", "jwks_uri", "frontchannel_logout_uri", "user_name_template_suffix",
				"accessibility_error_redirect_url", "accessibility_login_redirect_url", "sector_identifier_uri", "request_object_signing_alg", "id_token_encrypted_response_alg",
				"user_name_template_push_status", "subject_type", "backchannel_custom_authenticator_id", "backchannel_authentication_request_signing_alg",
			},
		},
		"gatehouse_okta_oauth_client": {
			map[string]any{"client_name": "Card", "redirect_uris": []any{"https://a.example.com/cb"}},
			[]string{
				"client_uri", "logo_uri", "policy_uri", "tos_uri", "initiate_login_uri", "jwks_uri", "frontchannel_logout_uri",
				"request_object_signing_alg", "id_token_encrypted_response_alg",
			},
		},
	} {
		for _, text := range test.texts {
			config := maps.Clone(test.base)
			config[text] = ""
			o := m.Create(typ, config)
			o.Refresh()
			if p := o.Plan(config); !p.Empty() || len(p.Warnings) > 0 {
				t.Errorf("%s: %s = \"\": the plan changes %v, warnings %v", typ, text, p.Changed, p.Warnings)
			}
			config[text] = filled[text]
			if filled[text] == "" {
				config[text] = "https://b.example.com"
			}
			o.Apply(config)
			if o.Text(text) != config[text] {
				t.Errorf("%s: %s is %q after %q", typ, text, o.Text(text), config[text])
			}
			config[text] = ""
			o.Apply(config)
			o.Refresh()
			if p := o.Plan(config); !p.Empty() || o.Text(text) != "" {
				t.Errorf("%s: %s cleared by \"\": the plan changes %v, the state has %q", typ, text, p.Changed, o.Text(text))
			}
			o.Destroy()
		}
	}
}
