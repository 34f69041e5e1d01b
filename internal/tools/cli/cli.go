// Package cli finds Terraform and OpenTofu command lines, and builds them from
// their Go modules where there is none. The tests, the demo and the generator
// of the documentation need one; a fresh clone has only Go, make and git.
package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Product is one of the two command lines.
type Product struct {
	Name   string // "terraform" or "opentofu"; also the name of its folder in the cache
	Binary string // the name of its program
	Title  string // how it calls itself in the first line of `version`
	Module string // the Go module it is built from
	Main   string // the package of its program, below Module
}

// The command lines that can be found and built.
var (
	Terraform = Product{
		Name: "terraform", Binary: "terraform", Title: "Terraform",
		Module: "github.com/hashicorp/terraform", Main: "",
	}
	OpenTofu = Product{
		Name: "opentofu", Binary: "tofu", Title: "OpenTofu",
		Module: "github.com/opentofu/opentofu", Main: "/cmd/tofu",
	}
)

// ProductByName accepts the name of the project and that of its program.
func ProductByName(name string) (Product, error) {
	for _, p := range []Product{Terraform, OpenTofu} {
		if name == p.Name || name == p.Binary {
			return p, nil
		}
	}
	return Product{}, fmt.Errorf("unknown command line %q: known are terraform and opentofu (or tofu)", name)
}

// DefaultCache is where built command lines are kept:
// ${GATEHOUSE_TOOLS:-${XDG_CACHE_HOME:-~/.cache}/gatehouse-tools}.
func DefaultCache() (string, error) {
	if dir := os.Getenv("GATEHOUSE_TOOLS"); dir != "" {
		return filepath.Abs(dir)
	}
	base := os.Getenv("XDG_CACHE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no folder for built tools: set GATEHOUSE_TOOLS: %w", err)
		}
		base = filepath.Join(home, ".cache")
	}
	return filepath.Abs(filepath.Join(base, "gatehouse-tools"))
}

// Path is where the binary of a version lies in the cache.
func (p Product) Path(cache, version string) string {
	name := p.Binary
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(cache, p.Name+"-"+version, name)
}

// Ask runs `path version` and returns the version that it answers with. It
// fails when the program is not the product: OpenTofu is also installed under
// the name terraform, and their version numbers are not comparable.
func (p Product) Ask(ctx context.Context, path string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "version")
	cmd.Dir = os.TempDir() // not in a configuration of the user's
	cmd.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+os.DevNull, "TF_CLI_ARGS=")
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s version: %w", path, err)
	}
	first, _, _ := strings.Cut(string(out), "\n")
	version, ok := strings.CutPrefix(strings.TrimSpace(first), p.Title+" v")
	if !ok {
		return "", fmt.Errorf("%s version: answered %q, not %s", path, first, p.Title)
	}
	return version, nil
}

// Wish is one acceptable kind of command line, such as terraform>=1.14.
type Wish struct {
	Product Product
	Exact   bool
	Version string
}

// ParseWishes reads a list such as "terraform>=1.14,tofu>=1.11,terraform=1.11.4".
func ParseWishes(s string) ([]Wish, error) {
	var wishes []Wish
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		name, version, atLeast := strings.Cut(part, ">=")
		if !atLeast {
			var ok bool
			if name, version, ok = strings.Cut(part, "="); !ok {
				return nil, fmt.Errorf("%q is not of the form terraform>=1.11 or terraform=1.11.4", part)
			}
		}
		product, err := ProductByName(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		version = strings.TrimSpace(version)
		if _, err := parseVersion(version); err != nil {
			return nil, err
		}
		wishes = append(wishes, Wish{Product: product, Exact: !atLeast, Version: version})
	}
	return wishes, nil
}

func (w Wish) String() string {
	op := ">="
	if w.Exact {
		op = "="
	}
	return w.Product.Binary + op + w.Version
}

// Accepts says whether a version fulfils the wish. Pre-releases never do,
// unless that very version is wished for.
func (w Wish) Accepts(version string) bool {
	if w.Exact {
		return version == w.Version
	}
	got, err := parseVersion(version)
	if err != nil || got.pre {
		return false
	}
	want, err := parseVersion(w.Version)
	return err == nil && got.compare(want) >= 0
}

// ErrNotFound is what Find answers when no usable command line is there.
var ErrNotFound = errors.New("no such command line found")

// Find returns the path of the first usable command line: the wishes in their
// order, and for each of them first PATH, then the cache (newest first).
func Find(ctx context.Context, cache string, wishes []Wish) (string, error) {
	var notes []string
	for _, w := range wishes {
		if path, err := exec.LookPath(w.Product.Binary); err == nil {
			version, err := w.Product.Ask(ctx, path)
			switch {
			case err != nil:
				notes = append(notes, err.Error())
			case w.Accepts(version):
				return filepath.Abs(path)
			default:
				notes = append(notes, fmt.Sprintf("%s is %s, not %s", path, version, w))
			}
		}
		for _, version := range cached(cache, w.Product) {
			if !w.Accepts(version) {
				continue
			}
			path := w.Product.Path(cache, version)
			if got, err := w.Product.Ask(ctx, path); err != nil {
				notes = append(notes, err.Error())
			} else if got == version {
				return path, nil
			}
		}
	}
	return "", fmt.Errorf("%w: wanted %v in PATH or %s; %s", ErrNotFound, wishes, cache, strings.Join(notes, "; "))
}

// cached lists the versions of a product in the cache, newest first.
func cached(cache string, p Product) []string {
	dirs, _ := filepath.Glob(filepath.Join(cache, p.Name+"-*"))
	var found []parsed
	for _, dir := range dirs {
		v, err := parseVersion(strings.TrimPrefix(filepath.Base(dir), p.Name+"-"))
		if err != nil {
			continue
		}
		if info, err := os.Stat(p.Path(cache, v.text)); err == nil && info.Mode().IsRegular() {
			found = append(found, v)
		}
	}
	slices.SortFunc(found, func(a, b parsed) int { return b.compare(a) })
	versions := make([]string, len(found))
	for i, v := range found {
		versions[i] = v.text
	}
	return versions
}
