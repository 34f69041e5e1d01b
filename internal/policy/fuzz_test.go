package policy

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// FuzzConfiguration: no template and no configuration makes the checks panic or
// tell a secret, and what the platform shows settles after one refresh.
func FuzzConfiguration(f *testing.F) {
	const (
		older = `[{"propertyName":"limit","type":"int","options":[1,{"value":2}]},{"propertyName":"secret","type":"string","sensitive":true},{"propertyName":"more","type":"object","optional":true,"dependsOnKey":"limit","dependsOnValue":1}]`
		newer = `{"$schema":"https://json-schema.org/draft/2019-09/schema","type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":1},"b":{"type":"array","items":{"enum":["x",null]}},"secret":{"type":"string","pattern":"^x+$","@context":{"@characteristics":["security:sensitive"]}}}}`
	)
	for _, configuration := range []string{
		`{}`, `null`, `[]`, `"{}"`, `{"limit":1,"secret":"hush-hush","more":{"a":[1,null,{}]}}`, `{"a":1.0,"b":["x"],"secret":"hush-hush"}`, `{"a":1e999,"b":{"x":[]}}`,
		`{"a":1e999999999}`, `{"a":"#[1]","b":"${x}","c":"\u0000"}`, `{"":{"":[[[]]]}}`, strings.Repeat(`{"a":`, 150) + "0" + strings.Repeat("}", 150),
	} {
		for _, template := range []string{older, newer, `{"$ref":"#"}`, `{"$Ref":"#"}`, `{"properties":{"a":{"$ref":"#/properties/a"}}}`, `{"properties":null,"items":0}`, `{"type":["x",1]}`, `[null,{}]`, `0`, ``} {
			f.Add([]byte(template), []byte(configuration), []byte(`{"limit":"1","added":true,"a":{"a":null}}`))
		}
	}
	f.Fuzz(func(t *testing.T, template, configuration, shown []byte) {
		given, have := decoded(configuration), decoded(shown)
		if tf.Deep(given, 200) || tf.Deep(have, 200) {
			t.Skip("rest lets nothing through that is as deep, and HCL neither")
		}
		facts := anypoint.PolicyTemplate{Configuration: template}.Facts()
		if m, ok := given.(map[string]any); ok {
			concealed := map[string]any{}
			if _, isText := m["secret"].(string); isText {
				concealed["secret"] = "hush-hush-hush"
			}
			whole := maps.Clone(m)
			maps.Copy(whole, concealed)
			for _, p := range check(facts, whole, slices.Sorted(maps.Keys(concealed)), true) {
				if len(concealed) > 0 && strings.Contains(p.text, "hush-hush-hush") {
					t.Errorf("the secret is in %q", p.text)
				}
			}
		}
		answer, _ := have.(map[string]any)
		policy := anypoint.Policy{Configuration: answer, Template: facts}
		state := Freeform{Configuration: tf.Dynamic(given), ConfigurationDefaults: types.StringNull(), SensitiveConfiguration: types.DynamicNull()}
		state.Flatten(policy)
		first := state.Configuration
		state.Flatten(policy)
		if !tf.Same(first, state.Configuration, anypoint.Equal) {
			t.Errorf("%s after one refresh, %s after two", first, state.Configuration)
		}
	})
}

func decoded(text []byte) any {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}
