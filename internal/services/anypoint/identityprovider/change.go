package identityprovider

import (
	"encoding/json"
	"reflect"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// change is what a PATCH sends: the members that differ. None at any depth is
// required by the document, so that what is left out is taken to be kept, the
// secrets above all. What goes away is sent as empty.
func change(was, is anypoint.IdentityProvider) (map[string]any, error) {
	before, err := members(was)
	if err != nil {
		return nil, err
	}
	after, err := members(is)
	if err != nil {
		return nil, err
	}
	return differing(before, after), nil
}

func members(p anypoint.IdentityProvider) (out map[string]any, err error) {
	text, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	return out, err
}

func differing(was, is map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range is {
		old, isObject := was[k].(map[string]any)
		if inner, both := v.(map[string]any); isObject && both {
			if part := differing(old, inner); len(part) > 0 {
				out[k] = part
			}
		} else if !reflect.DeepEqual(v, was[k]) {
			out[k] = v
		}
	}
	for k, v := range was {
		if _, kept := is[k]; !kept {
			out[k] = emptied(v)
		}
	}
	return out
}

func emptied(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return differing(v, nil)
	case bool:
		return false
	case string:
		return ""
	}
	return v
}
