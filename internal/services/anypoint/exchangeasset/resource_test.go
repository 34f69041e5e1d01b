package exchangeasset_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
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
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	typeName = "gatehouse_anypoint_exchange_asset"
	address  = typeName + ".test"
	publish  = "/exchange/api/v2/organizations/{organizationId}/assets/{groupId}/{assetId}/{version}"
	item     = "/exchange/api/v2/assets/{groupId}/{assetId}/{version}"
)

func config(e *acctest.Env, more string) string {
	return e.Provider + fmt.Sprintf(`
resource "gatehouse_anypoint_exchange_asset" "test" {
  asset_id    = "card-api"
  type        = "http-api"
  api_version = "v1"
%s}
`, more)
}

// base is the smallest asset.
func base(more map[string]any) map[string]any {
	out := map[string]any{"asset_id": "card-api", "version": "1.0.0", "name": "Card API", "type": "http-api", "api_version": "v1"}
	for k, v := range more {
		out[k] = v
		if v == nil {
			delete(out, k)
		}
	}
	return out
}

func path(e *acctest.Env, version string) string {
	return "anypoint:/exchange/api/v2/assets/" + e.Var("ANYPOINT_ORGANIZATION_ID") + "/card-api" + version
}

func TestExchangeAsset_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "asset_id",
		ImportStateIdFunc: acctest.ImportID(address, "group_id", "asset_id", "version"),
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, "  version = \"1.0.0\"\n  name = \"Card API\"\n"),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("group_id"), knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID"))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("status"), knownvalue.StringExact("published")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("tags"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("files_hash"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("main_file"), knownvalue.Null()),
			},
		},
		imported,
		{
			Config:           config(e, "  version = \"1.0.0\"\n  name = \"Cards\"\n  description = \"Debit and credit\"\n  tags = [\"b\", \"a\"]\n  status = \"deprecated\"\n"),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
		},
		imported,
		{
			Config:           config(e, "  version = \"1.0.0\"\n  name = \"Cards\"\n"),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("description"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("tags"), knownvalue.Null()),
			},
		},
		{
			Config:           config(e, "  version = \"1.1.0\"\n  name = \"Cards\"\n"),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionDestroyBeforeCreate),
		},
	}})
	e.NoFailures(t)
}

func TestExchangeAsset_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "  version = \"1.0.0\"\n  name = \"Card API\"\n"), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("group_id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("version")),
		}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func TestExchangeAsset_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	by := func(method, version, sub string, body any, with map[string]any) acctest.Edit {
		return acctest.Edit{With: with, Do: func(t *testing.T, e *acctest.Env, _ *acctest.Managed) {
			t.Helper()
			e.ByHand(t, method, path(e, version)+sub, body)
		}}
	}
	tag := []map[string]string{{"value": "other"}}
	const immutable = "a published version does not change in it"
	acctest.Drift{
		Type:   typeName,
		Config: base(map[string]any{"description": "Debit and credit", "tags": []string{"b", "a"}, "keywords": []string{"cards"}, "asset_link": "https://cards.example.com"}),
		Edits: map[string][]acctest.Edit{
			"name":        {by(http.MethodPatch, "", "", map[string]any{"name": "Other"}, nil)},
			"description": {by(http.MethodPatch, "", "", map[string]any{"description": "Other"}, nil), by(http.MethodPatch, "", "", map[string]any{"description": ""}, nil), by(http.MethodPatch, "", "", map[string]any{"description": "Other"}, map[string]any{"description": nil})},
			"status":      {by(http.MethodPut, "/1.0.0", "/status", map[string]any{"status": "deprecated"}, nil), by(http.MethodPut, "/1.0.0", "/status", map[string]any{"status": "published"}, map[string]any{"status": "development"})},
			"tags":        {by(http.MethodPut, "/1.0.0", "/tags", tag, nil), by(http.MethodPut, "/1.0.0", "/tags", []string{}, nil), by(http.MethodPut, "/1.0.0", "/tags", tag, map[string]any{"tags": nil})},
		},
		Except: map[string]string{
			"organization_id": "it is where the object is, not what it holds", "group_id": "it is part of what identifies the object",
			"asset_id": "it is part of what identifies the object", "version": "it is part of what identifies the object",
			"type": immutable, "api_version": immutable, "keywords": immutable + ", and Exchange shows them among the tags", "asset_link": immutable, "main_file": immutable,
			"files": immutable, "delete_type": "only Terraform knows it",
		},
	}.Run(t, e)
}

func TestExchangeAsset_replacements(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	o := e.Machine(t).Create(typeName, base(map[string]any{"keywords": []string{"cards"}}))
	for argument, value := range map[string]any{
		"asset_id": "other", "version": "1.0.1", "type": "custom", "api_version": "v2", "asset_link": "https://x.example.com", "group_id": "org.example",
		"keywords": []string{"other"}, "main_file": "api.yaml",
	} {
		if p := o.Plan(base(map[string]any{"keywords": []string{"cards"}, argument: value})); strings.Join(p.Replace, " ") != argument {
			t.Errorf("%s: replacements %v %s", argument, p.Replace, p.Errors)
		}
	}
	p := o.Plan(base(map[string]any{"keywords": []string{"cards"}, "organization_id": e.Sim.Anypoint.BusinessGroup()}))
	if got := strings.Join(p.Replace, " "); got != "group_id organization_id" {
		t.Errorf("another organization: replacements %s", got)
	}
	for argument, value := range map[string]any{"name": "Other", "tags": []string{"x"}, "status": "deprecated", "delete_type": "soft-delete"} {
		if p := o.Plan(base(map[string]any{"keywords": []string{"cards"}, argument: value})); len(p.Replace) > 0 {
			t.Errorf("%s forces a replacement: %v", argument, p.Replace)
		}
	}
}

func TestExchangeAsset_files(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	file := filepath.Join(t.TempDir(), "api.json")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"openapi":"3.0.0"}`)
	config := base(map[string]any{"type": "rest-api", "main_file": "api.json", "files": []any{map[string]any{"classifier": "oas", "packaging": "json", "path": file}}})
	o := m.Create(typeName, config)
	if body := string(lastRaw(t, e)); !strings.Contains(body, `name="files.oas.json"; filename="api.json"`) || !strings.Contains(body, `{"openapi":"3.0.0"}`) {
		t.Errorf("the upload: %s", body)
	}
	if p := o.Plan(config); !p.Empty() {
		t.Errorf("the plan is not empty: %v %v", p.Changed, p.Replace)
	}
	inline := base(map[string]any{"type": "rest-api", "main_file": "api.json", "files": []any{map[string]any{"classifier": "oas", "packaging": "json", "content": `{"openapi":"3.0.0"}`}}})
	if p := o.Plan(inline); len(p.Replace) > 0 {
		t.Errorf("the same content in another place forces a replacement: %v", p.Replace)
	}
	imported := m.Import(typeName, e.Var("ANYPOINT_ORGANIZATION_ID")+"/card-api/1.0.0")
	if p := imported.Plan(config); len(p.Replace) > 0 {
		t.Errorf("the plan after an import replaces the asset: %v", p.Replace)
	}
	write(`{"openapi":"3.0.1"}`)
	if p := o.Plan(config); strings.Join(p.Replace, " ") != "files_hash" {
		t.Errorf("another content: replacements %v", p.Replace)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if p := o.Plan(config); !strings.Contains(p.Errors, "Unable to Read a File") {
		t.Errorf("a missing file: %q", p.Errors)
	}
	o.Destroy()
}

func lastRaw(t *testing.T, e *acctest.Env) []byte {
	t.Helper()
	for _, x := range slices.Backward(e.Requests()) {
		if x.Method == http.MethodPost && x.Route == publish {
			return x.Body
		}
	}
	t.Fatal("nothing was published")
	return nil
}

func TestExchangeAsset_unknownContent(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for name, files := range map[string]any{
		"content": []any{map[string]any{"classifier": "oas", "packaging": "json", "content": acctest.Unknown}},
		"a file":  []any{acctest.Unknown},
		"all":     acctest.Unknown,
	} {
		if p := m.New(typeName).Plan(base(map[string]any{"type": "rest-api", "files": files})); p.Errors != "" {
			t.Errorf("%s: %s", name, p.Errors)
		}
	}
}

// The platform may publish later although it was asked to do so at once.
func TestExchangeAsset_asynchronous(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	link := e.Var("ANYPOINT_BASE_URL") + "/somewhere/publication/status/run-1"
	status := publish + "/publication/status/{runId}"
	m := e.Machine(t)
	m.Create(typeName, base(nil)).Destroy() // signs in
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: publish, Times: 1, After: true, Status: http.StatusAccepted, Body: fmt.Sprintf(`{"publicationStatusLink":%q}`, link)})
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: status, Times: 2, Status: http.StatusOK, Body: `{"status":"running","steps":[]}`})
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: status, Times: 1, Status: http.StatusOK, Body: `{"status":"completed","steps":[]}`})
	o := m.Create(typeName, base(nil))
	if n := e.Count("GET " + status); n != 3 {
		t.Errorf("the publication was looked at %d times", n)
	}
	o.Destroy()
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: publish, Times: 1, Status: http.StatusAccepted, Body: fmt.Sprintf(`{"publicationStatusLink":%q}`, link)})
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: status, Times: 1, Status: http.StatusOK, Body: `{"status":"error","steps":[{"description":"Files processing","status":"error","errors":["no main file"]}]}`})
	if errs := m.New(typeName).TryApply(base(nil)); !strings.Contains(errs, "Files processing: no main file") {
		t.Errorf("a failed publication: %s", errs)
	}
}

func TestExchangeAsset_conflicts(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, base(map[string]any{"delete_type": "soft-delete"}))
	if errs := m.New(typeName).TryApply(base(nil)); !strings.Contains(errs, "exists already") || !strings.Contains(errs, "/card-api/1.0.0") {
		t.Errorf("twice: %s", errs)
	}
	o.Destroy()
	if errs := m.New(typeName).TryApply(base(nil)); !strings.Contains(errs, "deleted softly") {
		t.Errorf("after a soft deletion: %s", errs)
	}
	other := m.Create(typeName, base(map[string]any{"asset_id": "other"}))
	api := m.Create("gatehouse_anypoint_api_instance", map[string]any{
		"technology": "mule4", "spec": map[string]any{"group_id": other.Text("group_id"), "asset_id": "other", "version": "1.0.0"},
	})
	if errs := other.TryDestroy(); !strings.Contains(errs, "Something uses this version") {
		t.Errorf("in use: %s", errs)
	}
	api.Destroy()
	other.Destroy()
}

func TestExchangeAsset_hardDeletionForbidden(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, base(nil))
	e.ByHand(t, http.MethodPatch, e.Organization("exchange/api/v2")+"/settings", map[string]any{"deletionSettings": map[string]any{"hardDeletionEnabled": false}})
	if errs := o.TryDestroy(); !strings.Contains(errs, `delete_type = "soft-delete"`) {
		t.Errorf("the error: %s", errs)
	}
	o.Apply(base(map[string]any{"delete_type": "soft-delete"}))
	o.Destroy()
}

func TestExchangeAsset_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for version, refresh := range map[string]bool{"1.0.0": true, "1.0.1": false} {
		o := m.Create(typeName, base(map[string]any{"version": version}))
		e.ByHand(t, http.MethodDelete, path(e, "/"+version), nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps what is gone")
		}
		if !refresh {
			o.Destroy()
		}
	}
}

func TestExchangeAsset_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, c := range map[string]struct {
		change map[string]any
		want   string
	}{
		"version":            {map[string]any{"version": "v1"}, "semantic version"},
		"no file":            {map[string]any{"type": "rest-api"}, "Missing Files"},
		"no content":         {map[string]any{"files": []any{map[string]any{"classifier": "oas", "packaging": "json"}}}, "path"},
		"path and content":   {map[string]any{"files": []any{map[string]any{"classifier": "oas", "packaging": "json", "path": "a", "content": "b"}}}, "path"},
		"comma in a tag":     {map[string]any{"tags": []string{"a,b"}}, "comma"},
		"delete_type":        {map[string]any{"delete_type": "hard"}, "delete_type"},
		"link":               {map[string]any{"asset_link": "cards"}, "Invalid URL"},
		"long description":   {map[string]any{"description": strings.Repeat("x", 256)}, "255"},
		"another kind":       {map[string]any{"type": "new-kind"}, ""},
		"unknown":            {map[string]any{"type": acctest.Unknown, "files": acctest.Unknown, "tags": acctest.Unknown}, ""},
		"wrong case":         {map[string]any{"type": "HTTP-API"}, `Write it as "http-api"`},
		"a prerelease is ok": {map[string]any{"version": "1.0.0-beta.1"}, ""},
	} {
		got := m.Validate(typeName, base(c.change))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q, got %q", name, c.want, got)
		}
	}
}

func TestExchangeAsset_forbidden(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	id, secret := e.Sim.Anypoint.NewConnectedApp("view:environment")
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:      strings.Replace(config(e, "  version = \"1.0.0\"\n  name = \"Card API\"\n"), e.Provider, e.Block(e.Var("OKTA_API_TOKEN"), id, secret), 1),
		ExpectError: regexp.MustCompile(`(?s)Unable to Create Anypoint Exchange Asset.*Exchange Contributor`),
	}}})
}

func TestExchangeAsset_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	m.Create(typeName, base(map[string]any{"tags": []string{"a"}}))
	m.Create(typeName, base(map[string]any{"version": "1.2.0"}))
	got, errs := m.Data(typeName, map[string]any{"asset_id": "card-api"})
	if errs != "" || got["version"] != "1.2.0" || got["group_id"] != e.Var("ANYPOINT_ORGANIZATION_ID") {
		t.Errorf("the newest: %v %s", got, errs)
	}
	if got, errs = m.Data(typeName, map[string]any{"asset_id": "card-api", "version": "1.0.0"}); errs != "" || fmt.Sprint(got["labels"]) != "[a]" {
		t.Errorf("one version: %v %s", got, errs)
	}
	if _, errs = m.Data(typeName, map[string]any{"asset_id": "nothing"}); errs == "" {
		t.Error("an asset that is not there is found")
	}
}

func TestExchangeAsset_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "  version = \"1.0.0\"\n  name = \"Card API\"\n")},
		{
			Query:  true,
			Config: "list \"" + typeName + "\" \"test\" {\n  provider = gatehouse\n  include_resource = true\n  config {\n    search = \"card\"\n  }\n}",
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"group_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "asset_id": knownvalue.StringExact("card-api"), "version": knownvalue.StringExact("1.0.0"),
				}),
			},
		},
	}})
}
