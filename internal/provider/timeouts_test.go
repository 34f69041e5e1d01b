package provider_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// TestTimeouts_everyResource: every resource has the block, with all four
// operations, and its documentation names the default.
func TestTimeouts_everyResource(t *testing.T) {
	t.Parallel()
	schemas, _ := offered(t)
	for name, s := range schemas["resources"] {
		var names []string
		for _, b := range s.Block.BlockTypes {
			if b.TypeName != "timeouts" {
				continue
			}
			for _, a := range b.Block.Attributes {
				names = append(names, a.Name)
				if !a.Optional || a.Computed || !strings.Contains(a.Description, "Default: `20m`") {
					t.Errorf("%s: timeouts.%s is %+v", name, a.Name, a)
				}
			}
		}
		slices.Sort(names)
		if want := []string{"create", "delete", "read", "update"}; !slices.Equal(names, want) {
			t.Errorf("%s has the timeouts %q, want %q", name, names, want)
		}
	}
}

// TestTimeouts_bound: each operation ends when its time is over, the waits
// between repetitions included, says which limit it was and how to raise it,
// and the object is still in the state.
func TestTimeouts_bound(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	const group = "gatehouse_okta_group"
	config := func(operation, limit, description string) map[string]any {
		c := map[string]any{"name": "group", "description": description}
		if operation != "" {
			c["timeouts"] = map[string]any{operation: limit}
		}
		return c
	}
	busy := func(method string) { // for ever, without a word about when it ends
		e.Sim.World.Faults.Add(kernel.Fault{Platform: "okta", Method: method, Times: 1000, Status: http.StatusTooManyRequests})
	}
	check := func(operation string, run func() string) {
		t.Helper()
		start := time.Now()
		text := run()
		for _, want := range []string{"longer than 300ms", `"` + operation + `" in the timeouts block`, "timeouts { " + operation + ` = "1h" }`} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the error lacks %q:\n%s", operation, want, text)
			}
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %s", operation, took)
		}
	}

	// A call that was given up may still be on its way: what it does must not
	// matter when the platform is there again.
	calm := e.Sim.World.Faults.Clear

	other := config("create", "300ms", "one")
	other["name"] = "other"
	busy(http.MethodPost)
	check("create", func() string { return m.New(group).TryApply(other) })

	calm()
	o := m.Create(group, config("", "", "one"))
	busy(http.MethodPut)
	check("update", func() string { return o.TryApply(config("update", "300ms", "two")) })
	if o.Refresh() {
		t.Fatal("the object is gone from the state")
	}

	calm()
	o.Apply(config("read", "300ms", "two"))
	busy(http.MethodGet)
	check("read", o.TryRefresh)

	calm()
	o.Apply(config("delete", "300ms", "two"))
	busy(http.MethodDelete)
	check("delete", o.TryDestroy)
	if o.Refresh() {
		t.Fatal("the object is gone from the state")
	}
	calm()
	o.Destroy()
}
