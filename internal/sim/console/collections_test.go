package console

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/okta"
)

// TestCollections_areServed: the platforms have every call that the table names.
func TestCollections_areServed(t *testing.T) {
	w := &kernel.World{IDs: kernel.NewIDs(0)}
	platforms := map[string]http.Handler{"okta": okta.New(w).Handler(), "anypoint": anypoint.New(w).Handler()}
	for _, c := range collections {
		router := platforms[c.platform].(*kernel.Router)
		known := func(method, path string) {
			u, err := url.Parse(fill(path, []string{"a", "b", "c", "d", "e"}))
			if err != nil || !router.Known(method, u) {
				t.Errorf("%s/%s: there is no %s %s", c.platform, c.name, method, path)
			}
		}
		known("GET", c.list)
		if !c.listed {
			known("GET", c.path(nil))
		}
		if c.change != "" {
			known(c.change, c.path(nil))
		}
		if !c.fixed {
			known("DELETE", c.path(nil))
		}
		if c.retire {
			known("POST", c.path(nil)+"/lifecycle/deactivate")
		}
		if c.retire && c.change != "" {
			known("POST", c.step(nil, "INACTIVE", "ACTIVE"))
		}
		if c.steps != "" {
			for _, way := range [][2]string{{"PENDING", "APPROVED"}, {"PENDING", "REJECTED"}, {"APPROVED", "REVOKED"}, {"REVOKED", "APPROVED"}} {
				known("POST", c.step(nil, way[0], way[1]))
			}
		}
		if _, found := find(c.platform, c.of); c.of != "" && !found {
			t.Errorf("%s/%s is a part of %s, which is not there", c.platform, c.name, c.of)
		}
	}
}
