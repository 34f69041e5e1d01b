package okta

import (
	"net/http"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// scope is a scope of an authorization server.
type scope struct {
	id, name         string
	displayName      any // nil: none
	description      any
	system           bool
	metadataPublish  string
	consent          string
	optional, preset bool // preset is the JSON key default
}

// systemScopes come with every server. Their names are those of the contract's
// CustomASOAuthMetadata. The recorded org also had scopes okta.myAccount.*
// (scope_list_default_server_200), not marked as system, on its default
// server; they belong to a feature and are not part of a new org here. Texts:
// contract RetrieveRefreshTokenClientResponse for openid and offline_access,
// the others not known.
var systemScopes = [][3]string{
	{"openid", "openid", "Signals that a request is an OpenID request"},
	{"profile", "View your profile information", "The exact data varies based on what profile information you have provided, such as: name, time zone, picture, or birthday."},
	{"email", "View your email address", "This allows the app to view your email address."},
	{"address", "View your address", "This allows the app to view your address, such as: street address, city, state, and zip code."},
	{"phone", "View your phone number", "This allows the app to view your phone number."},
	{"offline_access", "Keep you signed in to the app", "This keeps you signed in to the app, even when you aren't using it."},
	{"device_sso", "device_sso", "Request a device secret used to obtain a new set of tokens without re-prompting the user for authentication."},
}

func (p *Platform) addSystemScopes(s *server) {
	for _, t := range systemScopes {
		sc := &scope{
			id: p.world.IDs.Okta("scp"), name: t[0], displayName: t[1], description: t[2],
			system: true, metadataPublish: "ALL_CLIENTS", consent: "IMPLICIT",
		}
		s.scopes.Put(sc.id, sc)
	}
}

func (p *Platform) scopeRoutes() {
	const read, manage = "okta.authorizationServers.read", "okta.authorizationServers.manage"
	const base = "/api/v1/authorizationServers/{authServerId}/scopes"
	p.manage("GET "+base, read, p.onServer(p.listScopes))
	p.manage("POST "+base, manage, p.onServer(p.createScope))
	p.manage("GET "+base+"/{scopeId}", read, p.onScope(func(_ *http.Request, s *server, sc *scope) kernel.Answer {
		return ok(p.renderScope(s)(sc))
	}))
	p.manage("PUT "+base+"/{scopeId}", manage, p.onScope(p.replaceScope))
	p.manage("DELETE "+base+"/{scopeId}", manage, p.onScope(p.deleteScope))
}

func (p *Platform) onScope(h func(*http.Request, *server, *scope) kernel.Answer) kernel.Handler {
	return p.onServer(func(r *http.Request, s *server) kernel.Answer {
		sc, found := s.scopes.Get(r.PathValue("scopeId"))
		if !found {
			return p.notFound(r.PathValue("scopeId"), "OAuth2Scope")
		}
		return h(r, s, sc)
	})
}

// renderScope has the keys in the order of the recorded scope_create_201.
func (p *Platform) renderScope(s *server) func(*scope) *object {
	return func(sc *scope) *object {
		o := obj("id", sc.id, "name", sc.name)
		o.setIf(sc.displayName != nil, "displayName", sc.displayName)
		o.set("description", sc.description) // null where none was given
		o.set("system", sc.system)
		o.set("metadataPublish", sc.metadataPublish)
		o.set("consent", sc.consent)
		o.set("optional", sc.optional)
		o.set("apiResourceId", nil)
		o.set("default", sc.preset)
		return o.set("_links", obj("self", p.link(s.path()+"/scopes/"+sc.id, "GET", "PUT", "DELETE")))
	}
}

// listScopes lists by q and filter. Without a limit it answers everything and
// no links (recorded: scope_list_default_server_200, 27 scopes).
func (p *Platform) listScopes(r *http.Request, s *server) kernel.Answer {
	query := r.URL.Query()
	q := strings.ToLower(query.Get("q"))
	render := p.renderScope(s)
	// Not known: which attributes the filter takes.
	match, refusal := p.filterOf(query.Get("filter"), nil)
	if refusal != nil {
		return *refusal
	}
	items := s.scopes.List(func(sc *scope) bool {
		return strings.Contains(strings.ToLower(sc.name), q) && (match == nil || match(render(sc)))
	})
	if query.Get("limit") == "" && query.Get("after") == "" {
		return plainList(items, render)
	}
	return list(p, r, items, func(sc *scope) string { return sc.id }, render, paging{most: 200})
}

type scopeInput struct {
	Name            *string `json:"name"`
	DisplayName     *string `json:"displayName"`
	Description     *string `json:"description"`
	MetadataPublish string  `json:"metadataPublish"`
	Consent         string  `json:"consent"`
	Optional        bool    `json:"optional"`
	Default         bool    `json:"default"`
}

// readScope puts a request's values into a scope; what is absent takes the
// contract's default, also on a replacement.
func (p *Platform) readScope(r *http.Request, s *server, sc *scope) *kernel.Answer {
	var in scopeInput
	if refusal := p.decode(r, &in); refusal != nil {
		return refusal
	}
	if in.Name == nil || strings.TrimSpace(*in.Name) == "" {
		return new(p.blank("name"))
	}
	if refusal := p.oneOf("consent", in.Consent, "FLEXIBLE", "IMPLICIT", "REQUIRED"); refusal != nil {
		return refusal
	}
	if refusal := p.oneOf("metadataPublish", in.MetadataPublish, "ALL_CLIENTS", "NO_CLIENTS"); refusal != nil {
		return refusal
	}
	name := *in.Name
	if strings.ContainsAny(name, " \t\r\n\"\\") {
		// RFC 6749, section 3.3, allows none of these in a scope. Not known:
		// Okta's words.
		return new(p.invalid("name", "name: The scope name contains characters that are not allowed"))
	}
	if _, taken := s.scopes.Find(func(o *scope) bool { return o.name == name && o.id != sc.id }); taken {
		return new(p.duplicate("name"))
	}
	if sc.system && name != sc.name {
		// Not known: what Okta does when a system scope is renamed.
		name = sc.name
	}
	sc.name, sc.optional, sc.preset = name, in.Optional, in.Default
	sc.displayName, sc.description = nil, nil
	if in.DisplayName != nil {
		sc.displayName = *in.DisplayName
	}
	if in.Description != nil {
		sc.description = *in.Description
	}
	sc.metadataPublish = orDefault(in.MetadataPublish, "NO_CLIENTS")
	sc.consent = orDefault(in.Consent, "IMPLICIT")
	return nil
}

func (p *Platform) createScope(r *http.Request, s *server) kernel.Answer {
	sc := &scope{}
	if refusal := p.readScope(r, s, sc); refusal != nil {
		return *refusal
	}
	sc.id = p.world.IDs.Okta("scp")
	s.scopes.Put(sc.id, sc)
	return created(p.renderScope(s)(sc))
}

func (p *Platform) replaceScope(r *http.Request, s *server, sc *scope) kernel.Answer {
	if refusal := p.readScope(r, s, sc); refusal != nil {
		return *refusal
	}
	return ok(p.renderScope(s)(sc))
}

func (p *Platform) deleteScope(_ *http.Request, s *server, sc *scope) kernel.Answer {
	if sc.system {
		return p.systemObject()
	}
	s.scopes.Delete(sc.id)
	return noContent()
}
