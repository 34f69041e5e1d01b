package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSum(t *testing.T) {
	t.Parallel()
	old := `{"Action":"run","Package":"m/a","Test":"TestList"}
{"Action":"output","Package":"m/a","Test":"TestList","Output":"=== RUN   TestList\n"}
{"Action":"output","Package":"m/a","Test":"TestList","Output":"    a_test.go:7: needs Terraform 1.14\n"}
{"Action":"output","Package":"m/a","Test":"TestList","Output":"--- SKIP: TestList (0.00s)\n"}
{"Action":"skip","Package":"m/a","Test":"TestList"}
{"Action":"skip","Package":"m/a","Test":"TestReal"}
{"Action":"output","Package":"m/a","Test":"TestScope","Output":"    acctest.go:66: leaks: looked for 7 secrets in 14 bytes\n"}
{"Action":"pass","Package":"m/a","Test":"TestScope"}
not an event
{"Action":"pass","Package":"m/a"}
`
	current := `{"Action":"output","Package":"m/a","Test":"TestList","Output":"    acctest.go:66: leaks: looked for 6 secrets in 1386 bytes\n"}
{"Action":"pass","Package":"m/a","Test":"TestList"}
{"Action":"output","Package":"m/a","Test":"TestReal","Output":"    a_test.go:9: set TF_ACC\n"}
{"Action":"skip","Package":"m/a","Test":"TestReal"}
{"Action":"fail","Package":"m/a","Test":"TestScope"}
{"Action":"fail","Package":"m/a"}
{"Action":"fail","Package":"m/b"}
`
	dir := t.TempDir()
	var files []string
	for name, events := range map[string]string{"old": old, "current": current} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(events), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}

	var out strings.Builder
	code, err := run(files, 0, &out)
	if err != nil {
		t.Fatal(err)
	}
	want := `skipped: a TestReal: a_test.go:9: set TF_ACC
failed:  a TestScope
failed:  b (package)
2 tests looked for 13 secrets in 1400 bytes of states, plans, messages and logs
1 passed, 2 failed, 1 skipped
`
	if out.String() != want || code != 1 {
		t.Errorf("exit code %d, output:\n%s\nwant 1 and:\n%s", code, out.String(), want)
	}
}

func TestSumMinimum(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "events")
	if err := os.WriteFile(file, []byte(`{"Action":"pass","Package":"m/a","Test":"TestScope"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for minimum, want := range map[int]int{0: 0, 1: 0, 2: 1} {
		var out strings.Builder
		if code, err := run([]string{file}, minimum, &out); err != nil || code != want {
			t.Errorf("minimum %d: exit code %d, error %v; want %d", minimum, code, err, want)
		}
	}
}

func TestSumMissingFile(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if _, err := run([]string{filepath.Join(t.TempDir(), "none")}, 0, &out); err == nil {
		t.Error("no error for a file that is not there")
	}
}
