package provider_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
)

// fragile panics with a secret when such a request is sent.
type fragile struct{ method, path, secret string }

// RoundTrip implements http.RoundTripper.
func (f *fragile) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == f.method && strings.HasPrefix(r.URL.Path, f.path) {
		panic("cannot send with " + f.secret)
	}
	return http.DefaultTransport.RoundTrip(r)
}

// TestPanics_commandLine: an object that panics while it is changed stays in
// the state as it was, others are changed, and the next run goes on. The test
// world looks for the secret in all that is said.
func TestPanics_commandLine(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	f := &fragile{method: "never", path: "/api/v1/groups/", secret: e.Var("OKTA_API_TOKEN")}
	e.Through(f)
	config := func(description string) string {
		return e.Provider + `
resource "gatehouse_okta_group" "fragile" {
  name        = "fragile"
  description = "` + description + `"
}
resource "gatehouse_okta_trusted_origin" "other" {
  name   = "other"
  origin = "https://` + description + `.example.com"
  scopes = ["CORS"]
}`
	}
	e.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: config("one")},
		{
			PreConfig:   func() { f.method = http.MethodPut },
			Config:      config("two"),
			ExpectError: regexp.MustCompile(`(?s)has a bug.*panicked.*type\s+string.*ApplyResourceChange\s+of\s+gatehouse_okta_group,\s+provider\s+test.*RoundTrip\s+\(panics_cli_test.go`),
		},
		{
			PreConfig: func() {
				f.method = "never"
				if n := e.Count("PUT /api/v1/trustedOrigins/{trustedOriginId}"); n != 1 {
					t.Errorf("the other was changed %d times", n)
				}
			},
			Config: config("two"),
			Check:  resource.TestCheckResourceAttr("gatehouse_okta_group.fragile", "description", "two"),
		},
	}})
	if n := e.Count("POST /api/v1/groups"); n != 1 {
		t.Errorf("the group was created %d times", n)
	}
}

// TestPanics_whileReadingAhead: who waits for a page that a panic keeps from
// coming is let go.
func TestPanics_whileReadingAhead(t *testing.T) {
	t.Parallel()
	e := acctest.Start(t)
	f := &fragile{method: "never", path: "/api/v1/groups", secret: "x"}
	e.Through(f)
	m := e.Machine(t)
	a, b := m.Create("gatehouse_okta_group", map[string]any{"name": "a"}), m.Create("gatehouse_okta_group", map[string]any{"name": "b"})
	f.method = http.MethodGet
	for range 3 {
		for _, o := range []*acctest.Managed{a, b} {
			if errs := o.TryRefresh(); !strings.Contains(errs, "has a bug") {
				t.Errorf("%q", errs)
			}
		}
	}
	f.method = "never"
	a.Destroy()
	b.Destroy()
}
