package anypoint_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// answer is a platform that says one thing.
type answer struct {
	status int
	body   string
}

func (a answer) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: a.status, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(a.body)), Request: r,
	}, nil
}

// played is a platform that answers as it is told, by method and path, and
// remembers what it was asked. Of several answers the last one stays.
type played struct {
	answers map[string][]answer
	any     *answer // to what it was not told of; nil: it is not there

	mu    sync.Mutex
	asked []string // method, path with query, and body
}

func (p *played) RoundTrip(r *http.Request) (*http.Response, error) {
	asked := r.Method + " " + r.URL.RequestURI()
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if len(body) > 0 {
			asked += " " + string(body)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, asked)
	key := r.Method + " " + r.URL.Path
	all := p.answers[key]
	if len(all) == 0 && p.any != nil {
		return p.any.RoundTrip(r)
	}
	if len(all) == 0 {
		return answer{404, `{"message":"nobody told of this"}`}.RoundTrip(r)
	}
	if len(all) > 1 {
		p.answers[key] = all[1:]
	}
	return all[0].RoundTrip(r)
}

const down = `{"message":"the platform is down"}`

// client is one for a platform.
func client(platform http.RoundTripper) *anypoint.Client {
	return anypoint.New(anypoint.Options{
		BaseURL: &url.URL{Scheme: "https", Host: "anypoint.example.com"}, Signer: anypoint.AccessToken("t"), Transport: platform,
		Secrets: &rest.Secrets{}, MaxTries: 1,
	})
}

// hasAsked fails where the platform was asked anything else.
func (p *played) hasAsked(t *testing.T, want ...string) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !slices.Equal(p.asked, want) {
		t.Errorf("asked\n%s\nwant\n%s", strings.Join(p.asked, "\n"), strings.Join(want, "\n"))
	}
}

// says fails where an error does not say all that is wanted; without any there
// must be none.
func says(t *testing.T, err error, want ...string) {
	t.Helper()
	if (err != nil) != (len(want) > 0) {
		t.Errorf("error %v, want %q", err, want)
		return
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error does not say %q: %s", w, err)
		}
	}
}

// text is a value as JSON.
func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
