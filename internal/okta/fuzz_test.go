package okta

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// FuzzErrorBody: whatever a refusal says, its error can be read.
func FuzzErrorBody(f *testing.F) {
	for _, body := range []string{
		`{"errorCode":"E0000001","errorSummary":"Api validation failed: name","errorLink":"E0000001","errorId":"oae1","errorCauses":[{"errorSummary":"name: taken"},{}]}`,
		`{"errorCode":1,"errorCauses":{}}`,
		`{"error":"invalid_client","error_description":"no"}`,
		`{"errorCauses":[null,{"errorSummary":null}]}`,
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
		if !strings.Contains(e.Error(), "could not try") {
			t.Errorf("%q", e.Error())
		}
	})
}
