package anypoint

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestExplain: the forms in which the platform's services refuse.
func TestExplain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ body, code, summary, causes string }{
		{`{"name":"N","message":"m"}`, "N", "m", ""},
		{`{"code":"C","message":"m"}`, "C", "m", ""},
		{`{"name":"N","code":"C","message":"m"}`, "N", "m", ""},
		{`{"code":400,"message":{"a":["b"]}}`, "", `{"a":["b"]}`, ""},
		{`{"error":{"message":"x"}}`, "", `{"message":"x"}`, ""},
		{`{"message":"m","error":"e","errors":["a"]}`, "", "m", "a"},
		{
			`{"errors":["a",{"message":"b"},{"dataPath":".c","message":"d"},{"path":"/e","message":"f"},{"dataPath":".g","path":"/h","message":"i"},{"x":1}],"details":{"errors":["z"]}}`,
			"", "The request was refused", `a|b|.c d|/e f|.g i|{"x":1}|z`,
		},
		{`{}`, "", "", ""},
	} {
		e := &rest.Error{Status: http.StatusBadRequest}
		explain(e, &http.Response{}, []byte(c.body))
		if causes := strings.Join(e.Causes, "|"); e.Code != c.code || e.Summary != c.summary || causes != c.causes {
			t.Errorf("%s: code %q, summary %q, causes %q; want %q, %q, %q", c.body, e.Code, e.Summary, causes, c.code, c.summary, c.causes)
		}
	}
}

// TestExplainSignIn: so does the token endpoint, or in OAuth's own form.
func TestExplainSignIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status              int
		body, code, summary string
	}{
		{401, `{"error":"invalid_client","error_description":"d"}`, "invalid_client", "d"},
		{401, `{"error":"invalid_client"}`, "invalid_client", "invalid_client"},
		{401, `{"name":"N","message":"m"}`, "N", "m"},
		{401, `{}`, "", "The credentials were refused"},
		{400, `{}`, "", ""},
	} {
		e := &rest.Error{Status: c.status}
		explainSignIn(e, &http.Response{}, []byte(c.body))
		if e.Code != c.code || e.Summary != c.summary {
			t.Errorf("%d %s: code %q, summary %q, want %q, %q", c.status, c.body, e.Code, e.Summary, c.code, c.summary)
		}
	}
}

// TestAdvise: each advice where it helps, and none where the platform's words
// are enough.
func TestAdvise(t *testing.T) {
	t.Parallel()
	const (
		applications = "/exchange/api/v2/organizations/{organizationId}/applications"
		providers    = "/accounts/api/organizations/{organizationId}/clientProviders"
		identities   = "/accounts/api/organizations/{organizationId}/identityProviders"
	)
	for _, c := range []struct {
		status             int
		method, path, said string
		want               string // "": none
	}{
		{400, http.MethodPost, applications, "a query parameter apiInstanceId is missing", "The organization has external client providers"},
		{400, http.MethodPost, applications, "the organization is federated", "The organization has external client providers"},
		{400, http.MethodPatch, applications, "the organization is federated", ""},
		{400, http.MethodPost, providers, "the organization is federated", ""},
		{400, http.MethodPost, applications, "name is too long", ""},
		{400, http.MethodPost, identities, "Client registration URL is invalid", "Anypoint registers its client"},
		{400, http.MethodPost, providers, "must NOT have additional properties", "The platform does not know a member"},
		{401, http.MethodGet, providers, "", "The credentials are wrong or have expired"},
		{403, http.MethodGet, applications, "", "Grant it to the connected app (Access Management > Connected Apps > scopes, for the right organization and environment), or to the user's role. A new scope counts from the next sign-in. A connected app manages only"},
		{403, http.MethodGet, providers, "", "Grant it to the connected app (Access Management > Connected Apps > scopes, for the right organization and environment), or to the user's role. A new scope counts from the next sign-in. Where it has been granted"},
		{405, http.MethodPost, identities, "", "Identity providers exist only"},
		{405, http.MethodPost, providers, "", "Client providers exist only"},
		{405, http.MethodPost, applications, "", ""},
		{404, http.MethodGet, providers, "", ""},
		{429, http.MethodGet, providers, "", "The rate limit stayed exhausted"},
	} {
		e := &rest.Error{Status: c.status, Method: c.method, Path: c.path, Summary: c.said}
		advise(e)
		if !strings.HasPrefix(e.Next, c.want) || c.want == "" && e.Next != "" {
			t.Errorf("%d %s %s %q: %q, want %q", c.status, c.method, c.path, c.said, e.Next, c.want)
		}
		if missing := e.Missing != ""; missing != (c.status == http.StatusForbidden) {
			t.Errorf("%d %s %s: missing is %q", c.status, c.method, c.path, e.Missing)
		}
	}
	for _, code := range []string{"GatewayNotReadyError", "Bad Request"} {
		e := &rest.Error{Status: http.StatusBadRequest, Code: code}
		advise(e)
		if waits := strings.HasPrefix(e.Next, "The gateway is not connected yet"); waits != (code == "GatewayNotReadyError") {
			t.Errorf("%s: %q", code, e.Next)
		}
	}
}

func TestPermission(t *testing.T) {
	t.Parallel()
	const environment = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis"
	for _, c := range []struct{ method, path, want string }{
		{http.MethodPost, "/accounts/api/organizations", "the permission Create BGs under a given org"},
		{http.MethodPut, organizationPath, "the permission Create BGs under a given org"},
		{http.MethodGet, organizationPath, "a permission for this operation"},
		{http.MethodPost, "/accounts/api/organizations/{organizationId}/other", "a permission for this operation"},
		{http.MethodGet, environment, "the permission View APIs Configuration"},
		{http.MethodPost, environment, "the permission Manage APIs Configuration, for the environment"},
		{http.MethodGet, environment + "/{environmentApiId}/contracts", "the permission View Contracts"},
	} {
		if is := Permission(c.method, c.path); !strings.HasPrefix(is, c.want) {
			t.Errorf("%s %s: %q, want %q", c.method, c.path, is, c.want)
		}
	}
}

func TestExists(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		said   string
		want   bool
	}{{409, "", true}, {400, "It Already Exists", true}, {400, "", false}, {500, "it already exists", false}} {
		if exists(&rest.Error{Status: c.status, Summary: c.said}) != c.want {
			t.Errorf("%d %q: %t", c.status, c.said, !c.want)
		}
	}
}
