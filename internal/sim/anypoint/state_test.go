package anypoint

import (
	"slices"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store/storetest"
)

// TestObjects_countEveryTable: what tests leave behind is noticed, whatever it
// is. People and their sign-ins are nobody's to make here, and versions that
// Exchange keeps from being given again are no assets.
func TestObjects_countEveryTable(t *testing.T) {
	p := New(&kernel.World{IDs: kernel.NewIDs(1)})
	if got := storetest.Uncounted(p.state, p.Objects); !slices.Equal(got, []string{"users", "sessions", "softDeleted"}) {
		t.Errorf("of the tables of state, Objects leaves out %q: add what is new", got)
	}
}
