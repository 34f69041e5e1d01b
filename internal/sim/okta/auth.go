package okta

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// caller is who sent a request that signed in.
type caller struct {
	token *apiToken   // of an SSWS token
	oauth *oauthToken // of an access token
}

// authorize checks the sign-in of a management request and the permission for
// one scope. An SSWS token acts as its administrator; an access token does
// what its scopes allow (contract: the security of every operation).
//
// Okta also wants admin roles assigned to a service app before its tokens do
// anything. That is not enforced here.
func (p *Platform) authorize(r *http.Request, scope string) (caller, *kernel.Answer) {
	if t, ok := p.st.ssws.Get(p.st.firstToken); ok && kernel.IsMirrored(r) {
		return caller{token: t}, nil
	}
	c, refusal := p.signIn(r)
	if refusal != nil {
		return c, refusal
	}
	var has []string
	switch {
	case c.token != nil && c.token.scopes == nil:
		return c, nil
	case c.token != nil:
		has = c.token.scopes
	default:
		has = c.oauth.scopes
	}
	if scope == "" || allows(has, scope) {
		return c, nil
	}
	return c, new(p.forbidden())
}

type callerKey struct{}

func withCaller(r *http.Request, c caller) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), callerKey{}, c))
}

// callerOf is who sent a request that was let through.
func callerOf(r *http.Request) caller {
	c, _ := r.Context().Value(callerKey{}).(caller)
	return c
}

// allows tells whether scopes include one. Okta's manage scopes include the
// read scope of the same objects.
func allows(has []string, scope string) bool {
	if slices.Contains(has, scope) {
		return true
	}
	object, isRead := strings.CutSuffix(scope, ".read")
	return isRead && slices.Contains(has, object+".manage")
}

// signIn finds out who sent a request.
func (p *Platform) signIn(r *http.Request) (caller, *kernel.Answer) {
	if kernel.IsByHand(r) {
		return caller{token: &apiToken{user: p.st.admin.id}}, nil
	}
	kind, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	value = strings.TrimSpace(value)
	now := p.world.Clock.Now()
	switch {
	case strings.EqualFold(kind, "SSWS"):
		if t, found := p.st.ssws.Get(value); found && now.Before(t.expires) {
			// Any use of a token extends its life by its window. Contract:
			// tokenWindow, expiresAt.
			t.expires = now.Add(tokenWindow)
			return caller{token: t}, nil
		}
	case strings.EqualFold(kind, "Bearer"), strings.EqualFold(kind, "DPoP"):
		t, found := p.st.issued.Get(value)
		// Only the org authorization server's tokens open the org's API.
		if !found || t.server != nil || t.revoked || !now.Before(t.expires) {
			break
		}
		if t.thumbprint == "" && strings.EqualFold(kind, "Bearer") {
			return caller{oauth: t}, nil
		}
		if err := p.checkAPIProof(r, kind, value, t); err != nil {
			a := p.badToken()
			a.Header = http.Header{}
			a.Header.Set("WWW-Authenticate", `DPoP error="invalid_dpop_proof", error_description="`+err.Error()+`"`)
			return caller{}, &a
		}
		return caller{oauth: t}, nil
	}
	return caller{}, new(p.badToken())
}

// actor is the id of the user on whose behalf a request acts. Not known: what
// Okta records for a service app; here the administrator.
func (p *Platform) actor(r *http.Request) string {
	if t := callerOf(r).token; t != nil {
		return t.user
	}
	return p.st.admin.id
}

// tokenWindow is how long an SSWS token lives without being used. Contract:
// ApiTokenMetadataResponse, P30D.
const tokenWindow = 30 * 24 * time.Hour
