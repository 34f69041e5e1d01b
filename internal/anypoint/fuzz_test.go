package anypoint

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// FuzzErrorBody: whatever a refusal says, its error can be read.
func FuzzErrorBody(f *testing.F) {
	for _, body := range []string{
		`{"name":"ConflictError","message":"exists"}`,
		`{"code":400,"message":{"a":["b"]}}`,
		`{"errors":[{"dataPath":".a","message":"is wrong"},"x",null,[]]}`,
		`{"details":{"errors":[{"path":"a","message":"b"}]}}`,
		`{"error":{"message":"x"},"errors":{}}`,
		"", "null", "[]", "{}", "\"x\"", "<html><title>502</title></html>", "\xff", strings.Repeat("[", 20_000), strings.Repeat("{\"error\":", 20_000),
	} {
		for _, status := range []int{http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusTooManyRequests, http.StatusBadGateway} {
			f.Add(status, "insufficient_scope", []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, status int, header string, body []byte) {
		resp := &http.Response{StatusCode: status, Header: http.Header{"Www-Authenticate": {header}, "X-Request-Id": {header}}}
		e := &rest.Error{Operation: "try", Method: http.MethodGet, Path: "/x", Status: status, Header: resp.Header}
		explain(e, resp, body)
		explainSignIn(e, resp, body)
		if !strings.Contains(e.Error(), "could not try") {
			t.Errorf("%q", e.Error())
		}
	})
}
