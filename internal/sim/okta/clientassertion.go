package okta

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// byAssertion checks a client assertion (RFC 7523). Its times are compared
// with the simulated clock, so that a client whose clock is wrong can be tried
// by moving that one. Not known: Okta's words.
func (p *Platform) byAssertion(q *oauthRequest, assertion string) (*app, *kernel.Answer) {
	if q.form.Get("client_assertion_type") != assertionType {
		return nil, invalidRequest("The `client_assertion_type` is invalid.") // contract: OAuthError400InvalidRequest_AssertionTypeInvalid
	}
	token, err := jwt.ParseSigned(assertion, append(slices.Clone(asymmetricAlgorithms), symmetricAlgorithms...))
	if err != nil {
		return nil, invalidClient("The client_assertion is not a signed JWT.")
	}
	var unverified jwt.Claims
	if err := token.UnsafeClaimsWithoutVerification(&unverified); err != nil {
		return nil, invalidClient("The client_assertion has no claims.")
	}
	a, refusal := p.activeClient(unverified.Subject)
	if refusal != nil {
		return nil, refusal
	}
	var claims jwt.Claims
	known := p.assertionKeys(a, q)
	if a.authMethod == "private_key_jwt" && len(known) == 0 {
		// Okta's words, from okta/terraform-provider-okta#1035.
		return nil, invalidClient("The client does not have a JWKSet configured, but the client_assertion requires one.")
	}
	if !verifies(token, &claims, known) {
		return nil, invalidClient("The client_assertion signature is invalid.")
	}
	now := p.world.Clock.Now()
	switch {
	case claims.Issuer != a.clientID:
		return nil, invalidClient("The client_assertion must have the client_id as iss and sub.")
	case claims.Expiry == nil:
		return nil, invalidClient("The client_assertion must have an exp claim.")
	case claims.ValidateWithLeeway(jwt.Expected{Time: now}, clockLeeway) != nil:
		return nil, invalidClient("The client_assertion token is expired or not valid yet.")
	case claims.Expiry.Time().After(now.Add(time.Hour + clockLeeway)):
		// Okta's guide to client authentication: at most one hour ahead.
		return nil, invalidClient("The client_assertion exp claim is more than one hour in the future.")
	case !slices.ContainsFunc(claims.Audience, func(aud string) bool { return p.isAudience(q, aud) }):
		return nil, invalidClient("The audience claim for client_assertion must be the endpoint invoked for the request.")
	}
	if claims.ID != "" {
		q.assertion = "assertion " + a.clientID + " " + claims.ID
		if _, used := p.st.seenJTI[q.assertion]; used {
			return nil, invalidClient("The client_assertion token has already been used.")
		}
	}
	return a, nil
}

// isAudience accepts the endpoint that is called, the server's token endpoint
// and its issuer.
func (p *Platform) isAudience(q *oauthRequest, aud string) bool {
	issuer, base := p.world.OktaURL, p.world.OktaURL+"/oauth2"
	if q.server != nil {
		issuer = p.issuer(q.server)
		base = issuer
	}
	return aud == issuer || aud == base+"/v1/token" || aud == p.world.OktaURL+q.URL.Path
}

// assertionKeys are the keys that may sign a client's assertion.
func (p *Platform) assertionKeys(a *app, q *oauthRequest) []any {
	var keys []any
	switch a.authMethod {
	case "client_secret_jwt":
		for _, s := range a.secrets {
			if s.status == active {
				keys = append(keys, []byte(s.value))
			}
		}
	case "private_key_jwt":
		for _, k := range append(a.publicKeys(), q.keys...) {
			keys = append(keys, k.Key)
		}
	}
	return keys
}

// verifies checks a signature with the first key that fits. A key that the
// header names would be a shortcut only.
func verifies(token *jwt.JSONWebToken, claims *jwt.Claims, keys []any) bool {
	for _, k := range keys {
		if token.Claims(k, claims) == nil {
			return true
		}
	}
	return false
}

// fetchClientKeys gets the keys behind the jwks_uri of the client that an
// assertion names.
func (p *Platform) fetchClientKeys(ctx context.Context, assertion string) []jose.JSONWebKey {
	token, err := jwt.ParseSigned(assertion, asymmetricAlgorithms)
	if err != nil {
		return nil
	}
	var claims jwt.Claims
	if token.UnsafeClaimsWithoutVerification(&claims) != nil {
		return nil
	}
	p.mu.Lock()
	uri := ""
	if a, found := p.client(claims.Subject); found && a.authMethod == "private_key_jwt" {
		uri = a.client.str("jwks_uri")
	}
	p.mu.Unlock()
	if uri == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, uri, http.NoBody)
	if err != nil {
		return nil
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil
	}
	defer func() { _ = resp.Body.Close() }()
	var set jose.JSONWebKeySet
	if json.NewDecoder(io.LimitReader(resp.Body, 1<<20)).Decode(&set) != nil {
		return nil
	}
	return set.Keys
}

// firstUse notes an identifier and tells whether it is new.
func (p *Platform) firstUse(id string) bool {
	now := p.world.Clock.Now()
	if _, seen := p.st.seenJTI[id]; seen {
		return false
	}
	if len(p.st.seenJTI) > 10_000 {
		for k, at := range p.st.seenJTI {
			if now.Sub(at) > 2*time.Hour {
				delete(p.st.seenJTI, k)
			}
		}
	}
	p.st.seenJTI[id] = now
	return true
}
