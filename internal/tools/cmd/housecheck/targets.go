package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	target = regexp.MustCompile(`(?m)^([a-z-]+):`)
	// In code, or at the beginning of a line of a block of commands.
	called = regexp.MustCompile("(?:`|^\\s*(?:\\$ )?)(?:[A-Z_]+=\\S+ )*make ([a-z-]+)")
)

// unknownTargets returns a line for every command on a Markdown page that makes
// what the makefile has not.
func unknownTargets(ctx context.Context, dir string) ([]string, error) {
	makefile, err := os.ReadFile(filepath.Join(dir, "GNUmakefile"))
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, found := range target.FindAllStringSubmatch(string(makefile), -1) {
		known[found[1]] = true
	}
	pages, err := markdown(ctx, dir)
	if err != nil {
		return nil, err
	}
	var broken []string
	for _, page := range pages {
		text, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			return nil, err
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			for _, found := range called.FindAllStringSubmatch(line, -1) {
				if !known[found[1]] {
					broken = append(broken, fmt.Sprintf("%s:%d: there is no make %s", page, n, found[1]))
				}
			}
		}
	}
	return broken, nil
}
