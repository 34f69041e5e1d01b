package rest_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestOffsetLimit_ends: where a list ends is told by its total, else by a page
// that is not full; nothing is asked for in vain.
func TestOffsetLimit_ends(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key, limit, offset, body string
		more                     bool
	}{
		"the total is reached":           {"data", "2", "2", `{"total":4,"data":[1,2]}`, false},
		"the total is not reached":       {"data", "2", "2", `{"total":5,"data":[1,2]}`, true},
		"a total, and a short page":      {"data", "2", "0", `{"total":2,"data":[1]}`, true},
		"a total of nothing, and items":  {"data", "2", "0", `{"total":0,"data":[1,2]}`, false},
		"no total, and a full page":      {"data", "2", "0", `{"data":[1,2]}`, true},
		"no total, and a short page":     {"data", "2", "0", `{"data":[1]}`, false},
		"no items, whatever is promised": {"data", "2", "0", `{"total":9,"data":[]}`, false},
		"no limit, whatever is promised": {"data", "", "0", `{"total":9,"data":[1]}`, false},
		"a full array":                   {"", "2", "0", `[1,2]`, true},
		"a short array":                  {"", "2", "0", `[1]`, false},
	} {
		r := rest.Request{Query: url.Values{"limit": {c.limit}, "offset": {c.offset}}}
		items, next, more, err := rest.OffsetLimit(c.key)(rest.New(rest.Options{BaseURL: &url.URL{}}), r, rest.Response{Body: []byte(c.body)})
		if err != nil || more != c.more {
			t.Errorf("%s: %d items, more: %t, %v", name, len(items), more, err)
		}
		if want := map[string]string{"0": "2", "2": "4"}[c.offset]; more && len(items) == 2 && next.Query.Get("offset") != want {
			t.Errorf("%s: goes on at %s", name, next.Query.Get("offset"))
		}
	}
}

// TestPages_end: a list ends where nobody wants more of it, and with an item
// that is not what it should be.
func TestPages_end(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `[{"id":"1"},{"id":"2"},{"id":3},{"id":"4"}]`)
	})
	for enough, want := range map[string]string{"1": "1", "2": "1 2", "": "1 2 wrong"} {
		var got []string
		for v, err := range things(client).All(t.Context(), nil) {
			if err != nil {
				v.ID = "wrong"
			}
			if got = append(got, v.ID); v.ID == enough {
				break
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
