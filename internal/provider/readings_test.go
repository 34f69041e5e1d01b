package provider_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// The ways in which objects of a type are read.
const (
	ahead  = "ahead"  // one list answers for many of them
	single = "single" // each by itself
	listed = "listed" // by a list alone: there is no get of one
)

// reading is how a type of resource is read, and why so.
type reading struct {
	types string // separated by spaces; a * at the end stands for anything
	way   string
	// does is what the client does. nil: the type has no collection, or one whose
	// items are not asked for one by one.
	does func() string
	// list and one are the operations of the vendor's document; key is the member
	// of the list that has the items.
	list, key, one string
	// lacks are members of the object that the document does not give the list's
	// items: the reason for reading each by itself.
	lacks []string
	// reason says what the documents do not.
	reason string
}

func wayOf(readAhead, listOnly bool) string {
	switch {
	case listOnly:
		return listed
	case readAhead:
		return ahead
	}
	return single
}

const (
	servers      = "/api/v1/authorizationServers"
	server       = servers + "/{authServerId}"
	appPath      = "/api/v1/apps/{appId}"
	organization = "/accounts/api/organizations/{organizationId}"
	apis         = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis"
	apiPath      = apis + "/{environmentApiId}"
)

func readings(o *okta.Client, a *anypoint.Client) []reading {
	return []reading{
		{types: "okta_app_oauth", way: ahead, does: func() string { c := o.Apps(); return wayOf(c.ReadAhead, c.ListOnly) }, list: "/api/v1/apps", one: appPath},
		{types: "okta_app_group_assignment", way: ahead, does: func() string { c := o.AppGroups("a"); return wayOf(c.ReadAhead, c.ListOnly) }, list: appPath + "/groups", one: appPath + "/groups/{groupId}"},
		{types: "okta_app_user_assignment", way: ahead, does: func() string { c := o.AppUsers("a"); return wayOf(c.ReadAhead, c.ListOnly) }, list: appPath + "/users", one: appPath + "/users/{userId}"},
		{types: "okta_app_oauth_api_scope", way: listed, reason: "its object is all the grants of an app, which their list has"},
		{types: "okta_app_secret", way: ahead, does: func() string { c := o.AppSecrets("a"); return wayOf(c.ReadAhead, c.ListOnly) }, list: appPath + "/credentials/secrets", one: appPath + "/credentials/secrets/{secretId}"},
		{types: "okta_app_jwk", way: ahead, does: func() string { c := o.AppJWKs("a"); return wayOf(c.ReadAhead, c.ListOnly) }, list: appPath + "/credentials/jwks", one: appPath + "/credentials/jwks/{keyId}"},
		{types: "okta_app_group_assignments", way: listed, reason: "its object is all the groups of an app, which their list has"},
		{types: "okta_app_access_policy_assignment", way: ahead, does: func() string { c := o.Apps(); return wayOf(c.ReadAhead, c.ListOnly) }, list: "/api/v1/apps", one: appPath, reason: "it is a link of the app"},
		{types: "okta_auth_server", way: ahead, does: func() string { c := o.AuthServers(); return wayOf(c.ReadAhead, c.ListOnly) }, list: servers, one: server},
		{types: "okta_auth_server_claim", way: ahead, does: func() string { c := o.AuthServerClaims("a"); return wayOf(c.ReadAhead, c.ListOnly) }, list: server + "/claims", one: server + "/claims/{claimId}"},
		{types: "okta_auth_server_scope", way: ahead, does: func() string { c := o.AuthServerScopes("a"); return wayOf(c.ReadAhead, c.ListOnly) }, list: server + "/scopes", one: server + "/scopes/{scopeId}"},
		{types: "okta_auth_server_policy okta_auth_server_policy_client", way: ahead, does: func() string { c := o.AuthServerPolicies("a"); return wayOf(c.ReadAhead, c.ListOnly) }, list: server + "/policies", one: server + "/policies/{policyId}"},
		{types: "okta_auth_server_policy_rule", way: ahead, does: func() string { c := o.AuthServerPolicyRules("a", "p"); return wayOf(c.ReadAhead, c.ListOnly) }, list: server + "/policies/{policyId}/rules", one: server + "/policies/{policyId}/rules/{ruleId}"},
		{types: "okta_auth_server_trusted_server", way: listed, does: func() string { c := o.TrustedServers("a"); return wayOf(c.ReadAhead, c.ListOnly) }, reason: "the document has no get of one"},
		{types: "okta_auth_server_trusted_servers", way: listed, reason: "its object is all the servers that one trusts, which their list has"},
		{types: "okta_group", way: ahead, does: func() string { c := o.Groups(); return wayOf(c.ReadAhead, c.ListOnly) }, list: "/api/v1/groups", one: "/api/v1/groups/{groupId}"},
		{types: "okta_group_rule", way: ahead, does: func() string { c := o.GroupRules(); return wayOf(c.ReadAhead, c.ListOnly) }, list: "/api/v1/groups/rules", one: "/api/v1/groups/rules/{groupRuleId}"},
		{types: "okta_inline_hook", way: ahead, does: func() string { c := o.InlineHooks(); return wayOf(c.ReadAhead, c.ListOnly) }, list: "/api/v1/inlineHooks", one: "/api/v1/inlineHooks/{inlineHookId}"},
		{types: "okta_oauth_client", way: ahead, does: func() string { c := o.OAuthClients(); return wayOf(c.ReadAhead, c.ListOnly) }, list: "/oauth2/v1/clients", one: "/oauth2/v1/clients/{clientId}"},
		{types: "okta_trusted_origin", way: ahead, does: func() string { c := o.TrustedOrigins(); return wayOf(c.ReadAhead, c.ListOnly) }, list: "/api/v1/trustedOrigins", one: "/api/v1/trustedOrigins/{trustedOriginId}"},

		{types: "anypoint_api_instance", way: single, does: func() string { c := a.APIInstances("o", "e"); return wayOf(c.ReadAhead, c.ListOnly) }, list: apis, key: "assets", one: apiPath, lacks: []string{"endpoint", "deployment", "apiId"}},
		{types: "anypoint_api_policy*", way: ahead, does: func() string { c := a.Policies("o", "e", "a"); return wayOf(c.ReadAhead, c.ListOnly) }, reason: "the document has examples only; the list was recorded with whole objects where it is asked with fullInfo=false"},
		{types: "anypoint_api_policy_order", way: listed, reason: "its object is the order of all policies of an API, which their list has"},
		{types: "anypoint_automated_policy", way: ahead, does: func() string { c := a.AutomatedPolicies("o", "e"); return wayOf(c.ReadAhead, c.ListOnly) }, list: "/apimanager/api/v1/organizations/{organizationId}/automated-policies", key: "automatedPolicies", one: "/apimanager/api/v1/organizations/{organizationId}/automated-policies/{automatedPolicyId}"},
		{types: "anypoint_contract", way: ahead, does: func() string { c := a.Contracts("o", "e", "a"); return wayOf(c.ReadAhead, c.ListOnly) }, reason: "the document gives a get of one the answer of the list, with one contract in it"},
		{types: "anypoint_sla_tier", way: listed, does: func() string { c := a.Tiers("o", "e", "a"); return wayOf(c.ReadAhead, c.ListOnly) }, reason: "the document has no get of one"},
		{types: "anypoint_client_application", way: single, does: func() string { c := a.Applications("o"); return wayOf(c.ReadAhead, c.ListOnly) }, reason: "the list was recorded without the client id"},
		{
			types: "anypoint_client_provider anypoint_client_provider_*", way: single, does: func() string { c := a.ClientProviders("o"); return wayOf(c.ReadAhead, c.ListOnly) },
			list: organization + "/clientProviders", key: "data", one: organization + "/clientProviders/{clientProviderId}", lacks: []string{"oidc_dynamic_client_provider"},
		},
		{
			types: "anypoint_identity_provider", way: single, does: func() string { c := a.IdentityProviders("o"); return wayOf(c.ReadAhead, c.ListOnly) },
			list: organization + "/identityProviders", key: "data", one: organization + "/identityProviders/{identityProviderId}", lacks: []string{"oidc_provider", "saml"},
		},
		{types: "anypoint_environment", way: ahead, does: func() string { c := a.Environments("o"); return wayOf(c.ReadAhead, c.ListOnly) }, list: organization + "/environments", key: "data", one: organization + "/environments/{environmentId}"},
		{types: "anypoint_environment_client_providers", way: listed, reason: "its object is all the providers of an environment, which their list has"},
		{types: "anypoint_connected_app", way: ahead, does: func() string { c := a.ConnectedApps("o"); return wayOf(c.ReadAhead, c.ListOnly) }, list: organization + "/connectedApplications", key: "data", one: organization + "/connectedApplications/{clientId}", reason: "its scopes take a call of their own, which no list has"},
		{types: "anypoint_exchange_asset", way: single, reason: "the only list is a search, which finds the newest version of each asset"},
		{types: "anypoint_organization", way: single, does: func() string { c := a.Organizations(); return wayOf(c.ReadAhead, c.ListOnly) }, reason: "there is no list of them; the hierarchy leaves out entitlements"},
	}
}

func (r reading) has(typeName string) bool {
	for pattern := range strings.FieldsSeq(r.types) {
		if start, open := strings.CutSuffix(pattern, "*"); "gatehouse_"+pattern == typeName || open && strings.HasPrefix(typeName, "gatehouse_"+start) {
			return true
		}
	}
	return false
}

// TestReadings_everyType: of every type it is said how its objects are read, and
// the client reads them so.
func TestReadings_everyType(t *testing.T) {
	t.Parallel()
	base, err := url.Parse("https://example.com")
	if err != nil {
		t.Fatal(err)
	}
	all := readings(okta.New(okta.Options{OrgURL: base}), anypoint.New(anypoint.Options{BaseURL: base}))
	count := map[string]int{}
	for _, name := range acctest.InMemory(t, func(rt http.RoundTripper) http.RoundTripper { return rt }).Machine(t).Types() {
		i := slices.IndexFunc(all, func(r reading) bool { return r.has(name) })
		if i < 0 {
			t.Errorf("%s: how is it read, and why? Add a line to readings", name)
			continue
		}
		count[all[i].way]++
	}
	for _, r := range all {
		if r.does != nil && r.does() != r.way {
			t.Errorf("%s is read %q, the table says %q", r.types, r.does(), r.way)
		}
		if r.list == "" && r.reason == "" || r.way == single && r.reason == "" && len(r.lacks) == 0 {
			t.Errorf("%s has neither document nor reason", r.types)
		}
	}
	t.Logf("types of resources that are read from a list for many: %d, from the only list there is: %d, one by one: %d", count[ahead], count[listed], count[single])
}

// TestReadings_scopes: where Okta refuses to list the objects of a type, the error
// names a scope, the one that the type's page says it needs.
func TestReadings_scopes(t *testing.T) {
	t.Parallel()
	schemas, _ := offered(t)
	n := 0
	for _, r := range readings(&okta.Client{}, &anypoint.Client{}) {
		if r.list == "" || !strings.HasPrefix(r.types, "okta_") {
			continue
		}
		noun, known := strings.CutSuffix(okta.Scope(http.MethodGet, r.list), ".read")
		for name, s := range schemas["resources"] {
			if !r.has(name) {
				continue
			}
			if n++; !known || !strings.Contains(s.Block.Description, "`"+noun+".manage`") {
				t.Errorf("%s: of GET %s, okta.Scope says %q, its page something else: a line in scopeOf, or what the type Needs, is wrong", name, r.list, noun)
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d types were compared", n)
	}
}

// TestReadings_documents: where objects are read from a list, the vendor's
// document gives its items all that an object has; and where it does not, they
// are read one by one.
func TestReadings_documents(t *testing.T) {
	t.Parallel()
	shared, err := contract.Shared()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(shared, "contracts")); err != nil {
		t.Skipf("NOT RUN: there are no documents of the vendors in %s", shared)
	}
	for _, r := range readings(&okta.Client{}, &anypoint.Client{}) {
		if r.list == "" {
			continue
		}
		platform, _, _ := strings.Cut(r.types, "_")
		missing, documented, err := contract.Lacks(platform, r.list, r.key, r.one)
		if err != nil || !documented {
			t.Errorf("%s: described: %v, %v", r.types, documented, err)
			continue
		}
		switch r.way {
		case ahead:
			if len(missing) > 0 {
				t.Errorf("%s is read from a list whose items lack %v", r.types, missing)
			}
		case single:
			if len(missing) == 0 {
				t.Errorf("%s is read one by one, although its list lacks nothing", r.types)
			}
			for _, name := range r.lacks {
				if !slices.Contains(missing, name) {
					t.Errorf("%s: the list has %s", r.types, name)
				}
			}
		}
	}
}
