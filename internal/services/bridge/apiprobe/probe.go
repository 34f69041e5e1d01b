// Package apiprobe calls an API as a consumer does, to prove what its gateway
// lets through and what it refuses.
package apiprobe

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
)

// probe is one look at an API, which may take several requests.
type probe struct {
	call oidc.Call
	// patience is how long a passing refusal is waited for.
	patience time.Duration
	// wanted are the status codes to wait for; empty: any will do.
	wanted []int
	// expected is an answer to take at once, although it could pass; 0: none.
	expected int
}

// result is the last answer.
type result struct {
	oidc.Answer
	attempts int
}

const (
	firstPause = 250 * time.Millisecond
	maxPause   = 5 * time.Second
)

// run sends requests until an answer counts or the patience is at its end.
// The last answer is the result, whatever it is; only a request without any
// answer is an error.
func (p probe) run(ctx context.Context, client *oidc.Client) (result, error) {
	end := time.Now().Add(p.patience)
	pause := firstPause
	for attempts := 1; ; attempts++ {
		answer, err := client.Call(ctx, p.call)
		left := time.Until(end)
		if left <= 0 || !p.passing(answer, err) {
			if err != nil && attempts > 1 {
				err = fmt.Errorf("%w (%d attempts in %s)", err, attempts, p.patience)
			}
			return result{answer, attempts}, err
		}
		select {
		case <-ctx.Done():
			return result{answer, attempts}, ctx.Err()
		case <-time.After(min(pause, left)):
		}
		pause = min(pause*2, maxPause)
	}
}

// passing tells whether a later answer may be another: a gateway fetches
// policies and contracts from time to time, and says "Invalid Client" until it
// has heard of a new contract; one that is being deployed takes no connection.
func (p probe) passing(a oidc.Answer, err error) bool {
	if err != nil {
		return errors.Is(err, syscall.ECONNREFUSED)
	}
	if a.Status == p.expected {
		return false
	}
	if len(p.wanted) > 0 {
		return !slices.Contains(p.wanted, a.Status)
	}
	return p.call.AccessToken != "" && invalidClient(a)
}

// invalidClient is the documented answer to a token whose client has no
// contract that the gateway knows of.
func invalidClient(a oidc.Answer) bool {
	return a.Status == http.StatusForbidden && strings.Contains(strings.ToLower(a.Body), "invalid client")
}

// explain says what a refusal means, as MuleSoft documents the answers of its
// OpenID Connect policy; empty for a success.
func (p probe) explain(r result) string {
	token := p.call.AccessToken != ""
	switch {
	case r.Status >= 200 && r.Status < 300:
		return ""
	case invalidClient(r.Answer):
		text := "The gateway knows no approved contract of the token's client with this API."
		if r.attempts > 1 {
			text += fmt.Sprintf(" That has not changed over %d attempts in %s.", r.attempts, p.patience)
		}
		return text + " Check that the contract is APPROVED, that it is for this API instance, and that the gateway can reach Anypoint to learn of it."
	case r.Status == http.StatusForbidden && token:
		return "The gateway takes the token, but not for this request: most likely a scope that the policy demands is missing."
	case r.Status == http.StatusBadRequest && !token, r.Status == http.StatusUnauthorized && !token:
		return "The API demands an access token, and none was sent."
	case r.Status == http.StatusBadRequest:
		return "The gateway could not read the access token, or the API did not take the request."
	case r.Status == http.StatusUnauthorized:
		return "The gateway does not take the token: it is expired or revoked, another authorization server issued it, or the gateway cannot introspect it (reach the authorization server, or sign in there)."
	case r.Status == http.StatusNotFound:
		return "Nothing answers at this path: check the URL against the API instance's proxy URI, and that the API is deployed."
	case r.Status >= 300 && r.Status < 400:
		return "The answer is a redirect, which a probe does not follow."
	case r.Status >= http.StatusInternalServerError:
		return "The gateway, the backend or the authorization server behind it failed."
	}
	return ""
}

// parsePatience reads retry_for.
func parsePatience(text string) (time.Duration, error) {
	if text == "" {
		return 30 * time.Second, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > time.Hour {
		return 0, fmt.Errorf("%q is not a duration between 0s and 1h. Write it as in 45s or 2m", text)
	}
	return d, nil
}
