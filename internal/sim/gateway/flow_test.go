package gateway_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	conformance "github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
)

type obj = map[string]any

// client calls a platform and stops the test when the status is another.
type client struct {
	t             *testing.T
	base          string
	authorization string
}

func (c client) do(status int, method, path string, body any, header ...string) obj {
	c.t.Helper()
	var payload io.Reader
	switch b := body.(type) {
	case nil:
	case io.Reader:
		payload = b
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			c.t.Fatal(err)
		}
		payload, header = bytes.NewReader(raw), append([]string{"Content-Type", "application/json"}, header...)
	}
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.base+path, payload)
	if err != nil {
		c.t.Fatal(err)
	}
	if c.authorization != "" {
		r.Header.Set("Authorization", c.authorization)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	raw, _ := io.ReadAll(answer.Body)
	if answer.StatusCode != status {
		c.t.Fatalf("%s %s: %d, not %d: %s", method, path, answer.StatusCode, status, raw)
	}
	out := obj{}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	_ = d.Decode(&out)
	return out
}

// TestTutorial_byHand does what the tutorial does, on all three platforms.
func TestTutorial_byHand(t *testing.T) {
	s, err := sim.Start(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	s.Gateway.Poll = 0
	conformance.Observe(t, s.World, conformance.Simulator)
	env := s.Env()
	before := s.Objects()

	okta := client{t, env["OKTA_ORG_URL"], "SSWS " + env["OKTA_API_TOKEN"]}
	app := okta.do(200, "POST", "/api/v1/apps", obj{
		"name": "oidc_client", "label": "MuleSoft Anypoint", "signOnMode": "OPENID_CONNECT",
		"credentials": obj{"oauthClient": obj{"token_endpoint_auth_method": "client_secret_basic"}},
		"settings": obj{"oauthClient": obj{
			"application_type": "web", "grant_types": []string{"authorization_code", "client_credentials"}, "response_types": []string{"code"},
			"redirect_uris": []string{"https://anypoint.example.com/callback"},
		}},
	})
	introspection := app["credentials"].(obj)["oauthClient"].(obj)
	scope := okta.do(201, "POST", "/api/v1/authorizationServers/default/scopes", obj{"name": "mulescope", "metadataPublish": "ALL_CLIENTS"})
	issuer := okta.base + "/oauth2/default"

	platform := client{t: t, base: env["ANYPOINT_BASE_URL"]}
	token := platform.do(200, "POST", "/accounts/api/v2/oauth2/token", obj{"client_id": env["ANYPOINT_CLIENT_ID"], "client_secret": env["ANYPOINT_CLIENT_SECRET"], "grant_type": "client_credentials"})
	platform.authorization = "Bearer " + token["access_token"].(string)
	org, environment := env["ANYPOINT_ORGANIZATION_ID"], env["ANYPOINT_ENVIRONMENT_ID"]
	providers := "/accounts/api/organizations/" + org + "/clientProviders"
	provider := platform.do(201, "POST", providers, obj{
		"name": "Okta", "type": obj{"name": "openid-dynamic-client"},
		"oidc_dynamic_client_provider": obj{
			"issuer": issuer,
			"client": obj{"urls": obj{"register": okta.base + "/oauth2/v1/clients"}, "registration": obj{"authorization": "SSWS " + env["OKTA_API_TOKEN"]}},
			"primary_client": obj{
				"id": introspection["client_id"], "secret": introspection["client_secret"],
			},
			"urls":                        obj{"authorize": issuer + "/v1/authorize", "token": issuer + "/v1/token", "introspect": issuer + "/v1/introspect"},
			"allow_local_client_deletion": true, "allow_external_client_modification": true,
		},
	})
	environments := "/accounts/api/organizations/" + org + "/environments/" + environment + "/clientManagementProviders"
	platform.do(200, "PUT", environments, obj{"suggestedClientManagementProviderIds": []any{provider["providerId"]}})

	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	for k, v := range map[string]string{"name": "Card API", "type": "http-api", "properties.apiVersion": "v1"} {
		_ = m.WriteField(k, v)
	}
	_ = m.Close()
	platform.do(201, "POST", "/exchange/api/v2/organizations/"+org+"/assets/"+org+"/card-api/1.0.0", io.Reader(&form), "Content-Type", m.FormDataContentType(), "x-sync-publication", "true")
	apis := "/apimanager/api/v1/organizations/" + org + "/environments/" + environment + "/apis"
	api := platform.do(201, "POST", apis, obj{
		"technology": "mule4", "providerId": provider["providerId"], "spec": obj{"groupId": org, "assetId": "card-api", "version": "1.0.0"},
		"endpoint": obj{"type": "http", "uri": env["GATEWAY_URL"] + "/_sim/echo", "proxyUri": "http://0.0.0.0:8402/card", "isCloudHub": nil},
	})
	one := apis + "/" + api["id"].(json.Number).String()
	platform.do(201, "POST", one+"/policies", obj{
		"groupId": "68ef9520-24e9-4cf2-b2f5-620025690913", "assetId": "openidconnect-access-token-enforcement", "assetVersion": "1.6.0",
		"configurationData": obj{"scopes": "mulescope"}, "pointcutData": nil,
	})
	apps := "/exchange/api/v2/organizations/" + org + "/applications"
	card := platform.do(201, "POST", apps+"?apiInstanceId="+api["id"].(json.Number).String(), obj{
		"name": "Card Application", "grantTypes": []string{"authorization_code", "client_credentials"}, "redirectUri": []string{"https://card.example.com/callback"},
	})
	clientID := card["clientId"].(string)
	if !strings.HasPrefix(clientID, "0oa") {
		t.Fatalf("the client is not Okta's: %s", clientID)
	}
	okta.do(200, "GET", "/oauth2/v1/clients/"+clientID, nil)

	gateway := client{t: t, base: env["GATEWAY_URL"]}
	gateway.do(400, "GET", "/card", nil)
	grant := okta.do(200, "POST", "/oauth2/default/v1/token", io.Reader(strings.NewReader(url.Values{
		"grant_type": {"client_credentials"}, "scope": {"mulescope"}, "client_id": {clientID}, "client_secret": {card["clientSecret"].(string)},
	}.Encode())), "Authorization", "", "Content-Type", "application/x-www-form-urlencoded")
	gateway.authorization = "Bearer " + grant["access_token"].(string)
	gateway.do(403, "GET", "/card", nil)
	contract := platform.do(201, "POST", one+"/contracts", obj{"applicationId": card["id"]})
	gateway.do(200, "GET", "/card", nil)

	revoke := strings.Replace(one, "/api/v1", "/xapi/v1", 1) + "/contracts/" + contract["id"].(json.Number).String() + "/revoke"
	platform.do(201, "POST", revoke, nil)
	gateway.do(403, "GET", "/card", nil)
	platform.do(204, "DELETE", one+"/contracts/"+contract["id"].(json.Number).String(), nil)
	platform.do(204, "DELETE", apps+"/"+card["id"].(json.Number).String(), nil)
	okta.do(404, "GET", "/oauth2/v1/clients/"+clientID, nil)
	platform.do(204, "DELETE", one, nil)
	platform.do(204, "DELETE", "/exchange/api/v2/assets/"+org+"/card-api/1.0.0", nil, "x-delete-type", "hard-delete")
	platform.do(200, "PUT", environments, obj{"suggestedClientManagementProviderIds": []any{}})
	platform.do(204, "DELETE", providers+"/"+provider["providerId"].(string), nil)
	okta.do(204, "DELETE", "/api/v1/authorizationServers/default/scopes/"+scope["id"].(string), nil)
	okta.do(200, "POST", "/api/v1/apps/"+app["id"].(string)+"/lifecycle/deactivate", nil)
	okta.do(204, "DELETE", "/api/v1/apps/"+app["id"].(string), nil)
	if after := s.Objects(); !maps.Equal(before, after) {
		t.Errorf("left behind: %v, before %v", after, before)
	}
}
