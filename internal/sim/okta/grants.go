package okta

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// grant is an admin's consent that an app may ask for one scope of the org.
type grant struct {
	id, scope, user  string
	created, updated time.Time
}

func (p *Platform) grantRoutes() {
	const read, manage = "okta.appGrants.read", "okta.appGrants.manage"
	const base = "/api/v1/apps/{appId}/grants"
	p.manage("GET "+base, read, p.onApp(func(r *http.Request, a *app) kernel.Answer {
		return plainList(a.grants.List(nil), p.renderGrant(r, a))
	}))
	p.manage("POST "+base, manage, p.onClient(p.createGrant))
	p.manage("GET "+base+"/{grantId}", read, p.onApp(func(r *http.Request, a *app) kernel.Answer {
		g, found := a.grants.Get(r.PathValue("grantId"))
		if !found {
			return p.notFound(r.PathValue("grantId"), "OAuth2ScopeConsentGrant")
		}
		return ok(p.renderGrant(r, a)(g))
	}))
	p.manage("DELETE "+base+"/{grantId}", manage, p.onApp(func(r *http.Request, a *app) kernel.Answer {
		if !a.grants.Delete(r.PathValue("grantId")) {
			return p.notFound(r.PathValue("grantId"), "OAuth2ScopeConsentGrant")
		}
		return noContent()
	}))
}

// renderGrant has the keys in the order of the contract's AppGrantsEx.
func (p *Platform) renderGrant(r *http.Request, a *app) func(*grant) *object {
	return func(g *grant) *object {
		path := "/api/v1/apps/" + a.id
		o := obj(
			"id", g.id,
			"status", active,
			"created", stamp(g.created),
			"createdBy", obj("id", g.user, "type", "User"),
			"lastUpdated", stamp(g.updated),
			"issuer", p.world.OktaURL,
			"clientId", a.clientID,
			"scopeId", g.scope,
			"source", "ADMIN",
		)
		o.setIf(r.URL.Query().Get("expand") == "scope", "_embedded", obj("scope", obj("id", g.scope)))
		return o.set("_links", obj(
			"app", obj("href", p.world.OktaURL+path, "title", a.label),
			"self", p.link(path+"/grants/"+g.id, "GET", "DELETE"),
			"client", obj("href", p.world.OktaURL+"/oauth2/v1/clients/"+a.clientID, "title", a.label),
		))
	}
}

func (p *Platform) createGrant(r *http.Request, a *app) kernel.Answer {
	var in struct {
		Issuer  string `json:"issuer"`
		ScopeID string `json:"scopeId"`
	}
	if refusal := p.decode(r, &in); refusal != nil {
		return *refusal
	}
	// Contract: issuer and scopeId are required. Not known: the words when
	// they are wrong.
	switch {
	case in.Issuer == "":
		return p.blank("issuer")
	case in.ScopeID == "":
		return p.blank("scopeId")
	case strings.TrimSuffix(in.Issuer, "/") != p.world.OktaURL:
		return p.invalid("issuer", "issuer: The issuer must be the org authorization server: "+p.world.OktaURL)
	case !slices.Contains(orgScopes, in.ScopeID):
		return p.invalid("scopeId", "scopeId: The scope is not valid: "+in.ScopeID)
	}
	g, isOld := a.grants.Find(func(g *grant) bool { return g.scope == in.ScopeID })
	if !isOld {
		// Not known: what Okta answers to a grant that is there already. Here
		// it is that grant.
		now := p.now()
		g = &grant{id: p.world.IDs.Okta("oag"), scope: in.ScopeID, user: p.actor(r), created: now, updated: now}
		a.grants.Put(g.id, g)
	}
	return created(p.renderGrant(r, a)(g))
}
