package acctest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Given declares what was made by hand so far as part of the world that a test
// starts with: it may be there in the end.
func (e *Env) Given() { e.empty = e.Sim.Objects() }

// Organization is the path of the root organization's part of an Anypoint
// service, as in Organization("accounts/api") + "/clientProviders".
func (e *Env) Organization(service string) string {
	return "anypoint:/" + service + "/organizations/" + e.Var("ANYPOINT_ORGANIZATION_ID")
}

// APIs is the path of the API instances of the environment in API Manager.
func (e *Env) APIs() string {
	return e.Organization("apimanager/api/v1") + "/environments/" + e.Var("ANYPOINT_ENVIRONMENT_ID") + "/apis"
}

// GivenClientProvider registers Okta as client provider by hand, with a web
// app for introspection, and returns the client provider's id. change alters
// the client provider before it is made.
func (e *Env) GivenClientProvider(t testing.TB, change func(map[string]any)) string {
	t.Helper()
	app := reach[map[string]any](t, e.ByHand(t, http.MethodPost, "okta:/api/v1/apps", map[string]any{
		"name": "oidc_client", "signOnMode": "OPENID_CONNECT", "label": "Introspection of Anypoint",
		"credentials": map[string]any{"oauthClient": map[string]any{"token_endpoint_auth_method": "client_secret_post"}},
		"settings": map[string]any{"oauthClient": map[string]any{
			"application_type": "web", "grant_types": []string{"authorization_code", "client_credentials"}, "response_types": []string{"code"},
			"redirect_uris": []string{"https://anypoint.example.com/callback"},
		}},
	}), "credentials", "oauthClient")
	server := e.Var("OKTA_ORG_URL") + "/oauth2/default"
	body := map[string]any{
		"name": "Okta", "type": map[string]any{"name": "openid-dynamic-client"},
		"oidc_dynamic_client_provider": map[string]any{
			"issuer": server,
			"client": map[string]any{
				"urls":         map[string]any{"register": e.Var("OKTA_ORG_URL") + "/oauth2/v1/clients"},
				"registration": map[string]any{"authorization": "SSWS " + e.Var("OKTA_API_TOKEN")},
			},
			"primary_client":              map[string]any{"id": app["client_id"], "secret": app["client_secret"]},
			"urls":                        map[string]any{"authorize": server + "/v1/authorize", "token": server + "/v1/token", "introspect": server + "/v1/introspect"},
			"allow_local_client_deletion": true, "allow_external_client_modification": true,
		},
	}
	if change != nil {
		change(body)
	}
	id := reach[string](t, e.ByHand(t, http.MethodPost, e.Organization("accounts/api")+"/clientProviders", body), "providerId")
	e.Given()
	return id
}

// GivenAPI publishes an asset and makes an API instance of it by hand, at
// /<name> on the gateway, and returns its id. An empty clientProvider is
// Anypoint's own. more are further members of the API instance.
func (e *Env) GivenAPI(t testing.TB, name, clientProvider string, more map[string]any) string {
	t.Helper()
	organization := e.Var("ANYPOINT_ORGANIZATION_ID")
	e.publish(t, name, "1.0.0")
	body := map[string]any{
		"technology": "mule4", "providerId": nil,
		"spec": map[string]any{"groupId": organization, "assetId": name, "version": "1.0.0"},
		"endpoint": map[string]any{
			"type": "http", "deploymentType": "HY", "isCloudHub": false, "muleVersion4OrAbove": true,
			"uri": e.Var("GATEWAY_URL") + "/_sim/echo", "proxyUri": "http://0.0.0.0:8081/" + name,
		},
	}
	if clientProvider != "" {
		body["providerId"] = clientProvider
	}
	mergePatch(body, more)
	id := fmt.Sprintf("%.0f", reach[float64](t, e.ByHand(t, http.MethodPost, e.APIs(), body), "id"))
	e.Given()
	return id
}

// GivenApplication makes a client application by hand, for the client provider
// of an API instance, and returns its id. An empty one is for Anypoint's own.
func (e *Env) GivenApplication(t testing.TB, name, api string) string {
	t.Helper()
	path := e.Organization("exchange/api/v2") + "/applications"
	if api != "" {
		path += "?apiInstanceId=" + api
	}
	id := fmt.Sprintf("%.0f", reach[float64](t, e.ByHand(t, http.MethodPost, path, map[string]any{
		"name": name, "redirectUri": []string{"https://card.example.com/callback"}, "grantTypes": []string{"authorization_code", "client_credentials"},
	}), "id"))
	e.Given()
	return id
}

// Fail makes Anypoint answer the next request of a route with an error.
func (e *Env) Fail(method, route string, status int) {
	e.Sim.World.Faults.Add(kernel.Fault{
		Platform: "anypoint", Method: method, Path: route, Times: 1, Status: status,
		Header: map[string]string{"Content-Type": "application/json"}, Body: fmt.Sprintf(`{"name":"Error%d","message":"made to fail"}`, status),
	})
}

// NoFailures checks that no call of the provider was refused.
func (e *Env) NoFailures(t testing.TB) {
	t.Helper()
	for _, x := range e.Requests() {
		if x.Status >= http.StatusBadRequest {
			t.Errorf("%s %s answered %d", x.Method, x.Path, x.Status)
		}
	}
}

// GivenAsset publishes versions of an asset by hand.
func (e *Env) GivenAsset(t testing.TB, name string, versions ...string) {
	t.Helper()
	for _, version := range versions {
		e.publish(t, name, version)
	}
	e.Given()
}

// publish makes a version of an asset of the kind that needs no file.
func (e *Env) publish(t testing.TB, name, version string) {
	t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	for field, value := range map[string]string{"name": name, "type": "http-api", "properties.apiVersion": "v1"} {
		if err := w.WriteField(field, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	organization := e.Var("ANYPOINT_ORGANIZATION_ID")
	address := fmt.Sprintf("%s/exchange/api/v2/organizations/%s/assets/%[2]s/%s/%s", e.Var("ANYPOINT_BASE_URL"), organization, name, version)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, &form)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("X-Sync-Publication", "true")
	req.Header.Set("Authorization", "Bearer "+e.anypointToken(t))
	req.Header.Set("User-Agent", contract.ByHand)
	resp, err := e.Sim.World.Client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusCreated {
		t.Fatalf("by hand: publish %s: %d", name, resp.StatusCode)
	}
}

// reach reaches into an answer.
func reach[T any](t testing.TB, v any, path ...string) T {
	t.Helper()
	for _, name := range path {
		m, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("the answer has no %v", path)
		}
		v = m[name]
	}
	out, ok := v.(T)
	if !ok {
		raw, _ := json.Marshal(v)
		t.Fatalf("%v is %s", path, raw)
	}
	return out
}
