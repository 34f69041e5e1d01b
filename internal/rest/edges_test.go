package rest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// renewing has new credentials whenever it is asked, and counts that.
type renewing struct{ asked int }

// Sign implements rest.Signer.
func (r *renewing) Sign(_ context.Context, req *http.Request) error {
	req.Header.Set("Authorization", fmt.Sprint("Try ", r.asked))
	return nil
}

// Refused implements rest.Signer.
func (r *renewing) Refused(context.Context, *http.Request, *http.Response) bool {
	r.asked++
	return true
}

// TestSigner_secondAttempt: new credentials are asked for where an answer wants
// them and nowhere else, once, and the body goes along again.
func TestSigner_secondAttempt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		nonce  string
		want   int
	}{{401, "", 1}, {401, "n", 1}, {400, "n", 1}, {400, "", 0}, {403, "n", 0}, {403, "", 0}, {200, "n", 0}} {
		var bodies []string
		s := &renewing{}
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			b, _ := io.ReadAll(r.Body)
			bodies = append(bodies, r.Header.Get("Authorization")+string(b))
			if c.nonce != "" {
				w.Header().Set("Dpop-Nonce", c.nonce)
			}
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, "{}")
		}, func(o *rest.Options) { o.Signer = s })
		_, _ = client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodPost, Path: rest.P("/x"), Body: map[string]int{"a": 1}})
		if want := []string{`Try 0{"a":1}`, `Try 1{"a":1}`}[:c.want+1]; s.asked != c.want || !slices.Equal(bodies, want) {
			t.Errorf("%d with the nonce %q: asked %d times, sent %q", c.status, c.nonce, s.asked, bodies)
		}
	}
}

// TestSend_asItIsAskedFor: no question mark without a query, and who asks is told.
func TestSend_asItIsAskedFor(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{"": "/x", "a=1": "/x?a=1"} {
		client := serve(t, func(_ http.ResponseWriter, r *http.Request) {
			if r.RequestURI != want || r.UserAgent() != "me/1" {
				t.Errorf("%s by %s, want %s", r.RequestURI, r.UserAgent(), want)
			}
		}, func(o *rest.Options) { o.UserAgent = "me/1" })
		r := rest.Request{Operation: "try", Method: http.MethodDelete, Path: rest.P("/x")}
		if name, value, ok := strings.Cut(query, "="); ok {
			r.Query = map[string][]string{name: {value}}
		}
		if _, err := client.Send(t.Context(), r); err != nil {
			t.Error(err)
		}
	}
}

// TestError_edges: what is a success, what may have been carried out, and what
// a Location means, to the number.
func TestError_edges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method            string
		status            int
		fails, ambiguous  bool
		location, another bool // an answer with a Location; the error speaks of it
	}{
		{method: http.MethodPost, status: 299},
		{method: http.MethodPost, status: 300, fails: true, location: true, another: true},
		{method: http.MethodPost, status: 399, fails: true, location: true, another: true},
		{method: http.MethodPost, status: 400, fails: true, location: true},
		{method: http.MethodPost, status: 499, fails: true},
		{method: http.MethodPost, status: 500, fails: true, ambiguous: true},
		{method: http.MethodGet, status: 500, fails: true},
	} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if c.location {
				w.Header().Set("Location", "https://else.example.com/x")
			}
			w.WriteHeader(c.status)
			_, _ = io.WriteString(w, "{}")
		})
		_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: c.method, Path: rest.P("/x")})
		if (err != nil) != c.fails || rest.IsAmbiguous(err) != c.ambiguous || err != nil && strings.Contains(err.Error(), "else.example.com") != c.another {
			t.Errorf("%s answered %d: %v", c.method, c.status, err)
		}
	}
}

// TestError_lengths: what is just short enough is repeated as it is.
func TestError_lengths(t *testing.T) {
	t.Parallel()
	for more := range 2 {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadRequest) }, func(o *rest.Options) {
			o.Explain = func(e *rest.Error, _ *http.Response, _ []byte) {
				e.Code, e.Summary = "E1", strings.Repeat("x", 4000+more)
				e.Causes = slices.Repeat([]string{"cause"}, 50+more)
			}
		})
		_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodGet, Path: rest.P("/x")})
		e := rest.As(err)
		if e == nil || strings.HasSuffix(e.Summary, "…") != (more > 0) || len(e.Causes) != 50+more || (e.Causes[len(e.Causes)-1] == "and 1 more") != (more > 0) {
			t.Fatalf("%d more: %v", more, err)
		}
		if !strings.Contains(err.Error(), "answered 400, code E1.") || !rest.HasCode(err, "E1") || rest.HasCode(err, "E2") || rest.HasCode(errors.New("x"), "") {
			t.Errorf("%v", err)
		}
		e.Code = ""
		if strings.Contains(e.Error(), "code") {
			t.Errorf("%v", e)
		}
	}
}

// TestDelete_notFound: a 404 is believed when the object cannot be read either.
func TestDelete_notFound(t *testing.T) {
	t.Parallel()
	for there, want := range map[bool]string{true: "can be read all the same", false: "404"} {
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodDelete || !there {
				w.WriteHeader(http.StatusNotFound)
			}
			_, _ = io.WriteString(w, `{"id":"1"}`)
		})
		if err := things(client).Delete(t.Context(), "1"); err == nil || rest.IsNotFound(err) == there || !strings.Contains(err.Error(), want) {
			t.Errorf("readable: %t: %v", there, err)
		}
	}
}

// TestError_oneSentence: what the platform said comes first; where it said
// nothing, the status; and where nobody answered, what became of the connection.
func TestError_oneSentence(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]*rest.Error{
		"Test could not read the thing: no answer to GET /a: broken.": {Platform: "Test", Operation: "read the thing", Method: "GET", Path: "/a", Cause: errors.New("broken")},
		"no answer to GET /a.":                             {Method: "GET", Path: "/a"},
		"503 Service Unavailable.\n\nGET /a answered 503.": {Method: "GET", Path: "/a", Status: http.StatusServiceUnavailable},
		"No such thing.\n\nGET /a answered 404.":           {Method: "GET", Path: "/a", Status: http.StatusNotFound, Summary: "No such thing."},
		"GET /a was not sent.":                             {Method: "GET", Path: "/a", Summary: "GET /a was not sent"},
		"Bad.\n  - a\n  - b\n\nGET /a answered 400.":       {Method: "GET", Path: "/a", Status: http.StatusBadRequest, Summary: "Bad", Causes: []string{"a", "b"}},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
