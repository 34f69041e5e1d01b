package okta

import "testing"

func TestBucket(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		"/api/v1/apps":                                        "/api/v1/apps",
		"/api/v1/apps/{appId}":                                "/api/v1/apps/{id}",
		"/api/v1/apps/{appId}/groups/{groupId}":               "/api/v1/apps",
		"/api/v1/groups/{groupId}":                            "/api/v1/groups/{id}",
		"/api/v1/groups/rules":                                "/api/v1/groups",
		"/api/v1/groups/rules/{groupRuleId}":                  "/api/v1/groups",
		"/api/v1/authorizationServers/{authServerId}/scopes":  "/api/v1/",
		"/api/v1/appsX":                                       "/api/v1/",
		"/oauth2/v1/clients/{clientId}":                       "/oauth2/v1/clients",
		"/oauth2/v1/token":                                    "/oauth2/",
		"/.well-known/okta-organization":                      "/.well-known/okta-organization",
		"/integrations/api/v1/internal/apps/{appId}/settings": "/integrations/api/v1/internal/apps/{appId}/settings",
	} {
		if got := bucket(template); got != want {
			t.Errorf("%s: %s", template, got)
		}
	}
}
