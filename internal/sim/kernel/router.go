package kernel

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"time"
)

// Answer is what a handler returns. Body is sent as JSON, except that []byte
// and string are sent as they are and nil sends nothing.
type Answer struct {
	Status int
	Header http.Header
	Body   any
}

// Handler answers one request. Its body was read already and can be read again.
type Handler func(*http.Request) Answer

// Router serves one platform: it matches routes, logs, delays and fails.
type Router struct {
	Platform string
	World    *World
	// Internal is the token by which the simulator's own calls are known.
	Internal string
	// Before runs ahead of every handler and may answer in its place, as rate
	// limits do. Headers it returns with Status 0 are added to the handler's
	// answer.
	Before func(r *http.Request) Answer
	// NotFound answers what matches no route.
	NotFound Handler

	routes routes
}

// Handle serves a pattern such as "GET /api/v1/groups/{groupId}"; without a
// method it stands for all of them, and with a slash at its end for everything
// below. A name in braces is one segment, which Request.PathValue gives.
func (rt *Router) Handle(pattern string, h Handler) { rt.routes.add(pattern, h) }

// Known tells whether a path is served for a method.
func (rt *Router) Known(method string, path *url.URL) bool {
	l, _ := rt.routes.find(method, path)
	return l != nil
}

// ServeHTTP implements http.Handler.
func (rt *Router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l, values := rt.routes.find(r.Method, r.URL)
	if l == nil {
		rt.serve("", rt.NotFound, w, r)
		return
	}
	for i, name := range l.names {
		r.SetPathValue(name, values[i])
	}
	rt.serve(l.route, l.handler, w, r)
}

// maxBody is more than any of the platforms takes.
const maxBody = 16 << 20

func (rt *Router) serve(route string, h Handler, w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	body, _ := io.ReadAll(io.LimitReader(r.Body, maxBody))
	r.Body = io.NopCloser(bytes.NewReader(body))
	x := Exchange{
		Platform: rt.Platform, Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(), Route: route,
		Internal: rt.isInternal(r),
		ByHand:   IsByHand(r), At: start,
		Header: r.Header.Clone(), Body: body,
	}
	if d := time.Duration(rt.World.latency.Load()); d > 0 && !x.Internal && !IsOwn(r) {
		pause(r, d)
	}
	answer, faulted := rt.answer(route, h, r, body)
	if rt.World.Settle != nil {
		if err := rt.World.Settle(rt.Platform, r.Method); err != nil {
			answer, faulted = Answer{Status: http.StatusServiceUnavailable, Header: http.Header{"Content-Type": {"text/plain"}}, Body: "The simulator could not keep what this request changed: " + err.Error()}, true
		}
	}
	cut := faulted && answer.Status == 0
	if answer.Status == 0 && !cut {
		answer.Status = http.StatusOK
	}
	reply := encode(answer.Body)
	x.Status, x.Reply, x.Faulted, x.Took = answer.Status, reply, faulted, time.Since(start)
	if !cut {
		maps.Copy(w.Header(), answer.Header)
		if w.Header().Get("Content-Type") == "" && len(reply) > 0 {
			w.Header().Set("Content-Type", "application/json")
		}
		x.Answer = w.Header().Clone()
	}
	if !IsOwn(r) || x.ByHand && !Looks(r.Method) {
		rt.World.Log.add(x)
	}
	if cut {
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(answer.Status)
	_, _ = w.Write(reply)
}

// isInternal tells whether one of the simulated platforms sent a request.
func (rt *Router) isInternal(r *http.Request) bool {
	return rt.Internal != "" && r.Header.Get(InternalHeader) == rt.Internal
}

func (rt *Router) answer(route string, h Handler, r *http.Request, body []byte) (answer Answer, faulted bool) {
	var fault *Fault
	if !IsOwn(r) {
		fault = rt.World.Faults.strike(rt.Platform, route, r)
	}
	if fault != nil {
		pause(r, fault.Delay+time.Duration(fault.DelayMS)*time.Millisecond)
		if !fault.After && (fault.Status != 0 || fault.Delay == 0 && fault.DelayMS == 0) {
			return fault.answer(), true
		}
	}
	extra := http.Header{}
	if rt.Before != nil {
		early := rt.Before(r)
		if early.Status != 0 {
			return early, false
		}
		extra = early.Header
	}
	answer = rt.carry(route, r, body, h)
	if len(extra) > 0 {
		if answer.Header == nil {
			answer.Header = http.Header{}
		}
		maps.Copy(answer.Header, extra)
	}
	if fault != nil && fault.After {
		return fault.answer(), true
	}
	return answer, false
}

func (f *Fault) answer() Answer {
	a := Answer{Status: f.Status, Header: http.Header{}, Body: f.Body}
	for k, v := range f.Header {
		a.Header.Set(k, v)
	}
	return a
}

func encode(body any) []byte {
	switch b := body.(type) {
	case nil:
		return nil
	case []byte:
		return b
	case string:
		return []byte(b)
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(body); err != nil {
		panic(err)
	}
	return bytes.TrimRight(buf.Bytes(), "\n")
}

func pause(r *http.Request, d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-r.Context().Done():
	}
}

// Looks tells whether requests of a method change nothing.
func Looks(method string) bool { return method == http.MethodGet || method == http.MethodHead }
