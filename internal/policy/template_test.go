package policy

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// TestCheck_properties: what is said of a configuration by a template in the
// older form.
func TestCheck_properties(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		property, configuration string
		want                    string // a part of what is said; empty: nothing is
	}{
		"given":                        {`"type":"int"`, `{"p":1}`, ""},
		"missing":                      {`"type":"int"`, `{}`, `demands the key "p"`},
		"null":                         {`"type":"int"`, `{"p":null}`, `demands the key "p"`},
		"missing, with a default":      {`"type":"int","defaultValue":0`, `{}`, ""},
		"missing, the default is null": {`"type":"int","defaultValue":null`, `{}`, `demands the key "p"`},
		"missing, optional":            {`"type":"int","optional":true`, `{}`, ""},
		"missing, secret":              {`"type":"string","sensitive":true`, `{}`, ""},
		"missing, it applies":          {`"type":"int","dependsOnKey":"q","dependsOnValue":true`, `{"q":true}`, `demands the key "p"`},
		"missing, it does not apply":   {`"type":"int","dependsOnKey":"q","dependsOnValue":true`, `{"q":false}`, ""},
		"another kind":                 {`"type":"int"`, `{"p":"1"}`, `has "p" as int`},
		"a secret of another kind":     {`"type":"int","sensitive":true`, `{"p":"x"}`, ""},
		"an expression":                {`"type":"int"`, `{"p":"#[1]"}`, ""},
		"a text":                       {`"type":"string"`, `{"p":"x"}`, ""},
		"texts of one":                 {`"type":"string"`, `{"p":["x"]}`, `has "p" as string`},
		"texts of several":             {`"type":"string","allowMultiple":true`, `{"p":["x"]}`, ""},
		"one of several":               {`"type":"string","allowMultiple":true`, `{"p":"x"}`, ""},
		"a number of several":          {`"type":"string","allowMultiple":true`, `{"p":1}`, `has "p" as string`},
		"an option":                    {`"type":"string","options":["a","b"]`, `{"p":"a"}`, ""},
		"an option with a name":        {`"type":"string","options":[{"name":"A","value":"a"}]`, `{"p":"a"}`, ""},
		"an option that is a number":   {`"type":"int","options":[1,{"value":2}]`, `{"p":2}`, ""},
		"an option that is an object":  {`"type":"object","options":[{"a":"x"}]`, `{"p":{"a":"x"}}`, ""},
		"no option":                    {`"type":"string","options":["a",{"name":"B","value":"b"}]`, `{"p":"B"}`, `knows for "p" only "a", "b"`},
	} {
		// q is another property, so that nothing is said of its key.
		template := `[{"propertyName":"p",` + c.property + `},{"propertyName":"q","type":"boolean","optional":true}]`
		configuration, ok := decoded([]byte(c.configuration)).(map[string]any)
		if !ok {
			t.Fatal(c.configuration)
		}
		got := fmt.Sprint(check(anypoint.PolicyTemplate{Configuration: []byte(template)}.Facts(), configuration, nil, true))
		if (c.want == "") != (got == "[]") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %q", name, got, c.want)
		}
	}
}
