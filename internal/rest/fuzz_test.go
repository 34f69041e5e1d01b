package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// FuzzLink: whatever a Link header says, the next request goes to the platform.
func FuzzLink(f *testing.F) {
	for _, link := range []string{
		`<https://dev-1.okta.com/api/v1/apps?after=x>; rel="next"`, `<https://dev-1.okta.com:443/x>; rel="next", <https://a/b>; rel="self"`, `</x>; rel="next"`, `<//evil.example/x>; rel="next"`,
		`<https://dev-1.okta.com@evil.example/x>; rel="next"`, `<https://dev-1.okta.com.evil.example/x>; rel="next"`, `<.evil.example/x>; rel="next"`, `<@evil.example>; rel="next"`,
		`<https:evil.example>; rel="next"`, `<?after=1>; rel="next"`, `<>; rel="next"`, `<`, `;`, `,;rel="next"`, `<#x>; rel="next"`, "<https://dev-1.okta.com/\r\nX: y>; rel=\"next\"", `<%2f%2fevil.example>; rel="next"`,
		`<https://DEV-1.okta.com/%zz>; rel="next"`, `<https://[::1]:0/>; rel="next"`, `<\\evil.example\x>; rel="next"`, strings.Repeat(`<`, 10_000),
	} {
		f.Add("https://dev-1.okta.com", link)
		f.Add("https://dev-1.okta.com/base/", link)
		f.Add("http://127.0.0.1:", link)
	}
	f.Fuzz(func(t *testing.T, base, link string) {
		u, err := url.Parse(base)
		if err != nil || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || !Confidential(u) || u.ForceQuery {
			t.Skip("the provider refuses it")
		}
		c := New(Options{Platform: "Test", Subsystem: "test", BaseURL: u})
		resp := Response{Status: http.StatusOK, Header: http.Header{"Link": {link}}, Body: []byte(`[]`)}
		_, next, more, err := LinkNext(c, Request{Operation: "list", Method: http.MethodGet, Path: P("/x")}, resp)
		if err != nil || !more {
			return
		}
		r, err := c.build(t.Context(), next)
		if err != nil {
			return
		}
		if !sameOrigin(r.URL, u) || r.URL.User != nil {
			t.Errorf("%q of %q leads to %s", link, base, r.URL)
		}
	})
}

// FuzzAnswer: no body panics, and depth is what a decoder counts.
func FuzzAnswer(f *testing.F) {
	for _, body := range []string{``, `{}`, `[]`, `null`, `{"a":"[[{\"\\"}`, `"\`, `[[[]]]`, `{"a":[{"b":"]"}]}`, strings.Repeat("[", 300), strings.Repeat("[{", 150), "\xff\xfe", `]]]]`} {
		f.Add(http.StatusOK, []byte(body))
		f.Add(http.StatusBadRequest, []byte(body))
	}
	u, _ := url.Parse("https://platform.example.com")
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		if status < 200 || status > 599 {
			t.Skip("net/http gives no other")
		}
		c := New(Options{Platform: "Test", Subsystem: "test", BaseURL: u})
		resp := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body))}
		r := Request{Operation: "read", Method: http.MethodGet, Path: P("/x")}
		content, err := c.content(r, resp)
		if err == nil {
			var items []json.RawMessage
			_ = decode(c, r, content, &items)
			_ = c.refused(r, resp, content).Error()
		}
		if json.Valid(body) && tooDeep(body) != (depth(body) > maxDepth) {
			t.Errorf("%d levels", depth(body))
		}
	})
}

func depth(body []byte) (deepest int) {
	d, now := json.NewDecoder(bytes.NewReader(body)), 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) || err != nil {
			return deepest
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			now++
			deepest = max(deepest, now)
		case json.Delim(']'), json.Delim('}'):
			now--
		}
	}
}
