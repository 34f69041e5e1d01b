// Package tools holds what the programs under cmd share: the pinned versions.
package tools

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed versions.env
var versionsEnv string

// Version returns the value of a key of versions.env. It panics on a key that
// is not there: keys are written in code, so that is a mistake in the code.
func Version(key string) string {
	for line := range strings.Lines(versionsEnv) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "=")
		if ok && name == key {
			return value
		}
	}
	panic(fmt.Sprintf("internal/tools/versions.env has no %s", key))
}
