package kernel

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// Fault makes matching requests fail, as an outage or a proxy would.
type Fault struct {
	Platform string            `json:"platform"`           // okta, anypoint, gateway; empty: any
	Method   string            `json:"method"`             // empty: any
	Path     string            `json:"path"`               // a route ("/api/v1/groups/{groupId}") or a path; a trailing * matches the rest; empty: any
	Skip     int               `json:"skip"`               // how many matching requests pass first
	Times    int               `json:"times"`              // how often it strikes; 0: until it is cleared
	Status   int               `json:"status"`             // the answer's status; 0: the connection is cut
	Header   map[string]string `json:"header,omitempty"`   // the answer's headers
	Body     string            `json:"body,omitempty"`     // the answer's body
	After    bool              `json:"after"`              // true: the request is carried out first, only its answer is lost
	Delay    time.Duration     `json:"-"`                  // waited before anything else
	DelayMS  int               `json:"delay_ms,omitempty"` // the same, for the admin path
}

// Faults is the list of failures in force. Its zero value has none.
type Faults struct {
	mu   sync.Mutex
	list []*Fault
}

// Add puts a fault in force.
func (f *Faults) Add(fault Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = append(f.list, &fault)
}

// Clear ends all faults.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = nil
}

// strike returns the fault that hits this request, if any, and counts it.
func (f *Faults) strike(platform, route string, r *http.Request) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, fault := range f.list {
		if !fault.matches(platform, route, r) {
			continue
		}
		if fault.Skip > 0 {
			fault.Skip--
			continue
		}
		hit := *fault
		if fault.Times > 0 {
			if fault.Times--; fault.Times == 0 {
				f.list = append(f.list[:i], f.list[i+1:]...)
			}
		}
		return &hit
	}
	return nil
}

func (f *Fault) matches(platform, route string, r *http.Request) bool {
	if f.Platform != "" && f.Platform != platform || f.Method != "" && !strings.EqualFold(f.Method, r.Method) {
		return false
	}
	if prefix, ok := strings.CutSuffix(f.Path, "*"); ok {
		return strings.HasPrefix(route, prefix) || strings.HasPrefix(r.URL.Path, prefix)
	}
	return f.Path == "" || f.Path == route || f.Path == r.URL.Path
}
