package apipolicies_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/services/anypoint/apipolicies"
)

// each runs a test for every policy of the table.
func each(t *testing.T, run func(t *testing.T, d *apipolicies.Descriptor, e *acctest.Env, api string)) {
	t.Parallel()
	if len(apipolicies.All()) < 20 {
		t.Fatalf("only %d policies are in the table", len(apipolicies.All()))
	}
	for _, d := range apipolicies.All() {
		t.Run(d.Asset, func(t *testing.T) {
			t.Parallel()
			e, api := world(t)
			run(t, d, e, api)
		})
	}
}

func of(api string, configuration map[string]any) map[string]any {
	if configuration == nil { // of a policy without arguments
		return map[string]any{"api_instance_id": api}
	}
	return map[string]any{"api_instance_id": api, "configuration": configuration}
}

// TestTable_lifecycle creates each policy with all of its arguments and with the
// required ones alone, changes each argument by one PATCH of the whole
// configuration, and imports it.
func TestTable_lifecycle(t *testing.T) {
	each(t, func(t *testing.T, d *apipolicies.Descriptor, e *acctest.Env, api string) {
		m := e.Machine(t)
		settled := func(o *acctest.Managed, config map[string]any, when string) {
			t.Helper()
			o.Refresh()
			if p := o.Plan(config); p.Errors != "" || !p.Empty() {
				t.Errorf("%s: the plan changes %v %v %s", when, p.Changed, p.Replace, p.Errors)
			}
		}
		config := of(api, sample(d.Arguments, 0, true))
		o := m.Create(d.TypeName(), config)
		settled(o, config, "after the creation")
		post := "POST " + items
		if d.Outbound {
			post = "POST /apimanager/xapi/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/policies/outbound-policies"
		}
		body := e.LastBody(t, post)
		if body["assetId"] != d.Asset {
			t.Errorf("sent %v", body["assetId"])
		}
		same(t, "the creation", body["configurationData"], shown(d.Arguments, 0))
		for _, a := range d.Arguments {
			changed := maps.Clone(config["configuration"].(map[string]any))
			maps.Copy(changed, given(a, 1, true))
			now := of(api, changed)
			o.Apply(now)
			settled(o, now, "after a change of "+a.Name)
			want := shown(d.Arguments, 0)
			want[a.PlatformKey()] = onPlatform(a, 1)
			same(t, "a change of "+a.Name, e.LastBody(t, "PATCH "+item)["configurationData"], want)
		}
		o.Apply(config)
		imported := m.Import(d.TypeName(), strings.Join([]string{o.Text("organization_id"), o.Text("environment_id"), api, o.Text("id")}, "/"))
		p := imported.Plan(config)
		if left := slices.DeleteFunc(p.Changed, func(at string) bool { return strings.HasSuffix(at, "_wo_version") }); len(left) > 0 || p.Errors != "" || len(p.Replace) > 0 {
			t.Errorf("after the import the plan changes %v %v %s", left, p.Replace, p.Errors)
		}
		little := of(api, sample(d.Arguments, 0, false))
		if d.Optional {
			delete(little, "configuration")
		}
		o.Apply(little)
		settled(o, little, "with the required arguments alone")
		o.Destroy()
		alone := m.Create(d.TypeName(), little)
		settled(alone, little, "created with the required arguments alone")
		if posts, deletes := e.Count(post), e.Count("DELETE "+item); posts != 2 || deletes != 1 {
			t.Errorf("%d POST, %d DELETE: a policy was absent while it was changed", posts, deletes)
		}
	})
}

// TestTable_drift: a change of every argument on the platform is seen.
func TestTable_drift(t *testing.T) {
	each(t, func(t *testing.T, d *apipolicies.Descriptor, e *acctest.Env, api string) {
		patch := func(body map[string]any) func(*testing.T, *acctest.Env, *acctest.Managed) {
			return func(t *testing.T, e *acctest.Env, o *acctest.Managed) {
				e.ByHand(t, http.MethodPatch, e.APIs()+"/"+api+"/policies/"+o.Text("id"), body)
			}
		}
		drift := acctest.Drift{
			Type:   d.TypeName(),
			Config: of(api, sample(d.Arguments, 0, true)),
			Edits: map[string][]acctest.Edit{
				"asset_version": {{Do: patch(map[string]any{"assetVersion": "0.0.1"})}},
				"label":         {{Do: patch(map[string]any{"label": "other"})}, {Do: patch(map[string]any{"label": nil})}},
				"disabled":      {{Do: patch(map[string]any{"disabled": false})}},
				"order":         {{Do: patch(map[string]any{"order": 7})}},
				"pointcut":      {{Do: patch(map[string]any{"pointcutData": nil})}},
			},
			Except: map[string]string{
				"organization_id": "it is where the object is, not what it holds",
				"environment_id":  "it is where the object is, not what it holds",
				"api_instance_id": "it is where the object is, not what it holds",
				"allow_duplicate": "it counts for the creation only; the platform does not keep it",
			},
		}
		maps.Copy(drift.Config, map[string]any{
			"asset_version": d.Version, "label": "card", "disabled": true, "order": 1,
			"pointcut": []any{map[string]any{"method_regex": "GET", "uri_template_regex": "/a"}},
		})
		with := func(a apipolicies.Argument, value any) func(*testing.T, *acctest.Env, *acctest.Managed) {
			whole := shown(d.Arguments, 0)
			if whole[a.PlatformKey()] = value; value == nil {
				delete(whole, a.PlatformKey())
			}
			return patch(map[string]any{"configurationData": whole})
		}
		hidden := func(at string) {
			for _, name := range []string{at, at + "_wo", at + "_wo_version"} {
				drift.Except[name] = "the platform does not show the secret"
			}
		}
		for _, a := range d.Arguments {
			at := "configuration." + a.Name
			switch {
			case a.Secret:
				hidden(at)
				continue
			case a.Kind == apipolicies.Nested: // each member is an argument
				for _, inner := range a.Of {
					if inner.Secret {
						hidden(at + "." + inner.Name)
						continue
					}
					other := shown(a.Of, 0)
					other[inner.PlatformKey()] = onPlatform(inner, 1)
					drift.Edits[at+"."+inner.Name] = []acctest.Edit{{Do: with(a, other)}}
				}
				continue
			}
			drift.Edits[at] = append(drift.Edits[at], acctest.Edit{Do: with(a, onPlatform(a, 1))})
			if !a.Required {
				drift.Edits[at] = append(drift.Edits[at], acctest.Edit{Do: with(a, nil)})
				left := sample(d.Arguments, 0, true)
				delete(left, a.Name)
				drift.Edits[at] = append(drift.Edits[at], acctest.Edit{Do: with(a, onPlatform(a, 0)), With: map[string]any{"configuration": left}})
			}
		}
		drift.Run(t, e)
	})
}

// TestTable_secrets: none is in the state, and each write repeats it.
func TestTable_secrets(t *testing.T) {
	found := false
	for _, d := range apipolicies.All() {
		found = found || slices.ContainsFunc(d.Arguments, func(a apipolicies.Argument) bool { return a.Secret })
	}
	if !found {
		t.Fatal("no policy has a secret")
	}
	each(t, func(t *testing.T, d *apipolicies.Descriptor, e *acctest.Env, api string) {
		config := of(api, sample(d.Arguments, 0, true))
		o := e.Machine(t).Create(d.TypeName(), config)
		for _, a := range d.Arguments {
			if !a.Secret {
				continue
			}
			secret := value(a, 0, true)
			if strings.Contains(fmt.Sprint(o.Values()), fmt.Sprint(secret)) {
				t.Errorf("%s is in the state: %v", a.Name, o.Values())
			}
			// Another change repeats it: the platform replaces the whole.
			other := sample(d.Arguments, 0, true)
			for _, b := range d.Arguments {
				if !b.Secret {
					maps.Copy(other, given(b, 1, true))
				}
			}
			o.Apply(of(api, other))
			if got := e.LastBody(t, "PATCH "+item)["configurationData"].(map[string]any)[a.PlatformKey()]; got != secret {
				t.Errorf("a change of something else sends %v for %s", got, a.Name)
			}
			// Without any: a warning, because a configuration made for an import has none.
			if none := sample(d.Arguments, 0, true); a.Required {
				delete(none, a.Name+"_wo")
				delete(none, a.Name+"_wo_version")
				m := e.Machine(t)
				if errs, warnings := m.Validate(d.TypeName(), of(api, none)), m.Warnings(d.TypeName(), of(api, none)); errs != "" || !strings.Contains(warnings, "Missing "+a.Name) {
					t.Errorf("without %s: errors %q, warnings %q", a.Name, errs, warnings)
				}
			}
			// The other form, for command lines without write-only arguments.
			kept := sample(d.Arguments, 0, true)
			delete(kept, a.Name+"_wo")
			delete(kept, a.Name+"_wo_version")
			kept[a.Name] = "kept-in-the-state"
			o.Apply(of(api, kept))
			o.Refresh()
			if p := o.Plan(of(api, kept)); !p.Empty() {
				t.Errorf("%s kept in the state: the plan changes %v", a.Name, p.Changed)
			}
		}
	})
}

// TestTable_unknown: every part of a configuration may be unknown.
func TestTable_unknown(t *testing.T) {
	each(t, func(t *testing.T, d *apipolicies.Descriptor, e *acctest.Env, api string) {
		m := e.Machine(t)
		configs := []map[string]any{{"api_instance_id": acctest.Unknown}}
		if len(d.Arguments) > 0 {
			configs[0]["configuration"] = acctest.Unknown
		}
		for _, a := range d.Arguments {
			c := sample(d.Arguments, 0, true)
			name := a.Name
			if a.Secret {
				name += "_wo"
			}
			c[name] = acctest.Unknown
			configs = append(configs, of(api, c))
		}
		for _, c := range configs {
			if errs := m.Validate(d.TypeName(), c); errs != "" {
				t.Errorf("%v: %s", c, errs)
			}
			if p := m.New(d.TypeName()).Plan(c); p.Errors != "" {
				t.Errorf("%v: %s", c, p.Errors)
			}
		}
	})
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if string(a) != string(b) {
		t.Errorf("%s sends\n%s, want\n%s", what, a, b)
	}
}
