package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const sample = `package main

import "fmt"

const two = 1 + 1

func less(a, b int) bool   { return a < b }
func more(a, b int) bool   { return a > b }
func most(a, b int) bool   { return a <= b }
func least(a, b int) bool  { return a >= b }
func same(a any) bool      { return a == nil }
func both(a, b bool) bool  { return a && b }
func any3(a, b, c bool) bool { return a ||
	b && c }

func evens(n int) (out []int) {
	var count int
	in := &struct{ of *int }{&count}
	for i := 0; i < n; i++ {
		if i%2 == 1 {
			continue
		}
		*in.of++
		out = append(out, i)
	}
	return append(out, count)
}

func first(in []int) int {
	for _, v := range in {
		switch v--; {
		case v > 0:
			return v
		case v == 0:
			break
		}
	}
	for {
		break
	}
	return two
}

func main() {
	for _, p := range [][2]int{{1, 1}, {1, 2}, {2, 1}} {
		fmt.Print(less(p[0], p[1]), more(p[0], p[1]), most(p[0], p[1]), least(p[0], p[1]), ";")
	}
	for i := range 8 {
		a, b, c := i&1 != 0, i&2 != 0, i&4 != 0
		fmt.Print(both(a, b), any3(a, b, c), ";")
	}
	fmt.Println(same(nil), same(1), evens(3), first([]int{-1, 1, 3, 4}), first(nil))
}
`

// TestInstrument: a program with its mutants built in does what the program
// does, and with one turned on what the program does with its one token changed.
func TestInstrument(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, text := range map[string]string{"main.go": sample, "go.mod": "module sample\n\ngo 1.25\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ids, err := instrumentFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "sample.exe")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = folder
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	file := filepath.Join(t.TempDir(), "reached")
	start := func(id int) string {
		cmd := exec.Command(program)
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", turnOn, id), reached+"="+file)
		text, err := cmd.Output()
		if err != nil {
			t.Fatalf("mutant %d: %v", id, err)
		}
		return strings.ReplaceAll(string(text), " ", "")
	}
	plain := start(0)
	if want := strings.ReplaceAll("false false true true; true false true false; false true false true; "+
		"false false; false true; false false; true true; false false; false true; false true; true true; true false [0 2 2] 2 2\n", " ", ""); plain != want {
		t.Errorf("without a mutant:\n%s%s", plain, want)
	}
	seen, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(strings.Fields(string(seen))); got != len(ids) {
		t.Errorf("%d of %d mutants were reached", got, len(ids))
	}

	for _, c := range []struct{ from, to, line, want string }{
		{"<", "<=", "a < b", "true false true true;"},
		{"<", ">=", "a < b", "true false true true; false false true false;"},
		{">", ">=", "a > b", "false true true true;"},
		{"<=", "<", "a <= b", "false false false true;"},
		{">=", ">", "a >= b", "false false true false;"},
		{"==", "!=", "a == nil", "false true [0 2 2]"},
		{"&&", "||", "a && b", "; false false; true true; true false; true true;"},
		{"||", "&&", "a ||", "; false false; false false; false false; true false; false false; false false; false false; true true;"},
		{"&&", "||", "b && c", "; false false; false true; false true; true true; false true; false true;"},
		{"continue", "break", "continue", "[0 1]"},
		{"++", "--", "*in.of++", "[0 2 -2]"},
		{"==", "!=", "v == 0", "2 2"},
	} {
		offset := strings.Index(sample, c.line) + strings.Index(c.line, c.from)
		changed := sample[:offset] + c.to + sample[offset+len(c.from):]
		found, ok := difference("main.go", []byte(sample), []byte(changed))
		id := ids[found.String()]
		if !ok || id == 0 {
			t.Errorf("%s to %s in %q is not built in", c.from, c.to, c.line)
			continue
		}
		if got := start(id); !strings.Contains(got, strings.ReplaceAll(c.want, " ", "")) {
			t.Errorf("%s to %s in %q: %s", c.from, c.to, c.line, got)
		}
	}
	for _, p := range []place{
		{"main.go", strings.Index(sample, "1 + 1") + 2, "-"},        // of a constant
		{"main.go", strings.Index(sample, "i++"), "--"},             // the step of a loop
		{"main.go", strings.LastIndex(sample, "break"), "continue"}, // of a loop that ends a function
		{"main.go", strings.Index(sample, "i%2") + 1, "*"},          // arithmetic
	} {
		if ids[p.String()] != 0 {
			t.Errorf("%s is built in", p)
		}
	}
}

func TestDifference_onlyOfTokens(t *testing.T) {
	t.Parallel()
	if p, ok := difference("a.go", []byte("package a // x\nvar  x = 1"), []byte("package a\n\nvar x = 1")); ok {
		t.Errorf("spaces differ: %s", p)
	}
	// gremlins prints the parentheses that the changed operator needs.
	if p, _ := difference("a.go", []byte("package a\nvar x = a && b && c"), []byte("package a\n\nvar x = (a || b) && c")); p != (place{"a.go", 20, "||"}) {
		t.Errorf("%s", p)
	}
}

// TestBatches: the quickest come first, in batches that grow, and only what
// reaches the mutant.
func TestBatches(t *testing.T) {
	t.Parallel()
	tests := []reach{{"a", 0.2, []int{1}}, {"b", 0.25, []int{2}}, {"c", 0.3, []int{1, 2}}, {"d", 0.4, []int{1}}, {"e", 0.5, []int{1}}, {"f", 7, []int{1}}}
	var got []string
	for _, batch := range batches(tests, 1) {
		var names []string
		for _, r := range batch {
			names = append(names, r.Name)
		}
		got = append(got, only(names))
	}
	if want := []string{"^(a|c)$", "^(d|e)$", "^(f)$"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := slices.Concat(batches(tests, 0)...); len(got) != len(tests) {
		t.Errorf("what is in no function is reached by %d tests of %d", len(got), len(tests))
	}
	if got := batches(tests, 3); got != nil {
		t.Errorf("%v", got)
	}
}

// TestFind: the mutant is found by the one token that a folder has otherwise.
func TestFind(t *testing.T) {
	t.Parallel()
	target, changed := t.TempDir(), t.TempDir()
	for folder, text := range map[string]string{target: "package a\n\nvar x = 1 < 2\n", changed: "package a\n\nvar x = 1 >= 2\n"} {
		if err := os.WriteFile(filepath.Join(folder, "a.go"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b := &built{Folder: target}
	if p, _, err := b.find(changed); err != nil || p != (place{"a.go", 21, ">="}) {
		t.Errorf("%s, %v", p, err)
	}
	if p, _, err := b.find(target); err == nil {
		t.Errorf("%s where nothing is changed", p)
	}
}

// TestProfile: covered is what a test reached, and where it is not built in what
// is in a function that a test reached.
func TestProfile(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	text := []byte("package a\n\nvar x = 1 + 2\n\nfunc a() int { if x == 1 { return x - 1 }; return 0 }\n\nfunc b() int { return x - 2 }\n")
	if err := os.WriteFile(filepath.Join(folder, "a.go"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	ids := map[string]int{}
	if _, err := instrument("a.go", text, ids); err != nil {
		t.Fatal(err)
	}
	first := ids[place{"a.go", strings.Index(string(text), "{"), "func"}.String()]
	b := &built{Folder: folder, IDs: ids, Suites: []suite{{Tests: []reach{{IDs: []int{first}}}}}}
	profile, err := b.profile("m/a")
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]bool{"3.11": true, "5.21": false, "5.37": true, "7.25": false} {
		if got := strings.Contains(profile, "m/a/a.go:"+at+","+at+" 1 1\n"); got != want {
			t.Errorf("%s is covered: %v\n%s", at, got, profile)
		}
	}
}
