package contract_test

import (
	"fmt"
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
	typeName = "gatehouse_anypoint_contract"
	address  = typeName + ".test"
	requests = "/exchange/api/v2/organizations/{masterOrganizationId}/applications/{applicationId}/contracts"
	items    = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/contracts"
	item     = items + "/{contractId}"
	actions  = "/apimanager/xapi/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/contracts/{contractId}/"
)

// world is a simulator with an API instance and an application, both of
// Anypoint's own client identities.
func world(t *testing.T, more map[string]any) (e *acctest.Env, api, app string) {
	t.Helper()
	e = acctest.Start(t)
	api = e.GivenAPI(t, "card", "", more)
	return e, api, e.GivenApplication(t, "Card Application", "")
}

func config(e *acctest.Env, api, app, more string) string {
	return e.Provider + fmt.Sprintf(`
resource %q "test" {
  api_instance_id = %q
  application_id  = %q
%s}
`, typeName, api, app, more)
}

func tier(t *testing.T, e *acctest.Env, api, name string, autoApprove bool) string {
	t.Helper()
	answer := e.ByHand(t, http.MethodPost, e.APIs()+"/"+api+"/tiers", map[string]any{
		"name": name, "status": "ACTIVE", "autoApprove": autoApprove,
		"limits": []any{map[string]any{"visible": true, "maximumRequests": 10, "timePeriodInMilliseconds": 1000}},
	})
	e.Given()
	return fmt.Sprintf("%.0f", answer.(map[string]any)["id"])
}

// act performs an action on the API's only contract by hand.
func act(t *testing.T, e *acctest.Env, api, action string) {
	t.Helper()
	list := e.ByHand(t, http.MethodGet, e.APIs()+"/"+api+"/contracts", nil).(map[string]any)["contracts"].([]any)
	if len(list) != 1 {
		t.Fatalf("the API has %d contracts", len(list))
	}
	path := fmt.Sprintf("%s/%s/contracts/%.0f", e.APIs(), api, list[0].(map[string]any)["id"])
	if action == "delete" {
		e.ByHand(t, http.MethodDelete, path, nil)
		return
	}
	e.ByHand(t, http.MethodPost, strings.Replace(path, "/api/v1/", "/xapi/v1/", 1)+"/"+action, map[string]any{})
}

func status(s string) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact(s))
}

func TestContract_lifecycle(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, nil)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, api, app, ""),
			ConfigStateChecks: []statecheck.StateCheck{
				status("APPROVED"),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile(`^\d+$`))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("tier_id"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("approve"), knownvalue.Bool(false)),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "environment_id", "api_instance_id", "id")},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "api_instance_id", "id")},
	}})
	body := e.LastBody(t, "POST "+requests)
	for name, want := range map[string]any{
		"acceptedTerms": true, "instanceType": "api", "apiId": api, "assetId": "card", "version": "1.0.0", "versionGroup": "v1",
		"groupId": e.Var("ANYPOINT_ORGANIZATION_ID"), "organizationId": e.Var("ANYPOINT_ORGANIZATION_ID"), "environmentId": e.Var("ANYPOINT_ENVIRONMENT_ID"),
	} {
		if body[name] != want {
			t.Errorf("%s was sent as %v, want %v", name, body[name], want)
		}
	}
	if _, sent := body["requestedTierId"]; sent {
		t.Error("a tier was requested that nobody asked for")
	}
	// The platform deletes no approved contract: it is revoked first, and no call fails.
	if revokes, deletes := e.Count("POST "+actions+"revoke"), e.Count("DELETE "+item); revokes != 1 || deletes != 1 {
		t.Errorf("%d revocations, %d deletions", revokes, deletes)
	}
	e.NoFailures(t)
}

func TestContract_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e, api, app := world(t, nil)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, app, "")},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

// A contract that somebody revoked by hand shows in the plan, and the apply restores it.
func TestContract_revokedByHand(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, nil)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, app, "")},
		{
			PreConfig: func() { act(t, e, api, "revoke") },
			Config:    config(e, api, app, ""),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("APPROVED")),
			}},
			ConfigStateChecks: []statecheck.StateCheck{status("APPROVED")},
		},
		// Revoked when it is destroyed: the deletion alone does.
		{PreConfig: func() { act(t, e, api, "revoke") }, Config: config(e, api, app, ""), Destroy: true},
	}})
	if n := e.Count("POST " + actions + "restore"); n != 1 {
		t.Errorf("restored %d times", n)
	}
}

func TestContract_disappears(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, nil)
	remove := func() { act(t, e, api, "revoke"); act(t, e, api, "delete") }
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, app, "")},
		{PreConfig: remove, Config: config(e, api, app, ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate)},
		{PreConfig: remove, Config: config(e, api, app, ""), Destroy: true},
	}})
}

func TestContract_approval(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, map[string]any{"approvalMethod": "manual"})
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, app, ""), ConfigStateChecks: []statecheck.StateCheck{status("PENDING")}},
		{
			Config: config(e, api, app, "  approve = true\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{status("APPROVED")},
		},
	}})
	e.NoFailures(t)
}

func TestContract_approvedWhenCreated(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, map[string]any{"approvalMethod": "manual"})
	m := e.Machine(t)
	c := map[string]any{"api_instance_id": api, "application_id": app, "approve": true}
	o := m.Create(typeName, c)
	if o.Text("status") != "APPROVED" || e.Count("POST "+actions+"approve") != 1 {
		t.Errorf("status %s after %d approvals", o.Text("status"), e.Count("POST "+actions+"approve"))
	}
	if o.Refresh(); !o.Plan(c).Empty() {
		t.Errorf("the plan afterwards: %v", o.Plan(c).Changed)
	}
}

// The id is in the state although the approval fails.
func TestContract_approvalFails(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, map[string]any{"approvalMethod": "manual"})
	e.Fail(http.MethodPost, actions+"approve", http.StatusForbidden)
	o := e.Machine(t).New(typeName)
	c := map[string]any{"api_instance_id": api, "application_id": app, "approve": true}
	if errs := o.TryApply(c); !strings.Contains(errs, "Manage Contracts") {
		t.Errorf("the error does not name the permission: %s", errs)
	}
	if o.Text("id") == "" || o.Text("status") != "PENDING" {
		t.Errorf("state: id %q, status %q", o.Text("id"), o.Text("status"))
	}
	o.Apply(c)
	if o.Text("status") != "APPROVED" || e.Count("POST "+requests) != 1 {
		t.Errorf("after the second apply: %s, requested %d times", o.Text("status"), e.Count("POST "+requests))
	}
}

func TestContract_drift(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, nil)
	silver, gold := tier(t, e, api, "silver", true), tier(t, e, api, "gold", true)
	_ = silver
	acctest.Drift{
		Type:   typeName,
		Config: map[string]any{"api_instance_id": api, "application_id": app, "tier_id": silver, "approve": true},
		Edits: map[string][]acctest.Edit{
			"tier_id": {{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
				e.ByHand(t, http.MethodPatch, e.APIs()+"/"+api+"/contracts/"+o.Text("id"), map[string]any{"tierId": number(gold)})
			}}},
		},
		Except: map[string]string{
			"organization_id": "it is where the object is, not what it holds",
			"environment_id":  "it is where the object is, not what it holds",
			"api_instance_id": "it is where the object is, not what it holds",
			"application_id":  "the platform has no way to change it",
			"approve":         "it says what to do with a request; the platform does not keep it (status shows what came of it)",
		},
	}.Run(t, e)
	e.NoFailures(t)
}

func number(id string) any {
	var n float64
	_, _ = fmt.Sscan(id, &n)
	return n
}

func TestContract_tierChange(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, nil)
	silver, gold := tier(t, e, api, "silver", true), tier(t, e, api, "gold", false)
	with := func(id string, approve bool) map[string]any {
		return map[string]any{"api_instance_id": api, "application_id": app, "tier_id": id, "approve": approve}
	}
	o := e.Machine(t).Create(typeName, with(silver, false))
	id := o.Text("id")
	// Without approve it is a request, and the plan is settled while it waits.
	o.Apply(with(gold, false))
	if o.Refresh(); !o.Plan(with(gold, false)).Empty() || o.Text("id") != id {
		t.Errorf("plan while the request waits: %v", o.Plan(with(gold, false)).Changed)
	}
	if body := e.LastBody(t, "PATCH "+item); fmt.Sprint(body) != "map[requestedTierId:"+fmt.Sprint(number(gold))+"]" {
		t.Errorf("sent %v", body)
	}
	// With approve the owner gives it.
	o.Apply(with(gold, true))
	list := e.ByHand(t, http.MethodGet, e.APIs()+"/"+api+"/contracts", nil).(map[string]any)["contracts"].([]any)
	if got := list[0].(map[string]any)["tierId"]; got != number(gold) {
		t.Errorf("the tier is %v, want %s", got, gold)
	}
	if n := e.Count("DELETE " + item); n != 0 {
		t.Errorf("the contract was replaced %d times", n)
	}
}

func TestContract_replacements(t *testing.T) {
	t.Parallel()
	e, api, app := world(t, nil)
	c := map[string]any{"api_instance_id": api, "application_id": app}
	o := e.Machine(t).Create(typeName, c)
	for _, argument := range []string{"organization_id", "environment_id", "api_instance_id", "application_id"} {
		changed := map[string]any{"api_instance_id": api, "application_id": app}
		changed[argument] = "7"
		if p := o.Plan(changed); len(p.Replace) != 1 || p.Replace[0] != argument {
			t.Errorf("%s: replacements %v", argument, p.Replace)
		}
	}
}

func TestContract_refused(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	provider := e.GivenClientProvider(t, nil)
	native, okta := e.GivenAPI(t, "native", "", nil), e.GivenAPI(t, "okta", provider, nil)
	app := e.GivenApplication(t, "Card Application", "")
	m := e.Machine(t)
	first := m.Create(typeName, map[string]any{"api_instance_id": native, "application_id": app})
	for name, c := range map[string]struct {
		api  string
		want string
	}{
		"twice":           {native, "/" + native + "/" + first.Text("id")},
		"other provider":  {okta, "must have the same client provider"},
		"no API instance": {"99999999", "Check api_instance_id"},
	} {
		errs := m.New(typeName).TryApply(map[string]any{"api_instance_id": c.api, "application_id": app})
		if !strings.Contains(errs, c.want) {
			t.Errorf("%s: %s", name, errs)
		}
	}
}

// A plan of many contracts of one API lists them instead of reading each.
func TestContract_readAhead(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	api := e.GivenAPI(t, "card", "", nil)
	m := e.Machine(t)
	var all []*acctest.Managed
	for i := range 20 {
		app := e.GivenApplication(t, fmt.Sprintf("App %d", i), "")
		all = append(all, m.Create(typeName, map[string]any{"api_instance_id": api, "application_id": app}))
	}
	before := len(e.Requests())
	other := e.Machine(t)
	for _, o := range all {
		o.Adopt(other)
		o.Refresh()
	}
	if n := len(e.Requests()) - before; n > 4 {
		t.Errorf("refreshing 20 contracts took %d calls", n)
	}
}

func TestContract_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e, api, app := world(t, nil)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, app, "")},
		{
			Query: true,
			Config: fmt.Sprintf(`
list %q "test" {
  provider         = gatehouse
  include_resource = true
  config {
    api_instance_id = %q
    status          = "APPROVED"
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
