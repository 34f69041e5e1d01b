package gateway

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// externalOAuth enforces OAuth 2.0 access tokens of a Mule OAuth 2.0 provider.
// Known: the statuses (400 for a token that is missing, is in the header and in
// the query, or is not called Bearer; 401 for one that does not hold; 403 for
// scopes and clients), that an answer is kept for the token's lifetime, and
// what the provider answers of a token. Not known: how the gateway asks; here
// as the provider's validation endpoint is called, with the token in the query.
func (g *Gateway) externalOAuth(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	token, refusal := x.bearer()
	if refusal != nil {
		return refusal
	}
	claims, refusal := g.validateAt(x, p, token)
	if refusal != nil {
		return refusal
	}
	return x.admit(p, claims, "client_id")
}

// validateAt asks the provider's validation endpoint about a token, or the cache.
func (g *Gateway) validateAt(x *exchange, p anypoint.DeployedPolicy, token string) (map[string]any, *kernel.Answer) {
	address, _ := p.Configuration["tokenUrl"].(string)
	k, now := tokenKey{address, token}, g.world.Clock.Now()
	if cached, found := g.recall(k, now); found {
		x.remembers()
		return cached.claims, nil
	}
	endpoint, err := url.Parse(address)
	if err != nil {
		return nil, refuse(http.StatusUnauthorized, "Unauthorized")
	}
	query := endpoint.Query()
	query.Set("access_token", token)
	endpoint.RawQuery = query.Encode()
	ctx, cancel := context.WithTimeout(x.Context(), patience(p))
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint.String(), nil)
	if err != nil {
		return nil, refuse(http.StatusUnauthorized, "Unauthorized")
	}
	r.Header.Set("Accept", "application/json")
	answer, err := g.world.Client.Do(r)
	x.asked(address, answer)
	if err != nil {
		return nil, refuse(http.StatusUnauthorized, "Unauthorized")
	}
	defer func() { _ = answer.Body.Close() }()
	switch {
	case answer.StatusCode == http.StatusForbidden:
		return nil, refuse(http.StatusForbidden, "Forbidden")
	case answer.StatusCode != http.StatusOK:
		return nil, refuse(http.StatusUnauthorized, "Unauthorized")
	}
	claims, valid := claimsIn(io.LimitReader(answer.Body, maxAnswer))
	if !valid {
		return nil, refuse(http.StatusInternalServerError, "The authorization server's answer is not valid")
	}
	if seconds := whole64(claims["expires_in"]); seconds > 0 {
		g.remember(k, introspection{claims: claims, exp: now.Add(time.Duration(seconds) * time.Second)})
	}
	return claims, nil
}
