package rest_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// TestSend_bodies: each kind of body is sent as what it is, with its type, and
// no body has none.
func TestSend_bodies(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	for name, c := range map[string]struct {
		body       any
		want, kind string
	}{
		"none":             {nil, "", ""},
		"an object":        {map[string]string{"a": "é"}, `{"a":"é"}`, "application/json"},
		"a form":           {url.Values{"a": {"b c"}}, "a=b+c", form},
		"a form made late": {func() (url.Values, error) { return url.Values{"a": {"d"}}, nil }, "a=d", form},
		"as it is":         {rest.Raw{ContentType: "text/plain", Content: []byte("{")}, "{", "text/plain"},
	} {
		client := serve(t, func(_ http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if kind := r.Header["Content-Type"]; err != nil || string(body) != c.want || len(kind) != min(1, len(c.kind)) || r.Header.Get("Content-Type") != c.kind {
				t.Errorf("%s: %q of the type %q, %v", name, body, kind, err)
			}
		})
		if _, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodPut, Path: rest.P("/x"), Body: c.body}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// refusing answers 429 once, and remembers what it was sent.
type refusing struct{ bodies []string }

// RoundTrip implements http.RoundTripper.
func (p *refusing) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	p.bodies = append(p.bodies, string(body))
	status := http.StatusOK
	if len(p.bodies) == 1 {
		status = http.StatusTooManyRequests
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}")), Request: r}, err
}

// TestSend_bodyAgain: the body goes along again with the next attempt, whatever
// carries it.
func TestSend_bodyAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &refusing{}
		client := rest.New(rest.Options{Platform: "Test", Subsystem: "test", BaseURL: &url.URL{Scheme: "https", Host: "a.test"}, Transport: p, MaxTries: 1})
		_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: http.MethodPost, Path: rest.P("/x"), Body: map[string]int{"a": 1}})
		if err != nil || !slices.Equal(p.bodies, []string{`{"a":1}`, `{"a":1}`}) {
			t.Errorf("sent %q: %v", p.bodies, err)
		}
	})
}
