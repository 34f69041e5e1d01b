package anypoint

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// tokenLife is how long an access token lives: 3600 seconds, as the answers to clients say.
const tokenLife = time.Hour

// principal is who sends a request: a user, or a connected app on its own behalf.
type principal struct {
	user   *user
	app    *connectedApp
	grants []grant
}

// id is what ownership is remembered by.
func (w *principal) id() string {
	if w.user != nil {
		return w.user.id
	}
	return w.app.clientID
}

// user is a person with a password.
type user struct {
	id, username, password, firstName, lastName, email string
	created                                            time.Time
}

// session is an access token's meaning. The principal is looked up again at
// each use, so that a change of scopes counts at once. Not known: whether the
// platform freezes the scopes of a token.
type session struct {
	token, userID, appID string
	expires              time.Time
}

func (p *Platform) registerAuth() {
	p.Router.Handle("POST /accounts/api/v2/oauth2/token", p.oauthToken)
	p.Router.Handle("POST /accounts/login", p.login)
	p.Router.Handle("POST /accounts/api/login", p.login)
	p.route("GET /accounts/api/logout", anybody, p.logout)
	p.route("GET /accounts/api/me", anybody, p.me)
	p.route("GET /accounts/api/users/me", anybody, p.usersMe)
	p.route("GET /accounts/api/profile", anybody, p.usersMe)
	p.route("GET /accounts/api/cs/scopes", anybody, p.listScopes)
}

// oauthToken serves the grants client_credentials and password. JSON and form
// bodies are both used by clients.
func (p *Platform) oauthToken(r *http.Request) kernel.Answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	form, err := credentialsOf(r)
	if err != nil {
		return oauthError(http.StatusBadRequest, "invalid_request", err.Error())
	}
	app, found := p.connectedApps.Get(form["client_id"])
	if !found || !app.enabled || app.secret != form["client_secret"] {
		return oauthError(http.StatusUnauthorized, "invalid_client", "Client authentication failed")
	}
	switch form["grant_type"] {
	case "client_credentials":
		if !app.grants("client_credentials") {
			return oauthError(http.StatusBadRequest, "unauthorized_client", "The client may not use this grant type")
		}
		return ok(obj{"access_token": p.issue(session{appID: app.clientID}), "token_type": "bearer", "expires_in": int(tokenLife.Seconds())})
	case "password":
		u, found := p.userByName(form["username"])
		if !found || u.password != form["password"] {
			return oauthError(http.StatusUnauthorized, "invalid_grant", "Invalid username or password")
		}
		return ok(obj{"access_token": p.issue(session{userID: u.id}), "token_type": "bearer", "expires_in": int(tokenLife.Seconds())})
	}
	return oauthError(http.StatusBadRequest, "unsupported_grant_type", "Unsupported grant type: "+form["grant_type"])
}

// oauthError has the form of RFC 6749. Not known: the platform's bodies here;
// clients only look at the status, of which 401 for bad credentials is certain.
func oauthError(status int, code, description string) kernel.Answer {
	return kernel.Answer{Status: status, Body: obj{"error": code, "error_description": description}}
}

func credentialsOf(r *http.Request) (map[string]string, error) {
	raw, _ := io.ReadAll(r.Body)
	out := map[string]string{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		values, err := url.ParseQuery(string(raw))
		for k := range values {
			out[k] = values.Get(k)
		}
		return out, err
	}
	body := obj{}
	if err := decode(raw, &body); err != nil {
		return nil, err
	}
	for k := range body {
		out[k] = text(body, k)
	}
	return out, nil
}

// login serves a user's name and password (recorded in 2018; 401 is documented).
func (p *Platform) login(r *http.Request) kernel.Answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	form, err := credentialsOf(r)
	if err != nil {
		return badRequest(r, err.Error())
	}
	u, found := p.userByName(form["username"])
	if !found || u.password != form["password"] {
		return unauthorized()
	}
	return ok(obj{"access_token": p.issue(session{userID: u.id}), "token_type": "bearer", "redirectUrl": "/home/"})
}

func (p *Platform) logout(c *call) kernel.Answer {
	p.sessions.Delete(bearer(c.Request))
	return ok(nil)
}

func (p *Platform) issue(s session) string {
	s.expires = p.world.Clock.Now().Add(tokenLife)
	s.token = p.world.Secrets.Add(p.world.IDs.SecretUUID())
	p.sessions.Put(s.token, s)
	return s.token
}

func bearer(r *http.Request) string {
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// signedIn finds out who sends a request; nil: nobody known.
func (p *Platform) signedIn(r *http.Request) *principal {
	if kernel.IsOwn(r) || kernel.IsMirrored(r) {
		return p.seed.app.principal()
	}
	if token := bearer(r); token != "" {
		return p.byToken(token)
	}
	name, password, isBasic := r.BasicAuth()
	// Basic authentication is documented for Exchange, its Maven facade and its graph.
	if !isBasic || !strings.HasPrefix(r.URL.Path, "/exchange/") && !strings.HasPrefix(r.URL.Path, "/graph/") {
		return nil
	}
	switch name {
	case "~~~Token~~~":
		return p.byToken(password)
	case "~~~Client~~~":
		id, secret, _ := strings.Cut(password, "~?~")
		if app, found := p.connectedApps.Get(id); found && app.enabled && app.secret == secret {
			return app.principal()
		}
		return nil
	}
	if u, found := p.userByName(name); found && u.password == password {
		return &principal{user: &u}
	}
	return nil
}

func (p *Platform) byToken(token string) *principal {
	s, found := p.sessions.Get(token)
	if !found || !p.world.Clock.Now().Before(s.expires) {
		return nil
	}
	if s.userID != "" {
		u, found := p.users.Get(s.userID)
		if !found {
			return nil
		}
		return &principal{user: &u}
	}
	app, found := p.connectedApps.Get(s.appID)
	if !found || !app.enabled {
		return nil
	}
	return app.principal()
}

func (p *Platform) userByName(name string) (user, bool) {
	return p.users.Find(func(u user) bool { return u.username == name })
}
