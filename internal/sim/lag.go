package sim

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// lag makes lists lag behind writes, as those of platforms do that are answered
// by an index: a second simulator, made from the same seed, repeats every write
// a while later, and answers the lists. A get of a single object is never late.
//
// That lists are late is what users of the official provider report; which ones,
// and by how much, no document says. So all are, by what the option says.
//
// What people change with the simulator's own settings is not repeated, nor what
// a write starts by itself later, nor calls to services outside.
type lag struct {
	by    time.Duration
	clock *kernel.Clock

	order sync.Mutex // held while a write is carried out: the copy repeats them in their order
	mu    sync.Mutex
	copy  *Simulator
	queue []later
}

// later is a write to be repeated.
type later struct {
	at      time.Time
	request *http.Request
	body    []byte
}

// restart makes the copy of a simulator whose platforms are as they were made.
func (l *lag) restart(s *Simulator) {
	c := &Simulator{World: &kernel.World{
		IDs: kernel.NewIDs(s.opts.Seed), OktaURL: s.World.OktaURL, AnypointURL: s.World.AnypointURL, GatewayURL: s.World.GatewayURL,
	}, opts: Options{Seed: s.opts.Seed, Without: s.opts.Without}}
	if err := c.assemble(c); err != nil {
		panic(err) // the original's own options were taken
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.copy, l.queue = c, nil
}

// Write implements kernel.Behind.
func (l *lag) Write(platform string, r *http.Request, body []byte, h kernel.Handler) kernel.Answer {
	l.order.Lock()
	defer l.order.Unlock()
	at := l.clock.Now()
	repeated := l.request(platform, r, body)
	answer := h(r)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue = append(l.queue, later{at, repeated, body})
	return answer
}

// List implements kernel.Behind.
func (l *lag) List(platform string, r *http.Request, body []byte) (kernel.Answer, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.catchUp(l.clock.Now().Add(-l.by))
	req := l.request(platform, r, body)
	resp, err := l.copy.RoundTrip(req.WithContext(kernel.Mirrored(req.Context())))
	if err != nil {
		return kernel.Answer{}, false
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return kernel.Answer{}, false
	}
	reply, err := io.ReadAll(resp.Body)
	return kernel.Answer{Status: resp.StatusCode, Header: resp.Header, Body: reply}, err == nil
}

// catchUp repeats what was written until then.
func (l *lag) catchUp(until time.Time) {
	for len(l.queue) > 0 && !l.queue[0].at.After(until) {
		w := l.queue[0]
		l.queue = l.queue[1:]
		l.copy.World.Clock.Fix(w.at)
		w.request.Body = io.NopCloser(bytes.NewReader(w.body))
		if resp, err := l.copy.RoundTrip(w.request); err == nil {
			_ = resp.Body.Close()
		}
	}
	l.copy.World.Clock.Fix(until)
	l.copy.World.Log.Clear()
}

// request is a request as the copy takes it.
func (l *lag) request(platform string, r *http.Request, body []byte) *http.Request {
	out := r.Clone(context.WithoutCancel(r.Context()))
	base := l.copy.World.OktaURL
	if platform == "anypoint" {
		base = l.copy.World.AnypointURL
	}
	if u, err := out.URL.Parse(base); err == nil {
		out.URL.Scheme, out.URL.Host = u.Scheme, u.Host
	}
	out.Body = io.NopCloser(bytes.NewReader(body))
	return out
}
