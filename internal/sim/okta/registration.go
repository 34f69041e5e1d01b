package okta

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

func (p *Platform) registrationRoutes() {
	const base = "/oauth2/v1/clients"
	p.manage("GET "+base, "okta.clients.read", p.listClients)
	p.manage("POST "+base, "okta.clients.register", p.register)
	p.manage("GET "+base+"/{clientId}", "okta.clients.read", p.onRegistered(func(_ *http.Request, a *app) kernel.Answer {
		return ok(p.renderRegistration(a, false))
	}))
	p.manage("PUT "+base+"/{clientId}", "okta.clients.manage", p.onRegistered(p.replaceRegistration))
	p.manage("DELETE "+base+"/{clientId}", "okta.clients.manage", p.onRegistered(func(_ *http.Request, a *app) kernel.Answer {
		// Unlike an app, a client goes without being deactivated first
		// (contract: deleteClient says nothing of it).
		p.removeApp(a)
		return noContent()
	}))
	p.manage("POST "+base+"/{clientId}/lifecycle/newSecret", "okta.clients.manage", p.onRegistered(p.newClientSecret))
}

func (p *Platform) onRegistered(h func(*http.Request, *app) kernel.Answer) kernel.Handler {
	return func(r *http.Request) kernel.Answer {
		a, found := p.client(r.PathValue("clientId"))
		if !found {
			return p.notFound(r.PathValue("clientId"), "PublicClientApp")
		}
		return h(r, a)
	}
}

// renderRegistration has the keys in the order of the contract's examples
// ClientResponseServiceJwks and ClientResponseWeb.
func (p *Platform) renderRegistration(a *app, withSecret bool) *object {
	o := obj("client_id", a.clientID)
	secret := a.currentSecret()
	if withSecret && secret != nil {
		o.set("client_secret", secret.value)
	}
	o.set("client_id_issued_at", a.created.Unix())
	o.setIf(secret != nil, "client_secret_expires_at", 0)
	o.set("client_name", a.label)
	for _, key := range []string{"client_uri", "logo_uri", "redirect_uris"} {
		o.set(key, a.client.get(key))
	}
	o.setIf(a.client.has("post_logout_redirect_uris"), "post_logout_redirect_uris", a.client.get("post_logout_redirect_uris"))
	for _, key := range []string{"response_types", "grant_types"} {
		o.set(key, a.client.get(key))
	}
	o.set("token_endpoint_auth_method", a.authMethod)
	o.set("application_type", a.client.get("application_type"))
	for _, key := range registeredOptions {
		o.setIf(a.client.get(key) != nil, key, a.client.get(key))
	}
	if len(a.keys) > 0 {
		list := []any{}
		for _, k := range a.keys {
			list = append(list, k.numbers(obj("kty", k.jwk.get("kty"), "kid", k.jwk.get("kid"), "use", k.jwk.get("use"))))
		}
		o.set("jwks", obj("keys", list))
	}
	return o
}

// registeredOptions are the settings that a registration shows when they are
// set. Contract: Client.
var registeredOptions = []string{
	"initiate_login_uri", "tos_uri", "policy_uri", "jwks_uri", "request_object_signing_alg",
	"id_token_encrypted_response_alg", "frontchannel_logout_uri", "frontchannel_logout_session_required",
}

func (p *Platform) listClients(r *http.Request) kernel.Answer {
	q := strings.ToLower(r.URL.Query().Get("q"))
	// Contract: q matches the start of client_name. Every client is listed,
	// whichever API made it.
	items := p.st.apps.List(func(a *app) bool { return a.oidc && strings.HasPrefix(strings.ToLower(a.label), q) })
	return list(p, r, items, func(a *app) string { return a.clientID }, func(a *app) *object {
		return p.renderRegistration(a, false)
	}, paging{fallback: 20, most: 200})
}

// badMetadata is a refusal in the form of RFC 7591. Contract:
// ErrorInvalidClientMetadata.
func badMetadata(field, text string) *kernel.Answer {
	return new(oauthError(http.StatusBadRequest, "invalid_client_metadata", "`"+field+"`: "+text))
}

// readRegistration puts the metadata of a request into a client.
func (p *Platform) readRegistration(in *object, a *app) *kernel.Answer {
	name, isText := in.get("client_name").(string)
	if !isText || strings.TrimSpace(name) == "" {
		return badMetadata("client_name", "The field can't be left blank.")
	}
	kind := in.str("application_type")
	m := metadata{
		object: in.clone(), implied: kind == "", registered: true,
		authMethod: orDefault(in.str("token_endpoint_auth_method"), "client_secret_basic"),
	}
	m.pkce = kind == "browser" || kind == "native" || m.authMethod == "none"
	// Contract: grant_types defaults to authorization_code, response_types to code.
	if in.get("grant_types") == nil {
		m.set("grant_types", []any{"authorization_code"})
	}
	if len(m.strs("response_types")) == 0 {
		m.set("response_types", anys(impliedResponses(m.strs("grant_types"))))
	}
	if f := m.check(); f != nil {
		return badMetadata(f.field, f.text)
	}
	a.label, a.authMethod, a.pkce = name, m.authMethod, m.pkce
	// Contract: clients of this API default to consent_method REQUIRED.
	if was := a.client.str("consent_method"); was != "" {
		m.set("consent_method", was)
	}
	p.storeClient(a, m.object, "REQUIRED")
	a.updated = p.now()
	p.keepSecret(a, "", 40)
	return nil
}

func (p *Platform) register(r *http.Request) kernel.Answer {
	in, refusal := p.readMetadata(r)
	if refusal != nil {
		return *refusal
	}
	a := &app{appData: appData{
		name: oidcClient, status: active, signOnMode: openIDConnect, oidc: true, autoKeyRotation: true,
		features: []any{}, accessPolicy: p.st.defaultAccess,
		accessibility: obj("selfService", false, "errorRedirectUrl", nil, "loginRedirectUrl", nil),
		visibility:    obj("autoLaunch", false, "autoSubmitToolbar", false, "hide", obj("iOS", true, "web", true)),
		credentials:   p.readAppCredentials(obj(), openIDConnect),
		settings:      readAppSettings(obj()),
	}}
	if refusal := p.readRegistration(in, a); refusal != nil {
		return *refusal
	}
	a.id = p.world.IDs.Okta("0oa")
	a.clientID, a.created = a.id, a.updated
	p.st.apps.Put(a.id, a)
	return created(p.renderRegistration(a, true))
}

// readMetadata reads a request's JSON. Not known: Okta's words for a body that
// is no JSON object.
func (p *Platform) readMetadata(r *http.Request) (*object, *kernel.Answer) {
	in, refusal := p.body(r)
	if refusal != nil {
		return nil, new(oauthError(http.StatusBadRequest, "invalid_client_metadata", "The request body is not well-formed."))
	}
	for _, key := range []string{"redirect_uris", "response_types", "grant_types", "post_logout_redirect_uris"} {
		if v := in.get(key); v != nil {
			items, isList := v.([]any)
			if !isList || slices.ContainsFunc(items, func(v any) bool { _, isText := v.(string); return !isText }) {
				return nil, badMetadata(key, "The field must be a list of strings.")
			}
		}
	}
	return in, nil
}

// replaceRegistration replaces the settings of a client. Contract
// (replaceClient): all settings must be sent, client_secret may be left out,
// client_id_issued_at and client_secret_expires_at must not be sent. Which
// absent settings make it fail is not known; here client_id and client_name do
// and the rest takes its default, as in a registration. Anypoint leaves
// application_type out, which makes the client a web app.
func (p *Platform) replaceRegistration(r *http.Request, a *app) kernel.Answer {
	in, refusal := p.readMetadata(r)
	if refusal != nil {
		return *refusal
	}
	for _, key := range []string{"client_id_issued_at", "client_secret_expires_at"} {
		if in.has(key) {
			return *badMetadata(key, "The field can't be specified.")
		}
	}
	if in.str("client_id") != a.clientID {
		return *badMetadata("client_id", "The field must be the client's own 'client_id'.")
	}
	next := &app{appData: a.appData}
	if refusal := p.readRegistration(in, next); refusal != nil {
		return *refusal
	}
	a.appData = next.appData
	return ok(p.renderRegistration(a, true))
}

func (p *Platform) newClientSecret(_ *http.Request, a *app) kernel.Answer {
	if a.authMethod != "client_secret_basic" && a.authMethod != "client_secret_post" {
		// Contract: "only applies to client apps that use the client_secret_post
		// or client_secret_basic method". Not known: the refusal.
		return *badMetadata("token_endpoint_auth_method", "A new secret can only be generated for 'client_secret_basic' and 'client_secret_post'.")
	}
	a.secrets = []*clientSecret{p.newSecret("", 40)}
	a.updated = p.now()
	return ok(p.renderRegistration(a, true))
}
