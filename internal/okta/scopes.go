package okta

import (
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// AuthServerScope is a scope of an authorization server (OAuth2Scope).
type AuthServerScope struct {
	ID              string `json:"id,omitempty"`
	Name            string `json:"name"`
	DisplayName     string `json:"displayName"`
	Description     string `json:"description"`
	Consent         string `json:"consent,omitempty"`         // IMPLICIT, REQUIRED, FLEXIBLE
	MetadataPublish string `json:"metadataPublish,omitempty"` // ALL_CLIENTS, NO_CLIENTS
	Default         bool   `json:"default"`
	Optional        bool   `json:"optional"`
	System          bool   `json:"system,omitempty"`
}

// AuthServerScopes are the scopes of one authorization server.
func (c *Client) AuthServerScopes(authServerID string) *rest.Collection[AuthServerScope] {
	return &rest.Collection[AuthServerScope]{
		Client: c.Client, Noun: "authorization server scope",
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/scopes", authServerID), Item: "/{scopeId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext, ReadAhead: true,
		ID: func(s AuthServerScope) string { return s.ID },
	}
}
