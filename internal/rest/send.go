package rest

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
)

// longest is how long a call may take, waits included, for which nobody says a
// time, as in a plan, a list or a data source.
const longest = 20 * time.Minute

// Send sends a request and returns the answer as it came. Any status outside
// 2xx is an *Error.
func (c *Client) Send(ctx context.Context, r Request) (Response, error) {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, longest)
		defer cancel()
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		c.readAhead.drop()
		defer c.readAhead.drop()
		c.written(ctx)
	}
	if r.List {
		lookOf(ctx).list(ctx, c)
	}
	for try := 0; ; try++ {
		resp, err := c.once(ctx, r)
		broken, ok := errors.AsType[*cutOff](err)
		if !ok {
			return resp, err
		}
		if !r.Repeatable && !idempotent(r.Method) || try == c.http.RetryMax {
			return resp, broken.error
		}
		now := time.Now()
		if wait(ctx, nil, now.Add(pause(try)), now); ctx.Err() != nil {
			return resp, broken.error
		}
	}
}

// cutOff is the error of an answer that broke off after its headers, for which
// there is no repetition below.
type cutOff struct{ error }

func brokeOff(err error) error { return &cutOff{err} }

// foreign is the error of a success that cannot be the platform's: a page of a
// proxy, such as one that asks people to sign in, or nothing where an object was
// asked for. Nothing tells whether the request got through.
func (c *Client) foreign(r Request, resp *http.Response, body []byte) error {
	summary := ""
	switch text := bytes.TrimSpace(body); {
	case len(text) == 0 && r.Method == http.MethodGet:
		summary = "The answer was empty"
	case len(text) > 0 && text[0] == '<' && strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html"):
		summary = "The answer was a web page, not the platform's: " + excerpt(body)
	default:
		return nil
	}
	return &Error{
		Platform: c.opt.Platform, Operation: r.Operation, Method: r.Method, Path: r.Path.Template, Status: resp.StatusCode, Header: resp.Header,
		Summary: c.opt.Secrets.Scrub(summary), Ambiguous: !idempotent(r.Method),
		Next: "Find out what answers at " + c.BaseURL() + ", proxies included, and apply again.",
	}
}

// empty is the error of a write whose answer should have been the object.
func (a *answer) empty() error {
	return &Error{
		Platform: a.client.opt.Platform, Operation: a.request.Operation, Method: a.request.Method, Path: a.request.Path.Template, Status: http.StatusOK,
		Summary: "The answer was empty", Ambiguous: !idempotent(a.request.Method),
		Next: "The request may have been carried out. Apply again: the next plan shows what is there.",
	}
}

// next is what to do about a status for which the platform's own words say
// nothing of that; "" where the status says enough.
func next(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "The credentials are wrong or have expired. Check them, and the address that they belong to."
	case http.StatusNotFound:
		return "It is not there, or not visible to these credentials. If something above it was deleted, a new plan shows that."
	case http.StatusConflict:
		return "Something that is there already, or happens at the same time, is in the way. Apply again when it is over."
	case http.StatusLocked:
		return "The platform is busy with something that this waits for, and was so over all attempts. Apply again later."
	case http.StatusTooManyRequests:
		return "The rate limit stayed exhausted over all attempts. Lower Terraform's -parallelism."
	}
	if status >= http.StatusInternalServerError {
		return "The platform failed, or a proxy on the way to it. Apply again later; if it goes on, look at the platform's status page, or give its support the request id."
	}
	return ""
}
