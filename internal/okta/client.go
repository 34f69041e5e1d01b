// Package okta is the client of Okta's management API, as far as OAuth 2.0
// reaches: typed, and without any knowledge of Terraform. Shapes and rules
// follow Okta's OpenAPI documents.
package okta

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// pageSize is the largest page that Okta's lists give; most default to 20.
const pageSize = "200"

// Client talks to one Okta org.
type Client struct {
	*rest.Client
	orgURL   string
	apiToken bool
}

// Options make a Client.
type Options struct {
	OrgURL      *url.URL // such as https://dev-1.okta.com
	Signer      rest.Signer
	Transport   http.RoundTripper
	UserAgent   string
	Secrets     *rest.Secrets
	Limits      *rest.Limits
	MaxTries    int
	NoReadAhead bool
}

// New makes a client. It sends nothing.
func New(o Options) *Client {
	c := rest.New(rest.Options{
		Platform: "Okta", Subsystem: "okta", BaseURL: o.OrgURL, UserAgent: o.UserAgent, Transport: o.Transport,
		Signer: o.Signer, Explain: explain, Exists: exists, Secrets: o.Secrets, MaxTries: o.MaxTries, NoReadAhead: o.NoReadAhead,
		Limits: o.Limits, Bucket: bucket,
	})
	_, apiToken := o.Signer.(APIToken)
	return &Client{Client: c, orgURL: c.BaseURL(), apiToken: apiToken}
}

// OrgURL is the org's address without a trailing slash.
func (c *Client) OrgURL() string { return c.orgURL }

// explain reads Okta's error, or the OAuth error of the registration endpoint.
func explain(e *rest.Error, resp *http.Response, body []byte) {
	var answer struct {
		Code    string `json:"errorCode"`
		Summary string `json:"errorSummary"`
		ID      string `json:"errorId"`
		Causes  []struct {
			Summary string `json:"errorSummary"`
		} `json:"errorCauses"`
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	_ = json.Unmarshal(body, &answer)
	e.Code, e.Summary = answer.Code, answer.Summary
	if e.Code == "" {
		e.Code, e.Summary = answer.Error, answer.Description
	}
	for _, c := range answer.Causes {
		e.Causes = append(e.Causes, c.Summary)
	}
	e.RequestID = rest.RequestID(resp.Header)
	if e.RequestID == "" {
		e.RequestID = answer.ID
	}
	advise(e)
}
