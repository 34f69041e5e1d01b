package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// pinned is an action that cannot become another one: a commit, and the version
// that it is, for people and for the updates.
var pinned = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d[\w.]*$`)

// unpinned returns a line for every action of the workflows that is not pinned.
func unpinned(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, ".github", "workflows", "*.y*ml"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s has no workflows", dir)
	}
	var broken []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			_, action, found := strings.Cut(strings.TrimLeft(strings.TrimSpace(line), "-{ "), "uses:")
			if action = strings.TrimSpace(action); !found || strings.HasPrefix(strings.TrimSpace(line), "#") || strings.HasPrefix(action, "./") {
				continue
			}
			if !pinned.MatchString(action) {
				broken = append(broken, fmt.Sprintf("%s:%d: %s is not pinned: name a commit by its 40 digits, and the version behind a #", filepath.Base(file), n, action))
			}
		}
	}
	return broken, nil
}
