package console

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

const (
	// pause is how long changes are gathered before the tenant is read again.
	pause = 120 * time.Millisecond
	// beat is how often a silent stream shows that it lives.
	beat = 20 * time.Second
	// remembered is how many of the latest requests a new page is told.
	remembered = 500
)

// request is a line of the request log.
type request struct {
	Number   uint64    `json:"number"`
	At       time.Time `json:"at"`
	Platform string    `json:"platform"`
	Method   string    `json:"method"`
	Path     string    `json:"path"`
	Status   int       `json:"status"`
	MS       float64   `json:"ms"`
	By       string    `json:"by"`
	Faulted  bool      `json:"faulted,omitempty"`
}

func lineOf(number uint64, x kernel.Exchange) request {
	return request{
		Number: number, At: x.At, Platform: x.Platform, Method: x.Method, Path: x.Path, Status: x.Status,
		MS: float64(x.Took.Microseconds()) / 1000, By: by(x), Faulted: x.Faulted,
	}
}

// by says who sent a request.
func by(x kernel.Exchange) string {
	switch {
	case x.ByHand:
		return "hand"
	case x.Internal:
		return "simulator"
	}
	return "client"
}

// events follows the tenant and the request log: all of both first, then what
// changes. The tenant is read only for as long as somebody listens.
func (c *Console) events(w http.ResponseWriter, r *http.Request) {
	changed, stop := c.world.Log.Watch()
	defer stop()
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	s := stream{c: c, w: w, r: r, control: http.NewResponseController(w)}
	if !s.begin() {
		return
	}
	alive := time.NewTicker(beat)
	defer alive.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-c.stopped:
			return
		case <-alive.C:
			if !s.send("beat", struct{}{}) {
				return
			}
		case <-changed:
			if !s.requests() {
				return
			}
			select { // what follows at once is told with it
			case <-r.Context().Done():
				return
			case <-c.stopped:
				return
			case <-time.After(pause):
			}
			if !s.requests() || !s.changes() {
				return
			}
		}
	}
}

// stream is one page that listens.
type stream struct {
	c       *Console
	w       http.ResponseWriter
	r       *http.Request
	control *http.ResponseController

	shown Tenant // what the page shows
	first uint64 // the oldest request that the page shows
	next  uint64 // the next request that it is to be told
	stale bool   // something may have changed in the tenant since
}

func (s *stream) begin() bool {
	list, first, next := s.c.world.Log.Since(0)
	s.first, s.next = first, next
	if extra := len(list) - remembered; extra > 0 {
		list = list[extra:]
	}
	s.shown = s.c.tenant(s.r)
	return s.send("tenant", s.shown) && s.send("requests", map[string]any{"clear": true, "list": lines(next-uint64(len(list)), list)})
}

// requests tells the requests that came since.
func (s *stream) requests() bool {
	list, first, next := s.c.world.Log.Since(s.next)
	cleared := first != s.first
	s.stale = s.stale || cleared || slices.ContainsFunc(list, writes)
	if len(list) == 0 && !cleared {
		return true
	}
	if extra := len(list) - remembered; extra > 0 {
		list = list[extra:]
	}
	s.first, s.next = first, next
	return s.send("requests", map[string]any{"clear": cleared, "list": lines(next-uint64(len(list)), list)})
}

func lines(number uint64, list []kernel.Exchange) []request {
	out := []request{}
	for i, x := range list {
		out = append(out, lineOf(number+uint64(i), x))
	}
	return slices.Clip(out)
}

// writes tells whether a request can have changed something. Those that only
// read, of which a plan has hundreds, do not.
func writes(x kernel.Exchange) bool { return !kernel.Looks(x.Method) }

// changes tells what changed in the tenant since.
func (s *stream) changes() bool {
	if !s.stale {
		return true
	}
	s.stale = false
	now := s.c.tenant(s.r)
	what, changed := now.since(s.shown)
	s.shown = now
	return !changed || s.send("changes", what)
}

// send writes one event, and tells whether the page is still there.
func (s *stream) send(name string, what any) bool {
	raw, err := json.Marshal(what)
	if err != nil {
		return false
	}
	if _, err := fmt.Fprintf(s.w, "event: %s\ndata: %s\n\n", name, raw); err != nil {
		return false
	}
	return s.control.Flush() == nil
}
