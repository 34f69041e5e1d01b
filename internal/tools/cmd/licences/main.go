// Command licences tells under which licences the modules are that are linked
// into the programs of a release, and fails for one that is not allowed or that
// it does not know. It can write the notices that they ask for.
//
//	go run ./cmd/licences [-notices FILE] FOLDER
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// programs are what a release has, and systems those that it is made for, as
// far as they link something of their own.
var (
	programs = []string{".", "./internal/cmd/sim"}
	systems  = []string{"linux", "darwin", "windows", "freebsd"}
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("licences", flag.ContinueOnError)
	notices := flags.String("notices", "", "write the texts of all licences to this `FILE`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	dir := "."
	if flags.NArg() > 0 {
		dir = flags.Arg(0)
	}
	modules, err := linked(ctx, dir)
	if err != nil {
		return err
	}
	var text strings.Builder
	text.WriteString("The programs of this release contain the following software of others.\n")
	count := map[string]int{}
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(modules)) {
		files, err := texts(modules[name])
		if err != nil {
			return err
		}
		names, err := judge(files)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", name, err))
			continue
		}
		kinds := strings.Join(names, " and ")
		count[kinds]++
		fmt.Fprintf(out, "%-14s %s\n", kinds, name)
		fmt.Fprintf(&text, "\n%s\n%s (%s)\n", strings.Repeat("=", 78), name, kinds)
		for _, file := range slices.Sorted(maps.Keys(files)) {
			fmt.Fprintf(&text, "\n%s\n", strings.TrimSpace(files[file]))
		}
	}
	if len(modules) < 10 {
		wrong = append(wrong, fmt.Errorf("only %d modules are linked: something is amiss", len(modules)))
	}
	if err := errors.Join(wrong...); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d modules are linked, all under allowed licences: %v\n", len(modules), count)
	if *notices == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(*notices), 0o755); err != nil {
		return err
	}
	return os.WriteFile(*notices, []byte(text.String()), 0o644)
}

// embedded is what the programs contain besides Go modules: folders of this
// repository, by name and version.
var embedded = map[string]string{"@dagrejs/dagre 3.1.3": "internal/sim/console/page/vendor/dagre"}

// linked are the folders of the modules that the programs contain, by name and
// version, and that of Go itself.
func linked(ctx context.Context, dir string) (map[string]string, error) {
	out := map[string]string{}
	for _, system := range systems {
		cmd := exec.CommandContext(ctx, "go", append([]string{"list", "-deps", "-json=Module"}, programs...)...)
		cmd.Dir, cmd.Stderr = dir, os.Stderr
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0", "GOFLAGS=-tags=grpcnotrace")
		listed, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		for decoder := json.NewDecoder(strings.NewReader(string(listed))); ; {
			var p struct {
				Module *struct {
					Path, Version, Dir string
					Main               bool
				}
			}
			if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			if p.Module != nil && !p.Module.Main {
				out[p.Module.Path+" "+p.Module.Version] = p.Module.Dir
			}
		}
	}
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	out["The Go programming language"] = strings.TrimSpace(string(root))
	for name, folder := range embedded {
		out[name] = filepath.Join(dir, folder)
	}
	return out, nil
}
