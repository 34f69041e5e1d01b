package crud

import "iter"

// Gather is a list as a data source shows it: every item as show makes it. It
// is never nil, so that an empty list is empty and not null. The first error
// ends it.
func Gather[A, T any](all iter.Seq2[A, error], show func(A) (T, error)) ([]T, error) {
	shown := []T{}
	for a, err := range all {
		if err != nil {
			return nil, err
		}
		t, err := show(a)
		if err != nil {
			return nil, err
		}
		shown = append(shown, t)
	}
	return shown, nil
}

// Plainly makes a show for Gather of a function that cannot fail.
func Plainly[A, T any](show func(A) T) func(A) (T, error) {
	return func(a A) (T, error) { return show(a), nil }
}

// Only yields the items that keep is true for, and every error.
func Only[A any](all iter.Seq2[A, error], keep func(A) bool) iter.Seq2[A, error] {
	return func(yield func(A, error) bool) {
		for a, err := range all {
			if err == nil && !keep(a) {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// Itself is the show of Gather that leaves an item as it is.
func Itself[A any](a A) (A, error) { return a, nil }

// Each yields what read makes of each item, less what keep is false for; nil
// keeps all. The first error ends it.
func Each[I, A any](all iter.Seq2[I, error], read func(I) (A, error), keep func(A) bool) iter.Seq2[A, error] {
	return func(yield func(A, error) bool) {
		for i, err := range all {
			var a A
			if err == nil {
				a, err = read(i)
			}
			if err == nil && keep != nil && !keep(a) {
				continue
			}
			if !yield(a, err) || err != nil {
				return
			}
		}
	}
}

// Just is a list of one item.
func Just[A any](a A) iter.Seq2[A, error] {
	return func(yield func(A, error) bool) { yield(a, nil) }
}
