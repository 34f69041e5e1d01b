package okta

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// Tokens are what a client has after a user signed in.
type Tokens struct {
	AccessToken, RefreshToken, IDToken string
}

// SignIn does what a person does in a browser: signs in as the administrator
// and lets a client have tokens of an authorization server (its id, "default",
// or empty for the org's own). There is a refresh token with the scope
// offline_access and an ID token with openid.
func (p *Platform) SignIn(authServerID, clientID string, scopes ...string) (Tokens, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var s *server
	if authServerID != "" {
		var found bool
		if s, found = p.server(authServerID); !found {
			return Tokens{}, fmt.Errorf("no authorization server %q", authServerID)
		}
	}
	a, found := p.client(clientID)
	if !found {
		return Tokens{}, fmt.Errorf("no client %q", clientID)
	}
	t := &oauthToken{server: s, client: a, user: p.st.admin, scopes: scopes}
	if s != nil { // a person is let in here whatever the policies say; a rule that applies has its hook
		t.policy, t.rule = s.decide(clientID, "authorization_code", scopes)
	}
	f := flow{ctx: context.Background(), method: http.MethodGet, address: p.issuerOf(s) + "/v1/authorize", grant: "authorization_code", identity: slices.Contains(scopes, "openid")}
	if slices.Contains(scopes, "offline_access") {
		f.refreshID = p.world.IDs.Okta("oar")
	}
	idToken, refusal := p.issue(t, time.Hour, f)
	if refusal != nil {
		body, _ := refusal.Body.(*object)
		return Tokens{}, fmt.Errorf("%s: %s", body.str("error"), body.str("error_description"))
	}
	out := Tokens{AccessToken: t.value, IDToken: idToken}
	if f.refreshID != "" {
		out.RefreshToken = p.newRefreshToken(t, f.refreshID).value
	}
	return out, nil
}

// refreshLife is how long a refresh token lives without being used. Recorded:
// 7 days in authserver_client_refresh_token_get_200, as the default rule has it.
const refreshLife = 7 * 24 * time.Hour

func (p *Platform) newRefreshToken(access *oauthToken, id string) *oauthToken {
	now := p.now()
	t := &oauthToken{
		id: id, value: p.world.IDs.Text(43), refresh: true, server: access.server, client: access.client, policy: access.policy, rule: access.rule,
		user: access.user, scopes: access.scopes, issued: now, expires: now.Add(refreshLife), thumbprint: access.thumbprint,
	}
	p.st.issued.Put(t.value, t)
	p.world.Secrets.Add(t.value)
	return t
}

// refresh issues a new access token for a refresh token. The refresh token
// itself stays, whatever the client's rotation says.
func (p *Platform) refresh(q *oauthRequest) kernel.Answer {
	t, found := p.st.issued.Get(q.form.Get("refresh_token"))
	if !found || !t.refresh || t.revoked || t.client != q.client || t.server != q.server || !p.world.Clock.Now().Before(t.expires) {
		// The words are Okta's usual ones; no evidence here.
		return oauthError(http.StatusBadRequest, "invalid_grant", "The refresh token is invalid or expired.")
	}
	scopes := t.scopes
	if asked := strings.Fields(q.form.Get("scope")); len(asked) > 0 {
		for _, s := range asked {
			if !slices.Contains(t.scopes, s) {
				return invalidScope("One or more scopes are not configured for the authorization server resource.")
			}
		}
		scopes = asked
	}
	thumbprint, refusal := p.proveToken(q)
	if refusal != nil {
		return *refusal
	}
	access := &oauthToken{server: t.server, client: t.client, user: t.user, scopes: scopes, thumbprint: thumbprint, policy: t.policy, rule: t.rule}
	f := q.flow()
	f.refreshID = t.id
	if _, refusal := p.issue(access, time.Hour, f); refusal != nil {
		return *refusal
	}
	t.expires = p.now().Add(refreshLife)
	return ok(tokenAnswer(access).set("refresh_token", t.value))
}

func (p *Platform) refreshTokenRoutes() {
	const read, manage = "okta.authorizationServers.read", "okta.authorizationServers.manage"
	const base = "/api/v1/authorizationServers/{authServerId}/clients"
	p.manage("GET "+base, read, p.onServer(p.listTokenClients))
	p.manage("GET "+base+"/{clientId}/tokens", read, p.onServer(func(r *http.Request, s *server) kernel.Answer {
		items := p.refreshTokens(s, r.PathValue("clientId"))
		return list(p, r, items, func(t *oauthToken) string { return t.id }, p.renderRefreshToken(r), paging{most: 200})
	}))
	p.manage("DELETE "+base+"/{clientId}/tokens", manage, p.onServer(func(r *http.Request, s *server) kernel.Answer {
		for _, t := range p.refreshTokens(s, r.PathValue("clientId")) {
			p.revokeRefresh(t)
		}
		return noContent()
	}))
	p.manage("GET "+base+"/{clientId}/tokens/{tokenId}", read, p.onRefreshToken(func(r *http.Request, t *oauthToken) kernel.Answer {
		return ok(p.renderRefreshToken(r)(t))
	}))
	p.manage("DELETE "+base+"/{clientId}/tokens/{tokenId}", manage, p.onRefreshToken(func(_ *http.Request, t *oauthToken) kernel.Answer {
		p.revokeRefresh(t)
		return noContent()
	}))
}

// appTokenRoutes are the same tokens, of whichever server, by app. Contract:
// listOAuth2TokensForApplication and its neighbours.
func (p *Platform) appTokenRoutes() {
	const read, manage = "okta.apps.read", "okta.apps.manage"
	const base = "/api/v1/apps/{appId}/tokens"
	of := func(a *app) []*oauthToken {
		return p.liveRefreshTokens(func(t *oauthToken) bool { return t.client == a })
	}
	one := func(h func(*http.Request, *oauthToken) kernel.Answer) kernel.Handler {
		return p.onClient(func(r *http.Request, a *app) kernel.Answer {
			for _, t := range of(a) {
				if t.id == r.PathValue("tokenId") {
					return h(r, t)
				}
			}
			return p.notFound(r.PathValue("tokenId"), "OAuth2RefreshToken")
		})
	}
	render := func(r *http.Request) func(*oauthToken) *object {
		return func(t *oauthToken) *object {
			o := p.renderRefreshToken(r)(t)
			path := "/api/v1/apps/" + t.client.id + "/tokens/" + t.id
			o.obj("_links").set("self", p.link(path)).set("revoke", p.link(path, "DELETE"))
			return o
		}
	}
	p.manage("GET "+base, read, p.onClient(func(r *http.Request, a *app) kernel.Answer {
		return list(p, r, of(a), func(t *oauthToken) string { return t.id }, render(r), paging{fallback: 20, most: 200})
	}))
	p.manage("DELETE "+base, manage, p.onClient(func(_ *http.Request, a *app) kernel.Answer {
		for _, t := range of(a) {
			p.revokeRefresh(t)
		}
		return noContent()
	}))
	p.manage("GET "+base+"/{tokenId}", read, one(func(r *http.Request, t *oauthToken) kernel.Answer { return ok(render(r)(t)) }))
	p.manage("DELETE "+base+"/{tokenId}", manage, one(func(_ *http.Request, t *oauthToken) kernel.Answer {
		p.revokeRefresh(t)
		return noContent()
	}))
}

// refreshTokens are a client's live refresh tokens of a server.
func (p *Platform) refreshTokens(s *server, clientID string) []*oauthToken {
	return p.liveRefreshTokens(func(t *oauthToken) bool { return t.server == s && t.client.clientID == clientID })
}

func (p *Platform) liveRefreshTokens(keep func(*oauthToken) bool) []*oauthToken {
	now := p.world.Clock.Now()
	return p.st.issued.List(func(t *oauthToken) bool { return t.refresh && !t.revoked && now.Before(t.expires) && keep(t) })
}

// revokeRefresh ends a refresh token and the access tokens that the client has
// for the same user. Not known: whether Okta ends those too.
func (p *Platform) revokeRefresh(t *oauthToken) {
	for _, o := range p.st.issued.List(func(o *oauthToken) bool {
		return o == t || o.server == t.server && o.client == t.client && o.user == t.user && !o.refresh
	}) {
		o.revoked = true
	}
}

func (p *Platform) onRefreshToken(h func(*http.Request, *oauthToken) kernel.Answer) kernel.Handler {
	return p.onServer(func(r *http.Request, s *server) kernel.Answer {
		for _, t := range p.refreshTokens(s, r.PathValue("clientId")) {
			if t.id == r.PathValue("tokenId") {
				return h(r, t)
			}
		}
		return p.notFound(r.PathValue("tokenId"), "OAuth2RefreshToken")
	})
}

// renderRefreshToken has the keys in the order of
// authserver_client_refresh_token_get_200, which may be hand-written.
func (p *Platform) renderRefreshToken(r *http.Request) func(*oauthToken) *object {
	return func(t *oauthToken) *object {
		serverPath, serverName := "/oauth2/v1", "Okta org authorization server" // not known for tokens of the org's own
		var scopesOf []*scope
		if t.server != nil {
			serverPath, serverName = t.server.path(), t.server.name
			scopesOf = t.server.scopes.List(func(sc *scope) bool { return slices.Contains(t.scopes, sc.name) })
		}
		self := serverPath + "/clients/" + t.client.clientID + "/tokens/" + t.id
		titled := func(path, title string) *object { return obj("href", p.world.OktaURL+path, "title", title) }
		o := obj(
			"id", t.id,
			"status", active,
			"created", stamp(t.issued),
			"lastUpdated", stamp(t.issued),
			"expiresAt", stamp(t.expires),
			"issuer", p.issuerOf(t.server),
			"clientId", t.client.clientID,
			"userId", t.user.id,
			"scopes", anys(t.scopes),
		)
		if r.URL.Query().Get("expand") == "scope" {
			scopes := []any{}
			for _, sc := range scopesOf {
				scopes = append(scopes, obj(
					"id", sc.id, "name", sc.name, "displayName", sc.displayName, "description", sc.description,
					"_links", obj("scope", titled(serverPath+"/scopes/"+sc.id, sc.name)),
				))
			}
			o.set("_embedded", obj("scopes", scopes))
		}
		return o.set("_links", obj(
			"app", titled("/api/v1/apps/"+t.client.id, t.client.label),
			"authorizationServer", titled(serverPath, serverName),
			"self", p.link(self),
			"revoke", p.link(self, "DELETE"),
			"client", titled("/oauth2/v1/clients/"+t.client.clientID, t.client.label),
			"user", titled("/api/v1/users/"+t.user.id, t.user.first+" "+t.user.last),
		))
	}
}

// listTokenClients lists the clients that have refresh tokens of a server.
// Contract: ListClientsResponse, less its text "null,".
func (p *Platform) listTokenClients(_ *http.Request, s *server) kernel.Answer {
	items := p.st.apps.List(func(a *app) bool { return a.oidc && len(p.refreshTokens(s, a.clientID)) > 0 })
	return plainList(items, func(a *app) *object {
		o := obj("client_id", a.clientID, "client_name", a.label)
		for _, key := range []string{"client_uri", "logo_uri"} {
			o.setIf(a.client.get(key) != nil, key, a.client.get(key))
		}
		return o.set("_links", obj(
			"client", obj("href", p.world.OktaURL+"/oauth2/v1/clients/"+a.clientID, "title", a.label),
			"tokens", p.link(s.path()+"/clients/"+a.clientID+"/tokens", "GET", "DELETE"),
		))
	})
}
