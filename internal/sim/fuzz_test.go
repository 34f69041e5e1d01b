package sim

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// bodies have been trouble somewhere, or are nearly what a route wants.
var bodies = []string{
	"", "{}", "null", "[]", "[null]", `"x"`, "0", "{", "\xff", `{"":null}`, strings.Repeat("[", 20_000),
	`{"name":null,"type":null,"label":null,"profile":null,"settings":null,"credentials":null,"conditions":null,"actions":null}`,
	`{"name":[],"type":{},"label":0,"profile":[],"settings":[],"credentials":[],"conditions":[],"actions":[],"scopes":{},"spec":[],"endpoint":[]}`,
	`{"name":{},"profile":{"name":null},"settings":{"oauthClient":null},"credentials":{"oauthClient":[]},"conditions":{"people":null,"scopes":[],"clients":{"include":[null]}},"actions":{"token":null}}`,
	`{"name":"x","type":"x","label":"x","signOnMode":"OPENID_CONNECT","profile":{"name":"x"},"settings":{"oauthClient":{"redirect_uris":[null],"grant_types":["authorization_code"],"jwks":{"keys":[null]}}}}`,
	`{"spec":{"groupId":null,"assetId":{},"version":1},"endpoint":{"uri":"::","proxyUri":[],"deploymentType":"CH"},"technology":"mule4","routing":[null,{"upstreams":[null]}]}`,
	`{"groupId":"x","assetId":"rate-limiting","assetVersion":"1.4.0","configurationData":[],"pointcutData":[null],"apiVersionId":{},"order":"x"}`,
	`{"query":"{ assets(query: {}) { groupId } }","variables":[]}`, `{"query":null}`, `{"query":"{{{{"}`,
	"grant_type=client_credentials&scope=%zz&client_assertion=a.b.c", "grant_type=refresh_token&refresh_token=x", "token=x&token=y&client_id=&client_secret=",
	"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb", `{"type":"okta_token_hook","channel":{"config":{"uri":"://","headers":[null]}}}`, `{"idps":[null],"limits":[null],"scopes":[null,"x",{}]}`,
}

var braces = regexp.MustCompile(`\{[^}]*\}`)

// knocker calls a simulator's platforms without a network: net/http would hide
// a panic by cutting the connection.
type knocker struct {
	s         *Simulator
	platforms []http.Handler
	n         int
	token     string
}

func newKnocker(tb testing.TB) *knocker {
	tb.Helper()
	s, err := Start(Options{Seed: 1})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return &knocker{s: s, platforms: []http.Handler{s.Okta.Handler(), s.Anypoint.Handler(), s.Gateway.Handler()}}
}

// routes are the methods and paths of a platform, with identifiers that exist
// where there are such.
func (k *knocker) routes(tb testing.TB, platform int, id string) (methods, paths []string) {
	tb.Helper()
	router, ok := k.platforms[platform].(*kernel.Router)
	if !ok {
		tb.Fatal("a platform without a router")
	}
	_, _, organization, environment := k.s.Anypoint.Credentials()
	known := strings.NewReplacer("{organizationId}", organization, "{environmentId}", environment, "{masterOrganizationId}", organization)
	for _, pattern := range router.Patterns() {
		method, path, _ := strings.Cut(pattern, " ")
		methods, paths = append(methods, method), append(paths, braces.ReplaceAllString(known.Replace(path), id))
	}
	return methods, paths
}

func (k *knocker) signIn(ctx context.Context) {
	id, secret, _, _ := k.s.Anypoint.Credentials()
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/accounts/api/v2/oauth2/token", strings.NewReader(`{"grant_type":"client_credentials","client_id":"`+id+`","client_secret":"`+secret+`"}`))
	r.Header.Set("Content-Type", "application/json")
	k.platforms[1].ServeHTTP(w, r)
	_, token, _ := strings.Cut(w.Body.String(), `"access_token":"`)
	k.token, _, _ = strings.Cut(token, `"`)
}

// knock sends one request; how chooses its headers.
func (k *knocker) knock(tb testing.TB, platform int, method, path, query string, body []byte, how uint8) {
	tb.Helper()
	u, err := url.ParseRequestURI(path)
	if err != nil {
		return // net/http refuses it
	}
	u.RawQuery = query
	ctx, cancel := context.WithTimeout(tb.Context(), time.Second)
	defer cancel()
	if k.n++; k.n%200 == 1 {
		k.s.Reset()
		k.signIn(ctx)
	}
	if strings.HasPrefix(u.Path, "/_sim/") {
		k.n = 0 // it may have asked for delays and faults
	}
	h := http.Header{"Content-Type": {"application/json"}}
	if how&1 > 0 && bytes.ContainsRune(body, '=') {
		h.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	switch {
	case how&8 > 0:
		h.Set("Authorization", query)
	case platform == 0:
		h.Set("Authorization", "SSWS "+k.s.Okta.APIToken())
	default:
		h.Set("Authorization", "Bearer "+k.token)
	}
	host := "127.0.0.1"
	if how&2 > 0 {
		h.Set("Origin", query)
	}
	if how&4 > 0 {
		host = query
	}
	r := (&http.Request{
		Method: method, URL: u, Header: h, Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
		Host: host, RemoteAddr: "127.0.0.1:1", RequestURI: path, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(ctx)
	defer func() {
		if p := recover(); p != nil && p != any(http.ErrAbortHandler) {
			tb.Logf("%s %s?%s with %.300q", method, path, query, body)
			panic(p)
		}
	}()
	k.s.withAdmin(k.platforms[platform]).ServeHTTP(httptest.NewRecorder(), r)
}

const oddQuery = "limit=-1&offset=x&filter=(&q=%00&after=zz&search=a&%zz"

// adminRoutes are the simulator's own.
func (k *knocker) adminRoutes() (methods, paths []string) {
	for _, path := range []string{"", "requests", "objects", "reset", "latency", "clock", "faults"} {
		for _, method := range []string{"GET", "POST", "DELETE"} {
			methods, paths = append(methods, method), append(paths, "/_sim/"+path)
		}
	}
	return methods, paths
}

// TestRouter_malformed: every route with every one of the bodies.
func TestRouter_malformed(t *testing.T) {
	k := newKnocker(t)
	methods, paths := k.adminRoutes()
	for i := range methods {
		for _, body := range bodies {
			k.knock(t, 0, methods[i], paths[i], oddQuery, []byte(body), uint8(i))
		}
	}
	for platform := range k.platforms {
		for _, id := range []string{"1", "default"} {
			methods, paths := k.routes(t, platform, id)
			for i := range methods {
				for j, body := range bodies {
					k.knock(t, platform, methods[i], paths[i], []string{oddQuery, ""}[j%2], []byte(body), 1)
				}
			}
		}
	}
}

// FuzzRouter: no request makes a simulated platform panic.
func FuzzRouter(f *testing.F) {
	k := newKnocker(f)
	for platform := range k.platforms {
		methods, paths := k.routes(f, platform, "1")
		for i := range methods {
			f.Add(uint8(platform), methods[i], paths[i], oddQuery, []byte(bodies[i%len(bodies)]), uint8(i%2))
		}
		for i, raw := range []string{"*", "/", "//", "/%", "/%2f%2f", "/..", "/_sim/", "/_sim/faults", "/_sim/clock", "/_sim/requests", "/api/v1/\x00", "http://evil.example/x", "/accounts", strings.Repeat("/a", 2000)} {
			f.Add(uint8(platform), []string{"GET", "POST", "OPTIONS", "", "X"}[i%5], raw, ";;&&==%", []byte(bodies[i%len(bodies)]), uint8(i))
		}
	}
	methods, paths := k.adminRoutes()
	for i := range methods {
		for j, body := range []string{"{}", `{"ms":9e99}`, `{"ms":-1,"advance_ms":9223372036854775807}`, `[{"platform":null,"times":-1,"status":-1,"delay_ms":-1}]`} {
			f.Add(uint8(i), methods[i], paths[i], "127.0.0.1", []byte(body), uint8(i+j)%8)
		}
	}
	f.Fuzz(func(t *testing.T, platform uint8, method, path, query string, body []byte, how uint8) {
		k.knock(t, int(platform)%len(k.platforms), method, path, query, body, how)
	})
}
