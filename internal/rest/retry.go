package rest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

const (
	maxTries   = 6
	minBackoff = 250 * time.Millisecond
	maxBackoff = 8 * time.Second
)

func newRetrying(transport http.RoundTripper, tries int) *retryablehttp.Client {
	if tries <= 0 {
		tries = maxTries
	}
	c := retryablehttp.NewClient()
	c.HTTPClient = &http.Client{Transport: transport, CheckRedirect: noRedirect}
	c.Logger = nil // its lines carry whole URLs
	c.RetryMax = tries - 1
	c.CheckRetry = shouldRetry
	c.Backoff = backoff
	c.ErrorHandler = retryablehttp.PassthroughErrorHandler // else the last answer's body is lost
	return c
}

// noRedirect keeps credentials from following a redirect to another host; no
// documented call of either platform answers with one.
func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// shouldRetry repeats what is safe to repeat: a 423 was not carried out, so it
// always is (as is a 429, which attempt waits for and which is no try); after a
// broken connection or a 5xx of a proxy nobody knows, so only requests are
// repeated whose second run changes nothing more.
func shouldRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if held, ok := errors.AsType[*delayed](err); ok {
		return false, held
	}
	if err == nil && resp.StatusCode < http.StatusMultipleChoices {
		return false, nil // although the run was interrupted: see graced
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		// A sign-in that was refused was tried in its own way already.
		return As(err) == nil && !headerBomb(err) && (repeatable(ctx) || neverSent(err)), nil
	}
	switch resp.StatusCode {
	case http.StatusLocked:
		// Okta answers 423 while it puts the priorities of rules in order.
		return true, nil
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return repeatable(ctx), nil
	}
	return false, nil
}

// neverSent tells whether the connection was not even made.
func neverSent(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

type repeatableKey struct{}

func withRepeatable(ctx context.Context, yes bool) context.Context {
	return context.WithValue(ctx, repeatableKey{}, yes)
}

func repeatable(ctx context.Context) bool {
	yes, _ := ctx.Value(repeatableKey{}).(bool)
	return yes
}

// backoff waits as long as a platform that is overloaded asks for, else a
// little, doubled at every try.
func backoff(_, _ time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil {
		if d, ok := retryAfter(resp, time.Now()); ok {
			return d
		}
	}
	return pause(attempt)
}

// pause is the wait before the try of that number.
func pause(attempt int) time.Duration {
	return min(minBackoff<<min(attempt, 10), maxBackoff)
}

// idempotent are the methods whose repetition changes nothing more.
func idempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}
