package group_test

import (
	"fmt"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// TestGroup_listAtMost: a query gets as many groups as it asks for, and no
// number means all.
func TestGroup_listAtMost(t *testing.T) {
	t.Parallel()
	m := acctest.InMemory(t, nil).Machine(t)
	everyone, errs := m.List("gatehouse_okta_group", map[string]any{})
	if errs != "" {
		t.Fatal(errs)
	}
	for i := range 3 {
		m.Create("gatehouse_okta_group", map[string]any{"name": fmt.Sprint("group ", i)})
	}
	for limit, want := range map[int64]int{0: len(everyone) + 3, 1: 1, 2: 2} {
		if all, errs := m.ListAtMost("gatehouse_okta_group", map[string]any{}, limit); errs != "" || len(all) != want {
			t.Errorf("at most %d: %d, %s", limit, len(all), errs)
		}
	}
}
