package rest

import (
	"encoding/json"
	"fmt"
)

// Merge lays change over the JSON object current and returns the result:
// members of objects are merged one by one, anything else is replaced, and a
// member that change does not have is kept. It serves replacements (PUT) that
// would otherwise erase what this program does not know.
func Merge(current json.RawMessage, change any) (map[string]any, error) {
	base := map[string]any{}
	if err := json.Unmarshal(current, &base); err != nil {
		return nil, fmt.Errorf("the object that is there is not a JSON object: %w", err)
	}
	text, err := json.Marshal(change)
	if err != nil {
		return nil, err
	}
	over := map[string]any{}
	if err := json.Unmarshal(text, &over); err != nil {
		return nil, err
	}
	mergeInto(base, over)
	return base, nil
}

func mergeInto(base, over map[string]any) {
	for k, v := range over {
		inner, isObject := v.(map[string]any)
		if old, ok := base[k].(map[string]any); ok && isObject {
			mergeInto(old, inner)
			continue
		}
		base[k] = v
	}
}
