package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSurvivors: the list can be read, and the code that it speaks of is there.
func TestSurvivors(t *testing.T) {
	t.Parallel()
	known, err := parse(survivors)
	if err != nil {
		t.Fatal(err)
	}
	for m, reason := range known {
		text, err := os.ReadFile(filepath.Join("../../../..", m.file))
		if err != nil || !strings.Contains(string(text), m.line) {
			t.Errorf("%s: it is not there any more: %v", m, err)
		}
		if len(reason) < 20 {
			t.Errorf("%s: %q is no reason", m, reason)
		}
	}
	for _, bad := range []string{"a.go KIND\n\tcode\n\treason", "a.go KIND 1\n\tcode", "a.go KIND 1\ncode\nreason", "a.go K 1\n\tc\n\tr\na.go K 1\n\tc\n\tr"} {
		if _, err := parse(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestTargets(t *testing.T) {
	t.Parallel()
	for name, packages := range targets {
		for _, p := range append(packages, name) {
			if found, _ := filepath.Glob(filepath.Join("../../../..", "internal", p, "*.go")); len(found) == 0 {
				t.Errorf("%s: there is no internal/%s", name, p)
			}
		}
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "a.go"), []byte("package x\n\n\tif a > b && c {\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	with := func(status string) report {
		var r report
		if err := json.Unmarshal([]byte(`{"files":[{"file_name":"a.go","mutations":[{"type":"K","status":"KILLED","line":1,"column":1},{"type":"B","status":"`+status+`","line":3,"column":7}]}]}`), &r); err != nil {
			t.Fatal(err)
		}
		return r
	}
	listed, err := parse("internal/x/a.go B 6\n\tif a > b && c {\n\tit makes no difference\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		status string
		known  map[mutant]string
		want   string
	}{
		"noticed":               {"KILLED", nil, ""},
		"does not compile":      {"NOT VIABLE", nil, ""},
		"survives":              {"LIVED", nil, "1 that no test notices are not listed, 0 are"},
		"listed":                {"LIVED", listed, ""},
		"listed, took long":     {"TIMED OUT", listed, ""},
		"listed and noticed":    {"KILLED", listed, "0 that no test notices are not listed, 1 are listed"},
		"not reached by a test": {"NOT COVERED", nil, "1 that no test notices are not listed, 0 are"},
		"not reached, listed":   {"NOT COVERED", listed, ""},
	} {
		var out strings.Builder
		err := judge(&out, folder, "x", with(c.status), c.known, "")
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\n%s", name, err, out.String())
		}
	}
	if err := judge(&strings.Builder{}, folder, "x", with("KILLED"), listed, `^a\.go$`); err != nil {
		t.Errorf("listed in a file that was left alone: %v", err)
	}
	if err := judge(&strings.Builder{}, folder, "x", report{}, nil, ""); err == nil {
		t.Error("no mutants at all are not seen")
	}
}
