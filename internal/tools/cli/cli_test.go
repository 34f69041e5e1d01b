package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

func TestParseVersion(t *testing.T) {
	t.Parallel()
	inOrder := []string{"1.9.8", "1.11", "1.11.4", "1.16.0-rc1", "1.16.0-rc2", "1.16.0", "1.16.4", "2.0.0"}
	for i, a := range inOrder {
		for j, b := range inOrder {
			va, errA := parseVersion(a)
			vb, errB := parseVersion(b)
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			if got := va.compare(vb); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s against %s: %d", a, b, got)
			}
		}
	}
	for _, bad := range []string{"", "1", "one.two", "1.2.3.4", "1.-2", "v1.2.3"} {
		if _, err := parseVersion(bad); err == nil {
			t.Errorf("%q is taken for a version", bad)
		}
	}
}

func TestParseWishes(t *testing.T) {
	t.Parallel()
	wishes, err := ParseWishes("terraform>=1.14, tofu>=1.11,terraform=1.11.4")
	if err != nil {
		t.Fatal(err)
	}
	want := []Wish{{Terraform, false, "1.14"}, {OpenTofu, false, "1.11"}, {Terraform, true, "1.11.4"}}
	if !slices.Equal(wishes, want) {
		t.Errorf("got %v, want %v", wishes, want)
	}
	for _, bad := range []string{"", "terraform", "terraform>1.14", "pulumi>=3.0", "terraform>=new"} {
		if _, err := ParseWishes(bad); err == nil {
			t.Errorf("%q is taken for a list of wishes", bad)
		}
	}
}

func TestAccepts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		wish    Wish
		version string
		want    bool
	}{
		{Wish{Terraform, false, "1.14"}, "1.14.0", true},
		{Wish{Terraform, false, "1.14"}, "1.16.4", true},
		{Wish{Terraform, false, "1.14"}, "1.9.9", false},
		{Wish{Terraform, false, "1.14"}, "1.16.0-rc2", false},
		{Wish{Terraform, true, "1.16.0-rc2"}, "1.16.0-rc2", true},
		{Wish{Terraform, true, "1.11.4"}, "1.11.40", false},
		{Wish{Terraform, true, "1.11.4"}, "1.11.4", true},
	}
	for _, tc := range tests {
		if got := tc.wish.Accepts(tc.version); got != tc.want {
			t.Errorf("%s accepts %s: %t", tc.wish, tc.version, got)
		}
	}
}

// fake writes a program that answers to `version`.
func fake(t *testing.T, path, answer string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the programs of this test are shell scripts")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\necho '%s'\necho 'on plan9_mips'\n", answer)
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFind(t *testing.T) {
	path, cache := t.TempDir(), t.TempDir()
	old := fake(t, filepath.Join(path, "terraform"), "Terraform v1.11.4")
	t15 := fake(t, Terraform.Path(cache, "1.15.0"), "Terraform v1.15.0")
	t9 := fake(t, Terraform.Path(cache, "1.9.0"), "Terraform v1.9.0")
	tofu := fake(t, OpenTofu.Path(cache, "1.12.6"), "OpenTofu v1.12.6")
	// What does not answer as itself is never chosen.
	fake(t, Terraform.Path(cache, "1.17.0"), "Segmentation fault")
	fake(t, Terraform.Path(cache, "1.18.0"), "OpenTofu v1.18.0")
	t.Setenv("PATH", path+string(os.PathListSeparator)+os.Getenv("PATH"))

	for wishes, want := range map[string]string{
		"terraform>=1.11":                 old, // PATH comes first
		"terraform>=1.14":                 t15, // too old in PATH
		"terraform>=1.14,terraform>=1.11": t15, // the wishes have an order
		"terraform>=1.99,terraform>=1.11": old,
		"terraform=1.9.0":                 t9,
		"terraform>=1.99,tofu>=1.11":      tofu,
		"opentofu=1.12.6":                 tofu,
	} {
		list, err := ParseWishes(wishes)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Find(t.Context(), cache, list); err != nil || got != want {
			t.Errorf("%s: got %q, %v; want %q", wishes, got, err, want)
		}
	}
	list, _ := ParseWishes("terraform>=1.99")
	if got, err := Find(t.Context(), cache, list); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %q, %v; want %v", got, err, ErrNotFound)
	}
}

func TestDefaultCache(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GATEHOUSE_TOOLS", "")
	t.Setenv("XDG_CACHE_HOME", dir)
	if got, err := DefaultCache(); err != nil || got != filepath.Join(dir, "gatehouse-tools") {
		t.Errorf("XDG_CACHE_HOME: got %q, %v", got, err)
	}
	t.Setenv("GATEHOUSE_TOOLS", filepath.Join(dir, "own"))
	if got, err := DefaultCache(); err != nil || got != filepath.Join(dir, "own") {
		t.Errorf("GATEHOUSE_TOOLS: got %q, %v", got, err)
	}
}
