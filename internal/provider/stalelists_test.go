package provider_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// lagging answers a list as it was when it was asked for first.
type lagging struct {
	platform http.RoundTripper
	list     string // the end of the list's path
	first    []byte
}

func (l *lagging) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.platform.RoundTrip(r)
	if err != nil || r.Method != http.MethodGet || !strings.HasSuffix(r.URL.Path, l.list) {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if l.first == nil {
		l.first = body
	}
	resp.Body = io.NopCloser(bytes.NewReader(l.first))
	resp.ContentLength = int64(len(l.first))
	return resp, nil
}

// TestLists_thatLag: a list that does not show the last changes yet makes no
// plan show them as undone, and costs one call for each object that it shows
// otherwise.
func TestLists_thatLag(t *testing.T) {
	t.Parallel()
	e := acctest.InMemory(t, func(platform http.RoundTripper) http.RoundTripper {
		return &lagging{platform: platform, list: "/scopes"}
	})
	config := func(name, description string) map[string]any {
		return map[string]any{"auth_server_id": "default", "name": name, "description": description}
	}
	m := e.Machine(t)
	names := []string{"a.read", "b.read", "c.read", "d.read"}
	var scopes []*acctest.Managed
	for _, name := range names {
		scopes = append(scopes, m.Create("gatehouse_okta_auth_server_scope", config(name, "before")))
	}
	refreshed := func(description string) int {
		t.Helper()
		e.Sim.World.Log.Clear()
		m := e.Machine(t)
		for i, o := range scopes {
			o.Adopt(m)
			if o.Refresh() {
				t.Fatalf("%s is gone", names[i])
			}
			if p := o.Plan(config(names[i], description)); !p.Empty() {
				t.Errorf("%s: a plan shows changes of %v", names[i], p.Changed)
			}
		}
		return len(e.Requests())
	}
	if n := refreshed("before"); n != 2 {
		t.Errorf("%d calls for four scopes, of an object and a list", n)
	}
	for i, o := range scopes {
		o.Apply(config(names[i], "after"))
	}
	if n := refreshed("after"); n != 5 {
		t.Errorf("%d calls for four scopes, of which the list has three as they were", n)
	}
}
