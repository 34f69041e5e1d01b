package rest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// shelf is a list of n things named "thing 0" and so on, in pages of two hundred.
type shelf struct {
	sync.Mutex
	n       int
	created string
	lists   []string // the queries
	refuse  bool
}

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.Lock()
	defer s.Unlock()
	if r.Method == http.MethodPost {
		s.n++
		_ = json.NewEncoder(w).Encode(thing{ID: fmt.Sprint(s.n - 1)})
		return
	}
	q := r.URL.Query()
	s.lists = append(s.lists, q.Encode())
	if s.refuse {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	items, page := []thing{}, 0
	_, _ = fmt.Sscan(q.Get("page"), &page)
	for i := range s.n {
		one := thing{ID: fmt.Sprint(i), Name: fmt.Sprint("thing ", i), Created: s.created}
		if q.Get("q") == "" && i/200 == page || q.Get("q") == one.Name {
			items = append(items, one)
		}
	}
	if q.Get("q") == "" && s.n > (page+1)*200 {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/things?page=%d>; rel="next"`, r.Host, page+1))
	}
	_ = json.NewEncoder(w).Encode(items)
}

func (s *shelf) look(t *testing.T, list rest.List, name string, narrow bool) []rest.Twin {
	t.Helper()
	var query url.Values
	if narrow {
		query = url.Values{"q": {name}}
	}
	twins, err := list.Namesakes(t.Context(), name, query)
	if err != nil && !s.refuse {
		t.Errorf("%s: %v", name, err)
	}
	return twins
}

// TestNamesakes_calls: a list of one page is read once, whoever asks for what; of
// a longer one that can be asked for names, ten are read by name before it is
// read to its end; one that cannot be asked is read to its end at once.
func TestNamesakes_calls(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		n      int
		narrow bool
		want   map[int]int // lists, by the number of looks
	}{
		"few":                      {199, true, map[int]int{1: 1, 30: 1}},
		"many, by name":            {450, true, map[int]int{1: 2, 10: 11, 11: 14, 30: 14}},
		"many, that have no query": {450, false, map[int]int{1: 3, 30: 3}},
	} {
		s := &shelf{n: c.n}
		list := rest.NamedBy(things(serve(t, s.ServeHTTP)), "name")
		for i := range 30 {
			id := i * 14 % c.n
			twins := s.look(t, list, fmt.Sprint("thing ", id), c.narrow)
			if len(twins) != 1 || twins[0].ID != fmt.Sprint(id) || twins[0].Object != nil {
				t.Errorf("%s: look %d found %v", name, i+1, twins)
			}
			if want, ok := c.want[i+1]; ok && len(s.lists) != want {
				t.Errorf("%s: %d lists for %d looks, not %d: %v", name, len(s.lists), i+1, want, s.lists)
			}
		}
		if twins := s.look(t, list, "thing", c.narrow); len(twins) != 0 {
			t.Errorf("%s: found %v for a name that nothing has", name, twins)
		}
	}
}

// TestNamesakes_until: after something was written nothing is looked for; a list
// that failed is read again.
func TestNamesakes_until(t *testing.T) {
	t.Parallel()
	s := &shelf{n: 3, refuse: true}
	all := things(serve(t, s.ServeHTTP, func(o *rest.Options) { o.Signer = &renewing{} }))
	list := rest.Named(all, func(object any) string { return object.(thing).Name })
	if twins := s.look(t, list, "thing 1", false); len(twins) != 0 {
		t.Errorf("found %v in a list that was refused", twins)
	}
	s.refuse = false
	if twins := s.look(t, list, "thing 1", false); len(twins) != 1 || len(s.lists) != 2 {
		t.Errorf("found %v in %d lists", twins, len(s.lists))
	}
	if _, err := all.Create(t.Context(), thing{Name: "thing 3"}, nil); err != nil {
		t.Fatal(err)
	}
	if twins := s.look(t, list, "thing 1", false); len(twins) != 0 {
		t.Errorf("found %v after a write", twins)
	}
}

// TestNamesakes_age is how the age of an object reads.
func TestNamesakes_age(t *testing.T) {
	t.Parallel()
	for created, want := range map[string]string{
		"":                     "",
		"yesterday":            "",
		"2006-01-02T15:04:05Z": "made 2922 days ago (2006-01-02T15:04:05Z)",
		"2014-01-01T15:04:05Z": "made 24h0m0s ago (2014-01-01T15:04:05Z)",
		"2013-12-31T15:04:05Z": "made 2 days ago (2013-12-31T15:04:05Z)",
		"2014-01-02T15:04:35Z": "made 0s ago (2014-01-02T15:04:35Z)", // the clocks differ
	} {
		s := &shelf{n: 1, created: created}
		c := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", "Thu, 02 Jan 2014 15:04:05 GMT")
			s.ServeHTTP(w, r)
		})
		twins := s.look(t, rest.NamedBy(things(c), "name"), "thing 0", false)
		if len(twins) != 1 || twins[0].Age != want {
			t.Errorf("%s: %q, not %q", created, twins, want)
		}
	}
}
