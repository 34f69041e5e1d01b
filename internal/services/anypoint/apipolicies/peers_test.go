package apipolicies_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicies"
)

// Official defect 7: a policy for cross-origin requests that is not for
// everybody was planned again for ever.
func TestPeers_corsOfSome(t *testing.T) {
	t.Parallel()
	e, api := world(t)
	config := of(api, map[string]any{"public_resource": false, "support_credentials": false, "origin_groups": []any{map[string]any{
		"name": "apps", "origins": []any{"https://app.example.com"}, "access_control_max_age": 60,
		"allowed_methods": []any{map[string]any{"method_name": "GET", "is_allowed": true}},
	}}})
	o := e.Machine(t).Create("gatehouse_anypoint_api_policy_cors", config)
	if o.Refresh(); !o.Plan(config).Empty() {
		t.Errorf("the plan changes %v", o.Plan(config).Changed)
	}
}

// Official defect 10 and community defect 17: secrets of policies, text_key of
// the JWT policy among them, were not marked as such.
func TestPeers_secretsAreSensitive(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	marked := map[string]bool{}
	for _, d := range apipolicies.All() {
		for _, a := range m.Schema(d.TypeName()).Block.Attributes {
			if a.Name != "configuration" {
				continue
			}
			walk(a.NestedType, d.Asset, func(at string, leaf *tfprotov6.SchemaAttribute) {
				marked[at] = leaf.Sensitive
			})
		}
		for _, a := range d.Arguments {
			if a.Secret && !marked[d.Asset+"."+a.Name] {
				t.Errorf("%s of %s is not sensitive", a.Name, d.Asset)
			}
		}
	}
	for _, at := range []string{"jwt-validation.text_key", "http-basic-authentication.password", "oauth2-token-introspection.authorization_value"} {
		if !marked[at] {
			t.Errorf("%s is shown", at)
		}
	}
}

// walk visits the attributes of an object, outer ones and those in their order first.
func walk(o *tfprotov6.SchemaObject, at string, visit func(string, *tfprotov6.SchemaAttribute)) {
	if o == nil {
		return
	}
	for _, a := range o.Attributes {
		visit(at+"."+a.Name, a)
		walk(a.NestedType, at+"."+a.Name, visit)
	}
}
