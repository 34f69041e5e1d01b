package gateway

import (
	"net/http"
	"testing"
)

// preflight sends what a browser asks before a request.
func (f *fixture) preflight(origin, method string) http.Header {
	f.t.Helper()
	status, h, _ := f.send("OPTIONS", f.world.GatewayURL+"/card", nil, "Origin", origin, "Access-Control-Request-Method", method, "Access-Control-Request-Headers", "x-one")
	if status != http.StatusOK {
		f.t.Fatalf("preflight of %s: %d", origin, status)
	}
	return h
}

func TestCORS_publicResourceMirrorsThePreflight(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.apply("http-basic-authentication", "1.3.2", obj{"username": "ann", "password": "pw"})
	f.apply("cors", "1.3.2", obj{"publicResource": true, "supportCredentials": false, "originGroups": []obj{}})
	// The preflight request has no credentials: it is answered before they are wanted.
	h := f.preflight("https://a.example", "PATCH")
	for name, want := range map[string]string{"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PATCH", "Access-Control-Allow-Headers": "x-one"} {
		if h.Get(name) != want {
			t.Errorf("%s: %q, not %q", name, h.Get(name), want)
		}
	}
	if status, h, _ := f.call("/card", "Origin", "https://a.example"); status != 401 || h.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("a refusal: %d %v", status, h)
	}
}

func TestCORS_originGroups(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	group := func(name, origin, method string, age int) obj {
		return obj{
			"name": name, "origins": []string{origin}, "headers": []string{"content-type"}, "accessControlMaxAge": age,
			"allowedMethods": []obj{{"methodName": method, "isAllowed": true}, {"methodName": "DELETE", "isAllowed": false}},
		}
	}
	f.apply("cors", "1.3.2", obj{"publicResource": false, "supportCredentials": true, "originGroups": []obj{
		group("all", "https://*.example.com", "GET", 10), group("one", "https://app.example.com", "POST", 20),
	}})
	for _, c := range []struct{ origin, method, allowed, age string }{
		{"https://other.example.com", "GET", "https://other.example.com", "10"},
		{"https://app.example.com", "POST", "https://app.example.com", "20"}, // goes before the wildcard
		{"https://app.example.com", "GET", "", ""},
		{"https://app.example.com", "DELETE", "", ""},
		{"https://example.org", "GET", "", ""},
	} {
		h := f.preflight(c.origin, c.method)
		if h.Get("Access-Control-Allow-Origin") != c.allowed || h.Get("Access-Control-Max-Age") != c.age {
			t.Errorf("%+v: %v", c, h)
		}
	}
	status, h, _ := f.call("/card", "Origin", "https://other.example.com")
	if status != 200 || h.Get("Access-Control-Allow-Origin") != "https://other.example.com" || h.Get("Access-Control-Allow-Credentials") != "true" {
		t.Errorf("an allowed origin: %d %v", status, h)
	}
	for name, header := range map[string][]string{"a foreign origin": {"Origin", "https://example.org"}, "no origin": nil} {
		if status, h, _ := f.call("/card", header...); status != 200 || h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %d %v", name, status, h)
		}
	}
}
