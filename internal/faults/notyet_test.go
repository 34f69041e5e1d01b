package faults

import (
	"slices"
	"strings"
	"testing"
)

// notYet are the cells that do not hold, with the reason and their number. An
// empty part stands for all.
var notYet = []struct {
	cell
	count  int
	reason string
}{}

func (c cell) in(pattern cell) bool {
	match := func(pattern, s string) bool { return pattern == "" || pattern == s }
	return match(pattern.typ, c.typ) && match(pattern.op, c.op) && match(pattern.fault, c.fault) && match(pattern.times, c.times)
}

// check fails the test for cells that do not hold and are not listed, and, where
// all were tried, for a list that is longer than need be.
func (r *result) check(t *testing.T, all bool) {
	t.Helper()
	excused := make([]int, len(notYet))
	var texts []string
	for c, problem := range r.problems {
		i := slices.IndexFunc(notYet, func(n struct {
			cell
			count  int
			reason string
		},
		) bool {
			return c.in(n.cell)
		})
		if i < 0 {
			texts = append(texts, c.String()+": "+problem)
			continue
		}
		excused[i]++
	}
	slices.Sort(texts)
	for _, text := range texts {
		t.Error(strings.ReplaceAll(text, "\n", " "))
	}
	for i, n := range notYet {
		if excused[i] > 0 {
			t.Logf("not held: %s: %d of %d: %s", n.cell, excused[i], n.count, n.reason)
		}
		if all && excused[i] != n.count {
			t.Errorf("%s: %d cells are not held, the list says %d", n.cell, excused[i], n.count)
		}
	}
}
