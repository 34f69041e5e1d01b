package anypoint_test

import (
	"context"
	"slices"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// TestPolicyTemplates_onceEach: what is offered is read once until the API
// instance changes, a template once, and an error is not kept.
func TestPolicyTemplates_onceEach(t *testing.T) {
	t.Parallel()
	const path = "/apimanager/xapi/v1/organizations/o/exchange-policy-templates"
	const list, one = "GET " + path + "?apiInstanceId=1&environmentId=e&includeConfiguration=false&latest=true", "GET " + path + "/g/p/1.0.0"
	p := &played{answers: map[string][]answer{
		"GET " + path:          {{500, down}, {200, `[]`}, {200, `[{"assetId":"p"}]`}},
		one:                    {{500, down}, {200, `{"configuration":[{"propertyName":"k"}]}`}},
		"PATCH " + apis + "/1": {{200, `{"id":1}`}},
	}}
	c := client(p)
	offered := func(want int, err ...string) {
		t.Helper()
		all, is := c.OfferedPolicies(t.Context(), "o", "e", "1")
		if says(t, is, err...); len(all) != want {
			t.Errorf("%d policies, want %d", len(all), want)
		}
	}
	offered(0, "list the policies that the API instance 1 can have", "is down")
	offered(0)
	offered(0)
	_, err := c.PatchAPIInstance(t.Context(), "o", "e", "1", anypoint.Members{})
	says(t, err)
	offered(1)
	offered(1)
	_, err = c.PolicyTemplate(t.Context(), "o", "g", "p", "1.0.0")
	says(t, err, "read the template of the policy p 1.0.0", "is down")
	for range 2 {
		facts, err := c.PolicyTemplate(t.Context(), "o", "g", "p", "1.0.0")
		if says(t, err); !slices.Equal(facts.Keys, []string{"k"}) {
			t.Errorf("keys %q", facts.Keys)
		}
	}
	p.hasAsked(t, list, list, "PATCH "+apis+"/1 {}", list, one, one)

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = client(answer{500, down}).PolicyTemplates(ended, "o", nil)
	says(t, err, "could not list the policy templates")
}
