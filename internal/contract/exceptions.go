package contract

import (
	"regexp"
	"strings"
	"sync/atomic"
)

// Exception is a deviation from a document that is known to be the platform's
// own, or is none of the document's business.
type Exception struct {
	Platform string
	// Method and Where are as in Violation; empty is any.
	Method, Where string
	// Template, At and What are regular expressions for the whole; empty is
	// any.
	Template, At, What string
	// Services tells that only tests of the provider's objects need it, so that
	// the simulator's own cannot tell when it is not needed any more.
	Services bool
	// Known asks that the last word of At is one of the vocabulary.
	Known bool
	// Evidence is where the platform was seen to do otherwise, or why it must
	// be tolerated. "recorded: NAME" is a recorded exchange, and a test shows
	// that it has the deviation.
	Evidence string
}

// exceptions is the list, compiled, with what was met in this process.
var exceptions = compile(oktaExceptions, anypointExceptions)

type compiled struct {
	Exception
	template, at, what *regexp.Regexp
	met                atomic.Int64
}

func compile(lists ...[]Exception) []*compiled {
	var out []*compiled
	whole := func(expr string) *regexp.Regexp {
		if expr == "" {
			return regexp.MustCompile("")
		}
		return regexp.MustCompile("^(?:" + expr + ")$")
	}
	for _, list := range lists {
		for _, e := range list {
			out = append(out, &compiled{Exception: e, template: whole(e.Template), at: whole(e.At), what: whole(e.What)})
		}
	}
	return out
}

func (e *compiled) matches(v Violation) bool {
	return e.Platform == v.Platform && (e.Method == "" || e.Method == v.Method) && (e.Where == "" || e.Where == v.Where) &&
		e.template.MatchString(v.Template) && e.at.MatchString(v.At) && e.what.MatchString(v.What) &&
		(!e.Known || vocabulary()[v.At[strings.LastIndexByte(v.At, '.')+1:]])
}

// excepted finds the exception for a violation and notes that it was needed.
func excepted(v Violation) *compiled {
	for _, e := range exceptions {
		if e.matches(v) {
			e.met.Add(1)
			return e
		}
	}
	return nil
}
