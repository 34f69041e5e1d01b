package okta

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestExplain: what an answer's error says, and what can be done about it.
func TestExplain(t *testing.T) {
	t.Parallel()
	const org, user = "/api/v1/orgs", "/api/v1/users/{userId}"
	for name, c := range map[string]struct {
		method, path, body, header string // header: of the request's id
		status                     int
		code, summary, causes, id  string
		missing, next              string // a part of it; empty: nothing
	}{
		"an error of Okta": {
			method: http.MethodPost, path: org, status: 400, header: "req1",
			body: `{"errorCode":"E0000001","errorSummary":"Api validation failed","errorId":"oae1","errorCauses":[{"errorSummary":"a"},{"errorSummary":"b"}],"error":"x","error_description":"y"}`,
			code: "E0000001", summary: "Api validation failed", causes: "a b", id: "req1",
		},
		"an error of OAuth, without an id in the header": {
			method: http.MethodPost, path: org, status: 400, body: `{"error":"invalid_client","error_description":"y","errorId":"oae1"}`,
			code: "invalid_client", summary: "y", id: "oae1",
		},
		"no JSON": {method: http.MethodPost, path: org, status: 502, body: `<html>`},
		"no scope": {
			method: http.MethodGet, path: "/api/v1/apps", status: 403, body: `{"errorCode":"E0000006"}`,
			code: CodeForbidden, missing: "the OAuth 2.0 scope okta.apps.read, or an API token", next: "Okta API Scopes",
		},
		"no permission": {
			method: http.MethodGet, path: org, status: 403, body: `{"errorCode":"E0000006"}`,
			code: CodeForbidden, missing: "a permission for this operation", next: "Okta API Scopes",
		},
		"wrong token": {method: http.MethodGet, path: org, status: 401, body: `{"errorCode":"E0000011"}`, code: CodeInvalidToken, next: "expire after 30 days"},
		"no user":     {method: http.MethodGet, path: user, status: 404, body: `{"errorCode":"E0000007"}`, code: CodeNotFound, next: "No user has this"},
		"no user to delete": {
			method: http.MethodDelete, path: user, status: 404, body: `{"errorCode":"E0000007"}`, code: CodeNotFound,
		},
		"no org":        {method: http.MethodGet, path: org, status: 404, body: `{"errorCode":"E0000007"}`, code: CodeNotFound},
		"a group's app": {method: http.MethodDelete, path: org, status: 403, body: `{"errorCode":"E0000046"}`, code: CodeGroupHasApp, next: "A group of the user"},
		"a missing feature": {
			method: http.MethodGet, path: org, status: 401, body: `{"errorCode":"E0000015"}`, code: CodeNoFeature, next: "API Access Management feature",
		},
		"too many": {method: http.MethodGet, path: org, status: 429, body: `{"errorCode":"E0000047"}`, code: "E0000047", next: "-parallelism"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resp := &http.Response{StatusCode: c.status, Header: http.Header{}}
			if c.header != "" {
				resp.Header.Set("X-Okta-Request-Id", c.header)
			}
			e := &rest.Error{Method: c.method, Path: c.path, Status: c.status}
			explain(e, resp, []byte(c.body))
			if causes := strings.Join(e.Causes, " "); e.Code != c.code || e.Summary != c.summary || causes != c.causes || e.RequestID != c.id {
				t.Errorf("%q %q %q %q", e.Code, e.Summary, causes, e.RequestID)
			}
			for _, x := range [][2]string{{e.Missing, c.missing}, {e.Next, c.next}} {
				if (x[0] == "") != (x[1] == "") || !strings.Contains(x[0], x[1]) {
					t.Errorf("%q, want %q", x[0], x[1])
				}
			}
		})
	}
}

func TestScope(t *testing.T) {
	t.Parallel()
	for call, want := range map[string]string{
		"GET /api/v1/authorizationServers/{authServerId}/scopes": "okta.authorizationServers.read",
		"GET /api/v1/apps/{appId}":                               "okta.apps.read",
		"POST /api/v1/apps":                                      "okta.apps.manage",
		"POST /api/v1/apps/{appId}/grants":                       "okta.appGrants.manage",
		"DELETE /api/v1/inlineHooks/{inlineHookId}":              "okta.inlineHooks.manage",
		"GET /oauth2/v1/clients":                                 "okta.clients.read",
		"POST /oauth2/v1/clients":                                "okta.clients.register",
		"PUT /oauth2/v1/clients":                                 "okta.clients.manage",
		"POST /oauth2/v1/clients/{clientId}/lifecycle/newSecret": "okta.clients.manage",
		"GET /oauth2/v1/keys":                                    "",
	} {
		method, path, _ := strings.Cut(call, " ")
		if got := Scope(method, path); got != want {
			t.Errorf("%s: %q", call, got)
		}
	}
}

func TestExists(t *testing.T) {
	t.Parallel()
	const apps, keys = "/api/v1/apps", "/api/v1/apps/{appId}/credentials/jwks"
	for _, c := range []struct {
		status      int
		path, words string
		want        bool
	}{
		{400, apps, "An object with this field already exists in the current organization", true},
		{409, apps, "The name is Already in Use", true},
		{403, apps, "An object with this field already exists", false},
		{400, apps, "Something else", false},
		{400, keys, "Each key must have a unique kid", true},
		{400, apps, "A rule must have a unique name", false},
		{400, keys, "Something else", false},
	} {
		if got := exists(&rest.Error{Status: c.status, Path: c.path, Causes: []string{c.words}}); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
