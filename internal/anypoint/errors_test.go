package anypoint_test

import (
	"net/http"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestErrors_sayWhatToDo: the platform's words leave open what to do about them.
func TestErrors_sayWhatToDo(t *testing.T) {
	t.Parallel()
	const (
		providers    = "/accounts/api/organizations/{organizationId}/clientProviders"
		applications = "/exchange/api/v2/organizations/{organizationId}/applications"
		apis         = "/apimanager/api/v1/organizations/{organizationId}/environments/{environmentId}/apis"
	)
	for name, c := range map[string]struct {
		method, path string
		ids          []string
		answer       answer
		want         []string
	}{
		"a federated organization": { // in the words of the vendor's document
			http.MethodPost, applications,
			[]string{"o"},
			answer{400, `{"message":"The organization is federated and the apiVersionId query parameter is missing"}`},
			[]string{"Set api_instance_id", "which of them registers"},
		},
		"another bad request": {http.MethodPost, applications, []string{"o"}, answer{400, `{"message":"name is too long"}`}, []string{"name is too long"}},
		"a tier without the permission": {
			http.MethodPost, apis + "/{apiId}/tiers",
			[]string{"o", "e", "1"},
			answer{403, `{"message":"Forbidden"}`},
			[]string{"Manage Contracts"},
		},
		"not the root organization": {
			http.MethodPost, providers,
			[]string{"o"},
			answer{405, `{"name":"MethodNotAllowedError","message":"The organization is not a root organization"}`},
			[]string{"root organization's id", "gatehouse_anypoint_environment_client_providers"},
		},
		"the validator's older form": {
			http.MethodPost, apis,
			[]string{"o", "e"},
			answer{400, `{"errors":[{"type":"ajv","dataPath":".endpoint.uri","keyword":"type","message":"should be string"}]}`},
			[]string{".endpoint.uri should be string"},
		},
		"the validator's newer form": {
			http.MethodPost, apis,
			[]string{"o", "e"},
			answer{400, `{"name":"Bad Request","message":"request/body/deployment must be object","errors":[{"path":"/body/deployment","message":"must be object","errorCode":"type.openapi.validation"}]}`},
			[]string{"/body/deployment must be object"},
		},
		"a member that it does not know": {
			http.MethodPost, providers,
			[]string{"o"},
			answer{400, `{"name":"Bad Request","message":"request/body must NOT have additional properties","errors":[{"path":"/body/x","message":"must NOT have additional properties"}]}`},
			[]string{"/body/x", "does not know a member", "extra"},
		},
		"a gateway that is not ready": {
			http.MethodPatch, apis,
			[]string{"o", "e"},
			answer{400, `{"name":"GatewayNotReadyError","message":"The gateway is not ready"}`},
			[]string{"Runtime Manager", "apply again"},
		},
		"an application of somebody else": {
			http.MethodPatch, applications,
			[]string{"o"},
			answer{403, `{"message":"Forbidden"}`},
			[]string{"Manage Client Applications", "only the client applications that it made itself", "username and password"},
		},
		"what only people may do": {
			http.MethodPost, providers,
			[]string{"o"},
			answer{403, `{"message":"Forbidden"}`},
			[]string{"admin:orgclientproviders", "for people only", "username and password"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := rest.Do[struct{}](t.Context(), client(c.answer).Client, rest.Request{Operation: "try it", Method: c.method, Path: rest.P(c.path, c.ids...), Body: struct{}{}})
			says(t, err, c.want...)
		})
	}
}
