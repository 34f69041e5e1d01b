package clientapplication_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const importing = "POST /apimanager/api/v1/organizations/{organizationId}/applications"

// existing is an Okta app that Anypoint does not know, and a client provider
// that may import it.
func existing(t *testing.T, e *acctest.Env, m *acctest.Machine) (provider, clientID string) {
	t.Helper()
	provider = e.GivenClientProvider(t, func(body map[string]any) {
		body["oidc_dynamic_client_provider"].(map[string]any)["allow_client_import"] = true
	})
	app := m.Create("gatehouse_okta_app_oauth", map[string]any{
		"label": "Card Portal", "type": "web", "grant_types": []string{"authorization_code", "client_credentials"}, "redirect_uris": []string{"https://card.example.com/callback"},
	})
	return provider, app.Text("client_id")
}

func TestAdopt(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	provider, client := existing(t, e, m)
	config := map[string]any{
		"name": "Card Portal", "import_client_id": client, "client_provider_id": provider, "description": "Sells cards",
		"grant_types": []string{"authorization_code", "client_credentials"}, "redirect_uris": []string{"https://card.example.com/callback"},
	}
	o := m.Create(typeName, config)
	if o.Text("client_id") != client || o.Text("client_provider_id") != provider || e.Count("PATCH "+item) != 0 {
		t.Errorf("%v, %d changes", o.Values(), e.Count("PATCH "+item))
	}
	o.Refresh()
	if p := o.Plan(config); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
	// After an import the platform does not tell that the client was taken over.
	imported := m.Import(typeName, o.Text("organization_id")+"/"+o.Text("id"))
	if p := imported.Plan(config); len(p.Replace) > 0 || p.Errors != "" || !slices.Equal(p.Changed, []string{"import_client_id"}) {
		t.Errorf("after an import the plan changes %v, replaces %v %s", p.Changed, p.Replace, p.Errors)
	}
	imported.Apply(config)
	for _, c := range []string{"import_client_id", "client_provider_id"} {
		other := maps.Clone(config)
		other[c] = "another"
		if p := o.Plan(other); !slices.Contains(p.Replace, c) {
			t.Errorf("another %s replaces %v %s", c, p.Replace, p.Errors)
		}
	}
}

// What the plan says otherwise than the client is changed after the import,
// and an import whose second half fails is not lost.
func TestAdopt_changes(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	provider, client := existing(t, e, m)
	config := map[string]any{
		"name": "Cards", "import_client_id": client, "client_provider_id": provider,
		"grant_types": []string{"authorization_code", "client_credentials"}, "redirect_uris": []string{"https://card.example.com/callback"},
	}
	e.Fail(http.MethodPatch, item, http.StatusInternalServerError)
	o := m.New(typeName)
	if errs := o.TryApply(config); !strings.Contains(errs, "made to fail") || o.Text("id") == "" {
		t.Fatalf("the application %q is lost: %s", o.Text("id"), errs)
	}
	o.Refresh()
	o.Apply(config)
	if o.Text("name") != "Cards" || e.Count(importing) != 1 {
		t.Errorf("the name is %q after %d imports", o.Text("name"), e.Count(importing))
	}
}

func TestAdopt_refused(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	closed := e.GivenClientProvider(t, nil)
	open, client := existing(t, e, m)
	for _, c := range []struct{ provider, client, want string }{
		{closed, client, "allow_client_import = true"},
		{open, "0oaNowhere00000000d7", "shows it to the client provider"},
		{"00000000-0000-4000-8000-000000000000", client, "Check client_provider_id"},
	} {
		config := map[string]any{"name": "Cards", "import_client_id": c.client, "client_provider_id": c.provider}
		if errs := m.New(typeName).TryApply(config); !strings.Contains(errs, c.want) {
			t.Errorf("%v: %s", c, errs)
		}
	}
	for name, config := range map[string]map[string]any{
		"longer than 20":           {"import_client_id": strings.Repeat("a", 21), "client_provider_id": open},
		"of other letters":         {"import_client_id": "a/b", "client_provider_id": open},
		"without its provider":     {"import_client_id": client},
		"with an API instance too": {"import_client_id": client, "client_provider_id": open, "api_instance_id": "1"},
	} {
		config["name"] = "Cards"
		if errs := m.Validate(typeName, config); errs == "" {
			t.Errorf("a client id %s is taken", name)
		}
	}
}

// A configuration that was generated for an import names the client provider.
func TestAdopt_providerAlone(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	provider := e.GivenClientProvider(t, nil)
	p := m.New(typeName).Plan(map[string]any{"name": "Cards", "client_provider_id": provider})
	if p.Errors != "" || !slices.Contains(p.Warnings, "Client Provider Decided Elsewhere") {
		t.Errorf("errors %q, warnings %q", p.Errors, p.Warnings)
	}
}

func TestResetSecret(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	own := e.GivenApplication(t, "Cards", "")
	was := e.ByHand(t, http.MethodGet, path(e, own), nil).(map[string]any)["clientSecret"]
	messages, errs := m.Invoke(typeName+"_secret_reset", map[string]any{"application_id": own})
	is := e.ByHand(t, http.MethodGet, path(e, own), nil).(map[string]any)["clientSecret"]
	if errs != "" || len(messages) != 2 || is == was || strings.Contains(strings.Join(messages, ""), is.(string)) {
		t.Errorf("%q %s: the secret was %v, is %v", messages, errs, was, is)
	}
	api := e.GivenAPI(t, "card", e.GivenClientProvider(t, nil), nil)
	okta := m.Create(typeName, map[string]any{"name": "Portal", "api_instance_id": api, "grant_types": []string{"client_credentials"}, "redirect_uris": []string{"https://card.example.com/callback"}})
	if _, errs := m.Invoke(typeName+"_secret_reset", map[string]any{"application_id": okta.Text("id")}); !strings.Contains(errs, "gatehouse_okta_app_secret_rotate") {
		t.Errorf("of a client of Okta: %s", errs)
	}
}
