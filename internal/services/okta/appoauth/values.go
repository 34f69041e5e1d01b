package appoauth

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func or[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

// orElse is a value that the platform may leave out when it is the usual one.
func orElse(s *string, usual string) types.String {
	if s == nil || *s == "" {
		return types.StringValue(usual)
	}
	return types.StringValue(*s)
}

// jsonObject is a JSON object, null for an absent or empty one.
func jsonObject(v json.RawMessage) jsontypes.Normalized {
	if s := string(v); s == "" || s == "null" || s == "{}" {
		return jsontypes.NewNormalizedNull()
	}
	return jsontypes.NewNormalizedValue(string(v))
}

// given is jsonObject, except that a configured empty object stays one, and that
// members which are null count as absent.
func given(prior jsontypes.Normalized, v json.RawMessage) jsontypes.Normalized {
	members := map[string]json.RawMessage{}
	_ = json.Unmarshal(v, &members)
	for k, m := range members {
		if string(m) == "null" {
			delete(members, k)
		}
	}
	if len(members) == 0 {
		if prior.ValueString() == "{}" {
			return prior
		}
		return jsontypes.NewNormalizedNull()
	}
	text, err := json.Marshal(members)
	if err != nil {
		return jsonObject(v)
	}
	return jsontypes.NewNormalizedValue(string(text))
}

// links are the dashboard links; the one that every app has, shown, is what
// Okta fills in.
func links(prior jsontypes.Normalized, v json.RawMessage, name string) jsontypes.Normalized {
	shown := map[string]bool{}
	if json.Unmarshal(v, &shown) == nil && prior.IsNull() && len(shown) == 1 && shown[name+"_link"] {
		return prior
	}
	return jsonObject(v)
}
