package policy

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// bySchema is for templates with a JSON Schema. It says the first thing that
// does not fit.
func bySchema(facts anypoint.TemplateFacts, configuration map[string]any, secret []string, complete bool) []problem {
	var schema jsonschema.Schema
	if !understood(facts.Schema) || json.Unmarshal(facts.Schema, &schema) != nil {
		return nil
	}
	schema.Schema = dialects[schema.Schema]
	concealed := slices.Concat(secret, slices.Collect(maps.Keys(facts.Secrets)))
	for _, key := range concealed {
		if schema.Properties[key] != nil {
			schema.Properties[key] = &jsonschema.Schema{} // whatever it is
		}
	}
	if !complete {
		schema.Required = slices.DeleteFunc(schema.Required, func(key string) bool { return facts.Secrets[key] })
	}
	resolved, err := schema.Resolve(nil)
	if err != nil {
		return nil // it refers to what only the platform has
	}
	if err = resolved.Validate(plain(configuration)); err == nil {
		return nil
	}
	where, what := told(err.Error())
	for _, key := range secret {
		for _, text := range tf.Leaves(configuration[key]) {
			what = strings.ReplaceAll(what, text, "(sensitive)")
		}
	}
	return []problem{{fmt.Sprintf("The policy's template says of %s: %s.", where, what), true}}
}

// dialects are the versions of JSON Schema that are understood, each with the
// one that the library takes it for. 2019-09, in which the gateway's policies
// are written, differs from 2020-12 in nothing that understood lets pass.
var dialects = map[string]string{
	"":                                       "",
	"http://json-schema.org/draft-07/schema": "http://json-schema.org/draft-07/schema#",
	"http://json-schema.org/draft-07/schema#":      "http://json-schema.org/draft-07/schema#",
	"https://json-schema.org/draft/2019-09/schema": "",
	"https://json-schema.org/draft/2020-12/schema": "",
}

// understood tells whether a schema means what the library takes it to mean: a
// refusal that the platform does not share would be worse than none.
func understood(raw json.RawMessage) bool {
	var schema map[string]any
	if json.Unmarshal(raw, &schema) != nil {
		return false
	}
	version, _ := schema["$schema"].(string)
	if _, known := dialects[version]; !known {
		return false
	}
	budget := 20_000
	return !endless(schema, schema, nil, &budget) && !misread(schema) && (version != "https://json-schema.org/draft/2019-09/schema" || !older(schema))
}

// endless finds references by which a schema comes back to itself, or grows
// beyond measure: the library follows them until the stack is full, which ends
// the process. References of other kinds than to a place in the schema count too.
func endless(root, v any, inside []string, budget *int) bool {
	if *budget--; *budget < 0 {
		return true
	}
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, func(e any) bool { return endless(root, e, inside, budget) })
	case map[string]any:
		for key, e := range v {
			ref, isText := e.(string)
			switch {
			case isText && (key == "$ref" || key == "$dynamicRef"):
				target := pointed(root, ref)
				if target == nil || slices.Contains(inside, ref) || endless(root, target, append(slices.Clip(inside), ref), budget) {
					return true
				}
			case endless(root, e, inside, budget):
				return true
			}
		}
	}
	return false
}

// keywords are what the library reads of a schema; namedSchemas and values are
// the keywords in which the keys are names, and those that hold no schema.
var (
	keywords = sync.OnceValue(func() []string {
		all := []string{"type", "items", "dependencies"}
		for _, field := range reflect.VisibleFields(reflect.TypeFor[jsonschema.Schema]()) {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			all = append(all, name)
		}
		return all
	})
	namedSchemas = []string{"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"}
	values       = []string{"const", "default", "enum", "examples", "dependentRequired", "$vocabulary"}
)

// misread finds a key such as "$Ref" or "Required", which means nothing, but
// which the library takes for the keyword, because it reads JSON in any case.
func misread(v any) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, misread)
	case map[string]any:
		for key, e := range v {
			switch {
			case !slices.Contains(keywords(), key):
				if slices.ContainsFunc(keywords(), func(keyword string) bool { return strings.EqualFold(keyword, key) }) {
					return true
				}
			case slices.Contains(values, key):
			case slices.Contains(namedSchemas, key):
				m, _ := e.(map[string]any)
				if slices.ContainsFunc(slices.Collect(maps.Values(m)), misread) {
					return true
				}
			case misread(e):
				return true
			}
		}
	}
	return false
}

// pointed is what a reference such as "#/definitions/x" points to; nil: nothing.
func pointed(v any, ref string) any {
	path, ok := strings.CutPrefix(ref, "#/")
	if !ok || strings.ContainsAny(path, "%~") {
		return nil
	}
	for step := range strings.SplitSeq(path, "/") {
		m, _ := v.(map[string]any)
		v = m[step]
	}
	return v
}

// older finds the keywords that 2020-12 changed.
func older(v any) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, older)
	case map[string]any:
		_, tuple := v["items"].([]any)
		for _, key := range []string{"additionalItems", "$recursiveRef", "$recursiveAnchor"} {
			_, there := v[key]
			tuple = tuple || there
		}
		return tuple || slices.ContainsFunc(slices.Collect(maps.Values(v)), older)
	}
	return false
}

// plain is a value of the form that the validator takes.
func plain(v any) any {
	var out any
	if raw, err := json.Marshal(v); err != nil || json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

var (
	steps   = regexp.MustCompile(`^validating (\S+): `)
	keyword = regexp.MustCompile(`(^|/)(properties|allOf/\d+|anyOf/\d+|oneOf/\d+|then|else|\$defs/[^/]+|definitions/[^/]+)(/|$)`)
	decimal = regexp.MustCompile(`(\d)(\.0+|/1)\b`) // numbers as the library writes them
)

// told is the validator's message: the place in the configuration, by the
// place in the schema, and what is wrong there.
func told(message string) (where, what string) {
	at := ""
	for {
		step := steps.FindStringSubmatch(message)
		if step == nil {
			break
		}
		at, message = step[1], message[len(step[0]):]
	}
	return place(at), decimal.ReplaceAllString(message, "$1")
}

// place is a place of the schema as one of the configuration.
func place(at string) string {
	at = strings.TrimPrefix(at, "root")
	for keyword.MatchString(at) {
		at = keyword.ReplaceAllString(at, "$1$3")
	}
	var out strings.Builder
	for part := range strings.SplitSeq(at, "/") {
		switch part {
		case "":
		case "items":
			out.WriteString("[*]")
		default:
			out.WriteString("." + part)
		}
	}
	if out.Len() == 0 {
		return "the configuration"
	}
	return "configuration" + out.String()
}
