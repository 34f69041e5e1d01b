package policy

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// TestFlatten_disabled: an answer that does not say whether the policy is
// enforced leaves what was known of it; of an import nothing was.
func TestFlatten_disabled(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	for name, c := range map[string]struct {
		before types.Bool
		said   *bool
		want   bool
	}{
		"said":              {types.BoolValue(false), &yes, true},
		"said otherwise":    {types.BoolValue(true), &no, false},
		"not said":          {types.BoolValue(true), nil, true},
		"never said":        {types.BoolNull(), nil, false},
		"not known, unsaid": {types.BoolUnknown(), nil, false},
	} {
		m := Common{Disabled: c.before}
		if m.Flatten(anypoint.Policy{Disabled: c.said}); !m.Disabled.Equal(types.BoolValue(c.want)) {
			t.Errorf("%s: %s", name, m.Disabled)
		}
	}
}
