package faults

import (
	"net/http"
	"strings"
	"sync"
)

// striker is the way to the platforms. It counts the calls of an operation, and
// makes them fail from one of them on.
type striker struct {
	next http.RoundTripper

	mu   sync.Mutex
	seen []string // the calls since aim, as method and path
	how  *kind
	from int // which call is the first to fail
	left int // how many more fail; negative: all
	key  string
	hits int
}

// watch only counts from now on.
func (s *striker) watch() { s.aim(nil, 0, 0) }

// aim makes calls fail: times of them, from that one on. 0: for ever.
func (s *striker) aim(how *kind, from, times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen, s.how, s.from, s.left, s.key, s.hits = nil, how, from, times, "", 0
	if times == 0 {
		s.left = -1
	}
}

// calls are those since the last aim, and how many of them failed.
func (s *striker) calls() (seen []string, hits int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen, s.hits
}

// RoundTrip implements http.RoundTripper.
func (s *striker) RoundTrip(r *http.Request) (*http.Response, error) {
	if how := s.hit(r); how != nil {
		return how.strike(r, s.next)
	}
	return s.next.RoundTrip(r)
}

func (s *striker) hit(r *http.Request) *kind {
	s.mu.Lock()
	defer s.mu.Unlock()
	// Signing in is no call of the operation, but it fails with all the rest.
	signIn := strings.HasSuffix(r.URL.Path, "/oauth2/token") && s.hits == 0
	if signIn {
		return nil
	}
	key := r.Method + " " + r.URL.Path
	s.seen = append(s.seen, key)
	if s.how == nil || s.left == 0 || len(s.seen) <= s.from {
		return nil
	}
	if s.key == "" {
		s.key = key
	}
	if !s.how.wide && key != s.key {
		return nil
	}
	s.left--
	s.hits++
	return s.how
}
