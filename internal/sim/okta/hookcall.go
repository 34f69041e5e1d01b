package okta

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// hookTimeout is how long a hook's service has to answer, the request for a
// token to it included. Contract, executeInlineHook: "A timeout of three
// seconds is enforced on all outbound requests, with one retry in the event of
// a timeout or an error response".
const hookTimeout = 3 * time.Second

// SetHookTimeout says how long hooks are waited for; three seconds at first.
func (p *Platform) SetHookTimeout(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hookPatience = d
}

// hookClient calls other people's services: without the mark of the
// simulator's own calls, and without following redirects.
var hookClient = &http.Client{
	Transport:     &http.Transport{MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// callHook sends a body to a hook's service and returns what it answers. The
// platform's lock is released meanwhile: the service, or the authorization
// server that it trusts, may be this one.
func (p *Platform) callHook(ctx context.Context, h *inlineHook, body any) (*object, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	channel, patience := h.channel, orDefault(p.hookPatience, hookTimeout)
	var key *signingKey
	if k, found := p.st.hookKeys.Get(channel.hookKeyID); found {
		key = k.key
	}
	p.mu.Unlock()
	defer p.mu.Lock()
	for range 2 {
		var answer *object
		answer, err = p.tryHook(ctx, channel, key, data, patience)
		if err == nil {
			return answer, nil
		}
	}
	return nil, err
}

func (p *Platform) tryHook(ctx context.Context, c hookChannel, key *signingKey, body []byte, patience time.Duration) (*object, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, c.method, c.uri, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Content-Type", "application/json")
	for _, header := range c.headers {
		if header, isObject := header.(*object); isObject && header.str("key") != "" && !strings.Contains(header.str("key"), " ") {
			r.Header.Set(header.str("key"), header.str("value"))
		}
	}
	switch {
	case c.kind == "OAUTH":
		token, err := p.hookToken(ctx, c, key)
		if err != nil {
			return nil, err
		}
		r.Header.Set("Authorization", "Bearer "+token)
	case c.auth.str("key") != "":
		r.Header.Set(c.auth.str("key"), c.authValue)
	}
	return p.askHook(r, "the service")
}

// askHook sends a request and reads the JSON object that is answered with 200:
// any other status is a failure (Okta's reference of the token hook).
func (p *Platform) askHook(r *http.Request, whom string) (*object, error) {
	client := hookClient
	if p.isOwn(r.URL.String()) {
		client = p.world.Client
	}
	resp, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(resp.Body, 256<<10)) // contract: less than 256 KB
	switch {
	case err != nil:
		return nil, err
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s answered %d", whom, resp.StatusCode)
	case len(bytes.TrimSpace(data)) == 0:
		return obj(), nil
	}
	return parseObject(data)
}

// isOwn tells whether an address is one of the org's.
func (p *Platform) isOwn(address string) bool { return strings.HasPrefix(address, p.world.OktaURL+"/") }

// hookToken gets an access token for a hook's service by client credentials.
// Contract: InlineHookOAuthClientSecretConfig, InlineHookOAuthPrivateKeyJwtConfig.
func (p *Platform) hookToken(ctx context.Context, c hookChannel, key *signingKey) (string, error) {
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {c.clientID}}
	if c.scope != "" {
		form.Set("scope", c.scope)
	}
	if c.authType == "private_key_jwt" {
		if key == nil {
			return "", fmt.Errorf("there is no hook key %q", c.hookKeyID)
		}
		now := time.Now()
		if p.isOwn(c.tokenURL) {
			now = p.world.Clock.Now()
		}
		assertion, err := hookAssertion(c, key, now)
		if err != nil {
			return "", err
		}
		form.Set("client_assertion_type", assertionType)
		form.Set("client_assertion", assertion)
	} else {
		form.Set("client_secret", c.clientSecret)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.tokenURL, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := p.askHook(r, "the authorization server")
	if err == nil && answer.str("access_token") == "" {
		err = fmt.Errorf("the authorization server gave no access token")
	}
	return answer.str("access_token"), err
}

// hookAssertion proves that Okta is the client, by RFC 7523. The time is that of
// who checks it: servers outside go by the machine's clock, the org by the
// simulated one. Not known: how long Okta makes it live.
func hookAssertion(c hookChannel, key *signingKey, now time.Time) (string, error) {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key.private(), KeyID: key.kid}}, nil)
	if err != nil {
		return "", err
	}
	return jwt.Signed(signer).Claims(jwt.Claims{
		Issuer: c.clientID, Subject: c.clientID, Audience: jwt.Audience{c.tokenURL}, ID: kernel.NewIDs(uint64(time.Now().UnixNano())).Text(22),
		IssuedAt: jwt.NewNumericDate(now), Expiry: jwt.NewNumericDate(now.Add(5 * time.Minute)),
	}).Serialize()
}

// executeHook calls a hook for a test, with a body of the caller's. Contract:
// the service's answer, or 400 "with more information about what failed". Not
// known: the words, and whether an inactive hook is called; here it is.
func (p *Platform) executeHook(r *http.Request, h *inlineHook) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	answer, err := p.callHook(r.Context(), h, in)
	if err != nil {
		return p.invalid("inlineHook", "The inline hook failed: "+err.Error())
	}
	return ok(answer)
}
