package okta

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/store"
)

// app is an application. An OAuth client is one whatever way it was made: by
// the apps API or by dynamic client registration.
type app struct {
	appData
	groups store.Table[*appGroup]
	users  store.Table[*appUser]
	grants store.Table[*grant]
	roles  store.Table[*clientRole]
}

// appData is an app without what is assigned to it.
type appData struct {
	id, name, label, status string
	signOnMode              string
	created, updated        time.Time
	deactivated             time.Time

	accessibility, visibility *object
	credentials               *object // all but oauthClient
	settings                  *object // all but oauthClient
	profile                   any
	features                  any

	// Of OpenID Connect apps only.
	oidc            bool
	clientID        string
	authMethod      string
	pkce            bool
	autoKeyRotation bool
	client          *object // settings.oauthClient, jwks apart, in order
	keys            []*clientKey
	secrets         []*clientSecret // oldest first
	idToken         *object         // what the internal idToken settings were set to

	accessPolicy string
}

func (p *Platform) appRoutes() {
	const read, manage = "okta.apps.read", "okta.apps.manage"
	p.manage("GET /api/v1/apps", read, p.listApps)
	p.manage("POST /api/v1/apps", manage, p.createApp)
	p.manage("GET /api/v1/apps/{appId}", read, p.onApp(func(r *http.Request, a *app) kernel.Answer {
		return ok(p.expandApp(r, a, p.renderApp(a, false)))
	}))
	p.manage("PUT /api/v1/apps/{appId}", manage, p.onApp(p.replaceApp))
	p.manage("DELETE /api/v1/apps/{appId}", manage, p.onApp(p.deleteApp))
	for verb, status := range lifecycle {
		p.manage("POST /api/v1/apps/{appId}/lifecycle/"+verb, manage, p.onApp(func(_ *http.Request, a *app) kernel.Answer {
			p.setAppStatus(a, status)
			return ok(obj()) // recorded: app_activate_200, app_deactivate_200
		}))
	}
	p.manage("PUT /api/v1/apps/{appId}/policies/{policyId}", manage, p.onApp(p.assignAppPolicy))
	p.manage("GET /api/v1/apps/{appId}/credentials/keys", read, p.onApp(p.listAppKeys))
	p.manage("GET /api/v1/internal/apps/{appId}/settings/oauth/idToken", read, p.onApp(p.getIDToken))
	p.manage("POST /api/v1/internal/apps/{appId}/settings/oauth/idToken", manage, p.onApp(p.setIDToken))
}

// onApp hands a handler the app that the path names.
func (p *Platform) onApp(h func(*http.Request, *app) kernel.Answer) kernel.Handler {
	return on(p, func() *store.Table[*app] { return &p.st.apps }, "appId", "AppInstance", h)
}

// onClient is onApp for what only OpenID Connect apps have.
func (p *Platform) onClient(h func(*http.Request, *app) kernel.Answer) kernel.Handler {
	return p.onApp(func(r *http.Request, a *app) kernel.Answer {
		if !a.oidc {
			// Not known: Okta's words.
			return p.invalid("appInstance", "The app is not an OAuth 2.0 client.")
		}
		return h(r, a)
	})
}

// renderApp has the keys in the order of the recorded app_oidc_web_create_200.
// The client secret is in the answer to a write only (recorded: 85 of 85 POST,
// 26 of 26 PUT, 0 of 432 GET).
func (p *Platform) renderApp(a *app, withSecret bool) *object {
	path := "/api/v1/apps/" + a.id
	visibility := a.visibility.clone()
	if !visibility.has("appLinks") {
		visibility.set("appLinks", obj(a.name+"_link", true))
	}
	credentials := a.credentials.clone()
	settings := a.settings.clone()
	var universalLogout any = obj("status", "UNSUPPORTED") // recorded: app_oidc_preconfigured_create_200
	if a.oidc {
		client := obj("autoKeyRotation", a.autoKeyRotation, "client_id", a.clientID)
		if s := a.currentSecret(); withSecret && s != nil {
			client.set("client_secret", s.value)
		}
		client.set("token_endpoint_auth_method", a.authMethod)
		client.set("pkce_required", a.pkce)
		credentials.set("oauthClient", client)
		settings.set("oauthClient", a.renderClient())
		universalLogout = obj("status", "DISABLED", "supportType", "FULL", "identityStack", "NOT_SHARED", "protocol", "GLOBAL_TOKEN_REVOCATION")
		if a.client.str("application_type") == "native" {
			universalLogout = nil // recorded: app_oidc_native_create_200
		}
	}
	links := obj()
	// Recorded: app_oidc_preconfigured_create_200, an app of the integration network.
	links.setIf(a.signOnMode == openIDConnect && !a.oidc, "help", obj("href", p.world.OktaURL+"/app/"+a.name+"/"+a.id+"/setup/help/OPENID_CONNECT/external-doc", "type", "text/html"))
	links.set("uploadLogo", p.link(path+"/logo", "POST"))
	links.set("appLinks", []any{obj("name", a.name+"_link", "href", p.world.OktaURL+"/home/"+a.name+"/"+a.id+"/aln177a159h7Zf52X0g8", "type", "text/html")})
	links.set("profileEnrollment", p.link("/api/v1/policies/"+p.st.enrollment))
	links.setIf(a.status == inactive, "activate", p.link(path+"/lifecycle/activate"))
	links.set("policies", p.link(path+"/policies", "PUT"))
	links.set("groups", p.link(path+"/groups"))
	links.set("logo", []any{obj("name", "medium", "href", "https://op3static2.oktacdn.com/assets/img/logos/default.6770228fb0dab49a1695ef440a5279bb.png", "type", "image/png")})
	if a.signOnMode == openIDConnect {
		kind := "secrets"
		if a.authMethod == "private_key_jwt" {
			kind = "jwks"
		}
		links.set("clientCredentials", []any{obj("name", kind, "href", p.world.OktaURL+path+"/credentials/"+kind)})
	}
	links.setIf(a.accessPolicy != "", "accessPolicy", p.link("/api/v1/policies/"+a.accessPolicy))
	links.set("users", p.link(path+"/users"))
	links.setIf(a.status == active, "deactivate", p.link(path+"/lifecycle/deactivate"))
	o := obj(
		"id", a.id,
		"orn", "orn:okta:idp:"+p.st.orgID+":apps:"+a.name+":"+a.id,
		"name", a.name,
		"label", a.label,
		"status", a.status,
		"lastUpdated", stamp(a.updated),
		"created", stamp(a.created),
		"accessibility", a.accessibility,
		"visibility", visibility,
		"features", a.features,
		"signOnMode", a.signOnMode,
		"credentials", credentials,
		"universalLogout", universalLogout,
		"settings", settings,
	)
	o.setIf(a.profile != nil, "profile", a.profile)
	return o.set("_links", links)
}

// expandApp embeds the app user that expand=user/{id} asks for.
func (p *Platform) expandApp(r *http.Request, a *app, o *object) *object {
	id, asked := strings.CutPrefix(r.URL.Query().Get("expand"), "user/")
	if u, found := p.appUsers(a).Get(id); asked && found {
		o.set("_embedded", obj("user", p.renderAppUser(a)(u)))
	}
	return o
}

func (p *Platform) listApps(r *http.Request) kernel.Answer {
	query := r.URL.Query()
	// Contract: "id, status, credentials.signing.kid, settings.slo.enabled, or
	// name"; user.id and group.id filter by assignment.
	match, refusal := p.filterOf(query.Get("filter"), func(attribute string) bool {
		return slices.Contains([]string{
			"id", "status", "credentials.signing.kid", "settings.slo.enabled", "name", "user.id", "group.id",
		}, attribute)
	})
	if refusal != nil {
		return *refusal
	}
	q := strings.ToLower(query.Get("q"))
	items := p.st.apps.List(func(a *app) bool {
		// Contract: q matches the start of name or label.
		if !strings.HasPrefix(strings.ToLower(a.label), q) && !strings.HasPrefix(strings.ToLower(a.name), q) {
			return false
		}
		if match == nil {
			return true
		}
		o := p.renderApp(a, false)
		var groups, users []any
		for _, g := range a.groups.List(nil) {
			groups = append(groups, obj("id", g.id))
		}
		for _, u := range p.appUsers(a).List(nil) {
			users = append(users, obj("id", u.id))
		}
		return match(o.set("group", groups).set("user", users))
	})
	// Not known: the page size without a limit. The contract says -1; the 20
	// here is what Okta's older reference said.
	return list(p, r, items, func(a *app) string { return a.id }, func(a *app) *object {
		return p.expandApp(r, a, p.renderApp(a, false))
	}, paging{fallback: 20, most: 200})
}

const (
	openIDConnect = "OPENID_CONNECT"
	oidcClient    = "oidc_client"
)

func (p *Platform) createApp(r *http.Request) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	a := &app{appData: appData{status: active, accessPolicy: p.st.defaultAccess}}
	if r.URL.Query().Get("activate") == "false" {
		a.status = inactive // recorded: app_oidc_browser_create_200
	}
	if refusal := p.readApp(in, a, true); refusal != nil {
		return *refusal
	}
	a.id = p.world.IDs.Okta("0oa")
	a.created = a.updated
	if a.name == "" {
		a.name = p.appName(a)
	}
	if a.oidc && a.clientID == "" {
		a.clientID = a.id
	}
	p.st.apps.Put(a.id, a)
	return ok(p.renderApp(a, true))
}

// appName is the key that Okta makes up for an app without one.
func (p *Platform) appName(a *app) string {
	switch a.signOnMode {
	case openIDConnect:
		return oidcClient
	case "BOOKMARK":
		return "bookmark"
	}
	name := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, strings.ToLower(a.label))
	return "org_" + name + "_1"
}

// readApp puts a request's values into an app. Contract: on a replacement the
// values of id, name, status, created and lastUpdated are ignored.
//
// Apps of other kinds than OpenID Connect are kept as they are sent, and their
// settings are not checked.
func (p *Platform) readApp(in *object, a *app, isNew bool) *kernel.Answer {
	label, _ := in.get("label").(string)
	if strings.TrimSpace(label) == "" {
		return new(p.blank("label"))
	}
	mode := in.str("signOnMode")
	if mode == "" {
		return new(p.blank("signOnMode"))
	}
	next := &app{appData: a.appData} // so that a refused request changes nothing
	if isNew {
		// A catalogue app's key is lower case, whatever case was asked for.
		next.name = strings.ToLower(in.str("name"))
		next.signOnMode = mode
		// An app of the integration network hides its client, as recorded in
		// app_oidc_preconfigured_create_200.
		next.oidc = mode == openIDConnect && (next.name == "" || next.name == oidcClient)
	}
	next.label = label
	next.profile = in.get("profile")
	next.features = in.or("features", []any{})
	next.accessibility = obj(
		"selfService", in.obj("accessibility").or("selfService", false),
		"errorRedirectUrl", in.obj("accessibility").get("errorRedirectUrl"),
		"loginRedirectUrl", in.obj("accessibility").get("loginRedirectUrl"),
	)
	visibility := in.obj("visibility")
	next.visibility = obj(
		"autoLaunch", visibility.or("autoLaunch", false),
		"autoSubmitToolbar", visibility.or("autoSubmitToolbar", false),
		"hide", obj("iOS", visibility.obj("hide").or("iOS", false), "web", visibility.obj("hide").or("web", false)),
	)
	if l := visibility.obj("appLinks"); l != nil && len(l.keys) > 0 {
		next.visibility.set("appLinks", l)
	}
	next.credentials = p.readAppCredentials(in, mode)
	next.settings = readAppSettings(in)
	if next.oidc {
		if refusal := p.readClient(in, next, isNew); refusal != nil {
			return refusal
		}
	}
	next.updated = p.now()
	a.appData = next.appData
	return nil
}

func (p *Platform) readAppCredentials(in *object, mode string) *object {
	given := in.obj("credentials")
	template := given.obj("userNameTemplate").clone()
	if template == nil {
		template = obj()
	}
	out := obj("userNameTemplate", obj(
		"template", template.or("template", "${source.login}"),
		"type", template.or("type", "BUILT_IN"),
	))
	for _, key := range template.keys {
		out.obj("userNameTemplate").set(key, template.get(key))
	}
	if mode == openIDConnect || strings.HasPrefix(mode, "SAML") || mode == "WS_FEDERATION" {
		out.set("signing", obj("kid", p.st.appKey.kid))
	}
	if given != nil && mode != openIDConnect {
		for _, key := range given.keys {
			if !out.has(key) && key != "oauthClient" && key != "password" {
				out.set(key, given.get(key))
			}
		}
	}
	return out
}

// readAppSettings has the keys in the order of the recorded app_oidc_web_create_200.
func readAppSettings(in *object) *object {
	given := in.obj("settings")
	notes := given.obj("notes")
	out := obj(
		"app", given.or("app", obj()),
		"notifications", given.or("notifications", obj("vpn", obj(
			"network", obj("connection", "DISABLED"), "message", nil, "helpUrl", nil,
		))),
		"manualProvisioning", given.or("manualProvisioning", false),
		"implicitAssignment", given.or("implicitAssignment", false),
		"emOptInStatus", given.or("emOptInStatus", "NONE"),
		"notes", obj("admin", notes.get("admin"), "enduser", notes.get("enduser")),
	)
	if given != nil {
		for _, key := range given.keys {
			if !out.has(key) && key != "oauthClient" {
				out.set(key, given.get(key))
			}
		}
	}
	return out
}

func (p *Platform) replaceApp(r *http.Request, a *app) kernel.Answer {
	in, refusal := p.body(r)
	if refusal != nil {
		return *refusal
	}
	if refusal := p.readApp(in, a, false); refusal != nil {
		return *refusal
	}
	return ok(p.renderApp(a, true))
}

func (p *Platform) setAppStatus(a *app, status string) {
	a.status, a.updated = status, p.now()
	if status == inactive {
		a.deactivated = p.world.Clock.Now()
	}
}

// deleteApp removes an inactive app. Contract: "Deletes an inactive
// application". The refusal's code is that of Okta's public list.
func (p *Platform) deleteApp(_ *http.Request, a *app) kernel.Answer {
	if a.status == active {
		return p.problem(http.StatusForbidden, "E0000056", "Delete application forbidden.",
			"The application must be deactivated before deletion.")
	}
	if p.slowDeletion > 0 && p.world.Clock.Now().Before(a.deactivated.Add(p.slowDeletion)) {
		// Recorded: app_delete_500, twice within 6 s of deactivation.
		return p.problem(http.StatusInternalServerError, "E0000009", "Internal Server Error")
	}
	p.removeApp(a)
	return noContent()
}

// removeApp removes an app and what refers to it. Not known: whether Okta
// takes a deleted client out of the access policies that name it.
func (p *Platform) removeApp(a *app) {
	p.st.apps.Delete(a.id)
	for _, s := range p.st.servers.List(nil) {
		for _, pol := range s.policies {
			pol.clients = remove(pol.clients, a.clientID)
		}
	}
	for _, t := range p.st.issued.List(func(t *oauthToken) bool { return t.client == a }) {
		t.revoked = true
	}
}

func (p *Platform) assignAppPolicy(r *http.Request, a *app) kernel.Answer {
	id := r.PathValue("policyId")
	pol, found := p.st.policies.Get(id)
	if !found {
		return p.notFound(id, "Policy")
	}
	if pol.kind == accessPolicy {
		a.accessPolicy = pol.id
	}
	return noContent() // recorded: app_policy_assign_204
}
