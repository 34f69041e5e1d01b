package authserverpolicyclient_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
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
	typ     = "gatehouse_okta_auth_server_policy_client"
	address = typ + ".test"
	items   = "okta:/api/v1/authorizationServers/default/policies"
)

// newClient registers a client by hand, as Anypoint does.
func newClient(t *testing.T, e *acctest.Env, name string) string {
	t.Helper()
	c, _ := e.ByHand(t, http.MethodPost, "okta:/oauth2/v1/clients", map[string]any{
		"client_name": name, "application_type": "service", "grant_types": []string{"client_credentials"}, "response_types": []string{"token"}, "token_endpoint_auth_method": "client_secret_basic",
	}).(map[string]any)
	return c["client_id"].(string)
}

func newPolicy(t *testing.T, e *acctest.Env, clients ...string) string {
	t.Helper()
	if clients == nil {
		clients = []string{}
	}
	p, _ := e.ByHand(t, http.MethodPost, items, map[string]any{
		"type": "OAUTH_AUTHORIZATION_POLICY", "name": "Shared", "description": "Theirs", "conditions": map[string]any{"clients": map[string]any{"include": clients}},
	}).(map[string]any)
	return p["id"].(string)
}

func clientsOf(t *testing.T, e *acctest.Env, policy string) []string {
	t.Helper()
	p, _ := e.ByHand(t, http.MethodGet, items+"/"+policy, nil).(map[string]any)
	conditions, _ := p["conditions"].(map[string]any)
	clients, _ := conditions["clients"].(map[string]any)
	include, _ := clients["include"].([]any)
	var out []string
	for _, c := range include {
		out = append(out, fmt.Sprint(c))
	}
	slices.Sort(out)
	return out
}

func config(e *acctest.Env, policy, client string) string {
	return e.Provider + fmt.Sprintf(`
resource "gatehouse_okta_auth_server_policy_client" "test" {
  auth_server_id = "default"
  policy_id      = %q
  client_id      = %q
}
`, policy, client)
}

// Attaching one client to a shared policy is what the official provider cannot
// do (pulumi-okta#213, articulate#284 and #360).
func TestPolicyClient_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	theirs, ours := newClient(t, e, "theirs"), newClient(t, e, "ours")
	policy := newPolicy(t, e, theirs)
	both := []string{theirs, ours}
	slices.Sort(both)
	e.Test(t, resource.TestCase{
		CheckDestroy: func(*terraform.State) error {
			if got := clientsOf(t, e, policy); !slices.Equal(got, []string{theirs}) {
				return fmt.Errorf("after destroy the policy has %v", got)
			}
			return nil
		},
		Steps: []resource.TestStep{
			{Config: config(e, policy, ours), Check: func(*terraform.State) error {
				if got := clientsOf(t, e, policy); !slices.Equal(got, both) {
					return fmt.Errorf("the policy has %v, want %v", got, both)
				}
				return nil
			}},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "client_id", ImportStateIdFunc: acctest.ImportID(address, "auth_server_id", "policy_id", "client_id")},
			{
				PreConfig: func() {
					e.Edit(t, items+"/"+policy, map[string]any{"conditions": map[string]any{"clients": map[string]any{"include": []string{theirs}}}})
				},
				Config: config(e, policy, ours), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate),
			},
		},
	})
	p, _ := e.ByHand(t, http.MethodGet, items+"/"+policy, nil).(map[string]any)
	if p["description"] != "Theirs" || p["name"] != "Shared" {
		t.Errorf("what others own was changed: %v", p)
	}
}

func TestPolicyClient_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	policy, client := newPolicy(t, e), newClient(t, e, "ours")
	e.Test(t, resource.TestCase{
		CheckDestroy: func(*terraform.State) error { return nil }, // what was made by hand stays
		Steps: []resource.TestStep{
			{Config: config(e, policy, client), ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"auth_server_id": knownvalue.StringExact("default"), "policy_id": knownvalue.StringExact(policy), "client_id": knownvalue.StringExact(client),
				}),
				statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("client_id")),
			}},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		},
	})
}

// All arguments are the identity: another value is another object.
func TestPolicyClient_everythingReplaces(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	c := map[string]any{"auth_server_id": "default", "policy_id": newPolicy(t, e), "client_id": newClient(t, e, "ours")}
	o := e.Machine(t).Create(typ, c)
	for argument := range c {
		other := map[string]any{"auth_server_id": c["auth_server_id"], "policy_id": c["policy_id"], "client_id": c["client_id"]}
		other[argument] = "other"
		if p := o.Plan(other); !slices.Equal(p.Replace, []string{argument}) {
			t.Errorf("%s: replacements %v", argument, p.Replace)
		}
	}
	// Gone with its policy: the refresh removes it, and a destroy succeeds.
	e.ByHand(t, http.MethodDelete, items+"/"+o.Text("policy_id"), nil)
	gone := *o
	gone.Destroy()
	if !o.Refresh() {
		t.Error("the refresh did not see that the policy is gone")
	}
}

// Many at once: none is lost.
func TestPolicyClient_manyAtOnce(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	policy := newPolicy(t, e)
	var want []string
	for i := range 8 {
		want = append(want, newClient(t, e, fmt.Sprint(i)))
	}
	slices.Sort(want)
	var all sync.WaitGroup
	for _, client := range want {
		all.Go(func() {
			if errs := m.New(typ).TryApply(map[string]any{"auth_server_id": "default", "policy_id": policy, "client_id": client}); errs != "" {
				t.Error(errs)
			}
		})
	}
	all.Wait()
	if got := clientsOf(t, e, policy); !slices.Equal(got, want) {
		t.Errorf("clients %v, want %v", got, want)
	}
}

// Another process wrote its own reading of the list over ours: it is put back.
func TestPolicyClient_race(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	policy, ours, theirs := newPolicy(t, e), newClient(t, e, "ours"), newClient(t, e, "theirs")
	var once sync.Once
	e.AfterRequest(http.MethodPut, "/api/v1/authorizationServers/default/policies/"+policy, func() {
		once.Do(func() {
			e.Edit(t, items+"/"+policy, map[string]any{"conditions": map[string]any{"clients": map[string]any{"include": []string{theirs}}}})
		})
	})
	e.Machine(t).Create(typ, map[string]any{"auth_server_id": "default", "policy_id": policy, "client_id": ours})
	want := []string{ours, theirs}
	slices.Sort(want)
	if got := clientsOf(t, e, policy); !slices.Equal(got, want) {
		t.Errorf("clients %v, want %v", got, want)
	}
}

func TestPolicyClient_allClients(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	errs := e.Machine(t).New(typ).TryApply(map[string]any{"auth_server_id": "default", "policy_id": newPolicy(t, e, "ALL_CLIENTS"), "client_id": newClient(t, e, "ours")})
	if !strings.Contains(errs, "Policy for All Clients") {
		t.Errorf("%q", errs)
	}
}

func TestPolicyClient_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	client := newClient(t, e, "theirs")
	policy := newPolicy(t, e, client)
	e.Test(t, resource.TestCase{
		CheckDestroy: func(*terraform.State) error { return nil }, // what was made by hand stays
		Steps: []resource.TestStep{
			{Config: e.Provider},
			{
				Query: true,
				Config: fmt.Sprintf(`
list "gatehouse_okta_auth_server_policy_client" "test" {
  provider         = gatehouse
  include_resource = true
  config {
    auth_server_id = "default"
    policy_id      = %q
  }
}`, policy),
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength(address, 1),
					querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
						"auth_server_id": knownvalue.StringExact("default"), "policy_id": knownvalue.StringExact(policy), "client_id": knownvalue.StringExact(client),
					}),
				},
			},
		},
	})
}

// Every argument says which membership it is: what changes on the platform is
// only whether it is there (see TestPolicyClient_lifecycle).
func TestPolicyClient_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	client := newClient(t, e, "ours")
	acctest.Drift{
		Type: typ, Config: map[string]any{"auth_server_id": "default", "policy_id": newPolicy(t, e), "client_id": client},
		Except: map[string]string{
			"auth_server_id": "it is where the object is, not what it holds",
			"policy_id":      "it is where the object is, not what it holds",
			"client_id":      "it is the object: without it, the object is gone",
		},
	}.Run(t, e)
}
