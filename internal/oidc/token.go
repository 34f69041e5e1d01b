package oidc

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// The ways in which a client authenticates at the token endpoint (OpenID
// Connect Core 1.0, section 9).
const (
	ClientSecretBasic = "client_secret_basic"
	ClientSecretPost  = "client_secret_post"
	PrivateKeyJWT     = "private_key_jwt"
)

// TokenRequest asks for an access token by client credentials (RFC 6749,
// section 4.4).
type TokenRequest struct {
	URL      string // the token endpoint
	ClientID string
	Secret   string // for ClientSecretBasic and ClientSecretPost
	Key      *Key   // for PrivateKeyJWT
	Method   string // empty: PrivateKeyJWT with a Key, else ClientSecretBasic
	Scopes   []string
	DPoP     *DPoP // nil: a bearer token
}

// Token is an access token and what the server said about it.
type Token struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int64  `json:"expires_in"` // seconds; 0: not said
	Scope       string `json:"scope"`
}

// OAuth2 is the token in the form of the oauth2 package.
func (t Token) OAuth2(now time.Time) *oauth2.Token {
	token := &oauth2.Token{AccessToken: t.AccessToken, TokenType: t.TokenType}
	if t.ExpiresIn > 0 {
		token.Expiry = now.Add(time.Duration(t.ExpiresIn) * time.Second)
	}
	return token
}

// Token mints an access token. Asking twice only makes a second token, so a
// broken connection is tried again.
func (c *Client) Token(ctx context.Context, t TokenRequest) (Token, error) {
	form := url.Values{"grant_type": {"client_credentials"}}
	if len(t.Scopes) > 0 {
		form.Set("scope", strings.Join(t.Scopes, " "))
	}
	operation := fmt.Sprintf("issue an access token for the client %q", t.ClientID)
	if len(t.Scopes) > 0 {
		operation += fmt.Sprintf(" and the scopes %q", strings.Join(t.Scopes, " "))
	}
	token, err := c.post(ctx, operation, t, form)
	if err != nil {
		return Token{}, err
	}
	if token.AccessToken == "" {
		return Token{}, fmt.Errorf("the token endpoint %s answered without an access_token", t.URL)
	}
	c.secrets.Add(token.AccessToken)
	return token, nil
}

// mistimed tells whether a request was refused that said a time which is not the
// server's: its refusal told that one.
func (t TokenRequest) mistimed(c *rest.Client, said time.Time, err error) bool {
	const usual = 30 * time.Second // the clocks of two machines may differ by that
	return rest.As(err) != nil && (t.Key != nil || t.DPoP != nil) && c.Now().Sub(said).Abs() > usual
}

// post sends the form, and again with what a refusal tells: the server's time,
// where our clock is wrong, and the nonce that a server hands out that demands
// DPoP (RFC 9449, section 8).
func (c *Client) post(ctx context.Context, operation string, t TokenRequest, form url.Values) (Token, error) {
	client, path, err := c.at(t.URL)
	if err != nil {
		return Token{}, err
	}
	for try := 0; ; try++ {
		now := client.Now()
		fields, header, err := authenticate(t, form, client.Now)
		if err != nil {
			return Token{}, err
		}
		if t.DPoP != nil {
			proof, err := t.DPoP.Proof(http.MethodPost, t.URL, "", now)
			if err != nil {
				return Token{}, err
			}
			header.Set("DPoP", proof)
		}
		token, err := rest.Do[Token](ctx, client, rest.Request{
			Operation: operation, Method: http.MethodPost, Path: rest.P(path), Body: fields, Header: header, Repeatable: t.DPoP == nil,
		})
		if try == 0 && t.mistimed(client, now, err) {
			continue
		}
		refusal := rest.As(err)
		if refusal == nil || t.DPoP == nil || refusal.Code != "use_dpop_nonce" || try > 1 || refusal.Header.Get("Dpop-Nonce") == "" {
			return token, err
		}
		t.DPoP.SetNonce(t.URL, refusal.Header.Get("Dpop-Nonce"))
	}
}

// authenticate adds the client's credentials to a form or a header. An
// assertion is made for every try, by the server's clock: a server that acted,
// and whose answer was lost, does not take the same one again (RFC 7523, section 3).
func authenticate(t TokenRequest, form url.Values, now func() time.Time) (body any, _ http.Header, _ error) {
	fields := url.Values{}
	maps.Copy(fields, form)
	header := http.Header{}
	method := t.Method
	if method == "" {
		method = ClientSecretBasic
		if t.Key != nil {
			method = PrivateKeyJWT
		}
	}
	switch method {
	case ClientSecretBasic:
		// RFC 6749, section 2.3.1: both parts are form-encoded first.
		r := http.Request{Header: header}
		r.SetBasicAuth(url.QueryEscape(t.ClientID), url.QueryEscape(t.Secret))
	case ClientSecretPost:
		fields.Set("client_id", t.ClientID)
		fields.Set("client_secret", t.Secret)
	case PrivateKeyJWT:
		if t.Key == nil {
			return nil, nil, errors.New("private_key_jwt needs a private key")
		}
		fields.Set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
		fields.Set("client_id", t.ClientID)
		return func() (url.Values, error) {
			assertion, err := t.Key.Assertion(t.ClientID, t.URL, now())
			fields.Set("client_assertion", assertion)
			return fields, err
		}, header, nil
	default:
		return nil, nil, fmt.Errorf("the authentication method %q is not supported: use %s, %s or %s", method, ClientSecretBasic, ClientSecretPost, PrivateKeyJWT)
	}
	return fields, header, nil
}
