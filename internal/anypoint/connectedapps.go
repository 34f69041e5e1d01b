package anypoint

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// App is a connected app: a client of the platform itself.
type App struct {
	ID             string `json:"client_id"`
	OrganizationID string `json:"owner_org_id"`
	Name           string `json:"client_name"`
	Secret         string `json:"client_secret"`
	GrantTypes     texts  `json:"grant_types"`
	RedirectURIs   texts  `json:"redirect_uris"`
	PublicKeys     texts  `json:"public_keys"`
	// UserScopes are those that it may have on behalf of users.
	UserScopes texts   `json:"scopes"`
	Audience   string  `json:"audience"`
	Enabled    *bool   `json:"enabled"`
	ClientURI  *string `json:"client_uri"`
	PolicyURI  *string `json:"policy_uri"`
	TermsURI   *string `json:"tos_uri"`
	IssClaim   *bool   `json:"generate_iss_claim_without_token"`

	// Scopes are those that it has itself: another call tells them.
	Scopes []ConnectedAppScope `json:"-"`
}

// texts are texts of a list whose elements the document gives another type
// than its examples: an answer that holds something else is no reason to lose
// what was created.
type texts []string

// UnmarshalJSON implements json.Unmarshaler.
func (t *texts) UnmarshalJSON(raw []byte) error {
	var all []any
	if err := json.Unmarshal(raw, &all); err != nil {
		return err
	}
	*t = texts{}
	for _, v := range all {
		if s, ok := v.(string); ok {
			*t = append(*t, s)
		}
	}
	return nil
}

// ConnectedAppChange are the members of a connected app that a request may
// hold. What is nil is left out.
type ConnectedAppChange struct {
	Name         *string   `json:"client_name,omitempty"`
	Secret       *string   `json:"client_secret,omitempty"`
	GrantTypes   *[]string `json:"grant_types,omitempty"`
	RedirectURIs *[]string `json:"redirect_uris,omitempty"`
	PublicKeys   *[]string `json:"public_keys,omitempty"`
	UserScopes   *[]string `json:"scopes,omitempty"`
	Audience     *string   `json:"audience,omitempty"`
	Enabled      *bool     `json:"enabled,omitempty"`
	ClientURI    *string   `json:"client_uri,omitempty"`
	PolicyURI    *string   `json:"policy_uri,omitempty"`
	TermsURI     *string   `json:"tos_uri,omitempty"`
	IssClaim     *bool     `json:"generate_iss_claim_without_token,omitempty"`
}

// ConnectedAppScope is a scope that a connected app has, and where.
type ConnectedAppScope struct {
	Scope string `json:"scope"`
	Where struct {
		OrganizationID string `json:"org,omitempty"`
		EnvironmentID  string `json:"envId,omitempty"`
	} `json:"context_params"`
}

// Given tells whether the platform gives the scope to every connected app by
// itself and never takes it away.
func (s ConnectedAppScope) Given() bool {
	return s.Scope == "profile" && s.Where.OrganizationID == "" && s.Where.EnvironmentID == ""
}

const connectedAppsPath = "/accounts/api/organizations/{organizationId}/connectedApplications"

// ConnectedApps are those that an organization owns, without the platform's own.
func (c *Client) ConnectedApps(organizationID string) *rest.Collection[App] {
	return &rest.Collection[App]{
		Client: c.Client, Noun: "connected app",
		Path: rest.P(connectedAppsPath, organizationID), Item: "/{clientId}",
		List: url.Values{"limit": {"20"}, "offset": {"0"}, "includeUsage": {"false"}, "ascending": {"true"}}, Pager: rest.OffsetLimit("data"),
		One:       url.Values{"includeUsage": {"false"}},
		ID:        func(a App) string { return a.ID },
		ReadAhead: true,
	}
}

const connectedAppPath = "/accounts/api/connectedApplications/{clientId}"

// ConnectedAppScopes are the scopes that a connected app has itself. Whoever
// does not ask for more gets 25 of them.
func (c *Client) ConnectedAppScopes(ctx context.Context, clientID string) ([]ConnectedAppScope, error) {
	var out []ConnectedAppScope
	for s, err := range rest.Pages[ConnectedAppScope](ctx, c.Client, rest.Request{
		Operation: "list the scopes of the connected app " + clientID, Method: http.MethodGet,
		Path: rest.P(connectedAppPath+"/scopes", clientID), Query: url.Values{"limit": {"500"}, "offset": {"0"}},
	}, rest.OffsetLimit("data")) {
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// SetConnectedAppScopes makes these the scopes of a connected app. An empty
// list is refused: the last scopes are taken away by their names.
func (c *Client) SetConnectedAppScopes(ctx context.Context, clientID string, scopes []ConnectedAppScope) error {
	method := http.MethodPut
	if len(scopes) == 0 {
		is, err := c.ConnectedAppScopes(ctx, clientID)
		if err != nil {
			return err
		}
		if is = slices.DeleteFunc(is, ConnectedAppScope.Given); len(is) == 0 {
			return nil
		}
		method, scopes = http.MethodDelete, is
	}
	_, err := c.Send(ctx, rest.Request{
		Operation: "set the scopes of the connected app " + clientID, Method: method,
		Path: rest.P(connectedAppPath+"/scopes", clientID), Body: map[string]any{"scopes": scopes},
	})
	return err
}

// ResetConnectedAppSecret gives a connected app another secret.
func (c *Client) ResetConnectedAppSecret(ctx context.Context, organizationID, clientID string) (secret string, err error) {
	a, err := rest.Do[App](ctx, c.Client, rest.Request{
		Operation: "reset the secret of the connected app " + clientID, Method: http.MethodPatch,
		Path: rest.P(connectedAppsPath+"/{clientId}", organizationID, clientID), Query: url.Values{"resetSecret": {"true"}}, Body: ConnectedAppChange{},
	})
	return a.Secret, err
}
