package apipolicies_test

import (
	"maps"
	"net/http"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicies"
)

// TestTable_keepsWhatItHasNoArgumentFor: an update leaves settings alone that
// only API Manager has, in the configuration and in an object of it. One that
// is shown as asterisks is none, and one of an argument that was taken out goes.
func TestTable_keepsWhatItHasNoArgumentFor(t *testing.T) {
	each(t, func(t *testing.T, d *apipolicies.Descriptor, e *acctest.Env, api string) {
		if len(d.Arguments) == 0 {
			return // it never sends a configuration
		}
		whole := sample(d.Arguments, 0, true)
		o := e.Machine(t).Create(d.TypeName(), of(api, whole))
		byHand := shown(d.Arguments, 0)
		for _, a := range d.Arguments {
			if a.Kind == apipolicies.Nested {
				byHand[a.PlatformKey()].(map[string]any)["newerKey"] = 1.0
			}
		}
		byHand["newerKey"], byHand["newerSwitch"], byHand["newerText"], byHand["newerSecret"] = map[string]any{"a": "b"}, true, "", "****"
		e.ByHand(t, http.MethodPatch, e.APIs()+"/"+api+"/policies/"+o.Text("id"), map[string]any{"configurationData": byHand})
		delete(byHand, "newerSecret")
		for _, a := range d.Arguments {
			changed, want := maps.Clone(whole), maps.Clone(byHand)
			maps.Copy(changed, given(a, 1, true))
			o.Apply(of(api, changed))
			want[a.PlatformKey()] = onPlatform(a, 1)
			if object, ok := want[a.PlatformKey()].(map[string]any); ok && a.Kind == apipolicies.Nested {
				object["newerKey"] = 1.0
			}
			same(t, "a change of "+a.Name, e.LastBody(t, "PATCH "+item)["configurationData"], want)
			o.Apply(of(api, whole))
		}
	})
}
