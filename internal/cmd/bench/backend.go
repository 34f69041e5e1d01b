package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
)

// manyObjects is from which number on the state is kept behind HTTP. A command
// line writes and compares a whole local state after every object, so that most
// of the time of an apply of thousands would be its own; a remote state it
// writes every few seconds.
const manyObjects = 1000

const override = `terraform {
  backend "http" {}
}
`

// keepState gives a configuration a state behind HTTP, and the environment that
// says where.
func keepState(work string) (env []string, stop func(), err error) {
	var mu sync.Mutex
	var state []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		switch r.Method {
		case http.MethodGet:
			if state == nil {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			_, _ = w.Write(state)
		case http.MethodPost:
			body, readErr := io.ReadAll(r.Body)
			if readErr != nil {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
			state = body
		case http.MethodDelete:
			state = nil
		}
	}))
	return []string{"TF_HTTP_ADDRESS=" + server.URL}, server.Close, os.WriteFile(filepath.Join(work, "backend_override.tf"), []byte(override), 0o600)
}
