package sim

import "net/http"

// adminMux is a mux that knows its patterns, which the documentation is
// compared with.
type adminMux struct {
	http.ServeMux
	patterns []string
}

// HandleFunc serves a pattern.
func (m *adminMux) HandleFunc(pattern string, h http.HandlerFunc) {
	m.patterns = append(m.patterns, pattern)
	m.ServeMux.HandleFunc(pattern, h)
}

// AdminRoutes are the patterns of the simulator's own paths.
func (s *Simulator) AdminRoutes() []string {
	admin := &adminMux{}
	s.adminRoutes(admin)
	return admin.patterns
}
