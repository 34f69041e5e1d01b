package oauth2provider_test

import (
	"encoding/json"
	"fmt"
	"maps"
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
	openAM = "gatehouse_anypoint_client_provider_openam"
	ping   = "gatehouse_anypoint_client_provider_ping"
	oidc   = "gatehouse_anypoint_client_provider"
	items  = "/accounts/api/organizations/{organizationId}/clientProviders"
	item   = items + "/{clientProviderId}"
)

type object = map[string]any

// required is what each type needs.
var required = map[string]object{
	openAM: {
		"name": "OpenAM", "admin_token_url": "https://am.example.com/authenticate", "username": "anypoint", "password_wo": "password-1", "password_wo_version": 1,
		"authorize_url": "https://am.example.com/oauth2/authorize", "token_url": "https://am.example.com/oauth2/access_token", "token_validation_url": "https://am.example.com/oauth2/tokeninfo",
		"client_registration_url": "https://am.example.com/oauth2/client", "client_deletion_url": "https://am.example.com/oauth2/client",
	},
	ping: {
		"name": "PingFederate", "username": "anypoint", "password_wo": "password-1", "password_wo_version": 1,
		"authorize_url": "https://ping.example.com/as/authorization.oauth2", "token_url": "https://ping.example.com/as/token.oauth2", "token_validation_url": "https://ping.example.com/as/token.oauth2",
		"client_registration_url": "https://ping.example.com/pf-ws/rest/oauth/clients", "client_deletion_url": "https://ping.example.com/pf-ws/rest/oauth/clients/{{client_id}}",
	},
}

// whole has everything else that can be set at the same time.
var whole = map[string]object{
	openAM: with(required[openAM], object{
		"description": "Clients in OpenAM", "allow_untrusted_certificates": true, "version": "14", "supported_grant_types": []string{"client_credentials", "refresh_token"},
		"scopes": []string{"READ", "WRITE"}, "default_scopes": []string{"READ"}, "allowed_client_types": object{"confidential": []string{"a", "b"}, "public": []string{"c"}},
	}),
	ping: with(required[ping], object{
		"description": "Clients in PingFederate", "allow_untrusted_certificates": true, "supported_grant_types": []string{"client_credentials", "refresh_token"},
		"token_validation_client_id": "gateways", "token_validation_client_secret_wo": "validation-1", "token_validation_client_secret_wo_version": 1,
		"token_mapping":        object{"username": "uid", "email": "mail", "first_name": "givenName", "last_name": "sn", "user": "user"},
		"bypass_approval_page": true, "send_credentials_in_header": true,
	}),
}

var types = []string{openAM, ping}

func with(config, changes object) object {
	out := maps.Clone(config)
	for k, v := range changes {
		out[k] = v
		if v == nil {
			delete(out, k)
		}
	}
	return out
}

func path(e *acctest.Env, id string) string {
	return e.Organization("accounts/api") + "/clientProviders/" + id
}

// kept is what the platform has, the secrets too.
func kept(t *testing.T, e *acctest.Env, id string) object {
	t.Helper()
	got, _ := e.ByHand(t, http.MethodGet, path(e, id)+"?includeSecrets=true", nil).(object)
	return got
}

// at is a member at a path such as "a.b".
func at(o any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		m, _ := o.(object)
		o = m[name]
	}
	return o
}

// nested is an object with one member at a path.
func nested(path string, v any) object {
	name, rest, deeper := strings.Cut(path, ".")
	if deeper {
		v = nested(rest, v)
	}
	return object{name: v}
}

// passwordAt is where each type has its password.
var passwordAt = map[string]string{openAM: "admin_token.password", ping: "oauth2_client_provider.password"}

func hcl(typ string, config object) string {
	text := fmt.Sprintf("resource %q \"test\" {\n", typ)
	for name, v := range config {
		raw, _ := json.Marshal(v)
		text += fmt.Sprintf("  %s = %s\n", name, raw)
	}
	return text + "}\n"
}

func TestOAuth2Provider_lifecycle(t *testing.T) {
	t.Parallel()
	for _, typ := range types {
		t.Run(typ, func(t *testing.T) {
			t.Parallel()
			e := acctest.Start(t)
			address := typ + ".test"
			imported := resource.TestStep{
				ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "id",
				ImportStateIdFunc:       acctest.ImportID(address, "organization_id", "id"),
				ImportStateVerifyIgnore: []string{"password_wo_version", "token_validation_client_secret_wo_version", "supported_grant_types"},
			}
			config := func(c object) string { return e.Provider + hcl(typ, c) }
			e.Test(t, resource.TestCase{Steps: []resource.TestStep{
				{
					Config: config(required[typ]),
					ConfigStateChecks: []statecheck.StateCheck{
						statecheck.ExpectKnownValue(address, tfjsonpath.New("organization_id"), knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID"))),
						statecheck.ExpectKnownValue(address, tfjsonpath.New("allow_untrusted_certificates"), knownvalue.Bool(false)),
						statecheck.ExpectKnownValue(address, tfjsonpath.New("supported_grant_types"), knownvalue.Null()),
						statecheck.ExpectKnownValue(address, tfjsonpath.New("password_wo"), knownvalue.Null()),
					},
				},
				imported,
				{Config: config(with(whole[typ], object{"version": nil})), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
				imported,
				{Config: config(required[typ]), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
				{Config: config(required[typ]), PlanOnly: true},
			}})
			if post, patch, put := e.Count("POST "+items), e.Count("PATCH "+item), e.Count("PUT "+item); post != 1 || patch != 1 || put != 1 {
				t.Errorf("%d creations, %d changes and %d replacements: taking things away is one, nothing else is", post, patch, put)
			}
		})
	}
}

func TestOAuth2Provider_drift(t *testing.T) {
	t.Parallel()
	const clients, validation = "oauth2_client_provider.", "oauth2_token_validation_provider."
	members := map[string]map[string][]any{ // the member's path and other values
		"": {
			"name": {"name", "Other"}, "description": {"type.description", "Other"}, "allow_untrusted_certificates": {"allow_untrusted_certificates", false},
			"authorize_url": {"oauth2_authorization_provider.urls.authorize", "https://other.example.com"}, "token_url": {"oauth2_token_provider.urls.create", "https://other.example.com"},
			"token_validation_url": {validation + "urls.validate", "https://other.example.com"}, "client_registration_url": {clients + "urls.create", "https://other.example.com"},
			"client_deletion_url": {clients + "urls.delete", "https://other.example.com"}, "supported_grant_types": {clients + "grant_types", []any{}},
		},
		openAM: {
			"admin_token_url": {"admin_token.urls.create", "https://other.example.com"}, "username": {"admin_token.username", "other"},
			"scopes": {clients + "scopes", []any{"READ"}, []any{}}, "default_scopes": {clients + "default_scopes", []any{"WRITE"}},
			"allowed_client_types.confidential": {clients + "allowed_client_types.Confidential", []any{"b"}}, "allowed_client_types.public": {clients + "allowed_client_types.Public", []any{}},
		},
		ping: {
			"username": {clients + "username", "other"}, "bypass_approval_page": {clients + "bypass_approval_page", false}, "send_credentials_in_header": {clients + "send_credentials_in_header", false},
			"token_validation_client_id": {validation + "client_id", "other"},
			"token_mapping.username":     {validation + "token_mapping.username", "other"}, "token_mapping.email": {validation + "token_mapping.email", "other"},
			"token_mapping.first_name": {validation + "token_mapping.firstName", "other"}, "token_mapping.last_name": {validation + "token_mapping.lastName", "other"},
			"token_mapping.user": {validation + "token_mapping.user", "other"},
		},
	}
	const hidden, ours = "the platform does not show secrets", "only Terraform knows it"
	except := map[string]map[string]string{
		openAM: {},
		ping:   {"token_validation_client_secret": hidden, "token_validation_client_secret_wo": hidden, "token_validation_client_secret_wo_version": ours},
	}
	for _, typ := range types {
		t.Run(typ, func(t *testing.T) {
			t.Parallel()
			e := acctest.Start(t)
			d := acctest.Drift{Type: typ, Config: whole[typ], Edits: map[string][]acctest.Edit{}, Except: map[string]string{
				"organization_id": "it is where the object is, not what it holds", "password": hidden, "password_wo": hidden, "password_wo_version": ours,
			}}
			maps.Copy(d.Except, except[typ])
			for _, of := range []string{"", typ} {
				for argument, m := range members[of] {
					for _, v := range m[1:] {
						patch := nested(fmt.Sprint(m[0]), v)
						d.Edits[argument] = append(d.Edits[argument], acctest.Edit{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
							t.Helper()
							e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), patch)
						}})
					}
				}
			}
			if typ == openAM { // which a PATCH does not take
				d.Edits["version"] = []acctest.Edit{{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
					t.Helper()
					now := kept(t, e, o.Text("id"))
					now["type"] = object{"name": "openam", "description": "Clients in OpenAM", "version": "13"}
					e.ByHand(t, http.MethodPut, path(e, o.Text("id")), now)
				}}}
			}
			d.Run(t, e)
		})
	}
}

func TestOAuth2Provider_requests(t *testing.T) {
	t.Parallel()
	for _, typ := range types {
		t.Run(typ, func(t *testing.T) {
			t.Parallel()
			e := acctest.Start(t)
			o := e.Machine(t).Create(typ, whole[typ])
			sends := func(config object, want object) {
				t.Helper()
				o.Apply(config)
				got, expected := e.LastBody(t, "PATCH "+item), want
				if fmt.Sprint(got) != fmt.Sprint(expected) {
					t.Errorf("a change sends %v, want %v", got, expected)
				}
				if p := o.Plan(config); !p.Empty() {
					t.Errorf("the plan after it changes %v", p.Changed)
				}
			}
			c := with(whole[typ], object{"name": "Renamed", "password_wo": "other"})
			sends(c, object{"name": "Renamed"})
			c = with(c, object{"client_registration_url": "https://x.example.com/create"})
			sends(c, nested("oauth2_client_provider.urls", object{"create": "https://x.example.com/create", "delete": c["client_deletion_url"]}))
			c = with(c, object{"supported_grant_types": []string{"implicit"}})
			sends(c, nested("oauth2_client_provider.grant_types", []any{object{"name": "implicit", "label": "Implicit Grant", "required": false, "exclude": []any{}, "depends": []any{}}}))
			c = with(c, object{"description": nil})
			sends(c, nested("type.description", ""))
			c = with(c, object{"password_wo": "password-2", "password_wo_version": 2})
			part, member, _ := strings.Cut(passwordAt[typ], ".")
			sends(c, object{part: object{member: "password-2", "username": "anypoint"}})
			c = with(c, object{"password_wo": nil, "password_wo_version": nil, "password": "password-3"})
			sends(c, object{part: object{member: "password-3", "username": "anypoint"}})
			if got := at(kept(t, e, o.Text("id")), passwordAt[typ]); got != "password-3" {
				t.Errorf("the platform has the password %v", got)
			}
			for _, x := range e.Requests() {
				if x.Method == http.MethodPut {
					t.Error("a replacement, where nothing was taken away")
				}
			}
		})
	}
}

// What a PATCH cannot take away takes a PUT, with the secrets.
func TestOAuth2Provider_removal(t *testing.T) {
	t.Parallel()
	for _, typ := range types {
		t.Run(typ, func(t *testing.T) {
			t.Parallel()
			e := acctest.Start(t)
			m := e.Machine(t)
			o := m.Create(typ, whole[typ])
			id := o.Text("id")
			// Without the password there is no way.
			secretless := with(whole[typ], object{"password_wo": nil, "password_wo_version": nil, "supported_grant_types": nil})
			if p := o.Plan(secretless); !strings.Contains(p.Errors, "supported_grant_types") || !strings.Contains(p.Errors, "Set password_wo") {
				t.Errorf("without the password: %s", p.Errors)
			}
			o.Apply(with(whole[typ], object{"supported_grant_types": nil}))
			now := kept(t, e, id)
			if at(now, "oauth2_client_provider.grant_types") != nil || at(now, passwordAt[typ]) != "password-1" {
				t.Errorf("after taking the grant types away: %v", now)
			}
			if typ == ping {
				if at(now, "oauth2_token_validation_provider.client_secret") != "validation-1" || at(now, "oauth2_token_validation_provider.token_mapping.email") != "mail" {
					t.Errorf("the replacement lost something: %v", now)
				}
				o.Apply(with(whole[typ], object{"supported_grant_types": nil, "token_mapping": object{"username": "uid"}}))
				now = kept(t, e, id)
				if got := fmt.Sprint(at(now, "oauth2_token_validation_provider.token_mapping")); got != "map[username:uid]" {
					t.Errorf("the mapping is %s", got)
				}
				public := with(whole[typ], object{"supported_grant_types": nil, "token_validation_client_secret_wo": nil, "token_validation_client_secret_wo_version": nil})
				if p := o.Plan(public); p.Errors != "" || len(p.Warnings) > 0 {
					t.Errorf("taking the secret away: %s %v", p.Errors, p.Warnings)
				}
				o.Apply(public)
				if now = kept(t, e, id); at(now, "oauth2_token_validation_provider.client_secret") != nil || at(now, "oauth2_token_validation_provider.client_id") != "gateways" {
					t.Errorf("without the secret: %v", now)
				}
			} else {
				o.Apply(with(whole[typ], object{"supported_grant_types": nil, "version": "13"}))
				if now = kept(t, e, id); at(now, "type.version") != "13" || at(now, "type.description") != "Clients in OpenAM" {
					t.Errorf("after a change of the version: %v", now)
				}
				if p := o.Plan(with(whole[typ], object{"version": acctest.Unknown, "scopes": acctest.Unknown, "password_wo": nil, "password_wo_version": nil, "supported_grant_types": nil})); p.Errors != "" {
					t.Errorf("with unknown values: %s", p.Errors)
				}
			}
			o.Apply(required[typ])
			if p := o.Plan(required[typ]); !p.Empty() {
				t.Errorf("the plan after it changes %v", p.Changed)
			}
			for _, gone := range []string{"type.version", "type.description", "oauth2_client_provider.scopes", "oauth2_client_provider.allowed_client_types", "oauth2_token_validation_provider.client_id"} {
				if v := at(kept(t, e, id), gone); v != nil {
					t.Errorf("%s is still %v", gone, v)
				}
			}
		})
	}
}

// An import knows no secret, and takes none of the platform's masks for one.
func TestOAuth2Provider_import(t *testing.T) {
	t.Parallel()
	for _, typ := range types {
		t.Run(typ, func(t *testing.T) {
			t.Parallel()
			e := acctest.Start(t)
			m := e.Machine(t)
			id := m.Create(typ, whole[typ]).Text("id")
			o := m.Import(typ, e.Var("ANYPOINT_ORGANIZATION_ID")+"/"+id)
			if text := fmt.Sprint(o.Values()); strings.Contains(text, "***") || o.Values()["supported_grant_types"] != nil {
				t.Errorf("the import has %s", text)
			}
			generated := m.Configuration(typ, o.Values())
			if p := o.Plan(generated); p.Errors != "" || !p.Empty() {
				t.Errorf("the plan of what was imported changes %v %s", p.Changed, p.Errors)
			}
			o.Apply(with(generated, object{"name": "Renamed"}))
			if got := at(kept(t, e, id), passwordAt[typ]); got != "password-1" {
				t.Errorf("the password is %v", got)
			}
			if typ != ping {
				return
			}
			// The password alone: the other secret would be lost.
			fewer := with(generated, object{"token_mapping": nil, "password_wo": "password-1", "password_wo_version": 1})
			if p := o.Plan(fewer); p.Errors != "" || !strings.Contains(strings.Join(p.Warnings, " "), "Secret May Be Lost") {
				t.Errorf("a replacement with one secret: %v %s", p.Warnings, p.Errors)
			}
			o.Apply(fewer)
			if got := at(kept(t, e, id), "oauth2_token_validation_provider.client_secret"); got != nil {
				t.Errorf("the secret is %v: a mask was sent back", got)
			}
		})
	}
}

func TestOAuth2Provider_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	var steps []resource.TestStep
	for _, typ := range types {
		steps = append(steps, resource.TestStep{Config: e.Provider + hcl(typ, required[typ]), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(typ+".test", tfjsonpath.New("id")), statecheck.ExpectIdentityValueMatchesState(typ+".test", tfjsonpath.New("organization_id")),
		}})
	}
	e.Test(t, resource.TestCase{Steps: steps})
}

func TestOAuth2Provider_disappearsAndMoves(t *testing.T) {
	t.Parallel()
	for _, typ := range types {
		e := acctest.Start(t)
		m := e.Machine(t)
		o := m.Create(typ, required[typ])
		if p := o.Plan(with(required[typ], object{"organization_id": "00000000-0000-4000-8000-000000000009"})); strings.Join(p.Replace, " ") != "organization_id" {
			t.Errorf("%s: replacements %v", typ, p.Replace)
		}
		e.ByHand(t, http.MethodDelete, path(e, o.Text("id")), nil)
		o.Destroy() // of what is gone
		o = m.Create(typ, required[typ])
		e.ByHand(t, http.MethodDelete, path(e, o.Text("id")), nil)
		if !o.Refresh() {
			t.Errorf("%s: a refresh keeps what is gone", typ)
		}
		if err := e.Empty(); err != nil {
			t.Error(err)
		}
	}
}

func TestOAuth2Provider_errors(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	group := e.Sim.Anypoint.BusinessGroup()
	// The summary that a business group sees fits no type of the document.
	e.Unjudged(func(x kernel.Exchange) bool { return x.Method == http.MethodGet && strings.Contains(x.Path, group) })
	for _, typ := range types {
		if p := m.New(typ).Plan(with(required[typ], object{"organization_id": group})); !strings.Contains(p.Errors, "Not a Root Organization") || !strings.Contains(p.Errors, "gatehouse_anypoint_environment_client_providers") {
			t.Errorf("%s: in a business group: %s", typ, p.Errors)
		}
		if p := m.New(typ).Plan(with(required[typ], object{"password_wo": nil, "password_wo_version": nil})); !strings.Contains(p.Errors, "Missing Password") {
			t.Errorf("%s: without a password: %s", typ, p.Errors)
		}
		if p := m.New(typ).Plan(with(required[typ], object{"password_wo": acctest.Unknown, "organization_id": acctest.Unknown})); p.Errors != "" {
			t.Errorf("%s: with unknown values: %s", typ, p.Errors)
		}
	}
	// Each resource names the right one for another type.
	made := map[string]string{oidc: e.GivenClientProvider(t, nil)}
	for _, typ := range types {
		made[typ] = m.Create(typ, required[typ]).Text("id")
	}
	for typ := range made {
		for other, id := range made {
			if errs := m.TryImport(typ, id); typ != other && !strings.Contains(errs, "Use "+other+" for it") || typ == other && errs != "" {
				t.Errorf("%s imports a %s: %s", typ, other, errs)
			}
		}
	}
	if errs := m.TryImport(ping, group+"/"+made[ping]); !strings.Contains(errs, "belong to the root organization") {
		t.Errorf("an import within a business group: %s", errs)
	}
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: items, Status: http.StatusBadRequest, Body: `{"name":"Bad","message":"not valid: password-1, validation-1"}`})
	if errs := m.New(ping).TryApply(whole[ping]); !strings.Contains(errs, "(sensitive)") || strings.Contains(errs, "password-1") || strings.Contains(errs, "validation-1") {
		t.Errorf("the error: %s", errs)
	}
	e.Fail(http.MethodPost, items, http.StatusForbidden)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:      e.Provider + hcl(openAM, required[openAM]),
		ExpectError: regexp.MustCompile(`(?s)Unable to Create Anypoint Client Provider \(OpenAM\)`),
	}}})
}

func TestOAuth2Provider_validation(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for _, typ := range types {
		for name, c := range map[string]struct {
			change  object
			warning bool
			want    string
		}{
			"in the clear":             {object{"token_url": "http://idp.example.com/token"}, true, "Use https"},
			"no address":               {object{"client_deletion_url": "nowhere"}, true, "Invalid URL"},
			"an unknown grant type":    {object{"supported_grant_types": []string{"magic"}}, true, "magic"},
			"a grant type in capitals": {object{"supported_grant_types": []string{"IMPLICIT"}}, false, `"implicit"`},
			"both passwords":           {object{"password": "x"}, false, "password_wo"},
			"no version":               {object{"password_wo_version": nil}, false, "password_wo_version"},
			"all unknown": {object{
				"token_url": acctest.Unknown, "password_wo": acctest.Unknown, "supported_grant_types": acctest.Unknown, "name": acctest.Unknown,
			}, false, ""},
		} {
			config := with(required[typ], c.change)
			errs, warnings := m.Validate(typ, config), m.Warnings(typ, config)
			got, none := errs, warnings
			if c.warning {
				got, none = warnings, errs
			}
			if !strings.Contains(got, c.want) || c.want == "" && got != "" || none != "" {
				t.Errorf("%s: %s: errors %q, warnings %q", typ, name, errs, warnings)
			}
		}
	}
	for _, c := range []struct {
		typ    string
		change object
	}{
		{openAM, object{"allowed_client_types": acctest.Unknown, "scopes": acctest.Unknown}},
		{ping, object{"token_mapping": acctest.Unknown, "token_validation_client_secret_wo": acctest.Unknown, "token_validation_client_secret_wo_version": 1}},
	} {
		if p := m.New(c.typ).Plan(with(required[c.typ], c.change)); p.Errors != "" {
			t.Errorf("%s with %v: %s", c.typ, c.change, p.Errors)
		}
	}
	for _, c := range []object{{"token_mapping": object{}}, {"token_validation_client_id": "gateways", "token_validation_client_secret": "kept"}} {
		config := with(required[ping], c)
		o := m.Create(ping, config)
		if o.Refresh(); !o.Plan(config).Empty() {
			t.Errorf("%v does not settle: %v", c, o.Plan(config).Changed)
		}
	}
}

func TestOAuth2Provider_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	e.GivenClientProvider(t, nil)
	ids := map[string]string{}
	for _, typ := range types {
		ids[typ] = m.Create(typ, whole[typ]).Text("id")
	}
	got, errs := m.Data(oidc, object{"name": "PingFederate"})
	if errs != "" || got["type"] != "ping" || got["token_url"] != required[ping]["token_url"] || !strings.Contains(fmt.Sprint(got["grant_types"]), "refresh_token") {
		t.Errorf("the data source has %v %s", got, errs)
	}
	got, errs = m.Data(oidc+"s", nil)
	if all, _ := got["client_providers"].([]any); errs != "" || len(all) != 3 {
		t.Errorf("the plural has %v %s", got, errs)
	}
	// What is offered without the argument, and what applications get.
	o := m.Create(ping, with(required[ping], object{"name": "Ping too"}))
	got, errs = m.Data(oidc+"_grant_types", object{"client_provider_id": o.Text("id")})
	if all, _ := got["grant_types"].([]any); errs != "" || got["type"] != "ping" || len(all) != 5 {
		t.Errorf("the grant types are %v %s", got, errs)
	}
	api := e.GivenAPI(t, "card", ids[ping], nil)
	app := object{"name": "Card", "api_instance_id": api, "grant_types": []string{"client_credentials"}}
	if id := m.Create("gatehouse_anypoint_client_application", app).Text("client_id"); id == "" {
		t.Error("an application of PingFederate has no client")
	}
	errs = m.New("gatehouse_anypoint_client_application").TryApply(with(app, object{"name": "Other", "grant_types": []string{"implicit"}}))
	if !strings.Contains(errs, "implicit") {
		t.Errorf("an application with a grant type that PingFederate does not offer: %s", errs)
	}
}

func TestOAuth2Provider_list(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	e.GivenClientProvider(t, nil)
	for _, typ := range types {
		m.Create(typ, whole[typ])
	}
	for _, typ := range append(types, oidc) {
		all, errs := m.List(typ, object{})
		if errs != "" || len(all) != 1 {
			t.Errorf("%s lists %v %s", typ, all, errs)
		}
		if all, errs = m.List(typ, object{"search": "nobody"}); errs != "" || len(all) != 0 {
			t.Errorf("%s lists %v %s", typ, all, errs)
		}
	}
}

func TestOAuth2Provider_query(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: e.Provider + hcl(openAM, whole[openAM]) + hcl(ping, whole[ping])},
		{
			Query:  true,
			Config: fmt.Sprintf("list %q \"test\" {\n  provider = gatehouse\n  include_resource = true\n}\n", ping),
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(ping+".test", 1),
				querycheck.ExpectIdentity(ping+".test", map[string]knownvalue.Check{
					"organization_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "id": knownvalue.NotNull(),
				}),
			},
		},
	}})
}
