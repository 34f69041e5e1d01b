package okta

import "github.com/gatehouse/terraform-provider-gatehouse/internal/rest"

// AuthServerClaim is a claim of an authorization server (OAuth2Claim).
type AuthServerClaim struct {
	ID              string          `json:"id,omitempty"`
	Name            string          `json:"name"`
	Status          string          `json:"status,omitempty"`
	ClaimType       string          `json:"claimType"`       // IDENTITY, RESOURCE
	ValueType       string          `json:"valueType"`       // EXPRESSION, GROUPS, SYSTEM
	Value           *string         `json:"value,omitempty"` // absent with SYSTEM
	Conditions      ClaimConditions `json:"conditions"`
	System          bool            `json:"system,omitempty"`
	AlwaysInclude   bool            `json:"alwaysIncludeInToken"`
	GroupFilterType string          `json:"group_filter_type,omitempty"` // with GROUPS; in Okta's own spelling
}

// ClaimConditions say with which scopes a token has a claim; none: with any.
type ClaimConditions struct {
	Scopes []string `json:"scopes"`
}

// AuthServerClaims are the claims of one authorization server.
func (c *Client) AuthServerClaims(authServerID string) *rest.Collection[AuthServerClaim] {
	return &rest.Collection[AuthServerClaim]{
		Client: c.Client, Noun: "authorization server claim",
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/claims", authServerID), Item: "/{claimId}", ReadAhead: true,
		ID: func(c AuthServerClaim) string { return c.ID },
	}
}
