package anypoint

import (
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Environment is a place for APIs within an organization.
type Environment struct {
	ID             string `json:"id,omitempty"`
	OrganizationID string `json:"organizationId,omitempty"`
	Name           string `json:"name"`
	Type           string `json:"type,omitempty"`
	IsProduction   *bool  `json:"isProduction,omitempty"`
	ClientID       string `json:"clientId,omitempty"`
}

// Environments are those of one organization.
func (c *Client) Environments(organizationID string) *rest.Collection[Environment] {
	return &rest.Collection[Environment]{
		Client: c.Client, Noun: "environment",
		Path: rest.P("/accounts/api/organizations/{organizationId}/environments", organizationID),
		Item: "/{environmentId}",
		List: url.Values{"limit": {"500"}, "offset": {"0"}}, Pager: rest.OffsetLimit("data"),
		ID:        func(e Environment) string { return e.ID },
		ReadAhead: true,
	}
}
