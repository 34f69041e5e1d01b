package okta

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TrustedServers are the authorization servers whose tokens one of them trusts.
func (c *Client) TrustedServers(authServerID string) *rest.Collection[AuthServer] {
	return &rest.Collection[AuthServer]{
		Client: c.Client, Noun: "trusted authorization server",
		Path: rest.P("/api/v1/authorizationServers/{authServerId}/associatedServers", authServerID), Item: "/{associatedServerId}",
		List: url.Values{"limit": {pageSize}, "trusted": {"true"}}, Pager: rest.LinkNext,
		ID: func(s AuthServer) string { return s.ID }, ListOnly: true,
	}
}

// Trust makes an authorization server trust the tokens of others, by one call
// and beside those that it trusts already. It gives what the platform says of
// the others, in the order of ids; with an error, of those that it made sure of.
// An answer that leaves one of them out is an error: not known is whether the
// platform answers with the new ones alone or with all.
func (c *Client) Trust(ctx context.Context, authServerID string, ids ...string) ([]AuthServer, error) {
	named := make([]string, len(ids))
	for i, id := range ids {
		named[i] = fmt.Sprintf("%q", id)
	}
	answer, err := rest.Do[[]AuthServer](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("make the authorization server %q trust %s", authServerID, strings.Join(named, ", ")), Method: http.MethodPost,
		Path: c.TrustedServers(authServerID).Path, Body: map[string]any{"trusted": ids},
		Repeatable: true, // trusting twice is trusting
	})
	if err != nil {
		return nil, err
	}
	trusted := make([]AuthServer, 0, len(ids))
	for _, id := range ids {
		i := slices.IndexFunc(answer, func(s AuthServer) bool { return s.Called(id) })
		if i < 0 {
			return trusted, fmt.Errorf("the answer names %d servers, but not %s", len(answer), id)
		}
		trusted = append(trusted, answer[i])
	}
	return trusted, nil
}

// Called tells whether an id means this server. It may be the alias of the
// default server, which lists of trusted servers do not mark otherwise than by
// its issuer.
func (s AuthServer) Called(id string) bool {
	return s.ID == id || id == DefaultAuthServer && strings.HasSuffix(s.Issuer, "/oauth2/"+DefaultAuthServer)
}
