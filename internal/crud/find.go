package crud

import (
	"context"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Find is the only one of all that matches. None is a not-found error that
// names what is there; several are an error that names them. noun and wanted
// make its text, as in `no Okta group with the name "staff"`; describe is how
// one object is shown, with its identifier.
func Find[A any](noun, wanted string, all iter.Seq2[A, error], match func(A) bool, describe func(A) string) (A, error) {
	var only A
	var l lookout
	all(func(a A, err error) bool { // a loop would be more code, for each type
		is := err == nil && match(a)
		if is {
			only = a
		}
		return l.saw(is, err, func() string { return describe(a) })
	})
	return only, l.result(noun, wanted)
}

// lookout is what a search has seen.
type lookout struct {
	found, others names
	err           error
}

// saw notes an object, and tells whether to go on.
func (l *lookout) saw(match bool, err error, describe func() string) bool {
	switch {
	case err != nil:
		l.err = err
	case match:
		l.found.add(describe)
	default:
		l.others.add(describe)
	}
	return err == nil
}

// One is the item of a collection with that identifier, or, without one, the
// only item with exactly that name. query narrows the list down; names gives an
// item's identifier and name.
func One[A any](ctx context.Context, items *rest.Collection[A], noun, id, name string, query url.Values, names func(A) (id, name string)) (A, error) {
	if id != "" {
		return items.Get(ctx, id)
	}
	return Find(noun, fmt.Sprintf("the name %q", name), items.All(ctx, query),
		func(a A) bool { _, is := names(a); return is == name },
		func(a A) string { id, is := names(a); return fmt.Sprintf("%q (%s)", is, id) })
}

// result is nil where exactly one object was found.
func (l *lookout) result(noun, wanted string) error {
	if l.err != nil || l.found.n == 1 {
		return l.err
	}
	if l.found.n > 0 {
		return fmt.Errorf("%d %s have %s: %s. Give the id of one of them", l.found.n, rest.Plural(noun), wanted, l.found)
	}
	e := &rest.Error{Status: 404, Summary: fmt.Sprintf("There is no %s with %s", noun, wanted)}
	if l.others.n > 0 {
		e.Next = "Names are compared exactly. The search also gave " + l.others.String() + "."
	}
	return &notFound{e}
}

// names are the first of n names.
type names struct {
	n     int
	first []string
}

func (l *names) add(describe func() string) {
	const most = 10
	if l.n++; l.n <= most {
		l.first = append(l.first, describe())
	}
}

func (l names) String() string {
	shown := l.first
	if more := l.n - len(shown); more > 0 {
		shown = append(slices.Clone(shown), fmt.Sprintf("and %d more", more))
	}
	return strings.Join(shown, ", ")
}

// notFound reads as a sentence: no request was refused.
type notFound struct{ e *rest.Error }

func (n *notFound) Error() string {
	text := n.e.Summary + "."
	if n.e.Next != "" {
		text += " " + n.e.Next
	}
	return text
}

func (n *notFound) Unwrap() error { return n.e }

// NotFound is the error of an object that a list does not have.
func NotFound(format string, args ...any) error {
	return &notFound{&rest.Error{Status: 404, Summary: fmt.Sprintf(format, args...)}}
}
