package rest

import (
	"strings"
	"sync"
)

// Secrets are the values that must not appear in an error or a log: what the
// provider signs in with and what it was told to keep to itself. A platform
// may echo them in an error message. The zero value is ready for use.
type Secrets struct {
	mu  sync.RWMutex
	all map[string]struct{}
}

// minSecret keeps short values out: replacing every "a" would make errors
// unreadable and protect nothing.
const minSecret = 6

// Add remembers values.
func (s *Secrets) Add(values ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[string]struct{}{}
	}
	for _, v := range values {
		if len(v) >= minSecret {
			s.all[v] = struct{}{}
		}
	}
}

// Scrub replaces every secret in text.
func (s *Secrets) Scrub(text string) string {
	if s == nil {
		return text
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	for v := range s.all {
		text = strings.ReplaceAll(text, v, "(sensitive)")
	}
	return text
}
