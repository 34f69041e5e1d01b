package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestUnpinned(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := unpinned(dir); err == nil {
		t.Error("no workflows are not seen")
	}
	workflows := filepath.Join(dir, ".github", "workflows")
	if err := os.MkdirAll(workflows, 0o755); err != nil {
		t.Fatal(err)
	}
	sha := strings.Repeat("0a", 20)
	if err := os.WriteFile(filepath.Join(workflows, "a.yml"), []byte(`
      # uses: somebody/comment@v1
      - uses: ./local
      - uses: actions/checkout@`+sha+` # v7.0.0
        uses: hashicorp/setup/sub@`+sha+` # v4
      - uses: actions/checkout@v7
      - uses: actions/checkout@`+sha+`
      - uses: actions/checkout@`+sha[1:]+` # v7
      - { uses: actions/checkout@main }
`), 0o644); err != nil {
		t.Fatal(err)
	}
	broken, err := unpinned(dir)
	if err != nil || len(broken) != 4 || !strings.HasPrefix(broken[0], "a.yml:6: actions/checkout@v7 is not pinned") {
		t.Errorf("%q %v", broken, err)
	}
}
