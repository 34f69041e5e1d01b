package policy

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// TestPlan_noConfiguration: no configuration, in either of its forms, stays what
// it is in the configuration, whatever the state has for it: Terraform refuses a
// plan that says it otherwise. Nothing can be set in this plan.
func TestPlan_noConfiguration(t *testing.T) {
	t.Parallel()
	none := types.DynamicNull()
	object := types.DynamicValue(types.ObjectNull(map[string]attr.Type{}))
	for name, c := range map[string]struct{ now, before types.Dynamic }{
		"none":                {none, none},
		"after a null object": {none, object},
		"a null object":       {object, none},
	} {
		f := Planned{Now: Freeform{Configuration: c.now}, Before: Freeform{Configuration: c.before}}
		if facts, read := f.Plan(t.Context(), nil, &crud.Planning{}); read || len(facts.Keys) > 0 {
			t.Errorf("%s: the template was read: %v", name, facts)
		}
	}
}
