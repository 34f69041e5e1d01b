package appuserassignment

import (
	"encoding/json"
	"maps"
	"reflect"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
)

// An app's profile of a user has more than what is set here: Okta fills it by
// the app's mappings, with the name and the address for example (the contract's
// example AppUserSSOResponse). So the argument is about the members that it
// names, and about no other.

// shownProfile is how the state shows a profile: of what there is, the members
// that was names. One that is named as null is there as null, or not at all.
// An import names none.
func shownProfile(was jsontypes.Normalized, is json.RawMessage) (jsontypes.Normalized, error) {
	wanted, err := membersOf(was.ValueString())
	if err != nil {
		return was, err
	}
	there, err := membersOf(string(is))
	if err != nil {
		return was, err
	}
	shown := map[string]any{}
	for name, v := range wanted {
		if now := there[name]; now != nil || v == nil {
			shown[name] = now
		}
	}
	switch {
	case reflect.DeepEqual(shown, wanted):
		return was, nil // as it was written
	case len(shown) == 0:
		return jsontypes.NewNormalizedNull(), nil
	}
	text, err := json.Marshal(shown)
	return jsontypes.NewNormalizedValue(string(text)), err
}

// profileChange is the profile of the request that leads from prior to plan. A
// member that is not wanted any more is sent as null.
func profileChange(prior, plan jsontypes.Normalized) (json.RawMessage, error) {
	before, err := membersOf(prior.ValueString())
	if err != nil {
		return nil, err
	}
	after, err := membersOf(plan.ValueString())
	if err != nil {
		return nil, err
	}
	for name := range before {
		before[name] = nil
	}
	maps.Copy(before, after)
	return json.Marshal(before)
}

// membersOf are the members of a JSON object; none for an empty text or null.
func membersOf(text string) (map[string]any, error) {
	members := map[string]any{}
	if text == "" {
		return members, nil
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber() // a whole number keeps its digits
	err := decoder.Decode(&members)
	if members == nil { // the text is null
		members = map[string]any{}
	}
	return members, err
}
