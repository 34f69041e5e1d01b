package apiinstance_test

import (
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

func TestSmoke(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	issuer := e.Var("OKTA_ORG_URL") + "/oauth2/default"
	p := m.Create("gatehouse_anypoint_client_provider", map[string]any{
		"name": "Okta", "issuer": issuer, "client_registration_url": e.Var("OKTA_ORG_URL") + "/oauth2/v1/clients",
		"authorization_header_wo": "SSWS abcdefgh", "authorization_header_wo_version": 1,
		"introspection_client_id": "0oa1", "introspection_client_secret_wo": "s3cr3tvalue", "introspection_client_secret_wo_version": 1,
		"authorize_url": issuer + "/v1/authorize", "token_url": issuer + "/v1/token", "introspection_url": issuer + "/v1/introspect",
		"allow_client_deletion": true, "allow_client_modification": true,
	})
	m.Create("gatehouse_anypoint_environment_client_providers", map[string]any{"client_provider_ids": []string{p.Text("id")}})
	a := m.Create("gatehouse_anypoint_exchange_asset", map[string]any{"asset_id": "card-api", "version": "1.0.0", "name": "Card API", "type": "http-api", "api_version": "v1"})
	i := m.Create("gatehouse_anypoint_api_instance", map[string]any{
		"technology": "mule4", "provider_id": p.Text("id"),
		"spec":     map[string]any{"group_id": a.Text("group_id"), "asset_id": "card-api", "version": "1.0.0"},
		"endpoint": map[string]any{"type": "http", "uri": "http://127.0.0.1:9/x", "proxy_uri": "http://0.0.0.0:8402/card"},
	})
	t.Log(i.Get("endpoint"), i.Get("id"), i.Get("product_version"))
	for _, x := range e.Requests() {
		t.Log(x.Method, x.Route, x.Status, string(x.Body))
	}
	if p := i.Plan(map[string]any{
		"technology": "mule4", "provider_id": p.Text("id"),
		"spec":     map[string]any{"group_id": a.Text("group_id"), "asset_id": "card-api", "version": "1.0.0"},
		"endpoint": map[string]any{"type": "http", "uri": "http://127.0.0.1:9/x", "proxy_uri": "http://0.0.0.0:8402/card"},
	}); !p.Empty() {
		t.Error(p.Changed, p.Replace, p.Errors)
	}
}
