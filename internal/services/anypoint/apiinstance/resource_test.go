package apiinstance_test

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
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	typeName = "gatehouse_anypoint_api_instance"
	address  = typeName + ".test"
	apis     = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis"
	api      = apis + "/{environmentApiId}"
	xapis    = "/apimanager/xapi/v1/organizations/{organizationId}/environments/{environmentId}/apis"
	xapi     = xapis + "/{environmentApiId}"
)

// config is an asset in two versions, and an instance of the first unless more
// says otherwise.
func config(e *acctest.Env, version, more string) string {
	return e.Provider + fmt.Sprintf(`
resource "gatehouse_anypoint_exchange_asset" "card" {
  asset_id    = "card-api"
  version     = "1.0.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}
resource "gatehouse_anypoint_exchange_asset" "newer" {
  asset_id    = "card-api"
  version     = "1.1.0"
  name        = "Card API"
  type        = "http-api"
  api_version = "v1"
}
resource "gatehouse_anypoint_api_instance" "test" {
  technology = "mule4"
  spec = {
    group_id = gatehouse_anypoint_exchange_asset.card.group_id
    asset_id = gatehouse_anypoint_exchange_asset.card.asset_id
    version  = %[1]q
  }
  depends_on = [gatehouse_anypoint_exchange_asset.newer]
%[2]s}
`, version, more)
}

// asset publishes what the instances of a Machine are made of.
func asset(m *acctest.Machine, version string) {
	m.Create("gatehouse_anypoint_exchange_asset", map[string]any{"asset_id": "card-api", "version": version, "name": "Card API", "type": "http-api", "api_version": "v1"})
}

func base(e *acctest.Env, more map[string]any) map[string]any {
	out := map[string]any{
		"technology": "mule4",
		"spec":       map[string]any{"group_id": e.Var("ANYPOINT_ORGANIZATION_ID"), "asset_id": "card-api", "version": "1.0.0"},
		"endpoint":   map[string]any{"type": "http", "uri": "http://backend.example.com/cards", "proxy_uri": "http://0.0.0.0:8081/cards"},
	}
	for k, v := range more {
		out[k] = v
		if v == nil {
			delete(out, k)
		}
	}
	return out
}

func patch(body map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
	return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
		t.Helper()
		e.ByHand(t, http.MethodPatch, e.APIs()+"/"+o.Text("id"), body)
	}
}

func TestAPIInstance_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	provider := e.GivenClientProvider(t, nil)
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "environment_id", "id"),
	}
	const endpoint = "  endpoint = { type = \"http\", uri = \"http://backend.example.com/cards\", proxy_uri = \"http://0.0.0.0:8081/cards\" }\n"
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(e, "1.0.0", endpoint),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringRegexp(regexp.MustCompile(`^\d+$`))),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("provider_id"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("product_version"), knownvalue.StringExact("v1")),
			},
		},
		imported,
		{
			Config: config(e, "1.0.0", endpoint+fmt.Sprintf(`
  provider_id       = %q
  instance_label    = "cards"
  approval_method   = "manual"
  consumer_endpoint = "https://api.example.com/cards"
  description       = "Cards"
  tags              = ["b", "a"]
  deprecated        = true
`, provider)),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("provider_id"), knownvalue.StringExact(provider)),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("approval_method"), knownvalue.StringExact("manual")),
			},
		},
		imported,
		{Config: config(e, "1.1.0", endpoint), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config(e, "1.1.0", endpoint), PlanOnly: true},
	}})
	if n := e.Count("POST " + apis); n != 1 {
		t.Errorf("created %d times", n)
	}
	e.NoFailures(t)
}

// Defect 3 of the official provider: no instance could be imported, by the id
// alone nor by org/env/id.
func TestAPIInstance_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "1.0.0", ""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("organization_id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("environment_id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
		}},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "id")},
	}})
}

// An instance that is taken over as it is, with an endpoint that the
// configuration leaves to the platform: Terraform proposes to take the endpoint
// away, and the status must not become unknown for that.
func TestAPIInstance_leftAlone(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Import(typeName, e.GivenAPI(t, "cards", "", nil))
	c := map[string]any{"technology": "mule4", "spec": map[string]any{"group_id": e.Var("ANYPOINT_ORGANIZATION_ID"), "asset_id": "cards", "version": "1.0.0"}}
	if p := o.Plan(c); !p.Empty() || p.Errors != "" {
		t.Errorf("the plan changes %v %s", p.Changed, p.Errors)
	}
	c["provider_id"] = e.GivenClientProvider(t, nil)
	o.Apply(c)
	if o.Refresh(); !o.Plan(c).Empty() {
		t.Errorf("the plan changes %v", o.Plan(c).Changed)
	}
}

// Defect 1 of the official provider and defect 14 of its fork: the client
// provider and the approval method were sent on create only, or never.
func TestAPIInstance_clientProvider(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	first := e.GivenClientProvider(t, nil)
	second := e.GivenClientProvider(t, func(m map[string]any) { m["name"] = "Okta too" })
	m := e.Machine(t)
	asset(m, "1.0.0")
	sent := func(method, route string) any {
		t.Helper()
		v, has := e.LastBody(t, method+" "+route)["providerId"]
		if !has {
			t.Errorf("%s leaves the client provider out", method)
		}
		return v
	}
	o := m.Create(typeName, base(e, nil))
	if got := sent("POST", apis); got != nil {
		t.Errorf("Anypoint's own is sent as %v", got)
	}
	for _, provider := range []any{first, second, nil} {
		o.Apply(base(e, map[string]any{"provider_id": provider}))
		if got := sent("PATCH", api); got != provider {
			t.Errorf("sent %v, want %v", got, provider)
		}
		now, _ := e.ByHand(t, http.MethodGet, e.APIs()+"/"+o.Text("id"), nil).(map[string]any)
		if now["providerId"] != provider {
			t.Errorf("the platform has %v, want %v", now["providerId"], provider)
		}
	}
	o.Apply(base(e, map[string]any{"approval_method": "manual"}))
	if got := fmt.Sprint(e.LastBody(t, "PATCH "+xapi)); got != "map[approvalMethod:manual]" {
		t.Errorf("the approval method sends %s", got)
	}
	m.Create(typeName, base(e, map[string]any{"provider_id": first, "instance_label": "second"}))
	if got := sent("POST", apis); got != first {
		t.Errorf("the creation sends %v", got)
	}
}

func TestAPIInstance_clientProviderWithContracts(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	first := e.GivenClientProvider(t, nil)
	second := e.GivenClientProvider(t, func(m map[string]any) { m["name"] = "Okta too" })
	m := e.Machine(t)
	asset(m, "1.0.0")
	o := m.Create(typeName, base(e, map[string]any{"provider_id": first}))
	app := e.GivenApplication(t, "Cards", o.Text("id"))
	e.ByHand(t, http.MethodPost, e.Organization("exchange/api/v2")+"/applications/"+app+"/contracts", map[string]any{
		"apiId": o.Text("id"), "instanceType": "api", "acceptedTerms": true, "organizationId": e.Var("ANYPOINT_ORGANIZATION_ID"),
		"groupId": e.Var("ANYPOINT_ORGANIZATION_ID"), "assetId": "card-api", "version": "1.0.0", "versionGroup": "v1",
	})
	// The plan says it, with the contracts; the apply of an old plan, too.
	if p := o.Plan(base(e, map[string]any{"provider_id": second})); !strings.Contains(p.Errors, "Contracts Would Be Lost") || !strings.Contains(p.Errors, `"Cards" (contract `) {
		t.Errorf("the error: %s", p.Errors)
	}
	if p := o.Plan(base(e, map[string]any{"provider_id": second, "technology": "flexGateway"})); p.Errors != "" || len(p.Replace) == 0 {
		t.Errorf("a replacement is refused: %s", p.Errors)
	}
	e.Sim.World.Log.Clear()
	o.Apply(base(e, map[string]any{"provider_id": second, "prevent_contract_loss": false}))
	if o.Text("provider_id") != second || e.Count("POST "+xapi+"/contracts/{contractId}/revoke") != 1 || e.Count("DELETE "+api+"/contracts/{contractId}") != 1 {
		t.Errorf("the provider is %s after %v", o.Text("provider_id"), e.Requests())
	}
	if p := o.Plan(base(e, map[string]any{"provider_id": second, "prevent_contract_loss": false})); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
}

// Whoever may not see contracts is told by the platform.
func TestAPIInstance_contractsUnseen(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	first := e.GivenClientProvider(t, nil)
	m := e.Machine(t)
	asset(m, "1.0.0")
	o := m.Create(typeName, base(e, map[string]any{"provider_id": first}))
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: api + "/contracts", Times: 1, Status: http.StatusForbidden, Body: `{"message":"Forbidden"}`})
	if p := o.Plan(base(e, nil)); p.Errors != "" || e.Count("GET "+api+"/contracts") != 1 {
		t.Errorf("%d looks, the error: %s", e.Count("GET "+api+"/contracts"), p.Errors)
	}
}

// Community defect 13 (#65 and salesforce#98): null where the platform wants an
// object broke every creation.
func TestAPIInstance_sendsNoNullObjects(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	for name, config := range map[string]map[string]any{
		"with an endpoint": base(e, nil),
		"without":          base(e, map[string]any{"endpoint": nil, "instance_label": "b"}),
		"with a gateway": base(e, map[string]any{
			"technology": "flexGateway", "instance_label": "c", "deployment": map[string]any{"type": "HY", "target_id": "t"},
			"routing": []any{map[string]any{"upstreams": []any{map[string]any{"uri": "https://a.example.com"}}}},
		}),
	} {
		m.Create(typeName, config)
		for _, x := range e.Requests() {
			if x.Method == http.MethodPost && strings.HasSuffix(x.Route, "/apis") {
				for _, object := range []string{"endpoint", "deployment", "routing", "spec", "tlsContexts", "rules"} {
					if strings.Contains(string(x.Body), fmt.Sprintf(`"%s":null`, object)) {
						t.Errorf("%s: %s is sent as null: %s", name, object, x.Body)
					}
				}
			}
		}
	}
	// What routes and gateways need is not on the documented path.
	if n := e.Count("POST " + xapis); n != 1 {
		t.Errorf("%d creations went to the undocumented path", n)
	}
}

// Defect 2 of the official provider: it kept endpoint, routes and deployment
// from its state, so that nobody saw a change made elsewhere.
func TestAPIInstance_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	first := e.GivenClientProvider(t, nil)
	second := e.GivenClientProvider(t, func(m map[string]any) { m["name"] = "Okta too" })
	m := e.Machine(t)
	asset(m, "1.0.0")
	asset(m, "1.1.0")
	to := func(body map[string]any) acctest.Edit { return acctest.Edit{Do: patch(body)} }
	unset := func(argument string, body map[string]any) acctest.Edit {
		return acctest.Edit{Do: patch(body), With: map[string]any{argument: nil}}
	}
	endpoint := func(body map[string]any) []acctest.Edit { return []acctest.Edit{to(map[string]any{"endpoint": body})} }
	deployment := func(body map[string]any) []acctest.Edit {
		return []acctest.Edit{to(map[string]any{"deployment": body})}
	}
	route := func(uris ...string) map[string]any {
		var upstreams []any
		for _, uri := range uris {
			upstreams = append(upstreams, map[string]any{"uri": uri, "weight": 100 / len(uris)})
		}
		return map[string]any{"routing": []any{map[string]any{"upstreams": upstreams}}}
	}
	tls := map[string]any{"secret_group_id": "s1", "tls_context_id": "t1"}
	text := func(name, key string) []acctest.Edit {
		return []acctest.Edit{to(map[string]any{key: "Other"}), to(map[string]any{key: nil}), unset(name, map[string]any{key: "Other"})}
	}
	acctest.Drift{
		Type: typeName,
		Config: base(e, map[string]any{
			"technology": "flexGateway", "provider_id": first, "instance_label": "cards", "approval_method": "manual", "consumer_endpoint": "https://api.example.com/cards",
			"description": "Cards", "tags": []string{"a", "b"}, "deprecated": true,
			"endpoint": map[string]any{
				"type": "http", "uri": "http://backend.example.com/cards", "proxy_uri": "http://0.0.0.0:8081/cards", "is_cloud_hub": false, "deployment_type": "HY",
				"references_user_domain": false, "response_timeout": 1000, "mule_version_4_or_above": true, "validation": "NOT_APPLICABLE",
				"tls_contexts": map[string]any{"inbound": tls, "outbound": tls},
			},
			"deployment": map[string]any{
				"environment_id": e.Var("ANYPOINT_ENVIRONMENT_ID"), "type": "HY", "expected_status": "deployed", "overwrite": false, "target_id": "t", "target_name": "flex", "gateway_version": "1.9.0",
			},
			"routing": []any{map[string]any{
				"label": "all", "rules": map[string]any{"methods": "GET|POST", "path": "/.*", "headers": map[string]any{"x": ".*"}, "host": "api\\.example\\.com"},
				"upstreams": []any{map[string]any{"uri": "https://a.example.com", "label": "a", "weight": 90}, map[string]any{"uri": "https://b.example.com", "weight": 10}},
			}},
		}),
		Edits: map[string][]acctest.Edit{
			"provider_id":       {to(map[string]any{"providerId": second}), to(map[string]any{"providerId": nil}), unset("provider_id", map[string]any{"providerId": second})},
			"instance_label":    text("instance_label", "instanceLabel"),
			"approval_method":   {to(map[string]any{"approvalMethod": "automatic"}), to(map[string]any{"approvalMethod": nil}), unset("approval_method", map[string]any{"approvalMethod": "automatic"})},
			"consumer_endpoint": text("consumer_endpoint", "endpointUri"),
			"description":       text("description", "description"),
			"tags":              {to(map[string]any{"tags": []string{"c"}}), to(map[string]any{"tags": []string{}}), unset("tags", map[string]any{"tags": []string{"c"}})},
			"deprecated":        {to(map[string]any{"deprecated": false}), unset("deprecated", map[string]any{"deprecated": true})},
			"spec.version":      {to(map[string]any{"assetVersion": "1.1.0"})},

			"endpoint.type": endpoint(map[string]any{"type": "raml"}), "endpoint.uri": {to(map[string]any{"endpoint": map[string]any{"uri": "http://other.example.com"}}), to(map[string]any{"endpoint": map[string]any{"uri": nil}})},
			"endpoint.proxy_uri": endpoint(map[string]any{"proxyUri": nil}), "endpoint.is_cloud_hub": endpoint(map[string]any{"isCloudHub": true}),
			"endpoint.deployment_type": endpoint(map[string]any{"deploymentType": "CH2"}), "endpoint.references_user_domain": endpoint(map[string]any{"referencesUserDomain": true}),
			"endpoint.response_timeout": endpoint(map[string]any{"responseTimeout": 2000}), "endpoint.mule_version_4_or_above": endpoint(map[string]any{"muleVersion4OrAbove": false}),
			"endpoint.validation":                            endpoint(map[string]any{"validation": "ENABLED"}),
			"endpoint.tls_contexts.inbound.secret_group_id":  endpoint(map[string]any{"tlsContexts": map[string]any{"inbound": map[string]any{"secretGroupId": "s2"}}}),
			"endpoint.tls_contexts.inbound.tls_context_id":   endpoint(map[string]any{"tlsContexts": map[string]any{"inbound": map[string]any{"tlsContextId": "t2"}}}),
			"endpoint.tls_contexts.outbound.secret_group_id": endpoint(map[string]any{"tlsContexts": map[string]any{"outbound": map[string]any{"secretGroupId": "s2"}}}),
			"endpoint.tls_contexts.outbound.tls_context_id":  endpoint(map[string]any{"tlsContexts": map[string]any{"outbound": map[string]any{"tlsContextId": "t2"}}}),

			"deployment.environment_id": deployment(map[string]any{"environmentId": "other"}), "deployment.type": deployment(map[string]any{"type": "CH2"}),
			"deployment.expected_status": deployment(map[string]any{"expectedStatus": "undeployed"}), "deployment.target_id": deployment(map[string]any{"targetId": "u"}),
			"deployment.target_name": deployment(map[string]any{"targetName": "other"}), "deployment.gateway_version": deployment(map[string]any{"gatewayVersion": "1.8.0"}),

			"routing": {to(route("https://a.example.com")), to(route("https://c.example.com", "https://a.example.com")), unset("routing", route("https://c.example.com"))},
		},
		Except: map[string]string{
			"organization_id": "it is where the object is, not what it holds", "environment_id": "it is where the object is, not what it holds",
			"prevent_contract_loss": "only Terraform knows it", "technology": "the platform does not change it", "spec.group_id": "the platform does not change it", "spec.asset_id": "the platform does not change it",
			"deployment.overwrite": "an order to the platform, which does not show it",
		},
	}.Run(t, e)
}

func TestAPIInstance_replacements(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	o := m.Create(typeName, base(e, nil))
	spec := func(group, asset, version string) map[string]any {
		return map[string]any{"group_id": group, "asset_id": asset, "version": version}
	}
	org := e.Var("ANYPOINT_ORGANIZATION_ID")
	for argument, c := range map[string]map[string]any{
		"organization_id": {"organization_id": "00000000-0000-4000-8000-000000000009"}, "environment_id": {"environment_id": "00000000-0000-4000-8000-000000000009"},
		"technology": {"technology": "flexGateway"}, "spec.group_id": {"spec": spec("org.example", "card-api", "1.0.0")}, "spec.asset_id": {"spec": spec(org, "other", "1.0.0")},
	} {
		if p := o.Plan(base(e, c)); strings.Join(p.Replace, " ") != argument {
			t.Errorf("%s: replacements %v %s", argument, p.Replace, p.Errors)
		}
	}
	if p := o.Plan(base(e, map[string]any{"spec": spec(org, "card-api", "1.1.0")})); len(p.Replace) > 0 || strings.Join(p.Changed, " ") != "spec.version" {
		t.Errorf("another version: %v %v", p.Changed, p.Replace)
	}
}

// recorded 30: "rest-api" came back as "raml".
func TestAPIInstance_typeIsRewritten(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	c := base(e, map[string]any{"endpoint": map[string]any{"type": "rest-api", "uri": "http://backend.example.com"}})
	o := m.Create(typeName, c)
	if o.Refresh() {
		t.Fatal("it is gone")
	}
	if p := o.Plan(c); !p.Empty() {
		t.Errorf("the plan is not empty: %v", p.Changed)
	}
	imported := m.Import(typeName, o.Text("id"))
	if p := imported.Plan(base(e, map[string]any{"endpoint": map[string]any{"uri": "http://backend.example.com"}})); !p.Empty() {
		t.Errorf("the plan after an import is not empty: %v", p.Changed)
	}
}

// The answers to writes leave TLS contexts out, those of upstreams too: an
// update of something else must not lose them.
func TestAPIInstance_upstreamsKeepTheirTLSContext(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	config := base(e, map[string]any{
		"technology": "flexGateway",
		"routing": []any{map[string]any{"upstreams": []any{map[string]any{
			"uri": "https://a.example.com", "tls_context": map[string]any{"secret_group_id": "s1", "tls_context_id": "t1"},
		}}}},
	})
	o := m.Create(typeName, config)
	if p := o.Plan(config); !p.Empty() {
		t.Errorf("the plan after the creation changes %v", p.Changed)
	}
	config["tags"] = []string{"a"}
	o.Apply(config)
	if p := o.Plan(config); o.Refresh() || !p.Empty() {
		t.Errorf("the plan after an update changes %v", p.Changed)
	}
}

// #133: stale identifiers of upstreams.
func TestAPIInstance_upstreamsAreFoundAgain(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	up := func(label, uri string, weight int) map[string]any {
		return map[string]any{"label": label, "uri": uri, "weight": weight}
	}
	routes := func(upstreams ...any) map[string]any {
		return base(e, map[string]any{"technology": "flexGateway", "routing": []any{map[string]any{"upstreams": upstreams}}})
	}
	ids := func(o *acctest.Managed) map[string]string {
		t.Helper()
		out := map[string]string{}
		list, _ := e.ByHand(t, http.MethodGet, e.APIs()+"/"+o.Text("id")+"/upstreams", nil).(map[string]any)
		all, _ := list["upstreams"].([]any)
		for _, u := range all {
			o, _ := u.(map[string]any)
			out[fmt.Sprint(o["label"])] = fmt.Sprintf("%v %v", o["id"], o["uri"])
		}
		return out
	}
	o := m.Create(typeName, routes(up("a", "https://a.example.com", 50), up("b", "https://b.example.com", 50)))
	before := ids(o)
	o.Apply(routes(up("b", "https://b2.example.com", 20), up("a", "https://a.example.com", 30), up("c", "https://c.example.com", 50)))
	after := ids(o)
	if after["a"] != before["a"] || strings.Fields(after["b"])[0] != strings.Fields(before["b"])[0] || !strings.HasSuffix(after["b"], "b2.example.com") || len(after) != 3 {
		t.Errorf("before %v, after %v", before, after)
	}
	o.Apply(routes(up("c", "https://c.example.com", 100)))
	if last := ids(o); len(last) != 1 || last["c"] != after["c"] {
		t.Errorf("what no route needs stays: %v", last)
	}
	if o.Refresh() {
		t.Fatal("it is gone")
	}
	if p := o.Plan(routes(up("c", "https://c.example.com", 100))); !p.Empty() {
		t.Errorf("the plan is not empty: %v", p.Changed)
	}
}

// Defect 4 of the official provider: destroying what was deleted was an error.
func TestAPIInstance_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	for _, refresh := range []bool{true, false} {
		o := m.Create(typeName, base(e, nil))
		e.ByHand(t, http.MethodDelete, e.APIs()+"/"+o.Text("id"), nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps what is gone")
		}
		if !refresh {
			o.Destroy()
		}
	}
}

// The vendor documents an answer to the update without most of the object.
func TestAPIInstance_shortAnswers(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	o := m.Create(typeName, base(e, nil))
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPatch, Path: api, Times: 1, After: true, Status: http.StatusOK, Body: fmt.Sprintf(`{"id":%s,"instanceLabel":"x","endpoint":{"id":1}}`, o.Text("id"))})
	o.Apply(base(e, map[string]any{"instance_label": "x"}))
	if o.Text("technology") != "mule4" || o.Text("instance_label") != "x" {
		t.Errorf("the state: %s %s", o.Text("technology"), o.Text("instance_label"))
	}
}

func TestAPIInstance_gatewayNotReady(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: apis, Times: 1, Status: http.StatusBadRequest, Body: `{"name":"GatewayNotReadyError","message":"The gateway is not ready"}`})
	m.Create(typeName, base(e, nil))
	if n := e.Count("POST " + apis); n != 2 {
		t.Errorf("created %d times", n)
	}
}

func TestAPIInstance_savedBeforeTheRest(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	e.Fail(http.MethodPatch, api, http.StatusInternalServerError)
	o := m.New(typeName)
	if errs := o.TryApply(base(e, map[string]any{"description": "Cards"})); !strings.Contains(errs, "made to fail") {
		t.Fatalf("the error: %s", errs)
	}
	if o.Text("id") == "" {
		t.Error("what was created is lost")
	}
	o.Destroy()
}

func TestAPIInstance_validation(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for name, c := range map[string]struct {
		change map[string]any
		want   string
	}{
		"backend":            {map[string]any{"endpoint": map[string]any{"uri": "backend.example.com"}}, "Invalid URL"},
		"proxy":              {map[string]any{"endpoint": map[string]any{"proxy_uri": "/cards"}}, "Invalid URL"},
		"consumers":          {map[string]any{"consumer_endpoint": "ftp://x"}, "Invalid URL"},
		"technology":         {map[string]any{"technology": "MULE4"}, `Write it as "mule4"`},
		"long label":         {map[string]any{"instance_label": strings.Repeat("x", 256)}, "255"},
		"weight":             {map[string]any{"routing": []any{map[string]any{"upstreams": []any{map[string]any{"uri": "https://a.example.com", "weight": 101}}}}}, "weight"},
		"no upstream":        {map[string]any{"routing": []any{map[string]any{"upstreams": []any{}}}}, "upstreams"},
		"unknown everywhere": {map[string]any{"endpoint": acctest.Unknown, "deployment": acctest.Unknown, "routing": acctest.Unknown, "spec": acctest.Unknown, "tags": acctest.Unknown}, ""},
		"unknown inside":     {map[string]any{"endpoint": map[string]any{"uri": acctest.Unknown, "tls_contexts": acctest.Unknown}, "deployment": map[string]any{"target_id": acctest.Unknown}}, ""},
	} {
		got := m.Validate(typeName, base(e, c.change))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q, got %q", name, c.want, got)
		}
		if c.want == "" {
			if p := m.New(typeName).Plan(base(e, c.change)); p.Errors != "" {
				t.Errorf("%s: the plan: %s", name, p.Errors)
			}
		}
	}
}

func TestAPIInstance_forbidden(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: apis, Times: 1, Status: http.StatusForbidden, Body: `{"name":"ForbiddenError","message":"Forbidden"}`})
	if errs := m.New(typeName).TryApply(base(e, nil)); !strings.Contains(errs, "Manage APIs Configuration") {
		t.Errorf("the error: %s", errs)
	}
}

func TestAPIInstance_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	asset(m, "1.0.0")
	a := m.Create(typeName, base(e, map[string]any{"instance_label": "a"}))
	got, errs := m.Data(typeName, map[string]any{"asset_id": "card-api"})
	if errs != "" || got["id"] != a.Text("id") || got["uri"] != "http://backend.example.com/cards" {
		t.Errorf("by asset: %v %s", got, errs)
	}
	b := m.Create(typeName, base(e, map[string]any{"instance_label": "b"}))
	if _, errs = m.Data(typeName, map[string]any{"asset_id": "card-api"}); !strings.Contains(errs, a.Text("id")) || !strings.Contains(errs, b.Text("id")) {
		t.Errorf("two of one asset: %s", errs)
	}
	if got, errs = m.Data(typeName, map[string]any{"asset_id": "card-api", "instance_label": "b"}); errs != "" || got["id"] != b.Text("id") {
		t.Errorf("by label: %v %s", got, errs)
	}
	if got, errs = m.Data(typeName, map[string]any{"id": a.Text("id")}); errs != "" || got["instance_label"] != "a" {
		t.Errorf("by id: %v %s", got, errs)
	}
}

func TestAPIInstance_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config(e, "1.0.0", "  endpoint = { uri = \"http://backend.example.com/cards\" }\n")},
		{
			Query:  true,
			Config: "list \"" + typeName + "\" \"test\" {\n  provider = gatehouse\n  include_resource = true\n  config {\n    asset_id = \"card-api\"\n  }\n}",
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"organization_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "environment_id": knownvalue.StringExact(e.Var("ANYPOINT_ENVIRONMENT_ID")), "id": knownvalue.NotNull(),
				}),
			},
		},
	}})
}
