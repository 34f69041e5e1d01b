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

// shouldRetry repeats what is safe to repeat: a 429 or a 423 was not carried
// out, so it always is; after a broken connection or a 5xx of a proxy nobody knows, so
// only requests are repeated whose second run changes nothing more.
func shouldRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		// A sign-in that was refused was tried in its own way already.
		return As(err) == nil && !headerBomb(err) && (repeatable(ctx) || neverSent(err)), nil
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusLocked:
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

// backoff waits until the platform's own time where it names one, else a
// little, doubled at every try.
func backoff(_, _ time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil {
		if d, ok := resetIn(resp, time.Now()); ok && resp.StatusCode == http.StatusTooManyRequests {
			return d
		}
	}
	return min(minBackoff<<attempt, maxBackoff)
}

// idempotent are the methods whose repetition changes nothing more.
func idempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}
