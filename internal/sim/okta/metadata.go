package okta

import (
	"net/http"
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// orgScopes are the scopes of the org authorization server. Recorded:
// metadata_org_oauth_authorization_server_200, plus those of the contract that
// operations here need and that the recorded org did not list.
var orgScopes = []string{
	"okta.users.manage", "okta.users.manage.self", "okta.users.read", "okta.users.read.self", "okta.linkedObjects.manage",
	"okta.linkedObjects.read", "okta.profileMappings.manage", "okta.profileMappings.read", "okta.userTypes.manage",
	"okta.userTypes.read", "okta.clients.manage", "okta.clients.register", "okta.clients.read", "okta.appGrants.manage",
	"okta.appGrants.read", "okta.policies.manage", "okta.policies.read", "okta.groups.manage", "okta.groups.read",
	"okta.inlineHooks.manage", "okta.inlineHooks.read", "okta.eventHooks.manage", "okta.eventHooks.read", "okta.events.read",
	"okta.logs.read", "okta.apps.manage", "okta.apps.read", "okta.governance.assignmentCandidates.read",
	"okta.accessRequests.tasks.manage", "okta.accessRequests.tasks.read", "okta.schemas.manage", "okta.schemas.read",
	"okta.idps.manage", "okta.idps.read", "okta.factors.manage", "okta.factors.read", "okta.riskProviders.manage",
	"okta.riskProviders.read", "okta.roles.manage", "okta.roles.read", "okta.orgs.manage", "okta.orgs.read",
	"okta.domains.manage", "okta.domains.read", "okta.brands.manage", "okta.brands.read", "okta.sessions.manage",
	"okta.sessions.read", "okta.templates.manage", "okta.templates.read", "okta.trustedOrigins.manage",
	"okta.trustedOrigins.read", "okta.threatInsights.manage", "okta.threatInsights.read", "okta.behaviors.manage",
	"okta.behaviors.read", "okta.networkZones.manage", "okta.networkZones.read", "okta.agentPools.manage",
	"okta.agentPools.read", "okta.reports.read", "okta.features.manage", "okta.features.read",
	"okta.certificateAuthorities.manage", "okta.certificateAuthorities.read", "okta.principalRateLimits.manage",
	"okta.principalRateLimits.read", "okta.rateLimits.manage", "okta.rateLimits.read", "okta.directories.manage",
	"okta.directories.groups.manage", "okta.apiTokens.manage", "okta.apiTokens.read", "okta.personal.adminSettings.manage",
	"okta.personal.adminSettings.read", "okta.authorizationServers.manage", "okta.authorizationServers.read",
}

// identityScopes are the scopes about the user, in the order of the recorded
// document.
var identityScopes = []string{"openid", "email", "profile", "address", "phone", "offline_access", "groups"}

func (p *Platform) metadataRoutes() {
	p.public("GET /.well-known/okta-organization", func(*http.Request) kernel.Answer { return ok(p.organization()) })
	p.public("GET /.well-known/oauth-authorization-server", func(r *http.Request) kernel.Answer { return p.metadata(r, nil, false) })
	p.public("GET /.well-known/openid-configuration", func(r *http.Request) kernel.Answer { return p.metadata(r, nil, true) })
	p.public("GET /oauth2/v1/keys", func(*http.Request) kernel.Answer { return p.keys(p.st.org) })
	const custom = "/oauth2/{authServerId}"
	p.public("GET "+custom+"/.well-known/oauth-authorization-server", p.onIssuer(func(r *http.Request, s *server) kernel.Answer { return p.metadata(r, s, false) }))
	p.public("GET "+custom+"/.well-known/openid-configuration", p.onIssuer(func(r *http.Request, s *server) kernel.Answer { return p.metadata(r, s, true) }))
	p.public("GET "+custom+"/v1/keys", p.onIssuer(func(_ *http.Request, s *server) kernel.Answer { return p.keys(s.keys) }))
}

// onIssuer hands a handler the active server that an OAuth path names. An
// inactive one is as good as none: not known what Okta answers.
func (p *Platform) onIssuer(h func(*http.Request, *server) kernel.Answer) kernel.Handler {
	return func(r *http.Request) kernel.Answer {
		id := r.PathValue("authServerId")
		s, found := p.server(id)
		if !found || s.status != active {
			return p.notFound(id, "AuthorizationServer")
		}
		return h(r, s)
	}
}

// organization has the keys in the order of the recorded metadata_okta_organization_200.
func (p *Platform) organization() *object {
	return obj(
		"id", p.st.orgID,
		"cell", "op3",
		"_links", obj("organization", obj("href", p.world.OktaURL)),
		"pipeline", "idx",
		"settings", obj(
			"analyticsCollectionEnabled", false, "bugReportingEnabled", true, "omEnabled", false,
			"pssoEnabled", false, "desktopMFAEnabled", false, "itpEnabled", false,
		),
	)
}

// keys answers a JWKS. Contract: oauthKeys, with Cache-Control.
func (p *Platform) keys(ring *keyRing) kernel.Answer {
	list := []any{}
	for _, k := range ring.all() {
		list = append(list, k.jwk())
	}
	h := http.Header{}
	h.Set("Cache-Control", "max-age=3600, must-revalidate")
	return kernel.Answer{Status: http.StatusOK, Header: h, Body: obj("keys", list)}
}

// metadata is a discovery document. Keys and their order: recorded for the
// org's OAuth document (which has no jwks_uri), contract examples
// OrgASOidcMetadata, CustomASOAuthMetadata and CustomASOidcMetadata for the others.
func (p *Platform) metadata(r *http.Request, s *server, openID bool) kernel.Answer {
	if id := r.URL.Query().Get("client_id"); id != "" {
		if _, found := p.client(id); !found {
			// Contract: Error400InvalidClientId.
			return p.problem(http.StatusBadRequest, "invalid_client", "Invalid value for `client_id` parameter")
		}
	}
	issuer, base := p.world.OktaURL, p.world.OktaURL+"/oauth2/v1"
	scopes := append(append([]string{}, orgScopes...), identityScopes...)
	if openID {
		scopes = identityScopes
	}
	if s != nil {
		issuer = p.issuer(s)
		base, scopes = issuer+"/v1", nil
		// Contract: "Custom scopes are returned only when they are configured
		// to be publicly discoverable."
		for _, sc := range s.scopes.List(func(sc *scope) bool { return sc.metadataPublish == "ALL_CLIENTS" }) {
			scopes = append(scopes, sc.name)
		}
	}
	methods := anys(authMethods)
	grants := []string{"authorization_code", "implicit", "refresh_token", "password"}
	responses := []string{"code", "id_token", "code id_token", "code token", "id_token token", "code id_token token"}
	claims := []string{
		"iss", "ver", "sub", "aud", "iat", "exp", "jti", "auth_time", "amr", "idp", "nonce", "name", "nickname",
		"preferred_username", "given_name", "middle_name", "family_name", "email", "email_verified", "profile", "zoneinfo",
		"locale", "address", "phone_number", "picture", "website", "gender", "birthdate", "updated_at", "at_hash", "c_hash",
	}
	if !openID {
		grants = append(grants, "client_credentials")
		responses = append([]string{"code", "token"}, responses[1:]...)
		claims = []string{"ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "sub"}
	}
	grants = append(grants, "urn:ietf:params:oauth:grant-type:device_code")
	o := obj("issuer", issuer, "authorization_endpoint", base+"/authorize", "token_endpoint", base+"/token")
	o.setIf(openID, "userinfo_endpoint", base+"/userinfo")
	o.set("registration_endpoint", p.world.OktaURL+"/oauth2/v1/clients")
	o.setIf(openID || s != nil, "jwks_uri", base+"/keys")
	o.set("response_types_supported", anys(responses))
	o.set("response_modes_supported", anys([]string{"query", "fragment", "form_post", "okta_post_message"}))
	o.set("grant_types_supported", anys(grants))
	o.set("subject_types_supported", []any{"public"})
	o.setIf(openID, "id_token_signing_alg_values_supported", []any{"RS256"})
	o.set("scopes_supported", anys(scopes))
	o.set("token_endpoint_auth_methods_supported", methods)
	o.set("claims_supported", anys(claims))
	o.set("code_challenge_methods_supported", []any{"S256"})
	o.set("introspection_endpoint", base+"/introspect")
	o.set("introspection_endpoint_auth_methods_supported", methods)
	o.set("revocation_endpoint", base+"/revoke")
	o.set("revocation_endpoint_auth_methods_supported", methods)
	o.set("end_session_endpoint", base+"/logout")
	o.set("request_parameter_supported", true)
	o.set("request_object_signing_alg_values_supported", slices.Concat(symmetricAlgorithms, asymmetricAlgorithms))
	o.set("device_authorization_endpoint", base+"/device/authorize")
	o.set("pushed_authorization_request_endpoint", base+"/par")
	o.set("dpop_signing_alg_values_supported", asymmetricAlgorithms)
	if s == nil && !openID {
		o.set("frontchannel_logout_supported", true)
		o.set("frontchannel_logout_session_supported", true)
		o.set("identity_chaining_requested_token_types_supported", []any{"urn:ietf:params:oauth:token-type:id-jag"})
	}
	return ok(o)
}
