package seed

// Left are the kinds of objects, as /_sim/objects counts them, that a file
// cannot describe.
func Left() []string {
	return []string{
		"anypoint.alerts",
		"anypoint.automatedPolicies",
		"anypoint.clientProviderClients",
		"anypoint.deployments",
		"anypoint.externalInstances",
		"anypoint.identityProviders",
		"okta.apiTokens",
		"okta.appSecrets",
		"okta.clientRoles",
		"okta.hookKeys",
	}
}
