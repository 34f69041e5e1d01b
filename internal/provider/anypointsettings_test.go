package provider_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// anypointVariables are all that the provider reads of Anypoint.
var anypointVariables = []string{
	"ANYPOINT_BASE_URL", "ANYPOINT_HOST", "ANYPOINT_REGION", "ANYPOINT_CLIENT_ID", "ANYPOINT_CLIENT_SECRET", "ANYPOINT_USERNAME", "ANYPOINT_PASSWORD",
	"ANYPOINT_ACCESS_TOKEN", "ANYPOINT_BEARER", "ANYPOINT_ORGANIZATION_ID", "ANYPOINT_ORG", "ANYPOINT_ENVIRONMENT_ID", "ANYPOINT_ENV", "ANYPOINT_CA_FILE",
}

// TestSettings_environment: the provider's block comes first, then its own
// variables, then those of MuleSoft's tools.
func TestSettings_environment(t *testing.T) {
	e := acctest.Start(t)
	address, organization, environment := e.Var("ANYPOINT_BASE_URL"), e.Var("ANYPOINT_ORGANIZATION_ID"), e.Var("ANYPOINT_ENVIRONMENT_ID")
	id, secret := e.Var("ANYPOINT_CLIENT_ID"), e.Var("ANYPOINT_CLIENT_SECRET")
	for _, name := range anypointVariables {
		t.Setenv(name, "")
	}
	token := func() string {
		m := e.MachineWith(t, map[string]any{"anypoint": map[string]any{"base_url": address, "client_id": id, "client_secret": secret}})
		got, errs := m.Open("gatehouse_anypoint_access_token", map[string]any{})
		if errs != "" {
			t.Fatal(errs)
		}
		return got["access_token"].(string)
	}()
	const nowhere = "http://127.0.0.1:1"
	app := map[string]string{"ANYPOINT_CLIENT_ID": id, "ANYPOINT_CLIENT_SECRET": secret}
	with := func(more map[string]string) map[string]string {
		out := maps.Clone(app)
		maps.Copy(out, more)
		return out
	}
	for name, c := range map[string]struct {
		variables map[string]string
		block     map[string]any
		say       string // part of the error; empty: it works
	}{
		"the host":                   {with(map[string]string{"ANYPOINT_HOST": address}), nil, ""},
		"the provider's own address": {with(map[string]string{"ANYPOINT_HOST": nowhere, "ANYPOINT_BASE_URL": address}), nil, ""},
		"the block's address":        {with(map[string]string{"ANYPOINT_BASE_URL": nowhere}), map[string]any{"base_url": address}, ""},
		"a name of a host is https":  {with(map[string]string{"ANYPOINT_HOST": strings.TrimPrefix(address, "http://")}), nil, "sign in"},
		"a bearer":                   {map[string]string{"ANYPOINT_HOST": address, "ANYPOINT_BEARER": token}, nil, ""},
		"the provider's own token":   {map[string]string{"ANYPOINT_HOST": address, "ANYPOINT_BEARER": "wrong", "ANYPOINT_ACCESS_TOKEN": token}, nil, ""},
		"the block's app":            {map[string]string{"ANYPOINT_HOST": address, "ANYPOINT_BEARER": "wrong"}, map[string]any{"client_id": id, "client_secret": secret}, ""},
		"no secret":                  {map[string]string{"ANYPOINT_HOST": address, "ANYPOINT_CLIENT_ID": id}, nil, "ANYPOINT_CLIENT_SECRET"},
		"no password":                {map[string]string{"ANYPOINT_HOST": address, "ANYPOINT_USERNAME": "max"}, nil, "ANYPOINT_PASSWORD"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range anypointVariables {
				t.Setenv(variable, c.variables[variable])
			}
			config := map[string]any{}
			if c.block != nil {
				config["anypoint"] = c.block
			}
			got, errs := e.MachineWith(t, config).Data("gatehouse_anypoint_me", map[string]any{})
			if c.say == "" && (errs != "" || got["organization_id"] != organization) || !strings.Contains(errs, c.say) || (c.say == "") != (errs == "") {
				t.Errorf("%v %s", got, errs)
			}
		})
	}
	for name, c := range map[string]struct{ org, env, say string }{
		"identifiers": {organization, environment, ""},
		"names":       {"Nobody", "Sandbox", "no organization of that name"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range anypointVariables {
				t.Setenv(variable, with(map[string]string{"ANYPOINT_HOST": address, "ANYPOINT_ORG": c.org, "ANYPOINT_ENV": c.env})[variable])
			}
			_, errs := e.MachineWith(t, map[string]any{}).Data("gatehouse_anypoint_api_instances", map[string]any{})
			if !strings.Contains(errs, c.say) || (c.say == "") != (errs == "") {
				t.Errorf("%s", errs)
			}
		})
	}
}

// TestMe: an app, its organization, and what it may do.
func TestMe(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	got, errs := m.Data("gatehouse_anypoint_me", map[string]any{})
	if errs != "" || got["kind"] != "connected_app" || got["id"] != e.Var("ANYPOINT_CLIENT_ID") || got["root_organization_id"] != e.Var("ANYPOINT_ORGANIZATION_ID") || got["scopes_known"] != true {
		t.Errorf("%v %s", got, errs)
	}
	// An app that may not see its scopes is told by scopes_known.
	e.Fail("GET", "/accounts/api/connectedApplications/{clientId}/scopes", 403)
	if got, errs = m.Data("gatehouse_anypoint_me", map[string]any{}); errs != "" || got["scopes_known"] != false {
		t.Errorf("without a look at the scopes: %v %s", got, errs)
	}
	all, errs := m.Data("gatehouse_anypoint_organizations", map[string]any{})
	list, _ := all["organizations"].([]any)
	if errs != "" || len(list) < 2 {
		t.Fatalf("%v %s", all, errs)
	}
	for _, o := range list {
		o, _ := o.(map[string]any)
		for _, by := range []string{"id", "name"} {
			if one, errs := m.Data("gatehouse_anypoint_organization", map[string]any{by: o[by]}); errs != "" || one["id"] != o["id"] || one["is_root"] != o["is_root"] {
				t.Errorf("by %s: %v %s", by, one, errs)
			}
		}
	}
	if _, errs := m.Data("gatehouse_anypoint_organization", map[string]any{"name": "Nobody"}); !strings.Contains(errs, `no organization with the name "Nobody"`) {
		t.Errorf("by a name that none has: %s", errs)
	}
}

// TestAnypointAccessToken: the provider's own token, and another app's.
func TestAnypointAccessToken(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for name, config := range map[string]map[string]any{
		"the provider's": {},
		"another app's":  {"client_id": e.Var("ANYPOINT_CLIENT_ID"), "client_secret": e.Var("ANYPOINT_CLIENT_SECRET")},
	} {
		got, errs := m.Open("gatehouse_anypoint_access_token", config)
		if errs != "" || got["access_token"] == "" || got["token_type"] != "Bearer" || got["expires_at"] == nil {
			t.Errorf("%s: %v %s", name, got["expires_at"], errs)
		}
	}
	if _, errs := m.Open("gatehouse_anypoint_access_token", map[string]any{"client_id": "nobody", "client_secret": "none-of-your-business"}); !strings.Contains(errs, "Client authentication failed") || strings.Contains(errs, "none-of-your-business") {
		t.Errorf("a wrong secret: %s", errs)
	}
}
