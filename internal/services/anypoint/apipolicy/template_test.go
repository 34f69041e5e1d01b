package apipolicy_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const templateRoute = "/apimanager/xapi/v1/organizations/{organizationId}/exchange-policy-templates/{groupId}/{assetId}/{assetVersion}"

// serve answers every question for a template.
func serve(e *acctest.Env, body string) {
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: templateRoute, Status: http.StatusOK, Body: body})
}

// TestTemplate_properties: the older form of a template. What is missing is
// known to be refused; the rest is doubtful.
func TestTemplate_properties(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card", "", nil)
	plan := func(configuration any) acctest.Planned {
		return m.New(typeName).Plan(map[string]any{"api_instance_id": api, "asset_id": "spike-control", "asset_version": "1.2.2", "configuration": configuration})
	}
	whole := func(change map[string]any) map[string]any {
		out := map[string]any{"maximumRequests": 1, "timePeriodInMilliseconds": 1000, "delayTimeInMillis": 1000, "delayAttempts": 1}
		for k, v := range change {
			if out[k] = v; v == nil {
				delete(out, k)
			}
		}
		return out
	}
	for name, c := range map[string]struct {
		configuration any
		errors        string
		doubtful      bool
	}{
		"as it should be":       {whole(nil), "", false},
		"an expression":         {whole(map[string]any{"maximumRequests": "#[vars.limit]"}), "", false},
		"a missing key":         {whole(map[string]any{"delayAttempts": nil}), `demands the key "delayAttempts"`, false},
		"another kind of value": {whole(map[string]any{"delayAttempts": "one"}), "", true},
		"an unknown key":        {whole(map[string]any{"delayAttemps": 1}), "", true}, // official defect 11: nobody said anything
		"not known yet":         {acctest.Unknown, "", false},
	} {
		p := plan(c.configuration)
		if (c.errors == "") != (p.Errors == "") || !strings.Contains(p.Errors, c.errors) || slices.Contains(p.Warnings, "Doubtful Configuration") != c.doubtful {
			t.Errorf("%s: errors %q, warnings %q", name, p.Errors, p.Warnings)
		}
	}
	// Each version is read once, and nothing that does not change is looked up.
	if n := e.Count("GET " + templateRoute); n != 1 {
		t.Errorf("%d looks at the template", n)
	}
	config := map[string]any{"api_instance_id": api, "asset_id": "spike-control", "asset_version": "1.2.2", "configuration": whole(nil)}
	o := m.Create(typeName, config)
	other := e.Machine(t)
	e.Sim.World.Log.Clear()
	o.Adopt(other)
	if p := o.Plan(config); !p.Empty() || e.Count("GET "+templateRoute) != 0 {
		t.Errorf("a plan without changes looks %d times: %v", e.Count("GET "+templateRoute), p.Changed)
	}
}

// TestTemplate_schema: the newer form is a JSON Schema, by which the platform
// checks, too. Nothing is said of secrets.
func TestTemplate_schema(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card", "", nil)
	serve(e, `{"groupId":"g","assetId":"guard","version":"1.0.0","injectionPoint":"inbound","configuration":{
		"$schema":"https://json-schema.org/draft/2019-09/schema","type":"object","additionalProperties":false,"required":["mode","apiKey"],
		"properties":{
			"mode":{"enum":["log","block"]},
			"limits":{"type":"array","items":{"type":"object","required":["max"],"properties":{"max":{"type":"integer","minimum":1}}}},
			"apiKey":{"type":"string","pattern":"^[A-Z]+$","@context":{"@characteristics":["security:sensitive"]}}}}}`)
	plan := func(configuration, secret map[string]any) acctest.Planned {
		config := map[string]any{"api_instance_id": api, "group_id": "g", "asset_id": "guard", "asset_version": "1.0.0", "configuration": configuration}
		if secret != nil {
			config["sensitive_configuration_wo"], config["sensitive_configuration_wo_version"] = secret, 1
		}
		return m.New(typeName).Plan(config)
	}
	key := map[string]any{"apiKey": "ABC"}
	for name, c := range map[string]struct {
		configuration, secret map[string]any
		want                  string
	}{
		"as it should be":      {map[string]any{"mode": "log", "limits": []any{map[string]any{"max": 3}}}, key, ""},
		"without the secret":   {map[string]any{"mode": "log"}, nil, "apiKey"},
		"a bad secret":         {map[string]any{"mode": "log"}, map[string]any{"apiKey": "not-to-be-shown"}, ""},
		"none of the options":  {map[string]any{"mode": "warn"}, key, "configuration.mode"},
		"an unknown key":       {map[string]any{"mode": "log", "mod": 1}, key, "mod"},
		"deep inside":          {map[string]any{"mode": "log", "limits": []any{map[string]any{"max": 0}}}, key, "configuration.limits[*].max: minimum: 0 is less than 1."},
		"a missing inner key":  {map[string]any{"mode": "log", "limits": []any{map[string]any{}}}, key, "max"},
		"another kind of list": {map[string]any{"mode": "log", "limits": "many"}, key, "configuration.limits"},
	} {
		p := plan(c.configuration, c.secret)
		if (c.want == "") != (p.Errors == "") || !strings.Contains(p.Errors, c.want) || strings.Contains(p.Errors, "not-to-be-shown") {
			t.Errorf("%s: %s", name, p.Errors)
		}
	}
}

// TestTemplate_direction: the platform refuses a policy for the other
// direction (400, "can not be applied as inbound", quoted in a public report).
func TestTemplate_direction(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	api := e.GivenAPI(t, "card", "", nil)
	config := map[string]any{"api_instance_id": api, "asset_id": "idle-timeout", "asset_version": "1.0.1", "configuration": map[string]any{"timeout": 30}}
	if p := m.New(typeName).Plan(config); !strings.Contains(p.Errors, `Set injection_point = "outbound"`) {
		t.Errorf("an outbound policy, inbound: %s", p.Errors)
	}
	config["injection_point"] = "outbound"
	if p := m.New(typeName).Plan(config); p.Errors != "" {
		t.Errorf("outbound: %s", p.Errors)
	}
}

// TestTemplate_unreadable: without a template a plan says nothing.
func TestTemplate_unreadable(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusForbidden, http.StatusNotFound} {
		e := acctest.Start(t)
		api := e.GivenAPI(t, "card", "", nil)
		e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: templateRoute, Status: status, Body: `{"message":"no"}`})
		p := e.Machine(t).New(typeName).Plan(map[string]any{"api_instance_id": api, "asset_id": "spike-control", "asset_version": "1.2.2", "configuration": map[string]any{"no": 1}})
		if p.Errors != "" || len(p.Warnings) > 0 {
			t.Errorf("%d: errors %q, warnings %q", status, p.Errors, p.Warnings)
		}
	}
	for _, body := range []string{
		`{"configuration":{"$ref":"https://example.com/schema"}}`, `{"configuration":{"type":7}}`, `{}`, `{"configuration":[]}`,
		// What the library takes for 2020-12 must not have what that changed.
		`{"configuration":{"$schema":"https://json-schema.org/draft/2019-09/schema","type":"object","properties":{"no":{"type":"string","$recursiveRef":"#"}}}}`,
	} {
		e := acctest.Start(t)
		api := e.GivenAPI(t, "card", "", nil)
		serve(e, body)
		p := e.Machine(t).New(typeName).Plan(map[string]any{"api_instance_id": api, "asset_id": "spike-control", "asset_version": "1.2.2", "configuration": map[string]any{"no": 1}})
		if p.Errors != "" || len(p.Warnings) > 0 {
			t.Errorf("%s: errors %q, warnings %q", body, p.Errors, p.Warnings)
		}
	}
}
