package crud

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

var errBroken = errors.New("broken")

// numbers yields 1 to n, and then err, if there is one.
func numbers(n int, err error) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i+1, nil) {
				return
			}
		}
		if err != nil {
			yield(0, err)
		}
	}
}

// TestFind: one is found; of none and of several the error says what is there,
// the first ten by name.
func TestFind(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		all   iter.Seq2[int, error]
		match func(int) bool
		want  string // of the error
		none  bool   // nothing was found
	}{
		"one":           {numbers(3, nil), func(i int) bool { return i == 2 }, "", false},
		"none":          {numbers(0, nil), func(int) bool { return true }, "There is no thing with it.", true},
		"others":        {numbers(1, nil), func(int) bool { return false }, "There is no thing with it. Names are compared exactly. The search also gave 1.", true},
		"several":       {numbers(2, nil), func(int) bool { return true }, "2 things have it: 1, 2. Give the id of one of them", false},
		"ten":           {numbers(10, nil), func(int) bool { return true }, "10 things have it: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10. Give the id of one of them", false},
		"eleven":        {numbers(11, nil), func(int) bool { return true }, "11 things have it: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, and 1 more. Give the id of one of them", false},
		"a broken list": {numbers(2, errBroken), func(i int) bool { return i == 2 }, "broken", false},
	} {
		got, err := Find("thing", "it", c.all, c.match, func(i int) string { return fmt.Sprint(i) })
		switch {
		case c.want == "" && (err != nil || got != 2):
			t.Errorf("%s: %d, %v", name, got, err)
		case c.want != "" && (err == nil || err.Error() != c.want || rest.IsNotFound(err) != c.none):
			t.Errorf("%s: %v", name, err)
		}
	}
}

// collect takes the first so many items and the errors of a list.
func collect(all iter.Seq2[int, error], most int) string {
	var out []string
	for i, err := range all {
		if out = append(out, fmt.Sprint(i)); err != nil {
			out[len(out)-1] = err.Error()
		}
		if len(out) == most {
			break
		}
	}
	return strings.Join(out, " ")
}

func odd(i int) bool { return i%2 == 1 }

func TestOnly(t *testing.T) {
	t.Parallel()
	if got := collect(Only(numbers(5, errBroken), odd), 9); got != "1 3 5 broken" {
		t.Error(got)
	}
	if got := collect(Only(numbers(5, nil), odd), 2); got != "1 3" {
		t.Error(got)
	}
}

// TestEach: each item is read; what is not wanted is left out, and the first
// error is the last that is told.
func TestEach(t *testing.T) {
	t.Parallel()
	double := func(i int) (int, error) { return 2 * i, nil }
	failing := func(i int) (int, error) {
		if i == 2 {
			return 0, errBroken
		}
		return i, nil
	}
	for want, all := range map[string]iter.Seq2[int, error]{
		"2 4 6":    Each(numbers(3, nil), double, nil),
		"6":        Each(numbers(3, nil), double, func(i int) bool { return i > 4 }),
		"2 broken": Each(numbers(1, errBroken), double, nil),
		"1 broken": Each(numbers(3, nil), failing, odd),
		"broken":   Each(numbers(0, errBroken), double, func(int) bool { return false }),
	} {
		if got := collect(all, 9); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := collect(Each(numbers(3, nil), double, nil), 1); got != "2" {
		t.Error(got)
	}
	if collect(Just(7), 9) != "7" {
		t.Error("one item is a list of it")
	}
}

// TestGather: a list is shown as a whole or not at all, and one of nothing is
// there all the same.
func TestGather(t *testing.T) {
	t.Parallel()
	third := func(i int) (string, error) {
		if i == 3 {
			return "", errBroken
		}
		return fmt.Sprint(i), nil
	}
	for name, c := range map[string]struct {
		all  iter.Seq2[int, error]
		want []string
	}{
		"nothing":           {numbers(0, nil), []string{}},
		"two":               {numbers(2, nil), []string{"1", "2"}},
		"broken":            {numbers(2, errBroken), nil},
		"one is not to see": {numbers(4, nil), nil},
	} {
		got, err := Gather(c.all, third)
		if !reflect.DeepEqual(got, c.want) || (err == nil) != (c.want != nil) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
