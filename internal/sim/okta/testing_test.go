package okta

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

func TestMain(m *testing.M) { contract.Main(m, "okta") }

// org is a platform under test, with the administrator's token.
type org struct {
	*Platform
	t     *testing.T
	token string
}

func newOrg(t *testing.T) *org {
	t.Helper()
	w := &kernel.World{IDs: kernel.NewIDs(1)}
	var handler http.Handler
	srv := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { handler.ServeHTTP(rw, r) }))
	t.Cleanup(srv.Close)
	w.OktaURL = srv.URL
	contract.Observe(t, w, contract.Simulator)
	p := New(w)
	if err := p.SetRateLimits("none"); err != nil {
		t.Fatal(err)
	}
	handler = p.Handler()
	return &org{Platform: p, t: t, token: p.APIToken()}
}

// reply is an answer as a client sees it.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	raw    []byte
}

func (r reply) object() *object {
	r.t.Helper()
	o, err := parseObject(r.raw)
	if err != nil {
		r.t.Fatalf("%d %s: %v", r.status, r.raw, err)
	}
	return o
}

func (r reply) list() []any {
	r.t.Helper()
	dec := json.NewDecoder(bytes.NewReader(r.raw))
	dec.UseNumber()
	v, err := decodeValue(dec)
	list, ok := v.([]any)
	if err != nil || !ok {
		r.t.Fatalf("%d %s: no list", r.status, r.raw)
	}
	return list
}

func (r reply) names(key string) []string {
	r.t.Helper()
	out := []string{}
	for _, item := range r.list() {
		out = append(out, item.(*object).str(key))
	}
	return out
}

func (r reply) want(status int) reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("status %d, want %d: %s", r.status, status, r.raw)
	}
	return r
}

// refused checks for an error in Okta's form.
func (r reply) refused(status int, code string) reply {
	r.t.Helper()
	if r.status != status || r.object().str("errorCode") != code {
		r.t.Fatalf("%d %s, want %d %s", r.status, r.raw, status, code)
	}
	return r
}

// failed checks for an error in OAuth's form.
func (r reply) failed(status int, code string) reply {
	r.t.Helper()
	if r.status != status || r.object().str("error") != code {
		r.t.Fatalf("%d %s, want %d %s", r.status, r.raw, status, code)
	}
	return r
}

func (r reply) id() string {
	r.t.Helper()
	id := r.object().str("id")
	if id == "" {
		r.t.Fatalf("%d %s: no id", r.status, r.raw)
	}
	return id
}

// do sends a request with the administrator's token.
func (o *org) do(method, path, body string) reply {
	o.t.Helper()
	return o.as("SSWS "+o.token, method, path, body)
}

func (o *org) as(authorization, method, path, body string) reply {
	o.t.Helper()
	req, err := http.NewRequest(method, o.world.OktaURL+path, strings.NewReader(body))
	if err != nil {
		o.t.Fatal(err)
	}
	if authorization != "" {
		req.Header.Set("Authorization", authorization)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	return o.send(req)
}

func (o *org) send(req *http.Request) reply {
	o.t.Helper()
	resp, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(req)
	if err != nil {
		o.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return reply{t: o.t, status: resp.StatusCode, header: resp.Header, raw: raw}
}

// form sends a form, as OAuth clients do.
func (o *org) form(path string, form url.Values, change ...func(*http.Request)) reply {
	o.t.Helper()
	req, err := http.NewRequest(http.MethodPost, o.world.OktaURL+path, strings.NewReader(form.Encode()))
	if err != nil {
		o.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, f := range change {
		f(req)
	}
	return o.send(req)
}

func basic(id, secret string) func(*http.Request) {
	return func(r *http.Request) { r.SetBasicAuth(url.QueryEscape(id), url.QueryEscape(secret)) }
}
