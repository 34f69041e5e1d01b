package workspace

// TutorialVariables are the variables of examples/tutorial, as an environment.
// exported is what a simulator exports, by name.
func TutorialVariables(exported map[string]string) []string {
	return []string{
		"TF_VAR_okta_org_url=" + exported["OKTA_ORG_URL"],
		"TF_VAR_okta_api_token=" + exported["OKTA_API_TOKEN"],
		"TF_VAR_anypoint_base_url=" + exported["ANYPOINT_BASE_URL"],
		"TF_VAR_anypoint_client_id=" + exported["ANYPOINT_CLIENT_ID"],
		"TF_VAR_anypoint_client_secret=" + exported["ANYPOINT_CLIENT_SECRET"],
		"TF_VAR_organization_id=" + exported["ANYPOINT_ORGANIZATION_ID"],
		"TF_VAR_environment_id=" + exported["ANYPOINT_ENVIRONMENT_ID"],
		"TF_VAR_backend_url=" + exported["GATEWAY_URL"] + "/_sim/echo",
		"TF_VAR_api_url=" + exported["GATEWAY_URL"] + "/card",
	}
}
