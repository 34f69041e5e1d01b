package provider_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// adopting is a provider that takes twins over.
func adopting(t *testing.T, e *acctest.Env) *acctest.Machine {
	t.Helper()
	settings := e.Settings()
	settings["on_conflict"] = "adopt"
	return e.MachineWith(t, settings)
}

// writeOnly tells whether a configuration has a write-only argument.
func writeOnly(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if strings.HasSuffix(name, "_wo") || writeOnly(member) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(v, writeOnly)
	}
	return false
}

// TestAdopt_everything makes everything, forgets it, and makes it again with
// on_conflict = "adopt". Wherever the platform refuses because there is one, it
// is taken over: nothing is made, and a plan changes nothing. What cannot be
// compared stays an error with the import block.
func TestAdopt_everything(t *testing.T) {
	t.Parallel()
	e := acctest.InMemory(t, nil)
	before := e.Machine(t).Stack("testdata/everything", e.EverythingVariables(t))
	m := adopting(t, e)
	taken := map[string]bool{}
	for _, o := range before.Objects {
		if repeatable[o.Type] != "" || otherWords[o.Type] != "" {
			continue
		}
		o.Refresh()
		same := o.Plan(o.Config).Empty() && !writeOnly(o.Config)
		objects := e.Sim.Objects()
		again := m.New(o.Type)
		errs := again.TryApply(o.Config)
		switch {
		case errs != "" && !same:
			if !strings.Contains(errs, "import {") || !strings.Contains(errs, "did not take it over") {
				t.Errorf("%s: the error does not say why, or how to import it: %s", o.Address, errs)
			}
			continue
		case !same && len(again.Warned) > 0:
			t.Errorf("%s was taken over, and it is different", o.Address)
		case errs != "":
			t.Errorf("%s was not taken over: %s", o.Address, errs)
			continue
		case len(again.Warned) == 0:
			continue // the platform takes another one
		}
		taken[o.Type] = true
		if again.Text("id") != o.Text("id") {
			t.Errorf("%s: took over %q, it is %q", o.Address, again.Text("id"), o.Text("id"))
		}
		if now := e.Sim.Objects(); !reflect.DeepEqual(now, objects) {
			t.Errorf("%s: something was made: %v, before %v", o.Address, now, objects)
		}
		if again.Refresh() || !again.Plan(o.Config).Empty() {
			t.Errorf("%s: a plan after it was taken over is not empty: %q", o.Address, again.Plan(o.Config).Changed)
		}
	}
	t.Logf("taken over: %q", sorted(taken))
	for _, want := range []string{
		"gatehouse_okta_auth_server_scope", "gatehouse_okta_group", "gatehouse_anypoint_exchange_asset", "gatehouse_anypoint_client_application", "gatehouse_anypoint_contract",
	} {
		if !taken[want] {
			t.Errorf("no %s was taken over", want)
		}
	}
}

// TestAdopt_onlyWhatIsEqual: a twin that differs is left alone, and the error
// names what differs; without the setting nothing is taken over.
func TestAdopt_onlyWhatIsEqual(t *testing.T) {
	t.Parallel()
	e := acctest.InMemory(t, nil)
	group := map[string]any{"name": "operators", "description": "ours"}
	e.Machine(t).Create("gatehouse_okta_group", group)
	errs := adopting(t, e).New("gatehouse_okta_group").TryApply(map[string]any{"name": "operators", "description": "theirs"})
	for _, want := range []string{"import {", "did not take it over", "description is different"} {
		if !strings.Contains(errs, want) {
			t.Errorf("the error lacks %q: %s", want, errs)
		}
	}
	// JSON is the same however it is written.
	shifts := map[string]any{"name": "shifts", "custom_profile_attributes": `{"first":1,"second":[2]}`}
	e.Machine(t).Create("gatehouse_okta_group", shifts)
	for custom, want := range map[string]string{`{"second": [2], "first": 1}`: "", `{"first":1,"second":[3]}`: "custom_profile_attributes is different"} {
		shifts["custom_profile_attributes"] = custom
		if errs := adopting(t, e).New("gatehouse_okta_group").TryApply(shifts); (errs == "") != (want == "") || !strings.Contains(errs, want) {
			t.Errorf("%s: %q", custom, errs)
		}
	}
	if errs := e.Machine(t).New("gatehouse_okta_group").TryApply(group); !strings.Contains(errs, "import {") || strings.Contains(errs, "adopt") {
		t.Errorf("without the setting: %q", errs)
	}
}
