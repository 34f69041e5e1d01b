package anypoint_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// none drops an answer.
func none[T any](_ T, err error) error { return err }

// first reads the first page of a list.
func first[T any](ctx context.Context, all *rest.Collection[T]) error {
	for _, err := range all.All(ctx, nil) {
		return err
	}
	return nil
}

// TestRequests: what each call that does nothing else asks the platform for.
func TestRequests(t *testing.T) {
	t.Parallel()
	const (
		accounts = "/accounts/api/organizations/o"
		exchange = "/exchange/api/v2"
		manager  = "/apimanager/api/v1/organizations/o"
	)
	g := anypoint.GAV{Group: "g", Asset: "a", Version: "1.0.0"}
	name, ctx := "n", t.Context()
	for asked, c := range map[string]struct {
		answer string
		call   func(*anypoint.Client) error
	}{
		"GET " + accounts + "/environments?limit=500&offset=0":                                                          {`{}`, func(c *anypoint.Client) error { return first(ctx, c.Environments("o")) }},
		"GET " + accounts + "/identityProviders?ascending=true&include_full_details=false&limit=500&offset=0&sort=name": {`{}`, func(c *anypoint.Client) error { return first(ctx, c.IdentityProviders("o")) }},
		"GET " + accounts + "/clientProviders?ascending=true&limit=500&offset=0&sort=name":                              {`{}`, func(c *anypoint.Client) error { return first(ctx, c.ClientProviders("o")) }},
		"GET " + accounts + "/clientProviders/p?includeSecrets=false":                                                   {`{}`, func(c *anypoint.Client) error { return none(c.ClientProviders("o").Get(ctx, "p")) }},
		"PATCH " + accounts + `/clientProviders/p?recreateTokenValidationClient=false {"name":"n"}`: {`{}`, func(c *anypoint.Client) error {
			return none(c.PatchClientProvider(ctx, "o", "p", anypoint.ClientProvider{Name: name}))
		}},
		"GET " + accounts + "/clientProviders/p/grantTypes":             {`{}`, func(c *anypoint.Client) error { return none(c.GrantTypes(ctx, "o", "p")) }},
		"GET " + accounts + "/environments/e/clientManagementProviders": {`{}`, func(c *anypoint.Client) error { return none(c.EnvironmentClientProviders(ctx, "o", "e")) }},
		"PUT " + accounts + `/environments/e/clientManagementProviders {"suggestedClientManagementProviderIds":["p"]}`: {`{}`, func(c *anypoint.Client) error {
			return none(c.SetEnvironmentClientProviders(ctx, "o", "e", []string{"p"}))
		}},
		"GET " + accounts + "/connectedApplications?ascending=true&includeUsage=false&limit=20&offset=0": {`{}`, func(c *anypoint.Client) error { return first(ctx, c.ConnectedApps("o")) }},
		"PATCH " + accounts + "/connectedApplications/a?resetSecret=true {}":                             {`{}`, func(c *anypoint.Client) error { return none(c.ResetConnectedAppSecret(ctx, "o", "a")) }},
		"GET /accounts/api/me": {`{}`, func(c *anypoint.Client) error { return none(c.Me(ctx)) }},

		"GET " + exchange + "/organizations/o/applications?limit=100&offset=0": {`[]`, func(c *anypoint.Client) error { return first(ctx, c.Applications("o")) }},
		"GET " + exchange + "/organizations/o/applications/1/instances":        {`[]`, func(c *anypoint.Client) error { return none(c.ApplicationInstances(ctx, "o", "1")) }},
		"POST " + exchange + "/organizations/o/applications/1/secret/reset":    {`{}`, func(c *anypoint.Client) error { return none(c.ResetApplicationSecret(ctx, "o", "1")) }},
		"POST " + manager + `/applications {"clientId":"c","providerId":"p"}`: {`{}`, func(c *anypoint.Client) error {
			return none(c.ImportApplication(ctx, "o", anypoint.ApplicationImport{ClientID: "c", ProviderID: "p"}))
		}},

		"GET " + exchange + "/assets/g/a/1.0.0":                               {`{}`, func(c *anypoint.Client) error { return none(c.Asset(ctx, g)) }},
		"GET " + exchange + "/assets/g/a/asset":                               {`{}`, func(c *anypoint.Client) error { return none(c.LatestAsset(ctx, "g", "a")) }},
		"GET " + exchange + "/assets/search?limit=100&offset=0":               {`[]`, func(c *anypoint.Client) error { return first(ctx, c.Assets()) }},
		"PATCH " + exchange + `/assets/g/a {"name":"n"}`:                      {``, func(c *anypoint.Client) error { return c.RenameAsset(ctx, g, &name, nil) }},
		"PUT " + exchange + `/assets/g/a/1.0.0/status {"status":"published"}`: {``, func(c *anypoint.Client) error { return c.SetAssetStatus(ctx, g, "published") }},
		"PUT " + exchange + `/assets/g/a/1.0.0/tags [{"value":"x"}]`:          {``, func(c *anypoint.Client) error { return c.SetAssetTags(ctx, g, []string{"x"}) }},

		"GET " + apis + "/1/contracts?limit=100&offset=0": {`{}`, func(c *anypoint.Client) error { return first(ctx, c.Contracts("o", "e", "1")) }},
		"POST " + apisX + "/1/contracts/2/approve {}":     {`{}`, func(c *anypoint.Client) error { return none(c.ContractAction(ctx, "o", "e", "1", "2", "approve")) }},
		"POST " + exchange + `/organizations/o/applications/3/contracts {"acceptedTerms":true,"instanceType":"api","apiId":"1","environmentId":"e","organizationId":"","groupId":"","assetId":"","version":"","versionGroup":""}`: {
			`{}`, func(c *anypoint.Client) error {
				r := c.RequestContract("3", anypoint.APIInstance{ID: "1", EnvironmentID: "e", MasterOrganizationID: "o"}, nil)
				r.Method = http.MethodPost
				return none(c.Send(ctx, r))
			},
		},
		"GET " + apis + "/1/tiers?limit=250&offset=0": {`{}`, func(c *anypoint.Client) error { return first(ctx, c.Tiers("o", "e", "1")) }},

		"GET " + manager + "/automated-policies?environmentId=e": {`{}`, func(c *anypoint.Client) error { return first(ctx, c.AutomatedPolicies("o", "e")) }},
		"GET " + apis + "/1/policies?fullInfo=false":             {`[]`, func(c *anypoint.Client) error { return first(ctx, c.Policies("o", "e", "1")) }},
		"PATCH " + apis + `/1/policies [{"id":2,"order":1}]`: {``, func(c *anypoint.Client) error {
			return c.OrderPolicies(ctx, "o", "e", "1", []anypoint.PolicyOrder{{ID: "2", Order: 1}})
		}},
		"POST " + apisX + "/1/policies/outbound-policies": {`{}`, func(c *anypoint.Client) error {
			return none(c.Send(ctx, rest.Request{Method: http.MethodPost, Path: c.OutboundPolicies("o", "e", "1")}))
		}},

		"POST " + apis + `/1/upstreams {"label":"l","uri":"https://x"}`: {`{"id":"u"}`, func(c *anypoint.Client) error {
			return none(c.CreateUpstream(ctx, "o", "e", "1", anypoint.Upstream{Label: "l", URI: "https://x"}))
		}},
		"PATCH " + apis + `/1/upstreams/u {"uri":"https://x"}`: {`{}`, func(c *anypoint.Client) error {
			return none(c.PatchUpstream(ctx, "o", "e", "1", "u", anypoint.Upstream{URI: "https://x"}))
		}},
		"DELETE " + apis + "/1/upstreams/u": {``, func(c *anypoint.Client) error { return c.DeleteUpstream(ctx, "o", "e", "1", "u") }},
	} {
		p := &played{any: &answer{200, c.answer}}
		says(t, c.call(client(p)))
		p.hasAsked(t, asked)
	}
}
