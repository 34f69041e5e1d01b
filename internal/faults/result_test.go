package faults

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// check fails the test for cells that do not hold.
func (r *result) check(t *testing.T) {
	t.Helper()
	var texts []string
	for c, problem := range r.problems {
		texts = append(texts, c.String()+": "+problem)
	}
	slices.Sort(texts)
	for _, text := range texts {
		t.Error(strings.ReplaceAll(text, "\n", " "))
	}
}

func (r *result) lacks(what, why string) {
	r.Lock()
	defer r.Unlock()
	r.without[what] = why
}

func (r *result) lack(what string) bool {
	r.Lock()
	defer r.Unlock()
	return r.without[what] != ""
}

func (r *result) note(c cell, problem string) {
	r.Lock()
	defer r.Unlock()
	r.tried[c] = true
	r.held[c] = problem == ""
	if problem != "" {
		r.problems[c] = problem
	}
}

func (r *result) count(hits int) {
	r.Lock()
	defer r.Unlock()
	r.calls += hits
}

// release takes over what a world counted.
func (w *world) release(r *result) {
	r.Lock()
	defer r.Unlock()
	r.imported += w.imported
	w.imported = 0
}

// tally counts the held and the tried cells by two of their parts.
func (r *result) tally(t *testing.T, title string, row func(cell) string) {
	t.Helper()
	type count struct{ held, tried int }
	counts := map[string]map[string]*count{}
	add := func(row, op string, held bool) {
		if counts[row] == nil {
			counts[row] = map[string]*count{}
		}
		if counts[row][op] == nil {
			counts[row][op] = &count{}
		}
		counts[row][op].tried++
		if held {
			counts[row][op].held++
		}
	}
	for c := range r.tried {
		for _, row := range []string{row(c), "~ all"} {
			add(row, c.op, r.held[c])
			add(row, "all", r.held[c])
		}
	}
	columns := append(slices.Clone(operations), "all")
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-68s", title)
	for _, op := range columns {
		fmt.Fprintf(&b, "%12s", op)
	}
	for _, row := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(&b, "\n%-68s", strings.TrimPrefix(row, "~ "))
		for _, op := range columns {
			text := "-"
			if n := counts[row][op]; n != nil {
				text = fmt.Sprintf("%d/%d", n.held, n.tried)
			}
			fmt.Fprintf(&b, "%12s", text)
		}
	}
	t.Log(b.String())
}

// print prints the tables.
func (r *result) print(t *testing.T) {
	t.Helper()
	r.tally(t, "held of tried cells", func(c cell) string { return c.typ })
	r.tally(t, "held of tried cells", func(c cell) string { return c.fault + ", " + c.times })
	t.Logf("%d calls failed; %d second applies took the import that an error or a plan offered", r.calls, r.imported)
	for _, what := range slices.Sorted(maps.Keys(r.without)) {
		t.Logf("no cells: %s: %s", what, r.without[what])
	}
}
