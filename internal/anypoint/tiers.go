package anypoint

import (
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Tier is an SLA tier of an API instance.
type Tier struct {
	ID          ID      `json:"id,omitempty"`
	Name        string  `json:"name"`
	Description *string `json:"description"`
	AutoApprove bool    `json:"autoApprove"`
	Status      string  `json:"status"`
	Limits      []Limit `json:"limits"`
	// ApplicationCount is how many applications have a contract of the tier.
	ApplicationCount int64 `json:"applicationCount,omitempty"`
	Audit            Audit `json:"audit,omitzero"`
}

// Limit is how many requests a tier allows in a time.
type Limit struct {
	MaximumRequests          int64 `json:"maximumRequests"`
	TimePeriodInMilliseconds int64 `json:"timePeriodInMilliseconds"`
	Visible                  bool  `json:"visible"`
}

// Tiers are the SLA tiers of one API instance. The document has no get of one.
func (c *Client) Tiers(organizationID, environmentID, apiInstanceID string) *rest.Collection[Tier] {
	return &rest.Collection[Tier]{
		Client: c.Client, Noun: "SLA tier",
		Path: rest.P("/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/tiers", organizationID, environmentID, apiInstanceID),
		Item: "/{tierId}", List: url.Values{"limit": {"250"}, "offset": {"0"}}, Pager: rest.OffsetLimit("tiers"),
		ID:       func(t Tier) string { return string(t.ID) },
		Created:  func(t Tier) string { return t.Audit.Created.Date },
		ListOnly: true,
	}
}
