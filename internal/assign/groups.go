package assign

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Groups are the groups that are assigned to an app.
func Groups(c *crud.Clients, appID string) (*rest.Collection[okta.AppGroup], error) {
	client, err := c.Okta()
	if err != nil {
		return nil, err
	}
	return client.AppGroups(appID), nil
}

// GroupProfile is the whole profile of a group's assignment: Okta replaces what
// is there.
func GroupProfile(v jsontypes.Normalized) json.RawMessage {
	if v.IsNull() {
		return json.RawMessage(`{}`)
	}
	return json.RawMessage(v.ValueString())
}

// ShownProfile is how the state shows a group's profile. An empty one is null,
// unless it was written as an empty object.
func ShownProfile(was jsontypes.Normalized, is json.RawMessage) jsontypes.Normalized {
	switch {
	case !EmptyProfile(is):
		return jsontypes.NewNormalizedValue(string(is))
	case was.ValueString() == "{}":
		return was
	default:
		return jsontypes.NewNormalizedNull()
	}
}

// EmptyProfile tells whether a profile has no members.
func EmptyProfile(v json.RawMessage) bool {
	s := string(v)
	return s == "" || s == "null" || s == "{}"
}
