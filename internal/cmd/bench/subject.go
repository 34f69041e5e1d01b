package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/workspace"
)

// subject is a provider that is measured.
type subject struct {
	name     string // as the table calls it
	program  string
	config   string
	settings string // the command line's configuration: where it finds the program
}

// source is the address of a provider in a configuration.
var source = regexp.MustCompile(`source\s*=\s*"((?:[a-z0-9.-]+/)?[a-z0-9-]+/([a-z0-9-]+))"`)

// version is that of every program that is measured, in the folder that stands
// for a registry.
const version = "0.0.1"

// newSubject puts the meter in the program's place, in a folder from which init
// installs it for the address that the configuration names.
func newSubject(dir, meter, program, config string) (subject, error) {
	name := strings.TrimPrefix(filepath.Base(program), "terraform-provider-")
	name, _, _ = strings.Cut(name, "_")
	s := subject{name: name, config: config, settings: filepath.Join(dir, name+".rc")}
	var err error
	if s.program, err = filepath.Abs(program); err != nil {
		return s, err
	}
	address, err := addressIn(config, name)
	if err != nil {
		return s, err
	}
	hosts := []string{"registry.terraform.io/", "registry.opentofu.org/"}
	if strings.Count(address, "/") == 2 {
		hosts = []string{""}
	}
	mirror := filepath.Join(dir, "mirror")
	for _, host := range hosts {
		folder := filepath.Join(mirror, filepath.FromSlash(host+address), version, runtime.GOOS+"_"+runtime.GOARCH)
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return s, err
		}
		if err := os.Link(meter, filepath.Join(folder, "terraform-provider-"+name+"_v"+version)); err != nil {
			return s, err
		}
	}
	rc := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror)
	return s, os.WriteFile(s.settings, []byte(rc), 0o600)
}

func addressIn(config, name string) (string, error) {
	files, err := filepath.Glob(filepath.Join(config, "*.tf"))
	if err != nil {
		return "", err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		for _, found := range source.FindAllStringSubmatch(string(text), -1) {
			if found[2] == name {
				return found[1], nil
			}
		}
	}
	return "", fmt.Errorf("%s names no provider %q among its required_providers", config, name)
}

// subjects builds what is measured: this provider first, then the others.
func subjects(ctx context.Context, dir string, o setting) ([]subject, error) {
	meter := filepath.Join(dir, "meter")
	if err := build(ctx, o.root, meter, "./internal/cmd/bench/meter"); err != nil {
		return nil, err
	}
	own := filepath.Join(dir, "terraform-provider-gatehouse")
	var err error
	if o.profileDir == "" {
		err = workspace.Build(ctx, o.root, own)
	} else {
		err = build(ctx, o.root, own, "./internal/cmd/bench/profiled")
	}
	if err != nil {
		return nil, err
	}
	all := append([]rival{{own, filepath.Join(o.root, "internal/cmd/bench/stack")}}, o.against...)
	var out []subject
	for i, r := range all {
		s, err := newSubject(filepath.Join(dir, fmt.Sprint(i)), meter, r.program, r.config)
		if err != nil {
			return nil, err
		}
		if i > 0 && s.name == out[0].name {
			s.name += fmt.Sprintf(" (%d)", i+1) // another version of the same
		}
		out = append(out, s)
	}
	return out, nil
}

func build(ctx context.Context, root, file, what string) error {
	cmd := exec.CommandContext(ctx, "go", append(workspace.ReleasedBuild(), "-o", file, what)...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s does not build: %w\n%s", what, err, out)
	}
	return nil
}
