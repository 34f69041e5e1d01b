package anypoint

import (
	"context"
	"net/http"

	"golang.org/x/oauth2"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Me is whom the credentials belong to.
type Me struct {
	// Client is the connected app; nil for a person without one.
	Client *struct {
		ID             string   `json:"client_id"`
		Name           string   `json:"name"`
		OrganizationID string   `json:"org_id"`
		GrantTypes     []string `json:"grant_types"`
	} `json:"client"`
	User struct {
		ID            string         `json:"id"`
		Username      string         `json:"username"`
		Organization  Organization   `json:"organization"`
		Organizations []Organization `json:"memberOfOrganizations"`
	} `json:"user"`
}

// OrganizationID is the organization that the credentials belong to.
func (m Me) OrganizationID() string {
	if m.Client != nil && m.Client.OrganizationID != "" {
		return m.Client.OrganizationID
	}
	return m.User.Organization.ID
}

// Me asks whom the credentials belong to.
func (c *Client) Me(ctx context.Context) (Me, error) {
	return rest.Do[Me](ctx, c.Client, rest.Request{Operation: "ask who the credentials belong to", Method: http.MethodGet, Path: rest.P("/accounts/api/me")})
}

// Token is the access token with which the client's requests are signed. Its
// expiry is zero where it is not known.
func (c *Client) Token(ctx context.Context) (*oauth2.Token, error) { return TokenOf(ctx, c.signer) }

// TokenOf is the access token of a way to sign in.
func TokenOf(ctx context.Context, signer rest.Signer) (*oauth2.Token, error) {
	switch s := signer.(type) {
	case AccessToken:
		return &oauth2.Token{AccessToken: string(s)}, nil
	case *Login:
		return s.token.Token(ctx)
	}
	return nil, &rest.Error{Platform: "Anypoint Platform", Operation: "get an access token", Summary: "This way to sign in has no token"}
}
