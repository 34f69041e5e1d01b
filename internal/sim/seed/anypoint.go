package seed

import "strings"

// anypointKinds are the objects of an organization. Bodies are those of the
// platform's APIs.
func anypointKinds() []*kind {
	const (
		accounts = "/accounts/api/organizations/"
		api      = "/apimanager/api/v1/organizations/{organizations}/environments/{environments}/apis"
	)
	return []*kind{
		{
			name: "client_providers", list: accounts + "{root}/clientProviders?limit=100", items: "data", id: "providerId", match: "name",
			whole: accounts + "{root}/clientProviders/{client_providers}", create: "POST " + accounts + "{root}/clientProviders",
			leave: []string{"providerId", "organizationId"}, ask: providerSecrets,
		},
		{
			name: "connected_apps", list: "/accounts/api/connectedApplications?limit=20", items: "data", id: "client_id", match: "client_name",
			create: "POST /accounts/api/connectedApplications?limit=20",
			keep:   []string{"client_name", "audience", "grant_types", "redirect_uris", "public_keys", "scopes", "enabled", "generate_iss_claim_without_token", "client_uri", "policy_uri", "tos_uri"},
			shape: func(body, _ map[string]any) {
				for name, v := range body {
					if v == nil {
						delete(body, name)
					}
				}
			},
			skip: is("client_name", "gatehouse"), // the one that the variables are of
		},
		{
			name: "organizations", list: accounts + "{root}/hierarchy", match: "name", create: "POST /accounts/api/organizations",
			each: below("subOrganizations"), keep: []string{"name"},
			shape: func(body, object map[string]any) {
				if parents, _ := object["parentOrganizationIds"].([]any); len(parents) > 0 {
					body["ownerId"], body["parentOrganizationId"] = object["ownerId"], parents[len(parents)-1]
					body["entitlements"] = map[string]any{}
				}
			},
			within: []*kind{
				{
					name: "assets", list: "/exchange/api/v2/assets/search?limit=100&allVersions=true&organizationId={organizations}",
					key:    func(object map[string]any) string { return plain(object["assetId"]) + "@" + plain(object["version"]) },
					create: "POST /exchange/api/v2/organizations/{organizations}/assets/{body.groupId}/{body.assetId}/{body.version}", form: true,
					keep: []string{"groupId", "assetId", "version", "name", "description", "type", "status"},
					shape: func(body, object map[string]any) {
						body["properties.apiVersion"] = object["versionGroup"]
						if labels, _ := object["labels"].([]any); len(labels) > 0 {
							body["tags"] = labels
						}
					},
				},
				{
					name: "environments", list: accounts + "{organizations}/environments?limit=100", items: "data", match: "name",
					create: "POST " + accounts + "{organizations}/environments", keep: []string{"name", "type", "isProduction"},
					within: []*kind{
						{
							name: "client_providers", list: accounts + "{organizations}/environments/{environments}/clientManagementProviders",
							create: "PUT " + accounts + "{organizations}/environments/{environments}/clientManagementProviders",
							keep:   []string{"suggestedClientManagementProviderIds"},
							skip: func(object map[string]any) bool {
								all, _ := object["suggestedClientManagementProviderIds"].([]any)
								return len(all) == 0
							},
						},
						{
							name: "apis", list: api + "?limit=100", each: below("assets", "apis"),
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
									name: "tiers", list: api + "/{apis}/tiers?limit=100", items: "tiers", match: "name", create: "POST " + api + "/{apis}/tiers",
									keep: []string{"name", "description", "limits", "autoApprove", "status"},
								},
								{
									name: "policies", list: api + "/{apis}/policies?fullInfo=false", how: applyPolicy, create: "POST " + api + "/{apis}/policies",
									keep: []string{"groupId", "assetId", "assetVersion", "configurationData", "pointcutData", "order", "disabled"},
									ask:  policySecrets,
								},
								{
									name: "contracts", list: api + "/{apis}/contracts?limit=100", items: "contracts", create: "POST " + api + "/{apis}/contracts",
									shape: func(body, object map[string]any) {
										body["applicationId"] = object["applicationId"]
										if tier := object["tierId"]; tier != nil {
											body["requestedTierId"] = tier
										}
									},
								},
							},
						},
					},
				},
			},
		},
		{
			name: "applications", list: "/exchange/api/v2/organizations/{root}/applications?limit=100", match: "name",
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

// below flattens an answer: itself, where it is an object with the first
// member, and what is in the members, to any depth for a single one.
func below(members ...string) func(any) []map[string]any {
	var flat func(any) []map[string]any
	if len(members) == 1 {
		flat = func(v any) []map[string]any {
			o, isObject := v.(map[string]any)
			if !isObject {
				return nil
			}
			out := []map[string]any{o}
			inner, _ := o[members[0]].([]any)
			for _, e := range inner {
				out = append(out, flat(e)...)
			}
			return out
		}
		return flat
	}
	return func(v any) []map[string]any {
		var out []map[string]any
		outer, _ := at(v, members[0]).([]any)
		for _, e := range outer {
			inner, _ := at(e, members[1]).([]any)
			for _, i := range inner {
				if o, isObject := i.(map[string]any); isObject {
					out = append(out, o)
				}
			}
		}
		return out
	}
}

func withoutNulls(m map[string]any) {
	for name, v := range m {
		if v == nil {
			delete(m, name)
		}
	}
}

// providerSecrets puts something in place of what no answer tells: the secrets
// of a client provider. Where the provider is the simulated org, its token.
func providerSecrets(x *exporting, _ *object, body map[string]any) error {
	if o, ok := body["oidc_dynamic_client_provider"].(map[string]any); ok {
		if at(o, "client.urls.register") != nil {
			put(o, "client.registration", map[string]any{"authorization": "SSWS $(" + oktaToken + ")"})
		}
		if primary, ok := o["primary_client"].(map[string]any); ok {
			primary["secret"] = secretRef
			if app := x.names[plain(primary["id"])]; app != "" {
				path, _, _ := strings.Cut(strings.Trim(app, "$()"), "#")
				primary["secret"] = "$(" + path + "#credentials.oauthClient.client_secret)"
			}
		}
	}
	for _, v := range body {
		o, _ := v.(map[string]any)
		for member, secret := range o {
			if secret == masked {
				o[member] = secretRef
			}
		}
	}
	return nil
}

// policySecrets puts something in place of what a policy demands and no answer
// tells: which members that are, its template knows.
func policySecrets(x *exporting, o *object, body map[string]any) error {
	configuration, isObject := body["configurationData"].(map[string]any)
	if !isObject {
		return nil
	}
	template, err := templateOf(x.tenant, o.kind, o.ids, body)
	if err != nil {
		return err
	}
	members, _ := at(template, "configuration").([]any)
	for _, m := range members {
		name := plain(at(m, "propertyName"))
		if _, told := configuration[name]; !told && at(m, "sensitive") == true && at(m, "optional") == false {
			configuration[name] = secretRef
		}
	}
	return nil
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

func templateOf(t *Tenant, k *kind, ids map[string]string, body map[string]any) (any, error) {
	path := "/apimanager/xapi/v1/organizations/{organizations}/exchange-policy-templates/" + plain(body["groupId"]) + "/" + plain(body["assetId"]) + "/" + plain(body["assetVersion"])
	_, template, err := t.call(k, "GET "+expand(path, ids), nil)
	return template, err
}

// masked is what answers have in place of the secrets of OpenAM and PingFederate.
const masked = "********"
