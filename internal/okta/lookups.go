package okta

import (
	"bytes"
	"encoding/json"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Policy is a policy of the org that is not an authorization server's, such as
// an authentication policy (ACCESS_POLICY).
type Policy struct {
	ID          string  `json:"id"`
	Type        string  `json:"type"`
	Name        string  `json:"name"`
	Description *string `json:"description"`
	Status      string  `json:"status"`
	Priority    *int64  `json:"priority"`
	System      bool    `json:"system"`
}

// PolicyTypes are the types of policies of Okta's API (schema PolicyTypeParameter).
var PolicyTypes = []string{
	"ACCESS_POLICY", "DEVICE_SIGNAL_COLLECTION", "ENTITY_RISK", "IDP_DISCOVERY", "MFA_ENROLL", "OKTA_SIGN_ON", "PASSWORD",
	"POST_AUTH_SESSION", "PROFILE_ENROLLMENT", "RESOURCE_ACCESS",
}

// Policies are the policies of one type; Okta lists no others together.
func (c *Client) Policies(ofType string) *rest.Collection[Policy] {
	return &rest.Collection[Policy]{
		Client: c.Client, Noun: "policy", Path: rest.P("/api/v1/policies"), Item: "/{policyId}",
		List: url.Values{"type": {ofType}}, Pager: rest.LinkNext,
		ID: func(p Policy) string { return p.ID },
	}
}

// User is a person of the org. Credentials are left out on purpose.
type User struct {
	ID      string         `json:"id"`
	Status  string         `json:"status"`
	Profile map[string]any `json:"profile"`
}

// Text is a property of the profile that is a text.
func (u User) Text(property string) string {
	s, _ := u.Profile[property].(string)
	return s
}

// Users are the people of the org. A get takes an identifier or a login.
func (c *Client) Users() *rest.Collection[User] {
	return &rest.Collection[User]{
		Client: c.Client, Noun: "user", Path: rest.P("/api/v1/users"), Item: "/{userId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext,
		ID: func(u User) string { return u.ID },
	}
}

// NetworkZone is a boundary in the network that policies and clients refer to.
// What describes it depends on the type: gateways and proxies of an IP zone,
// ASNs, locations and a proxy type or categories of IP services of the others.
type NetworkZone struct {
	ID         string                     `json:"id"`
	Name       string                     `json:"name"`
	Type       string                     `json:"type"`
	Status     string                     `json:"status"`
	Usage      string                     `json:"usage"`
	System     bool                       `json:"system"`
	Gateways   []ZoneAddress              `json:"gateways"`
	Proxies    []ZoneAddress              `json:"proxies"`
	ProxyType  *string                    `json:"proxyType"`
	ASNs       *ZoneMembers[string]       `json:"asns"`
	Locations  *ZoneMembers[ZoneLocation] `json:"locations"`
	Categories *ZoneMembers[string]       `json:"ipServiceCategories"`
}

// Types of network zones (schema NetworkZoneType).
const (
	ZoneIP              = "IP"
	ZoneDynamic         = "DYNAMIC"
	ZoneEnhancedDynamic = "DYNAMIC_V2"
)

// ZoneUsages are what a network zone is for (schema NetworkZoneUsage).
var ZoneUsages = []string{"POLICY", "BLOCKLIST"}

// ZoneAddress are addresses as a CIDR or as a RANGE, which says the form of Value.
type ZoneAddress struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

// ZoneLocation is a country (ISO 3166-1), or a region of it (ISO 3166-2).
type ZoneLocation struct {
	Country string  `json:"country"`
	Region  *string `json:"region"`
}

// ZoneMembers are what a zone includes and excludes. A dynamic zone has a plain
// list of what it includes, an enhanced dynamic zone an object of two lists.
type ZoneMembers[T any] struct {
	Include, Exclude []T
}

// UnmarshalJSON implements json.Unmarshaler.
func (m *ZoneMembers[T]) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		return json.Unmarshal(data, &m.Include)
	}
	var lists struct {
		Include []T `json:"include"`
		Exclude []T `json:"exclude"`
	}
	err := json.Unmarshal(data, &lists)
	m.Include, m.Exclude = lists.Include, lists.Exclude
	return err
}

// NetworkZones are the network zones of the org, Okta's own included. The
// filter of a list knows id, usage and system.
func (c *Client) NetworkZones() *rest.Collection[NetworkZone] {
	return &rest.Collection[NetworkZone]{
		Client: c.Client, Noun: "network zone", Path: rest.P("/api/v1/zones"), Item: "/{zoneId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext,
		ID: func(z NetworkZone) string { return z.ID },
	}
}
