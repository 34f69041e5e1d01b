package okta

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// hookKey is a key pair by which Okta proves itself to the authorization
// servers of hooks.
type hookKey struct {
	id, name         string
	key              *signingKey
	created, updated time.Time
}

func (p *Platform) hookKeyRoutes() {
	const read, manage = "okta.inlineHooks.read", "okta.inlineHooks.manage"
	const base = "/api/v1/hook-keys"
	p.manage("GET "+base, read, func(*http.Request) kernel.Answer {
		return plainList(p.st.hookKeys.List(nil), p.renderHookKey)
	})
	p.manage("POST "+base, manage, func(r *http.Request) kernel.Answer {
		k := &hookKey{}
		if refusal := p.readHookKey(r, k); refusal != nil {
			return *refusal
		}
		k.id, k.key, k.created = p.world.IDs.Okta("HKY"), p.nextKey(), k.updated
		p.st.hookKeys.Put(k.id, k)
		return ok(p.renderHookKey(k).set("_embedded", k.key.jwk()))
	})
	p.manage("GET "+base+"/public/{keyId}", read, func(r *http.Request) kernel.Answer {
		id := r.PathValue("keyId")
		k, found := p.st.hookKeys.Find(func(k *hookKey) bool { return k.key.kid == id })
		if !found {
			return p.notFound(id, "HookKey")
		}
		return ok(k.key.jwk())
	})
	p.manage("GET "+base+"/{id}", read, p.onHookKey(func(r *http.Request, k *hookKey) kernel.Answer {
		return ok(p.renderHookKey(k).setIf(r.URL.Query().Get("expand") == "publickey", "_embedded", k.key.jwk()))
	}))
	p.manage("PUT "+base+"/{id}", manage, p.onHookKey(func(r *http.Request, k *hookKey) kernel.Answer {
		if refusal := p.readHookKey(r, k); refusal != nil {
			return *refusal
		}
		return ok(p.renderHookKey(k).set("_embedded", k.key.jwk()))
	}))
	p.manage("DELETE "+base+"/{id}", manage, p.onHookKey(func(_ *http.Request, k *hookKey) kernel.Answer {
		if p.hookKeyUsed(k) {
			return p.forbidden() // contract: only keys that are not used. Not known: the answer
		}
		p.st.hookKeys.Delete(k.id)
		return noContent()
	}))
}

func (p *Platform) onHookKey(h func(*http.Request, *hookKey) kernel.Answer) kernel.Handler {
	return on(p, func() *store.Table[*hookKey] { return &p.st.hookKeys }, "id", "HookKey", h)
}

func (p *Platform) hookKeyUsed(k *hookKey) bool {
	_, used := p.st.hooks.Find(func(h *inlineHook) bool { return h.channel.hookKeyID == k.id })
	return used
}

// renderHookKey has the keys of the contract's HookKey.
func (p *Platform) renderHookKey(k *hookKey) *object {
	return obj(
		"id", k.id,
		"keyId", k.key.kid,
		"name", k.name,
		"created", stamp(k.created),
		"lastUpdated", stamp(k.updated),
		"isUsed", strconv.FormatBool(p.hookKeyUsed(k)),
	)
}

func (p *Platform) readHookKey(r *http.Request, k *hookKey) *kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return refusal
	}
	name := in.str("name")
	if strings.TrimSpace(name) == "" {
		return new(p.blank("name"))
	}
	if refusal := p.atMost("name", name, 255); refusal != nil {
		return refusal
	}
	// Contract: the name "must be unique at all times".
	if _, taken := p.st.hookKeys.Find(func(o *hookKey) bool { return o != k && o.name == name }); taken {
		return new(p.duplicate("name"))
	}
	k.name, k.updated = name, p.now()
	return nil
}
