package okta

import (
	"encoding/json"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// AllClients in a policy's clients stands for every client.
const AllClients = "ALL_CLIENTS"

// Rank is what the items of a list have whose order decides: their place in it,
// and whether they count.
type Rank struct {
	ID       string `json:"id,omitempty"`
	Priority int64  `json:"priority,omitempty"`
	Status   string `json:"status,omitempty"`
}

// AuthServerPolicy is an access policy of an authorization server
// (AuthorizationServerPolicy).
type AuthServerPolicy struct {
	Rank
	Type        string           `json:"type"` // OAUTH_AUTHORIZATION_POLICY
	Name        string           `json:"name"`
	Description *string          `json:"description,omitempty"` // never empty: the contract's least length is 1
	System      bool             `json:"system,omitempty"`
	Created     string           `json:"created,omitempty"`
	Conditions  PolicyConditions `json:"conditions"`
}

// PolicyConditions say to which clients a policy applies.
type PolicyConditions struct {
	Clients Include `json:"clients"`
}

// Include is a condition's list.
type Include struct {
	Include []string `json:"include"`
}

// AuthServerPolicyType is the only type of an access policy.
const AuthServerPolicyType = "OAUTH_AUTHORIZATION_POLICY"

// AuthServerPolicies are the access policies of one authorization server.
func (c *Client) AuthServerPolicies(authServerID string) *rest.Collection[AuthServerPolicy] {
	return &rest.Collection[AuthServerPolicy]{
		Client: c.Client, Noun: "access policy",
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/policies", authServerID), Item: "/{policyId}", ReadAhead: true,
		ID:      func(p AuthServerPolicy) string { return p.ID },
		Created: func(p AuthServerPolicy) string { return p.Created },
	}
}

// AuthServerPolicyRule is a rule of an access policy
// (AuthorizationServerPolicyRule).
type AuthServerPolicyRule struct {
	Rank
	Type       string         `json:"type"` // RESOURCE_ACCESS
	Name       string         `json:"name"`
	System     bool           `json:"system,omitempty"`
	Created    string         `json:"created,omitempty"`
	Conditions RuleConditions `json:"conditions"`
	Actions    RuleActions    `json:"actions"`
}

// RuleConditions say to which requests a rule applies.
type RuleConditions struct {
	People     People  `json:"people"`
	GrantTypes Include `json:"grantTypes"`
	Scopes     Include `json:"scopes"`
}

// People are the users and groups to which a rule applies.
type People struct {
	Users  InOrOut `json:"users"`
	Groups InOrOut `json:"groups"`
}

// InOrOut is a condition's list of those who are in, and of those who are not.
type InOrOut struct {
	Include []string `json:"include,omitempty"`
	Exclude []string `json:"exclude,omitempty"`
}

// RuleActions say what a request gets that a rule applies to.
type RuleActions struct {
	Token RuleToken `json:"token"`
}

// RuleToken is how long tokens live, in minutes, and who may change them.
type RuleToken struct {
	AccessLifetime  int64    `json:"accessTokenLifetimeMinutes"`
	RefreshLifetime int64    `json:"refreshTokenLifetimeMinutes"` // 0: no end
	RefreshWindow   int64    `json:"refreshTokenWindowMinutes"`
	InlineHook      *HookRef `json:"inlineHook,omitempty"`
}

// HookRef names a token inline hook.
type HookRef struct {
	ID string `json:"id"`
}

// AuthServerPolicyRules are the rules of one access policy.
func (c *Client) AuthServerPolicyRules(authServerID, policyID string) *rest.Collection[AuthServerPolicyRule] {
	return &rest.Collection[AuthServerPolicyRule]{
		Client: c.Client, Noun: "access policy rule",
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/policies/{policyId}/rules", authServerID, policyID), Item: "/{ruleId}", ReadAhead: true,
		ID:      func(r AuthServerPolicyRule) string { return r.ID },
		Created: func(r AuthServerPolicyRule) string { return r.Created },
	}
}

// Keep lays change over an object as Okta answered it, for a replacement that
// keeps members which this program does not know. What Okta sets itself is
// left out.
func Keep(current json.RawMessage, change any) (map[string]any, error) {
	merged, err := rest.Merge(current, change)
	for _, name := range []string{"id", "created", "lastUpdated", "system", "default", "issuer", "_links", "_embedded"} {
		delete(merged, name)
	}
	return merged, err
}

// PolicyLock is the key of the lock for those who change the same policy by
// reading and writing it as a whole.
func PolicyLock(authServerID, policyID string) string {
	return "okta policy " + authServerID + "/" + policyID
}
