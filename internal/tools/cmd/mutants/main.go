// Command mutants changes the code in one place after another (a condition
// turned round, a bound moved by one) and looks whether the tests notice. What
// survives, or is where no test comes, is compared with the list in
// survivors.txt, which has a reason for each: what is not on it is a test that
// is missing, and fails.
//
//	go run ./cmd/mutants -gremlins PATH -root FOLDER [TARGET...]
//
// The changes are made by gremlins, in a copy of the repository. It tests a
// package by that package's own tests; some of ours are tested by those above
// them. So it is given a program named go, which is this one: it runs the tests
// of other packages that reach the mutant, in programs with all mutants built in
// (built.go). It has its own limit of time, so that gremlins is given none.
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
	"regexp"
	"runtime"
	"slices"
	"strings"
)

const module = "github.com/gatehouse/terraform-provider-gatehouse"

// targets are the folders whose code is changed, each with those whose tests
// are to notice. The fewer of these, the sooner a mutant is through: they are
// the quickest that reach the code.
var targets = map[string][]string{
	"rest":     {"rest"},
	"okta":     {"okta"},
	"anypoint": {"anypoint"},
	"crud":     {"crud", "provider", "services/okta/authserverscope", "services/okta/authserverpolicyrule", "services/okta/group", "services/anypoint/contract", "services/anypoint/slatier"},
	"policy":   {"policy", "services/anypoint/apipolicy"},
}

// lengthy are tests that drive a command line for seconds, through the whole
// provider: a mutant that survives would have to wait for them all.
var lengthy = regexp.MustCompile(`^Test(Example[A-Za-z]*|Guide|Import|Query|Settings|Tutorial)_|ommandLine|BadRequests`)

func main() {
	// gremlins calls go by its name, in the PATH that it is given.
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") == "go" {
		os.Exit(pass(context.Background(), os.Args[1:]))
	}
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// The environment of the program named go.
const (
	realGo = "MUTANTS_GO"
	inside = "MUTANTS_BUILT"
	// mistakes is a file for what goes wrong in it.
	mistakes = "MUTANTS_MISTAKES"
)

// pass does what gremlins wants of go, and tells how it ended: which code do
// the tests reach, does a test notice the mutant in the working folder, and what
// go does with these arguments otherwise.
func pass(ctx context.Context, args []string) int {
	if len(args) == 0 || args[0] != "test" {
		return call(ctx, args)
	}
	b, err := load(os.Getenv(inside))
	if err != nil {
		return failed(err)
	}
	if i := slices.Index(args, "-coverprofile"); i >= 0 {
		text, err := b.profile(module + "/internal/" + b.Target)
		if err != nil {
			return failed(err)
		}
		return failed(os.WriteFile(args[i+1], []byte(text), 0o600))
	}
	noticed, viable, err := b.tryMutant(ctx)
	switch {
	case err != nil:
		return failed(err)
	case !viable:
		return notViable
	case noticed:
		return killed
	}
	return lived
}

// The ends of go test that gremlins knows. It takes any other for lived.
const (
	lived     = 0
	killed    = 1
	notViable = 2
)

// tryMutant tests the mutant in the working folder.
func (b *built) tryMutant(ctx context.Context) (noticed, viable bool, err error) {
	p, text, err := b.find(".")
	if err != nil {
		return false, false, err
	}
	if id := b.IDs[p.String()]; id != 0 {
		noticed, err = b.noticed(ctx, id, "")
		return noticed, true, err
	}
	// What does not compile is soon known by the package alone.
	if call(ctx, []string{"build", "."}) != 0 {
		return false, false, nil
	}
	all, err := functions(p.File, text, b.IDs)
	if err != nil {
		return false, false, err
	}
	folder, err := os.Getwd()
	if err != nil {
		return false, false, err
	}
	noticed, err = b.noticed(ctx, within(all, p.Offset), filepath.Dir(filepath.Dir(folder)))
	return noticed, true, err
}

func call(ctx context.Context, args []string) int {
	cmd := exec.CommandContext(ctx, os.Getenv(realGo), args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return failed(err)
}

// failed tells of a mistake of this program. gremlins does not print it, so that
// it goes into a file, too, which is looked at in the end.
func failed(err error) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, "mutants:", err)
	if f, openErr := os.OpenFile(os.Getenv(mistakes), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); openErr == nil {
		_, _ = fmt.Fprintln(f, err)
		_ = f.Close()
	}
	return 2
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("mutants", flag.ContinueOnError)
	gremlins := flags.String("gremlins", "gremlins", "the `program` that changes the code")
	root := flags.String("root", ".", "the `folder` of the module")
	workers := flags.Int("workers", 1, "how many mutants are tested at once")
	exclude := flags.String("exclude", "", "a `pattern` of files that are left alone, for a run that looks at some only")
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
	// A copy is not changed by whoever works on meanwhile.
	copied := filepath.Join(dir, "module")
	if err := copyModule(*root, copied); err != nil {
		return err
	}
	var failed []error
	for _, name := range names {
		if targets[name] == nil {
			return fmt.Errorf("there is no target %q", name)
		}
		work, err := os.MkdirTemp(dir, name)
		if err != nil {
			return err
		}
		b, err := build(ctx, out, copied, work, name, targets[name])
		if err != nil {
			return fmt.Errorf("internal/%s: %w", name, err)
		}
		if err := b.save(filepath.Join(work, "built.json")); err != nil {
			return err
		}
		file, wrong := filepath.Join(work, "report.json"), filepath.Join(work, "mistakes")
		cmd := exec.CommandContext(ctx, *gremlins, "unleash", "./internal/"+name, "--workers", fmt.Sprint(*workers),
			"--timeout-coefficient", "1000000", "--invert-logical", "--invert-loopctrl", "--output", file)
		if *exclude != "" {
			cmd.Args = append(cmd.Args, "--exclude-files", *exclude)
		}
		cmd.Dir, cmd.Stdout, cmd.Stderr = copied, out, os.Stderr
		cmd.Env = append(os.Environ(), append(env, inside+"="+filepath.Join(work, "built.json"), mistakes+"="+wrong)...)
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("gremlins in internal/%s: %w", name, err)
		}
		if text, err := os.ReadFile(wrong); err == nil {
			return fmt.Errorf("internal/%s: %s", name, text)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var result report
		if err := json.Unmarshal(text, &result); err != nil {
			return err
		}
		if err := judge(out, b.Folder, name, result, known, *exclude); err != nil {
			failed = append(failed, err)
		}
		if err := os.RemoveAll(work); err != nil {
			return err
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
