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
	var only, zero A
	var l lookout
	for a, err := range all {
		if err != nil {
			return zero, err
		}
		is := match(a)
		if is {
			only = a
		}
		l.saw(is, func() string { return describe(a) })
	}
	if l.found.n == 1 {
		return only, nil
	}
	return zero, l.failed(noun, wanted)
}

// lookout is what a search has seen.
type lookout struct{ found, others names }

func (l *lookout) saw(match bool, describe func() string) {
	if match {
		l.found.add(describe)
	} else {
		l.others.add(describe)
	}
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

// failed is the error of a search that did not find exactly one object.
func (l *lookout) failed(noun, wanted string) error {
	if l.found.n > 0 {
		return fmt.Errorf("%d %ss have %s: %s. Give the id of one of them", l.found.n, noun, wanted, l.found)
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
