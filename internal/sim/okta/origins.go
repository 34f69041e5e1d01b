package okta

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// origin is a trusted origin.
type origin struct {
	id, name, origin, status string
	scopes                   []any
	created, updated         time.Time
	createdBy, updatedBy     string
}

func (p *Platform) originRoutes() {
	const read, manage = "okta.trustedOrigins.read", "okta.trustedOrigins.manage"
	const base = "/api/v1/trustedOrigins"
	p.manage("GET "+base, read, p.listOrigins)
	p.manage("POST "+base, manage, p.createOrigin)
	p.manage("GET "+base+"/{trustedOriginId}", read, p.onOrigin(func(_ *http.Request, o *origin) kernel.Answer { return ok(p.renderOrigin(o)) }))
	p.manage("PUT "+base+"/{trustedOriginId}", manage, p.onOrigin(p.replaceOrigin))
	p.manage("DELETE "+base+"/{trustedOriginId}", manage, p.onOrigin(func(_ *http.Request, o *origin) kernel.Answer {
		p.st.origins.Delete(o.id)
		return noContent()
	}))
	for verb, status := range lifecycle {
		p.manage("POST "+base+"/{trustedOriginId}/lifecycle/"+verb, manage, p.onOrigin(func(r *http.Request, o *origin) kernel.Answer {
			o.status, o.updated, o.updatedBy = status, p.now(), p.actor(r)
			return ok(p.renderOrigin(o)) // recorded: trustedorigin_deactivate_200
		}))
	}
}

func (p *Platform) onOrigin(h func(*http.Request, *origin) kernel.Answer) kernel.Handler {
	return on(p, func() *store.Table[*origin] { return &p.st.origins }, "trustedOriginId", "TrustedOrigin", h)
}

// renderOrigin has the keys in the order of the recorded trustedorigin_create_200
// and, when inactive, trustedorigin_deactivate_200.
func (p *Platform) renderOrigin(o *origin) *object {
	path := "/api/v1/trustedOrigins/" + o.id
	links := obj()
	links.setIf(o.status == inactive, "activate", p.link(path+"/lifecycle/activate", "POST"))
	links.set("self", p.link(path, "GET", "PUT", "DELETE"))
	links.setIf(o.status == active, "deactivate", p.link(path+"/lifecycle/deactivate", "POST"))
	return obj(
		"id", o.id,
		"name", o.name,
		"origin", o.origin,
		"scopes", o.scopes,
		"status", o.status,
		"created", stamp(o.created),
		"createdBy", o.createdBy,
		"lastUpdated", stamp(o.updated),
		"lastUpdatedBy", o.updatedBy,
		"_links", links,
	)
}

func (p *Platform) listOrigins(r *http.Request) kernel.Answer {
	query := r.URL.Query()
	match, refusal := p.filterOf(query.Get("filter"), nil)
	if refusal != nil {
		return *refusal
	}
	q := strings.ToLower(query.Get("q"))
	items := p.st.origins.List(func(o *origin) bool {
		return (strings.HasPrefix(strings.ToLower(o.name), q) || strings.HasPrefix(strings.ToLower(o.origin), q)) &&
			(match == nil || match(p.renderOrigin(o).set("type", o.scopeTypes())))
	})
	return list(p, r, items, func(o *origin) string { return o.id }, p.renderOrigin, paging{fallback: 20, most: 200})
}

func (o *origin) scopeTypes() []any {
	var out []any
	for _, s := range o.scopes {
		if s, isObject := s.(*object); isObject {
			out = append(out, s.get("type"))
		}
	}
	return out
}

func (p *Platform) readOrigin(r *http.Request, o *origin) *kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return refusal
	}
	name, address := in.str("name"), in.str("origin")
	switch {
	case strings.TrimSpace(name) == "":
		return new(p.blank("name"))
	case address == "":
		return new(p.blank("origin"))
	}
	// Not known: how long a name and an origin may be. The contract's "maximum:
	// 255" is a bound of numbers, which both are not.
	// Contract: http, https, ftp, Ionic 2 and Capacitor. Not known: the words.
	if u, err := url.Parse(address); err != nil || u.Host == "" || u.Path != "" && u.Path != "/" {
		return new(p.invalid("origin", "origin: The origin must be a scheme and a host"))
	}
	scopes, _ := in.get("scopes").([]any)
	if len(scopes) == 0 {
		return new(p.blank("scopes"))
	}
	for _, s := range scopes {
		s, isObject := s.(*object)
		if !isObject || s.str("type") == "" {
			return new(p.blank("scopes.type"))
		}
		if refusal := p.oneOf("type", s.str("type"), "CORS", "REDIRECT", "IFRAME_EMBED"); refusal != nil {
			return refusal
		}
	}
	// Contract: "Unique name", "Unique origin URL".
	if _, taken := p.st.origins.Find(func(other *origin) bool { return other != o && other.name == name }); taken {
		return new(p.duplicate("name"))
	}
	if _, taken := p.st.origins.Find(func(other *origin) bool { return other != o && other.origin == address }); taken {
		return new(p.duplicate("origin"))
	}
	o.name, o.origin, o.scopes = name, address, scopes
	o.updated, o.updatedBy = p.now(), p.actor(r)
	return nil
}

// createOrigin makes a trusted origin. Not known: whether a status in the body
// counts; here only the lifecycle operations change it.
func (p *Platform) createOrigin(r *http.Request) kernel.Answer {
	o := &origin{status: active}
	if refusal := p.readOrigin(r, o); refusal != nil {
		return *refusal
	}
	o.id, o.created, o.createdBy = p.world.IDs.Okta("tos"), o.updated, o.updatedBy
	p.st.origins.Put(o.id, o)
	return ok(p.renderOrigin(o))
}

func (p *Platform) replaceOrigin(r *http.Request, o *origin) kernel.Answer {
	if refusal := p.readOrigin(r, o); refusal != nil {
		return *refusal
	}
	return ok(p.renderOrigin(o))
}
