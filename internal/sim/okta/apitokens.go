package okta

import (
	"net/http"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// apiToken is an SSWS token.
type apiToken struct {
	id, name, value           string
	user                      string
	scopes                    []string // nil: everything the administrator may do
	network                   *object
	created, updated, expires time.Time
}

// APIToken is the administrator's token that the org began with.
func (p *Platform) APIToken() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.st.firstToken
}

// NewAPIToken makes another SSWS token. With scopes, it may do only what an
// access token with these scopes may; without any, nothing but sign in. (Okta
// limits a token by the roles of its owner; scopes stand for them here.)
func (p *Platform) NewAPIToken(scopes ...string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.newAPIToken("limited", append([]string{}, scopes...))
}

func (p *Platform) newAPIToken(name string, scopes []string) string {
	now := p.now()
	t := &apiToken{
		id: p.world.IDs.Okta("00T"), name: name, value: "00" + p.world.IDs.Text(40), user: p.st.admin.id, scopes: scopes,
		network: obj("connection", "ANYWHERE"), created: now, updated: now, expires: now.Add(tokenWindow),
	}
	p.st.ssws.Put(t.value, t)
	return p.world.Secrets.Add(t.value)
}

func (p *Platform) apiTokenRoutes() {
	const read, manage = "okta.apiTokens.read", "okta.apiTokens.manage"
	p.manage("GET /api/v1/api-tokens", read, func(*http.Request) kernel.Answer {
		return plainList(p.st.ssws.List(nil), p.renderAPIToken)
	})
	p.manage("GET /api/v1/api-tokens/{apiTokenId}", read, p.onAPIToken(func(_ *http.Request, t *apiToken) kernel.Answer {
		return ok(p.renderAPIToken(t))
	}))
	p.manage("PUT /api/v1/api-tokens/{apiTokenId}", manage, p.onAPIToken(p.replaceAPIToken))
	p.manage("DELETE /api/v1/api-tokens/{apiTokenId}", manage, p.onAPIToken(func(_ *http.Request, t *apiToken) kernel.Answer {
		p.st.ssws.Delete(t.value)
		return noContent()
	}))
	p.manage("DELETE /api/v1/api-tokens/current", "", func(r *http.Request) kernel.Answer {
		c := callerOf(r)
		if c.token == nil {
			return p.forbidden()
		}
		p.st.ssws.Delete(c.token.value)
		return noContent()
	})
}

// onAPIToken hands a handler the token that the path names. "current" is the
// one that signs the request; the contract has it for DELETE, and it is
// tolerated for the others.
func (p *Platform) onAPIToken(h func(*http.Request, *apiToken) kernel.Answer) kernel.Handler {
	return func(r *http.Request) kernel.Answer {
		id := r.PathValue("apiTokenId")
		c := callerOf(r)
		t, found := p.st.ssws.Find(func(t *apiToken) bool { return t.id == id || id == "current" && t == c.token })
		if !found {
			return p.notFound(id, "ApiToken")
		}
		return h(r, t)
	}
}

// renderAPIToken has the keys of the contract's ApiTokenMetadataResponse.
func (p *Platform) renderAPIToken(t *apiToken) *object {
	return obj(
		"name", t.name,
		"userId", t.user,
		"tokenWindow", "P30D",
		"network", t.network,
		"id", t.id,
		"clientName", "Okta API",
		"expiresAt", stamp(t.expires),
		"created", stamp(t.created),
		"lastUpdated", stamp(t.updated),
		"_links", obj(
			"self", p.link("/api/v1/api-tokens/"+t.id, "GET", "DELETE"),
			"user", p.link("/api/v1/users/"+t.user, "GET"),
		),
	)
}

func (p *Platform) replaceAPIToken(r *http.Request, t *apiToken) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	if n := in.obj("network"); n != nil {
		t.network = n
	}
	if name := in.str("name"); name != "" {
		t.name = name
	}
	t.updated = p.now()
	return ok(p.renderAPIToken(t))
}
