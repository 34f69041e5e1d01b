package okta

import (
	"encoding/json"
	"net/url"
	"path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Sign-on mode and name of an OAuth 2.0 client app.
const (
	OpenIDConnect = "OPENID_CONNECT"
	OIDCClient    = "oidc_client"
)

// App is an application of the kind that is an OAuth 2.0 client
// (OpenIdConnectApplication). NewApp and ChangedApp make requests of it: a nil
// member is cleared, except for those marked omitempty, which then stay as
// they are.
type App struct {
	ID            string            `json:"id,omitempty"`
	Name          string            `json:"name,omitempty"`
	Label         string            `json:"label"`
	Status        string            `json:"status,omitempty"`
	SignOnMode    string            `json:"signOnMode"`
	Created       string            `json:"created,omitempty"`
	Accessibility *AppAccessibility `json:"accessibility,omitempty"`
	Visibility    *AppVisibility    `json:"visibility,omitempty"`
	Credentials   *AppCredentials   `json:"credentials,omitempty"`
	Profile       json.RawMessage   `json:"profile"`
	Settings      *AppSettings      `json:"settings,omitempty"`
	Links         *AppLinks         `json:"_links,omitempty"`

	// GroupsClaim has a call of its own.
	GroupsClaim *GroupsClaim `json:"-"`
}

// AppAccessibility is about self-service and error pages.
type AppAccessibility struct {
	SelfService      *bool   `json:"selfService"`
	ErrorRedirectURL *string `json:"errorRedirectUrl"`
	LoginRedirectURL *string `json:"loginRedirectUrl"`
}

// AppVisibility is about the tile on the dashboard.
type AppVisibility struct {
	AutoLaunch        *bool           `json:"autoLaunch"`
	AutoSubmitToolbar *bool           `json:"autoSubmitToolbar"`
	Hide              *AppHide        `json:"hide"`
	AppLinks          json.RawMessage `json:"appLinks"`
}

// AppHide says where the tile is hidden.
type AppHide struct {
	IOS *bool `json:"iOS"`
	Web *bool `json:"web"`
}

// AppCredentials are how a client proves itself and how users are named.
type AppCredentials struct {
	UserNameTemplate *UserNameTemplate `json:"userNameTemplate"`
	OAuthClient      *OAuthCredentials `json:"oauthClient"`
}

// UserNameTemplate makes user names.
type UserNameTemplate struct {
	Template   *string `json:"template"`
	Type       *string `json:"type"`
	UserSuffix *string `json:"userSuffix"`
	PushStatus *string `json:"pushStatus"`
}

// OAuthCredentials are a client's. Okta shows the secret in the answer to a
// write only.
type OAuthCredentials struct {
	AutoKeyRotation         *bool   `json:"autoKeyRotation"`
	ClientID                *string `json:"client_id,omitempty"`
	ClientSecret            *string `json:"client_secret"`
	PKCERequired            *bool   `json:"pkce_required"`
	TokenEndpointAuthMethod *string `json:"token_endpoint_auth_method"`
}

// AppSettings are an app's settings.
type AppSettings struct {
	App                json.RawMessage `json:"app,omitempty"`
	ImplicitAssignment *bool           `json:"implicitAssignment"`
	Notes              *AppNotes       `json:"notes"`
	OAuthClient        *OAuthSettings  `json:"oauthClient"`
}

// AppNotes are for people.
type AppNotes struct {
	Admin   *string `json:"admin"`
	EndUser *string `json:"enduser"`
}

// OAuthSettings are the settings of an OAuth 2.0 client
// (OpenIdConnectApplicationSettingsClient).
type OAuthSettings struct {
	ApplicationType                   *string            `json:"application_type"`
	BackchannelAuthRequestSigningAlg  *string            `json:"backchannel_authentication_request_signing_alg"`
	BackchannelCustomAuthenticatorID  *string            `json:"backchannel_custom_authenticator_id"`
	BackchannelTokenDeliveryMode      *string            `json:"backchannel_token_delivery_mode"`
	ClientURI                         *string            `json:"client_uri"`
	ConsentMethod                     *string            `json:"consent_method"`
	DPoPBoundAccessTokens             *bool              `json:"dpop_bound_access_tokens"`
	FrontchannelLogoutSessionRequired *bool              `json:"frontchannel_logout_session_required"`
	FrontchannelLogoutURI             *string            `json:"frontchannel_logout_uri"`
	GrantTypes                        []string           `json:"grant_types"`
	IDTokenEncryptedResponseAlg       *string            `json:"id_token_encrypted_response_alg"`
	IDPInitiatedLogin                 *IDPInitiatedLogin `json:"idp_initiated_login"`
	InitiateLoginURI                  *string            `json:"initiate_login_uri"`
	IssuerMode                        *string            `json:"issuer_mode"`
	JWKS                              *JWKSet            `json:"jwks,omitempty"`
	JWKSURI                           *string            `json:"jwks_uri"`
	LogoURI                           *string            `json:"logo_uri"`
	Network                           *ClientNetwork     `json:"network"`
	ParticipateSLO                    *bool              `json:"participate_slo"`
	PolicyURI                         *string            `json:"policy_uri"`
	PostLogoutRedirectURIs            []string           `json:"post_logout_redirect_uris"`
	RedirectURIs                      []string           `json:"redirect_uris"`
	RefreshToken                      *RefreshToken      `json:"refresh_token"`
	RequestObjectSigningAlg           *string            `json:"request_object_signing_alg"`
	ResponseTypes                     []string           `json:"response_types"`
	SectorIdentifierURI               *string            `json:"sector_identifier_uri"`
	SubjectType                       *string            `json:"subject_type"`
	TOSURI                            *string            `json:"tos_uri"`
	WildcardRedirect                  *string            `json:"wildcard_redirect"`
}

// IDPInitiatedLogin is what happens when users start at Okta.
type IDPInitiatedLogin struct {
	Mode         string   `json:"mode"`
	DefaultScope []string `json:"default_scope"`
}

// ClientNetwork are the zones that a client may ask for tokens from.
type ClientNetwork struct {
	Connection string   `json:"connection"`
	Include    []string `json:"include"`
	Exclude    []string `json:"exclude"`
}

// RefreshToken says how a client's refresh tokens change.
type RefreshToken struct {
	RotationType string `json:"rotation_type"`
	Leeway       *int64 `json:"leeway"`
}

// AppLinks are the links of an app that tell something.
type AppLinks struct {
	AccessPolicy struct {
		Href string `json:"href"`
	} `json:"accessPolicy"`
	Logo []struct {
		Href string `json:"href"`
	} `json:"logo"`
}

// AccessPolicyID is the identifier of the app's access policy, empty for none.
func (a App) AccessPolicyID() string {
	if a.Links == nil || a.Links.AccessPolicy.Href == "" {
		return ""
	}
	return path.Base(a.Links.AccessPolicy.Href)
}

// ClientID is the client's identifier, empty for an app that shows none.
func (a App) ClientID() string {
	if a.Credentials == nil || a.Credentials.OAuthClient == nil || a.Credentials.OAuthClient.ClientID == nil {
		return ""
	}
	return *a.Credentials.OAuthClient.ClientID
}

// ClientSecret is the secret that the answer to a write shows.
func (a App) ClientSecret() string {
	if a.Credentials == nil || a.Credentials.OAuthClient == nil || a.Credentials.OAuthClient.ClientSecret == nil {
		return ""
	}
	return *a.Credentials.OAuthClient.ClientSecret
}

// Apps are the apps of the org.
func (c *Client) Apps() *rest.Collection[App] {
	return &rest.Collection[App]{
		Client: c.Client, Noun: "app", Path: rest.P("/api/v1/apps"), Item: "/{appId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext, ReadAhead: true,
		ID:      func(a App) string { return a.ID },
		Created: func(a App) string { return a.Created },
	}
}

// readOnlyApp are the members of an app that its replacement need not repeat.
var readOnlyApp = []string{"id", "orn", "status", "created", "lastUpdated", "features", "universalLogout", "expressConfiguration", "_links", "_embedded"}

// NewApp is the body that creates an app: what is nil is left out, so that the
// request says only what was asked for.
func NewApp(a App) (map[string]any, error) {
	return merged(json.RawMessage(`{}`), a)
}

// ChangedApp is the body that replaces an app: current with a's members. What
// a does not know is kept; what is nil in a is cleared.
func ChangedApp(current json.RawMessage, a App) (map[string]any, error) {
	// A new profile, set of links or settings of an integration is the whole of
	// it, not an addition.
	base := map[string]any{}
	if err := json.Unmarshal(current, &base); err != nil {
		return nil, err
	}
	replaceWhole(base, "profile")
	replaceWhole(base, "visibility", "appLinks")
	if a.Settings != nil && a.Settings.App != nil {
		replaceWhole(base, "settings", "app")
	}
	replaceWhole(base, "settings", "oauthClient", "network")
	for _, key := range readOnlyApp {
		delete(base, key)
	}
	trimmed, err := json.Marshal(base)
	if err != nil {
		return nil, err
	}
	return merged(trimmed, a)
}

// replaceWhole forgets the object at a path.
func replaceWhole(in map[string]any, path ...string) {
	for _, key := range path[:len(path)-1] {
		next, ok := in[key].(map[string]any)
		if !ok {
			return
		}
		in = next
	}
	delete(in, path[len(path)-1])
}

// merged is an object with the members of change laid over it, without nulls.
func merged(current json.RawMessage, change any) (map[string]any, error) {
	body, err := rest.Merge(current, change)
	withoutNulls(body)
	return body, err
}

// withoutNulls removes members that are null, at every depth: for a
// replacement, left out and null mean the same, and not every member may be null.
func withoutNulls(m map[string]any) {
	for k, v := range m {
		switch v := v.(type) {
		case nil:
			delete(m, k)
		case map[string]any:
			withoutNulls(v)
		case []any:
			for _, e := range v {
				if o, ok := e.(map[string]any); ok {
					withoutNulls(o)
				}
			}
		}
	}
}

// AppGroup is a group's assignment to an app.
type AppGroup struct {
	ID       string          `json:"id,omitempty"` // of the group
	Priority *int64          `json:"priority,omitempty"`
	Profile  json.RawMessage `json:"profile,omitempty"`
}

// AppGroups are the groups that are assigned to one app.
func (c *Client) AppGroups(appID string) *rest.Collection[AppGroup] {
	return &rest.Collection[AppGroup]{
		Client: c.Client, Noun: "group assignment", Path: rest.P("/api/v1/apps/{appId}/groups", appID), Item: "/{groupId}",
		List: url.Values{"limit": {pageSize}}, Pager: rest.LinkNext, ReadAhead: true, Few: true,
		ID: func(g AppGroup) string { return g.ID },
	}
}

// ClientSecret is one of a client's secrets (OAuth2ClientSecret).
type ClientSecret struct {
	ID      string `json:"id,omitempty"`
	Status  string `json:"status,omitempty"`
	Secret  string `json:"client_secret,omitempty"`
	Hash    string `json:"secret_hash,omitempty"`
	Created string `json:"created,omitempty"`
}

// AppSecrets are the secrets of one app, of which it can have two.
func (c *Client) AppSecrets(appID string) *rest.Collection[ClientSecret] {
	return &rest.Collection[ClientSecret]{
		Client: c.Client, Noun: "client secret", Path: rest.P("/api/v1/apps/{appId}/credentials/secrets", appID), Item: "/{secretId}",
		ReadAhead: true,
		ID:        func(s ClientSecret) string { return s.ID },
		Created:   func(s ClientSecret) string { return s.Created },
	}
}

// newestSecret is the youngest active secret; ok is false when there is none.
// Created has whole seconds, so of two of the same second the later in Okta's
// list, which is in the order of creation, counts.
func newestSecret(secrets []ClientSecret) (newest ClientSecret, ok bool) {
	for _, s := range secrets {
		if s.Status == Active && s.Created >= newest.Created {
			newest, ok = s, true
		}
	}
	return newest, ok
}

// Grant is an administrator's consent that an app may ask for one scope of the
// org authorization server (OAuth2ScopeConsentGrant).
type Grant struct {
	ID      string `json:"id,omitempty"`
	Issuer  string `json:"issuer"`
	ScopeID string `json:"scopeId"`
	Created string `json:"created,omitempty"`
}

// AppGrants are the grants of one app.
func (c *Client) AppGrants(appID string) *rest.Collection[Grant] {
	return &rest.Collection[Grant]{
		Client: c.Client, Noun: "scope grant", Path: rest.P("/api/v1/apps/{appId}/grants", appID), Item: "/{grantId}", ReadAhead: true,
		Pager: rest.LinkNext, ID: func(g Grant) string { return g.ID },
		Created: func(g Grant) string { return g.Created },
	}
}
