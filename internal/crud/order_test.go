package crud

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
)

// line is an ordered list of a platform's, of items called by one letter.
type line struct {
	items        string
	reads, moves int
	broken       error // of a read
	stuck        error // of a move
}

// put gives an item a place, or the last one, and tells where it is.
func (l *line) put(id string, to int64) Place {
	rest := strings.ReplaceAll(l.items, id, "")
	if to < 1 || int(to) > len(rest)+1 {
		to = int64(len(rest)) + 1
	}
	l.items = rest[:to-1] + id + rest[to-1:]
	return Place{id, to}
}

// all yields the items, the last first: their priorities say where they are.
func (l *line) all(context.Context) iter.Seq2[Place, error] {
	l.reads++
	return func(yield func(Place, error) bool) {
		for i, id := range slices.Backward(strings.Split(l.items, "")) {
			if !yield(Place{id, int64(i) + 1}, l.broken) {
				return
			}
		}
	}
}

func (l *line) move(_ context.Context, id string, to int64) error {
	l.moves++
	l.put(id, to)
	return l.stuck
}

// TestOrder: every item ends where it is wanted, with no more calls than it
// takes.
func TestOrder(t *testing.T) {
	t.Parallel()
	type write struct {
		id      string
		to, was int64
		gets    int64  // where the platform puts an item without a wish; 0: where it was, or last
		gone    string // an item that somebody else has deleted before
	}
	for name, c := range map[string]struct {
		items        string // what there is before
		writes       []write
		want         string
		reads, moves int
		doubt        bool // something may not be in its place in the end
	}{
		"one after the other":           {writes: []write{{id: "a", to: 1}, {id: "b", to: 2}, {id: "c", to: 3}}, want: "abc"},
		"the last first":                {writes: []write{{id: "c", to: 3}, {id: "b", to: 2}, {id: "a", to: 1}}, want: "abc", reads: 2, moves: 1},
		"alone, beyond the end":         {writes: []write{{id: "a", to: 2}}, want: "a", doubt: true},
		"beyond the end for good":       {writes: []write{{id: "a", to: 1}, {id: "b", to: 4}, {id: "c", to: 2}}, want: "acb", reads: 2, doubt: true},
		"nobody is moved by a change":   {items: "ab", writes: []write{{id: "a", to: 1, was: 1}, {id: "b", to: 2, was: 2}, {id: "a", to: 1, was: 1}}, want: "ab"},
		"two change places":             {items: "ab", writes: []write{{id: "a", to: 2, was: 1}, {id: "b", to: 1, was: 2}}, want: "ba", reads: 1},
		"the first goes to the end":     {items: "abc", writes: []write{{id: "b", to: 1, was: 2}, {id: "c", to: 2, was: 3}, {id: "a", to: 3, was: 1}}, want: "bca", reads: 2},
		"before others without a wish":  {items: "xyz", writes: []write{{id: "b", to: 3}, {id: "a", to: 2}}, want: "xabyz", reads: 1, moves: 1},
		"one that somebody has deleted": {items: "abc", writes: []write{{id: "a", to: 1, was: 1}, {id: "b", to: 2, was: 2}, {id: "c", to: 2, was: 3, gone: "b"}}, want: "ac", reads: 1},
		"a new one without a wish":      {items: "ab", writes: []write{{id: "a", to: 1, was: 1}, {id: "b", to: 2, was: 2}, {id: "c"}}, want: "abc"},
		"the platform puts one between": {items: "ab", writes: []write{{id: "a", to: 1, was: 1}, {id: "b", to: 2, was: 2}, {id: "c", gets: 2}}, want: "abc", reads: 1, moves: 1},
		"and one before all":            {items: "xy", writes: []write{{id: "b", to: 2}, {id: "d", to: 4}, {id: "a", gets: 1}}, want: "abxdy", reads: 1, moves: 2},
		"behind the one it moves":       {items: "xy", writes: []write{{id: "c", to: 3}, {id: "a", to: 1}}, want: "axcy", reads: 1, moves: 1},
		"one without a wish makes room": {writes: []write{{id: "b", to: 3}, {id: "a", to: 1}, {id: "x"}}, want: "axb", reads: 2, moves: 1},
		"a wish is given up":            {items: "ab", writes: []write{{id: "a", to: 1, was: 1}, {id: "b", to: 2, was: 2}, {id: "b", was: 2}, {id: "c", to: 2}}, want: "acb"},
	} {
		l, o := &line{items: c.items}, &Order{wanted: map[string]int64{}}
		for _, w := range c.writes {
			l.items = strings.Map(func(r rune) rune {
				if strings.ContainsRune(w.gone, r) {
					return -1
				}
				return r
			}, l.items)
			err := o.Write(t.Context(), w.to, w.was, func() (Place, error) { return l.put(w.id, cmp.Or(w.to, w.gets, w.was)), nil }, l.all, l.move)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if l.items != c.want || l.reads != c.reads || l.moves != c.moves || o.doubt != c.doubt {
			t.Errorf("%s: %s with %d reads and %d moves, doubt: %v", name, l.items, l.reads, l.moves, o.doubt)
		}
	}
}

// TestOrder_fails: a list that cannot be read is told, and so is a place that
// cannot be changed.
func TestOrder_fails(t *testing.T) {
	t.Parallel()
	for name, l := range map[string]*line{"the list": {broken: errBroken}, "a place": {stuck: errBroken}} {
		o := &Order{wanted: map[string]int64{"b": 1}}
		err := o.Write(t.Context(), 2, 0, func() (Place, error) { l.items = "ab"; return Place{"a", 1}, nil }, l.all, l.move)
		if !errors.Is(err, errBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
