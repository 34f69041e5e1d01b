package kernel

import (
	"slices"
	"sync"
)

// Secrets remembers every secret that the simulator ever issued or was given,
// so that a test can look for them where they must not be.
// Its zero value is empty.
type Secrets struct {
	mu  sync.Mutex
	all []string
}

// Add remembers a secret and returns it.
func (s *Secrets) Add(secret string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if secret != "" && !slices.Contains(s.all, secret) {
		s.all = append(s.all, secret)
	}
	return secret
}

// All is a copy of the list.
func (s *Secrets) All() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.all)
}

func (s *Secrets) replace(all []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = all
}
