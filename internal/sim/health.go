package sim

import (
	"net/http"
	"sync"
)

// health is whether the simulator serves. Its zero value is starting.
type health struct {
	mu     sync.Mutex
	status string // empty: starting
	broken chan struct{}
}

// The states that GET /_sim/health tells.
const (
	starting = "starting"
	serving  = "ok"
	stopping = "stopping"
	failed   = "failed"
)

// set changes the status. What is stopping or has failed stays so.
func (h *health) set(status string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.status != stopping && h.status != failed {
		h.status = status
	}
}

func (h *health) ready() { h.set(serving) }
func (h *health) stop()  { h.set(stopping) }

// ended is told when an address is not served any more.
func (h *health) ended(err error) {
	if err == nil || err == http.ErrServerClosed { //nolint:errorlint // Serve returns it as it is
		return
	}
	h.set(failed)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.status == failed {
		select {
		case <-h.channel():
		default:
			close(h.channel())
		}
	}
}

func (h *health) failed() <-chan struct{} {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.channel()
}

func (h *health) channel() chan struct{} {
	if h.broken == nil {
		h.broken = make(chan struct{})
	}
	return h.broken
}

func (h *health) now() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.status == "" {
		return starting
	}
	return h.status
}

// healthReport is the answer of GET /_sim/health.
type healthReport struct {
	Status   string `json:"status"` // ok with 200; starting, stopping or failed with 503
	Okta     string `json:"okta"`
	Anypoint string `json:"anypoint"`
	Gateway  string `json:"gateway"`
	State    string `json:"state,omitempty"` // the file that the tenant is kept in
}

func (s *Simulator) tellHealth(w http.ResponseWriter, _ *http.Request) {
	report := healthReport{
		Status: s.health.now(), Okta: s.World.OktaURL, Anypoint: s.World.AnypointURL, Gateway: s.World.GatewayURL, State: s.opts.StateFile,
	}
	code := http.StatusOK
	if report.Status != serving {
		code = http.StatusServiceUnavailable
	}
	writeJSON(w, code, report)
}
