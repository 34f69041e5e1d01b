package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// goMod is the part of `go mod edit -json` that matters here.
type goMod struct {
	Go      string
	Require []struct {
		Path, Version string
	}
	Replace []struct {
		Old, New struct{ Path, Version string }
	}
}

// Build makes one version of a command line and returns its path. When the
// cache already has it, nothing is done. Two builds of the same version wait
// for each other, and what is under the final name is always complete.
//
// `go install module@version` refuses both command lines, because their go.mod
// has replace directives. A module that requires them has no such limit: one is
// generated in the cache that repeats their requirements, and the program is
// built from there. No source is copied or changed.
func Build(ctx context.Context, log io.Writer, cache string, p Product, version string) (string, error) {
	final := p.Path(cache, version)
	if answers(ctx, p, final, version) {
		return final, nil
	}
	work := filepath.Join(cache, "build", p.Name+"-"+version)
	for _, dir := range []string{filepath.Dir(final), work} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return "", err
		}
	}
	unlock, err := lock(ctx, log, work+".lock")
	if err != nil {
		return "", err
	}
	defer unlock()
	if answers(ctx, p, final, version) {
		return final, nil // built by whoever held the lock
	}

	start := time.Now()
	fmt.Fprintf(log, "building %s %s from its Go module (once; a few minutes) ...\n", p.Title, version)
	source, err := download(ctx, log, work, p, version)
	if err != nil {
		return "", fmt.Errorf("%s %s cannot be downloaded: %w", p.Title, version, err)
	}
	if err := writeModule(ctx, log, work, source, p, version); err != nil {
		return "", fmt.Errorf("preparing the build of %s %s: %w", p.Title, version, err)
	}

	temp := fmt.Sprintf("%s.new-%d", final, os.Getpid())
	defer func() { _ = os.Remove(temp) }() // gone once it has its final name
	ldflags := fmt.Sprintf("-s -w -X %s/version.dev=no", p.Module)
	if _, err := goRun(ctx, log, work, "build", "-mod=mod", "-trimpath", "-buildvcs=false", "-ldflags", ldflags, "-o", temp, p.Module+p.Main); err != nil {
		return "", fmt.Errorf("building %s %s: %w", p.Title, version, err)
	}
	if got, err := p.Ask(ctx, temp); err != nil {
		return "", err
	} else if got != version {
		return "", fmt.Errorf("built %s %s, but it answers to be %s", p.Title, version, got)
	}
	if err := os.Rename(temp, final); err != nil {
		return "", err
	}
	fmt.Fprintf(log, "built %s in %s\n", final, time.Since(start).Round(time.Second))
	return final, nil
}

func answers(ctx context.Context, p Product, path, version string) bool {
	if _, err := os.Stat(path); err != nil {
		return false
	}
	got, err := p.Ask(ctx, path)
	return err == nil && got == version
}

// download fetches the module and returns the folder with its source.
func download(ctx context.Context, log io.Writer, work string, p Product, version string) (string, error) {
	out, err := goRun(ctx, nil, work, "mod", "download", "-json", p.Module+"@v"+version)
	var answer struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &answer); jsonErr == nil && answer.Error != "" {
		return "", errors.New(answer.Error)
	}
	if err != nil {
		return "", err
	}
	if answer.Dir == "" {
		return "", fmt.Errorf("go mod download answered without a folder: %s", out)
	}
	fmt.Fprintf(log, "  source: %s@v%s\n", p.Module, version)
	return answer.Dir, nil
}

// writeModule generates the module to build from: the requirements and replace
// directives of the original, and a stub for every nested module of it.
//
// The nested modules are not part of the module's archive. In Terraform they
// are its remote-state backends for cloud vendors, which nothing here uses, and
// a package for its own tests. The backends local, http, inmem, remote and
// cloud are in the main module and stay.
//
// The original's godebug settings are left out: they concern name resolution
// of symbolic links on Windows and TLS middleboxes, and Go refuses to build
// when it no longer knows one of them.
func writeModule(ctx context.Context, log io.Writer, work, source string, p Product, version string) error {
	// The source is read-only, and `go mod edit` takes a file name.
	out, err := goRun(ctx, log, work, "mod", "edit", "-json", filepath.Join(source, "go.mod"))
	if err != nil {
		return err
	}
	var original goMod
	if err := json.Unmarshal(out, &original); err != nil {
		return err
	}

	var mod strings.Builder
	fmt.Fprintf(&mod, "module gatehouse.invalid/%s\n\ngo %s\n\nrequire %s v%s\n\n", p.Name, original.Go, p.Module, version)
	mod.WriteString("require (\n")
	for _, r := range original.Require {
		fmt.Fprintf(&mod, "\t%s %s\n", r.Path, r.Version)
	}
	mod.WriteString(")\n\n")
	stubs := filepath.Join(work, "stubs")
	if err := os.RemoveAll(stubs); err != nil {
		return err
	}
	for _, r := range original.Replace {
		old := strings.TrimSpace(r.Old.Path + " " + r.Old.Version)
		if !strings.HasPrefix(r.New.Path, ".") {
			fmt.Fprintf(&mod, "replace %s => %s %s\n", old, r.New.Path, r.New.Version)
			continue
		}
		if _, err := os.Stat(filepath.Join(source, r.New.Path)); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is a nested module in %s, but its source is in the archive too", r.Old.Path, p.Module)
		}
		dir := filepath.Join("stubs", strings.TrimPrefix(r.Old.Path, p.Module+"/"))
		if err := writeStub(filepath.Join(work, dir), p, r.Old.Path, original.Go); err != nil {
			return err
		}
		fmt.Fprintf(&mod, "replace %s => ./%s\n", old, filepath.ToSlash(dir))
	}
	if err := os.WriteFile(filepath.Join(work, "go.mod"), []byte(mod.String()), 0o644); err != nil {
		return err
	}
	// The original's checksums: what is built is what its authors built with.
	sums, err := os.ReadFile(filepath.Join(source, "go.sum"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(work, "go.sum"), sums, 0o644)
}

// writeStub writes a module that stands in for a nested one.
func writeStub(dir string, p Product, path, goVersion string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	source := "package stub\n"
	if strings.Contains(path, "/internal/backend/remote-state/") {
		source = fmt.Sprintf(`package stub

import "%s/internal/backend"

// New stands in for a backend that this build leaves out.
func New() backend.Backend { panic("this build has no backend %s") }
`, p.Module, filepath.Base(path))
	}
	if err := os.WriteFile(filepath.Join(dir, "stub.go"), []byte(source), 0o644); err != nil {
		return err
	}
	mod := fmt.Sprintf("module %s\n\ngo %s\n", path, goVersion)
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o644)
}

// goRun runs the go command in a folder of the cache, free of the settings of
// the module that the user is in. Its messages go to log.
func goRun(ctx context.Context, log io.Writer, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GO111MODULE=on", "GOOS=", "GOARCH=")
	var messages strings.Builder
	cmd.Stderr = &messages
	if log != nil {
		cmd.Stderr = io.MultiWriter(&messages, quiet{log})
	}
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("go %s: %w\n%s", strings.Join(args[:min(2, len(args))], " "), err, strings.TrimSpace(messages.String()))
	}
	return out, nil
}

// quiet drops the one line per downloaded module, of which there are hundreds.
type quiet struct{ w io.Writer }

func (q quiet) Write(b []byte) (int, error) {
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "go: downloading ") {
			continue
		}
		if _, err := io.WriteString(q.w, line); err != nil {
			return 0, err
		}
	}
	return len(b), nil
}
