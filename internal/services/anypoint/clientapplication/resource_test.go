package clientapplication_test

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
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typeName = "gatehouse_anypoint_client_application"
	address  = typeName + ".test"
	items    = "/exchange/api/v2/organizations/{masterOrganizationId}/applications"
	item     = items + "/{applicationId}"
)

// world is a simulator with an API instance whose client provider is Okta.
func world(t *testing.T) (e *acctest.Env, api string) {
	t.Helper()
	e = acctest.Start(t)
	return e, e.GivenAPI(t, "card", e.GivenClientProvider(t, nil), nil)
}

func config(e *acctest.Env, api, more string) string {
	return e.Provider + fmt.Sprintf(`
resource %q "test" {
  name            = "Card Application"
  api_instance_id = %q
  grant_types     = ["authorization_code", "client_credentials"]
  redirect_uris   = ["https://card.example.com/callback"]
%s}
`, typeName, api, more)
}

func path(e *acctest.Env, id string) string {
	return e.Organization("exchange/api/v2") + "/applications/" + id
}

func TestApplication_lifecycle(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	secret := statecheck.ExpectKnownValue(address, tfjsonpath.New("client_secret"), knownvalue.StringRegexp(regexp.MustCompile(`^\S{30,}$`)))
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, api, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile(`^\d+$`))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("client_id"), knownvalue.StringRegexp(regexp.MustCompile(`^0oa`))), // the Okta app
				statecheck.ExpectKnownValue(address, tfjsonpath.New("client_secret"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("client_provider_id"), knownvalue.NotNull()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("description"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("url"), knownvalue.Null()),
			},
		},
		{
			Config: config(e, api, "  description = \"Sells cards\"\n  url = \"https://card.example.com\"\n  store_client_secret = true\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				secret, statecheck.ExpectKnownValue(address, tfjsonpath.New("url"), knownvalue.StringExact("https://card.example.com")),
			},
		},
		{Config: config(e, api, "  store_client_secret = true\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate), ConfigStateChecks: []statecheck.StateCheck{secret}},
		{
			Config: config(e, api, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(address, tfjsonpath.New("client_secret"), knownvalue.Null())},
		},
	}})
	if got := e.LastBody(t, "PATCH "+item); len(got) != 2 || got["description"] != "" || got["url"] != "" {
		t.Errorf("clearing two arguments sent %v", got)
	}
	if posts, patches := e.Count("POST "+items), e.Count("PATCH "+item); posts != 1 || patches != 2 {
		t.Errorf("%d POST, %d PATCH: what only the state has is no change on the platform", posts, patches)
	}
	e.NoFailures(t)
}

// The platform does not tell which API instance an application was created
// for: an import finds one that it has a contract with, or knows none. The
// plan is empty in both cases.
func TestApplication_importPlansEmpty(t *testing.T) {
	t.Parallel()
	for _, contract := range []bool{false, true} {
		t.Run(fmt.Sprintf("contract=%v", contract), func(t *testing.T) {
			t.Parallel()
			e, api := world(t)
			app := e.GivenApplication(t, "Card Application", api)
			if contract {
				e.ByHand(t, http.MethodPost, e.APIs()+"/"+api+"/contracts", map[string]any{"applicationId": number(app)})
				e.Given()
			}
			m := e.Machine(t)
			c := map[string]any{
				"name": "Card Application", "api_instance_id": api, "grant_types": []any{"authorization_code", "client_credentials"},
				"redirect_uris": []any{"https://card.example.com/callback"},
			}
			for _, id := range []string{app, e.Var("ANYPOINT_ORGANIZATION_ID") + "/" + app} {
				o := m.Import(typeName, id)
				if p := o.Plan(c); !p.Empty() || p.Errors != "" {
					t.Errorf("import %s: the plan changes %v, replaces %v %s", id, p.Changed, p.Replace, p.Errors)
				}
				if contract && o.Text("api_instance_id") != api {
					t.Errorf("the API instance is %q", o.Text("api_instance_id"))
				}
				o.Apply(c)
				if o.Refresh(); !o.Plan(c).Empty() {
					t.Errorf("a later plan changes %v", o.Plan(c).Changed)
				}
			}
		})
	}
}

func number(id string) any {
	var n float64
	_, _ = fmt.Sscan(id, &n)
	return n
}

func TestApplication_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e, api := world(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, "")},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "id")},
	}})
}

// Another API instance replaces the application only if it has another client provider.
func TestApplication_replacement(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	provider := e.GivenClientProvider(t, nil)
	card, loan, native := e.GivenAPI(t, "card", provider, nil), e.GivenAPI(t, "loan", provider, nil), e.GivenAPI(t, "native", "", nil)
	with := func(api any) map[string]any {
		c := map[string]any{"name": "a", "grant_types": []any{"client_credentials", "authorization_code"}, "redirect_uris": []any{"https://a.example.com"}}
		if api != nil {
			c["api_instance_id"] = api
		}
		return c
	}
	o := e.Machine(t).Create(typeName, with(card))
	for name, c := range map[string]struct {
		api     any
		replace bool
	}{
		"the same provider":      {loan, false},
		"another provider":       {native, true},
		"left out":               {nil, false},
		"one that cannot be had": {"99999999", false},
		"not known yet":          {acctest.Unknown, false},
	} {
		p := o.Plan(with(c.api))
		if p.Errors != "" || (len(p.Replace) > 0) != c.replace {
			t.Errorf("%s: replaces %v %s", name, p.Replace, p.Errors)
		}
	}
	if p := o.Plan(with(loan)); !p.Empty() {
		t.Errorf("the same provider: the plan changes %v", p.Changed)
	}
	if p := o.Plan(with("99999999")); len(p.Warnings) != 1 {
		t.Errorf("not checked: warnings %v", p.Warnings)
	}
	other := with(card)
	other["organization_id"] = "11111111-1111-4111-8111-111111111111"
	if p := o.Plan(other); len(p.Replace) != 1 || p.Replace[0] != "organization_id" {
		t.Errorf("another organization: replaces %v", p.Replace)
	}
}

func TestApplication_disappears(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	remove := func() {
		for _, a := range e.ByHand(t, http.MethodGet, e.Organization("exchange/api/v2")+"/applications", nil).([]any) {
			e.ByHand(t, http.MethodDelete, path(e, fmt.Sprintf("%.0f", a.(map[string]any)["id"])), nil)
		}
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, "")},
		{PreConfig: remove, Config: config(e, api, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate)},
		{PreConfig: remove, Config: config(e, api, ""), Destroy: true},
	}})
}

func TestApplication_drift(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	patch := func(body map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), body)
		}
	}
	acctest.Drift{
		Type: typeName,
		Config: map[string]any{
			"api_instance_id": api, "name": "Card Application", "description": "Sells cards", "url": "https://card.example.com", "store_client_secret": true,
			"grant_types": []any{"authorization_code", "client_credentials"}, "redirect_uris": []any{"https://card.example.com/callback"},
		},
		Edits: map[string][]acctest.Edit{
			"name":        {{Do: patch(map[string]any{"name": "Other"})}},
			"description": {{Do: patch(map[string]any{"description": "Other"})}, {Do: patch(map[string]any{"description": nil})}, {Do: patch(map[string]any{"description": "Other"}), With: map[string]any{"description": nil}}},
			"url":         {{Do: patch(map[string]any{"url": "https://other.example.com"})}, {Do: patch(map[string]any{"url": ""})}, {Do: patch(map[string]any{"url": "https://other.example.com"}), With: map[string]any{"url": nil}}},
			"grant_types": {
				{Do: patch(map[string]any{"grantTypes": []any{"authorization_code"}})},
				{Do: patch(map[string]any{"grantTypes": []any{"authorization_code", "client_credentials", "implicit"}})},
			},
			"redirect_uris": {
				{Do: patch(map[string]any{"redirectUri": []any{"https://card.example.com/callback", "https://evil.example.com"}})},
				{Do: patch(map[string]any{"redirectUri": []any{"https://evil.example.com"}})},
			},
		},
		Except: map[string]string{
			"organization_id":     "it is where the object is, not what it holds",
			"api_instance_id":     "the platform neither keeps nor tells it, and the client provider of an application cannot change",
			"import_client_id":    "the platform keeps the client and not where it came from",
			"client_provider_id":  "the client provider of an application cannot change",
			"store_client_secret": "it says what the state keeps; the platform does not know it",
		},
	}.Run(t, e)
}

func TestApplication_invalid(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, c := range map[string]struct {
		config map[string]any
		want   string
	}{
		"no redirect URI":       {map[string]any{"grant_types": []any{"authorization_code"}}, `Missing Redirect URI.*redirect_uris.*"authorization_code"`},
		"none for implicit":     {map[string]any{"grant_types": []any{"implicit"}, "redirect_uris": []any{}}, `Missing Redirect URI.*"implicit"`},
		"URI without scheme":    {map[string]any{"redirect_uris": []any{"card.example.com/callback"}}, `Invalid Redirect URI.*is not absolute`},
		"URI with fragment":     {map[string]any{"redirect_uris": []any{"https://card.example.com/#x"}}, `has a fragment`},
		"grant in another case": {map[string]any{"grant_types": []any{"CLIENT_CREDENTIALS"}}, `Write it as "client_credentials"`},
		"home page":             {map[string]any{"url": "card.example.com"}, `not an absolute URL`},
		"empty name":            {map[string]any{"name": ""}, `at least 1`},
		"fine":                  {map[string]any{"grant_types": []any{"client_credentials"}}, `^$`},
		"unknown values":        {map[string]any{"grant_types": []any{"implicit", acctest.Unknown}, "redirect_uris": acctest.Unknown}, `^$`},
		"unknown set":           {map[string]any{"grant_types": acctest.Unknown, "redirect_uris": []any{acctest.Unknown}, "api_instance_id": acctest.Unknown}, `^$`},
	} {
		config := map[string]any{"name": "a"}
		maps.Copy(config, c.config)
		if got := m.Validate(typeName, config); !regexp.MustCompile("(?s)" + c.want).MatchString(got) {
			t.Errorf("%s: %s", name, got)
		}
	}
	// A grant type that this provider does not know may be newer than it.
	if got := m.Validate(typeName, map[string]any{"name": "a", "grant_types": []any{"urn:ietf:params:oauth:grant-type:device_code"}}); got != "" {
		t.Errorf("an unknown grant type is refused: %s", got)
	}
}

func TestApplication_refusals(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	o := m.Create(typeName, map[string]any{"name": "taken", "api_instance_id": api, "grant_types": []any{"authorization_code"}, "redirect_uris": []any{"https://a.example.com"}})
	for name, c := range map[string]struct {
		config map[string]any
		want   string
	}{
		"name":  {map[string]any{"name": "taken"}, `are unique in the organization`},
		"grant": {map[string]any{"name": "b", "api_instance_id": api, "grant_types": []any{"urn:x"}}, `decides which grant types`},
	} {
		if errs := m.New(typeName).TryApply(c.config); !strings.Contains(errs, c.want) {
			t.Errorf("%s: %s", name, errs)
		}
	}
	e.Fail(http.MethodPatch, item, http.StatusBadGateway)
	e.Fail(http.MethodPatch, item, http.StatusBadGateway)
	change := map[string]any{"name": "other", "api_instance_id": api, "grant_types": []any{"authorization_code"}, "redirect_uris": []any{"https://a.example.com"}}
	if errs := o.TryApply(change); !strings.Contains(errs, "allow_client_modification") {
		t.Errorf("update: %s", errs)
	}
}

// A client provider that lets no client be deleted is named, with its setting.
func TestApplication_deletionNotAllowed(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	provider := e.GivenClientProvider(t, func(body map[string]any) {
		oidc := body["oidc_dynamic_client_provider"].(map[string]any)
		oidc["allow_local_client_deletion"], oidc["allow_external_client_modification"] = false, false
	})
	api := e.GivenAPI(t, "card", provider, nil)
	e.Test(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config(e, api, "")},
			{Config: config(e, api, ""), Destroy: true, ExpectError: regexp.MustCompile(`(?s)allow_client_deletion\s+=\s+true`)},
			{Config: config(e, api, ""), PreConfig: func() {
				e.ByHand(t, http.MethodPatch, e.Organization("accounts/api")+"/clientProviders/"+provider, map[string]any{
					"oidc_dynamic_client_provider": map[string]any{"allow_local_client_deletion": true, "allow_external_client_modification": true},
				})
			}},
		},
		CheckDestroy: func(*terraform.State) error { return e.Empty() },
	})
}

func TestApplication_lostAnswer(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Lose(http.MethodPost, items)
	errs := e.Machine(t).New(typeName).TryApply(map[string]any{"name": "a"})
	if !strings.Contains(errs, "with the id") || e.Count("POST "+items) != 1 {
		t.Errorf("sent %d times: %s", e.Count("POST "+items), errs)
	}
}

func TestApplication_dataSource(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	e.GivenApplication(t, "Card", api)
	e.GivenApplication(t, "Card Two", api)
	data := func(body string) string {
		return e.Provider + "data \"" + typeName + "\" \"test\" {\n" + body + "\n}\n"
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: data(`name = "card"`), ExpectError: regexp.MustCompile(`(?s)no\s+client\s+application\s+with\s+the\s+name\s+"card".*"Card"`)},
		{Config: data(``), ExpectError: regexp.MustCompile(`(?s)one\s+\(and\s+only\s+one\)|No\s+attribute\s+specified`)},
		{
			Config: data(`name = "Card"`),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("data."+address, tfjsonpath.New("name"), knownvalue.StringExact("Card")),
				statecheck.ExpectKnownValue("data."+address, tfjsonpath.New("client_id"), knownvalue.StringRegexp(regexp.MustCompile(`^0oa`))),
				statecheck.ExpectKnownValue("data."+address, tfjsonpath.New("grant_types"), knownvalue.SetSizeExact(2)),
			},
		},
	}})
}

func TestApplication_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e, api := world(t)
	e.GivenApplication(t, "Other", "")
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, "")},
		{
			Query: true,
			Config: fmt.Sprintf(`
list %q "test" {
  provider         = gatehouse
  include_resource = true
  config {
    query = "Card"
  }
}`, typeName),
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"organization_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "id": knownvalue.StringRegexp(regexp.MustCompile(`^\d+$`)),
				}),
			},
		},
	}})
}

// The ephemeral resource hands out the secret; neither state nor plan has it.
func TestApplicationSecret(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	app := e.GivenApplication(t, "Card", api)
	e.Test(t, acctest.Echo(resource.TestCase{Steps: []resource.TestStep{{
		Config: e.Provider + fmt.Sprintf(`
ephemeral "gatehouse_anypoint_client_application_secret" "test" {
  application_id = %q
}
provider "echo" {
  data = ephemeral.gatehouse_anypoint_client_application_secret.test
}
resource "echo" "test" {}
`, app),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("echo.test", tfjsonpath.New("data").AtMapKey("client_id"), knownvalue.StringRegexp(regexp.MustCompile(`^0oa`))),
			statecheck.ExpectKnownValue("echo.test", tfjsonpath.New("data").AtMapKey("client_secret"), knownvalue.StringRegexp(regexp.MustCompile(`^\S{30,}$`))),
		},
	}}}))
}
