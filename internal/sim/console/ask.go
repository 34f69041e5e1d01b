package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// answer is what a platform answered.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func (a answer) ok() bool { return a.status >= 200 && a.status < 300 }

// json reads the answer, with numbers as they were written.
func (a answer) json() (v any) {
	d := json.NewDecoder(bytes.NewReader(a.body))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}

// ask sends a request of the person at the console to a platform.
func (c *Console) ask(r *http.Request, platform, method, path string, body any) (answer, error) {
	h := c.platforms[platform]
	if h == nil {
		return answer{}, fmt.Errorf("there is no platform %q", platform)
	}
	var payload []byte
	if body != nil {
		var err error
		if payload, err = json.Marshal(body); err != nil {
			return answer{}, err
		}
	}
	inner, err := http.NewRequestWithContext(kernel.ByHand(r.Context()), method, path, bytes.NewReader(payload)) //nolint:gosec // answered in memory; nothing is sent
	if err != nil {
		return answer{}, err
	}
	if body != nil {
		inner.Header.Set("Content-Type", "application/json")
	}
	inner.Header.Set("Accept", "application/json")
	return serve(h, inner), nil
}

// serve has a handler answer in memory.
func serve(h http.Handler, r *http.Request) (a answer) {
	w := &recorder{answer{header: http.Header{}}}
	if r.RequestURI == "" {
		r.RequestURI = r.URL.RequestURI()
	}
	if r.RemoteAddr == "" {
		r.RemoteAddr = "127.0.0.1:1"
	}
	defer func() {
		if v := recover(); v != nil {
			if v != http.ErrAbortHandler { //nolint:errorlint // a panic's value, as net/http compares it
				panic(v)
			}
			a = answer{} // a fault cut the connection
		}
	}()
	h.ServeHTTP(w, r)
	w.WriteHeader(http.StatusOK)
	return w.answer
}

// recorder is the http.ResponseWriter of an answer in memory.
type recorder struct{ answer }

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	w.body = append(w.body, p...)
	return len(p), nil
}

// list reads all pages of a list.
func (c *Console) list(r *http.Request, of collection, parent []string) []map[string]any {
	var out []map[string]any
	path := of.listPath(parent)
	limit := of.limit
	if limit == 0 {
		limit = 100
	}
	page := fmt.Sprintf("limit=%d", limit)
	for offset := 0; ; {
		query := strings.Join(append(strings.Fields(of.narrow(parent)), page), "&")
		a, err := c.ask(r, of.platform, http.MethodGet, path+"?"+query, nil)
		if err != nil || !a.ok() {
			return out
		}
		items := itemsOf(a.json(), of.items)
		out = append(out, items...)
		if of.platform == "anypoint" {
			if offset += limit; len(items) < limit {
				return out
			}
			page = fmt.Sprintf("limit=%d&offset=%d", limit, offset)
			continue
		}
		after := nextPage(a.header)
		if after == "" {
			return out
		}
		page = after
	}
}

// nextPage is the query of a list's next page, of the header Link.
func nextPage(h http.Header) string {
	for _, link := range h.Values("Link") {
		address, relation, _ := strings.Cut(link, ">")
		if strings.Contains(relation, `rel="next"`) {
			_, query, _ := strings.Cut(address, "?")
			return query
		}
	}
	return ""
}

// itemsOf finds the objects in the answer of a list. A hierarchy is its own
// first object, and holds the others.
func itemsOf(v any, member string) []map[string]any {
	if m, isObject := v.(map[string]any); isObject {
		if member == hierarchy {
			return flatten(m)
		}
		v = m[member]
	}
	var out []map[string]any
	list, _ := v.([]any)
	for _, e := range list {
		switch e := e.(type) {
		case map[string]any:
			out = append(out, e)
		case string: // an identifier
			out = append(out, map[string]any{"id": e})
		}
	}
	return out
}

const hierarchy = "subOrganizations"

func flatten(o map[string]any) []map[string]any {
	out := []map[string]any{o}
	list, _ := o[hierarchy].([]any)
	for _, e := range list {
		if below, isObject := e.(map[string]any); isObject {
			out = append(out, flatten(below)...)
		}
	}
	return out
}
