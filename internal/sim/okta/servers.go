package okta

import (
	"net/http"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// server is a custom authorization server.
type server struct {
	id, name     string
	description  any // nil: none
	audiences    []string
	issuerMode   string
	status       string
	rotationMode string
	encryption   *object // accessTokenEncryptedResponseAlgorithm, jwks, jwks_uri
	keys         *keyRing
	isDefault    bool
	created      time.Time
	updated      time.Time

	scopes   store.Table[*scope]
	claims   store.Table[*claim]
	policies []*authPolicy // by priority
	trusted  []string      // ids of servers whose tokens it trusts
}

// keyLife is how long a key signs under AUTO rotation. Recorded: 90 days
// between lastRotated and nextRotation in authserver_create_201.
const keyLife = 90 * 24 * time.Hour

// seedDefaultServer makes the authorization server that an org with API Access
// Management starts with. Recorded: authserver_get_default_alias_200; its
// policy and rule: contract UpdateAuthorizationServerPolicyRequest and
// AuthorizationServerPolicyRule.
func (p *Platform) seedDefaultServer(now time.Time) {
	s := &server{
		id: p.world.IDs.Okta("aus"), name: "default", description: "Default Authorization Server for your Applications",
		audiences: []string{"api://default"}, issuerMode: "ORG_URL", status: active, rotationMode: "AUTO",
		encryption: obj(), keys: p.newKeyRing(), isDefault: true, created: now, updated: now,
	}
	p.addSystemScopes(s)
	p.addSystemClaims(s)
	rule := &authRule{
		id: p.world.IDs.Okta("0pr"), name: "Default Policy Rule", status: active, created: now, updated: now,
		grants: []string{"implicit", "client_credentials", "authorization_code", "password"}, scopes: []string{"*"},
		usersInclude: []string{}, usersExclude: []string{}, groupsInclude: []string{"EVERYONE"}, groupsExclude: []string{},
		access: 60, refresh: 0, window: 10080,
	}
	s.policies = []*authPolicy{{
		id: p.world.IDs.Okta("00p"), name: "Default Policy", description: "Default policy description", status: active,
		clients: []string{"ALL_CLIENTS"}, created: now, updated: now, rules: []*authRule{rule},
	}}
	p.st.servers.Put(s.id, s)
}

func (p *Platform) serverRoutes() {
	const read, manage = "okta.authorizationServers.read", "okta.authorizationServers.manage"
	const base = "/api/v1/authorizationServers"
	p.manage("GET "+base, read, p.listServers)
	p.manage("POST "+base, manage, p.createServer)
	p.manage("GET "+base+"/{authServerId}", read, p.onServer(func(_ *http.Request, s *server) kernel.Answer { return ok(p.renderServer(s)) }))
	p.manage("PUT "+base+"/{authServerId}", manage, p.onServer(p.replaceServer))
	p.manage("DELETE "+base+"/{authServerId}", manage, p.onServer(p.deleteServer))
	p.manage("POST "+base+"/{authServerId}/lifecycle/activate", manage, p.onServer(p.serverStatus(active)))
	p.manage("POST "+base+"/{authServerId}/lifecycle/deactivate", manage, p.onServer(p.serverStatus(inactive)))
	p.manage("GET "+base+"/{authServerId}/credentials/keys", read, p.onServer(p.listServerKeys))
	p.manage("GET "+base+"/{authServerId}/credentials/keys/{keyId}", read, p.onServer(p.getServerKey))
	p.manage("POST "+base+"/{authServerId}/credentials/lifecycle/keyRotate", manage, p.onServer(p.rotateServerKeys))
	p.manage("GET "+base+"/{authServerId}/associatedServers", read, p.onServer(p.listAssociated))
	p.manage("POST "+base+"/{authServerId}/associatedServers", manage, p.onServer(p.createAssociated))
	p.manage("DELETE "+base+"/{authServerId}/associatedServers/{associatedServerId}", manage, p.onServer(p.deleteAssociated))
}

// server finds a server by its id, or the default one by its alias. Recorded:
// authserver_get_default_alias_200.
func (p *Platform) server(id string) (*server, bool) {
	if s, found := p.st.servers.Get(id); found {
		return s, true
	}
	if id != "default" {
		return nil, false
	}
	return p.st.servers.Find(func(s *server) bool { return s.isDefault })
}

// onServer hands a handler the server that the path names.
func (p *Platform) onServer(h func(*http.Request, *server) kernel.Answer) kernel.Handler {
	return func(r *http.Request) kernel.Answer {
		id := r.PathValue("authServerId")
		s, found := p.server(id)
		if !found {
			return p.notFound(id, "AuthorizationServer")
		}
		return h(r, s)
	}
}

// segment is how a server is called in paths: the default one by its alias,
// also when it was asked for by id. Recorded: authserver_get_manual_rotation_200.
func (s *server) segment() string {
	if s.isDefault {
		return "default"
	}
	return s.id
}

func (s *server) path() string { return "/api/v1/authorizationServers/" + s.segment() }

func (p *Platform) issuer(s *server) string {
	// A custom domain is not simulated, so every issuer mode gives the org's URL.
	return p.world.OktaURL + "/oauth2/" + s.segment()
}

// renderServer has the keys in the order of the recorded authserver_create_201.
// Here and elsewhere a description that was never given is null, which the
// contract does not allow. Not recorded for these objects; in apps Okta writes
// null for a text that is not set (app_oidc_web_create_200).
func (p *Platform) renderServer(s *server) *object {
	path, oauth := s.path(), "/oauth2/"+s.segment()
	metadata := func(name string) *object {
		return obj("name", name, "href", p.world.OktaURL+oauth+"/.well-known/"+name, "hints", obj("allow", []any{"GET"}))
	}
	links := obj(
		"rotateKey", p.link(path+"/credentials/lifecycle/keyRotate", "POST"),
		"metadata", []any{metadata("oauth-authorization-server"), metadata("openid-configuration")},
		"resourceServerCredentialsKeys", p.link(path+"/resourceservercredentials/keys", "GET"),
		"keys", p.link(path+"/credentials/keys", "GET"),
		"claims", p.link(path+"/claims", "GET", "POST"),
		"policies", p.link(path+"/policies", "GET", "POST"),
		"self", p.link(path, "GET", "DELETE", "PUT"),
		"scopes", p.link(path+"/scopes", "GET", "POST"),
	)
	links.set(lifecycleLink(s.status), p.link(path+"/lifecycle/"+lifecycleLink(s.status), "POST"))
	o := obj("id", s.id, "name", s.name)
	o.set("description", s.description) // null where none was given
	o.set("audiences", anys(s.audiences))
	o.set("issuer", p.issuer(s))
	o.set("issuerMode", s.issuerMode)
	o.set("status", s.status)
	o.set("created", stamp(s.created))
	o.set("lastUpdated", stamp(s.updated))
	o.set("credentials", obj("signing", p.renderSigning(s)))
	for _, key := range s.encryption.keys {
		o.set(key, s.encryption.get(key))
	}
	return o.set("default", s.isDefault).set("_links", links)
}

func (p *Platform) renderSigning(s *server) *object {
	o := obj("kid", s.keys.active.kid, "rotationMode", s.rotationMode, "lastRotated", stamp(s.keys.rotated))
	// Recorded: no nextRotation under MANUAL (authserver_get_manual_rotation_200).
	return o.setIf(s.rotationMode == "AUTO", "nextRotation", stamp(s.keys.rotated.Add(keyLife)))
}

func (p *Platform) listServers(r *http.Request) kernel.Answer {
	q := strings.ToLower(r.URL.Query().Get("q"))
	// Contract: q searches name and audiences. Not known whether it matches
	// the start or any part; here any part.
	items := p.st.servers.List(func(s *server) bool {
		return q == "" || strings.Contains(strings.ToLower(s.name), q) || strings.Contains(strings.ToLower(strings.Join(s.audiences, " ")), q)
	})
	return list(p, r, items, func(s *server) string { return s.id }, p.renderServer, paging{fallback: 200, most: 200})
}

type serverInput struct {
	Name        *string  `json:"name"`
	Description *string  `json:"description"`
	Audiences   []string `json:"audiences"`
	IssuerMode  string   `json:"issuerMode"`
	Credentials struct {
		Signing struct {
			RotationMode string `json:"rotationMode"`
		} `json:"signing"`
	} `json:"credentials"`
	Algorithm *string `json:"accessTokenEncryptedResponseAlgorithm"`
	JWKS      *object `json:"jwks"`
	JWKSURI   *string `json:"jwks_uri"`
}

// readServer puts a request's values into a server.
func (p *Platform) readServer(r *http.Request, s *server) *kernel.Answer {
	var in serverInput
	if refusal := p.decode(r, &in); refusal != nil {
		return refusal
	}
	if in.Name == nil || strings.TrimSpace(*in.Name) == "" {
		return new(p.blank("name"))
	}
	if len(in.Audiences) == 0 {
		return new(p.blank("audiences"))
	}
	if refusal := p.oneOf("issuerMode", in.IssuerMode, "ORG_URL", "CUSTOM_URL", "DYNAMIC"); refusal != nil {
		return refusal
	}
	if refusal := p.oneOf("rotationMode", in.Credentials.Signing.RotationMode, "AUTO", "MANUAL"); refusal != nil {
		return refusal
	}
	s.name, s.audiences, s.description = *in.Name, in.Audiences, nil
	if in.Description != nil {
		s.description = *in.Description
	}
	s.issuerMode = orDefault(in.IssuerMode, orDefault(s.issuerMode, "ORG_URL"))
	s.rotationMode = orDefault(in.Credentials.Signing.RotationMode, orDefault(s.rotationMode, "AUTO"))
	// Encryption of access tokens is stored and shown, not carried out.
	s.encryption = obj()
	if in.Algorithm != nil {
		s.encryption.set("accessTokenEncryptedResponseAlgorithm", *in.Algorithm)
	}
	if in.JWKS != nil {
		s.encryption.set("jwks", in.JWKS)
	}
	if in.JWKSURI != nil {
		s.encryption.set("jwks_uri", *in.JWKSURI)
	}
	s.updated = p.now()
	return nil
}

// createServer makes a server. It comes with system scopes and claims and no
// policy (recorded: policy_list_200 lists only the policy that was made).
// Not known: whether a status in the body counts; here it does not.
func (p *Platform) createServer(r *http.Request) kernel.Answer {
	s := &server{}
	if refusal := p.readServer(r, s); refusal != nil {
		return *refusal
	}
	s.id, s.status, s.created = p.world.IDs.Okta("aus"), active, s.updated
	s.keys = p.newKeyRing()
	p.addSystemScopes(s)
	p.addSystemClaims(s)
	p.st.servers.Put(s.id, s)
	return created(p.renderServer(s))
}

func (p *Platform) replaceServer(r *http.Request, s *server) kernel.Answer {
	if refusal := p.readServer(r, s); refusal != nil {
		return *refusal
	}
	return ok(p.renderServer(s))
}

// deleteServer removes a server with all that belongs to it. Not known:
// whether an active one is refused; its recorded self link allows DELETE.
func (p *Platform) deleteServer(_ *http.Request, s *server) kernel.Answer {
	p.st.servers.Delete(s.id)
	for _, other := range p.st.servers.List(nil) {
		other.trusted = remove(other.trusted, s.id)
	}
	return noContent()
}

func (p *Platform) serverStatus(status string) func(*http.Request, *server) kernel.Answer {
	return func(_ *http.Request, s *server) kernel.Answer {
		s.status, s.updated = status, p.now()
		return noContent()
	}
}

// renderServerKey has the keys of the recorded authserver_key_get_200.
func (p *Platform) renderServerKey(s *server) func(ringKey) *object {
	return func(k ringKey) *object {
		n, e := k.modulus()
		return obj(
			"kty", "RSA", "status", k.status, "alg", "RS256", "kid", k.kid, "use", "sig",
			"_links", obj("self", p.link(s.path()+"/credentials/keys/"+k.kid, "GET")),
			"e", e, "n", n,
		)
	}
}

func (p *Platform) listServerKeys(_ *http.Request, s *server) kernel.Answer {
	return plainList(s.keys.all(), p.renderServerKey(s))
}

func (p *Platform) getServerKey(r *http.Request, s *server) kernel.Answer {
	for _, k := range s.keys.all() {
		if k.kid == r.PathValue("keyId") {
			return ok(p.renderServerKey(s)(k))
		}
	}
	return p.notFound(r.PathValue("keyId"), "JsonWebKey")
}

func (p *Platform) rotateServerKeys(r *http.Request, s *server) kernel.Answer {
	var in struct {
		Use string `json:"use"`
	}
	if refusal := p.decode(r, &in); refusal != nil {
		return *refusal
	}
	if in.Use != "sig" {
		// Contract: InvalidRotateUse.
		return p.invalid("rotateKeys", "Invalid value specified for key 'use' parameter")
	}
	p.rotate(s.keys)
	return plainList(s.keys.all(), p.renderServerKey(s))
}
