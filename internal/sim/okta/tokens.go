package okta

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// oauthToken is an access or refresh token that was issued.
type oauthToken struct {
	id, value  string
	refresh    bool
	server     *server // nil: the org authorization server
	client     *app
	user       *user // nil: the client acts for itself
	scopes     []string
	issued     time.Time
	expires    time.Time
	revoked    bool
	thumbprint string // of the key that it is bound to

	policy *authPolicy // by which it was issued, nil for none
	rule   *authRule
	claims *object // of an access token, as they were signed
}

func (p *Platform) tokenRoutes() {
	for _, base := range []string{"/oauth2/v1", "/oauth2/{authServerId}/v1"} {
		p.endpoint("POST "+base+"/token", p.token)
		p.endpoint("POST "+base+"/introspect", p.introspect)
		p.endpoint("POST "+base+"/revoke", p.revoke)
	}
	p.public("GET /oauth2/v1/userinfo", func(r *http.Request) kernel.Answer { return p.userinfo(r, nil) })
	p.public("GET /oauth2/{authServerId}/v1/userinfo", p.onIssuer(p.userinfo))
	p.public("GET /oauth2/v1/authorize", func(r *http.Request) kernel.Answer { return p.authorizeInteractive(r) })
	p.public("GET /oauth2/{authServerId}/v1/authorize", p.onIssuer(func(r *http.Request, _ *server) kernel.Answer { return p.authorizeInteractive(r) }))
}

// token is the token endpoint. People do not sign in here, so an
// authorization code is always unknown; refresh tokens come from SignIn.
func (p *Platform) token(q *oauthRequest) kernel.Answer {
	kind := q.form.Get("grant_type")
	switch {
	case kind == "":
		// Not known: Okta's words.
		return *invalidRequest("The `grant_type` parameter is required.")
	case !slices.Contains(knownGrants, kind):
		// Contract: OAuthError400UnsupportedGrantType.
		return oauthError(http.StatusBadRequest, "unsupported_grant_type", "The grant type in the request isn't supported.")
	case !slices.Contains(q.client.client.strs("grant_types"), kind):
		// Words: contract, OobAuthenticateErrorGrantTypeDisabled.
		return oauthError(http.StatusBadRequest, "unauthorized_client",
			"The client isn't authorized to use the provided grant type. Configured grant types: ["+strings.Join(q.client.client.strs("grant_types"), ", ")+"].")
	}
	switch kind {
	case "client_credentials":
		return p.clientCredentials(q)
	case "authorization_code":
		// Contract: OAuthError400InvalidGrant_InvalidAuthCode.
		return oauthError(http.StatusBadRequest, "invalid_grant", "The authorization code is invalid or has expired.")
	case "refresh_token":
		return p.refresh(q)
	case "password":
		// No user here has a password. The words are Okta's usual ones.
		return oauthError(http.StatusBadRequest, "invalid_grant", "The credentials provided were invalid.")
	}
	return oauthError(http.StatusBadRequest, "unsupported_grant_type", "The grant type in the request isn't supported.")
}

func invalidScope(description string) kernel.Answer {
	return oauthError(http.StatusBadRequest, "invalid_scope", description)
}

// clientCredentials issues a token to a client that acts for itself. Which
// users and groups are assigned to it does not count.
func (p *Platform) clientCredentials(q *oauthRequest) kernel.Answer {
	scopes := strings.Fields(q.form.Get("scope"))
	if q.client.authMethod == "none" {
		return *invalidClient("No client credentials found")
	}
	if q.server == nil {
		return p.orgCredentials(q, scopes)
	}
	if len(scopes) == 0 {
		for _, sc := range q.server.scopes.List(func(sc *scope) bool { return sc.preset }) {
			scopes = append(scopes, sc.name)
		}
	}
	if len(scopes) == 0 {
		return invalidScope("No scopes were requested.") // contract: OAuthError400InvalidScope_MissingScopes
	}
	for _, name := range scopes {
		sc, found := q.server.scopes.Find(func(sc *scope) bool { return sc.name == name })
		if !found || sc.system {
			// The words are those of Okta's support pages for a scope that the
			// server lacks. That the system's scopes, which are about a user,
			// get the same answer is not known.
			return invalidScope("One or more scopes are not configured for the authorization server resource.")
		}
	}
	pol, rule := q.server.decide(q.client.clientID, "client_credentials", scopes)
	if rule == nil {
		return policyDenied()
	}
	thumbprint, refusal := p.proveToken(q)
	if refusal != nil {
		return *refusal
	}
	t := &oauthToken{server: q.server, client: q.client, scopes: scopes, thumbprint: thumbprint, policy: pol, rule: rule}
	if _, refusal := p.issue(t, time.Duration(rule.access)*time.Minute, q.flow()); refusal != nil {
		return *refusal
	}
	return ok(tokenAnswer(t))
}

// policyDenied is the answer when no rule allows a token. Words: Okta users'
// reports; the status is not known for sure.
func policyDenied() kernel.Answer {
	return oauthError(http.StatusBadRequest, "access_denied", "Policy evaluation failed for this request, please check the policy configurations.")
}

// orgCredentials issues a token for Okta's own API.
func (p *Platform) orgCredentials(q *oauthRequest, scopes []string) kernel.Answer {
	if q.client.authMethod != "private_key_jwt" {
		// The words are what users of Okta quote; no evidence here.
		return *invalidClient("Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.")
	}
	if len(scopes) == 0 {
		return invalidScope("No scopes were requested.")
	}
	for _, s := range scopes {
		if !slices.Contains(orgScopes, s) {
			// Words: Okta's support pages.
			return invalidScope("Custom scopes are not allowed for this request")
		}
		if _, granted := q.client.grants.Find(func(g *grant) bool { return g.scope == s }); !granted {
			// Not known for sure: code and words.
			return oauthError(http.StatusBadRequest, "consent_required", "You are not allowed any of the requested scopes: "+s+" is not granted.")
		}
	}
	thumbprint, refusal := p.proveToken(q)
	if refusal != nil {
		return *refusal
	}
	t := &oauthToken{client: q.client, scopes: scopes, thumbprint: thumbprint}
	if _, refusal := p.issue(t, time.Hour, q.flow()); refusal != nil {
		return *refusal
	}
	return ok(tokenAnswer(t))
}

// tokenAnswer has the keys of the contract's TokenResponse.
func tokenAnswer(t *oauthToken) *object {
	kind := "Bearer"
	if t.thumbprint != "" {
		kind = "DPoP"
	}
	return obj(
		"token_type", kind,
		"expires_in", int(t.expires.Sub(t.issued).Seconds()),
		"access_token", t.value,
		"scope", strings.Join(t.scopes, " "),
	)
}

// introspect tells about a token. Contract: IntrospectionAccessToken,
// IntrospectionInactiveToken; a token of another server is inactive.
func (p *Platform) introspect(q *oauthRequest) kernel.Answer {
	value := q.form.Get("token")
	if value == "" {
		return *invalidRequest("The `token` parameter is required.") // contract: OAuthError400InvalidRequest_MissingToken
	}
	t, found := p.st.issued.Get(value)
	if !found || t.server != q.server || t.revoked || t.client.status != active || !p.world.Clock.Now().Before(t.expires) {
		return ok(obj("active", false))
	}
	o := obj("active", true)
	if t.refresh {
		return ok(o.set("token_type", "Bearer").set("scope", strings.Join(t.scopes, " ")).set("client_id", t.client.clientID).
			set("exp", t.expires.Unix()).set("iat", t.issued.Unix()).set("sub", p.subject(t)))
	}
	kind := "Bearer"
	if t.thumbprint != "" {
		kind = "DPoP"
	}
	o.set("token_type", kind)
	o.set("scope", strings.Join(t.scopes, " "))
	o.set("client_id", t.client.clientID)
	o.setIf(t.user != nil, "username", p.subject(t))
	o.set("exp", t.expires.Unix())
	o.set("iat", t.issued.Unix())
	claims := t.claims
	for _, key := range []string{"sub", "aud", "iss", "jti", "uid", "cnf"} {
		o.setIf(claims.has(key), key, claims.get(key))
	}
	return ok(o)
}

func (p *Platform) subject(t *oauthToken) string {
	if t.user != nil {
		return t.user.login
	}
	return t.client.clientID
}

// revoke ends a token. Contract: success also for a token that is unknown, and
// "A client may only revoke its own tokens".
func (p *Platform) revoke(q *oauthRequest) kernel.Answer {
	value := q.form.Get("token")
	if value == "" {
		return *invalidRequest("The `token` parameter is required.")
	}
	if t, found := p.st.issued.Get(value); found && t.client == q.client && t.server == q.server {
		t.revoked = true
	}
	return kernel.Answer{Status: http.StatusOK}
}

// userinfo answers the claims of the user of an access token with the scope openid.
func (p *Platform) userinfo(r *http.Request, s *server) kernel.Answer {
	_, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	t, found := p.st.issued.Get(strings.TrimSpace(value))
	if !found || t.refresh || t.server != s || t.revoked || t.user == nil || !p.world.Clock.Now().Before(t.expires) {
		h := http.Header{}
		h.Set("WWW-Authenticate", `Bearer error="invalid_token", error_description="The access token is invalid"`)
		return kernel.Answer{Status: http.StatusUnauthorized, Header: h}
	}
	if !slices.Contains(t.scopes, "openid") {
		h := http.Header{}
		h.Set("WWW-Authenticate", `Bearer error="insufficient_scope", error_description="The access token must provide access to at least one of these scopes - profile, email, address or phone"`)
		return kernel.Answer{Status: http.StatusForbidden, Header: h}
	}
	return ok(p.identityClaims(t, obj("sub", t.user.id)))
}

// identityClaims adds what the scopes of a token tell about its user.
func (p *Platform) identityClaims(t *oauthToken, o *object) *object {
	if slices.Contains(t.scopes, "profile") {
		o.set("name", t.user.first+" "+t.user.last).set("given_name", t.user.first).set("family_name", t.user.last).
			set("preferred_username", t.user.login).set("locale", "en_US").set("zoneinfo", "America/Los_Angeles").
			set("updated_at", t.user.created.Unix())
	}
	if slices.Contains(t.scopes, "email") {
		o.set("email", t.user.login).set("email_verified", true)
	}
	return o
}

// authorizeInteractive is the authorization endpoint. There is no browser
// session and no sign-in page, so a valid request goes back to the client with
// login_required, as prompt=none does without a session (OpenID Connect Core).
func (p *Platform) authorizeInteractive(r *http.Request) kernel.Answer {
	query := r.URL.Query()
	a, found := p.client(query.Get("client_id"))
	if !found || a.status != active {
		return oauthError(http.StatusBadRequest, "invalid_client", "Invalid value for the `client_id` parameter")
	}
	redirect := query.Get("redirect_uri")
	if !slices.Contains(a.client.strs("redirect_uris"), redirect) {
		return oauthError(http.StatusBadRequest, "invalid_request", "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.")
	}
	back := "error=login_required&error_description=The+client+specified+not+to+prompt%2C+but+the+user+is+not+logged+in."
	if state := query.Get("state"); state != "" {
		back = "state=" + url.QueryEscape(strings.TrimSpace(state)) + "&" + back
	}
	separator := "?"
	if strings.Contains(redirect, "?") {
		separator = "&"
	}
	h := http.Header{}
	h.Set("Location", redirect+separator+back)
	return kernel.Answer{Status: http.StatusFound, Header: h}
}
