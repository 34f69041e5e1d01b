package sim

import (
	"bytes"
	"encoding/json"
	"html/template"
	"io"
	"net/http"
	"slices"
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
}

// withAdmin puts the simulator's own paths in front of a platform. What they
// do is not logged. Any other path under /_sim/ is the platform's.
func (s *Simulator) withAdmin(platform http.Handler) http.Handler {
	admin := &adminMux{}
	admin.HandleFunc("GET /_sim/{$}", s.console)
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
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/_sim/") {
			if h, pattern := admin.Handler(r); pattern != "" {
				if s.admits(w, r) {
					h.ServeHTTP(w, r)
				}
				return
			}
		}
		platform.ServeHTTP(w, r)
	})
}

func (s *Simulator) requests() []logged {
	out := []logged{}
	for _, x := range s.World.Log.All() {
		out = append(out, logged{
			Platform: x.Platform, Method: x.Method, Path: x.Path, Route: x.Route, Status: x.Status,
			MS: float64(x.Took.Microseconds()) / 1000, Internal: x.Internal,
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

var consolePage = template.Must(template.New("console").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Simulator</title>
<style>body{font:14px/1.4 system-ui,sans-serif;margin:2rem}td,th{padding:.1rem .8rem .1rem 0;text-align:left}.n{text-align:right}</style>
<h1>Simulator</h1>
<p>Okta <code>{{.Okta}}</code> · Anypoint <code>{{.Anypoint}}</code> · gateway <code>{{.Gateway}}</code></p>
<h2>Objects</h2>
<table>{{range .Objects}}<tr><td>{{.Kind}}</td><td class="n">{{.Count}}</td></tr>{{end}}</table>
<h2>Latest requests</h2>
<table><tr><th>platform</th><th>request</th><th>status</th><th>ms</th><th></th></tr>
{{range .Requests}}<tr><td>{{.Platform}}</td><td><code>{{.Method}} {{.Path}}</code></td><td>{{.Status}}</td><td class="n">{{.MS}}</td><td>{{if .Internal}}internal{{end}}</td></tr>
{{end}}</table>
</html>
`))

// console shows what the simulator holds and what it was asked last.
func (s *Simulator) console(w http.ResponseWriter, _ *http.Request) {
	type count struct {
		Kind  string
		Count int
	}
	var objects []count
	for kind, n := range s.Objects() {
		objects = append(objects, count{kind, n})
	}
	slices.SortFunc(objects, func(a, b count) int { return strings.Compare(a.Kind, b.Kind) })
	requests := s.requests()
	slices.Reverse(requests)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = consolePage.Execute(w, map[string]any{
		"Okta": s.World.OktaURL, "Anypoint": s.World.AnypointURL, "Gateway": s.World.GatewayURL,
		"Objects": objects, "Requests": requests[:min(len(requests), 100)],
	})
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
