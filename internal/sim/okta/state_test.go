package okta

import (
	"slices"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store/storetest"
)

// TestObjects_countEveryTable: what tests leave behind is noticed, whatever it
// is. Tokens are no objects: they end by themselves.
func TestObjects_countEveryTable(t *testing.T) {
	p := newOrg(t).Platform
	if got := storetest.Uncounted(p.st, p.Objects); !slices.Equal(got, []string{"issued"}) {
		t.Errorf("of the tables of state, count leaves out %q: add what is new", got)
	}
}
