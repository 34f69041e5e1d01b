package anypoint

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// schemasJSON holds the request schemas of the vendor's OpenAPI documents
// (Access Management, Exchange Experience and API Manager API, Apache-2.0),
// reduced to the keywords that decide whether a body is accepted.
//
//go:embed data/schemas.json
var schemasJSON []byte

// schema is the part of JSON Schema that those documents use.
type schema struct {
	Type                 string             `json:"type"`
	Required             []string           `json:"required"`
	Properties           map[string]*schema `json:"properties"`
	Items                *schema            `json:"items"`
	Enum                 []any              `json:"enum"`
	AdditionalProperties *bool              `json:"additionalProperties"`
	Nullable             bool               `json:"nullable"`
	MinLength            *int               `json:"minLength"`
	MaxLength            *int               `json:"maxLength"`
	Minimum              *float64           `json:"minimum"`
	Maximum              *float64           `json:"maximum"`
	MinItems             *int               `json:"minItems"`
	MaxItems             *int               `json:"maxItems"`
	Pattern              string             `json:"pattern"`
}

var schemas = loadSchemas()

func loadSchemas() map[string]*schema {
	out := map[string]*schema{}
	if err := json.Unmarshal(schemasJSON, &out); err != nil {
		panic(err) // the file is compiled in
	}
	// allow_client_import is sent and read back by a live client (yaac
	// create.clj) and the console has the switch; the closed schema omits it.
	for _, name := range []string{"OIDCDynamicClientProvider", "OIDCDynamicClientProviderOptional"} {
		out[name].Properties["oidc_dynamic_client_provider"].Properties["allow_client_import"] = &schema{Type: "boolean"}
	}
	// The schema types apiId as string, the vendor's own walkthrough and the
	// recorded exchanges send a number.
	for _, name := range []string{"CreateContractV1", "CreateContractV2"} {
		out[name].Properties["apiId"] = &schema{}
	}
	return out
}

// violation is one way in which a body does not fit.
type violation struct {
	Path    string // such as /endpoint/uri
	Keyword string // of JSON Schema
	Message string // in the words of the validator that the platform's answers quote
	Data    any
}

// check lists what is wrong with a value.
func (s *schema) check(path string, v any) []violation {
	bad := func(keyword, format string, args ...any) []violation {
		return []violation{{Path: path, Keyword: keyword, Message: fmt.Sprintf(format, args...), Data: v}}
	}
	if v == nil {
		if s.Type == "" || s.Nullable {
			return nil
		}
		return bad("type", "must be %s", s.Type)
	}
	if !s.fits(v) {
		return bad("type", "must be %s", s.Type)
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, v) {
		names := make([]string, len(s.Enum))
		for i, e := range s.Enum {
			names[i] = fmt.Sprint(e)
		}
		return bad("enum", "must be equal to one of the allowed values: %s", strings.Join(names, ", "))
	}
	switch v := v.(type) {
	case string:
		switch {
		case s.MinLength != nil && len([]rune(v)) < *s.MinLength:
			return bad("minLength", "must NOT have fewer than %d characters", *s.MinLength)
		case s.MaxLength != nil && len([]rune(v)) > *s.MaxLength:
			return bad("maxLength", "must NOT have more than %d characters", *s.MaxLength)
		case s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(v):
			return bad("pattern", "must match pattern %q", s.Pattern)
		}
	case json.Number:
		f, _ := v.Float64()
		switch {
		case s.Minimum != nil && f < *s.Minimum:
			return bad("minimum", "must be >= %v", *s.Minimum)
		case s.Maximum != nil && f > *s.Maximum:
			return bad("maximum", "must be <= %v", *s.Maximum)
		}
	case []any:
		return s.checkArray(path, v)
	case map[string]any:
		return s.checkObject(path, v)
	}
	return nil
}

func (s *schema) fits(v any) bool {
	var ok bool
	switch s.Type {
	case "":
		return true
	case "object":
		_, ok = v.(map[string]any)
	case "array":
		_, ok = v.([]any)
	case "string":
		_, ok = v.(string)
	case "boolean":
		_, ok = v.(bool)
	case "number":
		_, ok = v.(json.Number)
	case "integer":
		n, isNumber := v.(json.Number)
		_, err := n.Int64()
		ok = isNumber && err == nil
	}
	return ok
}

func (s *schema) checkArray(path string, v []any) []violation {
	switch {
	case s.MinItems != nil && len(v) < *s.MinItems:
		return []violation{{path, "minItems", fmt.Sprintf("must NOT have fewer than %d items", *s.MinItems), v}}
	case s.MaxItems != nil && len(v) > *s.MaxItems:
		return []violation{{path, "maxItems", fmt.Sprintf("must NOT have more than %d items", *s.MaxItems), v}}
	}
	var out []violation
	if s.Items != nil {
		for i, item := range v {
			out = append(out, s.Items.check(fmt.Sprintf("%s/%d", path, i), item)...)
		}
	}
	return out
}

func (s *schema) checkObject(path string, v map[string]any) []violation {
	var out []violation
	for _, name := range s.Required {
		if _, ok := v[name]; !ok {
			out = append(out, violation{path + "/" + name, "required", fmt.Sprintf("must have required property '%s'", name), v})
		}
	}
	for _, name := range sortedKeys(v) {
		p, known := s.Properties[name]
		switch {
		case known:
			out = append(out, p.check(path+"/"+name, v[name])...)
		case s.AdditionalProperties != nil && !*s.AdditionalProperties:
			out = append(out, violation{path + "/" + name, "additionalProperties", "must NOT have additional properties", v[name]})
		}
	}
	return out
}
