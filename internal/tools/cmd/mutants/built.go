package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The environment of the tests' programs: the number of the mutant that is
// turned on, and a file for the numbers of those that are reached.
const (
	turnOn  = "MUTANTS_ON"
	reached = "MUTANTS_REACHED"
)

// built is a target with its mutants built in: the programs of the tests that
// are to notice them, and which test reaches which mutant.
type built struct {
	Target string // the target's name
	Folder string // and its folder, as it is
	IDs    map[string]int
	Suites []suite
}

// suite is a package's tests. Program is of the one with the mutants built in,
// to run in Folder.
type suite struct {
	Package, Folder, Program string
	Tests                    []reach
}

// reach is what one test does without a mutant.
type reach struct {
	Name    string
	Seconds float64
	IDs     []int
}

// build makes them in another copy of the module, in dir.
func build(ctx context.Context, out io.Writer, module, dir, target string, packages []string) (*built, error) {
	begin := time.Now()
	copied := filepath.Join(dir, "instrumented")
	if err := copyModule(module, copied); err != nil {
		return nil, err
	}
	b := &built{Target: target, Folder: filepath.Join(module, "internal", target)}
	var err error
	if b.IDs, err = instrumentFolder(filepath.Join(copied, "internal", target)); err != nil {
		return nil, err
	}
	for i, p := range packages {
		s := suite{Package: "./internal/" + p, Folder: filepath.Join(copied, "internal", filepath.FromSlash(p)), Program: filepath.Join(dir, fmt.Sprintf("%d.test", i))}
		if text, err := command(ctx, copied, "go", "test", "-vet=off", "-c", "-o", s.Program, s.Package).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("with its mutants built in: %w\n%s", err, text)
		}
		if _, err := os.Stat(s.Program); err != nil {
			return nil, fmt.Errorf("internal/%s has no tests", p)
		}
		if err := s.try(ctx, filepath.Join(dir, "reached")); err != nil {
			return nil, fmt.Errorf("internal/%s without a mutant: %w", p, err)
		}
		b.Suites = append(b.Suites, s)
	}
	slices.SortStableFunc(b.Suites, func(x, y suite) int { return cmp.Compare(seconds(x.Tests), seconds(y.Tests)) })
	fmt.Fprintf(out, "internal/%s: %d mutants built in, and each test run by itself, in %s\n", target, len(b.IDs), time.Since(begin).Round(time.Second))
	return b, nil
}

func command(ctx context.Context, folder, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = folder
	return cmd
}

func copyModule(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Name() == ".git" {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		inside, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, inside)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		info, err := d.Info()
		if err != nil || !info.Mode().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, text, info.Mode().Perm())
	})
}

// try runs each test by itself.
func (s *suite) try(ctx context.Context, file string) error {
	list, err := command(ctx, s.Folder, s.Program, "-test.list", ".").Output()
	if err != nil {
		return err
	}
	for name := range strings.FieldsSeq(string(list)) {
		if strings.HasPrefix(name, "Benchmark") || s.Package == "./internal/provider" && lengthy.MatchString(name) {
			continue
		}
		_ = os.Remove(file)
		cmd := command(ctx, s.Folder, s.Program, "-test.run", only([]string{name}))
		cmd.Env = append(os.Environ(), reached+"="+file)
		begin := time.Now()
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", name, err, text)
		}
		r := reach{Name: name, Seconds: time.Since(begin).Seconds()}
		text, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for id := range strings.FieldsSeq(string(text)) {
			n, err := strconv.Atoi(id)
			if err != nil {
				return err
			}
			r.IDs = append(r.IDs, n)
		}
		s.Tests = append(s.Tests, r)
	}
	slices.SortStableFunc(s.Tests, func(a, b reach) int { return cmp.Compare(a.Seconds, b.Seconds) })
	return nil
}

func only(names []string) string { return "^(" + strings.Join(names, "|") + ")$" }

func seconds(tests []reach) (sum float64) {
	for _, t := range tests {
		sum += t.Seconds
	}
	return sum
}

// find tells what a folder has otherwise than the target.
func (b *built) find(folder string) (p place, original []byte, err error) {
	files, err := filepath.Glob(filepath.Join(b.Folder, "*.go"))
	if err != nil {
		return p, nil, err
	}
	for _, file := range files {
		original, err := os.ReadFile(file)
		if err != nil {
			return p, nil, err
		}
		changed, err := os.ReadFile(filepath.Join(folder, filepath.Base(file)))
		if err != nil {
			return p, nil, err
		}
		if p, ok := difference(filepath.Base(file), original, changed); ok {
			return p, original, nil
		}
	}
	return p, nil, errors.New("there is no mutant")
}

// batches are a mutant's tests, the quickest first and few: most mutants are
// noticed by any of them. Each batch takes twice as long as the one before.
func batches(tests []reach, id int) (out [][]reach) {
	var batch []reach
	limit := 0.5
	for _, t := range tests {
		if id != 0 && !slices.Contains(t.IDs, id) { // what is in no function is reached by all
			continue
		}
		if len(batch) > 0 && seconds(batch)+t.Seconds > limit {
			out, batch, limit = append(out, batch), nil, 2*limit
		}
		batch = append(batch, t)
	}
	if len(batch) > 0 {
		out = append(out, batch)
	}
	return out
}

// noticed runs the tests that reach a mutant. One that takes five times as long
// as without it has noticed it too: it hangs. Where the mutant is not built in,
// id is that of its function, and the tests are compiled in module, which has it.
func (b *built) noticed(ctx context.Context, id int, module string) (bool, error) {
	for _, s := range b.Suites {
		all := batches(s.Tests, id)
		if module != "" && len(all) > 0 {
			s.Folder, s.Program = filepath.Join(module, filepath.FromSlash(s.Package)), filepath.Join(module, "mutant.test")
			if text, err := command(ctx, module, os.Getenv(realGo), "test", "-vet=off", "-c", "-o", s.Program, s.Package).CombinedOutput(); err != nil {
				return false, fmt.Errorf("%w\n%s", err, text)
			}
		}
		for _, batch := range all {
			names := make([]string, 0, len(batch))
			for _, t := range batch {
				names = append(names, t.Name)
			}
			limit := 15*time.Second + time.Duration(5*seconds(batch)*float64(time.Second))
			cmd := command(ctx, s.Folder, s.Program, "-test.failfast", "-test.timeout", limit.String(), "-test.run", only(names))
			cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", turnOn, id))
			if cmd.Run() != nil {
				return true, nil //nolint:nilerr // that is the answer
			}
		}
	}
	return false, nil
}

// profile tells gremlins which places the tests reach, in the form of go test;
// pkg is the target's path. What is in no function is done whenever a program
// starts.
func (b *built) profile(pkg string) (string, error) {
	seen := map[int]bool{0: true}
	for _, s := range b.Suites {
		for _, t := range s.Tests {
			for _, id := range t.IDs {
				seen[id] = true
			}
		}
	}
	places := map[string]bool{} // of what is built in: whether it was reached
	for key, id := range b.IDs {
		places[key[:strings.LastIndex(key, ":")]] = seen[id]
	}
	files, err := filepath.Glob(filepath.Join(b.Folder, "*.go"))
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("mode: set\n")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		name := filepath.Base(file)
		all, err := functions(name, text, b.IDs)
		if err != nil {
			return "", err
		}
		var tokens scanner.Scanner
		set := token.NewFileSet()
		tokens.Init(set.AddFile(name, -1, len(text)), text, nil, 0)
		for pos, tok, _ := tokens.Scan(); tok != token.EOF; pos, tok, _ = tokens.Scan() {
			at := set.Position(pos)
			reached, builtIn := places[fmt.Sprintf("%s:%d", name, at.Offset)]
			if reached || !builtIn && seen[within(all, at.Offset)] {
				fmt.Fprintf(&out, "%s/%s:%d.%d,%d.%d 1 1\n", pkg, name, at.Line, at.Column, at.Line, at.Column)
			}
		}
	}
	return out.String(), nil
}

func (b *built) save(file string) error {
	text, err := json.Marshal(b)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o600)
}

func load(file string) (*built, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	b := &built{}
	return b, json.Unmarshal(text, b)
}
