package okta

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// GrantTypes are the grant types of Okta's API (schema GrantType).
var GrantTypes = []string{
	"authorization_code", "client_credentials", "implicit", "interaction_code", "password", "refresh_token",
	"urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer",
	"urn:ietf:params:oauth:grant-type:saml2-bearer", "urn:ietf:params:oauth:grant-type:token-exchange",
	"urn:openid:params:grant-type:ciba", "urn:okta:params:oauth:grant-type:otp", "urn:okta:params:oauth:grant-type:oob",
	"http://auth0.com/oauth/grant-type/mfa-otp", "http://auth0.com/oauth/grant-type/mfa-oob",
}

// Further values of Okta's API.
var (
	ApplicationTypes  = []string{"web", "native", "browser", "service"}
	ResponseTypes     = []string{"code", "token", "id_token", "none"}
	AuthMethods       = []string{"client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"}
	SigningAlgorithms = []string{"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512"}
	EncryptionAlgs    = []string{"RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"}
)

// wrongGrants are the grant types that the table of Okta's API (operation
// createClient) keeps from a type of app. The table lags behind the platform:
// Okta takes refresh_token for browser apps, and was recorded to take implicit
// for a service app with a redirect URI. So these are doubtful, not wrong.
var wrongGrants = map[string][]string{
	"browser": {"password", "client_credentials"},
	"native":  {"client_credentials"},
	"service": {"authorization_code", "implicit", "password", "refresh_token", "interaction_code"},
	"web":     {"password"},
}

// DefaultGrants are the grant types of an app for which none are given.
func DefaultGrants(applicationType string) []string {
	if applicationType == "service" {
		return []string{"client_credentials"}
	}
	return []string{"authorization_code"}
}

// DefaultResponses are the response types that grant types need.
func DefaultResponses(grants []string) []string {
	var out []string
	if slices.Contains(grants, "authorization_code") || slices.Contains(grants, "interaction_code") {
		out = append(out, "code")
	}
	if slices.Contains(grants, "implicit") {
		out = append(out, "id_token", "token")
	}
	if len(out) == 0 {
		out = append(out, "token")
	}
	return out
}

// DefaultPKCE tells whether a client must use PKCE where nothing is said.
func DefaultPKCE(applicationType, authMethod string) bool {
	return applicationType == "browser" || applicationType == "native" || authMethod == "none"
}

// ClientShape is what the rules for a client look at. Values that are not
// known yet are nil or empty.
type ClientShape struct {
	Type         string
	AuthMethod   string
	Grants       []string
	Responses    []string
	RedirectURIs []string
	// NoRedirects is true when it is known that there are none.
	NoRedirects bool
	// Catalogue is true for an app of Okta's integration network, which brings
	// its own redirect URIs.
	Catalogue bool
	PKCE      *bool
	DPoP      bool
}

// Finding is what is wrong, or doubtful, with a client. Field is the name of
// Okta's API.
type Finding struct {
	Field   string
	Warning bool
	Text    string
}

// Check holds the rules of Okta's API, before anything is sent. An error stands
// for a rule that the API's document has as one ("must"); the rest is doubtful,
// and Okta may take it.
func (c ClientShape) Check() []Finding {
	var out []Finding
	refuse := func(field, format string, args ...any) {
		out = append(out, Finding{Field: field, Text: fmt.Sprintf(format, args...)})
	}
	warn := func(field, format string, args ...any) {
		out = append(out, Finding{Field: field, Warning: true, Text: fmt.Sprintf(format, args...)})
	}
	c.checkGrants(refuse, warn)
	c.checkResponses(warn)
	c.checkRedirects(refuse, warn)
	switch {
	case c.AuthMethod == "none" && c.Type == "service":
		warn("token_endpoint_auth_method", `A service app has no user, so it should prove itself, which "none" does not. Use "client_secret_basic" or "private_key_jwt".`)
	case c.AuthMethod == "none" && c.PKCE != nil && !*c.PKCE:
		refuse("pkce_required", `A client that does not prove itself (token_endpoint_auth_method "none") must use PKCE. Set it to true, or leave it out.`)
	}
	return out
}

type report func(field, format string, args ...any)

func (c ClientShape) checkGrants(refuse, warn report) {
	for _, g := range c.Grants {
		switch {
		case slices.Contains(wrongGrants[c.Type], g):
			warn("grant_types", "Okta's table of grant types does not have %q for apps of type %q. %s", g, c.Type, otherType(g))
		case slices.Contains(GrantTypes, g):
		case isAbsoluteURI(g):
			// New grant types are URIs (RFC 6749, section 4.5), so this may be one.
			warn("grant_types", "%q is not one of the grant types that this version of the provider knows: %s. It is sent as it is; Okta may refuse it.", g, strings.Join(GrantTypes, ", "))
		default:
			warn("grant_types", "%q is not one of the grant types that this version of the provider knows. %s It is sent as it is; Okta may refuse it.", g, nearest(g, GrantTypes))
		}
	}
	if c.Grants == nil {
		return
	}
	if (c.Type == "web" || c.Type == "native") && !slices.Contains(c.Grants, "authorization_code") {
		advice := ""
		if slices.Contains(c.Grants, "client_credentials") {
			advice = ` For a client without users, use the type "service".`
		}
		refuse("grant_types", "An app of type %q must have at least the grant type \"authorization_code\".%s", c.Type, advice)
	}
	if c.DPoP && (slices.Contains(c.Grants, "client_credentials") && c.Type != "service" || slices.Contains(c.Grants, "implicit")) {
		warn("dpop_bound_access_tokens", "Okta's API documents that DPoP does not go with the grant types client_credentials and implicit. It may refuse this combination.")
	}
}

// otherType says which type of app a grant type is for.
func otherType(grant string) string {
	var types []string
	for _, t := range ApplicationTypes {
		if !slices.Contains(wrongGrants[t], grant) {
			types = append(types, fmt.Sprintf("%q", t))
		}
	}
	return fmt.Sprintf("It is sent as it is. If Okta refuses it, remove it, or use one of the types %s.", strings.Join(types, ", "))
}

func (c ClientShape) checkResponses(warn report) {
	if c.Grants == nil || len(c.Responses) == 0 {
		return
	}
	grant := func(g string) bool { return slices.Contains(c.Grants, g) }
	response := func(r string) bool { return slices.Contains(c.Responses, r) }
	switch {
	case response("code") && !grant("authorization_code") && !grant("interaction_code"):
		warn("response_types", `The response type "code" needs the grant type "authorization_code" (or "interaction_code").`)
	case response("id_token") && !grant("implicit") && !grant("authorization_code"):
		warn("response_types", `The response type "id_token" needs the grant type "implicit" or "authorization_code".`)
	case grant("authorization_code") && !response("code"):
		warn("response_types", `The grant type "authorization_code" needs the response type "code".`)
	case grant("implicit") && !response("token") && !response("id_token"):
		warn("response_types", `The grant type "implicit" needs the response type "token" or "id_token".`)
	}
}

func (c ClientShape) checkRedirects(refuse, warn report) {
	for _, u := range c.RedirectURIs {
		if problem := CheckRedirectURI(u); problem != "" {
			// "must be absolute URIs and must not include a fragment component"
			refuse("redirect_uris", "%s", problem)
		}
	}
	if !c.NoRedirects || c.Catalogue {
		return
	}
	for _, g := range []string{"authorization_code", "implicit", "interaction_code"} {
		if !slices.Contains(c.Grants, g) {
			continue
		}
		if slices.Contains(c.Grants, "client_credentials") || slices.Contains(c.Grants, "password") {
			warn("redirect_uris", "The grant type %q sends users back to a redirect URI, and there is none: only the app's other grant types can be used.", g)
			return
		}
		refuse("redirect_uris", "The grant type %q sends users back to a redirect URI. Give at least one, such as https://app.example.com/callback.", g)
		return
	}
}

// CheckRedirectURI says what is wrong with a redirect URI, empty for nothing.
func CheckRedirectURI(raw string) string {
	u, err := url.Parse(strings.ReplaceAll(raw, "*", "x"))
	switch {
	case err != nil:
		return fmt.Sprintf("%q is not a URI.", raw)
	case u.Scheme == "":
		return fmt.Sprintf("%q has no scheme. A redirect URI is absolute, as in https://app.example.com/callback, or com.example.app:/callback for a native app.", raw)
	case (u.Scheme == "https" || u.Scheme == "http") && u.Host == "":
		return fmt.Sprintf("%q has no host.", raw)
	case u.Fragment != "" || strings.HasSuffix(raw, "#"):
		return fmt.Sprintf("%q has a fragment (what follows #), which a redirect URI must not have.", raw)
	}
	return ""
}

func isAbsoluteURI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && (u.Opaque != "" || u.Host != "")
}

// nearest proposes the known value that a wrong one looks like.
func nearest(wrong string, known []string) string {
	flat := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == '_' || r == '-' || r == ' ' {
				return -1
			}
			return r
		}, strings.ToLower(s))
	}
	for _, k := range known {
		tail := k[strings.LastIndexAny(k, ":/")+1:]
		if a, b := flat(wrong), flat(tail); strings.HasPrefix(a, b) || strings.HasPrefix(b, a) && len(a) > 3 {
			return fmt.Sprintf("Did you mean %q?", k)
		}
	}
	return "Use one of " + strings.Join(known, ", ") + "."
}
