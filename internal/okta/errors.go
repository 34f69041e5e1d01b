package okta

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Okta's error codes that the provider acts on.
const (
	CodeForbidden    = "E0000006"
	CodeNotFound     = "E0000007"
	CodeInternal     = "E0000009"
	CodeInvalidToken = "E0000011"
	CodeNoFeature    = "E0000015"
	CodeGroupHasApp  = "E0000046"
)

// advise adds what a person can do about an error.
func advise(e *rest.Error) {
	switch e.Code {
	case CodeForbidden:
		scope := Scope(e.Method, e.Path)
		e.Missing = "a permission for this operation"
		if scope != "" {
			e.Missing = "the OAuth 2.0 scope " + scope + ", or an API token of an administrator whose role allows it"
		}
		e.Next = "With OAuth 2.0 sign-in, grant the scope to the service app (Okta API Scopes) and add it to the provider's okta.scopes. " +
			"An API token has the permissions of the administrator who made it: give that administrator a role such as API Access Management Administrator or Super Administrator."
	case CodeInvalidToken:
		e.Next = "The API token or access token is wrong, expired or revoked, or belongs to another org. API tokens expire after 30 days without use; make a new one under Security > API > Tokens."
	case CodeNotFound:
		if e.Method == http.MethodGet && e.Path == "/api/v1/users/{userId}" {
			e.Next = "No user has this identifier or login. Logins are written in full, as in ada@example.com; the data source gatehouse_okta_users finds people by name or by e-mail address."
		}
	case CodeGroupHasApp:
		// Reported in articulate/terraform-provider-okta#120 and
		// gravitational/teleport#53947; the contract says nothing of it.
		e.Next = "A group of the user has the app, too, and Okta takes no assignment of a user's own away while it is so. Take the user out of the group or the group off the app, and apply again " +
			"(a run that does both at once may do them in the wrong order; the next one succeeds). " +
			"To leave the user with the group's assignment, convert theirs in the Admin Console (Assignments > Convert assignments). To leave it as it is, apply retain_assignment = true first."
	case CodeNoFeature:
		e.Next = "Custom authorization servers need the API Access Management feature, which this org does not have. Without it only the org authorization server is available."
	}
	if e.Status == http.StatusTooManyRequests {
		e.Next = "The rate limit stayed exhausted over all attempts. Lower Terraform's -parallelism, or ask Okta for a higher limit."
	}
}

// scopeOf maps the start of a path to the noun of the OAuth 2.0 scope that its
// operations need (Okta's OpenAPI document, `security` of each operation). The
// first match counts.
var scopeOf = []struct{ prefix, noun string }{
	{"/api/v1/authorizationServers", "okta.authorizationServers"},
	{"/api/v1/apps/{appId}/grants", "okta.appGrants"},
	{"/api/v1/apps", "okta.apps"},
	{"/api/v1/groups", "okta.groups"},
	{"/api/v1/policies", "okta.policies"},
	{"/api/v1/trustedOrigins", "okta.trustedOrigins"},
	{"/api/v1/users", "okta.users"},
	{"/api/v1/api-tokens", "okta.apiTokens"},
	{"/api/v1/zones", "okta.networkZones"},
	{"/api/v1/inlineHooks", "okta.inlineHooks"},
	{"/oauth2/v1/clients", "okta.clients"},
}

// Scope is the OAuth 2.0 scope that an operation needs, or "".
func Scope(method, template string) string {
	for _, s := range scopeOf {
		if !strings.HasPrefix(template, s.prefix) {
			continue
		}
		switch {
		case method == http.MethodGet:
			return s.noun + ".read"
		case s.noun == "okta.clients" && method == http.MethodPost && template == s.prefix:
			return "okta.clients.register"
		}
		return s.noun + ".manage"
	}
	return ""
}

// taken are the words with which Okta refuses an object that is there already,
// and the end of the path where they mean that: of names ("An object with this
// field already exists in the current organization"), of policies, rules and
// clients, and of keys.
var taken = []struct{ words, at string }{
	{"already exists", ""}, {"already in use", ""}, {"is already assigned", ""}, {"must have a unique", "/jwks"},
}

// exists tells whether a creation was refused because there is such an object.
func exists(e *rest.Error) bool {
	if e.Status != http.StatusBadRequest && e.Status != http.StatusConflict {
		return false
	}
	return slices.ContainsFunc(taken, func(t struct{ words, at string }) bool {
		return e.Says(t.words) && strings.HasSuffix(e.Path, t.at)
	})
}
