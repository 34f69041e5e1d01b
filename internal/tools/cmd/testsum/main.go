// Command testsum adds up the results of several runs of the same tests, from
// files of `go test -json` events: the matrix runs them once for each command
// line. A test counts as failed when it failed in one of the runs, and as
// skipped when no run got to do it; each of these is named, with its reason.
//
//	testsum [-min N] FILE ...
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

func main() {
	minimum := flag.Int("min", 0, "fail when fewer tests than this passed")
	flag.Parse()
	code, err := run(flag.Args(), *minimum, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "testsum:", err)
		code = 2
	}
	os.Exit(code)
}

// event is a line of `go test -json`.
type event struct {
	Action, Package, Test, Output string
}

type test struct{ pkg, name string }

// result is what became of a test over all runs.
type result struct {
	passed, failed, skipped int
	reason                  string // why it was skipped
}

func run(files []string, minimum int, out io.Writer) (int, error) {
	results := map[test]*result{}
	var sought search
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return 0, err
		}
		err = errors.Join(read(f, results, &sought), f.Close())
		if err != nil {
			return 0, fmt.Errorf("%s: %w", file, err)
		}
	}

	var passed, failed, skipped int
	tests := slices.SortedFunc(maps.Keys(results), func(a, b test) int {
		return cmp.Or(strings.Compare(a.pkg, b.pkg), strings.Compare(a.name, b.name))
	})
	for _, t := range tests {
		r := results[t]
		switch {
		case r.failed > 0:
			failed++
			fmt.Fprintf(out, "failed:  %s %s\n", path.Base(t.pkg), cmp.Or(t.name, "(package)"))
		case r.passed > 0:
			passed++
		case r.skipped > 0:
			skipped++
			fmt.Fprintf(out, "skipped: %s %s: %s\n", path.Base(t.pkg), t.name, cmp.Or(r.reason, "no reason given"))
		}
	}
	code := 0
	if failed > 0 {
		code = 1
	}
	if passed < minimum {
		code = 1
		fmt.Fprintf(out, "%d tests passed, and there should be at least %d\n", passed, minimum)
	}
	if sought.tests > 0 {
		fmt.Fprintf(out, "%d tests looked for %d secrets in %d bytes of states, plans, messages and logs\n", sought.tests, sought.secrets, sought.bytes)
	}
	fmt.Fprintf(out, "%d passed, %d failed, %d skipped\n", passed, failed, skipped)
	return code, nil
}

// search is what tests have looked through for secrets.
type search struct{ tests, secrets, bytes int }

// note adds what a line of a test's output says of it, if it does.
func (s *search) note(line string) {
	_, said, found := strings.Cut(line, "leaks: looked for ")
	var secrets, size int
	if n, _ := fmt.Sscanf(said, "%d secrets in %d bytes", &secrets, &size); found && n == 2 {
		s.tests, s.secrets, s.bytes = s.tests+1, s.secrets+secrets, s.bytes+size
	}
}

// read adds the events of one run to the results.
func read(r io.Reader, results map[test]*result, sought *search) error {
	output := map[test][]string{}
	failedInside := map[string]bool{} // packages of which a test failed
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			continue // a line that a program wrote to stdout past the test runner
		}
		t := test{e.Package, e.Test}
		if e.Test == "" {
			// A package that fails without a failed test did not compile,
			// panicked or ran out of time.
			if e.Action == "fail" && !failedInside[e.Package] {
				entry(results, t).failed++
			}
			continue
		}
		switch e.Action {
		case "output":
			output[t] = append(output[t], e.Output)
			sought.note(e.Output)
		case "pass":
			entry(results, t).passed++
			delete(output, t)
		case "fail":
			entry(results, t).failed++
			failedInside[e.Package] = true
			delete(output, t)
		case "skip":
			r := entry(results, t)
			r.skipped++
			r.reason = cmp.Or(r.reason, reason(output[t]))
			delete(output, t)
		}
	}
	return lines.Err()
}

func entry(results map[test]*result, t test) *result {
	r := results[t]
	if r == nil {
		r = &result{}
		results[t] = r
	}
	return r
}

// reason joins what a skipped test said, without the lines of the runner.
func reason(output []string) string {
	var said []string
	for line := range strings.Lines(strings.Join(output, "")) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "=== ") || strings.HasPrefix(line, "--- ") {
			continue
		}
		said = append(said, line)
	}
	return strings.Join(said, " ")
}
