package anypoint

import (
	"context"
	"net/http"
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

// Organization is a root organization or a business group.
type Organization struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	ParentID string   `json:"parentId"` // empty for a root organization
	Parents  []string `json:"parentOrganizationIds"`
}

// Organization reads one.
func (c *Client) Organization(ctx context.Context, id string) (Organization, error) {
	return rest.Do[Organization](ctx, c.Client, rest.Request{
		Operation: "read the organization \"" + id + "\"", Method: http.MethodGet,
		Path: rest.P("/accounts/api/organizations/{organizationId}", id),
	})
}

// RootOrganization is the root above an organization, or itself.
func (c *Client) RootOrganization(ctx context.Context, id string) (string, error) {
	for {
		o, err := c.Organization(ctx, id)
		if err != nil || o.ParentID == "" {
			return id, err
		}
		id = o.ParentID
	}
}
