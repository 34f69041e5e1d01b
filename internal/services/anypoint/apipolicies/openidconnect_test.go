package apipolicies_test

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement"
	address  = typeName + ".test"
	items    = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/policies"
	item     = items + "/{policyId}"
)

// world is a simulator with an API instance whose client provider is Okta.
func world(t *testing.T) (e *acctest.Env, api string) {
	t.Helper()
	e = acctest.Start(t)
	return e, e.GivenAPI(t, "card", e.GivenClientProvider(t, nil), nil)
}

func config(e *acctest.Env, api, configuration, more string) string {
	return e.Provider + fmt.Sprintf(`
resource %q "test" {
  api_instance_id = %q
  configuration   = { %s }
%s}
`, typeName, api, configuration, more)
}

func TestOpenIDConnectPolicy_lifecycle(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	importID := acctest.ImportID(address, "organization_id", "environment_id", "api_instance_id", "id")
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, api, `scopes = ["mulescope"]`, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile(`^\d+$`))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("organization_id"), knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("environment_id"), knownvalue.StringExact(e.Var("ANYPOINT_ENVIRONMENT_ID"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("asset_version"), knownvalue.StringExact("1.6.0")), // the newest that the simulator has
				statecheck.ExpectKnownValue(address, tfjsonpath.New("order"), knownvalue.Int64Exact(1)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("disabled"), knownvalue.Bool(false)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("label"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("pointcut"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("configuration"), knownvalue.ObjectExact(map[string]knownvalue.Check{
					"scopes":                    knownvalue.ListExact([]knownvalue.Check{knownvalue.StringExact("mulescope")}),
					"scope_validation_criteria": knownvalue.StringExact("AND"), "expose_headers": knownvalue.Bool(false), "skip_client_id_validation": knownvalue.Bool(false),
					"authentication_timeout": knownvalue.Null(), "secure_trust_store": knownvalue.Null(),
					"max_federation_expiration_time": knownvalue.Null(), "max_cache_size": knownvalue.Null(),
				})),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: importID},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "api_instance_id", "id")},
		{
			Config: config(e, api, `
    scopes                    = ["write", "mulescope"]
    scope_validation_criteria = "OR"
    expose_headers            = true
    skip_client_id_validation = true
    authentication_timeout    = 5000
    secure_trust_store        = true
  `, `
  asset_version = "1.5.0"
  label         = "card"
  disabled      = true
  order         = 1
  pointcut = [
    { method_regex = "POST", uri_template_regex = "/cards" },
    { method_regex = "GET|HEAD", uri_template_regex = ".*" },
  ]
`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("label"), knownvalue.StringExact("card")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("pointcut"), knownvalue.SetSizeExact(2)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("asset_version"), knownvalue.StringExact("1.5.0")),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: importID},
		{Config: config(e, api, `scopes = ["mulescope"]`, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	// Official defect 5: a change is one PATCH, never a DELETE and a POST with
	// an unprotected window in between.
	if posts, patches, deletes := e.Count("POST "+items), e.Count("PATCH "+item), e.Count("DELETE "+item); posts != 1 || patches != 2 || deletes != 1 {
		t.Errorf("%d POST, %d PATCH, %d DELETE", posts, patches, deletes)
	}
	// The list that holds the policies of the API answers for the only one, too;
	// the update that keeps the version looks first at what it must not drop.
	if lists, gets := e.Count("GET "+items), e.Count("GET "+item); lists == 0 || gets != 1 {
		t.Errorf("the policy was read %d times by a list and %d times by itself", lists, gets)
	}
}

func TestOpenIDConnectPolicy_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e, api := world(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, `scopes = ["mulescope"]`, "")},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func TestOpenIDConnectPolicy_disappears(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	remove := func() {
		for _, p := range e.ByHand(t, http.MethodGet, e.APIs()+"/"+api+"/policies?fullInfo=false", nil).([]any) {
			e.ByHand(t, http.MethodDelete, fmt.Sprintf("%s/%s/policies/%.0f", e.APIs(), api, p.(map[string]any)["id"]), nil)
		}
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, `scopes = ["mulescope"]`, "")},
		{PreConfig: remove, Config: config(e, api, `scopes = ["mulescope"]`, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate)},
		{PreConfig: remove, Config: config(e, api, `scopes = ["mulescope"]`, ""), Destroy: true},
	}})
}

func TestOpenIDConnectPolicy_drift(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	patch := func(body map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			e.ByHand(t, http.MethodPatch, e.APIs()+"/"+api+"/policies/"+o.Text("id"), body)
		}
	}
	whole := map[string]any{
		"scopes": "mulescope write", "scopeValidationCriteria": "OR", "exposeHeaders": true, "skipClientIdValidation": true,
		"authenticationTimeout": 5000, "secureTrustStore": true, "maxFederationExpirationTime": 60, "maxCacheSize": 10,
	}
	configured := func(key string, value any) func(*testing.T, *acctest.Env, *acctest.Managed) {
		c := map[string]any{}
		maps.Copy(c, whole)
		if c[key] = value; value == nil {
			delete(c, key)
		}
		return patch(map[string]any{"configurationData": c})
	}
	nested := func(without string) map[string]any {
		c := map[string]any{
			"scopes": []any{"mulescope", "write"}, "scope_validation_criteria": "OR", "expose_headers": true, "skip_client_id_validation": true,
			"authentication_timeout": 5000, "secure_trust_store": true, "max_federation_expiration_time": 60, "max_cache_size": 10,
		}
		delete(c, without)
		return c
	}
	without := func(name string) map[string]any { return map[string]any{"configuration": nested(name)} }
	acctest.Drift{
		Type: typeName,
		Config: map[string]any{
			"api_instance_id": api, "asset_version": "1.5.0", "label": "card", "disabled": true, "order": 3,
			"pointcut":      []any{map[string]any{"method_regex": "GET", "uri_template_regex": "/a"}},
			"configuration": nested(""),
		},
		Edits: map[string][]acctest.Edit{
			"asset_version": {{Do: patch(map[string]any{"assetVersion": "1.3.0"})}},
			"label": {
				{Do: patch(map[string]any{"label": "other"})},
				{Do: patch(map[string]any{"label": nil})},
				{Do: patch(map[string]any{"label": "other"}), With: map[string]any{"label": nil}},
			},
			"disabled": {{Do: patch(map[string]any{"disabled": false})}, {Do: patch(map[string]any{"disabled": true}), With: map[string]any{"disabled": nil}}},
			"order":    {{Do: patch(map[string]any{"order": 1})}},
			"pointcut": {
				{Do: patch(map[string]any{"pointcutData": []any{map[string]any{"methodRegex": "POST", "uriTemplateRegex": "/a"}}})},
				{Do: patch(map[string]any{"pointcutData": []any{map[string]any{"methodRegex": "GET"}}})},
				{Do: patch(map[string]any{"pointcutData": nil})},
				{Do: patch(map[string]any{"pointcutData": []any{map[string]any{"methodRegex": "POST", "uriTemplateRegex": "/a"}}}), With: map[string]any{"pointcut": nil}},
			},
			"configuration.scopes": {
				{Do: configured("scopes", "mulescope")},
				{Do: configured("scopes", "")},
				{Do: configured("scopes", nil)},
				{Do: configured("scopes", "more"), With: without("scopes")},
			},
			"configuration.scope_validation_criteria": {
				{Do: configured("scopeValidationCriteria", "AND")},
				{Do: configured("scopeValidationCriteria", nil)},
				{Do: configured("scopeValidationCriteria", "OR"), With: without("scope_validation_criteria")},
			},
			"configuration.expose_headers": {
				{Do: configured("exposeHeaders", false)},
				{Do: configured("exposeHeaders", nil)},
				{Do: configured("exposeHeaders", true), With: without("expose_headers")},
			},
			"configuration.skip_client_id_validation": {
				{Do: configured("skipClientIdValidation", false)},
				{Do: configured("skipClientIdValidation", nil)},
				{Do: configured("skipClientIdValidation", true), With: without("skip_client_id_validation")},
			},
			"configuration.authentication_timeout": {
				{Do: configured("authenticationTimeout", 7000)},
				{Do: configured("authenticationTimeout", nil)},
				{Do: configured("authenticationTimeout", 7000), With: without("authentication_timeout")},
			},
			"configuration.secure_trust_store": {
				{Do: configured("secureTrustStore", false)},
				{Do: configured("secureTrustStore", nil)},
				{Do: configured("secureTrustStore", true), With: without("secure_trust_store")},
			},
			"configuration.max_federation_expiration_time": {{Do: configured("maxFederationExpirationTime", 30)}, {Do: configured("maxFederationExpirationTime", nil)}},
			"configuration.max_cache_size":                 {{Do: configured("maxCacheSize", 30)}, {Do: configured("maxCacheSize", nil)}},
		},
		Except: map[string]string{
			"organization_id": "it is where the object is, not what it holds",
			"environment_id":  "it is where the object is, not what it holds",
			"api_instance_id": "it is where the object is, not what it holds",
			"allow_duplicate": "it counts for the creation only; the platform does not keep it",
		},
	}.Run(t, e)
}

// What the platform says of the order of scopes means nothing, in both directions.
func TestOpenIDConnectPolicy_orderOfScopes(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	with := func(scopes ...any) map[string]any {
		return map[string]any{"api_instance_id": api, "configuration": map[string]any{"scopes": scopes}}
	}
	o := e.Machine(t).Create(typeName, with("b", "a"))
	if got := e.LastBody(t, "POST "+items)["configurationData"].(map[string]any)["scopes"]; got != "b a" {
		t.Errorf("sent %q", got)
	}
	if p := o.Plan(with("a", "b")); !p.Empty() {
		t.Errorf("another order in the configuration: %v", p.Changed)
	}
	e.ByHand(t, http.MethodPatch, e.APIs()+"/"+api+"/policies/"+o.Text("id"), map[string]any{"configurationData": map[string]any{"scopes": "a  b"}})
	o.Refresh()
	if p := o.Plan(with("b", "a")); !p.Empty() {
		t.Errorf("another order on the platform: %v", p.Changed)
	}
	if p := o.Plan(with("b", "c")); len(p.Changed) != 1 || p.Changed[0] != "configuration.scopes" {
		t.Errorf("another scope: %v", p.Changed)
	}
}

func TestOpenIDConnectPolicy_replacements(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	config := func(argument, value string) map[string]any {
		c := map[string]any{"api_instance_id": api, "configuration": map[string]any{}}
		if argument != "" {
			c[argument] = value
		}
		return c
	}
	o := e.Machine(t).Create(typeName, config("", ""))
	// Official defect 9: another organization was "changed in place" and ignored.
	for _, argument := range []string{"organization_id", "environment_id", "api_instance_id"} {
		if p := o.Plan(config(argument, "other")); len(p.Replace) != 1 || p.Replace[0] != argument {
			t.Errorf("%s: replacements %v", argument, p.Replace)
		}
	}
	if p := o.Plan(config("asset_version", "1.5.0")); len(p.Replace) != 0 {
		t.Errorf("asset_version: replacements %v", p.Replace)
	}
}

func TestOpenIDConnectPolicy_invalid(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, c := range map[string]struct {
		configuration any
		want          string
	}{
		"twice":    {map[string]any{"scopes": []any{"a", "b", "a"}}, `Duplicate Scope: .*scopes.*The scope "a" is there twice`},
		"space":    {map[string]any{"scopes": []any{"read write"}}, `Invalid Scope: .*"read write" is not the name of a scope.*one scope for each`},
		"none":     {map[string]any{"scopes": []any{}}, `at least 1`},
		"timeout":  {map[string]any{"authentication_timeout": 0}, `at least 1`},
		"criteria": {map[string]any{"scope_validation_criteria": "or"}, `Write it as "OR"`},
	} {
		got := m.Validate(typeName, map[string]any{"api_instance_id": "1", "configuration": c.configuration})
		if !regexp.MustCompile("(?s)" + c.want).MatchString(got) {
			t.Errorf("%s: %s", name, got)
		}
	}
	for name, configuration := range map[string]any{
		"unknown object": acctest.Unknown,
		"unknown list":   map[string]any{"scopes": acctest.Unknown},
		"unknown scopes": map[string]any{"scopes": []any{acctest.Unknown, acctest.Unknown, "a"}},
	} {
		c := map[string]any{"api_instance_id": acctest.Unknown, "configuration": configuration, "pointcut": acctest.Unknown}
		if got := m.Validate(typeName, c); got != "" {
			t.Errorf("%s: %s", name, got)
		}
		if p := m.New(typeName).Plan(c); p.Errors != "" {
			t.Errorf("%s: %s", name, p.Errors)
		}
	}
}

// The platform has the policy only for API instances with an OpenID Connect
// client provider; what it says is explained.
func TestOpenIDConnectPolicy_needsAClientProvider(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	api := e.GivenAPI(t, "card", "", nil)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:      config(e, api, `scopes = ["mulescope"]`, ""),
		ExpectError: regexp.MustCompile(`(?s)requires\s+an\s+API\s+with\s+a\s+client\s+provider.*Set\s+provider_id\s+of\s+the\s+gatehouse_anypoint_api_instance`),
	}}})
}

func TestOpenIDConnectPolicy_duplicate(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	c := map[string]any{"api_instance_id": api, "configuration": map[string]any{"scopes": []any{"a"}}}
	first := m.Create(typeName, c)
	id := strings.Join([]string{first.Text("organization_id"), first.Text("environment_id"), api, first.Text("id")}, "/")
	if errs := m.New(typeName).TryApply(c); !strings.Contains(errs, "allow_duplicate = true") || !strings.Contains(errs, id) {
		t.Errorf("the error does not name the way out: %s", errs)
	}
	c["allow_duplicate"] = true
	if second := m.Create(typeName, c); second.Text("id") == first.Text("id") {
		t.Error("the same policy twice")
	}
}

func TestOpenIDConnectPolicy_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e, api := world(t)
	e.ByHand(t, http.MethodPost, e.APIs()+"/"+api+"/policies", map[string]any{
		"groupId": "68ef9520-24e9-4cf2-b2f5-620025690913", "assetId": "rate-limiting", "assetVersion": "1.4.0",
		"configurationData": map[string]any{"rateLimits": []any{}},
	})
	e.Given()
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, `scopes = ["mulescope"]`, "")},
		{
			Query: true,
			Config: fmt.Sprintf(`
list %q "test" {
  provider         = gatehouse
  include_resource = true
  config {
    api_instance_id = %q
  }
}`, typeName, api),
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"organization_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "environment_id": knownvalue.StringExact(e.Var("ANYPOINT_ENVIRONMENT_ID")),
					"api_instance_id": knownvalue.StringExact(api), "id": knownvalue.StringRegexp(regexp.MustCompile(`^\d+$`)),
				}),
			},
		},
	}})
}
