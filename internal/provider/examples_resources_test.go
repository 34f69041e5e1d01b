package provider_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// there is what an example finds by a data source, or is told by a variable: a
// part of its text, and what makes it, which returns a value for a variable.
var there = []struct {
	text string
	make func(*testing.T, *acctest.Env) string
}{
	{`variable "api_instance_id"`, func(t *testing.T, e *acctest.Env) string {
		t.Helper()
		return "api_instance_id=" + e.GivenAPI(t, "orders", "", nil)
	}},
	{`variable "okta_api_token"`, func(_ *testing.T, e *acctest.Env) string { return "okta_api_token=" + e.Var("OKTA_API_TOKEN") }},
	{`data "gatehouse_anypoint_client_provider" "okta"`, func(t *testing.T, e *acctest.Env) string {
		t.Helper()
		e.GivenClientProvider(t, nil)
		return ""
	}},
	{`data "gatehouse_anypoint_client_application" "card"`, func(t *testing.T, e *acctest.Env) string {
		t.Helper()
		e.GivenApplication(t, "Card Application", e.GivenAPI(t, "orders", e.GivenClientProvider(t, nil), nil))
		return ""
	}},
	{`data "gatehouse_okta_app_oauth" "portal"`, byHand("/api/v1/apps", app("Customer portal", "web", "authorization_code"))},
	{`data "gatehouse_okta_app_oauth" "gateway"`, byHand("/api/v1/apps", app("Gateway", "web", "authorization_code"))},
	{`data "gatehouse_okta_app_oauth" "job"`, byHand("/api/v1/apps", app("Nightly job", "service", "client_credentials"))},
	{`variable "client_id"`, func(t *testing.T, e *acctest.Env) string {
		t.Helper()
		made, _ := e.ByHand(t, http.MethodPost, "okta:/api/v1/apps", app("Partner", "web", "authorization_code")).(map[string]any)
		return fmt.Sprintf("client_id=%s", made["id"])
	}},
	{`data "gatehouse_okta_group" "operators"`, byHand("/api/v1/groups", map[string]any{"profile": map[string]any{"name": "Payments operators"}})},
	{`data "gatehouse_okta_auth_server_policy" "shared"`, byHand("/api/v1/authorizationServers/default/policies", map[string]any{
		"type": "OAUTH_AUTHORIZATION_POLICY", "name": "Partners", "description": "Partners", "priority": 1, "status": "ACTIVE",
		"conditions": map[string]any{"clients": map[string]any{"include": []string{}}},
	})},
}

func byHand(path string, body map[string]any) func(*testing.T, *acctest.Env) string {
	return func(t *testing.T, e *acctest.Env) string {
		t.Helper()
		e.ByHand(t, http.MethodPost, "okta:"+path, body)
		return ""
	}
}

func app(label, kind, grant string) map[string]any {
	return map[string]any{
		"name": "oidc_client", "signOnMode": "OPENID_CONNECT", "label": label,
		"credentials": map[string]any{"oauthClient": map[string]any{"token_endpoint_auth_method": "client_secret_basic"}},
		"settings": map[string]any{"oauthClient": map[string]any{
			"application_type": kind, "grant_types": []string{grant}, "response_types": []string{"code"}, "redirect_uris": []string{"https://portal.example.com/callback"},
		}},
	}
}

// TestExamples_resourcesAreApplied applies each example of a resource in a
// tenant of its own, looks whether another plan would change something, and
// takes it away again.
func TestExamples_resourcesAreApplied(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(repository, "examples/resources/*", several("resource.tf")))
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file)) + "/" + strings.TrimSuffix(filepath.Base(file), ".tf")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			applyResource(t, file)
		})
	}
}

// anything is a variable for a value whose form no public source tells. All that
// is known is that it is a list.
var anything = regexp.MustCompile(`variable "(\w+)" \{[^}]*\n  type += any\n`)

func applyResource(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range anything.FindAllStringSubmatch(string(text), -1) {
		text = []byte(strings.ReplaceAll(string(text), "var."+m[1], "[]"))
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	e := acctest.Start(t)
	var variables []string
	for _, m := range variable.FindAllStringSubmatch(string(text), -1) {
		variables = append(variables, "TF_VAR_"+m[1]+"=a-value-for-this")
	}
	for _, o := range there {
		if !strings.Contains(string(text), o.text) {
			continue
		}
		if value := o.make(t, e); value != "" {
			variables = append(variables, "TF_VAR_"+value)
		}
	}
	e.Given()
	m := e.Machine(t)
	stack := m.Stack(dir, variables)
	if pending := stack.Pending(m); len(pending) > 0 {
		t.Errorf("another apply would change %q", pending)
	}
	if errs := stack.Destroy(m); errs != "" {
		t.Error(errs)
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}
