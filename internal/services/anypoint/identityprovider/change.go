package identityprovider

import (
	"encoding/json"
	"reflect"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
)

// change is what a PATCH sends: the members at the root that differ, each as a
// whole. Whether the platform lays what is below them over what it has, or
// replaces it, its document does not tell: no member is required at any depth,
// and the one client known sends everything. What goes away is sent as empty.
func change(was, is anypoint.IdentityProvider) (map[string]any, error) {
	is.Type.Name, was.Type.Name = "", "" // it cannot change
	before, err := members(was)
	if err != nil {
		return nil, err
	}
	after, err := members(is)
	if err != nil {
		return nil, err
	}
	all := whole(before, after)
	for k, v := range all {
		if reflect.DeepEqual(v, before[k]) {
			delete(all, k)
		}
	}
	return all, nil
}

func members(p anypoint.IdentityProvider) (out map[string]any, err error) {
	text, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	return out, err
}

// whole is what is, and as empty what was and is no more.
func whole(was, is map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range is {
		out[k] = v
		if inner, ok := v.(map[string]any); ok {
			old, _ := was[k].(map[string]any)
			out[k] = whole(old, inner)
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
		return whole(v, nil)
	case bool:
		return false
	case string:
		return ""
	}
	return v
}
