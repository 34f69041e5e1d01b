package rest_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// bombs are answers that no platform gives, each with what its error must say.
var bombs = map[string]struct {
	answer http.HandlerFunc
	say    string
}{
	"a body without end": {func(w http.ResponseWriter, _ *http.Request) {
		pour(w, 64<<20)
	}, "more than 16 MB"},
	"gzip": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		pour(z, 64<<20) // little on the wire
		_ = z.Close()
	}, "more than 16 MB"},
	"deep lists": {func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("[", 1<<20)+strings.Repeat("]", 1<<20))
	}, "more than 200 levels"},
	"deep objects in an object": {func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"id":"\"[","more":`+strings.Repeat(`{"a":`, 300)+"1"+strings.Repeat("}", 301))
	}, "more than 200 levels"},
	"many headers": {func(w http.ResponseWriter, _ *http.Request) {
		for i := range 100_000 {
			w.Header().Add("X-Many", fmt.Sprintf("%0100d", i))
		}
	}, "headers have more than 256 KB"},
	"a long header": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Long", strings.Repeat("x", 8<<20))
	}, "headers have more than 256 KB"},
}

// pour writes JSON that goes on and on, until nobody reads it.
func pour(w io.Writer, size int) {
	block := []byte(strings.Repeat(" ", 1<<16))
	for i := 0; i < size; i += len(block) {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

func TestBounds_anAnswerThatIsTooMuchIsAnError(t *testing.T) {
	for name, b := range bombs {
		t.Run(name, func(t *testing.T) {
			var n atomic.Int32
			client := serve(t, func(w http.ResponseWriter, r *http.Request) {
				n.Add(1)
				w.Header().Set("X-Request-Id", "req-7")
				b.answer(w, r)
			})
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := rest.Do[any](t.Context(), client, rest.Request{Operation: "read the thing", Method: http.MethodGet, Path: rest.P("/x")})
			runtime.ReadMemStats(&after)
			if err == nil || !strings.Contains(err.Error(), "Test could not read the thing") || !strings.Contains(err.Error(), b.say) {
				t.Fatalf("error %v", err)
			}
			if !strings.Contains(b.say, "headers") && !strings.Contains(err.Error(), "request id req-7") {
				t.Errorf("no request id: %v", err)
			}
			if n.Load() != 1 {
				t.Errorf("asked %d times", n.Load())
			}
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 150 {
				t.Errorf("it took %d MB", used)
			}
		})
	}
}

// A refusal stays what it is, however much comes with it.
func TestBounds_aLongRefusal(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, "not you")
		pour(w, 32<<20)
	})
	_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodGet, Path: rest.P("/x")})
	if !rest.HasStatus(err, http.StatusForbidden) || !strings.Contains(err.Error(), "not you") || len(err.Error()) > 1000 {
		t.Errorf("error %.300v", err)
	}
}

// What an answer that was too much hides may have been carried out.
func TestBounds_aCreationMayHaveBeenCarriedOut(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusCreated)
			pour(w, 32<<20)
			return
		}
		_ = json.NewEncoder(w).Encode([]thing{{"t1", "mine", time.Now().Add(time.Minute).UTC().Format(time.RFC3339)}})
	})
	v, err := things(client).Create(t.Context(), thing{Name: "mine"}, func(t thing) bool { return t.Name == "mine" })
	if err != nil || v.ID != "t1" {
		t.Errorf("%v %v", v, err)
	}
}

func TestBounds_depthThatOccurs(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("[", 200)+`"[[[[\"[[["`+strings.Repeat("]", 200))
	})
	if _, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodGet, Path: rest.P("/x")}); err != nil {
		t.Error(err)
	}
}

// endless are lists without an end. Each handler gets the number of the call.
var endless = map[string]struct {
	answer func(w http.ResponseWriter, r *http.Request, call int)
	pager  rest.Pager
	say    string
	calls  int32
}{
	"a cursor that leads to itself": {func(w http.ResponseWriter, r *http.Request, call int) {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/things?after=1>; rel="next"`, r.Host))
		_, _ = fmt.Fprintf(w, `[{"id":"%d"}]`, call)
	}, rest.LinkNext, "leads back to an earlier one", 2},
	"cursors in a ring": {func(w http.ResponseWriter, r *http.Request, call int) {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/things?after=%d>; rel="next"`, r.Host, call%3))
		_, _ = fmt.Fprintf(w, `[{"id":"%d"}]`, call)
	}, rest.LinkNext, "leads back to an earlier one", 4},
	"a page that repeats": {func(w http.ResponseWriter, r *http.Request, call int) {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/things?after=%d>; rel="next"`, r.Host, call))
		_, _ = io.WriteString(w, `[{"id":"1"},{"id":"2"}]`)
	}, rest.LinkNext, "repeats an earlier one", 2},
	"an offset that is ignored": {func(w http.ResponseWriter, _ *http.Request, _ int) {
		_, _ = io.WriteString(w, `[{"id":"1"},{"id":"2"}]`)
	}, rest.OffsetLimit(""), "repeats an earlier one", 2},
	"a total that grows": {func(w http.ResponseWriter, _ *http.Request, call int) {
		_, _ = fmt.Fprintf(w, `{"total":%d,"data":[{"id":"1"},{"id":"2"}]}`, call*10)
	}, rest.OffsetLimit("data"), "repeats an earlier one", 2},
	"new cursors without items": {func(w http.ResponseWriter, r *http.Request, call int) {
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/things?after=%d>; rel="next"`, r.Host, call))
		_, _ = io.WriteString(w, `[]`)
	}, rest.LinkNext, "Page 10000 of the list is not the last", 10_000},
}

func TestBounds_aListWithoutEndIsAnError(t *testing.T) {
	for name, e := range endless {
		t.Run(name, func(t *testing.T) {
			var n atomic.Int32
			client := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("X-Request-Id", "req-8")
				e.answer(w, r, int(n.Add(1)))
			})
			c := things(client)
			c.Pager, c.List = e.pager, url.Values{"limit": {"2"}}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			var err error
			for _, err = range c.All(ctx, nil) {
				if err != nil {
					break
				}
			}
			if err == nil || !strings.Contains(err.Error(), e.say) || !strings.Contains(err.Error(), "could not list the things") || !strings.Contains(err.Error(), "req-8") {
				t.Errorf("error %v", err)
			}
			if n.Load() != e.calls {
				t.Errorf("%d calls, want %d", n.Load(), e.calls)
			}
		})
	}
}

// What is read ahead ends as well, and its objects are then read one by one.
func TestBounds_readAheadOfAListWithoutEnd(t *testing.T) {
	t.Parallel()
	var lists atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if id, ok := strings.CutPrefix(r.URL.Path, "/things/"); ok {
			_ = json.NewEncoder(w).Encode(thing{ID: id})
			return
		}
		w.Header().Set("Link", fmt.Sprintf(`<http://%s/things?after=%d>; rel="next"`, r.Host, lists.Add(1)))
		_, _ = io.WriteString(w, `[{"id":"none"}]`)
	})
	c := things(client)
	c.ReadAhead = true
	for i := range 20 {
		if v, err := c.Get(t.Context(), fmt.Sprint(i)); err != nil || v.ID != fmt.Sprint(i) {
			t.Fatal(v, err)
		}
	}
	if lists.Load() != 2 {
		t.Errorf("%d pages", lists.Load())
	}
}
