package acctest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

// Action expects that the plan does this with the object.
func Action(address string, action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

// ImportID joins attributes of an object in the state by "/", as its import id.
func ImportID(address string, attributes ...string) resource.ImportStateIdFunc {
	return func(s *terraform.State) (string, error) {
		r := s.RootModule().Resources[address]
		if r == nil {
			return "", fmt.Errorf("%s is not in the state", address)
		}
		parts := make([]string, len(attributes))
		for i, a := range attributes {
			parts[i] = r.Primary.Attributes[a]
		}
		return strings.Join(parts, "/"), nil
	}
}

// DeleteAll deletes by hand the objects of a list whose name is this one.
func (e *Env) DeleteAll(t testing.TB, list, name string) {
	t.Helper()
	items, _ := e.ByHand(t, http.MethodGet, list, nil).([]any)
	n := 0
	for _, item := range items {
		o, _ := item.(map[string]any)
		if o["name"] == name {
			e.ByHand(t, http.MethodDelete, fmt.Sprintf("%s/%v", list, o["id"]), nil)
			n++
		}
	}
	if n == 0 {
		t.Fatalf("%s has no %q to delete", list, name)
	}
}
