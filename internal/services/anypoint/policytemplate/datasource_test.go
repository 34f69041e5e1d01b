package policytemplate_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	one  = "gatehouse_anypoint_policy_template"
	many = "gatehouse_anypoint_policy_templates"
	path = "/apimanager/xapi/v1/organizations/{organizationId}/exchange-policy-templates"
)

// rows are the objects under a name.
func rows(t *testing.T, got map[string]any, name string) []map[string]any {
	t.Helper()
	list, ok := got[name].([]any)
	if !ok {
		t.Fatalf("%s is %v", name, got[name])
	}
	out := make([]map[string]any, len(list))
	for i, e := range list {
		out[i], _ = e.(map[string]any)
	}
	return out
}

func named(all []map[string]any, key, value string) map[string]any {
	for _, r := range all {
		if r[key] == value {
			return r
		}
	}
	return nil
}

// TestTemplate_properties: the older form of a template, of the newest version
// or of one that is asked for.
func TestTemplate_properties(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	got, errs := m.Data(one, map[string]any{"asset_id": "http-basic-authentication"})
	if errs != "" {
		t.Fatal(errs)
	}
	if got["asset_version"] != "1.3.2" || got["type"] != "system" || got["injection_point"] != "inbound" || got["organization_id"] != e.Var("ANYPOINT_ORGANIZATION_ID") {
		t.Errorf("the template is %v", got)
	}
	keys := rows(t, got, "properties")
	password, username := named(keys, "name", "password"), named(keys, "name", "username")
	if password["sensitive"] != true || username["sensitive"] != false || username["required"] != true || username["type"] != "string" {
		t.Errorf("the keys are %v", keys)
	}
	if text, _ := got["configuration_json"].(string); !strings.HasPrefix(text, "[") || !strings.Contains(text, `"username"`) {
		t.Errorf("configuration_json is %v", got["configuration_json"])
	}
	got, errs = m.Data(one, map[string]any{"asset_id": "rate-limiting", "asset_version": "1.4.0"})
	if errs != "" || got["asset_version"] != "1.4.0" {
		t.Errorf("another version: %v %s", got["asset_version"], errs)
	}
	got, errs = m.Data(one, map[string]any{"asset_id": "jwt-validation", "asset_version": "1.3.2"})
	if key := named(rows(t, got, "properties"), "name", "jwksServiceTimeToLive"); errs != "" || key["default_json"] != "60" || key["required"] != false {
		t.Errorf("jwksServiceTimeToLive is %v %s", key, errs)
	}
	if _, errs := m.Data(one, map[string]any{"asset_id": "nothing"}); !strings.Contains(errs, "gatehouse_anypoint_policy_templates") {
		t.Errorf("a policy that is not there: %s", errs)
	}
}

// TestTemplate_schema: the newer form of a template is a JSON Schema.
func TestTemplate_schema(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: path + "/{groupId}/{assetId}/{assetVersion}", Status: http.StatusOK, Body: `{
		"groupId": "g", "assetId": "a", "assetVersion": "1.0.0", "configuration": {"type": "object", "required": ["token"],
		"properties": {"token": {"type": "string", "security:sensitive": true, "characteristics": ["security:sensitive"]}, "limit": {"type": "integer", "default": 5}, "tags": {"type": "array"}, "any": {"type": ["string", "null"]}}}}`})
	got, errs := e.Machine(t).Data(one, map[string]any{"group_id": "g", "asset_id": "a", "asset_version": "1.0.0"})
	if errs != "" {
		t.Fatal(errs)
	}
	keys := rows(t, got, "properties")
	token, limit, tags, either := named(keys, "name", "token"), named(keys, "name", "limit"), named(keys, "name", "tags"), named(keys, "name", "any")
	if token["required"] != true || token["sensitive"] != true || limit["default_json"] != "5" || limit["required"] != false || tags["allow_multiple"] != true || either["type"] != nil {
		t.Errorf("the keys are %v", keys)
	}
}

// TestTemplates_filters: what is asked for goes to the platform, which decides.
func TestTemplates_filters(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	api := e.GivenAPI(t, "card", "", nil)
	m := e.Machine(t)
	read := func(config map[string]any) []map[string]any {
		t.Helper()
		got, errs := m.Data(many, config)
		if errs != "" {
			t.Fatal(errs)
		}
		return rows(t, got, "templates")
	}
	newest, every := read(nil), read(map[string]any{"all_versions": true})
	if len(newest) == 0 || len(every) <= len(newest) {
		t.Errorf("%d newest templates, %d in all versions", len(newest), len(every))
	}
	if limit := named(newest, "asset_id", "rate-limiting"); limit["name"] == nil || limit["category"] == nil || limit["group_id"] != "68ef9520-24e9-4cf2-b2f5-620025690913" {
		t.Errorf("rate limiting is %v", limit)
	}
	// An API without a client provider for OpenID Connect is not offered its policy.
	const openid = "openidconnect-access-token-enforcement"
	offered := read(map[string]any{"api_instance_id": api})
	if named(newest, "asset_id", openid) == nil || named(offered, "asset_id", openid) != nil {
		t.Error("the API instance does not narrow the list down")
	}
	read(map[string]any{"environment_id": "e", "mule_version": "4.6.0", "automated_only": true})
	requests := e.Requests()
	for _, want := range []string{"environmentId=e", "muleVersion=4.6.0", "automatedOnly=true", "latest=true", "includeConfiguration=false"} {
		if last := requests[len(requests)-1].Query.Encode(); !strings.Contains(last, want) {
			t.Errorf("the query %q lacks %s", last, want)
		}
	}
	if q := requests[len(requests)-2].Query.Encode(); !strings.Contains(q, "environmentId="+e.Var("ANYPOINT_ENVIRONMENT_ID")) {
		t.Errorf("the query of an API instance %q lacks its environment", q)
	}
	e.Fail(http.MethodGet, path, http.StatusForbidden)
	if _, errs := m.Data(many, nil); !strings.Contains(errs, "View Policies") {
		t.Errorf("no permission: %s", errs)
	}
}
