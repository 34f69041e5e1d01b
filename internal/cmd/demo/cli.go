package main

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

// cli is a Terraform or an OpenTofu that works in a copy of the tutorial.
type cli struct {
	path string
	name string // with its version
	dir  string // the copy
	rc   string // its own settings, so that the user's have no part in it
	env  []string
}

// mirrorVersion is the version under which the local build is installed.
const mirrorVersion = "0.0.1"

func newCLI(ctx context.Context, dir string) (cli, error) {
	c := cli{path: os.Getenv("GATEHOUSE_CLI"), dir: filepath.Join(dir, "tutorial"), rc: filepath.Join(dir, "cli.rc")}
	for _, name := range []string{"terraform", "tofu"} {
		if c.path == "" {
			c.path, _ = exec.LookPath(name)
		}
	}
	if c.path == "" {
		return c, errors.New("neither terraform nor tofu is on the PATH; `make demo` builds one, or set GATEHOUSE_CLI")
	}
	version, err := exec.CommandContext(ctx, c.path, "version").Output() //nolint:gosec // the user's own command line
	if err != nil {
		return c, fmt.Errorf("%s cannot be started: %w", c.path, err)
	}
	c.name, _, _ = strings.Cut(string(version), "\n")
	if err := os.CopyFS(c.dir, os.DirFS(filepath.Join("examples", "tutorial"))); err != nil {
		return c, fmt.Errorf("run this at the root of the project: %w", err)
	}
	return c, c.installProvider(ctx, filepath.Join(dir, "mirror"))
}

// installProvider builds the provider into a mirror folder, from which init
// installs it as it would from a registry.
func (c cli) installProvider(ctx context.Context, mirror string) error {
	file := "terraform-provider-gatehouse_v" + mirrorVersion
	if runtime.GOOS == "windows" {
		file += ".exe"
	}
	for i, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		target := filepath.Join(mirror, host, "gatehouse", "gatehouse", mirrorVersion, runtime.GOOS+"_"+runtime.GOARCH, file)
		if i == 0 {
			build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", target, ".") //nolint:gosec // paths of our own
			if out, err := build.CombinedOutput(); err != nil {
				return fmt.Errorf("the provider does not build: %w\n%s", err, out)
			}
			continue
		}
		first := filepath.Join(mirror, "registry.terraform.io", "gatehouse", "gatehouse", mirrorVersion, runtime.GOOS+"_"+runtime.GOARCH)
		if err := os.CopyFS(filepath.Dir(target), os.DirFS(first)); err != nil {
			return err
		}
	}
	rc := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	return os.WriteFile(c.rc, []byte(rc), 0o600)
}

// run runs a command and returns its output; a failure carries its end.
func (c cli) run(ctx context.Context, args ...string) (string, error) {
	out, err := c.command(ctx, args...)
	if err != nil {
		return out, fmt.Errorf("%s %s: %w\n%s", filepath.Base(c.path), strings.Join(args, " "), err, tail(out, 60))
	}
	return out, nil
}

func (c cli) command(ctx context.Context, args ...string) (string, error) {
	options := []string{"-input=false", "-no-color"}
	switch args[0] {
	case "show", "output", "validate":
		options = options[1:]
	}
	cmd := exec.CommandContext(ctx, c.path, slices.Concat(args[:1], options, args[1:])...) //nolint:gosec // the user's own command line
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+c.rc, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1")
	cmd.Env = append(cmd.Env, c.env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}

func tail(text string, lines int) string {
	all := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}

// output is one output value of the state.
func (c cli) output(ctx context.Context, name string) (string, error) {
	out, err := c.run(ctx, "output", "-raw", name)
	return strings.TrimSpace(out), err
}

// planFile is what is wanted of `show -json` of a plan.
type planFile struct {
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

func (c cli) plan(ctx context.Context, file string) (planFile, error) {
	var p planFile
	out, err := c.run(ctx, "show", "-json", file)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal([]byte(out), &p)
}

// summary counts what a plan file would do.
func (c cli) summary(ctx context.Context, file string) (string, error) {
	p, err := c.plan(ctx, file)
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

// changes plans and lists the attributes that would change, by resource.
func (c cli) changes(ctx context.Context) ([]string, error) {
	const file = "next.tfplan"
	if _, err := c.run(ctx, "plan", "-out="+file); err != nil {
		return nil, err
	}
	p, err := c.plan(ctx, file)
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
