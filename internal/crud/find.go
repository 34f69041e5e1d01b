package crud

import (
	"fmt"
	"iter"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Find is the only one of all that matches. None is a not-found error that
// names what is there; several are an error that names them. noun and wanted
// make its text, as in `no Okta group with the name "staff"`; describe is how
// one object is shown, with its identifier.
func Find[A any](noun, wanted string, all iter.Seq2[A, error], match func(A) bool, describe func(A) string) (A, error) {
	var found, others []A
	var zero A
	for a, err := range all {
		switch {
		case err != nil:
			return zero, err
		case match(a):
			found = append(found, a)
		default:
			others = append(others, a)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		e := &rest.Error{Status: 404, Summary: fmt.Sprintf("There is no %s with %s", noun, wanted)}
		if len(others) > 0 {
			e.Next = "Names are compared exactly. The search also gave " + names(others, describe) + "."
		}
		return zero, &notFound{e}
	}
	return zero, fmt.Errorf("%d %ss have %s: %s. Give the id of one of them", len(found), noun, wanted, names(found, describe))
}

func names[A any](all []A, describe func(A) string) string {
	const most = 10
	var out []string
	for i, a := range all {
		if i == most {
			out = append(out, fmt.Sprintf("and %d more", len(all)-most))
			break
		}
		out = append(out, describe(a))
	}
	return strings.Join(out, ", ")
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
