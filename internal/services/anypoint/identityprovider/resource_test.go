package identityprovider_test

import (
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
	typeName = "gatehouse_anypoint_identity_provider"
	address  = typeName + ".test"
	items    = "/accounts/api/organizations/{organizationId}/identityProviders"
	item     = items + "/{identityProviderId}"
	issuer   = "https://id.example.com"
)

type object = map[string]any

// with is a configuration with other values; nil takes one away. A path goes
// into nested objects.
func with(config, changes object) object {
	out := maps.Clone(config)
	for k, v := range changes {
		first, rest, deeper := strings.Cut(k, ".")
		switch {
		case deeper:
			inner, _ := out[first].(object)
			if inner == nil {
				inner = object{}
			}
			out[first] = with(inner, object{rest: v})
		case v == nil:
			delete(out, k)
		default:
			out[k] = v
		}
	}
	return out
}

func openID() object {
	return object{"name": "Okta", "oidc": object{
		"issuer": issuer,
		"urls":   object{"authorize": issuer + "/authorize", "token": issuer + "/token", "userinfo": issuer + "/userinfo"},
		"client": object{"credentials": object{"id": "anypoint", "secret_wo": "s3cret-1", "secret_wo_version": 1}},
	}}
}

func registered() object {
	return with(openID(), object{"oidc.client": object{
		"urls": object{"register": issuer + "/register"}, "registration": object{"authorization_wo": "SSWS header-1", "authorization_wo_version": 1}, "metadata": object{"name": "Anypoint"},
	}})
}

func saml() object {
	return object{"name": "ADFS", "saml": object{
		"issuer": "https://adfs.example.com", "audience": "example.anypoint.mulesoft.com", "public_key": []string{first},
		"urls": object{"sign_on": "https://adfs.example.com/login", "sign_out": "https://adfs.example.com/logout"},
	}}
}

func path(e *acctest.Env, id string) string {
	return e.Organization("accounts/api") + "/identityProviders/" + id
}

// secrets are what the platform keeps.
func secrets(t *testing.T, e *acctest.Env, id string) (secret, header any) {
	t.Helper()
	in := func(v any, names ...string) any {
		for _, name := range names {
			o, _ := v.(object)
			v = o[name]
		}
		return v
	}
	client := in(e.ByHand(t, http.MethodGet, path(e, id)+"?include_secrets=true", nil), "oidc_provider", "client")
	return in(client, "credentials", "secret"), in(client, "registration", "authorization")
}

const hcl = `
resource "gatehouse_anypoint_identity_provider" "test" {
  name = "Okta"
  oidc = {
    issuer = "https://id.example.com"
    urls = {
      authorize = "https://id.example.com/authorize"
      token     = "https://id.example.com/token"
      userinfo  = "https://id.example.com/userinfo"
    }
    client = {
      credentials = {
        id                = "anypoint"
        secret_wo         = "s3cret-1"
        secret_wo_version = 1
      }
    }
%s  }
%s}
`

func TestIdentityProvider_lifecycle(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	config := func(inner, outer string) string { return e.Provider + fmt.Sprintf(hcl, inner, outer) }
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateIdFunc: acctest.ImportID(address, "organization_id", "id"),
		ImportStateVerifyIgnore: []string{"oidc.client.credentials.secret_wo_version"},
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config("", ""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue(address, tfjsonpath.New("type"), knownvalue.StringExact("openid")),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("description"), knownvalue.StringExact("OpenID Connect")),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("client_id"), knownvalue.StringExact("anypoint")),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("redirect_url"), knownvalue.StringRegexp(regexp.MustCompile("^https://"))),
			statecheck.ExpectKnownValue(address, tfjsonpath.New("oidc").AtMapKey("client").AtMapKey("credentials").AtMapKey("secret_wo"), knownvalue.Null()),
		}},
		imported,
		{Config: config("    group_scope = \"groups\"\n    claims_mapping = { group_expression = \"#[claims.groups]\" }\n", "  login_disabled = true\n"), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		imported,
		{Config: config("", ""), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate)},
		{Config: config("", ""), PlanOnly: true},
	}})
	if posted, patched := e.Count("POST "+items), e.Count("PATCH "+item); posted != 1 || patched != 2 {
		t.Errorf("%d creations, %d updates", posted, patched)
	}
}

func TestIdentityProvider_identity(t *testing.T) {
	t.Parallel()
	acctest.NeedsIdentity(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: e.Provider + fmt.Sprintf(hcl, "", ""), ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id")),
			statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("organization_id")),
		}},
		{
			ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
			ImportPlanChecks:   resource.ImportPlanChecks{},
			ExpectNonEmptyPlan: true, // the version of the secret
		},
	}})
}

func TestIdentityProvider_list(t *testing.T) {
	t.Parallel()
	acctest.NeedsQuery(t)
	e := acctest.Start(t)
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: e.Provider + fmt.Sprintf(hcl, "", "")},
		{
			Query:  true,
			Config: "\nlist \"" + typeName + "\" \"test\" {\n  provider         = gatehouse\n  include_resource = true\n}",
			QueryResultChecks: []querycheck.QueryResultCheck{
				querycheck.ExpectLength(address, 1),
				querycheck.ExpectIdentity(address, map[string]knownvalue.Check{"organization_id": knownvalue.StringExact(e.Var("ANYPOINT_ORGANIZATION_ID")), "id": knownvalue.NotNull()}),
			},
		},
	}})
}

// Every argument is changed in place, cleared and set again, and a change sends
// the members that have changed, as a whole and with their secrets.
func TestIdentityProvider_update(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		base    object
		changes []object
		sent    []string
	}{
		"by hand": {openID(), []object{
			{"name": "Renamed"},
			{"description": "For us"},
			{"login_disabled": true},
			{"oidc.issuer": issuer + "/other"},
			{"oidc.urls.token": issuer + "/other"},
			{"oidc.group_scope": "groups"},
			{"oidc.claims_mapping": object{"group_expression": "#[claims.groups]"}},
			{"oidc.claims_mapping": object{}},
			{"oidc.group_scope": ""},
			{"oidc.client.credentials.id": "other"},
			{"oidc.allow_untrusted_certificates": true},
		}, []string{
			"map[name:Renamed]", "map[name:Okta type:map[description:For us]]", "map[login_disabled:true type:map[description:OpenID Connect]]",
		}},
		"registered": {registered(), []object{
			{"oidc.client.urls.register": issuer + "/other"},
			{"oidc.client.metadata": nil},
			{"oidc.client.metadata": object{"name": "Other"}},
			{"oidc.client.metadata": object{}},
			{"oidc.client.registration": nil},
		}, []string{
			"map[oidc_provider:map[client:map[metadata:map[name:Anypoint] registration:map[authorization:SSWS header-1] urls:map[register:https://id.example.com/other]] issuer:https://id.example.com urls:map[authorize:https://id.example.com/authorize token:https://id.example.com/token userinfo:https://id.example.com/userinfo]]]",
			"map[oidc_provider:map[client:map[metadata:map[name:] registration:map[authorization:SSWS header-1] urls:map[register:https://id.example.com/register]] issuer:https://id.example.com urls:map[authorize:https://id.example.com/authorize token:https://id.example.com/token userinfo:https://id.example.com/userinfo]]]",
		}},
		"saml": {saml(), []object{
			{"saml.issuer": "https://other.example.com"},
			{"saml.audience": "other"},
			{"saml.public_key": []string{first, second}},
			{"saml.urls.sign_on": "https://other.example.com"},
			{"saml.urls.sign_out": "https://other.example.com"},
			{"saml.claims_mapping": object{"email_attribute": "email", "group_attribute": "groups", "username_attribute": "user"}},
			{"saml.claims_mapping": object{"email_attribute": "mail"}},
			{"saml.claims_mapping": object{}},
			{"saml.sp_initiated_sso_enabled": false},
			{"saml.idp_initiated_sso_enabled": false},
			{"saml.require_encrypted_saml_assertions": true},
			{"saml.use_composer_acs_url": true},
			{"description": "For us"},
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.Start(t)
			o := e.Machine(t).Create(typeName, c.base)
			id := o.Text("id")
			settled := func(config object, when any) {
				t.Helper()
				o.Refresh()
				if p := o.Plan(config); !p.Empty() || p.Errors != "" {
					t.Errorf("%v: the plan changes %v %v %s", when, p.Changed, p.Replace, p.Errors)
				}
			}
			settled(c.base, "created")
			for i, change := range c.changes {
				now := with(c.base, change)
				o.Apply(now)
				if i < len(c.sent) {
					if sent := fmt.Sprint(e.LastBody(t, "PATCH "+item)); sent != c.sent[i] {
						t.Errorf("%v sends %s", change, sent)
					}
				}
				settled(now, change)
			}
			o.Apply(c.base)
			settled(c.base, "everything cleared")
			if o.Text("id") != id {
				t.Error("it was replaced")
			}
		})
	}
}

func TestIdentityProvider_replaced(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for name, c := range map[string]struct{ from, to object }{
		"organization_id":     {openID(), object{"organization_id": "00000000-0000-4000-8000-000000000009"}},
		"oidc: type":          {openID(), object{"oidc": nil, "saml": saml()["saml"]}},
		"oidc: to saml":       {saml(), object{"saml": nil, "oidc": openID()["oidc"]}},
		"oidc: registered":    {openID(), object{"oidc": registered()["oidc"]}},
		"oidc: by hand":       {registered(), object{"oidc": openID()["oidc"]}},
		"arc_namespace":       {with(saml(), object{"arc_namespace": "a"}), object{"arc_namespace": "b"}},
		"arc_namespace: gone": {with(openID(), object{"arc_namespace": "a"}), object{"arc_namespace": nil}},
		"arc_namespace: new":  {saml(), object{"arc_namespace": "a"}},
	} {
		o := m.Create(typeName, c.from)
		want, _, _ := strings.Cut(name, ":")
		if p := o.Plan(with(c.from, c.to)); strings.Join(p.Replace, " ") != want || p.Errors != "" {
			t.Errorf("%s: replaces %v %s", name, p.Replace, p.Errors)
		}
	}
	// The namespace of an identity provider with OpenID Connect is not shown.
	config := with(openID(), object{"arc_namespace": "a"})
	o := m.Import(typeName, m.Create(typeName, config).Text("id"))
	p := o.Plan(config)
	if len(p.Replace) > 0 || !strings.Contains(strings.Join(p.Warnings, " "), "Namespace Not Known") {
		t.Errorf("after an import: replaces %v, warns %v", p.Replace, p.Warnings)
	}
	o.Apply(config)
	if p := o.Plan(config); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}
}

func TestIdentityProvider_drift(t *testing.T) {
	t.Parallel()
	edit := func(patch object) []acctest.Edit {
		return []acctest.Edit{{Do: func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
			t.Helper()
			e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), patch)
		}}}
	}
	oidc := func(patch object) []acctest.Edit { return edit(object{"oidc_provider": patch}) }
	urls := func(name string) []acctest.Edit {
		return oidc(object{"urls": object{name: "https://other.example.com"}})
	}
	client := func(patch object) []acctest.Edit { return oidc(object{"client": patch}) }
	inSAML := func(name string, v any) []acctest.Edit { return edit(object{"saml": object{name: v}}) }
	claim := func(name string) []acctest.Edit { return inSAML("claims_mapping", object{name: "other"}) }
	inOpenID, inSAMLToo := map[string]string{}, map[string]string{}
	except := map[string]string{"organization_id": "it is where the object is, not what it holds"}
	for _, name := range []string{"issuer", "urls.authorize", "urls.token", "urls.userinfo", "group_scope", "claims_mapping.group_expression", "allow_untrusted_certificates"} {
		inOpenID["oidc."+name] = "it is of the other type"
	}
	for _, name := range []string{"credentials.id", "credentials.secret", "credentials.secret_wo", "credentials.secret_wo_version", "urls.register", "registration.authorization", "registration.authorization_wo", "registration.authorization_wo_version", "metadata.name"} {
		inOpenID["oidc.client."+name] = "it is of the other type"
	}
	for _, name := range []string{
		"issuer", "audience", "public_key", "urls.sign_on", "urls.sign_out", "claims_mapping.username_attribute", "claims_mapping.firstname_attribute", "claims_mapping.lastname_attribute", "claims_mapping.email_attribute", "claims_mapping.group_attribute",
		"sp_initiated_sso_enabled", "idp_initiated_sso_enabled", "require_encrypted_saml_assertions", "use_composer_acs_url",
	} {
		inSAMLToo["saml."+name] = "it is of the other type"
	}
	all := func(parts ...map[string]string) map[string]string {
		out := maps.Clone(except)
		for _, p := range parts {
			maps.Copy(out, p)
		}
		return out
	}
	common := map[string][]acctest.Edit{
		"name": edit(object{"name": "Other"}),
		"description": append(edit(object{"type": object{"description": "Other"}}),
			acctest.Edit{Do: edit(object{"type": object{"description": "Other"}})[0].Do, With: object{"description": nil}}),
		"login_disabled": append(edit(object{"login_disabled": false}), acctest.Edit{Do: edit(object{"login_disabled": true})[0].Do, With: object{"login_disabled": nil}}),
	}
	edits := func(more map[string][]acctest.Edit) map[string][]acctest.Edit {
		out := maps.Clone(common)
		maps.Copy(out, more)
		return out
	}
	more := object{"description": "For us", "login_disabled": true}
	hidden := map[string]string{
		"oidc.client.credentials.secret": "the platform does not show secrets", "oidc.client.credentials.secret_wo": "the platform does not show secrets", "oidc.client.credentials.secret_wo_version": "only Terraform knows it",
		"oidc.client.registration.authorization": "the platform does not show secrets", "oidc.client.registration.authorization_wo": "the platform does not show secrets", "oidc.client.registration.authorization_wo_version": "only Terraform knows it",
		"arc_namespace": "the platform cannot change it",
	}
	for name, d := range map[string]acctest.Drift{
		"by hand": {
			Config: with(with(openID(), more), object{"oidc.group_scope": "groups", "oidc.claims_mapping": object{"group_expression": "#[claims.groups]"}, "oidc.allow_untrusted_certificates": true}),
			Edits: edits(map[string][]acctest.Edit{
				"oidc.issuer": oidc(object{"issuer": "https://other.example.com"}), "oidc.urls.authorize": urls("authorize"), "oidc.urls.token": urls("token"), "oidc.urls.userinfo": urls("userinfo"),
				"oidc.group_scope":                     append(oidc(object{"group_scope": "other"}), oidc(object{"group_scope": ""})...),
				"oidc.claims_mapping.group_expression": append(oidc(object{"claims_mapping": object{"group_expression": "other"}}), oidc(object{"claims_mapping": object{"group_expression": ""}})...),
				"oidc.allow_untrusted_certificates":    edit(object{"allow_untrusted_certificates": false}),
				"oidc.client.credentials.id":           {{Do: client(object{"credentials": object{"id": "other"}})[0].Do, Also: []string{"client_id"}}},
			}),
			Except: all(inSAMLToo, hidden, map[string]string{"oidc.client.urls.register": "it is of the other way", "oidc.client.metadata.name": "it is of the other way"}),
		},
		"registered": {
			Config: with(registered(), more),
			Edits: edits(map[string][]acctest.Edit{
				"oidc.client.urls.register": client(object{"urls": object{"register": "https://other.example.com"}}),
				"oidc.client.metadata.name": append(client(object{"metadata": object{"name": "other"}}), client(object{"metadata": object{"name": ""}})...),
			}),
			Except: all(inSAMLToo, hidden, map[string]string{
				"oidc.issuer": "as by hand", "oidc.urls.authorize": "as by hand", "oidc.urls.token": "as by hand", "oidc.urls.userinfo": "as by hand", "oidc.group_scope": "as by hand",
				"oidc.claims_mapping.group_expression": "as by hand", "oidc.allow_untrusted_certificates": "as by hand", "oidc.client.credentials.id": "it is of the other way",
			}),
		},
		"saml": {
			Config: with(with(saml(), more), object{
				"saml.claims_mapping":           object{"username_attribute": "u", "firstname_attribute": "f", "lastname_attribute": "l", "email_attribute": "e", "group_attribute": "g"},
				"saml.sp_initiated_sso_enabled": true, "saml.idp_initiated_sso_enabled": true, "saml.require_encrypted_saml_assertions": true, "saml.use_composer_acs_url": true,
			}),
			Edits: edits(map[string][]acctest.Edit{
				"saml.issuer": inSAML("issuer", "other"), "saml.audience": inSAML("audience", "other"), "saml.public_key": append(inSAML("public_key", []string{second}), inSAML("public_key", []string{first, second})...),
				"saml.urls.sign_on":                       edit(object{"service_provider": object{"urls": object{"sign_on": "https://other.example.com"}}}),
				"saml.urls.sign_out":                      edit(object{"service_provider": object{"urls": object{"sign_out": "https://other.example.com"}}}),
				"saml.claims_mapping.username_attribute":  claim("username_attribute"),
				"saml.claims_mapping.firstname_attribute": claim("firstname_attribute"),
				"saml.claims_mapping.lastname_attribute":  claim("lastname_attribute"),
				"saml.claims_mapping.email_attribute":     claim("email_attribute"),
				"saml.claims_mapping.group_attribute":     claim("group_attribute"),
				"saml.sp_initiated_sso_enabled":           inSAML("sp_initiated_sso_enabled", false),
				"saml.idp_initiated_sso_enabled":          inSAML("idp_initiated_sso_enabled", false),
				"saml.require_encrypted_saml_assertions":  inSAML("require_encrypted_saml_assertions", false),
				"saml.use_composer_acs_url":               inSAML("use_composer_acs_url", false),
			}),
			Except: all(inOpenID, map[string]string{"arc_namespace": "the platform cannot change it"}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			d.Type = typeName
			d.Run(t, acctest.Start(t))
		})
	}
}

func TestIdentityProvider_secretsAreSentWhenTheyAreNew(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	o := m.Create(typeName, openID())
	expect := func(when string, o *acctest.Managed, secret, header any) {
		t.Helper()
		if s, h := secrets(t, e, o.Text("id")); fmt.Sprint(s) != fmt.Sprint(secret) || fmt.Sprint(h) != fmt.Sprint(header) {
			t.Errorf("%s: the platform has %v and %v", when, s, h)
		}
		for _, hidden := range []string{"s3cret-1", "s3cret-2", "header-1", "header-2"} {
			if strings.Contains(fmt.Sprint(o.Values()), hidden) {
				t.Errorf("%s: the state holds %s", when, hidden)
			}
		}
	}
	expect("created", o, "s3cret-1", nil)
	o.Apply(with(openID(), object{"name": "Renamed", "oidc.client.credentials.secret_wo": "s3cret-2"}))
	expect("without a new version", o, "s3cret-1", nil)
	o.Apply(with(openID(), object{"oidc.client.credentials.secret_wo": "s3cret-2", "oidc.client.credentials.secret_wo_version": 2}))
	expect("with a new version", o, "s3cret-2", nil)
	kept := with(openID(), object{"oidc.client.credentials": object{"id": "anypoint", "secret": "kept-1"}})
	o.Apply(kept)
	expect("in the state", o, "kept-1", nil)
	if p := o.Plan(kept); !p.Empty() {
		t.Errorf("the plan changes %v", p.Changed)
	}

	o = m.Create(typeName, registered())
	expect("registered", o, nil, "SSWS header-1")
	o.Apply(with(registered(), object{"name": "Renamed"}))
	expect("renamed", o, nil, "SSWS header-1")
	o.Apply(with(registered(), object{"oidc.client.registration": object{"authorization_wo": "SSWS header-2", "authorization_wo_version": 2}}))
	expect("a new header", o, nil, "SSWS header-2")
	o.Apply(with(registered(), object{"oidc.client.registration": nil}))
	expect("no header", o, nil, "")

	// An import has no secret, and needs none until there is a new one.
	without := with(openID(), object{"oidc.client.credentials": object{"id": "anypoint"}})
	made := m.Create(typeName, openID())
	imported := m.Import(typeName, e.Var("ANYPOINT_ORGANIZATION_ID")+"/"+made.Text("id"))
	if p := imported.Plan(without); p.Errors != "" || !p.Empty() {
		t.Errorf("without a secret the plan after an import changes %v %s", p.Changed, p.Errors)
	}
	if p := m.New(typeName).Plan(without); !strings.Contains(p.Errors, "Missing Client Secret") {
		t.Errorf("a new one without a secret: %q", p.Errors)
	}
}

// What was made elsewhere has no description, and some switches are not said.
func TestIdentityProvider_importPlansNothing(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	made, _ := e.ByHand(t, http.MethodPost, e.Organization("accounts/api")+"/identityProviders", object{
		"name": "ADFS", "type": object{"name": "saml"}, "service_provider": object{"urls": object{"sign_on": "https://adfs.example.com/login", "sign_out": "https://adfs.example.com/logout"}},
		"saml": object{"issuer": "https://adfs.example.com", "audience": "example.anypoint.mulesoft.com", "public_key": []string{first}, "sp_initiated_sso_enabled": true, "idp_initiated_sso_enabled": true},
	}).(object)
	m := e.Machine(t)
	id := fmt.Sprint(made["provider_id"])
	o := m.Import(typeName, id)
	if p := o.Plan(saml()); !p.Empty() || p.Errors != "" {
		t.Errorf("the plan changes %v %v %s", p.Changed, p.Replace, p.Errors)
	}
	o.Apply(with(saml(), object{"description": "For us"}))
	o.Apply(saml())
	if o.Text("description") != "SAML 2.0" || o.Text("id") != id {
		t.Errorf("the description is %q", o.Text("description"))
	}
}

func TestIdentityProvider_certificatesInOtherWords(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	pem := "-----BEGIN CERTIFICATE-----\n" + first[:64] + "\n" + first[64:] + "\n-----END CERTIFICATE-----\n"
	config := with(saml(), object{"saml.public_key": []string{pem}})
	o := m.Create(typeName, config)
	// The platform may write them in another way.
	e.ByHand(t, http.MethodPatch, path(e, o.Text("id")), object{"saml": object{"public_key": []string{first}}})
	o.Refresh()
	if p := o.Plan(config); !p.Empty() {
		t.Errorf("another form: the plan changes %v", p.Changed)
	}
	if got := m.Validate(typeName, config) + strings.Join(o.Plan(config).Warnings, " "); got != "" {
		t.Errorf("a certificate in PEM: %s", got)
	}
}

func TestIdentityProvider_validation(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for name, c := range map[string]struct {
		base, change object
		want         string
	}{
		"neither":                   {openID(), object{"oidc": nil}, "one (and only one) of [oidc,saml]"},
		"both":                      {openID(), object{"saml": saml()["saml"]}, "one (and only one) of [oidc,saml]"},
		"no client":                 {openID(), object{"oidc.client": object{}}, "Exactly one of"},
		"both ways":                 {openID(), object{"oidc.client.urls": object{"register": issuer}}, "exactly one"},
		"a name for one by hand":    {openID(), object{"oidc.client.metadata": object{"name": "x"}}, "metadata"},
		"a header for one by hand":  {openID(), object{"oidc.client.registration": object{"authorization": "x"}}, "registration"},
		"both secrets":              {openID(), object{"oidc.client.credentials.secret": "x"}, "secret"},
		"a secret without version":  {openID(), object{"oidc.client.credentials.secret_wo_version": nil}, "secret_wo_version"},
		"a version without secret":  {registered(), object{"oidc.client.registration": object{"authorization_wo_version": 1}}, "authorization_wo"},
		"no key":                    {saml(), object{"saml.public_key": []string{}}, "at least 1"},
		"three keys":                {saml(), object{"saml.public_key": []string{"a", "b", "c"}}, "at most 2"},
		"all of oidc unknown":       {openID(), object{"oidc": acctest.Unknown}, ""},
		"all of saml unknown":       {saml(), object{"saml": acctest.Unknown}, ""},
		"the client unknown":        {openID(), object{"oidc.client": acctest.Unknown}, ""},
		"the credentials unknown":   {openID(), object{"oidc.client.credentials": acctest.Unknown}, ""},
		"members unknown":           {openID(), object{"oidc.issuer": acctest.Unknown, "oidc.urls": acctest.Unknown, "oidc.client.credentials.secret_wo": acctest.Unknown}, ""},
		"keys and switches unknown": {saml(), object{"saml.public_key": acctest.Unknown, "saml.sp_initiated_sso_enabled": acctest.Unknown, "saml.claims_mapping": acctest.Unknown}, ""},
	} {
		config := with(c.base, c.change)
		got := m.Validate(typeName, config)
		if c.want == "" && got != "" || !strings.Contains(strings.ToLower(got), strings.ToLower(c.want)) {
			t.Errorf("%s: want %q, got %q", name, c.want, got)
		}
		if c.want == "" {
			if p := m.New(typeName).Plan(config); p.Errors != "" {
				t.Errorf("%s: the plan fails: %s", name, p.Errors)
			}
		}
	}
	for name, c := range map[string]struct {
		base, change object
		want         string
	}{
		"in the clear":    {openID(), object{"oidc.urls.token": "http://id.example.com/token"}, "Use https"},
		"no address":      {saml(), object{"saml.urls.sign_on": "adfs"}, "Invalid URL"},
		"no certificate":  {saml(), object{"saml.public_key": []string{"AAAA"}}, "Not a Certificate"},
		"a private key":   {saml(), object{"saml.public_key": []string{"-----BEGIN PRIVATE KEY-----\nAAAA"}}, "Private Key"},
		"no way to begin": {saml(), object{"saml.sp_initiated_sso_enabled": false, "saml.idp_initiated_sso_enabled": false}, "No Way to Sign In"},
	} {
		o := m.New(typeName)
		if errs := o.TryApply(with(c.base, c.change)); errs != "" {
			t.Errorf("%s is refused: %s", name, errs)
		}
	}
}

func TestIdentityProvider_disappears(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	for _, config := range []object{openID(), saml()} {
		o := m.Create(typeName, config)
		e.ByHand(t, http.MethodDelete, path(e, o.Text("id")), nil)
		o.Destroy() // of what is gone
		o = m.Create(typeName, config)
		e.ByHand(t, http.MethodDelete, path(e, o.Text("id")), nil)
		if !o.Refresh() {
			t.Error("a refresh keeps what is gone")
		}
	}
	if err := e.Empty(); err != nil {
		t.Error(err)
	}
}

func TestIdentityProvider_refusals(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	group := with(openID(), object{"organization_id": e.Sim.Anypoint.BusinessGroup()})
	if p := m.New(typeName).Plan(group); !strings.Contains(p.Errors, "Not a Root Organization") {
		t.Errorf("in a business group: %s", p.Errors)
	}
	// Who may not read the organization learns it from the platform.
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodGet, Path: "/accounts/api/organizations/{organizationId}", Status: http.StatusForbidden, Body: `{"message":"no"}`})
	if errs := m.New(typeName).TryApply(group); !strings.Contains(errs, "not a root organization") || !strings.Contains(errs, "Set organization_id to the root organization's id") {
		t.Errorf("in a business group: %s", errs)
	}
	// LDAP is another type.
	ldap := e.ByHand(t, http.MethodPost, e.Organization("accounts/api")+"/identityProviders", object{
		"name": "LDAP", "type": object{"name": "ldap"}, "connection": object{"binddn": "cn=a", "connectTimeoutSeconds": 1, "host": "ldap://a", "operationTimeoutMs": 1, "password": "p4ssword", "port": 389},
		"search_bases": object{"group": "g", "user": "u"}, "dns": object{"group": "g", "user": "u"}, "filters": object{"groupsByUsername": "g", "userByUsername": "u"},
		"user_mapping": object{"email": "e", "firstName": "f", "id": "i", "lastName": "l", "username": "u"}, "group_mapping": object{"groupName": "g", "id": "i"},
	})
	made, _ := ldap.(object)
	id := fmt.Sprint(made["provider_id"])
	if errs := m.TryImport(typeName, e.Var("ANYPOINT_ORGANIZATION_ID")+"/"+id); !strings.Contains(errs, `of the type "ldap"`) {
		t.Errorf("LDAP: %s", errs)
	}
	if got, errs := m.Data(typeName, object{"id": id}); errs != "" || got["type"] != "ldap" || got["oidc"] != nil || got["saml"] != nil {
		t.Errorf("LDAP: %v %s", got, errs)
	}
	if got, errs := m.Data("gatehouse_anypoint_identity_providers", object{}); errs != "" || len(got["identity_providers"].([]any)) != 0 {
		t.Errorf("the list has LDAP: %v %s", got, errs)
	}
}

// Anypoint itself must reach the identity provider.
func TestIdentityProvider_refusedRegistration(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	e.Sim.World.Faults.Add(kernel.Fault{Platform: "anypoint", Method: http.MethodPost, Path: items, Status: http.StatusBadRequest, Body: `{"message":"Invalid OIDC provider client registration URL provided: SSWS header-1"}`})
	errs := e.Machine(t).New(typeName).TryApply(registered())
	if !strings.Contains(errs, "from the internet") || strings.Contains(errs, "header-1") {
		t.Errorf("the error: %s", errs)
	}
}

func TestIdentityProvider_forbidden(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	id, secret := e.Sim.Anypoint.NewConnectedApp("view:environment")
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{{
		Config:      strings.Replace(e.Provider+fmt.Sprintf(hcl, "", ""), e.Provider, e.Block(e.Var("OKTA_API_TOKEN"), id, secret), 1),
		ExpectError: regexp.MustCompile(`(?s)Unable to Create Anypoint Identity Provider.*manage:identityproviders.*sign\s+in\s+as\s+a\s+person`),
	}}})
}

func TestIdentityProvider_data(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	id := m.Create(typeName, openID()).Text("id")
	m.Create(typeName, registered())
	m.Create(typeName, saml())
	got, errs := m.Data(typeName, object{"name": "ADFS"})
	if errs != "" || got["type"] != "saml" || !strings.Contains(fmt.Sprint(got["saml"]), "example.anypoint.mulesoft.com") {
		t.Errorf("by name: %v %s", got, errs)
	}
	if got, errs = m.Data(typeName, object{"id": id}); errs != "" || got["client_id"] != "anypoint" || !strings.Contains(fmt.Sprint(got["oidc"]), issuer) || strings.Contains(fmt.Sprint(got), "secret") {
		t.Errorf("by id: %v %s", got, errs)
	}
	if _, errs = m.Data(typeName, object{"name": "Okta"}); !strings.Contains(errs, "2 identity providers have") {
		t.Errorf("two of one name: %s", errs)
	}
	if _, errs = m.Data(typeName, object{"name": "adfs"}); !strings.Contains(errs, `no identity provider with the name "adfs"`) {
		t.Errorf("another case: %s", errs)
	}
	got, errs = m.Data("gatehouse_anypoint_identity_providers", object{"type": "saml"})
	if all, _ := got["identity_providers"].([]any); errs != "" || len(all) != 1 || !strings.Contains(fmt.Sprint(all), "SAML 2.0") {
		t.Errorf("of one type: %v %s", got, errs)
	}
}
