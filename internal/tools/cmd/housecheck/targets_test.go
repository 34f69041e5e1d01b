package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestUnknownTargets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "git", "init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	for name, text := range map[string]string{
		"GNUmakefile": ".PHONY: test\ntest: ## All\nbuild-all:\n",
		"a.md":        "`make test` and `RACE=1 make build-all`, `make tests`; make sure\n```sh\nmake test # all\nX=1 make no\n$ make nothing\n```\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	broken, err := unknownTargets(t.Context(), dir)
	if got := strings.Join(broken, "\n"); err != nil || got != "a.md:1: there is no make tests\na.md:4: there is no make no\na.md:5: there is no make nothing" {
		t.Errorf("%v\n%s", err, got)
	}
}
