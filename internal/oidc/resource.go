package oidc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Call is one request to a protected resource: an API.
type Call struct {
	Method      string
	URL         string
	Header      map[string]string
	Body        string
	AccessToken string // empty: none is sent
}

// Answer is what came back, whatever its status.
type Answer struct {
	Status int
	Header http.Header
	Body   string // its start, see MaxBody
}

// MaxBody is how much of an answer's body is kept.
const MaxBody = 64 << 10

// callTimeout bounds one request.
const callTimeout = 30 * time.Second

// Call sends one request. It follows no redirect, which would take the token
// elsewhere, and keeps secrets out of what it returns.
func (c *Client) Call(ctx context.Context, call Call) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	var body io.Reader
	if call.Body != "" {
		body = strings.NewReader(call.Body)
	}
	r, err := http.NewRequestWithContext(ctx, call.Method, call.URL, body)
	if err != nil {
		return Answer{}, fmt.Errorf("%q is not a URL or %q not a method", call.URL, call.Method)
	}
	for name, value := range call.Header {
		r.Header.Set(name, value)
	}
	if r.Header.Get("User-Agent") == "" {
		r.Header.Set("User-Agent", c.userAgent)
	}
	if call.AccessToken != "" && !rest.Confidential(r.URL) {
		return Answer{}, fmt.Errorf("%s gets no access token: it would be sent in the clear. Use https; http is allowed only for this machine", r.URL.Redacted())
	}
	if call.AccessToken != "" {
		c.secrets.Add(call.AccessToken)
		r.Header.Set("Authorization", "Bearer "+call.AccessToken)
	}
	client := http.Client{Transport: c.transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		// A url.Error repeats the URL with its query, which may hold a secret.
		if u, ok := errors.AsType[*url.Error](err); ok {
			err = u.Err
		}
		return Answer{}, fmt.Errorf("%s %s got no answer: %w", call.Method, r.URL.Redacted(), err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, MaxBody))
	if err != nil {
		return Answer{}, fmt.Errorf("%s %s broke off its answer: %w", call.Method, r.URL.Redacted(), err)
	}
	header := http.Header{}
	for name, values := range resp.Header {
		for _, v := range values {
			header.Add(name, c.secrets.Scrub(v))
		}
	}
	return Answer{Status: resp.StatusCode, Header: header, Body: c.secrets.Scrub(strings.ToValidUTF8(string(raw), "\uFFFD"))}, nil
}
