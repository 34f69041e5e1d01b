package organization_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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
	typeName = "gatehouse_anypoint_organization"
	address  = typeName + ".test"
	items    = "/accounts/api/organizations"
	item     = items + "/{organizationId}"
)

// owner is the identifier of the user who owns the root organization.
func owner(t *testing.T, e *acctest.Env, m *acctest.Machine) string {
	t.Helper()
	root, errs := m.Data(typeName, map[string]any{"id": e.Var("ANYPOINT_ORGANIZATION_ID")})
	id, _ := root["owner_id"].(string)
	if errs != "" || id == "" || root["is_root"] != true || root["parent_organization_id"] != nil {
		t.Fatalf("the root organization: %v %s", root, errs)
	}
	return id
}

func with(base map[string]any, more map[string]any) map[string]any {
	out := map[string]any{}
	for _, m := range []map[string]any{base, more} {
		for k, v := range m {
			if out[k] = v; v == nil {
				delete(out, k)
			}
		}
	}
	return out
}

func start(t *testing.T) (*acctest.Env, *acctest.Machine, map[string]any) {
	t.Helper()
	e := acctest.Start(t)
	m := e.Machine(t)
	return e, m, map[string]any{"name": "Cards", "parent_organization_id": e.Var("ANYPOINT_ORGANIZATION_ID"), "owner_id": owner(t, e, m)}
}

func path(o *acctest.Managed) string { return "anypoint:" + items + "/" + o.Text("id") }

func TestOrganization_lifecycle(t *testing.T) {
	t.Parallel()
	e, m, _ := start(t)
	hcl := func(name, more string) string {
		return e.Provider + fmt.Sprintf("\nresource %q \"test\" {\n  name = %q\n  parent_organization_id = %q\n  owner_id = %q\n%s}\n", typeName, name, e.Var("ANYPOINT_ORGANIZATION_ID"), owner(t, e, m), more)
	}
	imported := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: hcl("Cards", ""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("client_id"), knownvalue.NotNull()),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("entitlements").AtMapKey("create_environments"), knownvalue.Bool(true)),
		}},
		imported,
		{
			Config:           hcl("Payments", "  entitlements = {\n    create_sub_orgs = false\n    vcores_production = { assigned = 0.5 }\n  }\n"),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("entitlements").AtMapKey("vcores_production").AtMapKey("assigned"), knownvalue.Float64Exact(0.5)),
			},
		},
		imported,
	}})
	e.NoFailures(t)
}

// Other providers send every entitlement that they know, those that only the
// root organization may have too, and the platform answers 403 to the whole
// request; or they show a difference in what nobody has configured.
func TestOrganization_sendsWhatWasSet(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	o := m.Create(typeName, base)
	if body := fmt.Sprint(e.LastBody(t, "POST "+items)); body != fmt.Sprintf("map[entitlements:map[] name:Cards ownerId:%s parentOrganizationId:%s]", base["owner_id"], base["parent_organization_id"]) {
		t.Errorf("a new one sends %s", body)
	}
	config := with(base, map[string]any{"name": "Payments", "entitlements": map[string]any{"create_sub_orgs": false, "vpcs": map[string]any{"assigned": 2}}})
	o.Apply(config)
	if body := fmt.Sprint(e.LastBody(t, "PUT "+item)); body != fmt.Sprintf("map[entitlements:map[createSubOrgs:false vpcs:map[assigned:2]] name:Payments ownerId:%s]", base["owner_id"]) {
		t.Errorf("a change sends %s", body)
	}
	// What is not configured may be anything.
	put(map[string]any{"entitlements": map[string]any{"vpns": map[string]any{"assigned": 7}, "createEnvironments": false}})(t, e, o)
	o.Refresh()
	if p := o.Plan(config); !p.Empty() || p.Errors != "" {
		t.Errorf("what nobody has configured: the plan changes %v %s", p.Changed, p.Errors)
	}
	// Taken out of the configuration, an entitlement stays.
	o.Apply(base)
	if vpcs, _ := o.Get("entitlements").(map[string]any)["vpcs"].(map[string]any); fmt.Sprint(vpcs["assigned"]) != "2" {
		t.Errorf("the VPCs are %v", vpcs)
	}
	for _, x := range e.Requests() {
		if x.Status == http.StatusForbidden {
			t.Errorf("%s %s was refused", x.Method, x.Path)
		}
	}
	imported := m.Import(typeName, o.Text("id"))
	if p := imported.Plan(with(base, map[string]any{"entitlements": map[string]any{"vpcs": map[string]any{"assigned": 2}}})); !p.Empty() || p.Errors != "" {
		t.Errorf("after an import the plan changes %v %s", p.Changed, p.Errors)
	}
	o.Destroy()
}

// The session's length is written by an update, even of a new organization.
func TestOrganization_sessionTimeout(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	config := with(base, map[string]any{"session_timeout": 30})
	o := m.Create(typeName, config)
	if fmt.Sprint(o.Get("session_timeout")) != "30" || e.Count("PUT "+item) != 1 {
		t.Errorf("session_timeout is %v after %d updates", o.Get("session_timeout"), e.Count("PUT "+item))
	}
	// One whose update fails is in the state, so that it is neither lost nor made twice.
	e.Fail(http.MethodPut, item, http.StatusConflict)
	half := m.New(typeName)
	if errs := half.TryApply(with(config, map[string]any{"name": "Half"})); errs == "" || half.Text("id") == "" {
		t.Errorf("after a failed update: id %q, %s", half.Text("id"), errs)
	}
	half.Destroy()
	o.Destroy()
}

func TestOrganization_drift(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	other := m.Create(typeName, with(base, map[string]any{"name": "Other"})) // so that there is a group that stays
	given, edits := map[string]any{}, map[string][]acctest.Edit{
		"name":            {{Patch: map[string]any{"name": "Other"}}},
		"session_timeout": {{Patch: map[string]any{"sessionTimeout": 5}}},
		"owner_id":        {{Patch: map[string]any{"ownerId": "00000000-0000-4000-8000-000000000001"}}},
	}
	for name, key := range map[string]string{"create_environments": "createEnvironments", "create_sub_orgs": "createSubOrgs", "global_deployment": "globalDeployment"} {
		given[name] = true
		edits["entitlements."+name] = []acctest.Edit{{Patch: map[string]any{"entitlements": map[string]any{key: false}}}}
	}
	for name, key := range map[string]string{
		"vcores_production": "vCoresProduction", "vcores_sandbox": "vCoresSandbox", "vcores_design": "vCoresDesign", "static_ips": "staticIps", "vpcs": "vpcs", "vpns": "vpns",
		"load_balancer": "loadBalancer", "network_connections": "networkConnections", "worker_clouds": "workerClouds",
		"managed_gateway_small": "managedGatewaySmall", "managed_gateway_large": "managedGatewayLarge",
		"partners_production": "partnersProduction", "partners_sandbox": "partnersSandbox",
		"trading_partners_production": "tradingPartnersProduction", "trading_partners_sandbox": "tradingPartnersSandbox",
	} {
		given[name] = map[string]any{"assigned": 3}
		edits["entitlements."+name+".assigned"] = []acctest.Edit{{Patch: map[string]any{"entitlements": map[string]any{key: map[string]any{"assigned": 4}}}}}
	}
	// A change by hand writes back what it read, less what the platform refuses.
	for name := range edits {
		edits[name] = []acctest.Edit{{Do: put(edits[name][0].Patch)}}
	}
	acctest.Drift{
		Type: typeName, Config: with(base, map[string]any{"session_timeout": 30, "entitlements": given}), Edits: edits,
		Except: map[string]string{"parent_organization_id": "it is where the object is, not what it holds"},
	}.Run(t, e)
	other.Destroy()
}

func put(patch map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
	return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
		body := map[string]any{"name": o.Text("name"), "ownerId": o.Text("owner_id")}
		maps.Copy(body, patch)
		e.ByHand(t, http.MethodPut, path(o), body)
	}
}

// Another parent is another business group: other providers changed such
// arguments "in place", sent nothing and kept the lie in the state.
func TestOrganization_replacement(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	o := m.Create(typeName, base)
	if p := o.Plan(with(base, map[string]any{"parent_organization_id": e.Sim.Anypoint.BusinessGroup()})); strings.Join(p.Replace, " ") != "parent_organization_id" {
		t.Errorf("another parent replaces because of %v", p.Replace)
	}
	id := o.Text("id")
	for _, c := range []map[string]any{{"name": "Payments"}, {"session_timeout": 15}, {"entitlements": map[string]any{}}, {"entitlements": map[string]any{"vpns": map[string]any{}}}} {
		now := with(base, c)
		o.Apply(now)
		o.Refresh()
		if p := o.Plan(now); !p.Empty() || p.Errors != "" {
			t.Errorf("%v: the plan changes %v %s", c, p.Changed, p.Errors)
		}
	}
	if o.Text("id") != id {
		t.Error("the business group was replaced")
	}
	for _, name := range []string{"name", "owner_id", "parent_organization_id", "session_timeout", "entitlements"} {
		if p := m.New(typeName).Plan(with(base, map[string]any{name: acctest.Unknown})); p.Errors != "" {
			t.Errorf("an unknown %s: %s", name, p.Errors)
		}
	}
	if p := o.Plan(with(base, map[string]any{"entitlements": map[string]any{"vpcs": map[string]any{"assigned": acctest.Unknown}}})); p.Errors != "" || len(p.Replace) > 0 {
		t.Errorf("an unknown number of VPCs: %v %s", p.Replace, p.Errors)
	}
	o.Destroy()
}

// A deleted business group is still answered, with the time of its deletion;
// other providers kept it in the state, or failed to destroy it again.
func TestOrganization_disappears(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	for _, refresh := range []bool{true, false} {
		o := m.Create(typeName, base)
		e.ByHand(t, http.MethodDelete, path(o), nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps what is gone")
		}
		if !refresh {
			o.Destroy()
		}
	}
}

// Business groups that are made at the same time below one organization fail:
// here one is made after the other.
func TestOrganization_oneAfterTheOther(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	const n = 3
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: items, Status: http.StatusConflict, Delay: 50 * time.Millisecond})
	began := time.Now()
	var group sync.WaitGroup
	for i := range n {
		o := m.New(typeName)
		group.Go(func() {
			if errs := o.TryApply(with(base, map[string]any{"name": fmt.Sprint("Group ", i)})); !strings.Contains(errs, "409") {
				t.Error(errs)
			}
		})
	}
	group.Wait()
	if took := time.Since(began); took < n*50*time.Millisecond {
		t.Errorf("%d creations of 50 ms took %s", n, took)
	}
}

func TestOrganization_errors(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	o := m.Create(typeName, base)
	below := m.Create(typeName, with(base, map[string]any{"name": "Below", "parent_organization_id": o.Text("id")}))
	if errs := o.TryDestroy(); !strings.Contains(errs, "business groups below it first") {
		t.Errorf("with a business group below: %s", errs)
	}
	if below.Text("parent_organization_id") != o.Text("id") {
		t.Errorf("the parent is %s", below.Text("parent_organization_id"))
	}
	below.Destroy()
	o.Destroy()
	if errs := m.TryImport(typeName, "00000000-0000-4000-8000-000000000009"); errs != "" {
		t.Errorf("an import of nothing: %s", errs)
	}
	e.Fail(http.MethodPost, items, http.StatusForbidden)
	if errs := m.New(typeName).TryApply(base); !strings.Contains(errs, "Create BGs") {
		t.Errorf("without the permission: %s", errs)
	}
	if warnings := m.Warnings(typeName, with(base, map[string]any{"name": ""})); !strings.Contains(warnings, "It is sent as it is") {
		t.Errorf("an empty name: %s", warnings)
	}
}

// An entitlement that the platform passes over is an error that says which one.
func TestOrganization_entitlementNotTaken(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	o := m.Create(typeName, base)
	answer := fmt.Sprintf(`{"id":%q,"name":"Cards","ownerId":%q,"parentId":%q,"entitlements":{"vpcs":{"assigned":0}}}`, o.Text("id"), base["owner_id"], base["parent_organization_id"])
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPut, Path: item, Times: 1, Status: http.StatusOK, Header: map[string]string{"Content-Type": "application/json"}, Body: answer})
	e.Unjudged(func(x kernel.Exchange) bool { return x.Method == http.MethodPut })
	errs := o.TryApply(with(base, map[string]any{"entitlements": map[string]any{"vpcs": map[string]any{"assigned": 5}}}))
	if !strings.Contains(errs, "Entitlement Not Taken") || !strings.Contains(errs, "vpcs") {
		t.Errorf("errors: %s", errs)
	}
	o.Refresh()
	o.Destroy()
}

func TestOrganization_data(t *testing.T) {
	t.Parallel()
	e, m, base := start(t)
	o := m.Create(typeName, base)
	for _, by := range []map[string]any{{"id": o.Text("id")}, {"name": "Cards"}} {
		got, errs := m.Data(typeName, by)
		entitlements, _ := got["entitlements"].(map[string]any)
		if errs != "" || got["id"] != o.Text("id") || got["parent_organization_id"] != base["parent_organization_id"] || got["is_root"] != false || entitlements["create_environments"] != true {
			t.Errorf("%v: %v %s", by, got, errs)
		}
	}
	all, errs := m.Data("gatehouse_anypoint_organizations", map[string]any{})
	list, _ := all["organizations"].([]any)
	if errs != "" || !slices.ContainsFunc(list, func(one any) bool { o, _ := one.(map[string]any); return o["name"] == "Cards" }) {
		t.Errorf("all: %v %s", all, errs)
	}
	id := o.Text("id")
	e.ByHand(t, http.MethodDelete, path(o), nil)
	if _, errs := m.Data(typeName, map[string]any{"id": id}); !strings.Contains(errs, "was deleted") {
		t.Errorf("a deleted one: %s", errs)
	}
}

func TestOrganization_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e, m, base := start(t)
	o := m.Create(typeName, base)
	below := m.Create(typeName, with(base, map[string]any{"name": "Below", "parent_organization_id": o.Text("id")}))
	e.Given()
	query := fmt.Sprintf("\nlist %q \"test\" {\n  provider = gatehouse\n  include_resource = true\n}\n", typeName)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Query: true, Config: e.Provider + query, QueryResultChecks: []querycheck.QueryResultCheck{
			querycheck.ExpectLength(typeName+".test", 3),
			querycheck.ExpectIdentity(typeName+".test", map[string]knownvalue.Check{"id": knownvalue.StringExact(below.Text("id"))}),
		}},
	}})
}
