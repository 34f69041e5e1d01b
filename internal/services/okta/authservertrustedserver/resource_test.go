package authservertrustedserver_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

const (
	typ     = "gatehouse_okta_auth_server_trusted_server"
	address = typ + ".test"
)

func config(e *acctest.Env) string {
	return e.Provider + `
resource "gatehouse_okta_auth_server" "cards" {
  name      = "cards"
  audiences = ["api://cards"]
}
resource "gatehouse_okta_auth_server_trusted_server" "test" {
  auth_server_id    = gatehouse_okta_auth_server.cards.id
  trusted_server_id = "default"
}
`
}

func TestTrustedServer_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("name"), knownvalue.StringExact("default")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("issuer"), knownvalue.StringRegexp(regexp.MustCompile("/oauth2/default$"))),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "trusted_server_id", ImportStateIdFunc: acctest.ImportID(address, "auth_server_id", "trusted_server_id")},
	}})
	if n := e.Count("DELETE /api/v1/authorizationServers/{authServerId}/associatedServers/{associatedServerId}"); n != 1 {
		t.Errorf("the trust was removed %d times", n)
	}
}

func TestTrustedServer_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e), ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("trusted_server_id"))}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func TestTrustedServer_replacesAndDisappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	server := m.Create("gatehouse_okta_auth_server", map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
	c := map[string]any{"auth_server_id": "default", "trusted_server_id": server.Text("id")}
	o := m.Create(typ, c)
	for argument := range c {
		other := map[string]any{"auth_server_id": "default", "trusted_server_id": server.Text("id")}
		other[argument] = "other"
		if p := o.Plan(other); !slices.Contains(p.Replace, argument) {
			t.Errorf("%s: replacements %v", argument, p.Replace)
		}
	}
	e.ByHand(t, http.MethodDelete, "okta:/api/v1/authorizationServers/default/associatedServers/"+server.Text("id"), nil)
	gone := *o
	gone.Destroy()
	if !o.Refresh() {
		t.Error("the refresh did not see that the trust is gone")
	}
}

func TestTrustedServer_itself(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	c := map[string]any{"auth_server_id": "default", "trusted_server_id": "default"}
	if warnings, errs := m.Warnings(typ, c), m.Validate(typ, c); !strings.Contains(warnings, "Trust in Itself") || errs != "" {
		t.Errorf("%q %q", warnings, errs)
	}
}

func TestTrustedServer_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: strings.Replace(strings.Replace(config(e), "gatehouse_okta_auth_server.cards.id", `"default"`, 1), `trusted_server_id = "default"`, "trusted_server_id = gatehouse_okta_auth_server.cards.id", 1)},
		{
			Query: true,
			Config: `
list "gatehouse_okta_auth_server_trusted_server" "test" {
  provider         = gatehouse
  include_resource = true
  config {
    auth_server_id = "default"
  }
}`,
			QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(address, 1)},
		},
	}})
}

// Every argument says which trust it is: what changes on the platform is only
// whether it is there (see TestTrustedServer_replacesAndDisappears).
func TestTrustedServer_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	server := e.Machine(t).Create("gatehouse_okta_auth_server", map[string]any{"name": "cards", "audiences": []string{"api://cards"}})
	acctest.Drift{
		Type: typ, Config: map[string]any{"auth_server_id": "default", "trusted_server_id": server.Text("id")},
		Except: map[string]string{
			"auth_server_id":    "it is where the object is, not what it holds",
			"trusted_server_id": "it is the object: without it, the object is gone",
		},
	}.Run(t, e)
}
