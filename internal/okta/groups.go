package okta

import (
	"encoding/json"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Group is a group of users. Its profile has name and description and, in an
// org that extended its schema, attributes of its own.
type Group struct {
	ID      string                     `json:"id,omitempty"`
	Type    string                     `json:"type,omitempty"` // OKTA_GROUP, APP_GROUP, BUILT_IN
	Created string                     `json:"created,omitempty"`
	Profile map[string]json.RawMessage `json:"profile"`
}

// Name is the group's name.
func (g Group) Name() string { return text(g.Profile["name"]) }

// Description is the group's description, empty for none.
func (g Group) Description() string { return text(g.Profile["description"]) }

// Custom are the attributes that the org added to the profile, without those
// that are not set.
func (g Group) Custom() map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for k, v := range g.Profile {
		if k != "name" && k != "description" && string(v) != "null" {
			out[k] = v
		}
	}
	return out
}

func text(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s)
	return s
}

// groupPageSize is far below the 10,000 that Okta allows: a page of groups is
// read ahead for the sake of a few.
const groupPageSize = "1000"

// Groups are the groups of the org.
func (c *Client) Groups() *rest.Collection[Group] {
	return &rest.Collection[Group]{
		Client: c.Client, Noun: "group", Path: rest.P("/api/v1/groups"), Item: "/{groupId}",
		List: url.Values{"limit": {groupPageSize}}, Pager: rest.LinkNext, ReadAhead: true,
		ID:      func(g Group) string { return g.ID },
		Created: func(g Group) string { return g.Created },
	}
}

// GroupRule assigns users to groups by an expression.
type GroupRule struct {
	ID         string              `json:"id,omitempty"`
	Type       string              `json:"type"` // always group_rule
	Name       string              `json:"name"`
	Status     string              `json:"status,omitempty"` // ACTIVE, INACTIVE, INVALID
	Created    string              `json:"created,omitempty"`
	Conditions GroupRuleConditions `json:"conditions"`
	Actions    GroupRuleActions    `json:"actions"`
}

// GroupRuleConditions say whom a rule is about.
type GroupRuleConditions struct {
	People     *GroupRulePeople    `json:"people,omitempty"`
	Expression GroupRuleExpression `json:"expression"`
}

// GroupRulePeople are exceptions from a rule.
type GroupRulePeople struct {
	Users  GroupRuleExcluded `json:"users"`
	Groups GroupRuleExcluded `json:"groups"`
}

// GroupRuleExcluded are identifiers.
type GroupRuleExcluded struct {
	Exclude []string `json:"exclude"`
}

// GroupRuleExpression is in Okta's expression language.
type GroupRuleExpression struct {
	Value string `json:"value"`
	Type  string `json:"type"`
}

// GroupRuleActions say which groups a rule assigns.
type GroupRuleActions struct {
	AssignUserToGroups struct {
		GroupIDs []string `json:"groupIds"`
	} `json:"assignUserToGroups"`
}

// GroupRules are the group rules of the org.
func (c *Client) GroupRules() *rest.Collection[GroupRule] {
	return &rest.Collection[GroupRule]{
		Client: c.Client, Noun: "group rule", Path: rest.P("/api/v1/groups/rules"), Item: "/{groupRuleId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext, ReadAhead: true,
		ID:      func(r GroupRule) string { return r.ID },
		Created: func(r GroupRule) string { return r.Created },
	}
}
