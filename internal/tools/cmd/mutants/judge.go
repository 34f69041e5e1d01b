package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

//go:embed survivors.txt
var survivors string

// report is what gremlins writes.
type report struct {
	Files []struct {
		Name      string `json:"file_name"`
		Mutations []struct {
			Type, Status string
			Line, Column int
		}
	}
}

// mutant is a change, by what the line says that is changed: its number moves.
type mutant struct {
	file, kind string
	column     int // in the line without what it is indented by
	line       string
}

func (m mutant) String() string {
	return fmt.Sprintf("%s %s %d\n\t%s", m.file, m.kind, m.column, m.line)
}

// parse reads the list: a line with file, kind and column, then indented the
// code and the reason.
func parse(text string) (map[mutant]string, error) {
	out := map[mutant]string{}
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" || strings.HasPrefix(l, "#") })
	for entry := range slices.Chunk(lines, 3) {
		var m mutant
		if _, err := fmt.Sscan(entry[0], &m.file, &m.kind, &m.column); err != nil || len(entry) < 3 || !strings.HasPrefix(entry[1], "\t") || !strings.HasPrefix(entry[2], "\t") {
			return nil, fmt.Errorf("survivors.txt: %q does not begin an entry of file, kind and column, the code, and the reason", entry[0])
		}
		m.line = strings.TrimSpace(entry[1])
		if _, twice := out[m]; twice {
			return nil, fmt.Errorf("survivors.txt has %s twice", m)
		}
		out[m] = strings.TrimSpace(entry[2])
	}
	return out, nil
}

// unnoticed are the ends that are to be listed: of a mutant that no test
// notices, and of one that none comes to.
var unnoticed = map[string]string{"LIVED": "survives", "NOT COVERED": "is in code that no test reaches,"}

// judge compares what survived in a folder with the list. One that is on it and
// was noticed this time is taken off the list; one that only took too long may
// stay.
func judge(out io.Writer, folder, target string, r report, known map[mutant]string, exclude string) error {
	left, err := regexp.Compile(exclude)
	if err != nil {
		return err
	}
	count, fresh := map[string]int{}, []string{}
	met := map[mutant]bool{}
	for _, f := range r.Files {
		file := path.Join("internal", target, filepath.ToSlash(f.Name))
		text, err := os.ReadFile(filepath.Join(folder, f.Name))
		if err != nil {
			return err
		}
		lines := strings.Split(string(text), "\n")
		for _, x := range f.Mutations {
			count[x.Status]++
			if x.Line < 1 || x.Line > len(lines) {
				return fmt.Errorf("%s has no line %d", file, x.Line)
			}
			line := lines[x.Line-1]
			trimmed := strings.TrimLeft(line, "\t ")
			m := mutant{file, x.Type, x.Column - (len(line) - len(trimmed)), strings.TrimSpace(trimmed)}
			if x.Status != "KILLED" && x.Status != "NOT VIABLE" {
				met[m] = true
			}
			if said := unnoticed[x.Status]; said != "" && known[m] == "" {
				fresh = append(fresh, m.String()+"\n\t"+said)
			}
		}
	}
	var stale []string
	for m := range known {
		name, ours := strings.CutPrefix(m.file, "internal/"+target+"/")
		if ours && !met[m] && (exclude == "" || !left.MatchString(name)) {
			stale = append(stale, m.String())
		}
	}
	slices.Sort(stale)
	for _, m := range slices.Compact(fresh) {
		fmt.Fprintf(out, "%s and is not listed: write a test that notices it, or list it with the reason\n", m)
	}
	for _, m := range stale {
		fmt.Fprintf(out, "%s\n\tis listed and does not survive: take it out of the list\n", m)
	}
	fmt.Fprintf(out, "internal/%s: %d mutants noticed, %d took too long, %d survived, %d in code that these tests do not reach\n",
		target, count["KILLED"], count["TIMED OUT"], count["LIVED"], count["NOT COVERED"])
	if count["KILLED"] == 0 {
		return errors.New("internal/" + target + ": no mutant was noticed: something is amiss")
	}
	if len(fresh)+len(stale) > 0 {
		return fmt.Errorf("internal/%s: %d that no test notices are not listed, %d are listed that do not survive", target, len(fresh), len(stale))
	}
	return nil
}
