package kernel

import "testing"

// TestLog_numbers go on when the log is cleared, so that who follows it knows
// what is new and that what it has is gone.
func TestLog_numbers(t *testing.T) {
	var l Log
	paths := func(number uint64) (out string, first, next uint64) {
		list, first, next := l.Since(number)
		for _, x := range list {
			out += x.Path
		}
		return out, first, next
	}
	check := func(number uint64, want string, wantFirst, wantNext uint64) {
		t.Helper()
		if got, first, next := paths(number); got != want || first != wantFirst || next != wantNext {
			t.Errorf("since %d: %q %d %d, not %q %d %d", number, got, first, next, want, wantFirst, wantNext)
		}
	}
	check(0, "", 0, 0)
	l.add(Exchange{Path: "/a"})
	l.add(Exchange{Path: "/b"})
	check(0, "/a/b", 0, 2)
	check(1, "/b", 0, 2)
	check(9, "", 0, 2)
	l.Clear()
	check(2, "", 2, 2)
	l.add(Exchange{Path: "/c"})
	check(2, "/c", 2, 3)
	check(0, "/c", 2, 3)
}

// TestLog_watch: nobody waits for a watcher, who is told of many changes at once.
func TestLog_watch(t *testing.T) {
	var l Log
	changed, stop := l.Watch()
	told := func() bool {
		select {
		case <-changed:
			return true
		default:
			return false
		}
	}
	if told() {
		t.Error("nothing changed yet")
	}
	l.add(Exchange{})
	l.add(Exchange{})
	if !told() || told() {
		t.Error("two changes are not told as one")
	}
	l.Clear()
	if !told() {
		t.Error("clearing is not told")
	}
	stop()
	l.add(Exchange{})
	if told() || len(l.watchers) != 0 {
		t.Error("who stopped is told")
	}
}
