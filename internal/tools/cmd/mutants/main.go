// Command mutants changes the code in one place after another (a condition
// turned round, a bound moved by one) and looks whether the tests notice. What
// survives is compared with the list in survivors.txt, which has a reason for
// each: a survivor that is not on it is a test that is missing, and fails.
//
//	go run ./cmd/mutants -gremlins PATH -root FOLDER [TARGET...]
//
// The changes are made by gremlins, in a copy of the repository. It tests a
// package by that package's own tests; most of ours are tested by those above
// them. So it is given a program named go, which is this one: it passes all on
// to go, but for what is to be tested.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

const module = "github.com/gatehouse/terraform-provider-gatehouse"

// targets are the folders whose code is changed, each with those whose tests
// are to notice. The fewer of these, the sooner a mutant is through: they are
// the quickest that reach the code.
var targets = map[string][]string{
	"rest":     {"rest", "oidc", "okta", "anypoint"},
	"okta":     {"okta", "services/okta/appoauth", "services/okta/authserverpolicyrule", "services/okta/group", "services/okta/inlinehook", "services/okta/oauthclient"},
	"anypoint": {"anypoint", "services/anypoint/apiinstance", "services/anypoint/clientapplication", "services/anypoint/contract", "services/anypoint/slatier"},
	"crud":     {"provider", "services/okta/authserverscope", "services/okta/group", "services/anypoint/contract", "services/anypoint/slatier"},
	"policy":   {"policy", "services/anypoint/apipolicies"},
}

func main() {
	// gremlins calls go by its name, in the PATH that it is given.
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") == "go" {
		os.Exit(pass(os.Args[1:]))
	}
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// The environment of the program named go.
const (
	realGo = "MUTANTS_GO"
	tests  = "MUTANTS_TESTS"
)

// pass calls go. Where a package is to be tested, which is the last argument,
// it tests others.
func pass(args []string) int {
	cmd := exec.Command(os.Getenv(realGo), substitute(args, strings.Fields(os.Getenv(tests)))...) //nolint:noctx // it ends with its parent
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		return 2
	}
	return 0
}

func substitute(args, packages []string) []string {
	if len(args) < 2 || args[0] != "test" {
		return args
	}
	// A cached result would tell gremlins that the tests take no time.
	return slices.Concat([]string{"test", "-vet=off", "-count=1"}, args[1:len(args)-1], packages)
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mutants", flag.ContinueOnError)
	gremlins := flags.String("gremlins", "gremlins", "the `program` that changes the code")
	root := flags.String("root", ".", "the `folder` of the module")
	workers := flags.Int("workers", 1, "how many mutants are tested at once")
	if err := flags.Parse(args); err != nil {
		return err
	}
	names := flags.Args()
	if len(names) == 0 {
		for name := range targets {
			names = append(names, name)
		}
		slices.Sort(names)
	}
	known, err := parse(survivors)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	env, err := disguise(dir)
	if err != nil {
		return err
	}
	var failed []error
	for _, name := range names {
		if targets[name] == nil {
			return fmt.Errorf("there is no target %q", name)
		}
		packages := make([]string, 0, len(targets[name]))
		for _, p := range targets[name] {
			packages = append(packages, module+"/internal/"+p)
		}
		file := filepath.Join(dir, name+".json")
		cmd := exec.CommandContext(ctx, *gremlins, "unleash", "./internal/"+name, "--coverpkg", module+"/internal/"+name, "--workers", fmt.Sprint(*workers),
			"--timeout-coefficient", "3", "--invert-logical", "--invert-loopctrl", "--output", file)
		cmd.Dir, cmd.Stdout, cmd.Stderr = *root, out, os.Stderr
		cmd.Env = append(os.Environ(), append(env, tests+"="+strings.Join(packages, " "))...)
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("gremlins in internal/%s: %w", name, err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var result report
		if err := json.Unmarshal(text, &result); err != nil {
			return err
		}
		if err := judge(out, *root, name, result, known); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// disguise puts this program into a folder as go, and makes an environment in
// which it is found first.
func disguise(dir string) (env []string, err error) {
	found, err := exec.LookPath("go")
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	name := "go"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	bin := filepath.Join(dir, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(self)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(bin, name), text, 0o755); err != nil {
		return nil, err
	}
	return []string{realGo + "=" + found, "PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH")}, nil
}
