package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// The other providers for Anypoint: MuleSoft's own, and the community's.
const (
	mulesoft  = "registry.terraform.io/mulesoft/anypoint"
	community = "registry.terraform.io/mulesoft-anypoint/anypoint"
)

// anypointMoves are what each of our types takes over of theirs.
func anypointMoves(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, factory := range provider.New("test").Resources(t.Context()) {
		r, ok := factory().(interface {
			Identifiers() (string, []string)
			MovesFrom() []string
		})
		if !ok {
			t.Fatalf("%T does not tell what it takes over", factory())
		}
		name, _ := r.Identifiers()
		for _, from := range r.MovesFrom() {
			if strings.HasPrefix(from, "anypoint_") {
				out["gatehouse_"+name] = append(out["gatehouse_"+name], from)
			}
		}
	}
	return out
}

// theirs is an object of ours as the state of another provider has what
// identifies it. The community's calls an organization, an environment and an
// API by other names, and an API of an SLA tier by yet another.
func theirs(ours map[string]any, address string) map[string]any {
	renamed := map[string]string{}
	if address == community {
		renamed = map[string]string{"organization_id": "org_id", "environment_id": "env_id", "api_instance_id": "apim_id"}
	}
	out := map[string]any{}
	for name, v := range ours {
		if to, ok := renamed[name]; ok {
			name = to
		}
		out[name] = v
	}
	if api, ok := out["apim_id"]; ok {
		out["api_id"] = api
	}
	return out
}

// TestMoves_anypointTypes moves objects from every type of the other providers
// and by each of their spellings: the plan after it is empty.
func TestMoves_anypointTypes(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	link := map[string]any{"asset_id": "card-api", "version": "1.0.0", "name": "Card API", "type": "http-api", "api_version": "v1", "asset_link": "https://api.example.com/cards"}
	asset := m.Create("gatehouse_anypoint_exchange_asset", link)
	sandbox := map[string]any{"name": "Partners", "type": "sandbox"}
	card := map[string]any{
		"technology": "mule4", "endpoint": map[string]any{"type": "http", "uri": "https://backend.example.com"},
		"spec": map[string]any{"group_id": asset.Text("group_id"), "asset_id": "card-api", "version": "1.0.0"},
	}
	api := m.Create("gatehouse_anypoint_api_instance", card)
	limits := map[string]any{"rate_limits": []any{map[string]any{"maximum_requests": 3, "time_period_in_milliseconds": 1000}}}
	type object struct {
		*acctest.Managed
		config map[string]any
	}
	of := func(typeName string, config map[string]any) object {
		return object{m.Create(typeName, config), config}
	}
	policy := func(name string, configuration map[string]any) object {
		return of("gatehouse_anypoint_api_policy_"+name, map[string]any{"api_instance_id": api.Text("id"), "configuration": configuration})
	}
	objects := []object{
		{asset, link},
		{api, card},
		of("gatehouse_anypoint_environment", sandbox),
		of("gatehouse_anypoint_identity_provider", people),
		of("gatehouse_anypoint_connected_app", map[string]any{"name": "Robot", "grant_types": []any{"client_credentials"}, "scopes": []any{map[string]any{"scope": "openid"}}}),
		of("gatehouse_anypoint_organization", map[string]any{"name": "Cards", "parent_organization_id": e.Var("ANYPOINT_ORGANIZATION_ID"), "owner_id": ownerOf(t, e, m)}),
		of("gatehouse_anypoint_sla_tier", map[string]any{"api_instance_id": api.Text("id"), "name": "Gold", "limits": []any{map[string]any{"time_period_in_milliseconds": 1000, "maximum_requests": 3}}}),
		policy("rate_limiting", limits),
		policy("message_logging", map[string]any{"logging_configuration": []any{map[string]any{"item_name": "in", "item_data": map[string]any{"message": "#[attributes.headers]", "level": "INFO", "first_section": true, "second_section": false}}}}),
		policy("client_id_enforcement", map[string]any{"credentials_origin_has_http_basic_authentication_header": "httpBasicAuthenticationHeader"}),
		policy("jwt_validation", map[string]any{"jwt_origin": "httpBearerAuthenticationHeader", "signing_method": "rsa", "signing_key_length": 256, "jwt_key_origin": "jwks", "jwks_url": "https://id.example.com/keys"}),
		of("gatehouse_anypoint_api_policy", map[string]any{
			"api_instance_id": api.Text("id"), "asset_id": "cors", "asset_version": "1.3.2", "configuration": map[string]any{"publicResource": true, "originGroups": []any{}},
		}),
	}
	moves := anypointMoves(t)
	for name := range moves {
		if !strings.HasPrefix(name, "gatehouse_anypoint_api_policy_") && !slices.ContainsFunc(objects, func(o object) bool { return o.Type == name }) {
			t.Errorf("%s takes other providers' types over, and no object of it is moved here: add one to objects", name)
		}
	}
	for _, o := range objects {
		if len(moves[o.Type]) == 0 {
			t.Errorf("nothing moves to %s", o.Type)
		}
		state := o.Values()
		if state["asset_id"] == nil {
			state["asset_id"] = strings.ReplaceAll(strings.TrimPrefix(o.Type, "gatehouse_anypoint_api_policy_"), "_", "-")
		}
		for _, from := range moves[o.Type] {
			for _, address := range []string{mulesoft, community} {
				moved := m.Move(o.Type, from, address, theirs(state, address))
				if moved.Refresh() {
					t.Fatalf("%s from %s of %s is gone", o.Type, from, address)
				}
				if p := moved.Plan(o.config); !p.Empty() || p.Errors != "" {
					t.Errorf("%s from %s of %s: the plan changes %q, replaces %q: %s", o.Type, from, address, p.Changed, p.Replace, p.Errors)
				}
			}
		}
	}
	// An identifier that is put together of several, as the community's provider writes some.
	whole := theirs(api.Values(), community)
	whole["id"] = api.Text("organization_id") + "/" + api.Text("environment_id") + "/" + api.Text("id")
	if moved := m.Move(api.Type, "anypoint_apim_mule4", community, whole); moved.Text("id") != api.Text("id") {
		t.Errorf("the identifier is %s", moved.Text("id"))
	}
	// A policy of another kind is refused, with what it should be.
	wrong := map[string]any{"id": "1", "organization_id": "o", "environment_id": "e", "api_instance_id": "2", "asset_id": "cors"}
	if _, errs := m.TryMove("gatehouse_anypoint_api_policy_rate_limiting", "anypoint_api_policy", mulesoft, wrong); !strings.Contains(errs, `a policy of the asset "rate-limiting"`) {
		t.Errorf("the error: %s", errs)
	}
	// OpenID Connect has no type of its own on either side.
	if from := moves["gatehouse_anypoint_api_policy_openidconnect_access_token_enforcement"]; !slices.Contains(from, "anypoint_api_policy") || !slices.Contains(from, "anypoint_apim_policy_custom") {
		t.Errorf("OpenID Connect moves from %q", from)
	}
}

// ownerOf is the user who owns the root organization.
func ownerOf(t *testing.T, e *acctest.Env, m *acctest.Machine) string {
	t.Helper()
	root, errs := m.Data("gatehouse_anypoint_organization", map[string]any{"id": e.Var("ANYPOINT_ORGANIZATION_ID")})
	id, _ := root["owner_id"].(string)
	if id == "" {
		t.Fatalf("the root organization has no owner: %s", errs)
	}
	return id
}

// anypointStates are states of MuleSoft's own provider and of the community's,
// composed from their published schemas. Identifiers are names between @.
var anypointStates = []string{"testdata/moves/mulesoft.json", "testdata/moves/community.json"}

// TestMoves_anypointCommandLine follows the guide with what it shows after the
// move, on the states of both providers: the plan moves every object and changes
// none.
func TestMoves_anypointCommandLine(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	w := e.Workspace(t, repository, "examples/moving-from-mulesoft/after")
	dir := filepath.Dir(w.RC)
	for address, version := range map[string]string{"mulesoft/anypoint": "1.0.0", "mulesoft-anypoint/anypoint": "1.11.1"} {
		install(t, filepath.Join(dir, "mirror"), address, version)
	}
	client := e.GivenClientProvider(t, nil)
	names := plantAnypoint(t, e, client)
	w.Env = []string{
		"TF_VAR_base_url=" + e.Var("ANYPOINT_BASE_URL"), "TF_VAR_client_id=" + e.Var("ANYPOINT_CLIENT_ID"), "TF_VAR_client_secret=" + e.Var("ANYPOINT_CLIENT_SECRET"),
		"TF_VAR_organization_id=" + e.Var("ANYPOINT_ORGANIZATION_ID"), "TF_VAR_environment_id=" + e.Var("ANYPOINT_ENVIRONMENT_ID"), "TF_VAR_client_provider_id=" + client,
		"TF_VAR_owner_id=" + ownerOf(t, e, e.Machine(t)),
	}
	var states [][]byte
	n := 0
	for _, file := range anypointStates {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text = []byte(names.Replace(string(text)))
		n += len(sourcesOf(t, text))
		states = append(states, text)
	}
	if err := os.WriteFile(filepath.Join(w.Dir, "terraform.tfstate"), joined(t, w, states), 0o600); err != nil {
		t.Fatal(err)
	}
	out := acctest.Guide{File: filepath.Join(repository, "docs/guides/mulesoft-provider.md"), Workspace: w}.Run(t)
	if moved := strings.Count(out, " has moved to "); moved != n || n < 9 {
		t.Errorf("the plan moves %d of %d objects:\n%s", moved, n, out)
	}
	if changes, err := w.Changes(t.Context()); err != nil || len(changes) > 0 {
		t.Errorf("a plan after the move would change %q: %v", changes, err)
	}
	run(t, w, "destroy", "-auto-approve")
}

// plantAnypoint makes the objects of the states, and gives their identifiers.
func plantAnypoint(t *testing.T, e *acctest.Env, client string) *strings.Replacer {
	t.Helper()
	m := e.Machine(t)
	const prefix = "gatehouse_anypoint_"
	names := []string{"@organization@", e.Var("ANYPOINT_ORGANIZATION_ID"), "@environment@", e.Var("ANYPOINT_ENVIRONMENT_ID"), "@provider@", client}
	given := func(name, typeName string, config map[string]any) string {
		id := m.Create(prefix+typeName, config).Text("id")
		names = append(names, "@"+name+"@", id)
		return id
	}
	for _, name := range []string{"Partners", "Tests"} {
		given(strings.ToLower(name), "environment", map[string]any{"name": name, "type": "sandbox"})
	}
	given("pipeline", "connected_app", map[string]any{
		"name": "Pipeline", "grant_types": []any{"client_credentials"}, "scopes": []any{map[string]any{"scope": "read:organization", "organization_id": e.Var("ANYPOINT_ORGANIZATION_ID")}},
	})
	given("portal", "connected_app", map[string]any{
		"name": "Portal", "grant_types": []any{"authorization_code", "refresh_token"}, "audience": "everyone", "client_uri": "https://portal.example.com",
		"redirect_uris": []any{"https://portal.example.com/callback"}, "user_scopes": []any{"read:full"},
	})
	owner := ownerOf(t, e, m)
	names = append(names, "@owner@", owner)
	for name, entitlements := range map[string]map[string]any{
		"Payments": {"create_environments": true, "create_sub_orgs": false, "vcores_production": map[string]any{"assigned": 0.5}},
		"Risk":     {"create_environments": true, "create_sub_orgs": true, "global_deployment": true, "vcores_production": map[string]any{"assigned": 1}},
	} {
		given(strings.ToLower(name), "organization", map[string]any{
			"name": name, "parent_organization_id": e.Var("ANYPOINT_ORGANIZATION_ID"), "owner_id": owner, "entitlements": entitlements,
		})
	}
	m.Create(prefix+"exchange_asset", map[string]any{"asset_id": "card-api", "version": "1.0.0", "name": "Card API", "type": "http-api", "api_version": "v1"})
	api := func(name, provider string, endpoint map[string]any) string {
		config := map[string]any{
			"technology": "mule4", "instance_label": name, "endpoint": endpoint,
			"spec": map[string]any{"group_id": e.Var("ANYPOINT_ORGANIZATION_ID"), "asset_id": "card-api", "version": "1.0.0"},
		}
		if provider != "" {
			config["provider_id"] = provider
		}
		return given(name, "api_instance", config)
	}
	card := api("card", client, map[string]any{"type": "http", "deployment_type": "CH2", "uri": "https://backend.example.com/cards"})
	orders := api("orders", "", map[string]any{"type": "http", "proxy_uri": "http://0.0.0.0:8081/orders"})
	policy := func(name, api, asset, version string, pointcut []any, configuration map[string]any) {
		config := map[string]any{"api_instance_id": api, "asset_id": asset, "asset_version": version, "configuration": configuration}
		if pointcut != nil {
			config["pointcut"] = pointcut
		}
		given(name, "api_policy", config)
	}
	policy("openidconnect", card, "openidconnect-access-token-enforcement", "1.3.0", nil, map[string]any{"scopes": "mulescope", "exposeHeaders": false})
	policy("ratelimit", card, "rate-limiting", "1.4.1", nil, map[string]any{
		"rateLimits": []any{map[string]any{"maximumRequests": 100, "timePeriodInMilliseconds": 60000}}, "exposeHeaders": true, "clusterizable": true,
	})
	policy("clients", orders, "client-id-enforcement", "1.3.2", []any{map[string]any{"method_regex": "GET|POST", "uri_template_regex": "/orders/.*"}}, map[string]any{
		"credentialsOriginHasHttpBasicAuthenticationHeader": "customExpression",
		"clientIdExpression": "#[attributes.headers['client_id']]", "clientSecretExpression": "#[attributes.headers['client_secret']]",
	})
	policy("spikes", orders, "spike-control", "1.2.2", nil, map[string]any{
		"maximumRequests": 1, "timePeriodInMilliseconds": 1000, "delayTimeInMillis": 1000, "delayAttempts": 1, "queuingLimit": 5, "exposeHeaders": true,
	})
	given("people", "identity_provider", people)
	given("staff", "identity_provider", map[string]any{"name": "Staff", "saml": map[string]any{
		"issuer": "https://adfs.example.com", "audience": "example.anypoint.mulesoft.com", "public_key": []string{certificate(t)}, "claims_mapping": map[string]any{"group_attribute": "memberOf"},
		"urls": map[string]any{"sign_on": "https://adfs.example.com/login", "sign_out": "https://adfs.example.com/logout"},
	}})
	return strings.NewReplacer(names...)
}

// people is an identity provider at which Anypoint registers its client.
var people = map[string]any{"name": "People", "oidc": map[string]any{
	"issuer": "https://id.example.com",
	"urls":   map[string]any{"authorize": "https://id.example.com/authorize", "token": "https://id.example.com/token", "userinfo": "https://id.example.com/userinfo"},
	"client": map[string]any{"urls": map[string]any{"register": "https://id.example.com/register"}},
}}

// certificate is the one in the state.
func certificate(t *testing.T) string {
	t.Helper()
	state, err := os.ReadFile("testdata/moves/community.json")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`"public_key": \[\s*"([^"]+)"`).FindSubmatch(state)
	if found == nil {
		t.Fatal("the state has no certificate")
	}
	return string(found[1])
}

// TestMoves_anypointBeforeIsTheStates: what the guide shows before the move is
// what the states are states of.
func TestMoves_anypointBeforeIsTheStates(t *testing.T) {
	t.Parallel()
	for i, file := range []string{"official.tf", "community.tf"} {
		text, err := os.ReadFile(filepath.Join(repository, "examples/moving-from-mulesoft/before", file))
		if err != nil {
			t.Fatal(err)
		}
		parsed, diags := hclsyntax.ParseConfig(text, file, hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		state, err := os.ReadFile(anypointStates[i])
		if err != nil {
			t.Fatal(err)
		}
		all := sourcesOf(t, state)
		body, ok := parsed.Body.(*hclsyntax.Body)
		if !ok || len(body.Blocks) != len(all) {
			t.Fatalf("%s has %d blocks, the state %d objects", file, len(body.Blocks), len(all))
		}
		for k, block := range body.Blocks {
			if got, want := strings.Join(block.Labels, "."), all[k].Type+"."+all[k].Name; got != want {
				t.Errorf("%s shows %s, the state %s", file, got, want)
				continue
			}
			agrees(t, strings.Join(block.Labels, "."), block.Body, all[k].Attributes)
		}
	}
}
