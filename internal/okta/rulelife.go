package okta

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// SetGroupRuleStatus activates or deactivates a group rule; Okta answers nothing.
func (c *Client) SetGroupRuleStatus(ctx context.Context, id, status string) error {
	return SetStatus(ctx, c.GroupRules(), id, status)
}

// DeleteGroupRule removes an inactive rule, and the users that it assigned
// from their groups if removeUsers is true.
func (c *Client) DeleteGroupRule(ctx context.Context, id string, removeUsers bool) error {
	query := url.Values{}
	if removeUsers {
		query.Set("removeUsers", "true")
	}
	_, err := c.Send(ctx, rest.Request{
		Operation: fmt.Sprintf("delete the group rule %q", id), Method: http.MethodDelete,
		Path: rest.P("/api/v1/groups/rules/{groupRuleId}", id), Query: query,
	})
	return err
}

// SetOriginStatus activates or deactivates a trusted origin.
func (c *Client) SetOriginStatus(ctx context.Context, id, status string) (TrustedOrigin, error) {
	return setStatus(ctx, c.TrustedOrigins(), id, status)
}

// RevokeTokens ends the refresh tokens that an authorization server issued to
// a client. An empty authServerID is the org authorization server.
func (c *Client) RevokeTokens(ctx context.Context, authServerID, clientID string) error {
	path := rest.P("/api/v1/authorizationServers/{authServerId}/clients/{clientId}/tokens", authServerID, clientID)
	if authServerID == "" {
		path = rest.P("/api/v1/apps/{appId}/tokens", clientID)
	}
	_, err := c.Send(ctx, rest.Request{Operation: fmt.Sprintf("revoke the tokens of the client %q", clientID), Method: http.MethodDelete, Path: path})
	return err
}
