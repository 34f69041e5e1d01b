package environmentclientproviders_test

import (
	"fmt"
	"net/http"
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
	typeName = "gatehouse_anypoint_environment_client_providers"
	address  = typeName + ".test"
	route    = "/accounts/api/organizations/{organizationId}/environments/{environmentId}/clientManagementProviders"
)

func config(e *acctest.Env, ids ...string) string {
	return e.Provider + fmt.Sprintf("\nresource %q \"test\" {\n  client_provider_ids = %s\n}\n", typeName, strings.ReplaceAll(fmt.Sprintf("%q", ids), `" "`, `", "`))
}

// two makes client providers, and gives their identifiers.
func two(t *testing.T, e *acctest.Env) (first, second string) {
	t.Helper()
	first = e.GivenClientProvider(t, nil)
	second = e.GivenClientProvider(t, func(m map[string]any) { m["name"] = "Okta too" })
	return first, second
}

func path(e *acctest.Env, environment string) string {
	return e.Organization("accounts/api") + "/environments/" + environment
}

func TestEnvironmentClientProviders_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	a, b := two(t, e)
	list := func(ids ...string) []statecheck.StateCheck {
		var want []knownvalue.Check
		for _, id := range ids {
			want = append(want, knownvalue.StringExact(id))
		}
		return []statecheck.StateCheck{statecheck.ExpectKnownValue(address, tfjsonpath.New("client_provider_ids"), knownvalue.ListExact(want))}
	}
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "environment_id",
		ImportStateIdFunc: acctest.ImportID(address, "organization_id", "environment_id"),
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, a), ConfigStateChecks: list(a)},
		imported,
		{Config: config(e, b, a), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate), ConfigStateChecks: list(b, a)},
		{Config: config(e, a, b), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate), ConfigStateChecks: list(a, b)},
		{Config: config(e), ConfigStateChecks: list()},
		imported,
		{Config: config(e, b), ConfigStateChecks: list(b)},
	}})
	if body := fmt.Sprint(e.LastBody(t, "PUT "+route)); body != "map[suggestedClientManagementProviderIds:[]]" {
		t.Errorf("destroying sends %s", body)
	}
	e.NoFailures(t)
}

func TestEnvironmentClientProviders_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	a, b := two(t, e)
	set := func(ids ...string) acctest.Edit {
		return acctest.Edit{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPut, path(e, o.Text("environment_id"))+"/clientManagementProviders", map[string]any{"suggestedClientManagementProviderIds": append([]string{}, ids...)})
		}}
	}
	acctest.Drift{
		Type: typeName, Config: map[string]any{"client_provider_ids": []string{a, b}},
		Edits: map[string][]acctest.Edit{"client_provider_ids": {set(a), set(), set(b)}},
		Except: map[string]string{
			"organization_id": "it is where the object is, not what it holds",
			"environment_id":  "it is where the object is, not what it holds",
		},
	}.Run(t, e)
	// Another order is another default.
	o := e.Machine(t).Create(typeName, map[string]any{"client_provider_ids": []string{a, b}})
	set(b, a).Do(t, e, o)
	o.Refresh()
	if got := fmt.Sprint(o.Get("client_provider_ids")); got != fmt.Sprint([]string{b, a}) {
		t.Errorf("the order is not read: %s", got)
	}
}

func TestEnvironmentClientProviders_environmentGone(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	a, _ := two(t, e)
	m := e.Machine(t)
	for _, refresh := range []bool{true, false} {
		env := m.Create("gatehouse_anypoint_environment", map[string]any{"name": "Short", "type": "sandbox"})
		o := m.Create(typeName, map[string]any{"environment_id": env.Text("id"), "client_provider_ids": []string{a}})
		e.ByHand(t, http.MethodDelete, path(e, env.Text("id")), nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps what is gone")
		}
		if !refresh {
			o.Destroy()
		}
	}
}

func TestEnvironmentClientProviders_placeReplaces(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	a, _ := two(t, e)
	o := e.Machine(t).Create(typeName, map[string]any{"client_provider_ids": []string{a}})
	for _, argument := range []string{"organization_id", "environment_id"} {
		p := o.Plan(map[string]any{argument: "00000000-0000-4000-8000-000000000009", "client_provider_ids": []string{a}})
		if strings.Join(p.Replace, " ") != argument {
			t.Errorf("%s: replacements %v", argument, p.Replace)
		}
	}
}

func TestEnvironmentClientProviders_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, c := range map[string]struct {
		ids  any
		want string
	}{
		"twice":            {[]string{"a", "a"}, "Duplicate"},
		"empty":            {[]any{""}, "client_provider_ids"},
		"unknown":          {acctest.Unknown, ""},
		"one is not known": {[]any{acctest.Unknown}, ""},
		"none":             {[]string{}, ""},
	} {
		got := m.Validate(typeName, map[string]any{"client_provider_ids": c.ids})
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q, got %q", name, c.want, got)
		}
	}
}

func TestEnvironmentClientProviders_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	a, _ := two(t, e)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, a)},
		{
			Query:  true,
			Config: "list \"" + typeName + "\" \"test\" {\n  provider = gatehouse\n  include_resource = true\n}",
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"organization_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "environment_id": knownvalue.StringExact(e.Var("ANYPOINT_ENVIRONMENT_ID")),
				}),
			},
		},
	}})
}
