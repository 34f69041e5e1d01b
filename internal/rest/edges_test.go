package rest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2"

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

// TestSend_whatIsNoAnswerOfThePlatform: a page for people is told apart from an
// answer, by what it is and not only by what it says it is.
func TestSend_whatIsNoAnswerOfThePlatform(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind, body string
		want       string // a part of the error; empty: it is an answer
	}{
		"an answer":                 {"application/json", `{"id":"1"}`, ""},
		"an answer called a page":   {"text/html", `{"id":"1"}`, ""},
		"a page":                    {"text/html; charset=utf-8", " <html>Sign in</html>", "The answer was a web page"},
		"another thing than a page": {"application/xml", "<x/>", "could not be understood"},
		"nothing":                   {"application/json", "", "The answer was empty"},
	} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", c.kind)
			_, _ = io.WriteString(w, c.body)
		})
		v, err := things(client).Get(t.Context(), "1")
		if (c.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %v", name, v, err)
		}
	}
}

// TestNext_ofThePlatformsFailures: those from 500 on are the platform's own.
func TestNext_ofThePlatformsFailures(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]bool{http.StatusTeapot: false, http.StatusInternalServerError: true, http.StatusNotImplemented: true} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		_, err := things(client).Get(t.Context(), "1")
		if err == nil || strings.Contains(err.Error(), "The platform failed") != want {
			t.Errorf("%d: %v", status, err)
		}
	}
}

// breaking answers with a body that breaks off.
type breaking struct{ sent int }

func (b *breaking) RoundTrip(r *http.Request) (*http.Response, error) {
	b.sent++
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(iotest.ErrReader(io.ErrUnexpectedEOF)), Request: r}, nil
}

// TestSend_answersThatBreakOff: a read is tried as often as any other, six times
// unless it is said otherwise, a creation once.
func TestSend_answersThatBreakOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method      string
		tries, want int
	}{{http.MethodGet, 3, 3}, {http.MethodGet, 1, 1}, {http.MethodGet, 0, 6}, {http.MethodPost, 3, 1}} {
		t.Run(fmt.Sprint(c.method, c.tries), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				b := &breaking{}
				client := rest.New(rest.Options{Platform: "Test", Subsystem: "test", BaseURL: &url.URL{Scheme: "https", Host: "a.test"}, Transport: b, MaxTries: c.tries})
				_, err := client.Send(t.Context(), rest.Request{Operation: "do it", Method: c.method, Path: rest.P("/a")})
				if err == nil || b.sent != c.want {
					t.Errorf("%d requests: %v", b.sent, err)
				}
			})
		})
	}
}

// TestSecrets_shortOnes: what is too short to be a secret would make errors
// unreadable.
func TestSecrets_shortOnes(t *testing.T) {
	t.Parallel()
	var s rest.Secrets
	s.Add("short", "secret")
	if got := s.Scrub("a short secret"); got != "a short (sensitive)" {
		t.Errorf("%q", got)
	}
}

// TestTokenCache_forgets: a token that was refused is got anew once, whoever
// says so how often, and no token is ever told.
func TestTokenCache_forgets(t *testing.T) {
	t.Parallel()
	fetched := 0
	cache := &rest.TokenCache{Secrets: &rest.Secrets{}, Fetch: func(context.Context) (*oauth2.Token, error) {
		fetched++
		return &oauth2.Token{AccessToken: fmt.Sprint("token-", fetched)}, nil
	}}
	for _, c := range []struct{ refused, want string }{{"", "token-1"}, {"token-1", "token-2"}, {"token-1", "token-2"}, {"", "token-2"}} {
		cache.Forget(c.refused)
		if token, err := cache.Token(t.Context()); err != nil || token.AccessToken != c.want {
			t.Fatalf("after %q was refused: %v, %v", c.refused, token, err)
		}
	}
	if told := cache.Secrets.Scrub("token-1 token-2"); fetched != 2 || told != "(sensitive) (sensitive)" {
		t.Errorf("%d tokens, %q", fetched, told)
	}
	plain := &rest.TokenCache{Fetch: func(context.Context) (*oauth2.Token, error) { return &oauth2.Token{AccessToken: "token-1"}, nil }}
	if token, err := plain.Token(t.Context()); err != nil || token.AccessToken != "token-1" {
		t.Errorf("%v, %v", token, err)
	}
}

// TestTokenCache_renews: a token is kept until a minute before its end.
func TestTokenCache_renews(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		fetched := 0
		cache := &rest.TokenCache{Fetch: func(context.Context) (*oauth2.Token, error) {
			fetched++
			return &oauth2.Token{AccessToken: "token", Expiry: time.Now().Add(time.Hour)}, nil
		}}
		for i, c := range []struct {
			later time.Duration
			want  int
		}{{0, 1}, {59*time.Minute - 1, 1}, {1, 2}, {59*time.Minute - 1, 2}, {time.Hour, 3}} {
			<-time.After(c.later)
			if _, err := cache.Token(t.Context()); err != nil || fetched != c.want {
				t.Errorf("look %d: %d tokens, want %d: %v", i+1, fetched, c.want, err)
			}
		}
	})
}
