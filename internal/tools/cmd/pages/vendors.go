package main

import "fmt"

const (
	oktaManagement = "https://developer.okta.com/docs/api/openapi/okta-management/management/"
	oktaOAuth      = "https://developer.okta.com/docs/api/openapi/okta-oauth/"
	mulesoft       = "https://docs.mulesoft.com/"
)

// vendors are the vendors' pages about what an object is, by the beginning of
// the object's name; the longest one that fits counts. Okta's addresses have
// the tags of its OpenAPI document, in the form that this document itself uses
// for them; MuleSoft's are files of its public documentation's repositories.
var vendors = map[string]vendor{
	"okta_access_token":                 {"OAuth 2.0 and OpenID Connect", oktaOAuth + "guides/overview/"},
	"okta_api_token":                    {"API tokens", oktaManagement + "tag/ApiToken/"},
	"okta_app":                          {"applications", oktaManagement + "tags/application/"},
	"okta_app_access_policy_assignment": {"policies of applications", oktaManagement + "tag/ApplicationPolicies/"},
	"okta_app_group_assignment":         {"groups of applications", oktaManagement + "tag/ApplicationGroups/"},
	"okta_app_jwk":                      {"keys and secrets of applications", oktaManagement + "tag/ApplicationSSOPublicKeys/"},
	"okta_app_oauth_api_scope":          {"scopes that applications have of Okta's API", oktaManagement + "tag/ApplicationGrants/"},
	"okta_app_secret":                   {"keys and secrets of applications", oktaManagement + "tag/ApplicationSSOPublicKeys/"},
	"okta_app_user_assignment":          {"users of applications", oktaManagement + "tags/applicationusers"},
	"okta_auth_server":                  {"authorization servers", "https://developer.okta.com/docs/concepts/auth-servers/"},
	"okta_auth_server_claim":            {"claims", oktaManagement + "tag/AuthorizationServerClaims/"},
	"okta_auth_server_clients":          {"clients of an authorization server", oktaManagement + "tag/AuthorizationServerClients/"},
	"okta_auth_server_keys":             {"keys of an authorization server", oktaManagement + "tag/AuthorizationServerKeys/"},
	"okta_auth_server_metadata":         {"OAuth 2.0 and OpenID Connect", oktaOAuth + "guides/overview/"},
	"okta_auth_server_policy":           {"access policies", oktaManagement + "tag/AuthorizationServerPolicies/"},
	"okta_auth_server_policy_rule":      {"rules of access policies", oktaManagement + "tag/AuthorizationServerRules/"},
	"okta_auth_server_rotate_keys":      {"keys of an authorization server", oktaManagement + "tag/AuthorizationServerKeys/"},
	"okta_auth_server_scope":            {"scopes", oktaManagement + "tag/AuthorizationServerScopes/"},
	"okta_auth_server_trusted_server":   {"trusted authorization servers", oktaManagement + "tag/AuthorizationServerAssoc/"},
	"okta_group":                        {"groups", oktaManagement + "tag/Group/"},
	"okta_group_rule":                   {"rules of groups", oktaManagement + "tag/GroupRule/"},
	"okta_inline_hook":                  {"inline hooks", "https://developer.okta.com/docs/concepts/inline-hooks/"},
	"okta_network_zone":                 {"network zones", oktaManagement + "tag/NetworkZone/"},
	"okta_oauth_client":                 {"dynamic client registration", oktaOAuth + "oauth/client"},
	"okta_polic":                        {"policies", oktaManagement + "tags/policy/"},
	"okta_token_introspection":          {"OAuth 2.0 and OpenID Connect", oktaOAuth + "guides/overview/"},
	"okta_trusted_origin":               {"trusted origins", oktaManagement + "tag/TrustedOrigin/"},
	"okta_user":                         {"users", oktaManagement + "tag/User/"},

	"anypoint_access_token":                 {"connected apps", mulesoft + "access-management/connected-apps-overview"},
	"anypoint_api_instance":                 {"API instances", mulesoft + "api-manager/latest/api-instance-landing-page"},
	"anypoint_api_policy":                   {"policies", mulesoft + "policies/"},
	"anypoint_api_policy_order":             {"the order of policies", mulesoft + "mule-gateway/policies-reorder"},
	"anypoint_automated_policy":             {"automated policies", mulesoft + "mule-gateway/policies-automated-overview"},
	"anypoint_client_application":           {"client applications", mulesoft + "exchange/about-my-applications"},
	"anypoint_client_provider":              {"client providers", mulesoft + "access-management/configure-client-management-openid-task"},
	"anypoint_client_provider_openam":       {"client providers with OpenAM", mulesoft + "access-management/conf-client-mgmt-openam-task"},
	"anypoint_client_provider_ping":         {"client providers with PingFederate", mulesoft + "access-management/conf-client-mgmt-pf-task"},
	"anypoint_connected_app":                {"connected apps", mulesoft + "access-management/connected-apps-overview"},
	"anypoint_contract":                     {"client applications and contracts", mulesoft + "api-manager/latest/api-contracts-landing-page"},
	"anypoint_environment":                  {"environments", mulesoft + "access-management/environments"},
	"anypoint_environment_client_providers": {"several client providers", mulesoft + "api-manager/latest/configure-multiple-credential-providers"},
	"anypoint_exchange_asset":               {"types of assets", mulesoft + "exchange/asset-types"},
	"anypoint_identity_provider":            {"identity providers", mulesoft + "access-management/conf-openid-connect-task"},
	"anypoint_me":                           {"connected apps", mulesoft + "access-management/connected-apps-overview"},
	"anypoint_organization":                 {"business groups", mulesoft + "access-management/business-groups"},
	"anypoint_policy_template":              {"policies", mulesoft + "policies/"},
	"anypoint_sla_tier":                     {"SLA tiers", mulesoft + "api-manager/latest/defining-sla-tiers"},

	"anypoint_api_policy_client_id_enforcement":                    included("client-id-enforcement"),
	"anypoint_api_policy_cors":                                     included("cors"),
	"anypoint_api_policy_external_oauth2_access_token_enforcement": included("oauth-access-token-enforcement"),
	"anypoint_api_policy_header_injection":                         included("header-injection"),
	"anypoint_api_policy_header_removal":                           included("header-removal"),
	"anypoint_api_policy_http_basic_authentication":                included("basic-auth-simple"),
	"anypoint_api_policy_http_caching":                             included("http-caching"),
	"anypoint_api_policy_ip_allowlist":                             included("ip-allowlist"),
	"anypoint_api_policy_ip_blocklist":                             included("ip-blocklist"),
	"anypoint_api_policy_json_threat_protection":                   included("json-threat-protection"),
	"anypoint_api_policy_jwt_validation":                           included("jwt-validation"),
	"anypoint_api_policy_ldap_authentication":                      included("basic-auth-ldap"),
	"anypoint_api_policy_message_logging":                          included("message-logging"),
	"anypoint_api_policy_message_logging_outbound":                 {"policies", mulesoft + "policies/"},
	"anypoint_api_policy_openidconnect_access_token_enforcement":   included("openid-token-enforcement"),
	"anypoint_api_policy_rate_limiting":                            included("rate-limiting"),
	"anypoint_api_policy_rate_limiting_sla_based":                  included("rate-limiting-sla"),
	"anypoint_api_policy_spike_control":                            included("spike-control"),
	"anypoint_api_policy_xml_threat_protection":                    included("xml-threat-protection"),
}

type vendor struct{ about, address string }

// included is the page of a policy that comes with the Mule gateway.
func included(name string) vendor {
	return vendor{"this policy", mulesoft + "mule-gateway/policies-included-" + name}
}

// documentation is where a vendor describes the object of a page, or nothing
// where it is one of this provider's own.
func (p *page) documentation() (string, error) {
	if section, _ := longest(sectionOf, p.name); section == both {
		return "", nil
	}
	v, ok := longest(vendors, p.name)
	if !ok {
		return "", fmt.Errorf("has no page of the vendor in internal/tools/cmd/pages/vendors.go")
	}
	whose := "MuleSoft's"
	if p.name[:4] == "okta" {
		whose = "Okta's"
	}
	return fmt.Sprintf("%s documentation of [%s](%s)", whose, v.about, v.address), nil
}
