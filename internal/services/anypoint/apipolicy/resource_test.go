package apipolicy_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
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
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	typeName = "gatehouse_anypoint_api_policy"
	address  = typeName + ".test"
	items    = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/policies"
	item     = items + "/{policyId}"
	template = "/apimanager/xapi/v1/organizations/{organizationId}/exchange-policy-templates/{groupId}/{assetId}/{assetVersion}"
	group    = "68ef9520-24e9-4cf2-b2f5-620025690913"
)

func world(t *testing.T) (e *acctest.Env, api string) {
	t.Helper()
	e = acctest.Start(t)
	return e, e.GivenAPI(t, "card", "", nil)
}

func config(e *acctest.Env, api, asset, more string) string {
	return e.Provider + fmt.Sprintf(`
resource %q "test" {
  api_instance_id = %q
  asset_id        = %s
%s}
`, typeName, api, asset, more)
}

const (
	rate = `"rate-limiting"
  asset_version   = "1.4.0"`
	limits = `
  configuration = {
    rateLimits = [{ maximumRequests = 100, timePeriodInMilliseconds = 60000 }]
    exposeHeaders = true
  }
`
)

func byHand(t *testing.T, e *acctest.Env, api, id string, patch map[string]any) {
	t.Helper()
	e.ByHand(t, http.MethodPatch, e.APIs()+"/"+api+"/policies/"+id, patch)
}

func TestPolicy_lifecycle(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	importID := acctest.ImportID(address, "organization_id", "environment_id", "api_instance_id", "id")
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, api, rate, limits),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("group_id"), knownvalue.StringExact(group)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("injection_point"), knownvalue.StringExact("inbound")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("configuration_defaults"), knownvalue.StringExact("{}")),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("order"), knownvalue.Int64Exact(1)),
			},
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: importID},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "api_instance_id", "id")},
		{
			Config: config(e, api, strings.Replace(rate, "1.4.0", "1.4.1", 1), limits+`
  label    = "cards"
  disabled = true
  pointcut = [{ method_regex = "GET", uri_template_regex = "/cards/.*" }]
`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
		},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: importID},
		{Config: config(e, api, rate, limits), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
	}})
	// Official defect 5: every change was a DELETE and a POST.
	if posts, patches, deletes := e.Count("POST "+items), e.Count("PATCH "+item), e.Count("DELETE "+item); posts != 1 || patches != 2 || deletes != 1 {
		t.Errorf("%d POST, %d PATCH, %d DELETE", posts, patches, deletes)
	}
	e.NoFailures(t)
}

func TestPolicy_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e, api := world(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, rate, limits)},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}})
}

func TestPolicy_disappears(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	remove := func() {
		for _, p := range e.ByHand(t, http.MethodGet, e.APIs()+"/"+api+"/policies?fullInfo=false", nil).([]any) {
			e.ByHand(t, http.MethodDelete, fmt.Sprintf("%s/%s/policies/%.0f", e.APIs(), api, p.(map[string]any)["id"]), nil)
		}
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, rate, limits)},
		{PreConfig: remove, Config: config(e, api, rate, limits), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate)},
		// Official defect 4: the destruction of what is gone was an error.
		{PreConfig: remove, Config: config(e, api, rate, limits), Destroy: true},
	}})
}

// rates is the configuration of the drift test, as a client of the API writes it.
func rates(maximum int, more map[string]any) map[string]any {
	c := map[string]any{"rateLimits": []any{map[string]any{"maximumRequests": maximum, "timePeriodInMilliseconds": 60000}}, "exposeHeaders": true}
	for k, v := range more {
		if c[k] = v; v == nil {
			delete(c, k)
		}
	}
	return c
}

func TestPolicy_drift(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	patch := func(body map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			byHand(t, e, api, o.Text("id"), body)
		}
	}
	configured := func(c map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
		return patch(map[string]any{"configurationData": c})
	}
	acctest.Drift{
		Type: typeName,
		Config: map[string]any{
			"api_instance_id": api, "asset_id": "rate-limiting", "asset_version": "1.4.0", "label": "card", "disabled": true, "order": 3,
			"pointcut":      []any{map[string]any{"method_regex": "GET", "uri_template_regex": "/a"}},
			"configuration": rates(100, nil),
		},
		Edits: map[string][]acctest.Edit{
			"asset_version": {{Do: patch(map[string]any{"assetVersion": "1.4.1"})}},
			"label": {
				{Do: patch(map[string]any{"label": "other"})},
				{Do: patch(map[string]any{"label": nil})},
				{Do: patch(map[string]any{"label": "other"}), With: map[string]any{"label": nil}},
			},
			"disabled": {{Do: patch(map[string]any{"disabled": false})}, {Do: patch(map[string]any{"disabled": true}), With: map[string]any{"disabled": nil}}},
			"order":    {{Do: patch(map[string]any{"order": 1})}}, // community defect 15: it could not be set
			"pointcut": {
				{Do: patch(map[string]any{"pointcutData": []any{map[string]any{"methodRegex": "POST", "uriTemplateRegex": "/a"}}})},
				{Do: patch(map[string]any{"pointcutData": nil})},
				{Do: patch(map[string]any{"pointcutData": []any{map[string]any{"methodRegex": "POST", "uriTemplateRegex": "/a"}}}), With: map[string]any{"pointcut": nil}},
			},
			"configuration": {
				{Do: configured(rates(5, nil))},
				{Do: configured(rates(100, map[string]any{"exposeHeaders": false}))},
				{Do: configured(rates(100, map[string]any{"exposeHeaders": nil}))},   // a key removed
				{Do: configured(rates(100, map[string]any{"clusterizable": false}))}, // a key added
				{Do: configured(map[string]any{"rateLimits": []any{map[string]any{"maximumRequests": 100, "timePeriodInMilliseconds": 60000}, map[string]any{"maximumRequests": 1}}, "exposeHeaders": true})}, // an element added
			},
			"upstream_ids": {{
				Do:   patch(map[string]any{"upstreamIds": []any{"b"}}),
				With: map[string]any{"asset_id": "message-logging-outbound", "asset_version": "2.0.3", "injection_point": "outbound", "upstream_ids": []any{"a"}, "configuration": map[string]any{"loggingConfiguration": []any{}}, "order": nil},
			}, {
				Do:   patch(map[string]any{"upstreamIds": []any{}}),
				With: map[string]any{"asset_id": "message-logging-outbound", "asset_version": "2.0.3", "injection_point": "outbound", "upstream_ids": []any{"a"}, "configuration": map[string]any{"loggingConfiguration": []any{}}, "order": nil},
			}},
		},
		Except: map[string]string{
			"organization_id":                    "it is where the object is, not what it holds",
			"environment_id":                     "it is where the object is, not what it holds",
			"api_instance_id":                    "it is where the object is, not what it holds",
			"allow_duplicate":                    "it counts for the creation only; the platform does not keep it",
			"group_id":                           "the platform does not change it",
			"asset_id":                           "the platform does not change it",
			"injection_point":                    "the platform does not change it, and does not tell it with the policy",
			"sensitive_configuration":            "the platform does not show secrets",
			"sensitive_configuration_wo":         "a write-only value is nowhere to compare with",
			"sensitive_configuration_wo_version": "it is a counter of the configuration's own",
		},
	}.Run(t, e)
}

// Only what differs is sent, so that nothing else can change by accident.
func TestPolicy_sendsWhatDiffers(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	c := map[string]any{"api_instance_id": api, "asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": rates(100, nil), "label": "a"}
	o := e.Machine(t).Create(typeName, c)
	body := e.LastBody(t, "POST "+items)
	for _, name := range []string{"policyTemplateId", "upstreamIds", "order"} {
		if v, sent := body[name]; sent {
			t.Errorf("%s was sent as %v", name, v) // "send only set keys, never null objects" (mulesoft-anypoint#65)
		}
	}
	for _, step := range []struct {
		change map[string]any
		want   string
	}{
		{map[string]any{"disabled": true}, `{"disabled":true}`},
		// Official defect 7: a label could not be cleared.
		{map[string]any{"label": nil}, `{"label":null}`},
		// Official defect 8: the pointcut was always null.
		{map[string]any{"pointcut": []any{map[string]any{"method_regex": "GET", "uri_template_regex": "/a"}}}, `{"pointcutData":[{"methodRegex":"GET","uriTemplateRegex":"/a"}]}`},
		{map[string]any{"pointcut": nil}, `{"pointcutData":null}`},
		{map[string]any{"order": 2}, `{"order":2}`},
		{map[string]any{"disabled": nil}, `{"disabled":false}`}, // mulesoft-anypoint#143: on and off were exchanged
		{map[string]any{"configuration": rates(7, nil)}, `{"configurationData":{"exposeHeaders":true,"rateLimits":[{"maximumRequests":7,"timePeriodInMilliseconds":60000}]}}`},
	} {
		for k, v := range step.change {
			if c[k] = v; v == nil {
				delete(c, k)
			}
		}
		o.Apply(c)
		sent, _ := json.Marshal(e.LastBody(t, "PATCH "+item))
		if string(sent) != step.want {
			t.Errorf("%v sent %s, want %s", step.change, sent, step.want)
		}
		if o.Refresh(); !o.Plan(c).Empty() {
			t.Errorf("%v: the plan afterwards changes %v", step.change, o.Plan(c).Changed)
		}
	}
}

// adding is a platform that adds keys of its own to every configuration.
func adding(extra map[string]any) http.RoundTripper {
	return acctest.Answering(func(r *http.Request, answer any) any {
		if !strings.Contains(r.URL.Path, "/policies") {
			return answer
		}
		list, isList := answer.([]any)
		if !isList {
			list = []any{answer}
		}
		for _, p := range list {
			if m, ok := p.(map[string]any); ok {
				c, _ := m["configurationData"].(map[string]any)
				for k, e := range extra {
					if _, has := c[k]; !has && c != nil {
						c[k] = e
					}
				}
			}
		}
		return answer
	})
}

// Official defect 6: a key that the server added was "inconsistent result
// after apply". It is no difference, until somebody changes it.
func TestPolicy_serverDefaults(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	extra := map[string]any{"clusterizable": true, "keySelector": "", "nested": map[string]any{"a": 1}}
	e.Through(adding(extra))
	c := map[string]any{"api_instance_id": api, "asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": rates(100, nil)}
	m := e.Machine(t)
	o := m.Create(typeName, c)
	if got, want := o.Text("configuration_defaults"), `{"clusterizable":true,"keySelector":"","nested":{"a":1}}`; got != want {
		t.Errorf("defaults are %s, want %s", got, want)
	}
	for range 2 {
		if o.Refresh(); !o.Plan(c).Empty() {
			t.Fatalf("the plan changes %v", o.Plan(c).Changed)
		}
	}
	extra["clusterizable"] = false
	o.Refresh()
	if p := o.Plan(c); len(p.Changed) != 1 || !strings.HasPrefix(p.Changed[0], "configuration") {
		t.Errorf("a default that was changed by hand: the plan changes %v", p.Changed)
	}
	o.Apply(c)
	if o.Refresh(); !o.Plan(c).Empty() {
		t.Errorf("after the repair: the plan changes %v", o.Plan(c).Changed)
	}
}

// mulesoft-anypoint#144: the platform answers GET without sensitive keys; that
// was a difference for ever, and the official provider replaced the policy.
func TestPolicy_maskedKeys(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	c := map[string]any{
		"api_instance_id": api, "asset_id": "http-basic-authentication", "asset_version": "1.3.2",
		"configuration": map[string]any{"username": "u", "password": "S3cretPassw0rd"},
	}
	m := e.Machine(t)
	o := m.Create(typeName, c)
	for range 2 {
		if o.Refresh(); !o.Plan(c).Empty() {
			t.Fatalf("the plan changes %v", o.Plan(c).Changed)
		}
	}
	if n := e.Count("GET " + template); n != 1 {
		t.Errorf("the template was read %d times", n)
	}
	// A key that is no secret and was removed is a difference all the same.
	byHand(t, e, api, o.Text("id"), map[string]any{"configurationData": map[string]any{"username": "u", "password": "x"}})
	c["configuration"] = map[string]any{"username": "u", "password": "S3cretPassw0rd", "realm": "cards"}
	o.Apply(c)
	byHand(t, e, api, o.Text("id"), map[string]any{"configurationData": map[string]any{"username": "u", "password": "x"}})
	o.Refresh()
	if p := o.Plan(c); len(p.Changed) != 1 || p.Changed[0] != "configuration.realm" {
		t.Errorf("a removed key: the plan changes %v", p.Changed)
	}
}

// Official defect 10: secrets of policies were shown in plans and kept in the state.
func TestPolicy_secrets(t *testing.T) {
	t.Parallel()
	const first, second = "S3cretPassw0rd", "An0therPassw0rd"
	e, api := world(t)
	basic := func(password string, version int) string {
		return config(e, api, `"http-basic-authentication"
  asset_version   = "1.3.2"`, fmt.Sprintf(`
  configuration                      = { username = "u" }
  sensitive_configuration_wo         = { password = %q }
  sensitive_configuration_wo_version = %d
`, password, version))
	}
	nowhere := func(s *terraform.State) error {
		if raw, _ := json.Marshal(s); bytes.Contains(raw, []byte("Passw0rd")) {
			return fmt.Errorf("the state has the secret: %s", raw)
		}
		return nil
	}
	sent := func(want string) resource.TestCheckFunc {
		return func(*terraform.State) error {
			for _, x := range e.Requests() {
				if (x.Method == http.MethodPost || x.Method == http.MethodPatch) && bytes.Contains(x.Body, []byte(want)) {
					return nil
				}
			}
			return fmt.Errorf("%q was not sent", want)
		}
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: basic(first, 1), Check: resource.ComposeTestCheckFunc(nowhere, sent(first))},
		{Config: basic(second, 1), PlanOnly: true}, // nothing tells Terraform
		{Config: basic(second, 2), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate), Check: resource.ComposeTestCheckFunc(nowhere, sent(second))},
	}})
}

// Every change of the configuration takes the secrets along: the platform
// replaces the whole.
func TestPolicy_changeKeepsSecrets(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	for name, argument := range map[string]string{"write-only": "sensitive_configuration_wo", "in the state": "sensitive_configuration"} {
		c := map[string]any{
			"api_instance_id": api, "asset_id": "http-basic-authentication", "asset_version": "1.3.2", "allow_duplicate": true,
			"configuration": map[string]any{"username": "u"}, argument: map[string]any{"password": "S3cretPassw0rd"},
		}
		if argument == "sensitive_configuration_wo" {
			c["sensitive_configuration_wo_version"] = 1
		}
		o := e.Machine(t).Create(typeName, c)
		c["configuration"] = map[string]any{"username": "v"}
		o.Apply(c)
		got := e.LastBody(t, "PATCH "+item)["configurationData"].(map[string]any)
		if got["username"] != "v" || got["password"] != "S3cretPassw0rd" {
			t.Errorf("%s: sent %v", name, got)
		}
		if o.Refresh(); !o.Plan(c).Empty() {
			t.Errorf("%s: the plan afterwards changes %v", name, o.Plan(c).Changed)
		}
		if strings.Contains(o.Text("configuration_defaults"), "S3cret") {
			t.Errorf("%s: the defaults hold the secret", name)
		}
		o.Destroy()
	}
}

// Numbers arrive as they were written, however large.
func TestPolicy_numbers(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	const text = `{ rateLimits = [], big = 9007199254740993, small = 0.1, negative = -3, price = 12.50 }`
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, rate, "  configuration = "+text+"\n")},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "api_instance_id", "id")},
	}})
	for _, x := range e.Requests() {
		if x.Method == http.MethodPost && x.Route == items {
			for _, want := range []string{`"big":9007199254740993`, `"small":0.1`, `"negative":-3`, `"price":12.5`} {
				if !bytes.Contains(x.Body, []byte(want)) {
					t.Errorf("sent %s, want %s in it", x.Body, want)
				}
			}
		}
	}
}

// Values that differ in their Terraform type only are the same.
func TestPolicy_typesOfValues(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	body := func(list string) string {
		return e.Provider + fmt.Sprintf(`
variable "ips" {
  type    = list(string)
  default = ["10.0.0.1", "10.0.0.2"]
}
resource %q "test" {
  api_instance_id = %q
  asset_id        = "ip-allowlist"
  asset_version   = "1.1.2"
  configuration   = { ipExpression = "#[attributes.remoteAddress]", ips = %s, unset = null }
}
`, typeName, api, list)
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: body("var.ips")},
		{Config: body(`["10.0.0.1", "10.0.0.2"]`), PlanOnly: true},
	}})
}

func TestPolicy_replacements(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	with := func(argument string, value any) map[string]any {
		c := map[string]any{"api_instance_id": api, "asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": rates(100, nil)}
		if argument != "" {
			c[argument] = value
		}
		return c
	}
	o := e.Machine(t).Create(typeName, with("", nil))
	// Official defect 9: another organization was "changed in place" and ignored.
	for argument, value := range map[string]any{"organization_id": "x", "environment_id": "x", "api_instance_id": "7", "asset_id": "x", "group_id": "x", "injection_point": "outbound"} {
		if p := o.Plan(with(argument, value)); len(p.Replace) != 1 || p.Replace[0] != argument {
			t.Errorf("%s: replacements %v", argument, p.Replace)
		}
	}
}

func TestPolicy_invalid(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, c := range map[string]struct {
		more map[string]any
		want string
	}{
		"text":                        {map[string]any{"configuration": `{"a":1}`}, `Invalid Configuration: .*configuration.*Leave out jsonencode`},
		"list":                        {map[string]any{"configuration": []any{1}}, `It is an object`},
		"text beside what is unknown": {map[string]any{"configuration": acctest.Unknown, "sensitive_configuration": "x"}, `Invalid Configuration: .*sensitive_configuration`},
		"key twice":                   {map[string]any{"configuration": map[string]any{"a": 1}, "sensitive_configuration": map[string]any{"a": "x"}}, `Duplicate Configuration Key`},
		"no version":                  {map[string]any{"sensitive_configuration_wo": map[string]any{"a": "x"}}, `sensitive_configuration_wo_version`},
		"both":                        {map[string]any{"sensitive_configuration": map[string]any{"a": "x"}, "sensitive_configuration_wo": map[string]any{"a": "x"}, "sensitive_configuration_wo_version": 1}, `cannot be specified when`},
		"inbound upstreams":           {map[string]any{"upstream_ids": []any{"a"}}, `injection_point = "outbound"`},
		"order":                       {map[string]any{"order": 0}, `at least 1`},
		"unknown":                     {map[string]any{"configuration": acctest.Unknown, "sensitive_configuration": acctest.Unknown, "upstream_ids": acctest.Unknown, "injection_point": acctest.Unknown}, `^$`},
		"unknown within":              {map[string]any{"configuration": map[string]any{"a": "x", "b": []any{"c"}}}, `^$`},
	} {
		config := map[string]any{"api_instance_id": "1", "asset_id": "a", "asset_version": "1.0.0"}
		maps.Copy(config, c.more)
		if got := m.Validate(typeName, config); !regexp.MustCompile("(?s)" + c.want).MatchString(got) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// mulesoft-anypoint#139: a policy for the way to the upstream was refused, and
// nobody said how to apply it.
// TestPolicy_secretsInConfiguration: what the plan would show is warned of.
func TestPolicy_secretsInConfiguration(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for name, c := range map[string]struct {
		configuration map[string]any
		warns         bool
	}{
		"a secret":                     {map[string]any{"password": "x"}, true},
		"another key":                  {map[string]any{"username": "x"}, false},
		"a number":                     {map[string]any{"password": 1}, false},
		"an expression":                {map[string]any{"password": "#[vars.password]"}, false},
		"a reference to secure values": {map[string]any{"password": "${secure::password}"}, false},
	} {
		config := map[string]any{"api_instance_id": "1", "asset_id": "a", "asset_version": "1.0.0", "configuration": c.configuration}
		if got := m.Warnings(typeName, config); strings.Contains(got, "Secret in Configuration") != c.warns {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestPolicy_listTells: a list names each policy by its label and its asset, and
// knows the direction, which only the template tells.
func TestPolicy_listTells(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	rate := map[string]any{"api_instance_id": api, "asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": rates(100, nil)}
	m.Create(typeName, rate)
	m.Create(typeName, map[string]any{
		"api_instance_id": api, "asset_id": "message-logging-outbound", "asset_version": "2.0.3", "injection_point": "outbound", "label": "out",
		"configuration": map[string]any{"loggingConfiguration": []any{}},
	})
	told := func() string {
		all, errs := m.List(typeName, map[string]any{"api_instance_id": api})
		var out []string
		for _, l := range all {
			out = append(out, fmt.Sprint(l.Name, " ", l.Resource["injection_point"]))
		}
		slices.Sort(out)
		return strings.Join(out, ", ") + errs
	}
	if got, want := told(), "out (message-logging-outbound 2.0.3) outbound, rate-limiting 1.4.0 inbound"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	// Who may not read templates still gets the list.
	e.Fail(http.MethodGet, template, http.StatusForbidden)
	if got := told(); !strings.Contains(got, "out (message-logging-outbound 2.0.3)") || !strings.Contains(got, "rate-limiting 1.4.0") {
		t.Errorf("without templates: %s", got)
	}
}

// TestPolicy_lostCreation: where the connection breaks before the platform made
// the policy, those that others made at the time are not taken for it.
func TestPolicy_lostCreation(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	policy := func(asset, version, label string, configuration map[string]any) map[string]any {
		return map[string]any{"api_instance_id": api, "asset_id": asset, "asset_version": version, "label": label, "allow_duplicate": true, "configuration": configuration}
	}
	m.Create(typeName, policy("rate-limiting", "1.4.0", "other", rates(100, nil)))
	m.Create(typeName, policy("http-basic-authentication", "1.3.2", "mine", map[string]any{"username": "u", "password": "S3cretPassw0rd"}))
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: items, Times: 1})
	if errs := m.New(typeName).TryApply(policy("rate-limiting", "1.4.0", "mine", rates(100, nil))); !strings.Contains(errs, "was not carried out") {
		t.Errorf("%s", errs)
	}
}

func TestPolicy_outbound(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	c := map[string]any{"api_instance_id": api, "asset_id": "message-logging-outbound", "asset_version": "2.0.3", "configuration": map[string]any{"loggingConfiguration": []any{}}}
	m := e.Machine(t)
	if errs := m.New(typeName).TryApply(c); !strings.Contains(errs, `Set injection_point = "outbound"`) {
		t.Errorf("the error does not name the way out: %s", errs)
	}
	c["injection_point"] = "outbound"
	o := m.Create(typeName, c)
	if o.Refresh(); !o.Plan(c).Empty() {
		t.Errorf("the plan changes %v", o.Plan(c).Changed)
	}
	imported := m.Import(typeName, api+"/"+o.Text("id"))
	if p := imported.Plan(c); !p.Empty() {
		t.Errorf("after an import the plan changes %v, replaces %v", p.Changed, p.Replace)
	}
}

func TestPolicy_refusals(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	rate := func(api string, c any) map[string]any {
		return map[string]any{"api_instance_id": api, "asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": c}
	}
	first := m.Create(typeName, rate(api, rates(100, nil)))
	for name, c := range map[string]struct {
		config map[string]any
		want   string
	}{
		"duplicate": {rate(api, rates(1, nil)), api + "/" + first.Text("id")},
		"form":      {map[string]any{"api_instance_id": api, "asset_id": "spike-control", "asset_version": "1.2.2", "configuration": map[string]any{}}, "demands the key"},
		"no API":    {rate("99999999", rates(1, nil)), "API not found"},
	} {
		if errs := m.New(typeName).TryApply(c.config); !strings.Contains(errs, c.want) {
			t.Errorf("%s: %s", name, errs)
		}
	}
	e.Fail(http.MethodPatch, item, http.StatusForbidden)
	if errs := first.TryApply(rate(api, rates(2, nil))); !strings.Contains(errs, "Manage Policies") {
		t.Errorf("no permission: %s", errs)
	}
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPatch, Path: item, Times: 1, Status: http.StatusBadRequest, Body: `{"message":"The policy needs a client provider"}`})
	if errs := first.TryApply(rate(api, rates(2, nil))); !strings.Contains(errs, "Set provider_id of the gatehouse_anypoint_api_instance") {
		t.Errorf("a change was refused: %s", errs)
	}
}

// A plan of one API with 100 policies takes at most 4 calls; the official
// provider needs 707.
func TestPolicy_readAhead(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	m := e.Machine(t)
	var all []*acctest.Managed
	for range 100 {
		all = append(all, m.Create(typeName, map[string]any{
			"api_instance_id": api, "asset_id": "rate-limiting", "asset_version": "1.4.0", "configuration": rates(100, nil), "allow_duplicate": true,
		}))
	}
	before, other := len(e.Requests()), e.Machine(t)
	for _, o := range all {
		o.Adopt(other)
		o.Refresh()
	}
	if n := len(e.Requests()) - before; n > 4 {
		t.Errorf("refreshing 100 policies took %d calls", n)
	}
}

func TestPolicy_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e, api := world(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, api, rate, limits)},
		{
			Query: true,
			Config: fmt.Sprintf(`
list %q "test" {
  provider         = gatehouse
  include_resource = true
  config {
    api_instance_id = %q
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
