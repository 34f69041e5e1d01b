package acctest

import (
	"net/http"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
)

// AfterRequest calls f whenever the provider got the answer to such a request
// and before it looks at it: the moment for somebody else to come in between.
// It counts for machines and command lines that start afterwards.
func (e *Env) AfterRequest(method, path string, f func()) {
	through := transport(func(r *http.Request) (*http.Response, error) {
		resp, err := http.DefaultTransport.RoundTrip(r)
		if r.Method == method && r.URL.Path == path {
			f()
		}
		return resp, err
	})
	e.Through(through)
}

// Through makes the provider send its requests through t. It counts for
// machines and command lines that start afterwards.
func (e *Env) Through(t http.RoundTripper) {
	e.Factories["gatehouse"] = e.serve(provider.New("test").WithPromptLists().WithTransport(t))
}

type transport func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }
