package okta

import (
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
	Created     string  `json:"created"`
}

// PolicyTypes are the types of policies of Okta's API (schema PolicyTypeParameter).
var PolicyTypes = []string{
	"ACCESS_POLICY", "DEVICE_SIGNAL_COLLECTION", "ENTITY_RISK", "IDP_DISCOVERY", "MFA_ENROLL", "OKTA_SIGN_ON", "PASSWORD",
	"POST_AUTH_SESSION", "PROFILE_ENROLLMENT", "RESOURCE_ACCESS",
}

// Policies are the policies of one type; Okta lists no others together.
func (c *Client) Policies(ofType string) rest.Collection[Policy] {
	return rest.Collection[Policy]{
		Client: c.Client, Noun: "policy", Path: rest.P("/api/v1/policies"), Item: "/{policyId}",
		List: url.Values{"type": {ofType}}, Pager: rest.LinkNext,
		ID: func(p Policy) string { return p.ID },
	}
}

// User is a person of the org. Credentials are left out on purpose.
type User struct {
	ID          string         `json:"id"`
	Status      string         `json:"status"`
	Created     string         `json:"created"`
	LastLogin   *string        `json:"lastLogin"`
	LastUpdated string         `json:"lastUpdated"`
	Profile     map[string]any `json:"profile"`
}

// Text is a property of the profile that is a text.
func (u User) Text(property string) string {
	s, _ := u.Profile[property].(string)
	return s
}

// Users are the people of the org. A get takes an identifier or a login.
func (c *Client) Users() rest.Collection[User] {
	return rest.Collection[User]{
		Client: c.Client, Noun: "user", Path: rest.P("/api/v1/users"), Item: "/{userId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext,
		ID: func(u User) string { return u.ID },
	}
}
