package rest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// losing answers a creation with a status and, one after another, the lists
// that are asked for then. It runs on the clock of synctest.
type losing struct {
	status int
	slow   time.Duration // of the creation
	lists  [][]made      // nil: it refuses
	looks  int
	posted time.Time
}

// made is a thing in a list, by when it was made, seen from the creation on.
type made struct {
	name string
	at   time.Duration
}

const noTime = time.Duration(-1)

func (p *losing) RoundTrip(r *http.Request) (*http.Response, error) {
	status, body := p.status, []byte(`{"message":"no"}`)
	if r.Method == http.MethodPost {
		p.posted = time.Now()
		select {
		case <-time.After(p.slow):
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	} else {
		list := p.lists[min(p.looks, len(p.lists)-1)]
		p.looks++
		out := []thing{}
		for i, m := range list {
			x := thing{ID: fmt.Sprint("t", i+1), Name: m.name}
			if m.at != noTime {
				x.Created = p.posted.Add(m.at).UTC().Format(time.RFC3339)
			}
			out = append(out, x)
		}
		if status = http.StatusForbidden; list != nil {
			status = http.StatusOK
			body, _ = json.Marshal(out)
		}
	}
	h := http.Header{"Date": {time.Now().UTC().Format(http.TimeFormat)}}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(string(body))), Request: r}, nil
}

// TestCreate_whatBecameOfIt: an object whose creation got no answer is taken for
// the one that was made if it was made since, by the platform's clock. Whatever
// else is there, the error says so, and what to do.
func TestCreate_whatBecameOfIt(t *testing.T) {
	t.Parallel()
	const lost, refused = http.StatusBadGateway, http.StatusConflict
	mine := func(at ...time.Duration) []made {
		out := []made{}
		for _, at := range at {
			out = append(out, made{"mine", at})
		}
		return out
	}
	exists := func(o *rest.Options) {
		o.Exists = func(e *rest.Error) bool { return e.Status == refused }
	}
	for name, c := range map[string]struct {
		losing
		change func(*rest.Options)
		want   string // the identifier of what is taken over, or a part of the error
		looks  int
		waits  time.Duration
	}{
		"just made":                   {losing{status: lost, lists: [][]made{mine(0)}}, nil, "t1", 1, 0},
		"made in the second before":   {losing{status: lost, lists: [][]made{mine(-time.Second)}}, nil, "t1", 1, 0},
		"made three seconds before":   {losing{status: lost, lists: [][]made{mine(-3 * time.Second)}}, nil, "may be the one that this request made, or an older one", 2, 5 * time.Second},
		"made long before":            {losing{status: lost, lists: [][]made{mine(-90 * time.Second)}}, nil, "An older one has these properties", 2, 5 * time.Second},
		"made nobody knows when":      {losing{status: lost, lists: [][]made{mine(noTime)}}, nil, "may be the one that this request made, or an older one", 2, 5 * time.Second},
		"made after another's":        {losing{status: lost, lists: [][]made{{{"theirs", 0}, {"mine", 0}}}}, nil, "t2", 1, 0},
		"made after an older one":     {losing{status: lost, lists: [][]made{mine(-time.Hour, 0)}}, nil, "t2", 1, 0},
		"made by others":              {losing{status: lost, lists: [][]made{{{"theirs", 0}}}}, nil, "was not carried out. Apply again.", 2, 5 * time.Second},
		"not made":                    {losing{status: lost, lists: [][]made{mine()}}, nil, "was not carried out. Apply again.", 2, 5 * time.Second},
		"not made when time was over": {losing{status: lost, slow: time.Hour, lists: [][]made{mine()}}, nil, "A slow platform may still make it", 1, 30 * time.Second},
		"shown late":                  {losing{status: lost, lists: [][]made{mine(), mine(0)}}, nil, "t1", 2, 5 * time.Second},
		"shown at the third attempt":  {losing{status: lost, lists: [][]made{nil, nil, mine(0)}}, nil, "t1", 3, 0},
		"not shown":                   {losing{status: lost, lists: [][]made{nil}}, nil, "could not be looked for just now", 3, 0},
		"lost, of a kind that tells":  {losing{status: lost, lists: [][]made{mine(0)}}, exists, "t1", 1, 0},
		"refused for another":         {losing{status: refused, lists: [][]made{mine(-time.Hour)}}, exists, `There is one already, with the id "t1", made `, 1, 0},
		"refused for one of no time":  {losing{status: refused, lists: [][]made{mine(noTime)}}, exists, `There is one already, with the id "t1". Import it`, 1, 0},
		"refused for one shown late":  {losing{status: refused, lists: [][]made{mine(), mine(-time.Hour)}}, exists, `There is one already, with the id "t1"`, 2, 5 * time.Second},
		"refused for one not seen":    {losing{status: refused, lists: [][]made{mine()}}, exists, "it may be hidden from them", 2, 5 * time.Second},
		"refused, and no list":        {losing{status: refused, lists: [][]made{nil}}, exists, "it could not be looked for (list the things: ", 1, 0},
		"refused for something else":  {losing{status: http.StatusBadRequest, lists: [][]made{mine(0)}}, exists, "answered 400", 0, 0},
		"refused, of another kind":    {losing{status: refused, lists: [][]made{mine(0)}}, nil, "answered 409", 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &c.losing
				o := rest.Options{
					Platform: "Test", Subsystem: "test", BaseURL: &url.URL{Scheme: "https", Host: "a.test"}, Transport: p, Signer: &renewing{}, Limits: &rest.Limits{}, MaxTries: 1,
				}
				if c.change != nil {
					c.change(&o)
				}
				ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
				defer cancel()
				begin := time.Now()
				v, err := things(rest.New(o)).Create(ctx, thing{Name: "mine"}, func(t thing) bool { return t.Name == "mine" })
				if took := time.Since(begin); p.looks != c.looks || took != c.waits {
					t.Errorf("%d looks in %s, want %d in %s", p.looks, took, c.looks, c.waits)
				}
				if strings.HasPrefix(c.want, "t") && len(c.want) == 2 {
					if err != nil || v.ID != c.want {
						t.Errorf("%v, %v", v, err)
					}
				} else if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("error %v", err)
				}
			})
		})
	}
}

// TestListOnly_theOneThatIsMeant: where only the list tells of an object, the
// one with the identifier is it. One that was not there is looked for anew, and
// what is no list does not say that it is not there.
func TestListOnly_theOneThatIsMeant(t *testing.T) {
	t.Parallel()
	list := `[{"id":"1","name":"a"},{"id":"2","name":"b"}]`
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, list) })
	all := things(client)
	all.ListOnly = true
	for range 2 { // the second one is not out of what was read ahead
		if v, err := all.Get(t.Context(), "2"); err != nil || v.Name != "b" {
			t.Errorf("%v, %v", v, err)
		}
	}
	if v, err := all.Get(t.Context(), "3"); !rest.IsNotFound(err) {
		t.Errorf("%v, %v", v, err)
	}
	list = `[{"id":"3","name":"c"}]`
	if v, err := all.Get(t.Context(), "3"); err != nil || v.Name != "c" {
		t.Errorf("made since: %v, %v", v, err)
	}
	list = `{"message":"not now"}`
	others := things(client)
	others.ListOnly, others.Path = true, rest.P("/others")
	if v, err := others.Get(t.Context(), "1"); err == nil || rest.IsNotFound(err) {
		t.Errorf("no list: %v, %v", v, err)
	}
}

// TestChange_emptyAnswer: an answer without the object says nothing of what was
// written, and is an error.
func TestChange_emptyAnswer(t *testing.T) {
	t.Parallel()
	client := serve(t, func(http.ResponseWriter, *http.Request) {})
	if v, err := rest.Patch(t.Context(), things(client), "1", map[string]any{"name": "new"}); err == nil || !strings.Contains(err.Error(), "empty") {
		t.Errorf("%v, %v", v, err)
	}
}

// TestCreate_where: an object is made in its collection, or where the request
// says.
func TestCreate_where(t *testing.T) {
	t.Parallel()
	for want, path := range map[string]rest.Path{"/things": {}, "/other-things": rest.P("/other-things")} {
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != want {
				t.Errorf("created at %q, not at %q", r.URL.Path, want)
			}
			_, _ = io.WriteString(w, `{"id":"1"}`)
		})
		if v, err := rest.CreateWith(t.Context(), things(client), rest.Request{Path: path}, nil); err != nil || v.ID != "1" {
			t.Errorf("%v, %v", v, err)
		}
	}
}
