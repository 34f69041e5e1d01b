package kernel

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func newTestRouter() *Router {
	rt := &Router{Platform: "okta", World: &World{IDs: NewIDs(1)}, Internal: "t", NotFound: func(*http.Request) Answer { return Answer{Status: 404} }}
	rt.Handle("POST /things/{id}", func(r *http.Request) Answer {
		return Answer{Status: 201, Body: map[string]string{"id": r.PathValue("id")}}
	})
	return rt
}

func TestRouter_logsRouteBodyAndStatus(t *testing.T) {
	rt := newTestRouter()
	w := httptest.NewRecorder()
	rt.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/things/a?x=1", strings.NewReader(`{"n":null}`)))
	if w.Code != 201 || w.Body.String() != `{"id":"a"}` {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	log := rt.World.Log.All()
	if len(log) != 1 || log[0].Route != "/things/{id}" || string(log[0].Body) != `{"n":null}` || log[0].Status != 201 || log[0].Internal {
		t.Fatalf("log: %+v", log)
	}
}

func TestRouter_faultStrikesAsOftenAsAsked(t *testing.T) {
	rt := newTestRouter()
	rt.World.Faults.Add(Fault{Path: "/things/{id}", Skip: 1, Times: 1, Status: 503})
	var got []int
	for range 3 {
		w := httptest.NewRecorder()
		rt.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/things/a", nil))
		got = append(got, w.Code)
	}
	if got[0] != 201 || got[1] != 503 || got[2] != 201 {
		t.Fatalf("statuses %v", got)
	}
}

func TestIDs_sameSeedSameOrder(t *testing.T) {
	a, b := NewIDs(7), NewIDs(7)
	if x, y := a.Okta("0oa"), b.Okta("0oa"); x != y || len(x) != 20 {
		t.Fatalf("%q and %q", x, y)
	}
	if first, second := a.UUID(), a.UUID(); first == second {
		t.Fatal("a UUID came twice")
	}
	a.Restart(7)
	b.Restart(7)
	id, secret := a.UUID(), b.SecretUUID()
	if id == secret || len(id) != len(secret) || secret[14] != '4' {
		t.Fatalf("of the same numbers: identifier %q, secret %q", id, secret)
	}
}

func TestRouter_literalTextGoesBeforeNames(t *testing.T) {
	rt := &Router{Platform: "okta", World: &World{IDs: NewIDs(1)}, NotFound: func(*http.Request) Answer { return Answer{Status: 404} }}
	for _, pattern := range []string{
		"GET /groups/{id}", "GET /groups/rules", "GET /groups/rules/{rule}", "GET /groups/{id}/users", "DELETE /groups/{id}", "/tree/", "/any",
	} {
		rt.Handle(pattern, func(r *http.Request) Answer {
			return Answer{Body: pattern + " " + r.PathValue("id") + r.PathValue("rule")}
		})
	}
	for request, want := range map[string]string{
		"GET /groups/a":          "GET /groups/{id} a",
		"HEAD /groups/a":         "GET /groups/{id} a",
		"GET /groups/rules":      "GET /groups/rules ",
		"DELETE /groups/rules":   "DELETE /groups/{id} rules",
		"GET /groups/rules/r":    "GET /groups/rules/{rule} r",
		"GET /groups/b/users":    "GET /groups/{id}/users b",
		"GET /groups/a%2Fb":      "GET /groups/{id} a/b",
		"PUT /any":               "/any ",
		"GET /tree/deep/down":    "/tree/ ",
		"GET /groups/":           "",
		"POST /groups/a":         "",
		"GET /groups/b/users/c":  "",
		"GET /groups/rules/r/xx": "",
	} {
		method, path, _ := strings.Cut(request, " ")
		w := httptest.NewRecorder()
		rt.ServeHTTP(w, httptest.NewRequest(method, path, nil))
		if w.Body.String() != want {
			t.Errorf("%s: %q, want %q", request, w.Body, want)
		}
	}
}
