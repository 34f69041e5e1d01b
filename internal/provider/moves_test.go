package provider_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

const (
	official = "registry.terraform.io/okta/okta"
	// dynamicallyRegistered takes okta_app_oauth over, too, under the names that
	// arguments have in a registration: its own tests move one.
	dynamicallyRegistered = "gatehouse_okta_oauth_client"
)

// counterparts are, for each type of the official provider, ours that take it
// over by a moved block.
func counterparts(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, factory := range provider.New("test").Resources(t.Context()) {
		r, ok := factory().(interface {
			Identifiers() (string, []string)
			MovesFrom() []string
		})
		if !ok {
			t.Fatalf("%T does not tell what it takes over", factory())
		}
		name, _ := r.Identifiers()
		for _, from := range r.MovesFrom() {
			if strings.HasPrefix(from, "okta_") {
				out[from] = append(out[from], "gatehouse_"+name)
			}
		}
	}
	return out
}

// secretsOf are the values in a state that must not come along.
func secretsOf(sources []source) []string {
	var out []string
	for _, s := range sources {
		for name, v := range s.Attributes {
			if v, ok := v.(string); ok && v != "" && strings.Contains(name, "secret") {
				out = append(out, v)
			}
		}
	}
	return out
}

// implied are the arguments that a configuration of ours needs beside those of
// the official provider's, because one type here serves two of its types.
var implied = map[string]map[string]any{
	"okta_auth_server_default":       {"adopt": true},
	"okta_auth_server_claim_default": {"adopt": true},
	"okta_app_group_assignments":     {"authoritative": true},
}

// computed are attributes that the official provider fills in and that nobody
// configures, although both providers have an argument of that name: Okta's own
// settings of an OpenID Connect app.
var computed = []string{"app_settings_json"}

// configuration says all that a state of the official provider says, as far as
// a block of ours has an argument for it. Lists of one block,
// and maps, become attributes.
func configuration(attributes []*tfprotov6.SchemaAttribute, state map[string]any) map[string]any {
	out := map[string]any{}
	for _, a := range attributes {
		v := state[a.Name]
		if !a.Required && !a.Optional || a.Sensitive || a.WriteOnly || slices.Contains(computed, a.Name) || blank(v) {
			continue
		}
		if a.NestedType == nil {
			out[a.Name] = v
			continue
		}
		blocks := list(v)
		if one, isMap := v.(map[string]any); isMap { // a map of the official provider's
			blocks = []any{one}
		}
		var elements []any
		for _, block := range blocks {
			block, _ := block.(map[string]any)
			elements = append(elements, configuration(a.NestedType.Attributes, block))
		}
		switch {
		case a.NestedType.Nesting != tfprotov6.SchemaObjectNestingModeSingle:
			out[a.Name] = elements
		case len(elements) > 0:
			out[a.Name] = elements[0]
		}
	}
	return out
}

// blank tells whether a value is none: the official provider writes "" where
// an argument was left out, and "{}" for an empty profile.
func blank(v any) bool {
	all, isList := v.([]any)
	return v == nil || v == "" || v == "{}" || isList && len(all) == 0
}

// TestMoves_everyType moves every object of the official provider's states
// through the protocol, with a configuration that says all that the state says:
// no plan changes anything, and no secret comes along.
func TestMoves_everyType(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	m := e.Machine(t)
	moved := map[string]bool{}
	types := counterparts(t)
	for _, state := range planted(t, e) {
		all := sourcesOf(t, state)
		secrets := append(secretsOf(all), e.Sim.World.Secrets.All()...)
		if len(secrets) < 2 {
			t.Errorf("there are %d secrets only", len(secrets))
		}
		for _, s := range all {
			for _, target := range types[s.Type] {
				if target == dynamicallyRegistered {
					continue
				}
				moved[s.Type] = true
				o := m.Move(target, s.Type, official, s.Attributes)
				if o.Refresh() {
					t.Fatalf("%s.%s is gone", s.Type, s.Name)
				}
				config := configuration(m.Schema(target).Block.Attributes, s.Attributes)
				maps.Copy(config, implied[s.Type])
				if limits, ok := s.Attributes["timeouts"].(map[string]any); ok {
					config["timeouts"] = source{Attributes: limits}.filled()
				}
				if p := o.Plan(config); !p.Empty() || p.Errors != "" {
					t.Errorf("%s.%s: the plan changes %q, replaces %q: %s", s.Type, s.Name, p.Changed, p.Replace, p.Errors)
				}
				text, err := json.Marshal(o.Values())
				if err != nil {
					t.Fatal(err)
				}
				for _, secret := range secrets {
					if strings.Contains(string(text), secret) {
						t.Errorf("%s.%s: the state has the secret %q", s.Type, s.Name, secret)
					}
				}
			}
		}
	}
	for from := range types {
		if !moved[from] {
			t.Errorf("no state of testdata/moves has an %s: add one, and what plants it", from)
		}
	}
}

// TestMoves_anotherAddress: when nothing but the address of the provider
// changes, a registry's host for example, the object stays as it is.
func TestMoves_anotherAddress(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	const name = "gatehouse_okta_group_rule"
	config := map[string]any{
		"name": "by department", "expression_value": `user.department=="Orders"`, "remove_assigned_users": true,
		"group_assignments": []any{m.Create("gatehouse_okta_group", map[string]any{"name": "team"}).Text("id")},
	}
	was := m.Create(name, config)
	o := m.Move(name, name, "registry.example.com/gatehouse/gatehouse", was.Values())
	if p := o.Plan(config); !p.Empty() {
		t.Errorf("the plan changes %q", p.Changed)
	}
	if !reflect.DeepEqual(o.Values(), was.Values()) {
		t.Errorf("the state is %v, it was %v", o.Values(), was.Values())
	}
}

// TestMoves_refused: a state without what identifies the object says so, and
// types of other providers are nobody's, whatever they are called.
func TestMoves_refused(t *testing.T) {
	t.Parallel()
	m := acctest.Start(t).Machine(t)
	for _, c := range []struct {
		from, provider string
		state          map[string]any
		want           string
	}{
		{"okta_auth_server_scope", official, map[string]any{"id": "scp1"}, `The state of okta_auth_server_scope has no "auth_server_id"`},
		{"okta_auth_server_scope", "registry.terraform.io/someone/else", map[string]any{"id": "scp1", "auth_server_id": "aus1"}, "Unable to Move Resource State"},
		{"okta_auth_server_claim", official, map[string]any{"id": "ocl1", "auth_server_id": "aus1"}, "Unable to Move Resource State"},
	} {
		if _, errs := m.TryMove("gatehouse_okta_auth_server_scope", c.from, c.provider, c.state); !strings.Contains(errs, c.want) {
			t.Errorf("%s of %s: want %q, got %q", c.from, c.provider, c.want, errs)
		}
	}
}
