package okta_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// TestClientShape_Check: what is said of a client, each with the words that tell
// one reason from another. An error's field has an exclamation mark.
func TestClientShape_Check(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	const (
		code, implicit, interaction, credentials, password, refresh = "authorization_code", "implicit", "interaction_code", "client_credentials", "password", "refresh_token"
		saml                                                        = "urn:ietf:params:oauth:grant-type:saml2-bearer"
	)
	for name, c := range map[string]struct {
		shape okta.ClientShape
		want  []string
	}{
		"nothing known": {},
		"whole": {shape: okta.ClientShape{
			Type: "web", AuthMethod: "client_secret_basic", Grants: []string{code, refresh, implicit}, Responses: []string{"code", "token", "id_token"},
			RedirectURIs: []string{"https://a.example.com/callback"}, PKCE: &no,
		}},

		"none, service":      {okta.ClientShape{Type: "service", AuthMethod: "none", PKCE: &no}, []string{"token_endpoint_auth_method: A service app has no user"}},
		"secret, service":    {okta.ClientShape{Type: "service", AuthMethod: "client_secret_post", PKCE: &no}, nil},
		"none, no PKCE":      {okta.ClientShape{Type: "browser", AuthMethod: "none", PKCE: &no}, []string{"pkce_required!: A client that does not prove itself"}},
		"none, PKCE":         {okta.ClientShape{Type: "browser", AuthMethod: "none", PKCE: &yes}, nil},
		"none, PKCE unknown": {okta.ClientShape{Type: "browser", AuthMethod: "none"}, nil},

		"wrong grants":     {okta.ClientShape{Type: "native", Grants: []string{code, credentials}}, []string{`grant_types: Okta's table of grant types does not have "client_credentials" for apps of type "native". It is sent as it is. If Okta refuses it, remove it, or use one of the types "web", "service".`}},
		"unknown URI":      {okta.ClientShape{Type: "service", Grants: []string{"urn:example:new"}}, []string{`grant_types: "urn:example:new" is not one of the grant types that this version of the provider knows: authorization_code, `}},
		"unknown URL":      {okta.ClientShape{Type: "service", Grants: []string{"https://example.com/new"}}, []string{`knows: authorization_code, `}},
		"path only":        {okta.ClientShape{Type: "service", Grants: []string{"x:/new"}}, []string{`knows. Use one of`}},
		"no scheme":        {okta.ClientShape{Type: "service", Grants: []string{"//example.com/new"}}, []string{`knows. Use one of`}},
		"no URI":           {okta.ClientShape{Type: "service", Grants: []string{"::new"}}, []string{`knows. Use one of authorization_code, client_credentials, `}},
		"end of a URI":     {okta.ClientShape{Type: "service", Grants: []string{"saml2-bearer"}}, []string{`knows. Did you mean "` + saml + `"?`}},
		"other separators": {okta.ClientShape{Type: "browser", Grants: []string{"Authorization Code"}}, []string{`Did you mean "authorization_code"?`}},
		"no separators":    {okta.ClientShape{Type: "browser", Grants: []string{"authorizationCode"}}, []string{`Did you mean "authorization_code"?`}},
		"beginning":        {okta.ClientShape{Type: "browser", Grants: []string{"auth"}}, []string{`Did you mean "authorization_code"?`}},
		"short beginning":  {okta.ClientShape{Type: "browser", Grants: []string{"aut"}}, []string{`Use one of`}},
		"with an end":      {okta.ClientShape{Type: "browser", Grants: []string{"password-grant"}}, []string{`Did you mean "password"?`}},
		"last of a URL":    {okta.ClientShape{Type: "browser", Grants: []string{"mfa_oob"}}, []string{`Did you mean "http://auth0.com/oauth/grant-type/mfa-oob"?`}},
		"empty":            {okta.ClientShape{Type: "browser", Grants: []string{""}}, []string{`Use one of`}},
		"many": {okta.ClientShape{Type: "service", Grants: []string{implicit, saml, "urn:example:new", password}}, []string{
			`"implicit" for apps`, `"urn:example:new"`, `"password" for apps`,
		}},

		"web without code":         {okta.ClientShape{Type: "web", Grants: []string{refresh}}, []string{`grant_types!: An app of type "web" must have`}},
		"native without code":      {okta.ClientShape{Type: "native", Grants: []string{refresh}}, []string{`grant_types!: An app of type "native" must have`}},
		"web for no users":         {okta.ClientShape{Type: "web", Grants: []string{credentials}}, []string{`For a client without users, use the type "service".`}},
		"browser without code":     {okta.ClientShape{Type: "browser", Grants: []string{refresh}}, nil},
		"DPoP, credentials":        {okta.ClientShape{Type: "web", Grants: []string{code, credentials}, DPoP: true}, []string{"dpop_bound_access_tokens: Okta's API documents that DPoP does not go"}},
		"DPoP, service":            {okta.ClientShape{Type: "service", Grants: []string{credentials}, DPoP: true}, nil},
		"DPoP, implicit":           {okta.ClientShape{Type: "browser", Grants: []string{implicit}, DPoP: true}, []string{"dpop_bound_access_tokens: Okta's API documents that DPoP does not go"}},
		"DPoP, code":               {okta.ClientShape{Type: "browser", Grants: []string{code}, DPoP: true}, nil},
		"no DPoP, implicit":        {okta.ClientShape{Type: "browser", Grants: []string{implicit}}, nil},
		"no DPoP, and credentials": {okta.ClientShape{Type: "web", Grants: []string{code, credentials}}, nil},

		"code without its grant":            {okta.ClientShape{Type: "service", Grants: []string{credentials}, Responses: []string{"code"}}, []string{`response_types: The response type "code" needs`}},
		"code, interaction":                 {okta.ClientShape{Type: "browser", Grants: []string{interaction}, Responses: []string{"code"}}, nil},
		"code":                              {okta.ClientShape{Type: "browser", Grants: []string{code}, Responses: []string{"code"}}, nil},
		"id_token without its grant":        {okta.ClientShape{Type: "browser", Grants: []string{refresh}, Responses: []string{"id_token"}}, []string{`response_types: The response type "id_token" needs`}},
		"id_token, code":                    {okta.ClientShape{Type: "browser", Grants: []string{code}, Responses: []string{"code", "id_token"}}, nil},
		"id_token":                          {okta.ClientShape{Type: "browser", Grants: []string{implicit}, Responses: []string{"id_token"}}, nil},
		"grant of code without response":    {okta.ClientShape{Type: "browser", Grants: []string{code}, Responses: []string{"token"}}, []string{`response_types: The grant type "authorization_code" needs`}},
		"implicit without response":         {okta.ClientShape{Type: "browser", Grants: []string{implicit, interaction}, Responses: []string{"code"}}, []string{`response_types: The grant type "implicit" needs`}},
		"implicit, token":                   {okta.ClientShape{Type: "browser", Grants: []string{implicit}, Responses: []string{"token"}}, nil},
		"neither":                           {okta.ClientShape{Type: "service", Grants: []string{credentials}, Responses: []string{"token"}}, nil},
		"responses, grants unknown":         {okta.ClientShape{Type: "browser", Responses: []string{"code"}}, nil},
		"grants, responses unknown":         {okta.ClientShape{Type: "browser", Grants: []string{code}}, nil},
		"redirect URI that is none":         {okta.ClientShape{Type: "web", RedirectURIs: []string{"https://a.example.com/", "/callback"}}, []string{`redirect_uris!: "/callback" has no scheme`}},
		"no redirect URI":                   {okta.ClientShape{Type: "web", Grants: []string{code}, NoRedirects: true}, []string{`redirect_uris!: The grant type "authorization_code" sends users back to a redirect URI. Give at least one`}},
		"no redirect URI, implicit":         {okta.ClientShape{Type: "browser", Grants: []string{refresh, implicit, interaction}, NoRedirects: true}, []string{`redirect_uris!: The grant type "implicit" sends`}},
		"no redirect URI, credentials too":  {okta.ClientShape{Type: "web", Grants: []string{code, credentials}, NoRedirects: true}, []string{`redirect_uris: The grant type "authorization_code" sends users back to a redirect URI, and there is none`}},
		"no redirect URI, password too":     {okta.ClientShape{Type: "native", Grants: []string{code, password}, NoRedirects: true}, []string{`redirect_uris: The grant type "authorization_code" sends users back to a redirect URI, and there is none`}},
		"no redirect URI, none wanted":      {okta.ClientShape{Type: "service", Grants: []string{credentials}, NoRedirects: true}, nil},
		"no redirect URI, of the catalogue": {okta.ClientShape{Type: "web", Grants: []string{code}, NoRedirects: true, Catalogue: true}, nil},
		"no redirect URI, grants unknown":   {okta.ClientShape{Type: "web", NoRedirects: true}, nil},
		"redirect URIs unknown":             {okta.ClientShape{Type: "web", Grants: []string{code}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := c.shape.Check()
			if len(found) != len(c.want) {
				t.Fatalf("%+v, want %q", found, c.want)
			}
			for i, f := range found {
				said := f.Field + "!: " + f.Text
				if f.Warning {
					said = f.Field + ": " + f.Text
				}
				if !strings.Contains(said, c.want[i]) {
					t.Errorf("%q, want %q", said, c.want[i])
				}
			}
		})
	}
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]string{"service": "client_credentials", "web": "authorization_code", "": "authorization_code"} {
		if got := okta.DefaultGrants(kind); !slices.Equal(got, []string{want}) {
			t.Errorf("%q has the grants %q", kind, got)
		}
	}
	for grants, want := range map[string]string{
		"authorization_code": "code", "interaction_code": "code", "implicit": "id_token token", "client_credentials": "token",
		"implicit authorization_code": "code id_token token", "": "token",
	} {
		if got := okta.DefaultResponses(strings.Fields(grants)); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%q have the responses %q", grants, got)
		}
	}
	for shape, want := range map[[2]string]bool{
		{"browser", "client_secret_post"}: true, {"native", "client_secret_post"}: true, {"web", "none"}: true, {"web", "client_secret_post"}: false,
	} {
		if got := okta.DefaultPKCE(shape[0], shape[1]); got != want {
			t.Errorf("%q: %v", shape, got)
		}
	}
}

func TestCheckRedirectURI(t *testing.T) {
	t.Parallel()
	for uri, want := range map[string]string{
		"https://a.example.com/callback":   "",
		"https://*.example.com/callback":   "",
		"http://localhost:8080":            "",
		"com.example.app:/callback":        "",
		"com.example.app:callback":         "",
		"https://a.example.com/%zz":        "is not a URI",
		"a.example.com/callback":           "has no scheme",
		"https:///callback":                "has no host",
		"http:/callback":                   "has no host",
		"https://a.example.com/callback#x": "has a fragment",
		"https://a.example.com/callback#":  "has a fragment",
	} {
		if got := okta.CheckRedirectURI(uri); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q", uri, got)
		}
	}
}
