package clientprovider_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	typeName = "gatehouse_anypoint_client_provider"
	address  = typeName + ".test"
	items    = "/accounts/api/organizations/{organizationId}/clientProviders"
	item     = items + "/{clientProviderId}"
	metadata = "/oauth2/{authServerId}/.well-known/openid-configuration"
)

var unread = []string{
	"authorization_header", "authorization_header_wo_version", "introspection_client_secret", "introspection_client_secret_wo_version", "skip_metadata_check",
}

// config has what is required, and more.
func config(e *acctest.Env, more string) string {
	return e.Provider + fmt.Sprintf(`
locals {
  issuer = "%[1]s/oauth2/default"
}
resource "gatehouse_anypoint_client_provider" "test" {
  name                                   = "Okta"
  issuer                                 = local.issuer
  client_registration_url                = "%[1]s/oauth2/v1/clients"
  introspection_client_id                = "0oa00000000000000001"
  introspection_client_secret_wo         = "introspect-1"
  introspection_client_secret_wo_version = 1
  authorize_url                          = "${local.issuer}/v1/authorize"
  token_url                              = "${local.issuer}/v1/token"
  introspection_url                      = "${local.issuer}/v1/introspect"
%[2]s}
`, e.Var("OKTA_ORG_URL"), more)
}

// required is the same for a Machine.
func required(e *acctest.Env) map[string]any {
	issuer := e.Var("OKTA_ORG_URL") + "/oauth2/default"
	return map[string]any{
		"name": "Okta", "issuer": issuer, "client_registration_url": e.Var("OKTA_ORG_URL") + "/oauth2/v1/clients",
		"introspection_client_id": "0oa00000000000000001", "introspection_client_secret_wo": "introspect-1", "introspection_client_secret_wo_version": 1,
		"authorize_url": issuer + "/v1/authorize", "token_url": issuer + "/v1/token", "introspection_url": issuer + "/v1/introspect",
	}
}

func with(config map[string]any, changes map[string]any) map[string]any {
	out := map[string]any{}
	maps.Copy(out, config)
	for k, v := range changes {
		out[k] = v
		if v == nil {
			delete(out, k)
		}
	}
	return out
}

func path(e *acctest.Env, id string) string {
	return "anypoint:/accounts/api/organizations/" + e.Var("ANYPOINT_ORGANIZATION_ID") + "/clientProviders/" + id
}

// secrets are what the platform keeps.
func secrets(t *testing.T, e *acctest.Env, id string) (header, secret any) {
	t.Helper()
	whole, _ := e.ByHand(t, http.MethodGet, path(e, id)+"?includeSecrets=true", nil).(map[string]any)
	oidc, _ := whole["oidc_dynamic_client_provider"].(map[string]any)
	client, _ := oidc["client"].(map[string]any)
	registration, _ := client["registration"].(map[string]any)
	primary, _ := oidc["primary_client"].(map[string]any)
	return registration["authorization"], primary["secret"]
}

func TestClientProvider_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "id",
		ImportStateIdFunc: acctest.ImportID(address, "organization_id", "id"), ImportStateVerifyIgnore: unread,
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("organization_id"), knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("allow_client_deletion"), knownvalue.Bool(false)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("allow_client_import"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("client_request_timeout_ms"), knownvalue.Int64Exact(5000)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("introspection_client_secret_wo"), knownvalue.Null()),
			},
		},
		imported,
		{
			Config: config(e, `
  description                     = "Clients in Okta"
  authorization_header_wo         = "SSWS header-1"
  authorization_header_wo_version = 1
  token_endpoint_auth_methods     = ["client_secret_basic"]
  allow_untrusted_certificates    = true
  allow_client_deletion           = true
  allow_client_modification       = true
  allow_client_import             = true
  client_request_timeout_ms       = 20000
`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("description"), knownvalue.StringExact("Clients in Okta")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("client_request_timeout_ms"), knownvalue.Int64Exact(20000)),
			},
		},
		imported,
		{Config: config(e, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config(e, ""), PlanOnly: true},
	}})
	if n := e.Count("POST " + items); n != 1 {
		t.Errorf("created %d times", n)
	}
	if n := e.Count("PATCH " + item); n != 1 {
		t.Errorf("patched %d times", n)
	}
	if n := e.Count("PUT " + item); n != 1 {
		t.Errorf("replaced %d times: taking the header away needs that, nothing else does", n)
	}
}

func TestClientProvider_secretsAreSentWhenTheyAreNew(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	base := with(required(e), map[string]any{"authorization_header_wo": "SSWS header-1", "authorization_header_wo_version": 1})
	o := m.Create(typeName, base)
	id := o.Text("id")
	expect := func(when, header, secret string) {
		t.Helper()
		if h, s := secrets(t, e, id); h != header || s != secret {
			t.Errorf("%s: the platform has %v and %v, want %v and %v", when, h, s, header, secret)
		}
	}
	expect("created", "SSWS header-1", "introspect-1")

	o.Apply(with(base, map[string]any{"name": "Renamed", "authorization_header_wo": "SSWS other", "introspection_client_secret_wo": "other"}))
	expect("renamed, without a new version", "SSWS header-1", "introspect-1")
	if body := fmt.Sprint(e.LastBody(t, "PATCH "+item)); body != "map[name:Renamed]" {
		t.Errorf("a new name sends %s", body)
	}

	o.Apply(with(base, map[string]any{"name": "Renamed", "introspection_client_secret_wo": "introspect-2", "introspection_client_secret_wo_version": 2}))
	expect("one new secret", "SSWS header-1", "introspect-2")
	o.Apply(with(base, map[string]any{"name": "Renamed", "authorization_header_wo": "SSWS header-2", "authorization_header_wo_version": 2, "introspection_client_secret_wo_version": 2}))
	expect("a new header", "SSWS header-2", "introspect-2")

	kept := map[string]any{"introspection_client_secret_wo": nil, "introspection_client_secret_wo_version": nil, "authorization_header_wo": nil, "authorization_header_wo_version": nil}
	twins := with(with(base, kept), map[string]any{"introspection_client_secret": "introspect-3", "authorization_header": "SSWS header-3"})
	o.Apply(twins)
	expect("in the state", "SSWS header-3", "introspect-3")
	if p := o.Plan(twins); !p.Empty() {
		t.Errorf("the plan is not empty: %v", p.Changed)
	}
	o.Apply(with(twins, map[string]any{"authorization_header": nil}))
	if h, s := secrets(t, e, id); h != nil || s != "introspect-3" {
		t.Errorf("without a header the platform has %v and %v", h, s)
	}
	if p := o.Plan(with(twins, map[string]any{"authorization_header": nil})); !p.Empty() {
		t.Errorf("the plan is not empty: %v", p.Changed)
	}
}

func TestClientProvider_unknownMembersAreKept(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	base := with(required(e), map[string]any{"authorization_header_wo": "SSWS header-1", "authorization_header_wo_version": 1})
	o := m.Create(typeName, base)
	grants := []any{map[string]any{"name": "client_credentials", "label": "Mine", "required": false, "exclude": []any{}, "depends": []any{}}}
	e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), map[string]any{"oidc_dynamic_client_provider": map[string]any{"supported_grant_types": grants}})
	o.Apply(with(base, map[string]any{"name": "Renamed"}))
	o.Apply(with(base, map[string]any{"name": "Renamed", "authorization_header_wo": nil, "authorization_header_wo_version": nil}))
	whole, _ := e.ByHand(t, http.MethodGet, path(e, o.Text("id")), nil).(map[string]any)
	oidc, _ := whole["oidc_dynamic_client_provider"].(map[string]any)
	if got := fmt.Sprint(oidc["supported_grant_types"]); got != fmt.Sprint(grants) {
		t.Errorf("the grant types are %s", got)
	}
}

func TestClientProvider_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	knowsLater(e)
	issuer := e.Var("OKTA_ORG_URL") + "/oauth2/default"
	edit := func(patch map[string]any) acctest.Edit {
		return acctest.Edit{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), patch)
		}}
	}
	oidc := func(patch map[string]any) acctest.Edit {
		return edit(map[string]any{"oidc_dynamic_client_provider": patch})
	}
	unset := func(e acctest.Edit, argument string) acctest.Edit {
		e.With = map[string]any{argument: nil}
		return e
	}
	acctest.Drift{
		Type: typeName,
		Config: with(required(e), map[string]any{
			"description": "Clients in Okta", "authorization_header_wo": "SSWS header-1", "authorization_header_wo_version": 1,
			"token_endpoint_auth_methods": []string{"client_secret_basic"}, "allow_untrusted_certificates": true, "allow_client_deletion": true,
			"allow_client_modification": true, "allow_client_import": true, "client_request_timeout_ms": 10000, "azure_key_expires_in": "P90D", "extra": later("one"),
			"supported_grant_types": []string{"client_credentials", "refresh_token"},
		}),
		Edits: map[string][]acctest.Edit{
			"name":                         {edit(map[string]any{"name": "Other"})},
			"description":                  {edit(map[string]any{"type": map[string]any{"description": "Other"}}), unset(edit(map[string]any{"type": map[string]any{"description": "Other"}}), "description")},
			"allow_untrusted_certificates": {edit(map[string]any{"allow_untrusted_certificates": false}), unset(edit(map[string]any{"allow_untrusted_certificates": true}), "allow_untrusted_certificates")},
			"issuer":                       {oidc(map[string]any{"issuer": issuer + "x"})},
			"client_registration_url":      {oidc(map[string]any{"client": map[string]any{"urls": map[string]any{"register": "https://other.example.com/clients"}}})},
			"token_endpoint_auth_methods": {
				oidc(map[string]any{"client": map[string]any{"token_endpoint_auth_methods_supported": []string{"client_secret_post"}}}),
				unset(oidc(map[string]any{"client": map[string]any{"token_endpoint_auth_methods_supported": []string{"client_secret_post"}}}), "token_endpoint_auth_methods"),
			},
			"introspection_client_id":   {oidc(map[string]any{"primary_client": map[string]any{"id": "other"}})},
			"authorize_url":             {oidc(map[string]any{"urls": map[string]any{"authorize": issuer + "/other"}})},
			"token_url":                 {oidc(map[string]any{"urls": map[string]any{"token": issuer + "/other"}})},
			"introspection_url":         {oidc(map[string]any{"urls": map[string]any{"introspect": issuer + "/other"}})},
			"allow_client_deletion":     {oidc(map[string]any{"allow_local_client_deletion": false})},
			"allow_client_modification": {oidc(map[string]any{"allow_external_client_modification": false}), unset(oidc(map[string]any{"allow_external_client_modification": true}), "allow_client_modification")},
			"allow_client_import":       {oidc(map[string]any{"allow_client_import": false}), unset(oidc(map[string]any{"allow_client_import": true}), "allow_client_import")},
			"azure_key_expires_in":      {edit(map[string]any{"azure_ad_provider": map[string]any{"client": map[string]any{"registration": map[string]any{"key_expired_in": "P1D"}}}})},
			"extra":                     {edit(later("other"))},
			"supported_grant_types":     {oidc(map[string]any{"supported_grant_types": []any{grant("implicit", "Implicit Grant")}}), oidc(map[string]any{"supported_grant_types": []any{}})},
			"client_request_timeout_ms": {oidc(map[string]any{"client_request_timeout": 7500}), unset(oidc(map[string]any{"client_request_timeout": 7500}), "client_request_timeout_ms")},
		},
		Except: map[string]string{
			"organization_id":                        "it is where the object is, not what it holds",
			"authorization_header":                   "the platform does not show secrets",
			"authorization_header_wo":                "the platform does not show secrets",
			"authorization_header_wo_version":        "only Terraform knows it",
			"introspection_client_secret":            "the platform does not show secrets",
			"introspection_client_secret_wo":         "the platform does not show secrets",
			"introspection_client_secret_wo_version": "only Terraform knows it",
			"skip_metadata_check":                    "only Terraform knows it",
			"extra_wo":                               "what it holds is not stored",
			"extra_wo_version":                       "only Terraform knows it",
		},
	}.Run(t, e)
}

func TestClientProvider_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, ""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("organization_id")),
		}},
		{
			ResourceName: address, ImportState: true, ImportStateKind: resource.ImportCommandWithID, ImportStateVerify: true, ImportStateVerifyIgnore: unread,
			ImportStateIdFunc: acctest.ImportID(address, "id"), // within the provider's organization
		},
	}})
}

func TestClientProvider_importPlansNothingButTheSecrets(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := m.Create(typeName, required(e)).Text("id")
	o := m.Import(typeName, e.Var("ANYPOINT_ORGANIZATION_ID")+"/"+id)
	p := o.Plan(required(e))
	if len(p.Replace) > 0 || strings.Join(p.Changed, " ") != "introspection_client_secret_wo_version" {
		t.Errorf("the plan after an import changes %v %v", p.Changed, p.Replace)
	}
	// Configuration that was written from the import has no secret, and a new
	// object needs one.
	without := with(required(e), map[string]any{"introspection_client_secret_wo": nil, "introspection_client_secret_wo_version": nil})
	if p := o.Plan(without); p.Errors != "" || !p.Empty() {
		t.Errorf("without a secret the plan after an import changes %v %v %s", p.Changed, p.Replace, p.Errors)
	}
	o.Apply(with(without, map[string]any{"description": "kept"}))
	if body := e.LastBody(t, "PATCH "+item); body["oidc_dynamic_client_provider"] != nil {
		t.Errorf("an update of the description sends %v", body)
	}
	if p := m.New(typeName).Plan(without); !strings.Contains(p.Errors, "Missing Introspection Secret") {
		t.Errorf("a new client provider without a secret: %q", p.Errors)
	}
}

func TestClientProvider_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, required(e))
	e.ByHand(t, http.MethodDelete, path(e, o.Text("id")), nil)
	o.Destroy() // of what is gone
	o = m.Create(typeName, required(e))
	e.ByHand(t, http.MethodDelete, path(e, o.Text("id")), nil)
	if !o.Refresh() {
		t.Error("a refresh keeps what is gone")
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

func TestClientProvider_organizationReplaces(t *testing.T) { // defect 9 of the official provider: applied in place and ignored
	t.Parallel()
	e := acctest.Start(t)
	o := e.Machine(t).Create(typeName, required(e))
	p := o.Plan(with(required(e), map[string]any{"organization_id": "00000000-0000-4000-8000-000000000009"}))
	if strings.Join(p.Replace, " ") != "organization_id" {
		t.Errorf("replacements %v", p.Replace)
	}
}

func TestClientProvider_businessGroup(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	group := e.Sim.Anypoint.BusinessGroup()
	in := func(more string) string { return config(e, fmt.Sprintf("  organization_id = %q\n", group)+more) }
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config: in(""), PlanOnly: true,
		ExpectError: regexp.MustCompile(`(?s)Not a Root Organization.*business group.*gatehouse_anypoint_environment_client_providers`),
	}}})
	// Who may not read the organization learns it from the platform.
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: "/accounts/api/organizations/{organizationId}", Status: http.StatusForbidden, Body: `{"message":"no"}`})
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:      in(""),
		ExpectError: regexp.MustCompile(`(?s)Unable to Create Anypoint Client Provider.*not a root organization.*Set\s+organization_id\s+to\s+the\s+root`),
	}}})
}

func TestClientProvider_forbidden(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	id, secret := e.Sim.Anypoint.NewConnectedApp("view:environment")
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:      strings.Replace(config(e, ""), e.Provider, e.Block(e.Var("OKTA_API_TOKEN"), id, secret), 1),
		ExpectError: regexp.MustCompile(`(?s)Unable to Create Anypoint Client Provider.*admin:orgclientproviders`),
	}}})
}

func TestClientProvider_metadata(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	org := e.Var("OKTA_ORG_URL")
	good := required(e)
	issuer, _ := good["issuer"].(string)
	for name, c := range map[string]struct {
		change map[string]any
		want   string
	}{
		"no such issuer":      {map[string]any{"issuer": org + "/oauth2/nobody"}, "No Such Issuer"},
		"slash at the end":    {map[string]any{"issuer": issuer + "/"}, "Issuer Does Not Match"},
		"the org's issuer":    {map[string]any{"issuer": org}, "Address Does Not Match the Issuer"},
		"another token URL":   {map[string]any{"token_url": org + "/oauth2/v1/token"}, "Address Does Not Match the Issuer"},
		"another introspect":  {map[string]any{"introspection_url": org + "/oauth2/v1/introspect"}, "Address Does Not Match the Issuer"},
		"another authorize":   {map[string]any{"authorize_url": org + "/oauth2/v1/authorize"}, "Address Does Not Match the Issuer"},
		"as published":        {nil, ""},
		"not asked for":       {map[string]any{"issuer": org + "/oauth2/nobody", "skip_metadata_check": true}, ""},
		"not known yet":       {map[string]any{"issuer": acctest.Unknown, "token_url": acctest.Unknown}, ""},
		"a method it has not": {map[string]any{"token_endpoint_auth_methods": []string{"tls_client_auth"}}, "Method Not Offered"},
		"a method it has":     {map[string]any{"token_endpoint_auth_methods": []string{"client_secret_basic"}}, ""},
		"methods not known":   {map[string]any{"token_endpoint_auth_methods": acctest.Unknown}, ""},
		"an interceptor":      {map[string]any{"client_registration_url": "https://interceptor.example.com/clients"}, ""},
	} {
		p := m.New(typeName).Plan(with(good, c.change))
		warnings := strings.Join(p.Warnings, " ")
		if p.Errors != "" || c.want == "" && warnings != "" || !strings.Contains(warnings, c.want) {
			t.Errorf("%s: want %q, got %q %q", name, c.want, warnings, p.Errors)
		}
	}
	p := m.New(typeName).Plan(with(good, map[string]any{"issuer": "http://127.0.0.1:1/oauth2/default"}))
	if p.Errors != "" || len(p.Warnings) > 0 {
		t.Errorf("an issuer that cannot be reached: %q %q", p.Errors, p.Warnings)
	}
	// A plan that changes no address asks nobody.
	o := m.Create(typeName, good)
	before := e.Count("GET " + metadata)
	if p := o.Plan(with(good, map[string]any{"name": "Other"})); p.Errors != "" || e.Count("GET "+metadata) != before {
		t.Errorf("a new name makes the plan read the metadata %d times: %s", e.Count("GET "+metadata)-before, p.Errors)
	}
	if p := e.Machine(t).Import(typeName, o.Text("id")).Plan(with(good, map[string]any{"token_url": org + "/x"})); !strings.Contains(strings.Join(p.Warnings, " "), "Address Does Not Match the Issuer") {
		t.Errorf("a new address is not compared: %q", p.Warnings)
	}
}

func TestClientProvider_validation(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for name, c := range map[string]struct {
		change map[string]any
		want   string
	}{
		"no scheme":                {map[string]any{"token_url": "example.okta.com/token"}, "Invalid URL"},
		"in the clear":             {map[string]any{"client_registration_url": "http://example.okta.com/clients"}, "Use https"},
		"issuer in the clear":      {map[string]any{"issuer": "http://example.okta.com"}, "Use https"},
		"another scheme":           {map[string]any{"authorize_url": "ftp://example.okta.com/a"}, "Use https"},
		"malformed":                {map[string]any{"introspection_url": "https://exa mple.com/%zz"}, "is not a URL"},
		"issuer with a query":      {map[string]any{"issuer": "https://example.okta.com?x=1"}, "Invalid Issuer"},
		"the metadata's address":   {map[string]any{"issuer": "https://example.okta.com/.well-known/openid-configuration"}, `Write "https://example.okta.com"`},
		"timeout in seconds":       {map[string]any{"client_request_timeout_ms": 10}, "10 seconds are 10000"},
		"timeout too long":         {map[string]any{"client_request_timeout_ms": 20001}, "not within 5000 to 20000"},
		"both secrets":             {map[string]any{"introspection_client_secret": "x"}, "introspection_client_secret"},
		"secret without version":   {map[string]any{"introspection_client_secret_wo_version": nil}, "introspection_client_secret_wo_version"},
		"version without header":   {map[string]any{"authorization_header_wo_version": 1}, "authorization_header_wo"},
		"both headers":             {map[string]any{"authorization_header": "SSWS a", "authorization_header_wo": "SSWS a", "authorization_header_wo_version": 1}, "authorization_header"},
		"header with a line break": {map[string]any{"authorization_header": "SSWS a\n"}, "Use trimspace()"},
		"empty header":             {map[string]any{"authorization_header": " "}, "Empty Header"},
		"modification alone":       {map[string]any{"allow_client_modification": true}, "allow_client_deletion = true"},
		"deletion not known":       {map[string]any{"allow_client_modification": true, "allow_client_deletion": acctest.Unknown}, ""},
		"extra is no object":       {map[string]any{"extra": "x"}, "must be an object"},
		"extra says an argument":   {map[string]any{"extra": map[string]any{"oidc_dynamic_client_provider": map[string]any{"issuer": "x"}}}, "which the argument issuer says"},
		"extra says grant types":   {map[string]any{"extra": map[string]any{"oidc_dynamic_client_provider": map[string]any{"supported_grant_types": []any{}}}}, "which the argument supported_grant_types says"},
		"a grant type in capitals": {map[string]any{"supported_grant_types": []string{"Client_Credentials"}}, `Write it as "client_credentials"`},
		"grant types not known":    {map[string]any{"supported_grant_types": acctest.Unknown}, ""},
		"extra_wo says a secret":   {map[string]any{"extra_wo": map[string]any{"oidc_dynamic_client_provider": map[string]any{"primary_client": map[string]any{"secret": "introspect-1"}}}, "extra_wo_version": 1}, "introspection_client_secret_wo"},
		"extra without a version":  {map[string]any{"extra_wo": map[string]any{"x": "y"}}, "extra_wo_version"},
		"extra not known":          {map[string]any{"extra": acctest.Unknown}, ""},
		"all unknown":              {map[string]any{"issuer": acctest.Unknown, "introspection_client_secret_wo": acctest.Unknown, "token_endpoint_auth_methods": acctest.Unknown, "client_request_timeout_ms": acctest.Unknown}, ""},
	} {
		got := m.Validate(typeName, with(required(e), c.change))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q, got %q", name, c.want, got)
		}
		if strings.Contains(got, "introspect-1") {
			t.Errorf("%s: the error tells the secret: %s", name, got)
		}
	}
}

func TestClientProvider_secretsStayOutOfErrors(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: items, Status: http.StatusBadRequest, Body: `{"name":"Bad","message":"not valid: introspect-1, SSWS header-1"}`})
	config := with(required(e), map[string]any{"authorization_header_wo": "SSWS header-1", "authorization_header_wo_version": 1})
	errs := e.Machine(t).New(typeName).TryApply(config)
	if !strings.Contains(errs, "(sensitive)") || strings.Contains(errs, "introspect-1") || strings.Contains(errs, "header-1") {
		t.Errorf("the error: %s", errs)
	}
}

func TestClientProvider_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := m.Create(typeName, required(e)).Text("id")
	m.Create(typeName, with(required(e), map[string]any{"name": "Okta too"}))
	got, errs := m.Data(typeName, map[string]any{"name": "Okta"})
	if errs != "" || got["id"] != id || got["issuer"] != required(e)["issuer"] || !strings.Contains(fmt.Sprint(got["grant_types"]), "client_credentials") {
		t.Errorf("by name: %v %s", got, errs)
	}
	if got, errs = m.Data(typeName, map[string]any{"id": id}); errs != "" || got["name"] != "Okta" {
		t.Errorf("by id: %v %s", got, errs)
	}
	if got, errs = m.Data(typeName, map[string]any{"id": id, "organization_id": e.Sim.Anypoint.BusinessGroup()}); errs != "" || got["name"] != "Okta" || got["issuer"] != nil {
		t.Errorf("in a business group: %v %s", got, errs)
	}
	if _, errs = m.Data(typeName, map[string]any{"name": "okta"}); !strings.Contains(errs, `no client provider with the name "okta"`) {
		t.Errorf("another case: %s", errs)
	}
	m.Create(typeName, required(e))
	if _, errs = m.Data(typeName, map[string]any{"name": "Okta"}); !strings.Contains(errs, "2 client providers have the name") {
		t.Errorf("two of one name: %s", errs)
	}
}

func TestClientProvider_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{
			Query: true,
			Config: `
list "gatehouse_anypoint_client_provider" "test" {
  provider         = gatehouse
  include_resource = true
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"organization_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "id": knownvalue.NotNull(),
				}),
			},
		},
	}})
}

// grant is a grant type as the platform has it.
func grant(name, label string, depends ...any) map[string]any {
	return map[string]any{"name": name, "label": label, "required": false, "exclude": []any{}, "depends": append([]any{}, depends...)}
}

// later is a member that neither the vendor's document nor the resource knows.
func later(value string) map[string]any {
	return map[string]any{"oidc_dynamic_client_provider": map[string]any{"member_of_later": []any{map[string]any{"value": value}}}}
}

// knowsLater makes the platform one that knows it, which the comparison with
// the document would report.
func knowsLater(e *acctest.Env) {
	e.Sim.Anypoint.Later("/oidc_dynamic_client_provider/member_of_later")
	e.Unjudged(func(x kernel.Exchange) bool { return strings.Contains(x.Path, "/clientProviders") })
}

// An issuer whose two documents offer no client credentials: Anypoint would
// offer applications none.
func TestClientProvider_noClientCredentials(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for name, c := range map[string]struct {
		oidc, oauth string // the grant types of the documents, as JSON
		more        map[string]any
		warned      bool
	}{
		"in neither":       {`["authorization_code"]`, `["authorization_code","refresh_token"]`, nil, true},
		"in the second":    {`["authorization_code"]`, `["client_credentials"]`, nil, false},
		"in the first":     {`["client_credentials"]`, `[]`, nil, false},
		"nothing is said":  {`[]`, `[]`, nil, false},
		"said by oneself":  {`["authorization_code"]`, `["authorization_code"]`, map[string]any{"supported_grant_types": []any{"client_credentials"}}, false},
		"no second at all": {`["authorization_code"]`, ``, nil, true},
	} {
		var server *httptest.Server
		server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			grants := c.oidc
			if strings.HasSuffix(r.URL.Path, "/oauth-authorization-server") {
				grants = c.oauth
			}
			if grants == "" {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			_, _ = fmt.Fprintf(w, `{"issuer":%q,"grant_types_supported":%s}`, server.URL, grants)
		}))
		p := m.New(typeName).Plan(with(with(required(e), map[string]any{"issuer": server.URL}), c.more))
		server.Close()
		if p.Errors != "" || slices.Contains(p.Warnings, "No Client Credentials") != c.warned {
			t.Errorf("%s: warnings %q, errors %q", name, p.Warnings, p.Errors)
		}
	}
}

// Taking the life of keys at Entra ID away, and nothing else.
func TestClientProvider_azureGoes(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	o := e.Machine(t).Create(typeName, with(required(e), map[string]any{"azure_key_expires_in": "P90D"}))
	o.Apply(required(e))
	whole, _ := e.ByHand(t, http.MethodGet, path(e, o.Text("id")), nil).(map[string]any)
	if whole["azure_ad_provider"] != nil {
		t.Errorf("it is still there: %v", whole["azure_ad_provider"])
	}
	if _, secret := secrets(t, e, o.Text("id")); secret != "introspect-1" {
		t.Errorf("the secret is %v", secret)
	}
	if o.Refresh(); !o.Plan(required(e)).Empty() {
		t.Errorf("the plan changes %v", o.Plan(required(e)).Changed)
	}
}

func TestClientProvider_extra(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	knowsLater(e)
	m := e.Machine(t)
	kept := func(id string) map[string]any {
		t.Helper()
		whole, _ := e.ByHand(t, http.MethodGet, path(e, id), nil).(map[string]any)
		return whole
	}
	base := with(required(e), map[string]any{"extra": later("one"), "azure_key_expires_in": "P90D"})
	o := m.Create(typeName, base)
	id := o.Text("id")
	if p := o.Plan(base); !p.Empty() {
		t.Errorf("the plan after the apply changes %v", p.Changed)
	}
	o.Apply(with(base, map[string]any{"extra": later("other")}))
	body := e.LastBody(t, "PATCH "+item)
	oidc, _ := body["oidc_dynamic_client_provider"].(map[string]any)
	if len(body) != 1 || len(oidc) != 1 || !strings.Contains(fmt.Sprint(oidc["member_of_later"]), "other") {
		t.Errorf("a change of extra sends %v", body)
	}
	// What goes away needs a PUT, which repeats the secret.
	o.Apply(with(required(e), nil))
	whole := kept(id)
	oidc, _ = whole["oidc_dynamic_client_provider"].(map[string]any)
	if _, there := oidc["member_of_later"]; there || whole["azure_ad_provider"] != nil {
		t.Errorf("what was taken away is still there: %v", whole)
	}
	if _, secret := secrets(t, e, id); secret != "introspect-1" {
		t.Errorf("the secret is %v", secret)
	}
	// A secret is sent with its version, and only then.
	secretly := map[string]any{"extra_wo": later("secret-member"), "extra_wo_version": 1}
	o.Apply(with(required(e), secretly))
	if body := fmt.Sprint(e.LastBody(t, "PATCH "+item)); !strings.Contains(body, "secret-member") {
		t.Errorf("extra_wo is not sent: %s", body)
	}
	o.Apply(with(required(e), with(secretly, map[string]any{"name": "Other"})))
	if body := fmt.Sprint(e.LastBody(t, "PATCH "+item)); body != "map[name:Other]" {
		t.Errorf("a new name sends %s", body)
	}
	if strings.Contains(fmt.Sprint(o.Values()), "secret-member") {
		t.Error("the state holds a member of extra_wo")
	}
	// The platform says what it does not know: the simulator has the closed
	// schema of the vendor's document.
	errs := m.New(typeName).TryApply(with(required(e), map[string]any{"extra_wo": map[string]any{"no_such_member": "another-secret"}, "extra_wo_version": 1}))
	if !strings.Contains(errs, "no_such_member") && !strings.Contains(errs, "additional") || strings.Contains(errs, "another-secret") {
		t.Errorf("a member that the platform does not know: %s", errs)
	}
}

// Grant types are sent in the platform's own words, left alone where the
// configuration does, and taken away by a PUT.
func TestClientProvider_supportedGrantTypes(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	base := with(required(e), map[string]any{"supported_grant_types": []string{"client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"}})
	if got := m.Warnings(typeName, base); !strings.Contains(got, "token-exchange") {
		t.Errorf("a grant type that the document does not know: %q", got)
	}
	o := m.Create(typeName, base)
	sent := func(body map[string]any) string {
		oidc, _ := body["oidc_dynamic_client_provider"].(map[string]any)
		return fmt.Sprint(oidc["supported_grant_types"])
	}
	exchange := "urn:ietf:params:oauth:grant-type:token-exchange"
	if got, want := sent(e.LastBody(t, "POST "+items)), fmt.Sprint([]any{
		grant("client_credentials", "Client Credentials Grant"), grant("refresh_token", "Refresh Token", "authorization_code", "password"), grant(exchange, exchange),
	}); got != want {
		t.Errorf("a creation sends %s, want %s", got, want)
	}
	if p := o.Plan(base); !p.Empty() {
		t.Errorf("the plan after the apply changes %v", p.Changed)
	}
	// The platform's words are no change, as long as the names are the same.
	e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), map[string]any{"oidc_dynamic_client_provider": map[string]any{"supported_grant_types": []any{
		grant(exchange, "Exchange"), grant("refresh_token", "Refresh"), grant("client_credentials", "Own"),
	}}})
	if o.Refresh(); !o.Plan(base).Empty() {
		t.Errorf("other words change %v", o.Plan(base).Changed)
	}
	fewer := with(base, map[string]any{"supported_grant_types": []string{"implicit"}})
	o.Apply(fewer)
	if body := e.LastBody(t, "PATCH "+item); len(body) != 1 || sent(body) != fmt.Sprint([]any{grant("implicit", "Implicit Grant")}) {
		t.Errorf("a change sends %v", body)
	}
	o.Apply(required(e))
	whole, _ := e.ByHand(t, http.MethodGet, path(e, o.Text("id")), nil).(map[string]any)
	if n := e.Count("PUT " + item); n != 1 || sent(whole) != "<nil>" {
		t.Errorf("after %d replacements the grant types are %s", n, sent(whole))
	}
	// What the platform shows while they are left to it is no drift, and an
	// import leaves them to it, too.
	e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), map[string]any{"oidc_dynamic_client_provider": map[string]any{"supported_grant_types": []any{grant("implicit", "Implicit Grant")}}})
	if o.Refresh(); !o.Plan(required(e)).Empty() {
		t.Errorf("the platform's grant types change %v", o.Plan(required(e)).Changed)
	}
	if got := e.Machine(t).Import(typeName, o.Text("id")).Values()["supported_grant_types"]; got != nil {
		t.Errorf("an import has the grant types %v", got)
	}
	// Applications get what the argument says, whatever the metadata says.
	if p := m.New(typeName).Plan(fewer); p.Errors != "" || len(p.Warnings) > 0 {
		t.Errorf("the metadata is compared: %v %s", p.Warnings, p.Errors)
	}
}

// The grant types in the platform's own words, with what they need.
func TestClientProviderGrantTypes(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	id := e.GivenClientProvider(t, nil)
	const name = "gatehouse_anypoint_client_provider_grant_types"
	got, errs := e.Machine(t).Data(name, map[string]any{"client_provider_id": id})
	if errs != "" || got["type"] != "openid-dynamic-client" || got["organization_id"] != e.Var("ANYPOINT_ORGANIZATION_ID") {
		t.Fatalf("%v %s", got, errs)
	}
	found := map[string]map[string]any{}
	list, _ := got["grant_types"].([]any)
	for _, g := range list {
		grant, _ := g.(map[string]any)
		found[fmt.Sprint(grant["name"])] = grant
	}
	refresh := found["refresh_token"]
	if found["client_credentials"]["label"] != "Client Credentials Grant" || refresh["required"] != false || !strings.Contains(fmt.Sprint(refresh["depends_on_any"]), "authorization_code") {
		t.Errorf("the grant types are %v", got["grant_types"])
	}
	if _, errs := e.Machine(t).Data(name, map[string]any{"client_provider_id": "0f1e2d3c-0000-4000-8000-000000000000"}); !strings.Contains(errs, "404") {
		t.Errorf("a client provider that is not there: %s", errs)
	}
}
