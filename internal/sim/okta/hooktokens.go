package okta

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// flow is the request for tokens of which a hook is told.
type flow struct {
	ctx             context.Context //nolint:containedctx // of the request, which is a parameter itself
	method, address string
	remote          string
	grant           string
	form            url.Values
	refreshID       string // the refresh token that is given or used
	identity        bool   // whether there is an ID token
}

// flow is that of a request to the token endpoint.
func (q *oauthRequest) flow() flow {
	return flow{ctx: q.Context(), method: q.Method, address: q.URL.Path, remote: q.RemoteAddr, grant: q.form.Get("grant_type"), form: q.form}
}

// transform lets the inline hook of a token's rule change the tokens. Okta's
// reference of the token hook: a service that cannot be reached, another
// status than 200 and a command that cannot be performed leave the tokens as
// they are; an error in the answer refuses them. The org authorization server
// has no hooks.
func (p *Platform) transform(t *oauthToken, access, identity *tokenDraft, f flow) (newAccess, newIdentity *tokenDraft, refusal *kernel.Answer) {
	if t.server == nil || t.rule == nil || t.rule.inlineHook == "" {
		return access, identity, nil
	}
	hook, found := p.st.hooks.Get(t.rule.inlineHook)
	// "INACTIVE will block execution" (Okta's guide to this API). Not known:
	// what a rule does with a hook of another type; here nothing.
	if !found || hook.status != active || hook.kind != tokenHook {
		return access, identity, nil
	}
	answer, err := p.callHook(f.ctx, hook, p.hookRequest(t, access, identity, f))
	if err != nil {
		return access, identity, nil
	}
	if problem := answer.get("error"); problem != nil {
		text := "The callback service returned an error"
		if o, isObject := problem.(*object); isObject && o.str("errorSummary") != "" {
			text = o.str("errorSummary")
		}
		return nil, nil, new(oauthError(http.StatusBadRequest, "server_error", text)) // not known: the status
	}
	changed, changedIdentity := access.clone(), identity.clone()
	if carryOut(answer, changed, changedIdentity) != nil {
		return access, identity, nil
	}
	return changed, changedIdentity, nil
}

// hookRequest is what a token hook is told. Contract: TokenPayLoadExample.
func (p *Platform) hookRequest(t *oauthToken, access, identity *tokenDraft, f flow) *object {
	now, address := p.world.Clock.Now(), f.address
	if !strings.Contains(address, "://") {
		address = p.world.OktaURL + address
	}
	asked := obj("scope", strings.Join(t.scopes, " "), "grant_type", f.grant)
	asked.setIf(f.form.Get("redirect_uri") != "", "redirect_uri", f.form.Get("redirect_uri"))
	asked.set("client_id", t.client.clientID)
	kind := "CONFIDENTIAL" // not known: the contract shows PUBLIC only
	if t.client.authMethod == "none" {
		kind = "PUBLIC"
	}
	remote, _, _ := strings.Cut(f.remote, ":")
	about := obj(
		"request", obj("id", "req"+p.requestIDs.Text(22), "method", f.method, "url", obj("value", address), "ipAddress", orDefault(remote, "127.0.0.1")),
		"protocol", obj(
			"type", "OAUTH2.0",
			"request", asked,
			"issuer", obj("uri", p.issuerOf(t.server)),
			"client", obj("id", t.client.clientID, "name", t.client.label, "type", kind),
		),
	)
	if t.user != nil {
		about.set("session", obj(
			"id", "102"+p.requestIDs.Text(22), "userId", t.user.id, "login", t.user.login, "createdAt", stamp(now), "expiresAt", stamp(now.Add(2*time.Hour)),
			"status", active, "lastPasswordVerification", stamp(now), "amr", []any{"PASSWORD"}, "idp", obj("id", p.st.orgID, "type", "OKTA"), "mfaActive", false,
		))
		path := "/api/v1/users/" + t.user.id
		about.set("user", obj(
			"id", t.user.id, "passwordChanged", stamp(t.user.created),
			"profile", obj("login", t.user.login, "firstName", t.user.first, "lastName", t.user.last, "locale", "en", "timeZone", "America/Los_Angeles"),
			"_links", obj("groups", p.link(path+"/groups"), "factors", p.link(path+"/factors")),
		))
	}
	about.set("policy", obj("id", t.policy.id, "rule", obj("id", t.rule.id)))
	data := obj("context", about)
	data.setIf(identity != nil, "identity", identity.told())
	scopes := obj()
	for _, name := range t.scopes {
		if sc, found := t.server.scopes.Find(func(sc *scope) bool { return sc.name == name }); found {
			scopes.set(name, obj("id", sc.id, "action", "GRANT"))
		}
	}
	data.set("access", access.told().set("scopes", scopes))
	data.setIf(f.refreshID != "", "refresh_token", obj("jti", f.refreshID))
	return obj(
		"source", address,
		"eventId", p.requestIDs.Text(22),
		"eventTime", stamp(now),
		"eventTypeVersion", "1.0",
		"cloudEventVersion", "0.1",
		"contentType", "application/json",
		"eventType", tokenHook,
		"data", data,
	)
}

// told is a token as a hook sees it: without what the examples of the contract
// leave out.
func (d *tokenDraft) told() *object {
	if d == nil {
		return nil
	}
	claims := d.claims.clone()
	for _, name := range []string{"iat", "exp", "scp", "cnf"} {
		claims.delete(name)
	}
	return obj("claims", claims, "token", obj("lifetime", obj("expiration", int(d.life.Seconds()))))
}
