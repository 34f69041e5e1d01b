package sim

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// logged is one line of GET /_sim/requests.
type logged struct {
	Platform string  `json:"platform"`
	Method   string  `json:"method"`
	Path     string  `json:"path"`
	Route    string  `json:"route"`
	Status   int     `json:"status"`
	MS       float64 `json:"ms"`
	Internal bool    `json:"internal"`
	ByHand   bool    `json:"by_hand,omitempty"`
}

// withAdmin puts the simulator's own paths in front of a platform. What they
// do is not logged. Any other path under /_sim/ is the platform's.
func (s *Simulator) withAdmin(platform http.Handler) http.Handler {
	admin := &adminMux{}
	s.adminRoutes(admin)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/_sim/") {
			if _, pattern := admin.Handler(r); pattern != "" {
				if s.admits(w, r) {
					admin.ServeHTTP(w, r)
				}
				return
			}
		}
		platform.ServeHTTP(w, r)
	})
}

// adminRoutes are the simulator's own paths.
func (s *Simulator) adminRoutes(admin *adminMux) {
	s.console.Routes(admin.HandleFunc)
	admin.HandleFunc("GET /_sim/requests", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, 200, s.requests()) })
	admin.HandleFunc("DELETE /_sim/requests", func(w http.ResponseWriter, _ *http.Request) {
		s.World.Log.Clear()
		w.WriteHeader(http.StatusNoContent)
	})
	admin.HandleFunc("GET /_sim/objects", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, 200, s.Objects()) })
	admin.HandleFunc("GET /_sim/health", s.tellHealth)
	admin.HandleFunc("GET /_sim/export", s.export)
	admin.HandleFunc("GET /_sim/env", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, 200, s.Env()) })
	admin.HandleFunc("POST /_sim/reset", func(w http.ResponseWriter, _ *http.Request) {
		s.Reset()
		s.begun = false
		if err := s.begin(); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		s.kept(w)
	})
	admin.HandleFunc("POST /_sim/latency", func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			MS int64 `json:"ms"`
		}
		if readJSON(w, r, &in) {
			s.World.SetLatency(time.Duration(max(in.MS, 0)) * time.Millisecond)
			w.WriteHeader(http.StatusNoContent)
		}
	})
	admin.HandleFunc("POST /_sim/clock", func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			AdvanceMS int64 `json:"advance_ms"`
		}
		if readJSON(w, r, &in) {
			s.World.Clock.Advance(time.Duration(in.AdvanceMS) * time.Millisecond)
			s.kept(w)
		}
	})
	admin.HandleFunc("POST /_sim/faults", s.addFaults)
	admin.HandleFunc("DELETE /_sim/faults", func(w http.ResponseWriter, _ *http.Request) {
		s.World.Faults.Clear()
		w.WriteHeader(http.StatusNoContent)
	})
}

func (s *Simulator) requests() []logged {
	out := []logged{}
	for _, x := range s.World.Log.All() {
		out = append(out, logged{
			Platform: x.Platform, Method: x.Method, Path: x.Path, Route: x.Route, Status: x.Status,
			MS: float64(x.Took.Microseconds()) / 1000, Internal: x.Internal, ByHand: x.ByHand,
		})
	}
	return out
}

func (s *Simulator) addFaults(w http.ResponseWriter, r *http.Request) {
	var raw json.RawMessage
	if !readJSON(w, r, &raw) {
		return
	}
	var faults []kernel.Fault
	target := any(&faults)
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("[")) {
		faults = make([]kernel.Fault, 1)
		target = &faults[0]
	}
	if err := json.Unmarshal(raw, target); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	for _, f := range faults {
		s.World.Faults.Add(f)
	}
	w.WriteHeader(http.StatusNoContent)
}

// kept answers a change that was not a request to a platform, once it is kept.
func (s *Simulator) kept(w http.ResponseWriter) {
	if s.keeper != nil {
		if err := s.keeper.all(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func readJSON(w http.ResponseWriter, r *http.Request, into any) bool {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err == nil {
		err = json.Unmarshal(body, into)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return false
	}
	return true
}
