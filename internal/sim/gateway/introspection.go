package gateway

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// tokenIntrospection enforces OAuth 2.0 token introspection (RFC 7662): the
// policy itself names the endpoint and what to send as Authorization. Known:
// the statuses (400 invalid token, 401 no connection to the server, 403 invalid
// client, 500 a bad answer of the server). Not known: the bodies, and which of
// them it is when the server does not accept the gateway; here 401.
func (g *Gateway) tokenIntrospection(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	token, refusal := x.bearer()
	if refusal != nil {
		return refusal
	}
	claims, refusal := g.introspectAt(x, p, token)
	if refusal != nil {
		return refusal
	}
	by, _ := p.Configuration["consumerBy"].(string)
	if by == "" {
		by = "client_id"
	}
	return x.admit(p, claims, by)
}

// introspectAt asks the policy's endpoint about a token, or the cache.
func (g *Gateway) introspectAt(x *exchange, p anypoint.DeployedPolicy, token string) (map[string]any, *kernel.Answer) {
	address, _ := p.Configuration["introspectionURL"].(string)
	authorization, _ := p.Configuration["authorizationValue"].(string)
	k, now := tokenKey{address, token}, g.world.Clock.Now()
	if cached, found := g.recall(k, now); found {
		x.remembers()
		return cached.claims, nil
	}
	ctx, cancel := context.WithTimeout(x.Context(), patience(p))
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(url.Values{"token": {token}}.Encode()))
	if err != nil {
		return nil, refuse(http.StatusUnauthorized, "Unauthorized")
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Authorization", authorization)
	answer, err := g.world.Client.Do(r)
	x.asked(address, answer)
	if err != nil {
		return nil, refuse(http.StatusUnauthorized, "Unauthorized")
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode == http.StatusUnauthorized || answer.StatusCode == http.StatusForbidden {
		return nil, refuse(http.StatusUnauthorized, "Unauthorized")
	}
	claims, valid := claimsIn(io.LimitReader(answer.Body, maxAnswer))
	if answer.StatusCode != http.StatusOK || !valid {
		return nil, refuse(http.StatusInternalServerError, "The authorization server's answer is not valid")
	}
	active, _ := claims["active"].(bool)
	x.answered(active, claims)
	if !active {
		return nil, refuse(http.StatusBadRequest, "Invalid token")
	}
	g.keep(k, claims, now, p.Configuration["validatedTokenTTL"])
	return claims, nil
}

// keep holds an answer for the policy's time, in seconds, or until the token expires.
func (g *Gateway) keep(k tokenKey, claims map[string]any, now time.Time, ttl any) {
	seconds := int64(600) // the documented default
	if ttl != nil {
		seconds = whole64(ttl)
	}
	until := now.Add(time.Duration(seconds) * time.Second)
	if exp := time.Unix(whole64(claims["exp"]), 0); claims["exp"] != nil && exp.Before(until) {
		until = exp
	}
	g.remember(k, introspection{claims: claims, exp: until})
}
