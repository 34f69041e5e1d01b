package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const found = `{"config":{"db":"x"}}
{"osv":{"id":"GO-1","summary":"A module's"}}
{"osv":{"id":"GO-2","summary":"Go's own"}}
{"osv":{"id":"GO-3","summary":"Not reached"}}
{"finding":{"osv":"GO-1","fixed_version":"v1.1.0","trace":[{"module":"example.com/m","version":"v1.0.0"}]}}
{"finding":{"osv":"GO-1","fixed_version":"v1.1.0","trace":[{"module":"example.com/m","version":"v1.0.0","package":"example.com/m","function":"Bad"},{"module":"us","package":"us/x","function":"Call"}]}}
{"finding":{"osv":"GO-2","fixed_version":"v1.26.9","trace":[{"module":"stdlib","version":"v1.26.8","package":"net/http","function":"Do"},{"module":"us","package":"us/x","function":"Call"}]}}
{"finding":{"osv":"GO-3","trace":[{"module":"example.com/n","version":"v1.0.0","package":"example.com/n"}]}}
`

func TestReport(t *testing.T) {
	t.Parallel()
	r, err := read(strings.NewReader(found))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := r.report(&out, "here", false); err == nil || err.Error() != "here: 1 vulnerabilities" {
		t.Error(err)
	}
	for _, want := range []string{
		"GO-1: A module's\n  example.com/m v1.0.0, fixed in v1.1.0\n  us/x.Call reaches example.com/m.Bad\n",
		"here: 1 vulnerabilities of modules that the code reaches, 1 of this machine's Go, 1 that it does not reach\n", "STRICT=1",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %q", want, out.String())
		}
	}
	if err := r.report(&out, "here", true); err == nil || err.Error() != "here: 2 vulnerabilities" {
		t.Error(err)
	}
	delete(r.holes, "GO-1")
	if err := r.report(&out, "here", false); err != nil {
		t.Error(err)
	}
	if _, err := read(strings.NewReader("{")); err == nil {
		t.Error("half an answer was taken")
	}
}

func TestDatabase_public(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/index/db.json" {
			_, _ = w.Write([]byte(`{"modified":"2026-11-05T00:00:00Z"}`))
		}
	}))
	defer server.Close()
	db, from, err := database(t.Context(), server.URL)
	if err != nil || db != server.URL || !strings.HasSuffix(from, " of 2026-11-05T00:00:00Z") {
		t.Errorf("%s %s %v", db, from, err)
	}
	if _, err := ask(t.Context(), server.URL+"/else"); err == nil {
		t.Error("an empty page was taken for a database")
	}
}
