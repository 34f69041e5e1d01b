package anypoint_test

import (
	"slices"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestOrganizations: groups at every depth without those that are gone, and the
// root above them.
func TestOrganizations(t *testing.T) {
	t.Parallel()
	const path = "/accounts/api/organizations/"
	p := &played{answers: map[string][]answer{
		"GET " + path + "root/hierarchy": {{200, `{"id":"root","subOrganizations":[
			{"id":"a","subOrganizations":[{"id":"a1","parentId":"a"},{"id":"a2"}]},
			{"id":"gone","deletedAt":"2026-01-01","subOrganizations":[{"id":"left"}]},
			{"id":"b"}]}`}},
		"GET " + path + "root": {{200, `{"id":"root"}`}},
		"GET " + path + "a":    {{200, `{"id":"a","parentOrganizationIds":["root"]}`}},
		"GET " + path + "a2":   {{200, `{"id":"a2","parentOrganizationIds":["root","a"]}`}},
		"GET " + path + "lost": {{200, `{"id":"lost","parentId":"nobody"}`}},
		"GET " + path + "gone": {{200, `{"id":"gone","deletedAt":"2026-01-01"}`}},
	}}
	c := client(p)
	groups := func(top string, most int) (found []string, err error) {
		for o, wrong := range c.Groups(t.Context(), top) {
			if err = wrong; err == nil {
				found = append(found, o.ParentID+"/"+o.ID)
			}
			if len(found) == most {
				break
			}
		}
		return found, err
	}
	all := []string{"root/a", "a/a1", "a/a2", "gone/left", "root/b"}
	for most := 1; most <= len(all); most++ {
		found, err := groups("root", most)
		if says(t, err); !slices.Equal(found, all[:most]) {
			t.Errorf("the first %d groups are %q", most, found)
		}
	}
	_, err := groups("nobody", 1)
	says(t, err, `list the business groups below the organization "nobody"`)

	for id, want := range map[string]string{"root": "root", "a": "root", "a2": "root"} {
		root, err := c.RootOrganization(t.Context(), id)
		if says(t, err); root != want {
			t.Errorf("the root of %s is %q", id, root)
		}
	}
	_, err = c.RootOrganization(t.Context(), "lost")
	says(t, err, `read the organization "nobody"`)
	if _, err = c.Organization(t.Context(), "gone"); !rest.IsNotFound(err) {
		t.Errorf("error %v", err)
	}
	says(t, err, "deleted at 2026-01-01")
}
