package okta

import (
	"context"
	"net/http"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// GroupsClaim is the claim of a user's groups in the ID tokens of one app. The
// call behind it is private to Okta: it is in no document and takes no OAuth
// 2.0 access token. Okta's console uses it.
type GroupsClaim struct {
	IssuerMode      string `json:"issuerMode,omitempty"`
	Name            string `json:"name,omitempty"`
	ValueType       string `json:"valueType,omitempty"` // GROUPS or EXPRESSION
	GroupFilterType string `json:"groupFilterType,omitempty"`
	Value           string `json:"value,omitempty"`
}

// GroupsOfFilter is the ValueType of a claim whose value filters groups by name.
const GroupsOfFilter = "GROUPS"

func idTokenSettings(appID string) rest.Path {
	return rest.P("/api/v1/internal/apps/{appId}/settings/oauth/idToken", appID)
}

// GroupsClaim is an app's claim; one without a name is none.
func (c *Client) GroupsClaim(ctx context.Context, appID string) (GroupsClaim, error) {
	return rest.Do[GroupsClaim](ctx, c.Client, rest.Request{
		Operation: "read the groups claim of the app", Method: http.MethodGet, Path: idTokenSettings(appID),
	})
}

// SetGroupsClaim sets an app's claim. One with nothing but the issuer's mode
// takes it away.
func (c *Client) SetGroupsClaim(ctx context.Context, appID string, claim GroupsClaim) error {
	_, err := c.Send(ctx, rest.Request{
		Operation: "set the groups claim of the app", Method: http.MethodPost, Path: idTokenSettings(appID), Body: claim, Repeatable: true,
	})
	return err
}

// UsesAPIToken tells whether the client signs in with an API token, as Okta's
// private calls demand.
func (c *Client) UsesAPIToken() bool { return c.apiToken }
