package okta

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// oauthRequest is a request to a token, introspection or revocation endpoint.
type oauthRequest struct {
	*http.Request
	form   url.Values
	server *server // nil: the org authorization server
	client *app
	keys   []jose.JSONWebKey // fetched from the client's jwks_uri
	// assertion is the identifier of the client assertion. It counts as used
	// once the request succeeded, because clients send the same assertion
	// again when they are told to prove possession of a key (Okta's SDKs do).
	assertion string
}

// endpoint serves an OAuth endpoint that clients sign in to. It does without
// public, because the keys behind a client's jwks_uri are fetched before the
// platform's lock is taken.
func (p *Platform) endpoint(pattern string, h func(*oauthRequest) kernel.Answer) {
	p.router.Handle(pattern, func(r *http.Request) kernel.Answer {
		_ = r.ParseForm() // what cannot be parsed is absent
		// Okta's own SDK for Go sends the parameters in the query, so both
		// places count.
		q := &oauthRequest{Request: r, form: r.Form}
		if q.form == nil {
			q.form = url.Values{}
		}
		q.keys = p.fetchClientKeys(r.Context(), q.form.Get("client_assertion"))

		p.mu.Lock()
		defer p.mu.Unlock()
		if id := r.PathValue("authServerId"); id != "" {
			s, found := p.server(id)
			if !found || s.status != active {
				return p.notFound(id, "AuthorizationServer")
			}
			q.server = s
		}
		client, refusal := p.authenticate(q)
		if refusal != nil {
			return *refusal
		}
		q.client = client
		answer := h(q)
		if answer.Status < 300 && q.assertion != "" {
			p.firstUse(q.assertion)
		}
		if answer.Header == nil {
			answer.Header = http.Header{}
		}
		answer.Header.Set("Cache-Control", "no-cache, no-store")
		return answer
	})
}

// invalidClient is the 401 of a client that is not who it says.
func invalidClient(description string) *kernel.Answer {
	return new(oauthError(http.StatusUnauthorized, "invalid_client", description))
}

func invalidRequest(description string) *kernel.Answer {
	return new(oauthError(http.StatusBadRequest, "invalid_request", description))
}

// assertionType is that of RFC 7523.
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// authenticate finds out which client sends a request, by one of the methods
// of the contract's guide to client authentication. client_secret_basic and
// client_secret_post stand for each other: gateways send the secret in the
// body of clients that were registered for the header (notes on the gateway:
// "Okta accepts basic or post").
func (p *Platform) authenticate(q *oauthRequest) (*app, *kernel.Answer) {
	basicID, basicSecret, hasBasic := basicAuth(q.Request)
	assertion, postSecret := q.form.Get("client_assertion"), q.form.Get("client_secret")
	methods := 0
	for _, used := range []bool{hasBasic, assertion != "" || q.form.Get("client_assertion_type") != "", postSecret != ""} {
		if used {
			methods++
		}
	}
	switch {
	case methods > 1:
		// Contract: OAuthError400InvalidRequest_MultipleClientCreds.
		return nil, invalidRequest("Can't supply multiple client credentials. Use one of the following: credentials in the Authorization header, credentials in the post body, or a `client_assertion` in the post body.")
	case hasBasic:
		return p.bySecret(basicID, basicSecret)
	case postSecret != "":
		return p.bySecret(q.form.Get("client_id"), postSecret)
	case methods == 1:
		return p.byAssertion(q, assertion)
	}
	// Contract: public clients name themselves in the query of introspect.
	id := q.form.Get("client_id")
	if id == "" {
		return nil, invalidClient("No client credentials found") // contract: OAuthError401InvalidClient_NoCreds
	}
	a, refusal := p.activeClient(id)
	if refusal != nil {
		return nil, refusal
	}
	if a.authMethod != "none" {
		return nil, invalidClient("No client credentials found")
	}
	return a, nil
}

// basicAuth decodes the header as RFC 6749 has it, form-encoded.
func basicAuth(r *http.Request) (id, secret string, found bool) {
	user, password, found := r.BasicAuth()
	if !found {
		return "", "", false
	}
	decode := func(s string) string {
		if d, err := url.QueryUnescape(s); err == nil {
			return d
		}
		return s
	}
	return decode(user), decode(password), true
}

func (p *Platform) activeClient(id string) (*app, *kernel.Answer) {
	a, found := p.client(id)
	if !found || a.status != active {
		// Contract: OAuthError401InvalidClient_InvalidClientId.
		return nil, invalidClient("Invalid value for the `client_id` parameter")
	}
	return a, nil
}

func (p *Platform) bySecret(id, secret string) (*app, *kernel.Answer) {
	a, refusal := p.activeClient(id)
	if refusal != nil {
		return nil, refusal
	}
	if a.authMethod != "client_secret_basic" && a.authMethod != "client_secret_post" {
		// Not known: Okta's words.
		return nil, invalidClient("The client is registered for the authentication method " + a.authMethod + ".")
	}
	if !slices.ContainsFunc(a.secrets, func(s *clientSecret) bool { return s.status == active && s.value == secret }) {
		// Contract: OobAuthenticateErrorInvalidClientSecret.
		return nil, invalidClient("The client secret supplied for a confidential client is invalid.")
	}
	return a, nil
}

// The algorithms of signatures, in the order of the recorded metadata.
var (
	symmetricAlgorithms  = []jose.SignatureAlgorithm{jose.HS256, jose.HS384, jose.HS512}
	asymmetricAlgorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.ES256, jose.ES384, jose.ES512}
)

const clockLeeway = 5 * time.Minute
