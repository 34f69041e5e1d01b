package anypoint

import (
	"encoding/json"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// AutomatedPolicy is a policy on all APIs of an environment.
type AutomatedPolicy struct {
	Policy // its Order is 0 where it has none

	Rule PolicyRule `json:"ruleOfApplication"`
}

// PolicyRule says which APIs an automated policy applies to.
type PolicyRule struct {
	OrganizationID string `json:"organizationId,omitempty"`
	EnvironmentID  string `json:"environmentId,omitempty"`
	// Technologies is mule4 or flexGateway; empty is all of them.
	Technologies []string     `json:"technologies,omitempty"`
	Range        *PolicyRange `json:"range,omitempty"`
}

// PolicyRange is a range of versions of the runtime, both included. "x" stands
// for any patch. An empty To is no end.
type PolicyRange struct {
	From string `json:"from"`
	To   string `json:"to,omitempty"`
}

// AutomatedPolicyChange is what a request to create or change an automated
// policy holds. A change holds all of it, but for what may be nil.
type AutomatedPolicyChange struct {
	Rule          *PolicyRule     `json:"ruleOfApplication,omitempty"`
	GroupID       string          `json:"groupId"`
	AssetID       string          `json:"assetId"`
	AssetVersion  string          `json:"assetVersion"`
	Configuration Object          `json:"configurationData"`
	Order         json.RawMessage `json:"order,omitempty"`
	Disabled      *bool           `json:"disabled,omitempty"`
}

// AutomatedPolicies are the automated policies of one environment. What the
// platform answers to a write is not documented.
func (c *Client) AutomatedPolicies(organizationID, environmentID string) *rest.Collection[AutomatedPolicy] {
	return &rest.Collection[AutomatedPolicy]{
		Client: c.Client, Noun: "automated policy",
		Path: rest.P("/apimanager/api/v1/organizations/{organizationId}/automated-policies", organizationID),
		Item: "/{automatedPolicyId}", List: url.Values{"environmentId": {environmentID}}, Pager: rest.OffsetLimit("automatedPolicies"),
		ID:        func(p AutomatedPolicy) string { return string(p.ID) },
		Created:   func(p AutomatedPolicy) string { return p.Audit.Created.Date },
		ReadAhead: true,
	}
}
