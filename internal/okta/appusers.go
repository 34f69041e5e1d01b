package okta

import (
	"context"
	"encoding/json"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// AppUser tells that a user has an app, by an assignment of their own or by a
// group's.
type AppUser struct {
	ID          string              `json:"id,omitempty"` // of the user
	Scope       string              `json:"scope,omitempty"`
	Created     string              `json:"created,omitempty"`
	Credentials *AppUserCredentials `json:"credentials,omitempty"`
	Profile     json.RawMessage     `json:"profile,omitempty"`
}

// AppUserCredentials are the user's name in the app. A password is left out on
// purpose: OAuth 2.0 clients have none.
type AppUserCredentials struct {
	UserName string `json:"userName,omitempty"`
}

// OwnAssignment is the scope of an assignment that a user has without a group.
const OwnAssignment = "USER"

// Own tells whether the user has an assignment of their own. An answer without
// a scope is taken for one.
func (u AppUser) Own() bool { return u.Scope == "" || u.Scope == OwnAssignment }

// AppUsers are the users of one app, those that a group brings included.
func (c *Client) AppUsers(appID string) *rest.Collection[AppUser] {
	return &rest.Collection[AppUser]{
		Client: c.Client, Noun: "user assignment", Path: rest.P("/api/v1/apps/{appId}/users", appID), Item: "/{userId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext, ReadAhead: true,
		ID:      func(u AppUser) string { return u.ID },
		Created: func(u AppUser) string { return u.Created },
	}
}

// ChangeAppUser sends what changes: Okta takes credentials and a profile one at
// a time, and keeps the members of a profile that are not sent.
func (c *Client) ChangeAppUser(ctx context.Context, appID, userID string, changes ...AppUser) error {
	for _, change := range changes {
		if _, err := c.AppUsers(appID).Act(ctx, userID, "update", "", change); err != nil {
			return err
		}
	}
	return nil
}
