package anypoint

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Application is a client application in Exchange: a consumer of APIs.
type Application struct {
	ID           ID       `json:"id"`
	Name         string   `json:"name"`
	Description  *string  `json:"description"`
	URL          *string  `json:"url"`
	RedirectURIs []string `json:"redirectUri"`
	GrantTypes   []string `json:"grantTypes"`
	// ClientID is missing in lists. With dynamic registration it is the client
	// that the identity provider made.
	ClientID string `json:"clientId"`
	// ClientSecret is there for the application's owners only.
	ClientSecret string `json:"clientSecret"`
	Provider     *struct {
		ID *string `json:"providerId"`
	} `json:"clientProvider"`

	// APIInstanceID is one of the API instances that the application has a
	// contract with, where somebody had to look.
	APIInstanceID *string `json:"-"`
}

// ApplicationChange are the members of an application that a request may hold.
// What is nil is left out.
type ApplicationChange struct {
	Name         *string   `json:"name,omitempty"`
	Description  *string   `json:"description,omitempty"`
	URL          *string   `json:"url,omitempty"`
	RedirectURIs *[]string `json:"redirectUri,omitempty"`
	GrantTypes   *[]string `json:"grantTypes,omitempty"`
	APIEndpoints *bool     `json:"apiEndpoints,omitempty"`
}

// ApplicationImport asks for an application with a client that the identity
// provider has already.
type ApplicationImport struct {
	ClientID    string `json:"clientId"`
	ProviderID  string `json:"providerId"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
}

const applicationsPath = "/exchange/api/v2/organizations/{masterOrganizationId}/applications"

// Applications are the client applications of a root organization. Their list
// leaves out the client id.
func (c *Client) Applications(organizationID string) *rest.Collection[Application] {
	return &rest.Collection[Application]{
		Client: c.Client, Noun: "client application",
		Path: rest.P(applicationsPath, organizationID), Item: "/{applicationId}",
		List: url.Values{"limit": {"100"}, "offset": {"0"}}, Pager: rest.OffsetLimit(""),
		ID: func(a Application) string { return string(a.ID) },
	}
}

// ApplicationInstances are the API instances that an application has contracts with.
func (c *Client) ApplicationInstances(ctx context.Context, organizationID, applicationID string) ([]APIInstance, error) {
	return rest.Do[[]APIInstance](ctx, c.Client, rest.Request{
		Operation: "list the API instances of the client application " + applicationID, Method: http.MethodGet,
		Path: rest.P(applicationsPath+"/{applicationId}/instances", organizationID, applicationID), List: true,
	})
}

// ImportApplication makes an application with a client of the identity
// provider. The documented answer has an id and a message, nothing else.
func (c *Client) ImportApplication(ctx context.Context, organizationID string, body ApplicationImport) (Application, error) {
	return rest.Do[Application](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("import the client %q", body.ClientID), Method: http.MethodPost,
		Path: rest.P("/apimanager/api/v1/organizations/{organizationId}/applications", organizationID), Body: body,
	})
}

// ResetApplicationSecret gives an application another secret. The answer is
// that secret.
func (c *Client) ResetApplicationSecret(ctx context.Context, organizationID, applicationID string) (secret string, err error) {
	a, err := rest.Do[Application](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("reset the secret of the client application %q", applicationID), Method: http.MethodPost,
		Path: rest.P(applicationsPath+"/{applicationId}/secret/reset", organizationID, applicationID),
	})
	return a.ClientSecret, err
}
