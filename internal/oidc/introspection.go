package oidc

import (
	"context"
	"net/http"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Introspection is what an authorization server says of a token (RFC 7662).
type Introspection struct {
	Active    bool   `json:"active"`
	Scope     string `json:"scope"`
	ClientID  string `json:"client_id"`
	Username  string `json:"username"`
	TokenType string `json:"token_type"`
	Expires   int64  `json:"exp"` // seconds since 1970; 0: not said
	IssuedAt  int64  `json:"iat"`
	Subject   string `json:"sub"`
	Audience  string `json:"aud"`
	Issuer    string `json:"iss"`
}

// Introspect asks the server at t.URL, its introspection endpoint, about a
// token. t's credentials are those of the client that asks.
func (c *Client) Introspect(ctx context.Context, t TokenRequest, token string) (Introspection, error) {
	client, path, err := c.at(t.URL)
	if err != nil {
		return Introspection{}, err
	}
	for try := 0; ; try++ {
		now := client.Now()
		form, header, err := authenticate(t, url.Values{"token": {token}, "token_type_hint": {"access_token"}}, client.Now)
		if err != nil {
			return Introspection{}, err
		}
		said, err := rest.Do[Introspection](ctx, client, rest.Request{
			Operation: "introspect the token", Method: http.MethodPost, Path: rest.P(path), Body: form, Header: header, Repeatable: true,
		})
		if !t.mistimed(client, now, err) || try > 0 {
			return said, err
		}
	}
}
