package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestDeadLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "git", "init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	if _, err := deadLinks(t.Context(), dir); err == nil {
		t.Error("a repository without links is not seen")
	}
	for name, text := range map[string]string{
		"README.md": "# A `thing`, and more\n\n[here](#a-thing-and-more) [a](more/a.md#what) [an](more/a.md#known-1) [own](https://github.com/gatehouse/terraform-provider-gatehouse/tree/main/more) " +
			"[away](https://example.com/x) `[code](no)` [`name`](more/a.md)\n```\n[code](no)\n```\n<img src=\"more/a.md\">\n",
		"more/a.md": "<a id=\"known\"></a>\n## What?\n## Known\n[up](../README.md)\n" +
			"[a](b)\n[b](a.md#where)\n[c](#where)\n<img src=\"b.png\">\n![d](https://raw.githubusercontent.com/gatehouse/terraform-provider-gatehouse/main/b.svg)\n[`e`](e.md)\n[f](https://registry.terraform.io/providers/gatehouse/gatehouse/latest/docs/index#known)\n",
		"docs/index.md":      "# Unknown\n[a page that is not there](nowhere.md)\n",
		"docs/guides/one.md": "---\n---\n## Two\n[no ending](one) [two](one.md#two) [below](#nested) [no such heading](#one)\n<a id=\"nested\"></a>\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	broken, err := deadLinks(t.Context(), dir)
	want := "docs/guides/one.md:4: the link one leads to no file\n" +
		"docs/guides/one.md:4: the link #one leads to no heading\n" +
		"docs/index.md:2: the link nowhere.md leads to no file\n" +
		"more/a.md:5: the link b leads to no file\n" +
		"more/a.md:6: the link a.md#where leads to no heading\n" +
		"more/a.md:7: the link #where leads to no heading\n" +
		"more/a.md:8: the link b.png leads to no file\n" +
		"more/a.md:9: the link https://raw.githubusercontent.com/gatehouse/terraform-provider-gatehouse/main/b.svg leads to no file\n" +
		"more/a.md:10: the link e.md leads to no file\n" +
		"more/a.md:11: the link https://registry.terraform.io/providers/gatehouse/gatehouse/latest/docs/index#known leads to no heading"
	if got := strings.Join(broken, "\n"); err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
}
