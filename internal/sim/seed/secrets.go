package seed

import "strings"

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

// identityProvider leaves out what the platform adds to an identity provider,
// and puts something in place of the secrets that its type demands.
func identityProvider(body, _ map[string]any) {
	switch at(body, "type.name") {
	case "openid":
		drop(body, "service_provider", "oidc_provider.urls.redirect")
		if at(body, "oidc_provider.client.urls.register") == nil {
			put(body, "oidc_provider.client.credentials.secret", secretRef)
			return
		}
		drop(body, "oidc_provider.client.credentials")
		if at(body, "oidc_provider.client.registration") != nil {
			put(body, "oidc_provider.client.registration.authorization", secretRef)
		}
	case "ldap":
		put(body, "connection.password", secretRef)
	}
}

// masked is what answers have in place of the secrets of OpenAM and PingFederate.
const masked = "********"
