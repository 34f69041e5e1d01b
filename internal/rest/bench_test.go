package rest_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tfsdklog"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// instant answers every request at once, with an object of a usual size.
type instant struct{ body []byte }

func (i instant) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	return &http.Response{
		StatusCode: http.StatusOK, Request: r, Body: io.NopCloser(bytes.NewReader(i.body)),
		Header: http.Header{
			"Date": {"Fri, 27 Nov 2026 10:00:00 GMT"}, "X-Okta-Request-Id": {"abc"},
			"X-Rate-Limit-Limit": {"600"}, "X-Rate-Limit-Remaining": {"599"}, "X-Rate-Limit-Reset": {"1795000000"},
		},
	}, nil
}

// BenchmarkSend is what one call costs in this process, with logs turned off
// as they are unless somebody asks for them.
func BenchmarkSend(b *testing.B) {
	base, err := url.Parse("https://example.okta.com")
	if err != nil {
		b.Fatal(err)
	}
	c := rest.New(rest.Options{
		Platform: "Okta", Subsystem: "okta", BaseURL: base, UserAgent: "test", Secrets: &rest.Secrets{},
		Transport: instant{[]byte(`{"id":"scp1","name":"cards.read","description":"` + string(bytes.Repeat([]byte("x"), 1200)) + `"}`)},
	})
	ctx := tfsdklog.NewRootProviderLogger(context.Background(), tfsdklog.WithLevel(6)) // off
	for name, r := range map[string]rest.Request{
		"GET":  {Operation: "read the scope", Method: http.MethodGet, Path: rest.P("/api/v1/authorizationServers/{authServerId}/scopes/{scopeId}", "aus1", "scp1")},
		"POST": {Operation: "create the scope", Method: http.MethodPost, Path: rest.P("/api/v1/authorizationServers/{authServerId}/scopes", "aus1"), Body: map[string]any{"name": "cards.read", "description": "x"}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Send(ctx, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
