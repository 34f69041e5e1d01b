package seed

import (
	"slices"
	"strings"
)

// anypointKinds are the objects of an organization. Bodies are those of the
// platform's APIs.
func anypointKinds() []*kind {
	const (
		accounts    = "/accounts/api/organizations/"
		api         = "/apimanager/api/v1/organizations/{organizations}/environments/{environments}/apis"
		deployments = "/proxies/xapi/v1/organizations/{organizations}/environments/{environments}/apis/{apis}/deployments"
		asset       = "/exchange/api/v2/assets/{assets#groupId}/{assets#assetId}/{assets#version}"
		instances   = "/exchange/api/v2/assets/{assets#groupId}/{assets#assetId}/versionGroups/{assets#versionGroup}/instances"
	)
	return []*kind{
		{
			name: "client_providers", counts: "anypoint.clientProviders", list: accounts + "{root}/clientProviders?limit=100", items: "data", id: "providerId", match: "name",
			whole: accounts + "{root}/clientProviders/{client_providers}", create: "POST " + accounts + "{root}/clientProviders",
			leave: []string{"providerId", "organizationId"}, ask: providerSecrets,
			within: []*kind{{
				name: "clients", counts: "anypoint.clientProviderClients", list: accounts + "{root}/clientProviders/{client_providers}/clients?limit=100", items: "data", id: "client_id",
				key:    func(object map[string]any) string { return plain(object["client_name"]) },
				create: "POST " + accounts + "{root}/clientProviders/{client_providers}/clients", own: true, bare: true,
				keep: []string{"client_id", "client_name", "grant_types", "redirect_uris"},
				shape: func(body, _ map[string]any) {
					if body["client_name"] == "" {
						delete(body, "client_name")
					}
				},
			}},
		},
		{
			name: "connected_apps", counts: "anypoint.connectedApplications", list: "/accounts/api/connectedApplications?limit=20", items: "data", id: "client_id", match: "client_name",
			create: "POST /accounts/api/connectedApplications?limit=20",
			keep:   []string{"client_name", "audience", "grant_types", "redirect_uris", "public_keys", "scopes", "enabled", "generate_iss_claim_without_token", "client_uri", "policy_uri", "tos_uri"},
			shape:  func(body, _ map[string]any) { withoutNulls(body) },
			skip:   is("client_name", "gatehouse"), // the one that the variables are of
		},
		{
			name: "identity_providers", counts: "anypoint.identityProviders", list: accounts + "{root}/identityProviders?limit=100", items: "data", id: "provider_id", match: "name",
			whole: accounts + "{root}/identityProviders/{identity_providers}", create: "POST " + accounts + "{root}/identityProviders",
			leave: []string{"provider_id", "org_id"}, shape: identityProvider,
		},
		{
			name: "organizations", counts: "anypoint.organizations", list: accounts + "{root}/hierarchy", match: "name", create: "POST /accounts/api/organizations",
			each: hierarchy("subOrganizations"), keep: []string{"name"},
			shape: func(body, object map[string]any) {
				if parents, _ := object["parentOrganizationIds"].([]any); len(parents) > 0 {
					body["ownerId"], body["parentOrganizationId"] = object["ownerId"], parents[len(parents)-1]
					body["entitlements"] = map[string]any{}
				}
			},
			within: []*kind{
				{
					name: "assets", counts: "anypoint.assets", list: "/exchange/api/v2/assets/search?limit=100&organizationId={organizations}", each: versions,
					whole: asset, first: true, also: []string{"groupId", "assetId", "version", "versionGroup"},
					key:    func(object map[string]any) string { return plain(object["assetId"]) + "@" + plain(object["version"]) },
					create: "POST /exchange/api/v2/organizations/{organizations}/assets/{body.groupId}/{body.assetId}/{body.version}", form: true,
					keep: []string{"groupId", "assetId", "version", "name", "description", "type", "status"},
					shape: func(body, object map[string]any) {
						body["properties.apiVersion"] = object["versionGroup"]
						if labels, _ := object["labels"].([]any); len(labels) > 0 {
							body["tags"] = labels
						}
					},
					within: []*kind{{
						name: "external_instances", counts: "anypoint.externalInstances", list: instances, shared: true,
						key:    func(object map[string]any) string { return plain(object["name"]) },
						create: "POST " + instances + "/external", keep: []string{"name", "endpointUri", "isPublic"},
						skip: func(o *object) bool { return o.answer["type"] != "external" },
					}},
				},
				{
					name: "environments", counts: "anypoint.environments", list: accounts + "{organizations}/environments?limit=100", items: "data", match: "name",
					create: "POST " + accounts + "{organizations}/environments", keep: []string{"name", "type", "isProduction"},
					within: []*kind{
						{
							name: "client_providers", counts: "anypoint.environmentProviders", list: accounts + "{organizations}/environments/{environments}/clientManagementProviders",
							create: "PUT " + accounts + "{organizations}/environments/{environments}/clientManagementProviders",
							keep:   []string{"suggestedClientManagementProviderIds"},
							skip: func(o *object) bool {
								all, _ := o.answer["suggestedClientManagementProviderIds"].([]any)
								return len(all) == 0
							},
						},
						{
							name: "automated_policies", counts: "anypoint.automatedPolicies", items: "automatedPolicies",
							list:   "/apimanager/api/v1/organizations/{organizations}/automated-policies?environmentId={environments}",
							key:    func(object map[string]any) string { return plain(object["assetId"]) },
							create: "POST /apimanager/api/v1/organizations/{organizations}/automated-policies",
							keep:   []string{"ruleOfApplication", "groupId", "assetId", "assetVersion", "configurationData", "order", "disabled"},
							shape: func(body, _ map[string]any) {
								drop(body, "ruleOfApplication.organizationId")
								withoutNulls(body)
							},
							ask: policySecrets,
						},
						{
							name: "apis", counts: "anypoint.apiInstances", list: api + "?limit=100", each: listsIn("assets", "apis"),
							key:   func(object map[string]any) string { return plain(object["instanceLabel"]) },
							whole: api + "/{apis}", create: "POST " + api,
							keep: []string{"technology", "providerId", "endpoint", "deployment", "routing", "instanceLabel", "description", "tags", "approvalMethod", "pinned", "deprecated"},
							shape: func(body, object map[string]any) {
								body["spec"] = map[string]any{"groupId": object["groupId"], "assetId": object["assetId"], "version": object["assetVersion"]}
								withoutNulls(body)
								if endpoint, ok := body["endpoint"].(map[string]any); ok {
									drop(endpoint, "id", "apiId", "audit", "apiVersionId", "masterOrganizationId", "organizationId", "apiGatewayVersion")
									withoutNulls(endpoint)
									for _, demanded := range []string{"uri", "isCloudHub"} {
										if _, told := endpoint[demanded]; !told {
											endpoint[demanded] = nil
										}
									}
								}
								routes, _ := body["routing"].([]any)
								for _, route := range routes {
									upstreams, _ := at(route, "upstreams").([]any)
									for _, u := range upstreams {
										if upstream, ok := u.(map[string]any); ok {
											delete(upstream, "id")
										}
									}
								}
								if body["deployment"] != nil {
									drop(body, "deployment.id", "deployment.audit", "deployment.apiId", "deployment.masterOrganizationId", "deployment.organizationId", "deployment.updatedDate", "deployment.deployedDate")
								}
							},
							within: []*kind{
								{
									name: "tiers", counts: "anypoint.tiers", list: api + "/{apis}/tiers?limit=100", items: "tiers", match: "name", create: "POST " + api + "/{apis}/tiers",
									keep: []string{"name", "description", "limits", "autoApprove", "status"},
								},
								{
									name: "policies", counts: "anypoint.policies", list: api + "/{apis}/policies?fullInfo=false", how: applyPolicy, create: "POST " + api + "/{apis}/policies",
									keep: []string{"groupId", "assetId", "assetVersion", "configurationData", "pointcutData", "order", "disabled"},
									ask:  policySecrets,
								},
								{
									name: "contracts", counts: "anypoint.contracts", list: api + "/{apis}/contracts?limit=100", items: "contracts", create: "POST " + api + "/{apis}/contracts",
									shape: func(body, object map[string]any) {
										body["applicationId"] = object["applicationId"]
										body["status"] = object["status"]
										for _, tier := range []any{object["requestedTierId"], object["tierId"]} {
											if tier != nil {
												body["requestedTierId"] = tier
											}
										}
									},
									lifecycle: strings.Replace(api, "/api/v1/", "/xapi/v1/", 1) + "/{apis}/contracts/{contracts}/", steps: contractSteps,
								},
								{
									// The others come with the routing of the API.
									name: "upstreams", counts: "anypoint.upstreams", list: api + "/{apis}/upstreams", items: "upstreams",
									key:    func(object map[string]any) string { return plain(object["label"]) },
									create: "POST " + api + "/{apis}/upstreams", keep: []string{"label", "uri"},
									shape: func(body, _ map[string]any) { withoutNulls(body) },
									skip:  routed,
								},
								{
									name: "alerts", counts: "anypoint.alerts", list: api + "/{apis}/alerts", create: "POST " + api + "/{apis}/alerts",
									key:   func(object map[string]any) string { return plain(object["name"]) },
									leave: []string{"id", "api", "organizationId", "environmentId", "createdAt", "lastModified"},
								},
								{
									name: "deployments", counts: "anypoint.deployments", list: deployments, create: "POST " + deployments,
									leave: []string{"id", "apiId"},
								},
							},
						},
					},
				},
			},
		},
		{
			name: "applications", counts: "anypoint.applications", list: "/exchange/api/v2/organizations/{root}/applications?limit=100", match: "name",
			whole:  "/exchange/api/v2/organizations/{root}/applications/{applications}",
			create: "POST /exchange/api/v2/organizations/{root}/applications",
			keep:   []string{"name", "description", "url", "redirectUri", "grantTypes"},
			shape:  func(body, _ map[string]any) { withoutNulls(body) },
			// Its client provider is that of an API for which it is made.
			how: func(_ *Tenant, k *kind, ids map[string]string, _ map[string]any) (string, error) {
				if ids["of"] == "" {
					return expand(k.create, ids), nil
				}
				return expand(k.create+"?apiInstanceId={of}", ids), nil
			},
			via: func(all []*object, o *object) *object {
				provider := at(o.answer, "clientProvider.providerId")
				for _, other := range all {
					if provider != nil && other.kind.name == "apis" && other.answer["providerId"] == provider {
						return other
					}
				}
				return nil
			},
		},
	}
}

// hierarchy takes an object and all below it out of an answer, at any depth:
// below each object is the list in the member.
func hierarchy(member string) func(any) []map[string]any {
	var flat func(any) []map[string]any
	flat = func(v any) []map[string]any {
		o, isObject := v.(map[string]any)
		if !isObject {
			return nil
		}
		out := []map[string]any{o}
		inner, _ := o[member].([]any)
		for _, e := range inner {
			out = append(out, flat(e)...)
		}
		return out
	}
	return flat
}

// listsIn joins the lists that the elements of a list have: of an answer's
// member outer, the members inner.
func listsIn(outer, inner string) func(any) []map[string]any {
	return func(v any) []map[string]any {
		var out []map[string]any
		groups, _ := at(v, outer).([]any)
		for _, group := range groups {
			list, _ := at(group, inner).([]any)
			for _, e := range list {
				if o, isObject := e.(map[string]any); isObject {
					out = append(out, o)
				}
			}
		}
		return out
	}
}

// versions takes all versions out of a list of the newest ones, oldest first.
func versions(answer any) []map[string]any {
	var out []map[string]any
	newest, _ := answer.([]any)
	for _, n := range newest {
		older, _ := at(n, "otherVersions").([]any)
		for _, version := range append([]any{n}, older...) {
			if o, isObject := version.(map[string]any); isObject {
				out = append(out, o)
			}
		}
	}
	slices.Reverse(out)
	return out
}

// withoutNulls takes away the members that are null.
func withoutNulls(m map[string]any) {
	for name, v := range m {
		if v == nil {
			delete(m, name)
		}
	}
}

// applyPolicy picks the call by the side of the API on which a policy works.
func applyPolicy(t *Tenant, k *kind, ids map[string]string, body map[string]any) (string, error) {
	template, err := templateOf(t, k, ids, body)
	if err != nil {
		return "", err
	}
	path := "POST /apimanager/xapi/v1/organizations/{organizations}/environments/{environments}/apis/{apis}/policies"
	if at(template, "injectionPoint") == "outbound" {
		path += "/outbound-policies"
	}
	return expand(path, ids) + "?allowDuplicated=true", nil
}

// templateOf is the template of the policy that a body names.
func templateOf(t *Tenant, k *kind, ids map[string]string, body map[string]any) (any, error) {
	path := "/apimanager/xapi/v1/organizations/{organizations}/exchange-policy-templates/" + plain(body["groupId"]) + "/" + plain(body["assetId"]) + "/" + plain(body["assetVersion"])
	_, template, err := t.call(k, "GET "+expand(path, ids), nil)
	return template, err
}

// contractSteps lead from one status of a contract to another.
var contractSteps = map[string][]string{
	"PENDING APPROVED": {"approve"}, "PENDING REJECTED": {"reject"}, "PENDING REVOKED": {"approve", "revoke"}, "APPROVED REVOKED": {"revoke"},
}

// routed tells whether the routing of an API names an upstream.
func routed(upstream *object) bool {
	routes, _ := upstream.parent.answer["routing"].([]any)
	for _, route := range routes {
		named, _ := at(route, "upstreams").([]any)
		for _, n := range named {
			if at(n, "id") == upstream.id {
				return true
			}
		}
	}
	return false
}
