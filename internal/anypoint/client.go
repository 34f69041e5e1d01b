// Package anypoint is the client of MuleSoft's Anypoint Platform: access
// management, Exchange and API Manager, as far as client management and API
// policies reach. It is typed and knows nothing of Terraform.
package anypoint

import (
	"encoding/json"
	"net/http"
	"net/url"
	"sync"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Client talks to one Anypoint control plane.
type Client struct {
	*rest.Client
	templates templateCache
	offers    sync.Map // of *offer, by the API instance
	signer    rest.Signer
	options   Options
}

// Options make a Client.
type Options struct {
	BaseURL     *url.URL // such as https://anypoint.mulesoft.com
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
	return &Client{signer: o.Signer, options: o, Client: rest.New(rest.Options{
		Platform: "Anypoint Platform", Subsystem: "anypoint", BaseURL: o.BaseURL, UserAgent: o.UserAgent, Transport: o.Transport,
		Signer: o.Signer, Explain: explain, Exists: exists, Secrets: o.Secrets, MaxTries: o.MaxTries, NoReadAhead: o.NoReadAhead,
		Limits: o.Limits,
	})}
}

// As signs in as another connected app at the same control plane.
func (c *Client) As(clientID, clientSecret string) *Login {
	o := c.options
	o.Secrets.Add(clientSecret)
	return ConnectedApp(SignInOptions{BaseURL: o.BaseURL, Transport: o.Transport, UserAgent: o.UserAgent, Secrets: o.Secrets, Limits: o.Limits}, clientID, clientSecret)
}

// explain reads the error forms of Anypoint's services: {name, message},
// {code, message}, {errors: [...]} and Exchange's {details: {errors}}.
func explain(e *rest.Error, resp *http.Response, body []byte) {
	var answer struct {
		Name    string            `json:"name"`
		Code    any               `json:"code"`
		Message any               `json:"message"`
		Error   any               `json:"error"`
		Errors  []json.RawMessage `json:"errors"`
		Details struct {
			Errors []json.RawMessage `json:"errors"`
		} `json:"details"`
	}
	_ = json.Unmarshal(body, &answer)
	e.Code = answer.Name
	if code, ok := answer.Code.(string); ok && e.Code == "" {
		e.Code = code
	}
	e.Summary = text(answer.Message)
	if e.Summary == "" {
		e.Summary = text(answer.Error)
	}
	for _, raw := range append(answer.Errors, answer.Details.Errors...) {
		e.Causes = append(e.Causes, cause(raw))
	}
	if e.Summary == "" && len(e.Causes) > 0 {
		e.Summary = "The request was refused"
	}
	e.RequestID = rest.RequestID(resp.Header)
	advise(e)
}

func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// cause is one entry of a list of errors: a string, or an object whose path
// and message say most.
func cause(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var o struct {
		DataPath string `json:"dataPath"`
		Path     string `json:"path"` // API Manager's newer form
		Message  string `json:"message"`
	}
	if json.Unmarshal(raw, &o) == nil && o.Message != "" {
		if o.DataPath == "" {
			o.DataPath = o.Path
		}
		if o.DataPath == "" {
			return o.Message
		}
		return o.DataPath + " " + o.Message
	}
	return string(raw)
}
