package clientprovider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// asObject is the members of extra or extra_wo; nil while they are unknown, and
// where there is none.
func asObject(v types.Dynamic) map[string]any {
	raw, _ := tf.JSON(v)
	m, _ := raw.(map[string]any)
	return m
}

// together lays objects over one another, member by member, without touching them.
func together(objects ...map[string]any) map[string]any {
	var out map[string]any
	for _, o := range objects {
		for k, v := range o {
			if out == nil {
				out = map[string]any{}
			}
			inner, isObject := v.(map[string]any)
			if old, both := out[k].(map[string]any); isObject && both {
				out[k] = together(old, inner)
			} else {
				out[k] = v
			}
		}
	}
	return out
}

// observed is what the platform shows of the members that were given. One that
// it does not show, or masks, is taken to be there: secrets are like that.
func observed(have, given any) any {
	switch given := given.(type) {
	case map[string]any:
		shown, ok := have.(map[string]any)
		if !ok {
			return given
		}
		out := map[string]any{}
		for k, v := range given {
			out[k] = v
			if h, visible := shown[k]; visible {
				out[k] = observed(h, v)
			}
		}
		return out
	case []any:
		shown, ok := have.([]any)
		if !ok || len(shown) != len(given) {
			break
		}
		out := make([]any, len(given))
		for i, v := range given {
			out[i] = observed(shown[i], v)
		}
		return out
	case string:
		if mask, ok := have.(string); ok && len(mask) >= 3 && strings.Trim(mask, "*") == "" {
			return given
		}
	}
	if have == nil {
		return given
	}
	return have
}

// spoken are the members that arguments of their own say.
var spoken = map[string]string{ //nolint:gosec // names of arguments, no credentials
	"name": "name", "type": "description", "allow_untrusted_certificates": "allow_untrusted_certificates",
	"providerId": "id", "organizationId": "organization_id",
	"oidc_dynamic_client_provider.issuer":                                       "issuer",
	"oidc_dynamic_client_provider.client.urls.register":                         "client_registration_url",
	"oidc_dynamic_client_provider.client.registration.authorization":            "authorization_header_wo",
	"oidc_dynamic_client_provider.client.token_endpoint_auth_methods_supported": "token_endpoint_auth_methods",
	"oidc_dynamic_client_provider.primary_client.id":                            "introspection_client_id",
	"oidc_dynamic_client_provider.primary_client.secret":                        "introspection_client_secret_wo",
	"oidc_dynamic_client_provider.urls.authorize":                               "authorize_url",
	"oidc_dynamic_client_provider.urls.token":                                   "token_url",
	"oidc_dynamic_client_provider.urls.introspect":                              "introspection_url",
	"oidc_dynamic_client_provider.allow_local_client_deletion":                  "allow_client_deletion",
	"oidc_dynamic_client_provider.allow_external_client_modification":           "allow_client_modification",
	"oidc_dynamic_client_provider.allow_client_import":                          "allow_client_import",
	"oidc_dynamic_client_provider.client_request_timeout":                       "client_request_timeout_ms",
	"oidc_dynamic_client_provider.supported_grant_types":                        "supported_grant_types",
	"azure_ad_provider.client.registration.key_expired_in":                      "azure_key_expires_in",
}

// validateExtra never repeats a value: extra_wo holds secrets.
func validateExtra(m model, diags *diag.Diagnostics) {
	for name, v := range map[string]types.Dynamic{"extra": m.Extra, "extra_wo": m.ExtraWO} {
		raw, known := tf.JSON(v)
		if !known || raw == nil {
			continue
		}
		o, isObject := raw.(map[string]any)
		if !isObject {
			diags.AddAttributeError(path.Root(name), "Not an Object", name+" is laid over the client provider that is sent, member by member, and must be an object.")
			continue
		}
		for _, at := range leaves("", o) {
			for member, argument := range spoken {
				if at == member || strings.HasPrefix(at, member+".") || strings.HasPrefix(member, at+".") {
					diags.AddAttributeError(path.Root(name), "Said Twice", name+" has the member "+at+", which the argument "+argument+" says. Use the argument.")
				}
			}
		}
	}
}

// leaves are the paths of the members that are no objects.
func leaves(prefix string, o map[string]any) (out []string) {
	for k, v := range o {
		if inner, ok := v.(map[string]any); ok {
			out = append(out, leaves(prefix+k+".", inner)...)
			continue
		}
		out = append(out, prefix+k)
	}
	return out
}
