// Package oidc talks to OAuth 2.0 and OpenID Connect servers of any vendor:
// metadata, tokens by client credentials, introspection. It knows nothing of
// Terraform.
package oidc

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Client talks to authorization servers. It is safe for concurrent use.
type Client struct {
	transport http.RoundTripper
	userAgent string
	secrets   *rest.Secrets
	limits    *rest.Limits

	mu       sync.Mutex
	origins  map[string]*rest.Client
	metadata map[string]*metadataCall
}

// New makes a client. It sends nothing. A nil transport is rest.Transport's.
func New(transport http.RoundTripper, userAgent string, secrets *rest.Secrets, limits *rest.Limits) *Client {
	if transport == nil {
		transport, _ = rest.Transport("") // fails for a file only
	}
	return &Client{
		transport: transport, userAgent: userAgent, secrets: secrets, limits: limits,
		origins: map[string]*rest.Client{}, metadata: map[string]*metadataCall{},
	}
}

// Secrets are the values that this client keeps out of errors.
func (c *Client) Secrets() *rest.Secrets { return c.secrets }

// at splits an absolute URL into the client of its origin and the rest.
func (c *Client) at(address string) (*rest.Client, string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, "", fmt.Errorf("%q is not an absolute URL", address)
	}
	if !rest.Confidential(u) {
		return nil, "", fmt.Errorf("%q is not asked: what is sent and answered there could be read and changed on its way. Use https; http is allowed only for this machine", address)
	}
	origin := url.URL{Scheme: u.Scheme, Host: u.Host}
	c.mu.Lock()
	defer c.mu.Unlock()
	client := c.origins[origin.String()]
	if client == nil {
		client = rest.New(rest.Options{
			Platform: "The authorization server " + u.Host, Subsystem: "oauth", BaseURL: &origin,
			Transport: c.transport, UserAgent: c.userAgent, Explain: explain, Secrets: c.secrets, Limits: c.limits, NoReadAhead: true,
		})
		c.origins[origin.String()] = client
	}
	return client, u.EscapedPath(), nil
}

// Now is the time by the clock of the server at an address.
func (c *Client) Now(address string) time.Time {
	client, _, err := c.at(address)
	if err != nil {
		return time.Now()
	}
	return client.Now()
}

// explain reads an error in the form of RFC 6749, section 5.2, or in Okta's.
func explain(e *rest.Error, resp *http.Response, body []byte) {
	var answer struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
		Code        string `json:"errorCode"`
		Summary     string `json:"errorSummary"`
		ID          string `json:"errorId"`
	}
	_ = json.Unmarshal(body, &answer)
	e.Code, e.Summary = answer.Error, answer.Description
	if e.Code == "" {
		e.Code, e.Summary = answer.Code, answer.Summary
	}
	if e.Summary == "" && e.Code != "" {
		e.Summary = "The server answered " + e.Code
	}
	e.RequestID = rest.RequestID(resp.Header)
	if e.RequestID == "" {
		e.RequestID = answer.ID
	}
	e.Next = advice[e.Code]
}

// advice says what to do about the standard's error codes.
var advice = map[string]string{
	"invalid_client":      "Check the client id and its secret or key, and that the client is active and uses this way of authentication.",
	"invalid_scope":       "Ask for a scope that exists on this authorization server and that its access policy's rule allows.",
	"access_denied":       "Add the client to an access policy of the authorization server, with a rule that allows the client-credentials grant and the scopes.",
	"unauthorized_client": "Add client_credentials to the client's grant types.",
}
