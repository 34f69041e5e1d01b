package okta

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// issue signs an access token and remembers it, after the token hook of its
// rule, which may refuse it. The ID token that belongs to it is empty when the
// flow makes none.
func (p *Platform) issue(t *oauthToken, life time.Duration, f flow) (idToken string, refusal *kernel.Answer) {
	t.issued = p.now()
	t.expires = t.issued.Add(life)
	t.id = "AT." + p.world.IDs.Text(43)
	access := &tokenDraft{claims: p.accessClaims(t), life: life, reserved: reservedInAccess}
	var identity *tokenDraft
	if f.identity {
		identity = &tokenDraft{claims: p.idTokenClaims(t), life: life, reserved: reservedInID}
	}
	access, identity, refusal = p.transform(t, access, identity, f)
	if refusal != nil {
		return "", refusal
	}
	t.expires = t.issued.Add(access.life)
	t.claims = access.claims.set("exp", t.expires.Unix())
	t.value = p.sign(p.ringOf(t.server), t.claims)
	p.st.issued.Put(t.value, t)
	p.world.Secrets.Add(t.value)
	if identity != nil {
		idToken = p.world.Secrets.Add(p.sign(p.ringOf(t.server), identity.claims.set("exp", t.issued.Add(identity.life).Unix())))
	}
	return idToken, nil
}

// idTokenClaims are the claims of the ID token of a user.
func (p *Platform) idTokenClaims(t *oauthToken) *object {
	return p.identityClaims(t, obj(
		"sub", t.user.id, "ver", 1, "iss", p.issuerOf(t.server), "aud", t.client.clientID, "iat", t.issued.Unix(), "exp", t.expires.Unix(),
		"jti", "ID."+p.world.IDs.Text(43), "amr", []any{"pwd"}, "idp", p.st.orgID, "auth_time", t.issued.Unix(),
	))
}

func (p *Platform) ringOf(s *server) *keyRing {
	if s == nil {
		return p.st.org
	}
	return s.keys
}

func (p *Platform) issuerOf(s *server) string {
	if s == nil {
		return p.world.OktaURL
	}
	return p.issuer(s)
}

// sign makes a JWT with the active key of a ring.
func (p *Platform) sign(ring *keyRing, claims *object) string {
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: ring.active.private(), KeyID: ring.active.kid}}, nil)
	if err == nil {
		var token string
		if token, err = jwt.Signed(signer).Claims(json.Marshaler(claims)).Serialize(); err == nil {
			return token
		}
	}
	panic("signing a token: " + err.Error()) // never with an RSA key
}

// accessClaims are the claims of an access token. Contract:
// metadata claims_supported; the server's own claims are added.
func (p *Platform) accessClaims(t *oauthToken) *object {
	audience := any(p.world.OktaURL)
	if t.server != nil {
		// Contract: "Okta currently supports only one audience."
		audience = t.server.audiences[0]
	}
	c := obj(
		"ver", 1,
		"jti", t.id,
		"iss", p.issuerOf(t.server),
		"aud", audience,
		"iat", t.issued.Unix(),
		"exp", t.expires.Unix(),
		"cid", t.client.clientID,
	)
	subject := t.client.clientID
	if t.user != nil {
		c.set("uid", t.user.id)
		subject = t.user.login
	}
	c.set("scp", anys(t.scopes))
	c.set("sub", subject)
	c.setIf(t.thumbprint != "", "cnf", obj("jkt", t.thumbprint))
	if t.server != nil {
		for _, cl := range t.server.claims.List(nil) {
			if v, applies := p.claimValue(cl, t, "RESOURCE"); applies {
				c.set(cl.name, v)
			}
		}
	}
	return c
}

// claimValue evaluates a custom claim. Of Okta's expression language only
// text in quotation marks and app.clientId are understood; a claim with any
// other expression is left out of the token. Groups are those of the user.
func (p *Platform) claimValue(c *claim, t *oauthToken, kind string) (any, bool) {
	if c.system || c.status != active || c.claimType != kind {
		return nil, false
	}
	if len(c.scopes) > 0 && !slices.ContainsFunc(c.scopes, func(s string) bool { return slices.Contains(t.scopes, s) }) {
		return nil, false
	}
	text, _ := c.value.(string)
	if c.valueType == "GROUPS" {
		if t.user == nil {
			return nil, false
		}
		names := []any{}
		for _, g := range p.st.groups.List(func(g *group) bool { return slices.Contains(g.members, t.user.id) }) {
			if groupMatches(c.groupFilterType, g.name, text) {
				names = append(names, g.name)
			}
		}
		return names, len(names) > 0
	}
	if text == "app.clientId" {
		return t.client.clientID, true
	}
	if len(text) > 1 && (text[0] == '"' || text[0] == '\'') && text[len(text)-1] == text[0] {
		return text[1 : len(text)-1], true
	}
	return nil, false
}

func groupMatches(kind, name, value string) bool {
	switch kind {
	case "EQUALS":
		return name == value
	case "STARTS_WITH":
		return strings.HasPrefix(name, value)
	case "CONTAINS":
		return strings.Contains(name, value)
	}
	return value == ".*" // REGEX: only the expression for everything is understood
}
