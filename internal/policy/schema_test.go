package policy

import (
	"fmt"
	"strings"
	"testing"
)

// TestUnderstood: a schema is only held against a configuration if the library
// takes it to mean what it means, and comes to an end with it.
func TestUnderstood(t *testing.T) {
	t.Parallel()
	var growing []string // each refers to the next one twice
	for i := range 40 {
		growing = append(growing, fmt.Sprintf(`"d%d":{"allOf":[{"$ref":"#/definitions/d%[2]d"},{"$ref":"#/definitions/d%[2]d"}]}`, i, i+1))
	}
	growing = append(growing, `"d40":{"type":"string"}`)
	for name, c := range map[string]struct {
		rest string
		want bool
	}{
		"plain":                     {`"type":"object"`, true},
		"a reference":               {`"definitions":{"a":{"type":"string"}},"properties":{"b":{"$ref":"#/definitions/a"}}`, true},
		"to nothing":                {`"properties":{"b":{"$ref":"#/definitions/a"}}`, false},
		"to the whole":              {`"properties":{"b":{"$ref":"#"}}`, false},
		"to itself":                 {`"definitions":{"a":{"$ref":"#/definitions/a"}},"$ref":"#/definitions/a"`, false},
		"to another document":       {`"definitions":{"a":{}},"$ref":"definitions/a"`, false},
		"written with escapes":      {`"definitions":{"a~0b":{}},"$ref":"#/definitions/a~0b"`, false},
		"growing beyond measure":    {`"definitions":{` + strings.Join(growing, ",") + `},"$ref":"#/definitions/d0"`, false},
		"keywords of older drafts":  {`"properties":{"b":{"items":[{"type":"string"}],"additionalItems":false}}`, true},
		"a keyword in another case": {`"properties":{"b":{"$Ref":"#"}}`, false},
		"one by Unicode's folding":  {`"propertieſ":{"b":{"type":"string"}}`, false},
		"one in a schema":           {`"items":{"Required":["b"]}`, false},
		"one in a list":             {`"allOf":[{"Required":["b"]}]`, false},
		"names like keywords":       {`"properties":{"Type":{"type":"string"},"Items":{}},"default":{"Title":1},"dependentRequired":{"Type":["Items"]}`, true},
		"a word of its own":         {`"@context":{"Type":1}`, true},
		"one below a name":          {`"properties":{"Type":{"Type":"string"}}`, false},
		"a draft that is not known": {`"$schema":"https://example.com/schema"`, false},
	} {
		if got := understood([]byte(`{"$schema":"http://json-schema.org/draft-07/schema#",` + c.rest + `}`)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
