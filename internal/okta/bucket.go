package okta

import "strings"

// bucket is the quota that calls of a template count against, after Okta's page
// "Management rate limits": apps and groups have one for the object itself and
// one for everything else under the path; most of the rest shares one. Where an
// org has other buckets, the refusals of the platform are still waited for.
func bucket(template string) string {
	for _, of := range []string{"/api/v1/apps", "/api/v1/groups"} {
		switch below, ok := strings.CutPrefix(template, of); {
		case !ok || below != "" && below[0] != '/':
		case strings.HasPrefix(below, "/{") && strings.Count(below, "/") == 1:
			return of + "/{id}"
		default:
			return of
		}
	}
	for _, of := range []string{"/api/v1/users", "/oauth2/v1/clients", "/api/v1/", "/oauth2/"} {
		if strings.HasPrefix(template, of) {
			return of
		}
	}
	return template
}
