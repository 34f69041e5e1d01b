package crud

import "fmt"

// OktaNeeds says what it takes to manage an object of Okta: the noun of the
// OAuth 2.0 scopes, as in "okta.apps", and the administrator role.
func OktaNeeds(noun, role string) string {
	return feature(noun) + fmt.Sprintf("the OAuth 2.0 scope `%[1]s.manage` (`%[1]s.read` for reading only) together with the administrator role *%[2]s*, or an API token of an administrator with that role.", noun, role)
}

// OktaReads says what it takes to look at an object of Okta.
func OktaReads(noun string) string {
	return feature(noun) + fmt.Sprintf("the OAuth 2.0 scope `%s.read` together with an administrator role that may see the object, such as *Read-Only Administrator*, or an API token of such an administrator.", noun)
}

// feature says what the org must have.
func feature(noun string) string {
	if noun == "okta.authorizationServers" {
		return "the org's feature *API Access Management*, and "
	}
	return ""
}

// AnypointNeeds says what a connected app needs to manage an object of Anypoint.
func AnypointNeeds(scope string) string {
	return fmt.Sprintf("a connected app with the scope %s, or a user whose role includes it.", scope)
}

// withNeeds adds the paragraph to an object's description.
func withNeeds(description, needs string) string {
	if needs == "" {
		return description
	}
	return description + "\n\n**Needs** " + needs
}
