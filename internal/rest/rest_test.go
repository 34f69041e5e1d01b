package rest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

type thing struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Created string `json:"created,omitempty"`
}

// serve starts a server and a client for it.
func serve(t *testing.T, h http.HandlerFunc, change ...func(*rest.Options)) *rest.Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	o := rest.Options{Platform: "Test", Subsystem: "test", BaseURL: u}
	for _, f := range change {
		f(&o)
	}
	return rest.New(o)
}

func things(c *rest.Client) *rest.Collection[thing] {
	return &rest.Collection[thing]{
		Client: c, Noun: "thing", Path: rest.P("/things"), Item: "/{id}", Pager: rest.LinkNext,
		ID: func(t thing) string { return t.ID }, Created: func(t thing) string { return t.Created },
	}
}

func TestPath_escapesEachValueAsOneSegment(t *testing.T) {
	t.Parallel()
	got, err := rest.P("/a/{x}/b/{y}", "1/2", "ä b?").Escaped()
	if err != nil || got != "/a/1%2F2/b/%C3%A4%20b%3F" {
		t.Errorf("got %q, %v", got, err)
	}
	for _, p := range []rest.Path{rest.P("/a/{x}"), rest.P("/a/{x}", ""), rest.P("/a/{x}", ".."), rest.P("/a", "1")} {
		if got, err := p.Escaped(); err == nil {
			t.Errorf("%v was taken as %q", p, got)
		}
	}
}

func TestRetry_byMethodAndStatus(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method string
		status int
		want   int32
	}{
		{http.MethodGet, 503, 3},
		{http.MethodPut, 502, 3},
		{http.MethodDelete, 504, 3},
		{http.MethodPost, 503, 1}, // it may have been carried out
		{http.MethodPatch, 503, 1},
		{http.MethodPost, 423, 3}, // it was not
		{http.MethodGet, 500, 1},
		{http.MethodGet, 401, 1},
		{http.MethodGet, 404, 1},
	} {
		t.Run(fmt.Sprintf("%s_%d", c.method, c.status), func(t *testing.T) {
			t.Parallel()
			var n atomic.Int32
			client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				n.Add(1)
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(c.status)
			}, func(o *rest.Options) { o.MaxTries = 3 })
			_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: c.method, Path: rest.P("/x")})
			if !rest.HasStatus(err, c.status) {
				t.Errorf("error %v", err)
			}
			if n.Load() != c.want {
				t.Errorf("sent %d times, want %d", n.Load(), c.want)
			}
		})
	}
}

func TestRetry_brokenConnection(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]int32{http.MethodGet: 2, http.MethodPost: 1} {
		var n atomic.Int32
		client := serve(t, func(http.ResponseWriter, *http.Request) {
			n.Add(1)
			panic(http.ErrAbortHandler)
		}, func(o *rest.Options) { o.MaxTries = 2 })
		_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: method, Path: rest.P("/x"), Query: url.Values{"token": {"s3cretvalue"}}})
		if err == nil || strings.Contains(err.Error(), "s3cretvalue") || !strings.Contains(err.Error(), "no answer to "+method+" /x") {
			t.Errorf("%s: error %v", method, err)
		}
		if n.Load() != want {
			t.Errorf("%s was sent %d times, want %d", method, n.Load(), want)
		}
		if rest.IsAmbiguous(err) != (method == http.MethodPost) {
			t.Errorf("%s: ambiguous %v", method, rest.IsAmbiguous(err))
		}
	}
}

func TestRetry_dialFailureIsNotAmbiguous(t *testing.T) {
	t.Parallel()
	u, _ := url.Parse("http://127.0.0.1:1")
	client := rest.New(rest.Options{Platform: "Test", Subsystem: "test", BaseURL: u, MaxTries: 2})
	_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodPost, Path: rest.P("/x")})
	if err == nil || rest.IsAmbiguous(err) {
		t.Errorf("error %v, ambiguous %v", err, rest.IsAmbiguous(err))
	}
}

// The platform's clock is an hour ahead; its reset is one second away.
func TestRateLimit_waitsForTheResetByThePlatformsClock(t *testing.T) {
	t.Parallel()
	var n atomic.Int32
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		theirs := time.Now().Add(time.Hour)
		w.Header().Set("Date", theirs.UTC().Format(http.TimeFormat))
		if n.Add(1) == 1 {
			w.Header().Set("X-Rate-Limit-Reset", strconv.FormatInt(theirs.Unix()+1, 10))
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	start := time.Now()
	if _, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodPost, Path: rest.P("/x")}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took < 900*time.Millisecond || n.Load() != 2 {
		t.Errorf("waited %s over %d tries", took, n.Load())
	}
}

func TestRateLimit_holdsTheNextCallOfTheBucketOnly(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/full" {
			w.Header().Set("X-RateLimit-Remaining", "0")
			w.Header().Set("X-RateLimit-Reset", strconv.FormatInt(time.Now().Add(2*time.Second).Unix(), 10))
		}
		fmt.Fprint(w, "{}")
	})
	get := func(ctx context.Context, path string) error {
		_, err := client.Send(ctx, rest.Request{Operation: "try", Method: http.MethodGet, Path: rest.P(path)})
		return err
	}
	if err := get(t.Context(), "/full"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if err := get(ctx, "/other"); err != nil {
		t.Errorf("another bucket was held: %v", err)
	}
	if err := get(ctx, "/full"); err == nil {
		t.Error("the exhausted bucket was not held, or could not be interrupted")
	}
}

type signer struct {
	mu      sync.Mutex
	token   string
	renewed int
}

func (s *signer) Sign(_ context.Context, r *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Header.Set("Authorization", "Bearer "+s.token)
	return nil
}

func (s *signer) Refused(context.Context, *http.Request, *http.Response) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.renewed++
	s.token = "good"
	return true
}

func TestSignIn_renewsOnceAfter401AndSendsTheBodyAgain(t *testing.T) {
	t.Parallel()
	s := &signer{token: "old"}
	var bodies []string
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(b))
		if r.Header.Get("Authorization") != "Bearer good" {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}, func(o *rest.Options) { o.Signer = s })
	if _, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodPost, Path: rest.P("/x"), Body: map[string]int{"a": 1}}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(bodies, []string{`{"a":1}`, `{"a":1}`}) || s.renewed != 1 {
		t.Errorf("bodies %q, renewed %d times", bodies, s.renewed)
	}
}

func TestError_scrubsSecretsThatThePlatformEchoes(t *testing.T) {
	t.Parallel()
	secrets := &rest.Secrets{}
	secrets.Add("SSWS-very-secret")
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, "bad header SSWS-very-secret")
	}, func(o *rest.Options) { o.Secrets = secrets })
	_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodGet, Path: rest.P("/x")})
	if err == nil || strings.Contains(err.Error(), "very-secret") || !strings.Contains(err.Error(), "bad header (sensitive)") {
		t.Errorf("error %v", err)
	}
}

func TestPages_followLinksToTheSameOriginOnly(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Query().Get("after") {
		case "":
			w.Header().Add("Link", fmt.Sprintf(`<http://%s/things>; rel="self"`, r.Host))
			w.Header().Add("Link", fmt.Sprintf(`<http://%s/things?after=2&limit=2>; rel="next"`, r.Host))
			_, _ = io.WriteString(w, `[{"id":"1"},{"id":"2"}]`)
		case "2":
			w.Header().Add("Link", `<http://elsewhere.example/things?after=3>; rel="next"`)
			_, _ = io.WriteString(w, `[{"id":"3"}]`)
		}
	})
	var ids []string
	var last error
	for v, err := range things(client).All(t.Context(), nil) {
		if err != nil {
			last = err
			break
		}
		ids = append(ids, v.ID)
	}
	// The second page's items come only with a link that can be followed.
	if !slices.Equal(ids, []string{"1", "2"}) || last == nil || !strings.Contains(last.Error(), "elsewhere.example") {
		t.Errorf("ids %v, error %v", ids, last)
	}
}

func TestPages_offsetAndLimit(t *testing.T) {
	t.Parallel()
	for _, withTotal := range []bool{true, false} {
		var offsets []string
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			offsets = append(offsets, r.URL.Query().Get("offset"))
			offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
			page := map[string]any{"data": []thing{}}
			for i := offset; i < min(offset+2, 5); i++ {
				page["data"] = append(page["data"].([]thing), thing{ID: strconv.Itoa(i)})
			}
			if withTotal {
				page["total"] = 5
			}
			_ = json.NewEncoder(w).Encode(page)
		})
		c := things(client)
		c.Pager, c.List = rest.OffsetLimit("data"), url.Values{"limit": {"2"}}
		n := 0
		for _, err := range c.All(t.Context(), nil) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != 5 || !slices.Equal(offsets, []string{"", "2", "4"}) {
			t.Errorf("total %v: %d items, offsets %v", withTotal, n, offsets)
		}
	}
}

// stock is a collection of n things with pages of two, that counts requests.
type stock struct {
	n     int
	gets  atomic.Int32
	pages atomic.Int32
	gone  string
}

func (s *stock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if id, ok := strings.CutPrefix(r.URL.Path, "/things/"); ok {
		if r.Method != http.MethodGet {
			return
		}
		s.gets.Add(1)
		if id == s.gone {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_ = json.NewEncoder(w).Encode(thing{ID: id, Name: "single"})
		return
	}
	s.pages.Add(1)
	from, _ := strconv.Atoi(r.URL.Query().Get("after"))
	to := min(from+2, s.n)
	items := []thing{}
	for i := from; i < to; i++ {
		if strconv.Itoa(i) != s.gone {
			items = append(items, thing{ID: strconv.Itoa(i), Name: "listed"})
		}
	}
	if to < s.n {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/things?after=%d>; rel="next"`, r.Host, to))
	}
	_ = json.NewEncoder(w).Encode(items)
}

func (s *stock) collection(t *testing.T) *rest.Collection[thing] {
	c := things(serve(t, s.ServeHTTP))
	c.ReadAhead = true
	return c
}

func TestReadAhead_oneGetIsOneRequest(t *testing.T) {
	t.Parallel()
	s := &stock{n: 100}
	if _, err := s.collection(t).Get(t.Context(), "5"); err != nil || s.gets.Load() != 1 || s.pages.Load() != 0 {
		t.Errorf("%d gets, %d pages, %v", s.gets.Load(), s.pages.Load(), err)
	}
}

func TestReadAhead_answersGetsInParallelFromPages(t *testing.T) {
	t.Parallel()
	s := &stock{n: 20}
	c := s.collection(t)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			v, err := c.Get(t.Context(), strconv.Itoa(i))
			if err != nil || v.ID != strconv.Itoa(i) {
				t.Errorf("%d: %v %v", i, v, err)
			}
		})
	}
	wg.Wait()
	if total := s.gets.Load() + s.pages.Load(); s.pages.Load() > 10 || total > 22 {
		t.Errorf("%d gets and %d pages for 20 objects on 10 pages", s.gets.Load(), s.pages.Load())
	}
}

func TestReadAhead_pagesNeverOutnumberGets(t *testing.T) {
	t.Parallel()
	s := &stock{n: 1000} // 500 pages
	c := s.collection(t)
	for _, id := range []string{"999", "998", "997"} {
		if _, err := c.Get(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if s.pages.Load() > 2 {
		t.Errorf("%d pages for 3 gets", s.pages.Load())
	}
}

func TestReadAhead_anItemAnswersOnce(t *testing.T) {
	t.Parallel()
	s := &stock{n: 2}
	c := s.collection(t)
	names := []string{}
	for _, id := range []string{"0", "1", "1", "1"} {
		v, err := c.Get(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, v.Name)
	}
	if !slices.Equal(names, []string{"single", "listed", "single", "single"}) {
		t.Errorf("answers came from %v", names)
	}
}

func TestReadAhead_goneIsConfirmedByItsOwnGet(t *testing.T) {
	t.Parallel()
	s := &stock{n: 4, gone: "3"}
	c := s.collection(t)
	for _, id := range []string{"0", "1", "2"} {
		if _, err := c.Get(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	before := s.gets.Load()
	if _, err := c.Get(t.Context(), "3"); !rest.IsNotFound(err) || s.gets.Load() != before+1 {
		t.Errorf("error %v after %d gets", err, s.gets.Load()-before)
	}
}

func TestReadAhead_aWriteDropsIt(t *testing.T) {
	t.Parallel()
	s := &stock{n: 4}
	c := s.collection(t)
	for _, id := range []string{"0", "1"} { // the second one lists
		if _, err := c.Get(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Delete(t.Context(), "9"); err != nil {
		t.Fatal(err)
	}
	if v, err := c.Get(t.Context(), "0"); err != nil || v.Name != "single" {
		t.Errorf("%v %v: answered from before the write", v, err)
	}
}

func TestReadAhead_canBeTurnedOff(t *testing.T) {
	t.Parallel()
	s := &stock{n: 4}
	c := things(serve(t, s.ServeHTTP, func(o *rest.Options) { o.NoReadAhead = true }))
	c.ReadAhead = true
	for i := range 4 {
		if _, err := c.Get(t.Context(), strconv.Itoa(i)); err != nil {
			t.Fatal(err)
		}
	}
	if s.gets.Load() != 4 || s.pages.Load() != 0 {
		t.Errorf("%d gets, %d pages", s.gets.Load(), s.pages.Load())
	}
}

func TestCreate_lostAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		created string // of the object that is found; empty: none is
		want    string // of the error; empty: it is taken over
	}{
		"madeByThisRequest": {time.Now().Add(time.Minute).UTC().Format(time.RFC3339), ""},
		"older":             {time.Now().Add(-time.Hour).UTC().Format(time.RFC3339), `id "t1"`},
		"notMade":           {"", "was not carried out"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var posts atomic.Int32
			client := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					posts.Add(1)
					w.WriteHeader(http.StatusBadGateway)
					return
				}
				list := []thing{}
				if c.created != "" {
					list = append(list, thing{"t1", "mine", c.created})
				}
				_ = json.NewEncoder(w).Encode(list)
			})
			v, err := things(client).Create(t.Context(), thing{Name: "mine"}, func(t thing) bool { return t.Name == "mine" })
			if posts.Load() != 1 {
				t.Errorf("sent %d times", posts.Load())
			}
			if c.want == "" {
				if err != nil || v.ID != "t1" {
					t.Errorf("%v %v", v, err)
				}
			} else if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestChange_keepsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	var sent map[string]any
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			_ = json.NewDecoder(r.Body).Decode(&sent)
		}
		_, _ = io.WriteString(w, `{"id":"1","name":"old","settings":{"dpop":true,"grants":["a","b"]}}`)
	})
	_, err := rest.Change(t.Context(), things(client), "1", func(current json.RawMessage) (any, error) {
		return rest.Merge(current, map[string]any{"name": "new", "settings": map[string]any{"grants": []string{"c"}}})
	})
	want := `{"id":"1","name":"new","settings":{"dpop":true,"grants":["c"]}}`
	if got, _ := json.Marshal(sent); err != nil || string(got) != want {
		t.Errorf("sent %s, %v", got, err)
	}
}
