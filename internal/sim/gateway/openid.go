package gateway

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// maxTokens is how many validated tokens are kept
// (anypoint.platform.openid_connect_cache_max_size).
const maxTokens = 10000

// tokenKey is a token and the address that was asked about it.
type tokenKey struct{ address, token string }

// introspection is the identity provider's answer on a token that is active.
type introspection struct {
	claims map[string]any
	exp    time.Time // zero: none given, and then it is not kept
}

// openIDConnect enforces OpenID Connect access tokens: the token is valid at
// the API's client provider, has the scopes, and its client has a contract.
func (g *Gateway) openIDConnect(x *exchange, p anypoint.DeployedPolicy) *kernel.Answer {
	token, refusal := x.bearer()
	if refusal != nil {
		return refusal
	}
	if x.api.Provider == nil {
		// "OIDC policies fail" when the client provider is gone. Not known: how.
		return refuse(http.StatusInternalServerError, "The client provider of the API is not available")
	}
	got, refusal := g.introspect(x, p, token)
	if refusal != nil {
		return refusal
	}
	return x.admit(p, got.claims, "client_id")
}

// bearerToken takes the token from the header, or from the query when there is
// no header.
func bearerToken(r *http.Request) (string, *kernel.Answer) {
	header, query := r.Header.Get("Authorization"), r.URL.Query().Get("access_token")
	switch {
	case header == "" && query == "":
		return "", refuse(http.StatusBadRequest, "Access token was not provided")
	case header == "":
		return query, nil
	case query != "": // documented
		return "", refuse(http.StatusBadRequest, "The access token was sent twice")
	}
	kind, token, _ := strings.Cut(header, " ")
	token = strings.TrimSpace(token)
	if !strings.EqualFold(kind, "bearer") || token == "" || strings.Contains(token, " ") {
		return "", refuse(http.StatusBadRequest, "Authorization header is invalid")
	}
	return token, nil
}

// bearer takes the token of a request, and explains what there is.
func (x *exchange) bearer() (string, *kernel.Answer) {
	token, refusal := bearerToken(x.Request)
	if refusal == nil {
		x.explain.note(true, "Token: there is one")
	}
	return token, refusal
}

// unauthorized is the answer to a token that does not hold.
func unauthorized(message string) *kernel.Answer {
	a := refuse(http.StatusUnauthorized, message)
	a.Header.Set("WWW-Authenticate", `Bearer realm="OpenId Client Realm"`)
	return a
}

// introspect asks the identity provider about a token, or the cache.
func (g *Gateway) introspect(x *exchange, p anypoint.DeployedPolicy, token string) (introspection, *kernel.Answer) {
	k := tokenKey{x.api.Provider.IntrospectURL, token}
	now := g.world.Clock.Now()
	if cached, found := g.recall(k, now); found {
		x.remembers()
		return cached, nil
	}
	claims, refusal := askIntrospection(x, p, token)
	if refusal != nil {
		return introspection{}, refusal
	}
	got := introspection{claims: claims}
	if exp, isNumber := claims["exp"].(json.Number); isNumber {
		seconds, err := exp.Float64()
		if err != nil {
			return introspection{}, refuse(http.StatusInternalServerError, "The authorization server's answer is not valid")
		}
		got.exp = time.Unix(int64(seconds), 0)
		if !now.Before(got.exp) {
			return introspection{}, unauthorized("Token has expired.")
		}
		g.remember(k, got)
	}
	return got, nil
}

// remember keeps what is known of a token.
func (g *Gateway) remember(k tokenKey, got introspection) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.tokens) >= maxTokens {
		clear(g.tokens)
	}
	g.tokens[k] = got
}

// recall is what is known of a token, while that holds.
func (g *Gateway) recall(k tokenKey, now time.Time) (introspection, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	got, found := g.tokens[k]
	return got, found && now.Before(got.exp)
}

// contracted tells whether a client has a contract with the API.
func (x *exchange) contracted(client string) bool {
	return client != "" && slices.ContainsFunc(x.api.Clients, func(c anypoint.DeployedClient) bool { return c.ClientID == client })
}

// askIntrospection calls the identity provider with the primary client's
// credentials in the body: "other authentication methods are not supported".
func askIntrospection(x *exchange, p anypoint.DeployedPolicy, token string) (map[string]any, *kernel.Answer) {
	ctx, cancel := context.WithTimeout(x.Context(), patience(p))
	defer cancel()
	idp := x.api.Provider
	form := url.Values{"token": {token}, "client_id": {idp.ClientID}, "client_secret": {idp.ClientSecret}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, idp.IntrospectURL, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, unauthorized("Unauthorized")
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "application/json")
	answer, err := idp.Send(r)
	x.asked(idp.IntrospectURL, answer)
	if err != nil {
		return nil, unauthorized("Unauthorized")
	}
	defer func() { _ = answer.Body.Close() }()
	switch answer.StatusCode {
	case http.StatusOK:
	case http.StatusBadRequest:
		return nil, refuse(http.StatusInternalServerError, "The authorization server did not accept the request")
	case http.StatusForbidden:
		return nil, refuse(http.StatusForbidden, "Forbidden")
	default:
		return nil, unauthorized("Unauthorized")
	}
	claims, valid := claimsIn(io.LimitReader(answer.Body, maxAnswer))
	if !valid {
		return nil, refuse(http.StatusInternalServerError, "The authorization server's answer is not valid")
	}
	active, _ := claims["active"].(bool)
	x.answered(active, claims)
	if !active {
		return nil, unauthorized("Token has been revoked.")
	}
	return claims, nil
}

// authorized checks the scopes of a token: all of the policy's (AND), or any (OR).
func authorized(claims, configuration map[string]any) bool {
	wanted, _ := configuration["scopes"].(string)
	text, _ := claims["scope"].(string)
	granted := strings.Fields(text)
	if list, isList := claims["scope"].([]any); isList { // as a Mule OAuth 2.0 provider answers
		for _, scope := range list {
			granted = append(granted, fmt.Sprint(scope))
		}
	}
	has := func(scope string) bool { return slices.Contains(granted, scope) }
	list := strings.Fields(wanted)
	if len(list) == 0 {
		return true
	}
	if criteria, _ := configuration["scopeValidationCriteria"].(string); criteria == "OR" {
		return slices.ContainsFunc(list, has)
	}
	return !slices.ContainsFunc(list, func(scope string) bool { return !has(scope) })
}

// exposeClaims hands the scalar fields of the answer to the backend.
func exposeClaims(h http.Header, claims map[string]any) {
	for name, v := range claims {
		switch v.(type) {
		case string, bool, json.Number:
		default:
			continue
		}
		if name != "scope" && name != "exp" {
			h.Set("X-AGW-"+strings.ReplaceAll(name, " ", "-"), fmt.Sprint(v))
		}
	}
}
