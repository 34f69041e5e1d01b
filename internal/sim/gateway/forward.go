package gateway

import (
	"io"
	"net/http"
	"slices"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// hopByHop headers belong to one connection.
var hopByHop = []string{"Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length"}

// forwardable are the headers that pass from one connection to another: neither
// those of one connection nor the mark of the simulator's own calls.
func forwardable(h http.Header) http.Header {
	out := h.Clone()
	for _, name := range append(slices.Clone(hopByHop), kernel.InternalHeader) {
		out.Del(name)
	}
	return out
}

// forward sends a request to the API's backend and brings back its answer.
// Not known: how a gateway words that a backend does not answer.
func (g *Gateway) forward(x *exchange) kernel.Answer {
	if x.api.Backend == "" {
		return failure(http.StatusServiceUnavailable, "The API has no implementation URI")
	}
	target, err := x.backend()
	if err != nil {
		return failure(http.StatusServiceUnavailable, "The API's implementation URI is not valid")
	}
	r, err := http.NewRequestWithContext(x.Context(), x.Method, target.String(), x.Body)
	if err != nil {
		return failure(http.StatusServiceUnavailable, "The API's implementation URI is not valid")
	}
	r.Header, r.ContentLength = x.header, x.ContentLength
	x.explain.begin(Step{Kind: "backend", Title: target.Redacted()})
	client := *g.world.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := client.Do(r)
	if err != nil {
		x.explain.note(false, "The backend can not be reached")
		x.explain.end(Refused, http.StatusServiceUnavailable)
		return failure(http.StatusServiceUnavailable, "The API's implementation can not be reached")
	}
	x.explain.note(true, "The backend answers %d", answer.StatusCode)
	x.explain.end(Passed, answer.StatusCode)
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return failure(http.StatusBadGateway, "The API's implementation broke off its answer")
	}
	return kernel.Answer{Status: answer.StatusCode, Header: forwardable(answer.Header), Body: body}
}

// echo is a backend for APIs that have no other: it says what it received,
// but for the credentials.
func echo(r *http.Request) kernel.Answer {
	headers := map[string]string{}
	for name := range forwardable(r.Header) {
		if name != "Authorization" {
			headers[name] = r.Header.Get(name)
		}
	}
	return kernel.Answer{Status: http.StatusOK, Body: map[string]any{"method": r.Method, "path": r.URL.Path, "headers": headers}}
}
