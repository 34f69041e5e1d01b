package sim

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// InMemory makes a simulator that listens nowhere: it is the transport of who
// talks to it. Nothing waits for a network then, so that tests can run it on
// the clock of testing/synctest, on which an hour takes no time.
func InMemory(opts Options) (*Simulator, error) {
	s := &Simulator{World: &kernel.World{IDs: kernel.NewIDs(opts.Seed)}, opts: opts}
	s.World.OktaURL, s.World.AnypointURL, s.World.GatewayURL = "https://okta.localhost", "https://anypoint.localhost", "https://gateway.localhost"
	if err := s.assemble(s); err != nil {
		return nil, err
	}
	return s, s.begin()
}

// RoundTrip implements http.RoundTripper: the platform with the request's
// address answers.
func (s *Simulator) RoundTrip(r *http.Request) (*http.Response, error) {
	var h http.Handler
	for base, platform := range map[string]http.Handler{
		s.World.OktaURL: s.Okta.Handler(), s.World.AnypointURL: s.Anypoint.Handler(), s.World.GatewayURL: s.Gateway.Handler(),
	} {
		if u, err := url.Parse(base); err == nil && u.Host == r.URL.Host {
			h = platform
		}
	}
	if h == nil {
		return nil, fmt.Errorf("there is no %s in this simulator", r.URL.Host)
	}
	inner := r.Clone(r.Context())
	if inner.Body == nil {
		inner.Body = http.NoBody
	}
	inner.RequestURI, inner.RemoteAddr, inner.Host = r.URL.RequestURI(), "127.0.0.1:1", r.URL.Host
	w := &written{header: http.Header{}}
	if !w.serve(h, inner) {
		return nil, io.ErrUnexpectedEOF
	}
	if w.header.Get("Date") == "" { // as net/http does
		w.header.Set("Date", s.World.Clock.Now().Format(http.TimeFormat))
	}
	return &http.Response{
		Status: fmt.Sprintf("%d %s", w.status, http.StatusText(w.status)), StatusCode: w.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: r,
	}, nil
}

// written is an answer in memory.
type written struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// serve tells whether there was an answer: a fault may cut the connection.
func (w *written) serve(h http.Handler, r *http.Request) (answered bool) {
	defer func() {
		if v := recover(); v != nil {
			if v != http.ErrAbortHandler { //nolint:errorlint // a panic's value, as net/http compares it
				panic(v)
			}
			answered = false
		}
	}()
	h.ServeHTTP(w, r)
	w.WriteHeader(http.StatusOK)
	return true
}

// Header implements http.ResponseWriter.
func (w *written) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *written) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// Write implements http.ResponseWriter.
func (w *written) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}
