package gateway

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// explain sends a request and tells what the gateway wrote down, line by line.
func (f *fixture) explain(path string, header ...string) (status int, told string) {
	f.t.Helper()
	e := &Explanation{}
	r := httptest.NewRequestWithContext(Explain(f.t.Context(), e), http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	f.gateway.Handler().ServeHTTP(w, r)
	var lines []string
	for _, s := range e.Steps {
		lines = append(lines, s.Kind+" "+s.Title+" "+s.Outcome)
		for _, c := range s.Checks {
			lines = append(lines, map[bool]string{true: "+ ", false: "- "}[c.OK]+c.Says)
		}
	}
	return w.Code, strings.Join(lines, "\n")
}

// TestExplain: what the gateway tells is what it did, in the order in which it
// did it.
func TestExplain(t *testing.T) {
	f := newFixture(t)
	f.openID(obj{"scopes": "a b"})
	f.apply("rate-limiting", "1.4.0", obj{"rateLimits": []any{obj{"maximumRequests": 2, "timePeriodInMilliseconds": 60000}}})
	f.apply("ip-blocklist", "1.1.1", obj{"ipExpression": "", "ips": []any{"10.0.0.0/8"}}, obj{"pointcutData": []any{obj{"methodRegex": "POST", "uriTemplateRegex": ".*"}}})
	f.idp.allow("good", f.clientID, "a b", f.later())
	f.idp.allow("scopeless", f.clientID, "a", f.later())
	for _, c := range []struct {
		what, path, token string
		status            int
		says              []string
	}{
		{"no API", "/nothing", "", 404, []string{"route No API refused", "- The gateway answers 404: No listener for endpoint: /nothing"}},
		{"no token", "/card", "", 400, []string{"route API ", "+ GET /card belongs to the API at /card", "policy openidconnect-access-token-enforcement refused", "- The gateway answers 400: Access token was not provided"}},
		{"no such token", "/card", "bad", 401, []string{"/introspect answers 200", "- Identity provider: the token is not active", "- The gateway answers 401: Token has been revoked."}},
		{"too few scopes", "/card", "scopeless", 403, []string{"+ Identity provider: the token is active, of the client " + f.clientID, "- Scopes: the policy wants all of a, b, the token has a"}},
		{"no contract", "/card", "good", 403, []string{"+ Scopes: the policy wants all of a, b, the token has a b", "- Contract: the client " + f.clientID + " has none with this API", "- The gateway answers 403: Invalid Client"}},
	} {
		var header []string
		if c.token != "" {
			header = []string{"Authorization", "Bearer " + c.token}
		}
		status, told := f.explain(c.path, header...)
		f.tells(c.what, told, c.says...)
		if status != c.status {
			t.Errorf("%s: %d, not %d", c.what, status, c.status)
		}
		if c.what != "no API" && strings.Contains(told, "policy rate-limiting") {
			t.Errorf("%s: it goes on after a refusal:\n%s", c.what, told)
		}
	}
	f.contract()
	f.idp.allow("another", f.clientID, "a b", f.later())
	_, told := f.explain("/card/x", "Authorization", "Bearer another")
	f.tells("let in", told,
		"+ Contract: the client "+f.clientID+" has one, as card", "policy rate-limiting passed", "+ Quota: 1 of 2 left", "policy ip-blocklist skipped",
		"+ None of its resources matches the method and the path", "backend ", "+ The backend answers 200")
	_, told = f.explain("/card", "Authorization", "Bearer another")
	f.tells("again", told, "+ Identity provider: not asked again", "+ Quota: 0 of 2 left")
	status, told := f.explain("/card", "Authorization", "Bearer another")
	f.tells("too often", told, "policy rate-limiting refused", "- Quota: 0 of 2 left", "- The gateway answers 429: Quota has been exceeded")
	if status != http.StatusTooManyRequests {
		t.Errorf("%d", status)
	}
}

// tells checks that texts follow each other.
func (f *fixture) tells(what, told string, texts ...string) {
	f.t.Helper()
	rest := told
	for _, text := range texts {
		_, after, found := strings.Cut(rest, text)
		if !found {
			f.t.Errorf("%s: %q is not told, or not there:\n%s", what, text, told)
			return
		}
		rest = after
	}
}
