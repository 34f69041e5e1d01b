package environment_test

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
	typeName = "gatehouse_anypoint_environment"
	address  = typeName + ".test"
	items    = "/accounts/api/organizations/{organizationId}/environments"
	item     = items + "/{environmentId}"
)

func config(e *acctest.Env, name, kind string) string {
	return e.Provider + fmt.Sprintf("\nresource %q \"test\" {\n  name = %q\n  type = %q\n}\n", typeName, name, kind)
}

func TestEnvironment_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "id"),
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "Staging", "sandbox"), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("is_production"), knownvalue.Bool(false)),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("client_id"), knownvalue.NotNull()),
		}},
		imported,
		{Config: config(e, "Staging 2", "sandbox"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config(e, "Live", "production"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionDestroyBeforeCreate), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("is_production"), knownvalue.Bool(true)),
		}},
		// salesforce/terraform-provider-anypoint#65: a production environment was replaced at each apply.
		{Config: config(e, "Live", "production"), PlanOnly: true},
		imported,
	}})
	if body := fmt.Sprint(e.LastBody(t, "PUT "+item)); body != "map[name:Staging 2]" {
		t.Errorf("a new name sends %s", body)
	}
	e.NoFailures(t)
}

// mulesoft/terraform-provider-anypoint, defect 3: an import found environments
// of the token's own organization only.
func TestEnvironment_inABusinessGroup(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	group := e.Sim.Anypoint.BusinessGroup()
	c := strings.Replace(config(e, "Staging", "sandbox"), "  name", fmt.Sprintf("  organization_id = %q\n  name", group), 1)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: c, ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("organization_id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
		}},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "id")},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func TestEnvironment_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	acctest.Drift{
		Type: typeName, Config: map[string]any{"name": "Staging", "type": "sandbox"},
		Path: func(o *acctest.Managed) string {
			return e.Organization("accounts/api") + "/environments/" + o.Text("id")
		},
		Edits: map[string][]acctest.Edit{"name": {{Patch: map[string]any{"name": "Other"}}}},
		Except: map[string]string{
			"organization_id": "it is where the object is, not what it holds",
			"type":            "the platform changes only an environment's name",
			"is_production":   "the platform changes only an environment's name",
		},
	}.Run(t, e)
}

func TestEnvironment_replacements(t *testing.T) {
	t.Parallel()
	o := acctest.Start(t).Machine(t).Create(typeName, map[string]any{"name": "Staging", "type": "sandbox"})
	for argument, value := range map[string]any{"organization_id": "00000000-0000-4000-8000-000000000009", "type": "design", "is_production": true} {
		config := map[string]any{"name": "Staging", "type": "sandbox"}
		config[argument] = value
		if p := o.Plan(config); strings.Join(p.Replace, " ") != argument {
			t.Errorf("%s: replacements %v %s", argument, p.Replace, p.Errors)
		}
	}
}

// Defects 4 and 12: an error where the object was deleted by others.
func TestEnvironment_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for _, refresh := range []bool{true, false} {
		o := m.Create(typeName, map[string]any{"name": "Staging", "type": "sandbox"})
		e.ByHand(t, http.MethodDelete, e.Organization("accounts/api")+"/environments/"+o.Text("id"), nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps what is gone")
		}
		if !refresh {
			o.Destroy()
		}
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

func TestEnvironment_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	got, errs := m.Data(typeName, map[string]any{"name": "Sandbox"})
	if errs != "" || got["id"] != e.Var("ANYPOINT_ENVIRONMENT_ID") || got["type"] != "sandbox" {
		t.Errorf("by name: %v %s", got, errs)
	}
	if got, errs = m.Data(typeName, map[string]any{"id": e.Var("ANYPOINT_ENVIRONMENT_ID")}); errs != "" || got["name"] != "Sandbox" {
		t.Errorf("by id: %v %s", got, errs)
	}
	if _, errs = m.Data(typeName, map[string]any{"name": "sand"}); !strings.Contains(errs, `no environment with the name "sand"`) || !strings.Contains(errs, "Sandbox") {
		t.Errorf("a part of the name: %s", errs)
	}
	if _, errs = m.Data(typeName, map[string]any{}); !strings.Contains(errs, "name") {
		t.Errorf("nothing: %s", errs)
	}
}

func TestEnvironment_manyAreReadTogether(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	var all []*acctest.Managed
	for i := range 6 {
		all = append(all, m.Create(typeName, map[string]any{"name": fmt.Sprintf("Env %d", i), "type": "sandbox"}))
	}
	before := len(e.Requests())
	for _, o := range all {
		o.Refresh()
	}
	if n := len(e.Requests()) - before; n > 2 {
		t.Errorf("6 environments take %d calls to refresh", n)
	}
}

func TestEnvironment_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "Staging", "sandbox")},
		{
			Query:             true,
			Config:            "list \"" + typeName + "\" \"test\" {\n  provider = gatehouse\n  include_resource = true\n  config {\n    type = \"sandbox\"\n  }\n}",
			QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(address, 2)},
		},
	}})
}
