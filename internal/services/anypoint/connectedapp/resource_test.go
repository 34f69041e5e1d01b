package connectedapp_test

import (
	"fmt"
	"maps"
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
	typeName = "gatehouse_anypoint_connected_app"
	address  = typeName + ".test"
	items    = "/accounts/api/organizations/{organizationId}/connectedApplications"
	item     = items + "/{clientId}"
	scopes   = "/accounts/api/connectedApplications/{clientId}/scopes"
)

func with(base map[string]any, more map[string]any) map[string]any {
	out := maps.Clone(base)
	for k, v := range more {
		if out[k] = v; v == nil {
			delete(out, k)
		}
	}
	return out
}

func scope(name string, where ...string) map[string]any {
	out := map[string]any{"scope": name}
	for i, id := range where {
		out[[]string{"organization_id", "environment_id"}[i]] = id
	}
	return out
}

// itself is an app that acts on its own behalf.
func itself(e *acctest.Env) map[string]any {
	return map[string]any{"name": "Pipeline", "grant_types": []any{"client_credentials"}, "scopes": []any{
		scope("manage:apis", e.Var("ANYPOINT_ORGANIZATION_ID"), e.Var("ANYPOINT_ENVIRONMENT_ID")), scope("read:organization", e.Var("ANYPOINT_ORGANIZATION_ID")),
	}}
}

// forUsers is an app that acts on behalf of users.
var forUsers = map[string]any{
	"name": "Portal", "grant_types": []any{"authorization_code", "refresh_token"}, "redirect_uris": []any{"https://portal.example.com/callback"}, "user_scopes": []any{"openid", "profile"},
	"client_uri": "https://portal.example.com",
}

func one(e *acctest.Env, id string) string {
	return e.Organization("accounts/api") + "/connectedApplications/" + id
}

func TestConnectedApp_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	hcl := func(name, more string) string {
		return e.Provider + fmt.Sprintf("\nresource %q \"test\" {\n  name = %q\n  grant_types = [\"client_credentials\"]\n%s}\n", typeName, name, more)
	}
	granted := fmt.Sprintf("  scopes = [\n    { scope = \"manage:apis\", organization_id = %q, environment_id = %q },\n    { scope = \"openid\" },\n  ]\n", e.Var("ANYPOINT_ORGANIZATION_ID"), e.Var("ANYPOINT_ENVIRONMENT_ID"))
	imported := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "id")}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: hcl("Pipeline", ""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("client_secret"), knownvalue.Null()),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("scopes"), knownvalue.Null()),
		}},
		imported,
		{Config: hcl("Robot", granted), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		imported,
	}})
	e.NoFailures(t)
}

// Every argument is changed in place, cleared and set again.
func TestConnectedApp_update(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, itself(e))
	id := o.Text("id")
	for _, c := range []map[string]any{
		{"name": "Robot"},
		{"enabled": false},
		{"enabled": nil},
		{"audience": "everyone"},
		{"audience": nil},
		{"generate_iss_claim_without_token": true},
		{"generate_iss_claim_without_token": nil},
		{"public_keys": []any{"-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"}},
		{"public_keys": nil},
		{"redirect_uris": []any{"https://portal.example.com/callback"}, "grant_types": []any{"authorization_code", "client_credentials"}, "user_scopes": []any{"openid"}},
		{"redirect_uris": []any{}, "user_scopes": []any{}},
		{"client_uri": "https://a.example.com", "policy_uri": "https://a.example.com/privacy", "tos_uri": "https://a.example.com/terms"},
		{"client_uri": "https://b.example.com", "policy_uri": "https://b.example.com/privacy", "tos_uri": "https://b.example.com/terms"},
	} {
		now := with(itself(e), c)
		o.Apply(now)
		o.Refresh()
		if p := o.Plan(now); !p.Empty() || p.Errors != "" {
			t.Errorf("%v: the plan changes %v %s", c, p.Changed, p.Errors)
		}
	}
	if o.Text("id") != id {
		t.Error("the connected app was replaced")
	}
	// Only what changed is sent.
	o.Apply(with(itself(e), map[string]any{"name": "Last", "client_uri": "https://b.example.com", "policy_uri": "https://b.example.com/privacy", "tos_uri": "https://b.example.com/terms"}))
	if body := fmt.Sprint(e.LastBody(t, "PATCH "+item)); body != "map[client_name:Last]" {
		t.Errorf("a new name sends %s", body)
	}
	// The platform has no way to clear an address.
	for _, name := range []string{"client_uri", "policy_uri", "tos_uri"} {
		now := with(itself(e), map[string]any{"client_uri": "https://b.example.com", "policy_uri": "https://b.example.com/privacy", "tos_uri": "https://b.example.com/terms", name: nil})
		if p := o.Plan(now); strings.Join(p.Replace, " ") != name {
			t.Errorf("without %s: replaces because of %v %s", name, p.Replace, p.Errors)
		}
	}
	if p := o.Plan(with(itself(e), map[string]any{"organization_id": "other", "client_uri": "https://b.example.com", "policy_uri": "x", "tos_uri": "x"})); strings.Join(p.Replace, " ") != "organization_id" {
		t.Errorf("another organization replaces because of %v", p.Replace)
	}
	o.Destroy()
	users := m.Create(typeName, forUsers)
	if e.Count("GET "+scopes) == 0 {
		t.Error("nobody looked for scopes")
	}
	before := e.Count("GET " + scopes)
	users.Refresh()
	if p := users.Plan(forUsers); !p.Empty() || e.Count("GET "+scopes) != before {
		t.Errorf("on behalf of users: the plan changes %v, %d looks for scopes of its own", p.Changed, e.Count("GET "+scopes)-before)
	}
	users.Destroy()
}

// Another provider decoded the answer about scopes wrongly, saw no drift in
// them, and sent nothing to take them away; another showed a change where only
// the order differed; both knew a fixed list, without openid and profile.
func TestConnectedApp_scopes(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	org, env := e.Var("ANYPOINT_ORGANIZATION_ID"), e.Var("ANYPOINT_ENVIRONMENT_ID")
	o := m.Create(typeName, itself(e))
	given := func() []any { out, _ := o.Get("scopes").([]any); return out }
	// The order means nothing.
	swapped := with(itself(e), map[string]any{"scopes": []any{scope("read:organization", org), scope("manage:apis", org, env)}})
	o.Refresh()
	if p := o.Plan(swapped); !p.Empty() || len(given()) != 2 {
		t.Errorf("another order: the plan changes %v of %v", p.Changed, given())
	}
	// What somebody granted, or took away, is seen and repaired.
	for name, do := range map[string]func(){
		"granted": func() {
			e.ByHand(t, http.MethodPatch, one(e, o.Text("id"))+"/scopes", map[string]any{"scopes": []any{map[string]any{"scope": "full", "context_params": map[string]any{"org": org}}}})
		},
		"taken away": func() {
			e.ByHand(t, http.MethodDelete, one(e, o.Text("id"))+"/scopes", map[string]any{"scopes": []any{map[string]any{"scope": "manage:apis", "context_params": map[string]any{"org": org, "envId": env}}}})
		},
	} {
		do()
		o.Refresh()
		if p := o.Plan(itself(e)); strings.Join(p.Changed, " ") != "scopes" {
			t.Errorf("%s: the plan changes %v", name, p.Changed)
		}
		o.Apply(itself(e))
	}
	// Any scope; the one that every app has, too.
	every := with(itself(e), map[string]any{"scopes": []any{scope("openid"), scope("profile"), scope("something:new", org)}})
	o.Apply(every)
	o.Refresh()
	if p := o.Plan(every); !p.Empty() || len(given()) != 3 {
		t.Errorf("any scopes: the plan changes %v of %v", p.Changed, given())
	}
	// More than one page of them.
	many := []any{}
	for i := range 60 {
		many = append(many, scope(fmt.Sprint("scope:", i), org))
	}
	o.Apply(with(itself(e), map[string]any{"scopes": many}))
	o.Refresh()
	if p := o.Plan(with(itself(e), map[string]any{"scopes": many})); !p.Empty() {
		t.Errorf("sixty scopes: the plan changes %v", p.Changed)
	}
	// The last ones are taken away, too, by leaving the argument out or empty.
	for _, none := range []any{nil, []any{}} {
		o.Apply(itself(e))
		o.Apply(with(itself(e), map[string]any{"scopes": none}))
		left, _ := e.ByHand(t, http.MethodGet, one(e, o.Text("id"))+"/scopes", nil).(map[string]any)
		if data, _ := left["data"].([]any); len(data) != 1 {
			t.Errorf("%v: left are %v", none, data)
		}
		o.Refresh()
		if p := o.Plan(with(itself(e), map[string]any{"scopes": none})); !p.Empty() {
			t.Errorf("%v: the plan changes %v", none, p.Changed)
		}
	}
	o.Destroy()
}

// An update that is carried out in part is in the state as far as it went.
func TestConnectedApp_scopesFail(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, with(itself(e), map[string]any{"scopes": nil}))
	e.Fail(http.MethodPut, scopes, http.StatusForbidden)
	if errs := o.TryApply(with(itself(e), map[string]any{"name": "Robot"})); !strings.Contains(errs, "set the scopes") || !strings.Contains(errs, "connected apps") {
		t.Errorf("errors: %s", errs)
	}
	if left, _ := o.Get("scopes").([]any); o.Text("name") != "Robot" || len(left) > 0 {
		t.Errorf("the state has %v", o.Values())
	}
	e.Fail(http.MethodPut, scopes, http.StatusForbidden)
	half := m.New(typeName)
	if errs := half.TryApply(itself(e)); errs == "" || half.Text("id") == "" {
		t.Errorf("a new one whose scopes fail: id %q, %s", half.Text("id"), errs)
	}
	half.Destroy()
	o.Destroy()
}

// The platform answers every request with the secret, which other providers
// keep in the state in clear: here it is there for those who ask for it only.
func TestConnectedApp_secret(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, itself(e))
	secret := func() string {
		got, errs := m.Open("gatehouse_anypoint_connected_app_secret", map[string]any{"connected_app_id": o.Text("id")})
		s, _ := got["client_secret"].(string)
		if errs != "" || s == "" {
			t.Fatalf("the secret: %v %s", got, errs)
		}
		return s
	}
	first := secret()
	if strings.Contains(fmt.Sprint(o.Values()), first) || o.Get("client_secret") != nil {
		t.Error("the secret is in the state")
	}
	// Asked for, and not any more.
	stored := with(itself(e), map[string]any{"store_client_secret": true})
	o.Apply(stored)
	if o.Text("client_secret") != first {
		t.Errorf("stored is %q", o.Text("client_secret"))
	}
	if p := o.Plan(with(stored, map[string]any{"name": "Robot"})); strings.Join(p.Changed, " ") != "name" {
		t.Errorf("another name: the plan changes %v", p.Changed)
	}
	// Made anew by the platform.
	if _, errs := m.Invoke("gatehouse_anypoint_connected_app_secret_reset", map[string]any{"connected_app_id": o.Text("id")}); errs != "" {
		t.Error(errs)
	}
	second := secret()
	o.Refresh()
	if second == first || o.Text("client_secret") != second {
		t.Error("the secret did not change, or the state does not follow")
	}
	o.Apply(itself(e))
	if o.Get("client_secret") != nil {
		t.Error("the secret is still in the state")
	}
	// Given, and sent again for another version only.
	own := with(itself(e), map[string]any{"client_secret_wo": "own-secret-1", "client_secret_wo_version": 1})
	o.Apply(own)
	if secret() != "own-secret-1" {
		t.Error("the secret was not sent")
	}
	o.Apply(with(own, map[string]any{"client_secret_wo": "own-secret-2", "name": "Robot"}))
	if secret() != "own-secret-1" {
		t.Error("the secret was sent without another version")
	}
	o.Apply(with(own, map[string]any{"client_secret_wo": "own-secret-2", "client_secret_wo_version": 2, "store_client_secret": true}))
	if secret() != "own-secret-2" || o.Text("client_secret") != "own-secret-2" {
		t.Error("the second secret was not sent")
	}
	o.Apply(itself(e))
	if secret() != "own-secret-2" || o.Get("client_secret_wo") != nil {
		t.Error("without the argument the secret should stay")
	}
	o.Destroy()
	o = m.Create(typeName, own)
	if body := e.LastBody(t, "POST "+items); body["client_secret"] != "own-secret-1" || strings.Contains(fmt.Sprint(o.Values()), "own-secret") {
		t.Errorf("a new one: %v", o.Values())
	}
	o.Destroy()
}

func TestConnectedApp_drift(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	org := e.Var("ANYPOINT_ORGANIZATION_ID")
	config := with(forUsers, map[string]any{
		"grant_types": []any{"client_credentials", "authorization_code"}, "scopes": []any{scope("read:organization", org)}, "public_keys": []any{"key"},
		"audience": "internal", "enabled": true, "policy_uri": "https://a.example.com/privacy", "tos_uri": "https://a.example.com/terms", "generate_iss_claim_without_token": true,
	})
	patch := func(member string, value any) acctest.Edit {
		return acctest.Edit{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			e.ByHand(t, http.MethodPatch, one(e, o.Text("id")), map[string]any{member: value})
		}}
	}
	put := func(name, organization string) acctest.Edit {
		return acctest.Edit{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			e.ByHand(t, http.MethodPut, one(e, o.Text("id"))+"/scopes", map[string]any{"scopes": []any{map[string]any{"scope": name, "context_params": map[string]any{"org": organization}}}})
		}}
	}
	acctest.Drift{
		Type: typeName, Config: config,
		Edits: map[string][]acctest.Edit{
			"name":          {patch("client_name", "Other")},
			"grant_types":   {patch("grant_types", []any{"client_credentials"})},
			"scopes":        {put("manage:apis", org), put("read:organization", e.Sim.Anypoint.BusinessGroup())},
			"user_scopes":   {patch("scopes", []any{}), patch("scopes", []any{"full"})},
			"redirect_uris": {patch("redirect_uris", []any{})},
			"public_keys":   {patch("public_keys", []any{"other"})},
			"audience":      {patch("audience", "everyone")},
			"enabled":       {patch("enabled", false)},
			"client_uri":    {patch("client_uri", "https://other.example.com")},
			"policy_uri":    {patch("policy_uri", "https://other.example.com")},
			"tos_uri":       {patch("tos_uri", "https://other.example.com")},

			"generate_iss_claim_without_token": {patch("generate_iss_claim_without_token", false)},
		},
		Except: map[string]string{
			"organization_id":          "it is where the object is, not what it holds",
			"client_secret_wo":         "what it holds is not stored",
			"client_secret_wo_version": "only Terraform knows it",
			"store_client_secret":      "only Terraform knows it",
		},
	}.Run(t, e)
}

// Other providers kept an error for an object that somebody else has deleted.
func TestConnectedApp_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for _, refresh := range []bool{true, false} {
		o := m.Create(typeName, itself(e))
		e.ByHand(t, http.MethodDelete, one(e, o.Text("id")), nil)
		if refresh && !o.Refresh() {
			t.Error("a refresh keeps what is gone")
		}
		if !refresh {
			o.Destroy()
		}
	}
}

// One list answers for many.
func TestConnectedApp_readTogether(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	var all []*acctest.Managed
	for i := range 6 {
		all = append(all, m.Create(typeName, with(forUsers, map[string]any{"name": fmt.Sprint("App ", i)})))
	}
	before := len(e.Requests())
	for _, o := range all {
		o.Refresh()
	}
	if n := len(e.Requests()) - before; n > 2 {
		t.Errorf("6 connected apps take %d calls to refresh", n)
	}
	for _, o := range all {
		o.Destroy()
	}
}

func TestConnectedApp_validation(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for _, c := range []struct {
		change map[string]any
		want   string
	}{
		{map[string]any{"grant_types": []any{}}, "grant_types"},
		{map[string]any{"name": ""}, "name"},
		{map[string]any{"client_uri": strings.Repeat("x", 256)}, "client_uri"},
		{map[string]any{"public_keys": []any{""}}, "public_keys"},
		{map[string]any{"scopes": []any{scope("")}}, "scope"},
		{map[string]any{"client_secret_wo": "s"}, "client_secret_wo_version"},
		{map[string]any{"grant_types": []any{"Client_Credentials"}}, "client_credentials"},
	} {
		if errs := m.Validate(typeName, with(itself(e), c.change)); !strings.Contains(errs, c.want) {
			t.Errorf("%v: %q", c.change, errs)
		}
	}
	for _, c := range []struct {
		config map[string]any
		want   string
	}{
		{with(itself(e), map[string]any{"grant_types": []any{"password"}}), "user_scopes"},
		{with(forUsers, map[string]any{"redirect_uris": nil}), "redirect URI"},
		{with(forUsers, map[string]any{"grant_types": []any{"urn:ietf:params:oauth:grant-type:jwt-bearer"}}), "public key"},
		{with(itself(e), map[string]any{"grant_types": []any{"client_credentials", "device"}}), "device"},
	} {
		if errs, warnings := m.Validate(typeName, c.config), m.Warnings(typeName, c.config); errs != "" || !strings.Contains(warnings, c.want) {
			t.Errorf("%v: errors %q, warnings %q", c.config, errs, warnings)
		}
	}
	for name, v := range with(itself(e), map[string]any{"redirect_uris": 1, "public_keys": 1, "user_scopes": 1, "audience": 1, "enabled": 1, "client_uri": 1, "store_client_secret": 1}) {
		if p := m.New(typeName).Plan(with(itself(e), map[string]any{name: acctest.Unknown})); p.Errors != "" {
			t.Errorf("an unknown %s, %v: %s", name, v, p.Errors)
		}
	}
	some := with(itself(e), map[string]any{"scopes": []any{map[string]any{"scope": "manage:apis", "organization_id": acctest.Unknown}}, "grant_types": []any{acctest.Unknown}})
	if p := m.New(typeName).Plan(some); p.Errors != "" {
		t.Errorf("unknown members: %s", p.Errors)
	}
}

func TestConnectedApp_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, itself(e))
	for _, by := range []map[string]any{{"id": o.Text("id")}, {"name": "Pipeline"}} {
		got, errs := m.Data(typeName, by)
		if list, _ := got["scopes"].([]any); errs != "" || got["id"] != o.Text("id") || len(list) != 2 || got["enabled"] != true {
			t.Errorf("%v: %v %s", by, got, errs)
		}
	}
	all, errs := m.Data("gatehouse_anypoint_connected_apps", map[string]any{"search": "Pipe"})
	if list, _ := all["connected_apps"].([]any); errs != "" || len(list) != 1 {
		t.Errorf("all: %v %s", all, errs)
	}
	if _, errs := m.Data(typeName, map[string]any{"name": "Nobody"}); !strings.Contains(errs, `no connected app with the name "Nobody"`) {
		t.Errorf("nobody: %s", errs)
	}
	id := o.Text("id")
	o.Destroy()
	if _, errs := m.Open("gatehouse_anypoint_connected_app_secret", map[string]any{"connected_app_id": id}); errs == "" {
		t.Error("the secret of an app that is gone")
	}
	if got, errs := m.Data("gatehouse_anypoint_me", map[string]any{}); errs != "" || got["scopes_known"] != true {
		t.Errorf("me: %v %s", got, errs)
	}
}

func TestConnectedApp_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, itself(e))
	e.Given()
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: e.Provider},
		{
			Query:  true,
			Config: fmt.Sprintf("list %q \"test\" {\n  provider = gatehouse\n  include_resource = true\n  config {\n    search = \"pipe\"\n  }\n}", typeName),
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{"organization_id": knownvalue.NotNull(), "id": knownvalue.StringExact(o.Text("id"))}),
			},
		},
	}})
}
