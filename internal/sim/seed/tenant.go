package seed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Tenant is where objects are made and told.
type Tenant struct {
	// Do sends a request to a platform, with the rights of an administrator.
	Do func(platform string, r *http.Request) (status int, header http.Header, body []byte, err error)
	// Values are what $(okta_url) and the like stand for, of Values().
	Values map[string]string
	// IDs are what paths have in braces before any object is known.
	IDs map[string]string
	// Secret makes one up.
	Secret func() string
}

// prepare learns what the platforms tell of themselves.
func (t *Tenant) prepare() error {
	_, root, err := t.call(section("anypoint"), "GET "+expand("/accounts/api/organizations/{root}", t.IDs), nil)
	if err != nil {
		return err
	}
	if t.IDs == nil {
		t.IDs = map[string]string{}
	}
	t.Values[anypointOwner] = plain(at(root, "ownerId"))
	return nil
}

// call sends a JSON body, or none when it is nil, and wants success.
func (t *Tenant) call(k *kind, line string, body any) (http.Header, any, error) {
	method, path, _ := strings.Cut(line, " ")
	var payload bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&payload).Encode(body); err != nil {
			return nil, nil, err
		}
	}
	r, err := http.NewRequest(method, path, &payload) //nolint:noctx // it goes to a handler of this process
	if err != nil {
		return nil, nil, err
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	return t.send(k, r)
}

func (t *Tenant) send(k *kind, r *http.Request) (http.Header, any, error) {
	status, header, raw, err := t.Do(k.platform(), r)
	if err != nil {
		return nil, nil, fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, err)
	}
	if status < 200 || status > 299 {
		return nil, nil, fmt.Errorf("%s %s was refused with %d: %s", r.Method, r.URL.Path, status, shortened(string(raw)))
	}
	if len(raw) == 0 {
		return header, nil, nil
	}
	var out any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&out); err != nil {
		return nil, nil, fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, err)
	}
	return header, out, nil
}

// form sends a body as a multipart form.
func (t *Tenant) form(k *kind, line string, body map[string]any) (any, error) {
	method, path, _ := strings.Cut(line, " ")
	var payload bytes.Buffer
	w := multipart.NewWriter(&payload)
	for _, name := range sortedKeys(body) {
		value := plain(body[name])
		if list, isList := body[name].([]any); isList {
			texts := make([]string, len(list))
			for i, e := range list {
				texts[i] = plain(e)
			}
			value = strings.Join(texts, ",")
		}
		if err := w.WriteField(name, value); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	r, err := http.NewRequest(method, path, &payload) //nolint:noctx // it goes to a handler of this process
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("X-Sync-Publication", "true")
	_, out, err := t.send(k, r)
	return out, err
}

// list tells the objects of a kind below others, all pages of them.
func (t *Tenant) list(k *kind, ids map[string]string) ([]map[string]any, error) {
	var all []map[string]any
	next := expand(k.list, ids)
	for next != "" {
		header, answer, err := t.call(k, "GET "+next, nil)
		if err != nil {
			return nil, err
		}
		page := k.objects(answer)
		all = append(all, page...)
		got := len(page)
		if listed, isList := answer.([]any); isList {
			got = len(listed) // an element may stand for several objects
		}
		next = nextPage(next, header, got)
	}
	return all, nil
}

// objects takes the objects out of the answer to a list.
func (k *kind) objects(answer any) []map[string]any {
	if k.items != "" {
		answer = at(answer, k.items)
	}
	if k.each != nil {
		return k.each(answer)
	}
	if one, isObject := answer.(map[string]any); isObject {
		return []map[string]any{one}
	}
	var out []map[string]any
	items, _ := answer.([]any)
	for _, item := range items {
		if o, isObject := item.(map[string]any); isObject {
			out = append(out, o)
		}
	}
	return out
}

// nextPage is where a list goes on: where its answer says, as Okta's do, or
// behind a full page. Empty: nowhere.
func nextPage(this string, h http.Header, got int) string {
	for _, link := range h.Values("Link") {
		target, rel, _ := strings.Cut(link, ";")
		if strings.Contains(rel, `rel="next"`) {
			if u, err := url.Parse(strings.Trim(target, " <>")); err == nil {
				return u.RequestURI()
			}
		}
	}
	u, err := url.Parse(this)
	if err != nil || strings.HasPrefix(u.Path, "/api/") {
		return ""
	}
	q := u.Query()
	limit, _ := strconv.Atoi(q.Get("limit"))
	if limit == 0 || got < limit {
		return ""
	}
	offset, _ := strconv.Atoi(q.Get("offset"))
	q.Set("offset", strconv.Itoa(offset+got))
	u.RawQuery = q.Encode()
	return u.String()
}

// expand puts identifiers in place of names in braces.
func expand(path string, ids map[string]string) string {
	for name, id := range ids {
		path = strings.ReplaceAll(path, "{"+name+"}", url.PathEscape(id))
	}
	return path
}

func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 600 {
		return text[:600] + " …"
	}
	return text
}

func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
