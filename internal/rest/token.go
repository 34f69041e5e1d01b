package rest

import (
	"context"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

// early is how long before its end a token is renewed, so that it does not
// expire on the way.
const early = time.Minute

// TokenCache keeps one access token for the process. Callers that need one at
// the same time share a single fetch.
type TokenCache struct {
	// Fetch gets a new token.
	Fetch func(ctx context.Context) (*oauth2.Token, error)
	// Secrets remembers the tokens, so that no error shows them.
	Secrets *Secrets

	fetching Gate
	mu       sync.Mutex // of token; not held while one is fetched
	token    *oauth2.Token
}

// Token is a token that is good for a while, the kept one or a new one.
func (t *TokenCache) Token(ctx context.Context) (*oauth2.Token, error) {
	if token := t.kept(); token != nil {
		return token, nil
	}
	if err := t.fetching.Lock(ctx); err != nil {
		return nil, err
	}
	defer t.fetching.Unlock()
	if token := t.kept(); token != nil {
		return token, nil
	}
	token, err := t.Fetch(ctx)
	if err != nil {
		return nil, err
	}
	if t.Secrets != nil {
		t.Secrets.Add(token.AccessToken)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.token = token
	return token, nil
}

// kept is the token that is good for a while yet; nil: there is none.
func (t *TokenCache) kept() *oauth2.Token {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token != nil && (t.token.Expiry.IsZero() || time.Until(t.token.Expiry) > early) {
		return t.token
	}
	return nil
}

// Forget drops the kept token if it is this one: another caller may have
// renewed it meanwhile. The next Token is another one.
func (t *TokenCache) Forget(accessToken string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.token != nil && t.token.AccessToken == accessToken {
		t.token = nil
	}
}
