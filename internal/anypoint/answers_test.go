package anypoint_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// reads tells something of an answer of the platform.
func reads[T, R any](tell func(T) R) func(string) string {
	return func(text string) string {
		var v T
		if json.Unmarshal([]byte(text), &v) != nil {
			return "not understood"
		}
		return fmt.Sprint(tell(v))
	}
}

// TestAnswers: what is read out of an answer, whichever of its forms it has.
func TestAnswers(t *testing.T) {
	t.Parallel()
	const api = `{"id":1,"assetId":"a","technology":"mule4","endpoint":{}}`
	for name, c := range map[string]struct {
		read func(string) string
		want map[string]string
	}{
		"an API instance is whole": {reads(anypoint.APIInstance.Whole), map[string]string{
			api: "true",
			`{"assetId":"a","technology":"mule4","endpoint":{}}`: "false",
			`{"id":1,"technology":"mule4","endpoint":{}}`:        "false",
			`{"id":1,"assetId":"a","endpoint":{}}`:               "false",
			`{"id":1,"assetId":"a","technology":"mule4"}`:        "false",
		}},
		"an identity provider is whole": {reads(anypoint.IdentityProvider.Whole), map[string]string{
			`{}`:                   "false",
			`{"saml":{}}`:          "true",
			`{"oidc_provider":{}}`: "false",
			`{"oidc_provider":{"urls":{"redirect":"https://x"}}}`: "true",
		}},
		"a client provider is whole": {reads(anypoint.ClientProvider.Whole), map[string]string{
			`{}`:                                  "false",
			`{"oidc_dynamic_client_provider":{}}`: "true",
			`{"oauth2_client_provider":{}}`:       "true",
		}},
		"a client provider is one": {reads(func(p anypoint.ClientProvider) string { return fmt.Sprint(p.Name, " ", p.Raw) }), map[string]string{
			`{"name":"n","x":1}`: "n map[name:n x:1]",
			`{"name":1}`:         "not understood",
		}},
		"a certificate, or more": {reads(func(p anypoint.IdentitySAML) []string { return p.PublicKey }), map[string]string{
			`{"public_key":""}`:        "[]",
			`{"public_key":"a"}`:       "[a]",
			`{"public_key":["a","b"]}`: "[a b]",
			`{"public_key":{}}`:        "not understood",
		}},
		"texts among other things": {reads(func(a anypoint.App) []string { return a.GrantTypes }), map[string]string{
			`{"grant_types":["a",1,null,"b"]}`: "[a b]",
			`{"grant_types":{}}`:               "not understood",
		}},
		"a scope that every app has": {reads(anypoint.ConnectedAppScope.Given), map[string]string{
			`{"scope":"profile"}`:                                "true",
			`{"scope":"openid"}`:                                 "false",
			`{"scope":"profile","context_params":{"org":"o"}}`:   "false",
			`{"scope":"profile","context_params":{"envId":"e"}}`: "false",
		}},
		"a contract, alone or in a list": {reads(func(c anypoint.Contract) anypoint.ID { return c.ID }), map[string]string{
			`{"id":1}`:                          "1",
			`{"contracts":[{"id":2}]}`:          "2",
			`{"id":1,"contracts":[{"id":2}]}`:   "1",
			`{"contracts":[{"id":2},{"id":3}]}`: "",
			`{"contracts":[]}`:                  "",
			`{"id":{}}`:                         "not understood",
		}},
		"the tiers of a contract": {reads(func(c anypoint.Contract) string { is, wanted := c.Tiers(); return is + ", " + wanted }), map[string]string{
			`{"tierId":1,"requestedTierId":2}`:                                      "1, 2",
			`{"tier":{"id":3},"requestedTier":{"id":4}}`:                            "3, 4",
			`{"tierId":1,"tier":{"id":3},"requestedTierId":2}`:                      "3, 2",
			`{"tierId":1,"requestedTierId":2,"requestedTier":{"id":4},"tier":null}`: "1, 4",
		}},
		"the version of an asset's API": {reads(anypoint.Asset.APIVersion), map[string]string{
			`{"productAPIVersion":"v1","versionGroup":"v2"}`: "v1",
			`{"versionGroup":"v2"}`:                          "v2",
		}},
		"a template's version": {reads(anypoint.PolicyTemplate.Number), map[string]string{
			`{"assetVersion":"1.0.0","version":"2.0.0"}`: "1.0.0",
			`{"version":"2.0.0"}`:                        "2.0.0",
		}},
		"the organization above": {reads(anypoint.Organization.Parent), map[string]string{
			`{}`:                           "",
			`{"parentOrganizationIds":[]}`: "",
			`{"parentOrganizationIds":["root","above"]}`:                   "above",
			`{"parentId":"said","parentOrganizationIds":["root","above"]}`: "said",
		}},
		"whose the credentials are": {reads(anypoint.Me.OrganizationID), map[string]string{
			`{"client":{"org_id":"app"},"user":{"organization":{"id":"person"}}}`: "app",
			`{"client":{},"user":{"organization":{"id":"person"}}}`:               "person",
			`{"user":{"organization":{"id":"person"}}}`:                           "person",
		}},
		"a template's facts": {reads(func(p anypoint.PolicyTemplate) string {
			f := p.Facts()
			return fmt.Sprint(f.Keys, f.Secrets, len(f.Properties), len(f.Schema) > 0)
		}), map[string]string{
			`{"configuration":[{"propertyName":"b","sensitive":true},{"propertyName":"a"}]}`: "[a b] map[b:true] 2 false",
			`{"configuration":{"properties":{
				"word":{"sensitive":true},
				"mark":{"@context":{"@characteristics":["other","security:sensitive"]}},
				"deep":{"items":{"sensitive":true}},
				"none":{"sensitive":false,"enum":["a"]}}}}`: "[deep mark none word] map[deep:true mark:true word:true] 0 true",
			`{"configuration":"none"}`: "[] map[] 0 false",
		}},
	} {
		for text, want := range c.want {
			if is := c.read(text); is != want {
				t.Errorf("%s: %q of %s, want %q", name, is, text, want)
			}
		}
	}
}

// TestClientProvider_extra: what a request holds besides, and what no request can.
func TestClientProvider_extra(t *testing.T) {
	t.Parallel()
	p := anypoint.ClientProvider{Name: "n", Type: anypoint.ClientProviderType{Name: "t"}}
	if is := text(t, p); is != `{"name":"n","type":{"name":"t"}}` {
		t.Error(is)
	}
	p.Extra = map[string]any{"type": map[string]any{"x": 1}, "y": true}
	if is := text(t, p); is != `{"name":"n","type":{"name":"t","x":1},"y":true}` {
		t.Error(is)
	}
	p.Extra = map[string]any{"y": func() {}}
	if is, err := json.Marshal(p); err == nil {
		t.Errorf("a function became %s", is)
	}
}

func TestGrantTypesOf(t *testing.T) {
	t.Parallel()
	const want = `[{"name":"refresh_token","label":"Refresh Token","required":false,"exclude":[],"depends":["authorization_code","password"]},` +
		`{"name":"new","label":"new","required":false,"exclude":[],"depends":[]}]`
	if is := text(t, anypoint.GrantTypesOf([]string{"refresh_token", "new"})); is != want {
		t.Error(is)
	}
}
