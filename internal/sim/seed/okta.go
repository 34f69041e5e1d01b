package seed

import "strings"

// oktaKinds are the objects of an org. Bodies are those of Okta's management
// API.
func oktaKinds() []*kind {
	return []*kind{
		{
			name: "users", counts: "okta.users", list: "/api/v1/users?limit=200", match: "profile.login", create: "POST /api/v1/users", keep: []string{"profile"},
			shape: func(body, _ map[string]any) {
				if profile, ok := body["profile"].(map[string]any); ok {
					withoutNulls(profile)
				}
			},
		},
		{
			name: "groups", counts: "okta.groups", list: "/api/v1/groups?limit=200", match: "profile.name", create: "POST /api/v1/groups", update: "PUT /api/v1/groups/{groups}",
			keep: []string{"profile"}, skip: is("type", "BUILT_IN"),
			within: []*kind{{
				name: "members", list: "/api/v1/groups/{groups}/users", of: "id", create: "PUT /api/v1/groups/{groups}/users/{of}",
			}},
		},
		{
			name: "group_rules", counts: "okta.groupRules", list: "/api/v1/groups/rules", match: "name", create: "POST /api/v1/groups/rules",
			keep: []string{"type", "name", "conditions", "actions", "status"}, lifecycle: "/api/v1/groups/rules/{group_rules}/lifecycle/",
		},
		{
			name: "trusted_origins", counts: "okta.trustedOrigins", list: "/api/v1/trustedOrigins", match: "name", create: "POST /api/v1/trustedOrigins", keep: []string{"name", "origin", "scopes", "status"},
			lifecycle: "/api/v1/trustedOrigins/{trusted_origins}/lifecycle/",
		},
		{
			name: "network_zones", counts: "okta.networkZones", list: "/api/v1/zones", match: "name", create: "POST /api/v1/zones", update: "PUT /api/v1/zones/{network_zones}",
			keep: []string{"type", "name", "status", "usage", "gateways", "proxies", "locations", "asns", "ipServiceCategories", "proxyType"},
			skip: is("system", true), lifecycle: "/api/v1/zones/{network_zones}/lifecycle/",
		},
		{
			name: "hook_keys", counts: "okta.hookKeys", list: "/api/v1/hook-keys", match: "name", create: "POST /api/v1/hook-keys",
			update: "PUT /api/v1/hook-keys/{hook_keys}", keep: []string{"name"},
		},
		{
			name: "inline_hooks", counts: "okta.inlineHooks", list: "/api/v1/inlineHooks", match: "name", create: "POST /api/v1/inlineHooks", keep: []string{"name", "type", "version", "channel", "status"},
			lifecycle: "/api/v1/inlineHooks/{inline_hooks}/lifecycle/",
			// No answer tells the secrets, which an OAuth channel cannot be without.
			shape: func(body, _ map[string]any) {
				if scheme, ok := at(body, "channel.config.authScheme").(map[string]any); ok {
					scheme["value"] = secretRef
				}
				if at(body, "channel.type") == "OAUTH" {
					put(body, "channel.config.clientSecret", secretRef)
				}
			},
		},
		{
			name: "access_policies", counts: "okta.policies", list: "/api/v1/policies?type=ACCESS_POLICY", match: "name", create: "POST /api/v1/policies", update: "PUT /api/v1/policies/{access_policies}",
			keep: []string{"type", "name", "description", "priority", "conditions", "status"}, lifecycle: "/api/v1/policies/{access_policies}/lifecycle/",
			within: []*kind{{
				name: "rules", counts: "okta.policyRules", list: "/api/v1/policies/{access_policies}/rules", match: "name",
				create: "POST /api/v1/policies/{access_policies}/rules", update: "PUT /api/v1/policies/{access_policies}/rules/{rules}",
				keep: []string{"type", "name", "priority", "conditions", "actions", "status"}, skip: is("system", true),
				lifecycle: "/api/v1/policies/{access_policies}/rules/{rules}/lifecycle/",
			}},
		},
		{
			name: "apps", counts: "okta.apps", list: "/api/v1/apps?limit=200", match: "label", create: "POST /api/v1/apps",
			keep:      []string{"name", "label", "signOnMode", "accessibility", "visibility", "features", "credentials", "settings", "profile", "status"},
			lifecycle: "/api/v1/apps/{apps}/lifecycle/", also: []string{clientID}, via: registers, viaMember: "clientId", same: clientID,
			shape: func(body, object map[string]any) {
				drop(body, "credentials.signing", "visibility.appLinks")
				keys, _ := at(body, "settings.oauthClient.jwks.keys").([]any)
				for _, key := range keys {
					if k, ok := key.(map[string]any); ok {
						drop(k, "id", "created", "lastUpdated", "_links")
					}
				}
				if at(body, clientID) == object["id"] {
					drop(body, clientID)
				}
			},
			within: []*kind{
				{name: "groups", counts: "okta.appGroups", list: "/api/v1/apps/{apps}/groups?limit=200", of: "id", create: "PUT /api/v1/apps/{apps}/groups/{of}", keep: []string{"priority", "profile"}},
				{
					name: "users", counts: "okta.appUsers", list: "/api/v1/apps/{apps}/users?limit=500", of: "id", create: "POST /api/v1/apps/{apps}/users",
					keep: []string{"id", "scope", "credentials"}, skip: is("scope", "GROUP"),
				},
				{name: "grants", counts: "okta.appGrants", list: "/api/v1/apps/{apps}/grants", match: "scopeId", create: "POST /api/v1/apps/{apps}/grants", keep: []string{"scopeId", "issuer"}},
				{
					// The first comes with the app.
					name: "secrets", counts: "okta.appSecrets", list: "/api/v1/apps/{apps}/credentials/secrets", create: "POST /api/v1/apps/{apps}/credentials/secrets",
					keep: []string{"status"}, lifecycle: "/api/v1/apps/{apps}/credentials/secrets/{secrets}/lifecycle/", nth: true, bare: true, only: isClient,
					skip: func(o *object) bool {
						method := plain(at(o.parent.answer, "credentials.oauthClient.token_endpoint_auth_method"))
						return o.key == "1" && o.answer["status"] == "ACTIVE" && strings.HasPrefix(method, "client_secret_")
					},
				},
				{
					name: "roles", counts: "okta.clientRoles", list: "/oauth2/v1/clients/{apps#" + clientID + "}/roles", match: "type",
					create: "POST /oauth2/v1/clients/{apps#" + clientID + "}/roles", keep: []string{"type"}, only: isClient,
				},
			},
		},
		{
			name: "authorization_servers", counts: "okta.authorizationServers", list: "/api/v1/authorizationServers", match: "name",
			create: "POST /api/v1/authorizationServers", update: "PUT /api/v1/authorizationServers/{authorization_servers}",
			keep:      []string{"name", "description", "audiences", "issuerMode", "credentials", "accessTokenEncryptedResponseAlgorithm", "jwks", "jwks_uri", "status"},
			lifecycle: "/api/v1/authorizationServers/{authorization_servers}/lifecycle/",
			shape: func(body, _ map[string]any) {
				drop(body, "credentials.signing.kid", "credentials.signing.lastRotated", "credentials.signing.nextRotation")
			},
			within: []*kind{
				{
					name: "scopes", counts: "okta.scopes", list: "/api/v1/authorizationServers/{authorization_servers}/scopes", match: "name",
					create: "POST /api/v1/authorizationServers/{authorization_servers}/scopes", update: "PUT /api/v1/authorizationServers/{authorization_servers}/scopes/{scopes}",
					keep: []string{"name", "displayName", "description", "metadataPublish", "consent", "optional", "default"}, skip: is("system", true),
				},
				{
					name: "claims", counts: "okta.claims", list: "/api/v1/authorizationServers/{authorization_servers}/claims", match: "name",
					create: "POST /api/v1/authorizationServers/{authorization_servers}/claims", update: "PUT /api/v1/authorizationServers/{authorization_servers}/claims/{claims}",
					keep: []string{"name", "status", "claimType", "valueType", "value", "group_filter_type", "conditions", "alwaysIncludeInToken"}, skip: is("system", true),
				},
				{
					name: "policies", counts: "okta.authorizationPolicies", list: "/api/v1/authorizationServers/{authorization_servers}/policies", match: "name",
					create: "POST /api/v1/authorizationServers/{authorization_servers}/policies", update: "PUT /api/v1/authorizationServers/{authorization_servers}/policies/{policies}",
					keep:      []string{"type", "name", "description", "priority", "conditions", "status"},
					lifecycle: "/api/v1/authorizationServers/{authorization_servers}/policies/{policies}/lifecycle/",
					within: []*kind{{
						name: "rules", counts: "okta.authorizationRules", list: "/api/v1/authorizationServers/{authorization_servers}/policies/{policies}/rules", match: "name",
						create:    "POST /api/v1/authorizationServers/{authorization_servers}/policies/{policies}/rules",
						update:    "PUT /api/v1/authorizationServers/{authorization_servers}/policies/{policies}/rules/{rules}",
						keep:      []string{"type", "name", "priority", "conditions", "actions", "status"},
						lifecycle: "/api/v1/authorizationServers/{authorization_servers}/policies/{policies}/rules/{rules}/lifecycle/",
					}},
				},
				{
					name: "trusted_servers", counts: "okta.associatedServers", list: "/api/v1/authorizationServers/{authorization_servers}/associatedServers", of: "id",
					create: "POST /api/v1/authorizationServers/{authorization_servers}/associatedServers",
					shape:  func(body, object map[string]any) { body["trusted"] = []any{object["id"]} },
				},
			},
		},
	}
}

// is makes a condition: a member has a value.
func is(member string, value any) func(*object) bool {
	return func(o *object) bool { return o.answer[member] == value }
}

// isClient tells whether an app is a client of OAuth.
func isClient(app map[string]any) bool { return at(app, clientID) != nil }

// registers finds the application of the other platform for which its client
// provider registered an app.
func registers(all []*object, app *object) *object {
	for _, other := range all {
		if other.kind.path() == "anypoint/applications" && other.answer["clientId"] != nil && other.answer["clientId"] == at(app.answer, clientID) {
			return other
		}
	}
	return nil
}
