package authserver_test

import (
	"fmt"
	"maps"
	"net/http"
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
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	typ     = "gatehouse_okta_auth_server"
	address = typ + ".test"
	items   = "/api/v1/authorizationServers"
	item    = items + "/{authServerId}"
)

func config(e *acctest.Env, more string) string {
	return e.Provider + fmt.Sprintf(`
resource "gatehouse_okta_auth_server" "test" {
  name      = "cards"
  audiences = ["api://cards"]
%s}
`, more)
}

func TestAuthServer_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	importStep := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "id")}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile("^aus"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("issuer"), knownvalue.StringRegexp(regexp.MustCompile("/oauth2/aus"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("ACTIVE")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("credentials_rotation_mode"), knownvalue.StringExact("AUTO")),
				// RFC 3339, as the platform writes it; the official provider stores Go's own form [code].
				statecheck.ExpectKnownValue(address, tfjsonpath.New("credentials_last_rotated"), knownvalue.StringRegexp(regexp.MustCompile(`^\d{4}-\d\d-\d\dT.*Z$`))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("credentials_next_rotation"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("description"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("adopt"), knownvalue.Bool(false)),
			},
		},
		importStep,
		{
			Config: config(e, `
  description               = "For cards"
  status                    = "INACTIVE"
  issuer_mode               = "DYNAMIC"
  credentials_rotation_mode = "MANUAL"
`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("INACTIVE")),
				// Cleared with MANUAL; the official provider keeps the old time [vcr].
				statecheck.ExpectKnownValue(address, tfjsonpath.New("credentials_next_rotation"), knownvalue.Null()),
			},
		},
		importStep,
		{Config: config(e, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	if n := e.Count("POST " + items); n != 1 {
		t.Errorf("created %d times", n)
	}
}

// The official provider ignores INACTIVE on create; its next plan shows drift
// (evidence/okta.md, section 2, okta_auth_server [run]).
func TestAuthServer_inactiveAndManualOnCreate(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typ, map[string]any{"name": "cards", "audiences": []string{"api://cards"}, "status": "INACTIVE", "credentials_rotation_mode": "MANUAL"})
	if got := o.Text("status") + " " + o.Text("credentials_rotation_mode"); got != "INACTIVE MANUAL" {
		t.Errorf("state: %s", got)
	}
	if n := len(e.Requests()); n != 3 {
		t.Errorf("%d requests, want the look for another one of this name, the POST and the deactivation", n)
	}
	o.Refresh()
	if p := o.Plan(map[string]any{"name": "cards", "audiences": []string{"api://cards"}, "status": "INACTIVE", "credentials_rotation_mode": "MANUAL"}); !p.Empty() {
		t.Errorf("the next plan changes %v", p.Changed)
	}
	// Already inactive: deleting takes one call.
	before := len(e.Requests())
	o.Destroy()
	if n := len(e.Requests()) - before; n != 1 {
		t.Errorf("%d requests to delete an inactive server, want 1", n)
	}
}

func TestAuthServer_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, ""), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

// Deleting tolerates an object that is gone already (#131, #2701, #2881 of the
// official provider).
func TestAuthServer_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{
			PreConfig:        func() { e.DeleteAll(t, "okta:"+items, "cards") },
			Config:           config(e, ""),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate),
		},
	}})
	m := e.Machine(t)
	o := m.Create(typ, map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
	e.DeleteAll(t, "okta:"+items, "cards")
	o.Destroy() // without a refresh
}

func TestAuthServer_drift(t *testing.T) {
	t.Parallel()
	key := func(kid string) map[string]any {
		return map[string]any{"kid": kid, "e": "AQAB", "n": strings.Repeat("n", 342)}
	}
	acctest.Drift{
		Type: typ,
		Config: map[string]any{
			"name": "cards", "description": "For cards", "audiences": []string{"api://cards"}, "issuer_mode": "DYNAMIC", "status": "ACTIVE",
			"credentials_rotation_mode": "MANUAL", "access_token_encrypted_response_algorithm": "RSA-OAEP-256",
			"jwks": []any{key("a")},
		},
		Path: func(o *acctest.Managed) string { return "okta:" + items + "/" + o.Text("id") },
		Edits: map[string][]acctest.Edit{
			"name":        {{Patch: map[string]any{"name": "other"}}},
			"description": {{Patch: map[string]any{"description": "Other"}}, {Patch: map[string]any{"description": nil}}, {Patch: map[string]any{"description": "Other"}, With: map[string]any{"description": nil}}},
			"audiences":   {{Patch: map[string]any{"audiences": []string{"api://other"}}}},
			"issuer_mode": {{Patch: map[string]any{"issuerMode": "ORG_URL"}}},
			"status": {{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
				e.ByHand(t, http.MethodPost, "okta:"+items+"/"+o.Text("id")+"/lifecycle/deactivate", nil)
			}}, {With: map[string]any{"status": nil}, Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
				e.ByHand(t, http.MethodPost, "okta:"+items+"/"+o.Text("id")+"/lifecycle/deactivate", nil)
			}}},
			"credentials_rotation_mode": {
				{Patch: map[string]any{"credentials": map[string]any{"signing": map[string]any{"rotationMode": "AUTO"}}}},
				{Patch: map[string]any{"credentials": map[string]any{"signing": map[string]any{"rotationMode": "MANUAL"}}}, With: map[string]any{"credentials_rotation_mode": nil}},
			},
			"access_token_encrypted_response_algorithm": {
				{Patch: map[string]any{"accessTokenEncryptedResponseAlgorithm": "RSA-OAEP-512"}},
				{Patch: map[string]any{"accessTokenEncryptedResponseAlgorithm": nil}},
				{Patch: map[string]any{"accessTokenEncryptedResponseAlgorithm": "RSA-OAEP-512"}, With: map[string]any{"access_token_encrypted_response_algorithm": nil}},
			},
			"jwks": {
				{Patch: map[string]any{"jwks": nil}},
				{Patch: map[string]any{"jwks": map[string]any{"keys": []any{}}}},
				{Patch: map[string]any{"jwks": map[string]any{"keys": []any{map[string]any{"kty": "RSA", "use": "enc", "kid": "b", "e": "AQAB", "n": "x", "status": "ACTIVE"}}}}},
			},
			"jwks_uri": {
				{Patch: map[string]any{"jwks_uri": "https://other.example.com/keys"}, With: map[string]any{"jwks": nil, "jwks_uri": "https://cards.example.com/keys"}},
				{Patch: map[string]any{"jwks_uri": nil}, With: map[string]any{"jwks": nil, "jwks_uri": "https://cards.example.com/keys"}},
				{Patch: map[string]any{"jwks_uri": "https://other.example.com/keys"}, With: map[string]any{"jwks": nil, "jwks_uri": nil, "access_token_encrypted_response_algorithm": nil}},
			},
		},
		Except: map[string]string{"adopt": "it says how Terraform came by the object; Okta keeps nothing of it"},
	}.Run(t, acctest.Start(t))
}

// What the provider does not know survives an update.
func TestAuthServer_updateKeepsUnknownMembers(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	o := e.Machine(t).Create(typ, map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
	o.Apply(map[string]any{"name": "cards", "audiences": []string{"api://cards"}, "description": "d"})
	body := e.LastBody(t, "PUT "+item)
	if body["issuerMode"] != "ORG_URL" {
		t.Errorf("the mode that Okta chose was not kept: %v", body)
	}
	for _, name := range []string{"id", "created", "_links", "status"} {
		if _, sent := body[name]; sent {
			t.Errorf("%s was sent back", name)
		}
	}
}

const adopted = `
resource "gatehouse_okta_auth_server" "test" {
  name        = "default"
  audiences   = ["api://default"]
  adopt       = true
%s}
`

// Adoption of the default server, which the official provider has a resource
// of its own for (#110, #887, #971, #2583).
func TestAuthServer_adoptDefault(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: e.Provider + fmt.Sprintf(adopted, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("default"), knownvalue.Bool(true)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("description"), knownvalue.StringExact("Default Authorization Server for your Applications")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("issuer"), knownvalue.StringRegexp(regexp.MustCompile("/oauth2/default$"))),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "id")},
		{Config: e.Provider + fmt.Sprintf(adopted, `description = "Ours"`+"\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: e.Provider, Check: nil},
	}})
	after, _ := e.ByHand(t, http.MethodGet, "okta:"+items+"/default", nil).(map[string]any)
	if after["description"] != "Ours" || after["status"] != "ACTIVE" {
		t.Errorf("after destroy: %v", after)
	}
	if n := e.Count("DELETE "+item) + e.Count("POST "+item+"/lifecycle/deactivate"); n != 0 {
		t.Errorf("destroy sent %d calls", n)
	}
}

func TestAuthServer_adoptedDestroyWarns(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	o := m.Create(typ, map[string]any{"name": "default", "audiences": []string{"api://default"}, "adopt": true})
	if p := o.PlanDestroy(); !slices.Contains(p.Warnings, "Okta Authorization Server Stays") {
		t.Errorf("warnings: %v", p.Warnings)
	}
}

// By its alias the default server is imported as well, and stays under it.
func TestAuthServer_importAlias(t *testing.T) {
	t.Parallel()
	o := acctest.Start(t).Machine(t).Import(typ, "default")
	if o.Text("id") != "default" || o.Get("adopt") != true {
		t.Errorf("id %q, adopt %v", o.Text("id"), o.Get("adopt"))
	}
	if p := o.Plan(map[string]any{"name": "default", "audiences": []string{"api://default"}}); !p.Empty() {
		t.Errorf("the plan after the import changes %v %v", p.Changed, p.Errors)
	}
}

func TestAuthServer_adoptNothing(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	m.Create(typ, map[string]any{"name": "cards-eu", "audiences": []string{"api://cards"}})
	errs := m.New(typ).TryApply(map[string]any{"name": "cards", "audiences": []string{"api://cards"}, "adopt": true})
	for _, want := range []string{"Nothing to Adopt", `no Okta authorization server with the name "cards"`, `"cards-eu" (aus`} {
		if !strings.Contains(errs, want) {
			t.Errorf("%q is not in: %s", want, errs)
		}
	}
}

func TestAuthServer_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	valid := map[string]any{"name": "cards", "audiences": []string{"api://cards"}}
	for name, test := range map[string]struct {
		with map[string]any
		want string
	}{
		"status":      {map[string]any{"status": "DISABLED"}, "status"},
		"mode's case": {map[string]any{"issuer_mode": "org_url"}, `Write it as "ORG_URL"`},
		"keys twice":  {map[string]any{"jwks_uri": "https://a.example.com", "jwks": []any{map[string]any{"kid": "a", "e": "AQAB", "n": "n"}}}, "jwks"},
	} {
		c := map[string]any{}
		maps.Copy(c, valid)
		maps.Copy(c, test.with)
		if errs := m.Validate(typ, c); !strings.Contains(errs, test.want) {
			t.Errorf("%s: %q is not in %q", name, test.want, errs)
		}
	}
	for want, with := range map[string]map[string]any{
		"at least 1": {"audiences": []string{}}, "string length": {"name": ""}, "Use https": {"jwks_uri": "http://a.example.com"},
		"Missing Keys": {"access_token_encrypted_response_algorithm": "RSA-OAEP-256"},
	} {
		c := map[string]any{}
		maps.Copy(c, valid)
		maps.Copy(c, with)
		if errs, warnings := m.Validate(typ, c), m.Warnings(typ, c); errs != "" || !strings.Contains(warnings, want) {
			t.Errorf("%q: errors %q, warnings %q", want, errs, warnings)
		}
	}
	for _, argument := range []string{"audiences", "adopt", "jwks", "access_token_encrypted_response_algorithm", "status"} {
		c := map[string]any{"name": "cards", "audiences": []string{"api://cards"}}
		c[argument] = acctest.Unknown
		if errs := m.Validate(typ, c); errs != "" {
			t.Errorf("%s unknown: %s", argument, errs)
		}
	}
}

func TestAuthServer_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "")},
		{
			Query: true,
			Config: `
list "gatehouse_okta_auth_server" "test" {
  provider         = gatehouse
  include_resource = true
  config {
    q = "cards"
  }
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{"id": knownvalue.StringRegexp(regexp.MustCompile("^aus"))}),
			},
		},
	}})
}

// State of the official provider 6.12.0 moves over without a change.
func TestAuthServer_moved(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	c := map[string]any{"name": "cards", "audiences": []string{"api://cards"}, "description": "test"}
	id := m.Create(typ, c).Text("id")
	o := m.Move(typ, "okta_auth_server", "registry.terraform.io/okta/okta", map[string]any{
		"id": id, "name": "cards", "audiences": []string{"api://cards"}, "description": "test", "issuer": "x", "issuer_mode": "ORG_URL", "kid": "k", "status": "ACTIVE",
		"credentials_rotation_mode": "AUTO", "credentials_last_rotated": "2026-05-31 09:49:27 +0000 UTC", "credentials_next_rotation": "2026-08-29 09:49:27 +0000 UTC",
	})
	o.Refresh()
	if p := o.Plan(c); !p.Empty() || p.Errors != "" {
		t.Errorf("after the move the plan changes %v %s", p.Changed, p.Errors)
	}
	server, _ := e.ByHand(t, http.MethodGet, "okta:"+items+"/default", nil).(map[string]any)
	byDefault := m.Move(typ, "okta_auth_server_default", "registry.terraform.io/okta/okta", map[string]any{
		"id": server["id"], "name": "default", "audiences": []string{"api://default"}, "description": "Default Authorization Server for your Applications", "credentials_rotation_mode": "MANUAL",
	})
	byDefault.Refresh()
	if p := byDefault.Plan(map[string]any{"name": "default", "audiences": []string{"api://default"}}); !p.Empty() || p.Errors != "" {
		t.Errorf("after the move of the default server the plan changes %v %s", p.Changed, p.Errors)
	}
}

// Section 2b: the official provider shows the bare code. An org without API
// Access Management has no authorization servers (401 E0000015), and a token
// without the permission (403 E0000006) lacks a scope that has a name.
func TestAuthServer_refusalsExplainThemselves(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for code, want := range map[string]struct {
		status int
		texts  []string
	}{
		"E0000015": {http.StatusUnauthorized, []string{"E0000015", "API Access Management"}},
		"E0000006": {http.StatusForbidden, []string{"E0000006", "okta.authorizationServers.manage"}},
	} {
		e.Sim.World.Faults.Add(kernel.Fault{
			Platform: "okta", Method: http.MethodPost, Path: items, Times: 1, Status: want.status, Header: map[string]string{"Content-Type": "application/json"},
			Body: `{"errorCode":"` + code + `","errorSummary":"You do not have permission","errorLink":"` + code + `","errorId":"x","errorCauses":[]}`,
		})
		errs := m.New(typ).TryApply(map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
		for _, text := range want.texts {
			if !strings.Contains(errs, text) {
				t.Errorf("%s: the error does not say %q: %s", code, text, errs)
			}
		}
	}
}

// A classic org without API Access Management: what people see is why, and
// what to do, at the first call.
func TestAuthServer_classicOrg(t *testing.T) {
	t.Parallel()
	e := acctest.StartWith(t, sim.Options{Without: []string{sim.APIAccessManagement}})
	m := e.Machine(t)
	errs := m.New(typ).TryApply(map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
	for _, text := range []string{"E0000015", "API Access Management", "authorization server"} {
		if !strings.Contains(errs, text) {
			t.Errorf("the error does not say %q: %s", text, errs)
		}
	}
	m.Create("gatehouse_okta_group", map[string]any{"name": "the rest of the org works"})
}
