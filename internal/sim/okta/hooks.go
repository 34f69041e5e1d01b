package okta

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// tokenHook is the type of the hooks that change tokens.
const tokenHook = "com.okta.oauth2.tokens.transform" //nolint:gosec // no credential

var hookTypes = []string{
	"com.okta.import.transform", tokenHook, "com.okta.saml.tokens.transform", "com.okta.telephony.provider",
	"com.okta.user.credential.password.import", "com.okta.user.pre-registration",
}

// inlineHook is a call that Okta makes to somebody else's service before it
// goes on.
type inlineHook struct {
	id, name, kind, version, status string
	channel                         hookChannel
	created, updated                time.Time
}

// hookChannel is how a hook's service is reached.
type hookChannel struct {
	kind, version, uri, method string
	headers                    []any // of objects with key and value

	auth                      *object // type and key; nil: none
	authValue                 string
	authType, clientID, scope string
	tokenURL, hookKeyID       string
	clientSecret              string
}

func (p *Platform) hookRoutes() {
	const read, manage = "okta.inlineHooks.read", "okta.inlineHooks.manage"
	const base = "/api/v1/inlineHooks"
	p.manage("GET "+base, read, func(r *http.Request) kernel.Answer {
		kind := r.URL.Query().Get("type")
		// Contract: no parameters of paging.
		return plainList(p.st.hooks.List(func(h *inlineHook) bool { return kind == "" || h.kind == kind }), p.renderHook)
	})
	p.manage("POST "+base, manage, p.createHook)
	p.manage("GET "+base+"/{inlineHookId}", read, p.onHook(func(_ *http.Request, h *inlineHook) kernel.Answer { return ok(p.renderHook(h)) }))
	// Not known: how POST differs from PUT; the contract gives both the same body.
	for _, method := range []string{"PUT ", "POST "} {
		p.manage(method+base+"/{inlineHookId}", manage, p.onHook(p.replaceHook))
	}
	p.manage("DELETE "+base+"/{inlineHookId}", manage, p.onHook(func(_ *http.Request, h *inlineHook) kernel.Answer {
		if h.status == active {
			// Contract: only an inactive hook may be deleted. Not known: the code and the words.
			return p.problem(http.StatusForbidden, "E0000006", "You do not have permission to perform the requested action", "An active inline hook cannot be deleted")
		}
		// Not known: what becomes of a rule that names the hook. Here it goes on
		// naming it, and its tokens are issued as they are.
		p.st.hooks.Delete(h.id)
		return noContent()
	}))
	for verb, status := range lifecycle {
		p.manage("POST "+base+"/{inlineHookId}/lifecycle/"+verb, manage, p.onHook(func(_ *http.Request, h *inlineHook) kernel.Answer {
			h.status, h.updated = status, p.now()
			return ok(p.renderHook(h)) // recorded by the official provider's tests: 200 and the whole hook
		}))
	}
	p.manage("POST "+base+"/{inlineHookId}/execute", manage, p.onHook(p.executeHook))
}

func (p *Platform) onHook(h func(*http.Request, *inlineHook) kernel.Answer) kernel.Handler {
	return on(p, func() *store.Table[*inlineHook] { return &p.st.hooks }, "inlineHookId", "InlineHook", h)
}

// renderHook has the keys in the order of the answers that the official
// provider's tests recorded in 2025. What is secret is left out of them.
func (p *Platform) renderHook(h *inlineHook) *object {
	path, c := "/api/v1/inlineHooks/"+h.id, h.channel
	config := obj("uri", c.uri, "headers", c.headers, "method", c.method, "authScheme", nil)
	if c.kind == "OAUTH" {
		config.set("clientId", orNull(c.clientID)).set("tokenUrl", orNull(c.tokenURL)).set("authType", orNull(c.authType)).set("scope", orNull(c.scope))
		config.setIf(c.authType == "private_key_jwt", "hookKeyId", orNull(c.hookKeyID))
	} else if c.auth != nil {
		config.set("authScheme", c.auth)
	}
	links := obj()
	if h.status == inactive {
		links.set("activate", p.link(path+"/lifecycle/activate", "POST")).set("self", p.link(path)).set("delete", p.link(path, "DELETE"))
	} else {
		links.set("self", p.link(path)).set("execute", p.link(path+"/execute", "POST")).set("deactivate", p.link(path+"/lifecycle/deactivate", "POST"))
	}
	return obj(
		"id", h.id,
		"status", h.status,
		"name", h.name,
		"type", h.kind,
		"version", orNull(h.version), // contract: InlineHookTelephony has null
		"channel", obj("type", c.kind, "version", c.version, "config", config),
		"created", stamp(h.created),
		"lastUpdated", stamp(h.updated),
		"_links", links,
	)
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// createHook makes a hook. Recorded: it is active whatever status is sent.
func (p *Platform) createHook(r *http.Request) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	h := &inlineHook{status: active, kind: in.str("type")}
	if h.kind == "" {
		return p.blank("type")
	}
	if refusal := p.oneOf("type", h.kind, hookTypes...); refusal != nil {
		return *refusal
	}
	// Contract: 50 hooks at most. Not known: the words.
	if p.st.hooks.Len() >= 50 {
		return p.invalid("inlineHook", "The org has reached its limit of 50 inline hooks")
	}
	if refusal := p.readHook(in, h); refusal != nil {
		return *refusal
	}
	h.id, h.created = p.world.IDs.Okta("cal"), h.updated
	p.st.hooks.Put(h.id, h)
	return ok(p.renderHook(h))
}

// replaceHook writes a hook. Recorded: a status in the body means nothing, and
// headers that are left out are gone. The type cannot change (Okta's guide to
// this API: "immutable").
func (p *Platform) replaceHook(r *http.Request, h *inlineHook) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	if refusal := p.readHook(in, h); refusal != nil {
		return *refusal
	}
	return ok(p.renderHook(h))
}

// readHook puts a request's values into a hook. Not known: Okta's words.
func (p *Platform) readHook(in *object, h *inlineHook) *kernel.Answer {
	name, channel := in.str("name"), in.obj("channel")
	config := channel.obj("config")
	switch {
	case strings.TrimSpace(name) == "":
		return new(p.blank("name"))
	case config == nil:
		return new(p.blank("channel"))
	case config.str("uri") == "":
		return new(p.blank("uri"))
	case !reachable(config.str("uri")):
		return new(p.invalid("uri", "uri: The URI must begin with https:// and have no white space"))
	}
	if refusal := cmp.Or(p.atMost("name", name, 255), p.atMost("uri", config.str("uri"), 1024)); refusal != nil {
		return refusal
	}
	// Okta's guide to this API: the name is unique.
	if _, taken := p.st.hooks.Find(func(o *inlineHook) bool { return o != h && o.name == name }); taken {
		return new(p.duplicate("name"))
	}
	kind := orDefault(channel.str("type"), "HTTP")
	if refusal := p.oneOf("type", kind, "HTTP", "OAUTH"); refusal != nil {
		return refusal
	}
	c := hookChannel{
		kind: kind, version: orDefault(channel.str("version"), "1.0.0"), uri: config.str("uri"), method: orDefault(config.str("method"), "POST"), headers: []any{},
	}
	if headers, isList := config.get("headers").([]any); isList {
		c.headers = headers
	}
	if kind == "OAUTH" {
		c.authType, c.clientID, c.scope = config.str("authType"), config.str("clientId"), config.str("scope")
		c.tokenURL, c.hookKeyID = config.str("tokenUrl"), config.str("hookKeyId")
		// Contract: "Only accepts POST."
		if c.method != "POST" {
			return new(p.invalid("method", "method: The field is not valid: "+c.method))
		}
		if refusal := p.oneOf("authType", c.authType, "client_secret_post", "private_key_jwt"); refusal != nil {
			return refusal
		}
		c.clientSecret = p.world.Secrets.Add(config.str("clientSecret"))
		if c.clientSecret == "" && c.clientID == h.channel.clientID {
			c.clientSecret = h.channel.clientSecret // not known: whether a secret that is left out stays
		}
	} else if auth := config.obj("authScheme"); auth != nil {
		// Recorded: type and key come back as they were sent.
		c.auth, c.authValue = obj("type", auth.get("type"), "key", auth.get("key")), p.world.Secrets.Add(auth.str("value"))
		if c.authValue == "" && auth.str("key") == h.channel.auth.str("key") {
			c.authValue = h.channel.authValue // not known, as above
		}
	}
	h.name, h.version, h.channel, h.updated = name, in.str("version"), c, p.now()
	return nil
}

// reachable tells whether Okta would call an address: https without white
// space (contract). Here http to this machine is taken, too, because
// everything is on one machine.
func reachable(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.ContainsAny(address, " \t\r\n") {
		return false
	}
	loopback := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1"
	return u.Scheme == "https" || u.Scheme == "http" && loopback
}
