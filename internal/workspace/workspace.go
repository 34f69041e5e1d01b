// Package workspace runs a Terraform or an OpenTofu on a copy of a
// configuration, with the provider of this source tree installed as if from a
// registry. The demo, the examples' tests and the benchmarks use it.
package workspace

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

// Workspace is a copy of a configuration and the command line that works in it.
type Workspace struct {
	CLI  string   // the program's path
	Name string   // its first line about itself: name and version
	Dir  string   // the copy of the configuration
	RC   string   // the command line's settings, so that the user's have no part in it
	Env  []string // more environment: the configuration's variables, a log file
	// Log is a file for the provider's log at TRACE; empty: none is kept.
	Log string
	// Ran is given what each command has printed; nil: nobody asks.
	Ran func(output string)
}

// version is the version under which the local build is installed.
const version = "0.0.1"

// New copies the configuration in source into dir and installs the provider.
// root is the source tree. program is the command line; empty: GATEHOUSE_CLI,
// else terraform or tofu on the PATH.
func New(ctx context.Context, dir, root, source, program string) (*Workspace, error) {
	w := &Workspace{CLI: program, Dir: filepath.Join(dir, filepath.Base(source)), RC: filepath.Join(dir, "cli.rc")}
	if w.CLI == "" {
		w.CLI = os.Getenv("GATEHOUSE_CLI")
	}
	for _, name := range []string{"terraform", "tofu"} {
		if w.CLI == "" {
			w.CLI, _ = exec.LookPath(name)
		}
	}
	if w.CLI == "" {
		return nil, errors.New("neither terraform nor tofu is on the PATH; `make demo` builds one, or set GATEHOUSE_CLI")
	}
	about, err := exec.CommandContext(ctx, w.CLI, "version").Output()
	if err != nil {
		return nil, fmt.Errorf("%s cannot be started: %w", w.CLI, err)
	}
	w.Name, _, _ = strings.Cut(string(about), "\n")
	if err := os.CopyFS(w.Dir, os.DirFS(filepath.Join(root, source))); err != nil {
		return nil, err
	}
	return w, w.install(ctx, root, filepath.Join(dir, "mirror"))
}

// install builds the provider into a mirror folder, from which init installs
// it as it would from a registry, Terraform's or OpenTofu's.
func (w *Workspace) install(ctx context.Context, root, mirror string) error {
	file := "terraform-provider-gatehouse_v" + version
	if runtime.GOOS == "windows" {
		file += ".exe"
	}
	folder := func(host string) string {
		return filepath.Join(mirror, host, "gatehouse", "gatehouse", version, runtime.GOOS+"_"+runtime.GOARCH)
	}
	first := folder("registry.terraform.io")
	if err := Build(ctx, root, filepath.Join(first, file)); err != nil {
		return err
	}
	if err := os.CopyFS(folder("registry.opentofu.org"), os.DirFS(first)); err != nil {
		return err
	}
	rc := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	return os.WriteFile(w.RC, []byte(rc), 0o600)
}

// ReleasedBuild begins the go command that compiles as a release does: the
// flags are those of .goreleaser.yml, but for the symbols.
func ReleasedBuild() []string {
	return []string{"build", "-trimpath", "-tags", "grpcnotrace", "-gcflags=github.com/gatehouse/terraform-provider-gatehouse/...=-l"}
}

// Build builds the provider of the source tree in root as it is released.
func Build(ctx context.Context, root, file string) error {
	build := exec.CommandContext(ctx, "go", append(ReleasedBuild(), "-ldflags", "-s -w", "-o", file, ".")...)
	build.Dir, build.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("the provider does not build: %w\n%s", err, out)
	}
	return nil
}

// Run runs a command and returns its output; a failure carries its end.
func (w *Workspace) Run(ctx context.Context, args ...string) (string, error) {
	out, err := w.command(ctx, args...)
	if err != nil {
		return out, fmt.Errorf("%s %s: %w\n%s", filepath.Base(w.CLI), strings.Join(args, " "), err, tail(out, 60))
	}
	return out, nil
}

func (w *Workspace) command(ctx context.Context, args ...string) (string, error) {
	options := []string{"-input=false", "-no-color"}
	switch args[0] {
	case "show", "output", "validate", "query", "test":
		options = options[1:]
	}
	cmd := exec.CommandContext(ctx, w.CLI, slices.Concat(args[:1], options, args[1:])...)
	cmd.Dir = w.Dir
	cmd.Env = append(w.Environment(), "TF_IN_AUTOMATION=1")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if w.Ran != nil {
		w.Ran(out.String())
	}
	return out.String(), err
}

// Environment is that of the commands.
func (w *Workspace) Environment() []string {
	env := append(os.Environ(), "TF_CLI_CONFIG_FILE="+w.RC, "CHECKPOINT_DISABLE=1")
	if w.Log != "" {
		env = append(env, "TF_LOG_PROVIDER=TRACE", "TF_LOG_PATH="+w.Log)
	}
	return append(env, w.Env...)
}

func tail(text string, lines int) string {
	all := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}

// Output is one output value of the state.
func (w *Workspace) Output(ctx context.Context, name string) (string, error) {
	out, err := w.Run(ctx, "output", "-raw", name)
	return strings.TrimSpace(out), err
}

// Plan is what is wanted of `show -json` of a plan.
type Plan struct {
	ResourceChanges []struct {
		Address string `json:"address"`
		Mode    string `json:"mode"`
		Change  struct {
			Actions []string       `json:"actions"`
			Before  map[string]any `json:"before"`
			After   map[string]any `json:"after"`
		} `json:"change"`
	} `json:"resource_changes"`
}

// Show reads a plan file.
func (w *Workspace) Show(ctx context.Context, file string) (Plan, error) {
	var p Plan
	out, err := w.Run(ctx, "show", "-json", file)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(out), &p)
}

// Summary counts what a plan file would do.
func (w *Workspace) Summary(ctx context.Context, file string) (string, error) {
	p, err := w.Show(ctx, file)
	if err != nil {
		return "", err
	}
	n := map[string]int{}
	for _, r := range p.ResourceChanges {
		if r.Mode == "managed" {
			n[strings.Join(r.Change.Actions, "+")]++
		}
	}
	var parts []string
	for _, action := range slices.Sorted(maps.Keys(n)) {
		parts = append(parts, fmt.Sprintf("%d to %s", n[action], action))
	}
	return strings.Join(parts, ", "), nil
}

// Changes plans and lists the attributes that would change, by resource.
func (w *Workspace) Changes(ctx context.Context) ([]string, error) {
	const file = "next.tfplan"
	if _, err := w.Run(ctx, "plan", "-out="+file); err != nil {
		return nil, err
	}
	p, err := w.Show(ctx, file)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, r := range p.ResourceChanges {
		if r.Mode != "managed" || slices.Equal(r.Change.Actions, []string{"no-op"}) {
			continue
		}
		if !slices.Equal(r.Change.Actions, []string{"update"}) {
			out = append(out, r.Address+": "+strings.Join(r.Change.Actions, " and "))
			continue
		}
		for _, path := range differences("", r.Change.Before, r.Change.After) {
			out = append(out, r.Address+": "+path)
		}
	}
	slices.Sort(out)
	return out, nil
}

func differences(at string, before, after map[string]any) []string {
	var out []string
	for name := range before {
		b, isObject := before[name].(map[string]any)
		a, isObjectToo := after[name].(map[string]any)
		switch {
		case isObject && isObjectToo:
			out = append(out, differences(at+name+".", b, a)...)
		case !reflect.DeepEqual(before[name], after[name]):
			out = append(out, at+name)
		}
	}
	return out
}
